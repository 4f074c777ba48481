"""Comparisons for the first screen, made by hand: the ordinary one and those at the edge of what there can be."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from typing import Any

import numpy as np
from made_results import HALL, OFFICERS, make, measure_figures, scenario

from sim.experiments.comparison.compare import Comparison, ScenarioDifference, paired
from sim.experiments.comparison.same_people import PairedWaits
from sim.experiments.result import Result

NAN = float("nan")
PLAIN = {
    "arrived": 18_000.0,
    "returned": 2_700.0,
    "still_present": 40.0,
    "peak_hall": 193.0,
    "wait_interview_mean": 1.4,
}
OFFICERS_MORE = {
    "officers": {"shifts": {"day": {"hours": "07:00-15:00", "on_duty": 9}}},
    "delegates": {"shifts": {"day": {"hours": "08:00-20:00", "on_duty": 2}}},
}


def hall(
    number: int, *, ordered: bool, day: float = 95.0, cost: float = 1.6e6, name: str = "leased_hall"
) -> dict[str, float]:
    """Figures of the hall in one run, ordered or not."""
    at = day + number % 4 if ordered else NAN
    late, needed = (30.0 * (number % 2), float(number % 3)) if ordered else (0.0, 0.0)
    more = {"late_hours": late, "days_needed": needed}
    return measure_figures(name, number, at, 110.0 + number % 9, **more) | {f"cost_{name}": cost * ordered}


def a_third(number: int) -> dict[str, float]:
    return PLAIN | hall(number, ordered=number % 3 == 0) | {"cost_total": 13.2e6 if number % 3 == 0 else 11.4e6}


def rarely(number: int) -> dict[str, float]:
    """Ordered seldom, fewer hours over the places, shorter stays, higher costs."""
    spread = 0.1 * (number % 5)
    own = {"over_capacity_hours_hall": 420.0 + 30 * spread, "time_on_site_mean": 14.0 + spread, "peak_hall": 170.0}
    return PLAIN | hall(number, ordered=number % 20 == 0) | own | {"cost_total": 12.9e6 + 1e5 * spread}


def worse(number: int) -> dict[str, float]:
    own = {"over_capacity_hours_hall": 1900.0 + number % 7, "time_on_site_mean": 26.0, "peak_hall": 260.0}
    return PLAIN | hall(number, ordered=number % 3 != 1) | own | {"cost_total": 14.9e6 + 1e4 * (number % 9)}


def a_little(number: int) -> dict[str, float]:
    """A difference that chance alone could make, in every figure that differs."""
    noise = 1 + 0.02 * float(np.random.default_rng(9000 + number).normal())
    return a_third(number) | {"time_on_site_mean": 20.0 * noise}


def nothing_priced(make_figures: Callable[[int], dict[str, float]]) -> Callable[[int], dict[str, float]]:
    return lambda number: make_figures(number) | {"cost_total": 0.0, "cost_leased_hall": 0.0}


def result(
    name: str, figures: Callable[[int], dict[str, float]], runs: int = 40, asked: int | None = None, **more: Any
) -> Result:
    measures = more.pop("measures", {"leased_hall": HALL})
    return make(scenario(name=name, measures=measures, **more), runs=runs, asked=asked, figures=figures)


def met(other: ScenarioDifference, shares: tuple[int, ...] = (0, 1, 20, 300, 500, 100, 10, 1, 0)) -> ScenarioDifference:
    return replace(other, people=tuple(PairedWaits(k, np.array(shares), 3, 0) for k in range(5)))


def compared(*results: Result, figures: tuple[str, ...] = (), followed: bool = True) -> Comparison:
    """Pair results; the people of the first five pairs are as if they had been followed."""
    found = paired({one.scenario.name: one for one in results}, figures=figures)
    return replace(found, others=tuple(map(met, found.others))) if followed else found


@cache
def usual(name: str) -> Result:
    """The three results that most comparisons are made of."""
    made = {"Lacolle": as_written, "More officers": more_officers, "A smaller hall": smaller_hall}
    figures = {"Lacolle": a_third, "More officers": rarely, "A smaller hall": worse}
    return made[name](figures[name])


def as_written(figures: Callable[[int], dict[str, float]] | None = None, **more: Any) -> Result:
    if figures is None and not more:
        return usual("Lacolle")
    return result("Lacolle", figures or a_third, **more)


def more_officers(figures: Callable[[int], dict[str, float]] | None = None, **more: Any) -> Result:
    if figures is None and not more:
        return usual("More officers")
    return result("More officers", figures or rarely, staff=OFFICERS_MORE, **more)


def smaller_hall(
    figures: Callable[[int], dict[str, float]] | None = None, name: str = "A smaller hall", **more: Any
) -> Result:
    if figures is None and not more and name == "A smaller hall":
        return usual(name)
    space = {"areas": {"hall": {"persons": 120}, "holding": {"persons": 30, "limit": "hard"}}}
    return result(name, figures or worse, space=space, **more)


def called_target_hall() -> Comparison:
    def with_name(make_figures: Callable[..., dict[str, float]], every: int) -> Callable[[int], dict[str, float]]:
        def figures(number: int) -> dict[str, float]:
            own = {key: value for key, value in make_figures(number).items() if "leased_hall" not in key}
            return own | hall(number, ordered=number % every == 0, name="target_hall")

        return figures

    measures = {"target_hall": HALL}
    return compared(as_written(with_name(a_third, 3), measures=measures),
                    more_officers(with_name(rarely, 20), measures=measures))  # fmt: skip


def without_measure(figures: Callable[[int], dict[str, float]]) -> Callable[[int], dict[str, float]]:
    return lambda number: {k: v for k, v in figures(number).items() if "leased_hall" not in k}


def unserved(number: int) -> dict[str, float]:
    return rarely(number) | {"unserved": 40.0 + number % 5}


MADE: dict[str, Callable[[], Comparison]] = {
    "ordinary": lambda: compared(as_written(), more_officers()),
    "three scenarios": lambda: compared(as_written(), more_officers(), smaller_hall()),
    "four scenarios": lambda: compared(
        as_written(), smaller_hall(), more_officers(), smaller_hall(a_third, name="A hall of 120 (again), as it was")
    ),
    "only worse": lambda: compared(as_written(), smaller_hall()),
    "two that are worse, and one the same": lambda: compared(
        as_written(), smaller_hall(), smaller_hall(worse, name="Two"), smaller_hall(a_third, name="Three")
    ),
    "the same scenario": lambda: compared(as_written(), result("Again", a_third)),
    "the same figures": lambda: compared(as_written(), more_officers(a_third)),
    "chance": lambda: compared(as_written(), more_officers(a_little)),
    "chance, three": lambda: compared(as_written(), more_officers(a_little), smaller_hall(a_little)),
    "called target_hall": called_target_hall,
    "never ordered": lambda: compared(as_written(lambda n: PLAIN | hall(n, ordered=False)), more_officers()),
    "no longer ordered": lambda: compared(as_written(), more_officers(lambda n: rarely(n) | hall(n, ordered=False))),
    "earlier": lambda: compared(
        as_written(lambda n: PLAIN | hall(n, ordered=True, day=190.0)),
        more_officers(lambda n: PLAIN | hall(n, ordered=True, day=95.0)),
    ),
    "no measure": lambda: compared(
        as_written(without_measure(a_third), measures={}), more_officers(without_measure(rarely), measures={})
    ),
    "only one has the measure": lambda: compared(
        as_written(without_measure(a_third), measures={}), result("With a lease", a_third)
    ),
    "no measure that brings space": lambda: compared(
        as_written(without_measure(a_third), measures={"loan": OFFICERS}),
        more_officers(without_measure(rarely), measures={"loan": OFFICERS}),
    ),
    "unpriced": lambda: compared(as_written(nothing_priced(a_third)), more_officers(nothing_priced(rarely))),
    "only the cost": lambda: compared(
        as_written(), more_officers(lambda n: a_third(n) | {"cost_total": 2 * a_third(n)["cost_total"]})
    ),
    "people left unserved": lambda: compared(as_written(), more_officers(unserved)),
    "one figure": lambda: compared(as_written(), more_officers(), figures=("time_on_site_p95",)),
    "nobody followed": lambda: compared(as_written(), more_officers(), followed=False),
    "two runs": lambda: compared(as_written(runs=2), more_officers(runs=2)),
    "one run": lambda: compared(as_written(runs=1), more_officers(runs=1)),
    "interrupted": lambda: compared(as_written(runs=24, asked=40), more_officers(runs=20, asked=40)),
    "hardly": lambda: compared(
        as_written(lambda n: a_third(n) | {"over_capacity_hours_hall": 0.0}),
        more_officers(lambda n: a_third(n) | {"over_capacity_hours_hall": 0.0001 * (1 + n % 3)}),
    ),
}


@cache
def case(name: str) -> Comparison:
    """A comparison of these, made once."""
    return MADE[name]()


CASES: dict[str, Callable[[], Comparison]] = {name: partial(case, name) for name in MADE}
