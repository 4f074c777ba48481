"""Sweeps made by hand: what their first screen says can be known beforehand."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

from made_results import HALL, make, measure_figures, scenario

from sim.experiments.sweep.sweep import Plan, Played, Sweep

NAN = float("nan")
PERSONS, OFFICERS = "space.areas.hall.persons", "staff.officers.shifts.day.on_duty"
FIGURES = ("leased_hall_ordered", "over_capacity_hours_hall", "within_24h", "cost_total")
Figures = Callable[[int], dict[str, float]]


def often(share: float, over: float = 0.0, cost: float = 12e6, **more: float) -> Figures:
    """Figures of runs of which so large a share orders the hall."""

    def figures(number: int) -> dict[str, float]:
        day = 95.0 + number if number < round(20 * share) else NAN
        own = measure_figures("leased_hall", number, day, 110.0)
        return (
            own
            | {"over_capacity_hours_hall": over * (1 + 0.1 * (number % 3)), "cost_total": cost + 1e4 * number}
            | more
        )

    return figures


def swept(
    points: Sequence[tuple[tuple[str, ...], Figures]], paths: tuple[str, ...] = (PERSONS,), *, sampled: bool = False,
    asked: int = 0, runs: int = 20, **more: Any,
) -> Sweep:  # fmt: skip
    given = scenario(days=60, measures={"leased_hall": HALL}, targets=more.pop("targets", {}), **more)
    played = [Played(values, given, make(given, runs=runs, figures=figures).summary) for values, figures in points]
    named = tuple(values for values, _ in points) + (("0",) * len(paths),) * max(asked - len(points), 0)
    return Sweep(Plan(given, paths, named, (given,) * len(named), sampled), runs, tuple(played))


TURNS = [(("60",), often(0.95, 900.0)), (("100",), often(0.15, 90.0, 11.5e6)), (("80",), often(0.6, 300.0))]

MADE: dict[str, Callable[[], Sweep]] = {
    "turns": lambda: swept(TURNS),
    "the other way": lambda: swept(
        [(("2",), often(0.1)), (("3",), often(0.3)), (("4",), often(0.8, 20.0))], (OFFICERS,)
    ),
    "with a target": lambda: swept(
        [((one,), often(0.9, within_24h=share)) for one, share in (("60 d", 0.7), ("80 d", 0.84), ("110 d", 0.9))],
        ("contingency.leased_hall.lead_time",), targets={"within_24h": {"at_least": "80%"}},
    ),
    "at all points": lambda: swept([((one,), often(0.9 + share)) for one, share in (("60", 0.1), ("80", 0.05))]),
    "the same everywhere": lambda: swept([((one,), often(1.0)) for one in ("60", "80")]),
    "more than once": lambda: swept([((str(k),), often(0.2 + 0.6 * (k % 2))) for k in range(4)]),
    "a grid": lambda: swept(
        [((a, b), often(0.05 * int(a) * int(b))) for a in ("2", "4") for b in ("1", "3", "5")], (OFFICERS, PERSONS)
    ),
    "a sample": lambda: swept(
        [((str(k), f"{2 * k}%"), often(0.1 * k)) for k in range(1, 8)], (OFFICERS, "staff.officers.absence"),
        sampled=True,
    ),
    "three paths": lambda: swept(
        [((str(k), "1", f"{2 * k}%"), often(0.1 * k)) for k in (1, 2)], (OFFICERS, PERSONS, "staff.officers.absence")
    ),
    "one point": lambda: swept([(("60",), often(0.5))]),
    "one run": lambda: swept(TURNS, runs=1),
    "interrupted": lambda: swept(TURNS[:2], asked=5),
    "people left unserved": lambda: swept([((str(k),), often(0.9, unserved=10.0 * k)) for k in (1, 2)]),
}  # fmt: skip


@cache
def case(name: str) -> Sweep:
    """A sweep of these, made once."""
    return MADE[name]()


CASES: dict[str, Callable[[], Sweep]] = {name: partial(case, name) for name in MADE}
