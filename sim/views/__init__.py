"""What people read. Nothing about the port is computed here.

answer        the planner's question answered in sentences; `measure_words`: one measure
decision      the rows of the tables; `table`: on a terminal
report        the page of a run; `page`: the dress of every other page
charts/       the charts of a run            kit/         what all charts share: values, palette, drawing
diary         what was decided in one run, and on what was seen
comparison/   a comparison          sweeping    a sweep
staffing/     a roster              influence   a sensitivity analysis
policy/       triggers compared     unsure      what is assumed, and how much hangs on it
runs          bands over the runs   dates, words   how dates and numbers are said
"""
