"""The first screen of a comparison: statements as values first, then their words.

gaps          what a change does to each figure, with the numbers that it rests on
against       what the verdict says of each scenario, and the figure that decides
sides         the boxes: the same question to each scenario; the same people, followed
gap_words     an effect in words, and the parts of sentences
against_words the verdict and its doubt in words
side_words    the boxes in words, and what is drawn in them
compared_screen   all of it
pair_picture  people against places in each scenario, on the same people; the worst week next to an ordinary one
"""
