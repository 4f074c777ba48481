"""When to order space: triggers compared over the same futures, and judged by the future without space.

question, families, alternatives   a scenario file made into a question; the triggers that are compared
futures, study                     triggers and the run without space on the same people, round by round
judging/                           what a trigger did in a future, which can be the best, and the choice
keep_or_close, lead_time           the test of open space; what a shorter lead time is worth
history, vintages                  what would have been decided on dates that were, on what was published by then
answered, found, output            all of it, as values and as files
"""
