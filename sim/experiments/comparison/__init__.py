"""Scenarios against a baseline, replication by replication, on the same people.

compare      runs all of them and pairs them: `compare(...) -> Comparison`
matching     which scenarios may be compared at all
inputs       what is written differently
shown        the figures that a comparison rests on
differences  a figure's difference, with its interval and what the pairing gained
proportions  the interval of a difference of shares in pairs
people       who waited longer, who shorter

groups       what changed, in a few groups, and the scenarios in between
attribution  which group did how much of the difference
output       all of it as files
"""
