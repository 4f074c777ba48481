"""The figures that a comparison shows: few, since every one more makes all intervals wider."""

from sim.experiments.result import Result
from sim.scenario.figures import told_stays

SPACE = ("ordered", "first_order", "first_ready", "days_needed", "days_idle")  # of a measure that brings space
CALLED = ("ordered", "days_open")  # of any other
STAYS = ("mean", "p95")
PEOPLE = ("within_24h", "within_72h", "on_site_peak", "returned")
MONEY = ("cost_total",)


def shown(results: list[Result]) -> tuple[str, ...]:
    """Figures of the measures that any has, of crowding, the unserved if any, stays and money; every target."""
    crowding = [*(name for result in results for name in _crowding(result)), *_peaks(results)]
    wanted = [*_of_measures(results), *crowding, *_unserved(results), *_stays(results), *PEOPLE, *MONEY]
    wanted += [name for result in results for name in result.scenario.targets]
    known = {name for result in results for name in result.names}
    return tuple(name for name in dict.fromkeys(wanted) if name in known)


def _of_measures(results: list[Result]) -> list[str]:
    measures = {name: measure for result in results for name, measure in result.scenario.measures.items()}
    space_first = sorted(measures, key=lambda name: not measures[name].brings.areas)
    return [f"{name}_{what}" for name in space_first for what in (SPACE if measures[name].brings.areas else CALLED)]


def _stays(results: list[Result]) -> list[str]:
    """Whole stays; where any of the scenarios has none, the mean of stays up to the limit on all sides."""
    if any(result.withheld for result in results):
        return [told_stays(results[0].scenario, True)["mean"]]
    return [told_stays(results[0].scenario, False)[what] for what in STAYS]


def _unserved(results: list[Result]) -> list[str]:
    return ["unserved"] if any(result.summary["unserved"].mean > 0 for result in results) else []


def _peaks(results: list[Result]) -> list[str]:
    """The most in each area that all have: the most on site says nothing of one area's places."""
    areas = [name for name in results[0].scenario.space.areas if all(name in r.scenario.space.areas for r in results)]
    return [f"peak_{name}" for name in areas]


def _crowding(result: Result) -> list[str]:
    areas = result.scenario.space.areas
    return [f"over_capacity_hours_{name}" for name, area in areas.items() if area.limit == "soft"]
