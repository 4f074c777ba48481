"""When to order space: triggers compared over the same futures, and judged by the future without space.

model.py      a policy (a scenario that differs in its contingency alone) and the question
families.py   the policies of `policy.families`, and those of `--vary`
laying.py     measures changed, and read anew as if they had been written so
question.py   a scenario file made into a question
futures.py    policies and the run without space, played on the same people
judgement.py  what is said of a policy in one future: too late, for nothing, at what cost
study.py      the looks: all policies first, then those that may still be the best
selection.py  which policies can no longer be the best
tail.py       means of the worst futures, ratios, shares, with their intervals
front.py      policies that no other beats on both cost and crowding
verdict.py    every figure of a policy over its futures, with its interval
choice.py     the one that is recommended, by which rule, and what cannot be told apart from it
lead_time.py  what a shorter lead time is worth
history.py    what each policy would have done on dates that were
vintages.py   decisions on what had been published by then
done.py       what was ordered in fact, as a policy
options.py    the keep-or-close test of open space
output.py     a study as files
"""
