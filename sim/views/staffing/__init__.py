"""The staffing answer: its first screen, its page, sentences, tables and charts.

roster_statements              what the first screen says, as values
roster_words, target_words     the words of the verdict and its doubt; a target so that it can be compared
roster_screen, need_picture    verdict, doubt, boxes; the picture of the worst week
page, roster_tables, waits_tables    one HTML file, and its tables
answer, made_words, proofs, hourly    sentences: the answer in full, how it was found
charts/                        the charts that are files
"""

from sim.views.staffing.answer import details, sentences, summary
from sim.views.staffing.roster_screen import first

__all__ = ["details", "first", "sentences", "summary"]
