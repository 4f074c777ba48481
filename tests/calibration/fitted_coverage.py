"""How often intervals hold, how wide they are, and how often a change is seen that is none: by hand, in the long tier.

`python tests/calibration/fitted_coverage.py HISTORIES SERIES [SEED]` prints, for daily, weekly, monthly and
irregular windows of 24 months with given change points, the share of intervals that hold the truth and the median
width of those of the levels against the bound (2 x 1.96 over the root of the Fisher information of a normal law at
the truth, log scale); and, for series of 120 days, false alarms on constant levels and how near a level that
doubles is located.
"""

import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[2])]

from histories import days, months, summed  # noqa: E402

from sim.calibration.fitting.change_points import change_points  # noqa: E402
from sim.calibration.fitting.daily_law import Covariance, DayToDay  # noqa: E402
from sim.calibration.fitting.stream_fit import Start, fit, windows_of  # noqa: E402

TRUE, WEEKDAY = DayToDay(0.27, 0.4), (0.85, 0.85, 0.87, 0.90, 1.05, 1.28, 1.20)
SIZE, CHANGES, LEVELS = 728, (182, 364), (40.0, 80.0, 30.0)
START = Start(TRUE, np.array(WEEKDAY))


def cuts(kind: str, rng: np.random.Generator) -> list[int]:
    """Where windows begin, and the end; a level changes at a border of windows."""
    if kind == "irregular":
        inner = [182, 364, *rng.choice(np.arange(3, SIZE - 3), 40, replace=False).tolist()]
        return sorted({0, *inner, SIZE})
    every = {"daily": range(SIZE), "weekly": range(0, SIZE, 7), "monthly": months(SIZE)}[kind]
    return sorted({*every, *CHANGES, SIZE})


def bound(kind: str, borders: list[int]) -> np.ndarray:
    """(3,) the width of an interval of each level on the log scale, were all but the means known."""
    cells = summed(np.ones(SIZE, dtype=np.int64), borders)
    windows, _ = windows_of(cells, CHANGES, Start(TRUE, np.array(WEEKDAY)))
    level = np.repeat(LEVELS, np.diff([0, *CHANGES, SIZE])) * np.resize(WEEKDAY, SIZE)
    effects = cells.days @ (level[:, None] * windows.design)
    information = effects.T @ Covariance(level, cells.days, TRUE).solve(effects)
    return 2 * 1.96 * np.sqrt(np.diag(np.linalg.inv(information))[:3])


def coverage(histories: int, seed: int) -> None:
    """Print how often intervals hold, and the median width of those of the levels against the bound."""
    level = np.repeat(LEVELS, np.diff([0, *CHANGES, SIZE]))
    for kind in ("monthly", "weekly", "irregular", "daily"):
        rng = np.random.default_rng([seed, len(kind)])
        held: dict[str, list[bool]] = defaultdict(list)
        widths = []
        for _ in range(histories):
            borders = cuts(kind, rng)
            found = fit(summed(days(rng, level, TRUE.sd, TRUE.memory, WEEKDAY), borders), CHANGES, START)
            told = [("level", one, truth) for one, truth in zip(found.levels, LEVELS, strict=True)]
            told += [("weekday", one, truth) for one, truth in zip(found.weekday or (), WEEKDAY, strict=False)]
            told += [("sd", found.sd, TRUE.sd)] if found.sd else []
            told += [("memory", found.memory, TRUE.memory)] if found.memory else []
            for name, one, truth in told:
                held[name].append(one.low <= truth <= one.high)
            widths.append([np.log(one.high / one.low) for one in found.levels] / bound(kind, borders))
        shares = ", ".join(f"{name} {np.mean(each):.3f} of {len(each)}" for name, each in held.items())
        print(f"{kind}: {shares}; width of levels {np.median(widths):.2f} of the bound", flush=True)


def alarms(series: int, seed: int) -> None:
    """Print false alarms on constant series, and how near a level that doubles is located."""
    start = Start(DayToDay(0.27, 0.2), np.ones(7))
    for kind, every in (("daily", 1), ("weekly", 7)):
        rng = np.random.default_rng([seed, every])
        borders = list(range(0, 120 // every * every + 1, every))
        false = sum(bool(change_points(summed(days(rng, np.full(120, 40.0), 0.27, 0.4), borders), start))
                    for _ in range(series))  # fmt: skip
        print(f"{kind}: {false} false alarms of {series}", flush=True)
    rng, near = np.random.default_rng(seed), []
    for _ in range(series):
        found = change_points(summed(days(rng, np.repeat([30.0, 60.0], 60), 0.27, 0.4), list(range(121))), start)
        near.append(min((abs(day - 60) for day in found), default=120))
    print(f"doubled: {np.mean(np.array(near) <= 3):.3f} within 3 days of {series}", flush=True)


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    seed = given[2] if len(given) > 2 else 2025
    coverage(given[0], seed)
    alarms(given[1], seed)
