"""Results for the first screen, made by hand: the ordinary one and those at the edge of what there can be."""

from collections.abc import Callable
from typing import Any

from made_results import HALL, OFFICERS, make, measure_figures, scenario

from sim.experiments.result import Result

NAN = float("nan")
JULY, APRIL, DECEMBER = 190.0, 95.0, 340.0  # days of 2025
WHOLE = {"arrived": 18_000.0, "returned": 2_700.0, "still_present": 40.0}  # as they are in `kpis.csv`
AREAS = WHOLE | {"peak_hall": 193.0, "wait_interview_mean": 1.4}


def of(
    hall: Callable[[int], dict[str, float]] | None = None,
    runs: int = 200,
    name: str = "leased_hall",
    measures: dict[str, Any] | None = None,
    **more: Any,
) -> Result:
    """A result in which `hall(number)` are figures of the measure that brings space, `day` and `lead` among them."""
    given = scenario(measures={name: HALL} if measures is None else measures, **more)

    def figures(number: int) -> dict[str, float]:
        own = dict(AREAS) | {"peak_hall": 193.0 + number % 50}
        if hall:
            of_hall = hall(number)
            own |= {key: of_hall.pop(key) for key in list(of_hall) if key in ("peak_hall", "cost_total", "arrived")}
            cost = of_hall.pop("cost", 1.6e6)
            own |= measure_figures(name, number, of_hall.pop("day"), of_hall.pop("lead", 110.0), **of_hall)
            own |= {f"cost_{name}": cost}
        return own

    return make(given, runs=runs, figures=figures)


def third(number: int) -> dict[str, float]:
    """Ordered in one run in three, in April or July, open about four months later, mostly too late."""
    if number % 3:
        return {"day": NAN, "cost": 0.0, "late_hours": 0.0, "cost_total": 11.4e6}
    case = number % 12
    late, needed = {0: (0.0, 3.0), 3: (5.0, 2.0), 6: (40.0, 0.0), 9: (40.0, 0.0)}[case]
    return {"day": APRIL if number % 2 else JULY, "late_hours": late, "days_needed": needed, "cost_total": 13.2e6}


def never(number: int) -> dict[str, float]:
    return {"day": NAN, "cost": 0.0, "late_hours": 0.0, "peak_hall": 120.0}


def never_but_full(number: int) -> dict[str, float]:
    return never(number) | {"peak_hall": 193.0}


def kept_ready(number: int) -> dict[str, float]:
    return third(number) | {"cost": 250e3 if number % 3 else 900e3}


def always(number: int) -> dict[str, float]:
    return {"day": APRIL + number % 5, "late_hours": 0.0, "days_needed": 4.0}


def not_open(number: int) -> dict[str, float]:
    return {"day": DECEMBER if number % 2 else NAN, "lead": NAN, "late_hours": 20.0 * (number % 2)}


def rare(number: int) -> dict[str, float]:
    hit = {"day": JULY, "late_hours": 0.0 if number == 7 else 30.0, "days_needed": float(number == 7)}
    return hit if number in (7, 19, 31) else {"day": NAN, "cost": 0.0, "late_hours": 0.0}


def scattered(number: int) -> dict[str, float]:
    return {"day": 20.0 + 300.0 * (number % 20) / 20, "late_hours": 9.0, "cost": 0.0}


def two_of_a_kind() -> Result:
    return of(third, measures={"loan": OFFICERS, "leased_hall": HALL, "standby_hall": HALL})


def nobody() -> Result:
    nothing = {"time_on_site_mean": NAN, "time_on_site_p95": NAN, "returned_share": NAN, "cost_total": 0.0}
    nothing = WHOLE | nothing | {"on_site_peak": 0.0, "peak_hall": 0.0, "arrived": 0.0, "over_capacity_hours_hall": 0.0}
    return make(scenario(measures={}), runs=20, figures=lambda number: nothing)


def no_area() -> Result:
    process = {
        "steps": {"interview": {"staff": {"officers": 1}, "time": "1 h"}},
        "journeys": {"everyone": ["interview"]},
    }
    return make(scenario(measures={}, space={}, targets={}, process=process), runs=20, figures=lambda number: WHOLE)


def unpriced(number: int) -> dict[str, float]:
    return third(number) | {"cost": 0.0, "cost_total": 0.0}


CASES: dict[str, Callable[[], Result]] = {
    "ordinary": lambda: of(third),
    "under way at the start": lambda: of(
        never, measures={"leased_hall": HALL | {"at_start": {"open_since": "2024-12-01", "term_left": "60 d"}}}
    ),
    "called target_hall": lambda: of(third, name="target_hall"),
    "never ordered": lambda: of(never),
    "never ordered, over its places": lambda: of(never_but_full),
    "kept ready": lambda: of(kept_ready),
    "kept ready, never ordered": lambda: of(lambda n: never(n) | {"cost": 250e3}),
    "every run": lambda: of(always),
    "not open before the end": lambda: of(not_open),
    "in few runs": lambda: of(rare, runs=40),
    "at any time, unpriced": lambda: of(scattered),
    "unpriced": lambda: of(unpriced),
    "no measure": lambda: of(measures={}),
    "no measure that brings space": lambda: of(measures={"loan": OFFICERS}),
    "several that bring space": two_of_a_kind,
    "one run": lambda: of(third, runs=1),
    "one run, not ordered": lambda: of(never_but_full, runs=1),
    "two runs": lambda: of(always, runs=2),
    "no area": no_area,
    "nobody comes": nobody,
    "interrupted": lambda: make(scenario(), runs=77, asked=200, figures=lambda n: AREAS),
    "nothing known of the peak": lambda: make(scenario(), runs=30, figures=lambda n: WHOLE),
}
