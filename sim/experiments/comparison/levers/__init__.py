"""What would have avoided it: one change at a time against a run that is answered, on the same people.

tried              a change, and whether the scenario has a price for it
of_scenario        those that the content of a scenario makes possible, and its own
space_of_measures  those of measures: called on, ready sooner, in stages, ordered earlier
states             those of a brief: what the levers of a scenario make together
levers             plays them on a part of the runs, and pairs each with the run
"""
