"""Policies: SimPy processes that read as sentences, and see the port only through `Port`.

measure.py    the life of a contingency measure: idle, ordered, open, idle again
staged.py     space that opens in stages and is given back in parts
judges.py     who says when a rule is followed
scripted.py   a judge of it that repeats decisions taken before
"""
