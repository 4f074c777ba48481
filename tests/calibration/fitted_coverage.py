"""How often intervals hold, how wide they are, and how often a change is seen that is none: by hand, in the long tier.

`python tests/calibration/fitted_coverage.py WHAT NUMBER [SEED] [KINDS]` plays, and ends with status 1 where a limit is
missed:

- `given`: NUMBER histories of 24 months in daily, weekly, monthly and irregular windows, with given change points: the
  share of intervals that hold the truth, and the median width of those of the levels against the bound (2 x 1.96 over
  the root of the Fisher information of a normal law at the truth, log scale).
- `found`: the same with change points that are found: the share of days on which the interval of the level holds the
  truth. It has no limit.
- `changes`: NUMBER series of 120 days: false alarms on constant levels, and how near a level that doubles is located,
  with claimants who come alone and with the shipped parties and coach loads.

What windows identify: the levels and how much days differ, all of them; weekdays and memory, daily ones alone.
"""

import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[2])]

from histories import days, months, summed  # noqa: E402

import sim  # noqa: E402
from sim.arrays import F  # noqa: E402
from sim.calibration.fitted_scenario import start_of  # noqa: E402
from sim.calibration.fitting.change_points import change_points  # noqa: E402
from sim.calibration.fitting.daily_law import Covariance, DayToDay  # noqa: E402
from sim.calibration.fitting.stream_fit import Start, StreamFit, fit, windows_of  # noqa: E402
from sim.people.rates.event_law import event_law  # noqa: E402

TRUE, WEEKDAY = DayToDay(0.27, 0.4), (0.85, 0.85, 0.87, 0.90, 1.05, 1.28, 1.20)
SIZE, CHANGES, LEVELS = 728, (182, 364), (40.0, 80.0, 30.0)
START = Start(TRUE, np.array(WEEKDAY))
KINDS = ("monthly", "weekly", "irregular", "daily")
LACOLLE = Path(__file__).parents[2] / "scenarios/lacolle-2025.yaml"
COVER, WIDE, ALARMS, NEAR = 0.93, 1.3, 0.075, 0.85
LEVEL = np.repeat(LEVELS, np.diff([0, *CHANGES, SIZE]))


def cuts(kind: str, rng: np.random.Generator) -> list[int]:
    """Where windows begin, and the end; a level changes at a border of windows."""
    if kind == "irregular":
        inner = [182, 364, *rng.choice(np.arange(3, SIZE - 3), 40, replace=False).tolist()]
        return sorted({0, *inner, SIZE})
    every = {"daily": range(SIZE), "weekly": range(0, SIZE, 7), "monthly": months(SIZE)}[kind]
    return sorted({*every, *CHANGES, SIZE})


def bound(borders: list[int]) -> F:
    """(3,) the width of an interval of each level on the log scale, were all but the means known."""
    cells = summed(np.ones(SIZE, dtype=np.int64), borders)
    windows, _ = windows_of(cells, CHANGES, START)
    mean = LEVEL * np.resize(WEEKDAY, SIZE)
    effects = cells.days @ (mean[:, None] * windows.design)
    information = effects.T @ Covariance(mean, cells.days, TRUE).solve(effects)
    found: F = 2 * 1.96 * np.sqrt(np.diag(np.linalg.inv(information))[:3])
    return found


def drawn(kind: str, rng: np.random.Generator) -> tuple[list[int], list[int]]:
    """One history, and the borders of its windows."""
    return days(rng, LEVEL, TRUE.sd, TRUE.memory, WEEKDAY).tolist(), cuts(kind, rng)


def holds(found: StreamFit) -> dict[str, list[bool]]:
    """Whether the interval of each parameter holds the truth, by name."""
    told = [("level", one, truth) for one, truth in zip(found.levels, LEVELS, strict=True)]
    told += [("weekday", one, truth) for one, truth in zip(found.weekday or (), WEEKDAY, strict=False)]
    told += [("sd", found.sd, TRUE.sd)] if found.sd else []
    told += [("memory", found.memory, TRUE.memory)] if found.memory else []
    held: dict[str, list[bool]] = defaultdict(list)
    for name, one, truth in told:
        held[name].append(one.low <= truth <= one.high)
    return held


def of_kind(kind: str, histories: int, seed: int) -> tuple[dict[str, list[bool]], float]:
    """By parameter, whether each interval holds; and the median width of those of the levels against the bound."""
    rng = np.random.default_rng([seed, len(kind)])
    held: dict[str, list[bool]] = defaultdict(list)
    widths = []
    for _ in range(histories):
        persons, borders = drawn(kind, rng)
        found = fit(summed(np.array(persons), borders), CHANGES, START)
        for name, each in holds(found).items():
            held[name] += each
        widths.append([np.log(one.high / one.low) for one in found.levels] / bound(borders))
    return held, float(np.median(widths))


def given(histories: int, seed: int, kinds: tuple[str, ...]) -> bool:
    """Print how often intervals hold given the change points, and how wide they are; return whether limits hold."""
    good = True
    for kind in kinds:
        held, wide = of_kind(kind, histories, seed)
        shares = ", ".join(f"{name} {np.mean(each):.3f} of {len(each)}" for name, each in held.items())
        sys.stdout.write(f"{kind}: {shares}; width of levels {wide:.2f} of the bound\n")
        sys.stdout.flush()
        good &= wide <= WIDE and all(np.mean(each) >= COVER for each in held.values())
    return good


def found(histories: int, seed: int, kinds: tuple[str, ...]) -> bool:
    """Print on which share of days the interval of a level holds, with change points that are found."""
    for kind in kinds:
        rng = np.random.default_rng([seed, len(kind), 1])
        held, many = [], []
        for _ in range(histories):
            persons, borders = drawn(kind, rng)
            cells = summed(np.array(persons), borders)
            turns = change_points(cells, START)
            made = fit(cells, turns, START)
            at = np.searchsorted(np.array(turns), np.arange(SIZE), side="right")
            low, high = (np.array([getattr(one, end) for one in made.levels])[at] for end in ("low", "high"))
            held.append(float(((low <= LEVEL) & (high >= LEVEL)).mean()))
            many.append(len(turns))
        more, fewer = np.mean(np.array(many) > 2), np.mean(np.array(many) < 2)
        sys.stdout.write(
            f"{kind}: on {np.mean(held):.3f} of the days; more than two changes {more:.3f}, fewer {fewer:.3f}\n"
        )
        sys.stdout.flush()
    return True


def shipped() -> tuple[F, float]:
    """The chances of an event of the shipped port to bring so many persons, and E[X^2] / E[X]."""
    port = sim.load(str(LACOLLE))
    law = event_law(port.people, port.arrivals["port_of_entry"].coach_loads, 200).persons
    return law, start_of(port, "port_of_entry").days.together


def changes(series: int, seed: int, kinds: tuple[str, ...]) -> bool:
    """Print false alarms on constant series, and how near a level that doubles is located; whether limits hold."""
    together, good = shipped(), True
    for who, event, x in (("alone", np.array([0.0, 1.0]), 1.0), ("in parties", *together)):
        start = Start(DayToDay(0.27, 0.2, x), np.ones(7))
        for kind, every in (("daily", 1), ("weekly", 7)):
            if kind in kinds:
                rng = np.random.default_rng([seed, every])
                borders = list(range(0, 120 // every * every + 1, every))
                drawn = (days(rng, np.full(120, 40.0), 0.27, 0.4, event=event) for _ in range(series))
                false = sum(bool(change_points(summed(persons, borders), start)) for persons in drawn)
                sys.stdout.write(f"{who}, {kind}: {false} false alarms of {series}\n")
                sys.stdout.flush()
                good &= false <= ALARMS * series
        rng, near = np.random.default_rng(seed), []
        for _ in range(series if "daily" in kinds else 0):
            persons = days(rng, np.repeat([30.0, 60.0], 60), 0.27, 0.4, event=event)
            near.append(
                min((abs(day - 60) for day in change_points(summed(persons, list(range(121))), start)), default=120)
            )
        if near:
            within = [float(np.mean(np.array(near) <= most)) for most in (3, 4)]
            sys.stdout.write(f"{who}: doubled within 3 days {within[0]:.3f}, within 4 {within[1]:.3f} of {series}\n")
            sys.stdout.flush()
            good &= within[int(x > 1)] >= NEAR
    return good


if __name__ == "__main__":
    what, number = {"given": given, "found": found, "changes": changes}[sys.argv[1]], int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 2025
    sys.exit(0 if what(number, seed, tuple(sys.argv[4].split(",")) if len(sys.argv) > 4 else KINDS) else 1)
