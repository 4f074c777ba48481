"""Policies: SimPy processes that read as sentences, and see the port only through `Port`.

measure.py    the life of a contingency measure: idle, ordered, open, idle again
scripted.py   a judge of it that repeats decisions taken before
"""
