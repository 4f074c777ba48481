"""The first screen of a run: statements as values first, then their words.

resting        numbers with what they rest on (`text/statement.py`), so that they can be computed again from `kpis.csv`
overflow       what the verdict says: whether space is ordered, when, whether in time, at what cost
boxes          the numbers below it: a question each, and where people wait and how many are sent back
doubt          how sure the verdict is: by chance, with assumptions
space_words    what the space of measures changed
phrases        parts of sentences that several statements have
verdict_words, box_words, doubt_words    the words of each
screen         all of it for a terminal
graphics       what is drawn within a box
middle         the run that the picture follows
picture        demand, people, officers, orders on one axis of time; `weekly`: its numbers as a table
weeks          the worst week of that run, next to an ordinary one
"""
