"""Sensitivity analyses made by hand: what their first screen says can be known beforehand."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any

from made_results import HALL, scenario

from sim.experiments.sensitivity.morris import Effect
from sim.experiments.sensitivity.one_at_a_time import End, Swing
from sim.experiments.sensitivity.sensitivity import Sensitivity
from sim.experiments.sensitivity.sobol import Index

NAN = math.nan
ARRIVALS, ABSENCE, PERSONS = (
    "arrivals.port_of_entry.claimants_per_day",
    "staff.officers.absence",
    "space.areas.hall.persons",
)
RANGES: dict[str, Any] = {
    ARRIVALS: {"p10": 40, "p90": 60},
    ABSENCE: {"p10": "2%", "p90": "12%"},
    PERSONS: {"p10": 120, "p90": 180},
}
STAFF = {"officers": {"shifts": {"day": {"hours": "07:00-15:00", "on_duty": 6}}, "absence": "5%"}}
ORDERED, COST = "leased_hall_ordered", "cost_total"


def swing(written: float, low: float, high: float, half: float) -> Swing:
    """An input with the figure as written and at both of its ends; `half` the half-width of each interval."""

    def end(value: float) -> End:
        return End(value, value - written, value - written - half, value - written + half)

    return Swing(end(low), end(high), high - low, high - low - half, high - low + half)


def analysis(
    swings: Mapping[str, Sequence[Swing]],
    noise: float = 0.01,
    method: str = "morris",
    paths: Sequence[str] = tuple(RANGES),
) -> Sensitivity:
    written = scenario(days=60, measures={"leased_hall": HALL}, staff=STAFF)
    given = written.edited({"uncertain": {path: RANGES[path] for path in paths}})
    effect, index = Effect(0.1, 0.2, 0.1, 0.3, 0.05), Index(0.5, 0.4, 0.6, 0.7, 0.6, 0.8)
    morris = method == "morris"
    return Sensitivity(
        scenario=given, method=method, size=4, points=16, replications=10, paired=20, paths=tuple(paths),  # type: ignore[arg-type]
        effects={name: (effect,) * len(paths) for name in swings if morris},
        indices={name: (index,) * len(paths) for name in swings if not morris},
        noise=dict.fromkeys(swings, noise), swings={name: tuple(ones) for name, ones in swings.items()},
    )  # fmt: skip


OFTEN = (swing(0.4, 0.1, 0.9, 0.1), swing(0.4, 0.35, 0.5, 0.1), swing(0.4, 0.4, 0.4, 0.0))
COSTS = (swing(12e6, 11e6, 13.5e6, 2e5), swing(12e6, 11.9e6, 12.1e6, 3e5), swing(12e6, 12e6, 12e6, 0.0))

MADE: dict[str, Callable[[], Sensitivity]] = {
    "ordinary": lambda: analysis({ORDERED: OFTEN, COST: COSTS}),
    "sobol": lambda: analysis({ORDERED: OFTEN}, method="sobol"),
    "not told apart": lambda: analysis({ORDERED: (OFTEN[0], swing(0.4, 0.0, 0.75, 0.1), OFTEN[2])}),
    "down": lambda: analysis({"within_24h": (swing(0.8, 0.95, 0.6, 0.02), swing(0.8, 0.8, 0.79, 0.02), OFTEN[2])}),
    "much chance": lambda: analysis({ORDERED: OFTEN}, noise=0.2),
    "nothing moves it": lambda: analysis({ORDERED: (OFTEN[2],) * 3}, noise=NAN),
    "the second figure moves": lambda: analysis({ORDERED: (OFTEN[2],) * 3, COST: COSTS}),
    "nothing is proven": lambda: analysis({ORDERED: (swing(0.4, 0.35, 0.5, 0.2),) * 3}),
    "one input": lambda: analysis({COST: COSTS[:1]}, paths=(ARRIVALS,)),
    "one run": lambda: analysis({COST: (swing(12e6, 11e6, 13e6, NAN),)}, paths=(ARRIVALS,)),
    "hardly": lambda: analysis({"within_24h": (swing(0.8, 0.8, 0.80004, 0.00001),) * 3}),
}


@cache
def case(name: str) -> Sensitivity:
    """An analysis of these, made once."""
    return MADE[name]()


CASES: dict[str, Callable[[], Sensitivity]] = {name: partial(case, name) for name in MADE}
