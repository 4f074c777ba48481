"""The days on which a level changes: found one at a time, each at a stated rate of false alarms.

Steps at every border of windows are tried. The statistic of a step is the square of its score over its information,
given all levels so far, with the covariance of the fit that has the best step in it: days that remember make long runs
above their level, so a scan that takes them for independent sees changes that are none. The largest is held against
what chance makes of the largest under that covariance and no step (Monte Carlo, `DRAWS` series, scaled as t is since
the spread is estimated). A step is kept where less than `ALARM` of them reach it; the search goes on with it, and at
the end each day is sought once more between its neighbours (Bai 1997, binary segmentation with a refined partition).
"""

from collections.abc import Sequence

import numpy as np

from sim.arrays import F
from sim.calibration.fitting.daily_law import Covariance, DayToDay
from sim.calibration.fitting.day_to_day import estimate, first_guess
from sim.calibration.fitting.likelihood import Windows, means
from sim.calibration.fitting.stream_fit import Start, windows_of
from sim.calibration.fitting.window_cells import Counted

ALARM = 0.02  # nominal: the memory is estimated too, which the draws do not know
DRAWS = 999
SEED = 20250401  # of the draws: the same counts have the same change points
MOST = 60
LEAST = 6  # days of a level: of a single day chance makes more than a normal law says


def change_points(counted: Counted, start: Start) -> tuple[int, ...]:
    """Return the days from 0, the first that is counted, on which the level changes; none under five windows."""
    borders = _borders(counted)
    found: list[int] = []
    while len(found) < MOST and 2 * (len(found) + 2) < counted.counts.size:
        step = _next(counted, found, borders, start)
        if step is None:
            break
        found = sorted([*found, step])
    return tuple(_refined(counted, found, borders, start))


def _borders(counted: Counted) -> list[int]:
    """Return the days on which a window begins, but the first."""
    return sorted({int(day) for day in counted.begins} - {0})


def _next(counted: Counted, found: Sequence[int], borders: Sequence[int], start: Start) -> int | None:
    """Return the border with the largest step, if chance does not make as large a one; else None."""
    free = _free(borders, found, counted.days.shape[1])
    if not free:
        return None
    windows, _ = windows_of(counted, found, start)
    scan = _Scan(windows, estimate(windows, start.days).days, free)
    best = free[int(np.argmax(scan.steps))]
    with_it, _ = windows_of(counted, sorted([*found, best]), start)
    scan = _Scan(windows, estimate(with_it, start.days).days, free)
    most = scan.largest_by_chance()
    left = max(counted.counts.size - with_it.design.shape[1], 1)
    scaled = most * left / np.random.default_rng(SEED).chisquare(left, most.size)
    at = int(np.argmax(scan.steps))
    return free[at] if (1 + (scaled >= scan.steps[at]).sum()) / (1 + most.size) < ALARM else None


def _free(borders: Sequence[int], found: Sequence[int], size: int) -> list[int]:
    """Return the borders at which a level can begin: none lasts less than `LEAST` days."""
    ends = (0, *found, size)
    return [day for day in borders if min(abs(day - end) for end in ends) >= LEAST]


class _Scan:
    """The statistic of a step at each of some days, given the covariance."""

    def __init__(self, windows: Windows, days: DayToDay, borders: Sequence[int]) -> None:
        at = means(windows, days, first_guess(windows)).at
        mean = np.exp(windows.design @ at)
        counts = Covariance(mean, windows.days, days)
        effects = windows.days @ (mean[:, None] * windows.design)
        after = np.arange(mean.size)[:, None] >= np.array(borders)[None, :]
        steps = windows.days @ (mean[:, None] * after)
        solved = counts.solve(steps)
        known = counts.solve(effects)
        apart = solved - known @ np.linalg.solve(effects.T @ known, effects.T @ solved)
        information = np.einsum("wb,wb->b", steps, apart)
        told = information > 1e-6 * max(float(information.max(initial=0.0)), 1e-12)
        self._rows = np.where(told, apart / np.sqrt(np.where(told, information, 1.0)), 0.0)
        self._counts = counts
        self.steps: F = (self._rows.T @ (windows.counts - windows.days @ mean)) ** 2

    def largest_by_chance(self) -> F:
        """(DRAWS,) the largest statistic of series without a step."""
        root = np.linalg.cholesky(self._counts.whole)
        draws = root @ np.random.default_rng(SEED).standard_normal((root.shape[0], DRAWS))
        found: F = ((self._rows.T @ draws) ** 2).max(axis=0)
        return found


def _refined(counted: Counted, found: Sequence[int], borders: Sequence[int], start: Start) -> list[int]:
    """Return change points, each sought once more between its neighbours, the others as they are."""
    kept = list(found)
    if not kept:
        return kept
    windows, _ = windows_of(counted, kept, start)
    days = estimate(windows, start.days).days
    for k in range(len(kept)):
        before, after = (kept[k - 1] if k else -1), (kept[k + 1] if k + 1 < len(kept) else borders[-1] + 1)
        others = kept[:k] + kept[k + 1 :]
        free = [day for day in _free(borders, others, counted.days.shape[1]) if before < day < after]
        without, _ = windows_of(counted, others, start)
        kept[k] = free[int(np.argmax(_Scan(without, days, free).steps))]
    return kept
