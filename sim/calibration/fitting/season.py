"""The season: what the level is multiplied by over the year, where there are years enough.

Two harmonics of the year on the log scale (Hyndman and Athanasopoulos 2021, Forecasting, section 7.4): one peak of any
shape, or two. Years are enough from `YEARS` on, of windows that are short enough to tell seasons from each other; in
fewer, a season and a change of level look alike. It is kept where chance makes as much of it in less than `ALARM`
(Wald's test with the covariance of the fit, by F).
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
from scipy.stats import f as fisher

from sim.arrays import F
from sim.calibration.published.window import Window

YEARS = 3
SHORT = 92  # days of a window that tells seasons
YEAR = 365.25
HARMONICS = 2
TERMS = 2 * HARMONICS
ALARM = 0.05


def years_enough(windows: Sequence[Window]) -> bool:
    """Return whether windows of a quarter at most have years enough of days among them."""
    days = {window.first.toordinal() + k for window in windows if window.days <= SHORT for k in range(window.days)}
    return len(days) >= YEARS * 365


def harmonics(first: date, size: int) -> F:
    """(D, 4) the sines and cosines of each day, from the first."""
    angle = 2 * np.pi * (first.toordinal() + np.arange(size)) / YEAR
    found: F = np.column_stack([wave(k * angle) for k in range(1, HARMONICS + 1) for wave in (np.sin, np.cos)])
    return found


def beyond_chance(at: F, covariance: F, free: int) -> bool:
    """Return whether chance makes as much of a season too seldom; (4,) what is estimated, with its covariance."""
    statistic = float(at @ np.linalg.solve(covariance, at)) / at.size
    return bool(fisher.sf(statistic, at.size, free) < ALARM)
