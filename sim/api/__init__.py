"""The Python surface: what `import sim` gives, a file for each kind of call.

loading.py       `load`
checking.py      `check`: what is wrong with a file, and what it warns of
running.py       `run` and its result
briefing.py      `brief`
comparing.py     `compare`
sweeping.py      `sweep` and `sensitivity`
staffing.py      `staff`
triggers.py      `policy`
verifying.py     `verify`
calibrating.py   `calibrate`
backtesting.py   `backtest`
shown.py         what all results share: the answer, tables with real dates, charts, and how they show in a notebook

Names are imported when they are first used (`sim.__init__`), so that `import sim` stays light.
"""
