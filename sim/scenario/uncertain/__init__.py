"""Values that are not known: which they are, how they are read, and a scenario with values drawn for them.

quantities       kinds of values: a duration, a share, a number, a whole number, a level, an amount of money, a day
vectors          shares and profiles that are drawn as a whole
lift             from a file: what is uncertain, and the tree with a value in each place
realise          a scenario with drawn values in the places
bounds           distributions that could draw what is not allowed
moving_together  groups of values that move together
choices          what is chosen, not drawn, where triggers are compared
"""
