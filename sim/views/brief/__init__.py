"""`portsim brief`: one file that can be mailed, in which levers move over states that were played beforehand.

made       plays the states and keeps of each what the page needs
state      what is kept of a state: its first screen in each language, its runs of a few figures, its file
figures    those of which two states are compared
packed     text that a page unpacks
around     what is said around the first screen
page       the page
document   the states as JSON and as rows
brief.js   swaps what was written for each state; works out the difference of two
"""
