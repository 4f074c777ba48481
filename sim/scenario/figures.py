"""The names of the figures: columns of `kpis.csv`, keys of `summary.json`, words of `targets` and `precision`.

What a figure means is said here; `sim.measures` computes it.
"""

import math
from collections.abc import Iterator
from typing import Literal, NamedTuple

from sim.scenario import asked
from sim.scenario.asked import stay_limit, within_hours
from sim.scenario.calendar import clock
from sim.scenario.contingency import Measure
from sim.scenario.process import OUTCOMES
from sim.scenario.schema import Scenario

Kind = Literal["count", "share", "hours", "persons", "money", "date", "number", "flag"]
FLOWS = ("arrived", *OUTCOMES, "withdrawn", "diverted")  # counted in all, and for each stream
QUANTILES = (50, 90, 95)  # of the time on site, in percent
STUCK = "still_present_60d"  # where it is above 0, no whole stay is told


class Range(NamedTuple):
    """What a figure can be, both ends included; infinite where nothing bounds it."""

    least: float = -math.inf
    most: float = math.inf


ANY = Range()


class FigureInfo(NamedTuple):
    """A figure: its name, the unit its values are in, its kind, what it means, and what it can be.

    What it can be decides which interval it gets (`sim.experiments.means`). Nothing is below nought, unless said; no
    share above one.
    """

    name: str
    unit: str
    kind: Kind
    meaning: str
    least: float = 0.0
    most: float = math.inf
    whole: bool = False  # of whole stays: it does not exist where somebody is not out by the end of the run-on

    @property
    def range(self) -> Range:
        """What the figure can be in a replication."""
        if self.kind == "date":
            return ANY
        return Range(self.least, min(self.most, 1.0) if self.kind in ("share", "flag") else self.most)

    @property
    def steps(self) -> Range:
        """What the difference of two of them can be."""
        wide = self.range.most - self.range.least
        return Range(-wide, wide)


def catalogue(scenario: Scenario) -> dict[str, FigureInfo]:
    """Every figure of a scenario by name, in the order of the columns.

    Every measure that is declared has its figures, whether enabled or not, so that scenarios can be compared.
    ValueError when two figures would have the same name (a measure called `staff` would make a second `cost_staff`).
    """
    known: dict[str, FigureInfo] = {}
    for part in (_people, _stays, _waits, _presence, _areas, _pools, _measures, _costs):
        for figure in part(scenario):
            if figure.name in known:
                raise ValueError(f"names that give every figure its own: two would be called {figure.name}")
            known[figure.name] = figure
    return known


def told_stays(scenario: Scenario, withheld: bool) -> dict[str, str]:
    """The mean stay and its quantiles as they are told: by `mean`, `p50` and so on, the name of the figure."""
    start = f"time_on_site_{stay_limit(scenario)}h_" if withheld else "time_on_site_"
    return {what: f"{start}{what}" for what in ("mean", *(f"p{q}" for q in QUANTILES))}


def _people(scenario: Scenario) -> Iterator[FigureInfo]:
    said = {
        "arrived": "arrived in the counted span",
        "referred": "left referred to the Immigration and Refugee Board",
        "returned": "left returned to the United States",
        "barred": "left neither referred nor returned",
        "detained": "left detained",
        "deferred": "left with the examination deferred (two-step processing)",
        "withdrawn": "left because their patience ran out",
        "diverted": "left because a hard area was full",
    }
    yield FigureInfo("present_at_start", "claimants", "count", "Claimants present when the counted span begins.")
    yield FigureInfo("arrived", "claimants", "count", f"Claimants who {said['arrived']}.")
    yield FigureInfo("left", "claimants", "count", "Claimants who left in the counted span, whenever they came.")
    yield FigureInfo("still_present", "claimants", "count", "Claimants present at the end.")
    yield FigureInfo(
        "stranded",
        "claimants",
        "count",
        "Of these, claimants for whom nothing comes any more: since they became ready the officers, room or departure "
        "of their step were never there, nor are they in the 60 days after the end.",
    )
    for name in FLOWS[1:]:
        yield FigureInfo(name, "claimants", "count", f"Claimants who {said[name]}.")
    unserved = "left unserved: withdrawn + diverted"
    yield FigureInfo("unserved", "claimants", "count", f"Claimants who {unserved}.")
    yield FigureInfo("unserved_share", "", "share", "Share of those who left who left unserved: unserved / left.")
    decided = "returned / (referred + returned + barred + detained)"
    yield FigureInfo("returned_share", "", "share", f"Share of those decided who were returned: {decided}.")
    for stream in scenario.arrivals:
        for name in FLOWS:
            yield FigureInfo(f"{name}_{stream}", "claimants", "count", f"Claimants of {stream} who {said[name]}.")
        yield FigureInfo(f"unserved_{stream}", "claimants", "count", f"Claimants of {stream} who {unserved}.")
        yield FigureInfo(f"returned_share_{stream}", "", "share", f"Of {stream}: {decided}.")


def _whose(limit: int, said: str = "") -> str:
    """Of whom stays are told: whole, or up to a limit."""
    if limit:
        return (
            f"claimants{said} who arrived at least {limit} h before the end and did not leave unserved within {limit} "
            f"h, {limit} h standing for every longer stay"
        )
    return (
        f"claimants{said} who arrived in the counted span and did not leave unserved, each stay whole: whoever is "
        "present at the end is played on until out; empty where somebody is not out 60 days after the end"
    )


def _stay(name: str, what: str, limit: int, said: str = "") -> FigureInfo:
    most = float(limit) if limit else math.inf
    return FigureInfo(name, "h", "hours", f"{what}, of {_whose(limit, said)}.", most=most, whole=not limit)


def _stays(scenario: Scenario) -> Iterator[FigureInfo]:
    for limit in (0, stay_limit(scenario)):
        start = f"time_on_site_{limit}h_" if limit else "time_on_site_"
        yield _stay(f"{start}mean", "Mean time from arrival to leaving", limit)
        for q in QUANTILES:
            yield _stay(f"{start}p{q}", f"Least time that {q}% do not exceed", limit)
        if not limit:
            yield _stay(f"{start}max", "Longest time from arrival to leaving", limit)
    of = "Claimants who arrived in the counted span and are not out 60 days after the end."
    yield FigureInfo(STUCK, "claimants", "count", of)
    for h in within_hours(scenario):
        yield FigureInfo(f"within_{h}h", "", "share", _within(h, ""))
    for one in asked.stays(scenario):
        if one.hours:
            yield FigureInfo(one.name, "", "share", _within(one.hours, one.of.said))
        else:
            said = asked.STATISTIC[one.what].format("time from arrival to leaving")
            yield _stay(one.name, said, one.limit, one.of.said)


def _within(hours: int, whose: str) -> str:
    return (
        f"Share served and gone within {hours} h, of all claimants{whose} who arrived at least so long before the end; "
        "those who left unserved are among all."
    )


def _waits(scenario: Scenario) -> Iterator[FigureInfo]:
    for one in asked.waits(scenario):
        yield FigureInfo(one.name, *(("", "share") if one.over else ("h", "hours")), one.meaning)
    for name, step in scenario.process.steps.items():
        if step.patience is not None:
            whose = f"of claimants who gave up waiting for {name} in the counted span, from ready to leaving"
            yield FigureInfo(f"gave_up_{name}", "claimants", "count", f"Claimants who gave up waiting for {name}.")
            for what in asked.ALWAYS:
                said = asked.STATISTIC[what].format("wait")
                yield FigureInfo(f"wait_{name}_gave_up_{what}", "h", "hours", f"{said}, {whose}.")


def _presence(scenario: Scenario) -> Iterator[FigureInfo]:
    yield FigureInfo("on_site_mean", "persons", "persons", "Persons on site, outside included, mean over time.")
    yield FigureInfo("on_site_peak", "persons", "persons", "Most persons on site at one time, outside included.")
    yield FigureInfo(
        "outside_peak", "persons", "persons", "Most persons at one time who had not been let into an area yet."
    )
    yield FigureInfo(
        "outside_person_hours", "person-hours", "number", "Hours that persons spent outside, not let into an area yet."
    )
    yield FigureInfo("nights_on_site", "person-nights", "count", "Persons present at 04:00 local time, all days.")


def _calendar(scenario: Scenario) -> tuple[float, float]:
    """Hours and local days of the counted span."""
    time = clock(scenario)
    return (time.end - time.start) / 3600, float((scenario.end - scenario.start).days)


def _areas(scenario: Scenario) -> Iterator[FigureInfo]:
    hours, _ = _calendar(scenario)
    for area in scenario.space.areas:
        yield FigureInfo(f"peak_{area}", "persons", "persons", f"Most persons in {area} at one time.")
        over = f"persons in {area} exceeded the space open at that time"
        yield FigureInfo(f"over_capacity_hours_{area}", "h", "hours", f"Hours in which {over}.", most=hours)
        yield FigureInfo(
            f"over_capacity_person_hours_{area}", "person-hours", "number", f"Person-hours by which {over}."
        )


def _pools(scenario: Scenario) -> Iterator[FigureInfo]:
    unit = "officer-hours"
    for pool in scenario.staff:
        over = "above the officers on duty, or past their shift where shifts hand over"
        seated = "at desks (at_most)" if scenario.staff[pool].at_most else "present"
        yield FigureInfo(
            f"utilisation_{pool}", "", "share", f"Busy hours of {pool} without overtime / hours of officers {seated}."
        )
        yield FigureInfo(f"busy_hours_{pool}", unit, "hours", f"Hours of {pool} on tasks, overtime included.")
        yield FigureInfo(
            f"rostered_hours_{pool}",
            unit,
            "hours",
            f"Hours of {pool} rostered and paid, absentees and officers brought by open measures included.",
        )
        yield FigureInfo(f"present_hours_{pool}", unit, "hours", f"Hours of {pool} present, absentees left out.")
        yield FigureInfo(f"overtime_hours_{pool}", unit, "hours", f"Hours of {pool} busy {over}.")


def _measures(scenario: Scenario) -> Iterator[FigureInfo]:
    hours, days = _calendar(scenario)
    for name, measure in scenario.contingency.items():
        for figure in _measure(name, measure, hours, days, scenario.warm_up > 0):
            yield figure if measure.enabled else figure._replace(most=0.0)


def _measure(name: str, measure: Measure, hours: float, days: float, warm_up: bool) -> Iterator[FigureInfo]:
    counts = "was ordered" + (", under way when the counted span began or since" if warm_up else "")
    yield FigureInfo(f"{name}_ordered", "", "flag", f"Whether {name} {counts}: the share of replications.")
    yield FigureInfo(f"{name}_times", "orders", "count", f"How often {name} {counts}.")
    if warm_up:
        under_way = f"Whether {name} was under way, ordered or open, when the counted span began."
        yield FigureInfo(f"{name}_at_start", "", "flag", under_way)
    yield FigureInfo(f"{name}_first_order", "", "date", f"When {name} was first ordered.")
    yield FigureInfo(f"{name}_first_ready", "", "date", f"When {name} was first ready.")
    opened = f"Local days on which {name} was open, if but for a moment."
    yield FigureInfo(f"{name}_days_open", "days", "number", opened, most=days)
    yield FigureInfo(f"{name}_hours_open", "h", "hours", f"Hours for which {name} was open.", most=hours)
    pending = f"Hours for which {name} was ordered and not yet open."
    yield FigureInfo(f"{name}_hours_pending", "h", "hours", pending, most=hours)
    if measure.brings.areas:
        over = "persons in an area that it extends, or outside waiting for it, exceeded the base space"
        needed = f"Days on which, while {name} was open, {over}."
        yield FigureInfo(f"{name}_days_needed", "days", "number", needed, most=days)
        idle = f"{name}_days_open - {name}_days_needed."
        yield FigureInfo(f"{name}_days_idle", "days", "number", idle, most=days)
        late = f"Hours between order and ready in which {over}."
        yield FigureInfo(f"{name}_late_hours", "h", "hours", late, most=hours)


def _costs(scenario: Scenario) -> Iterator[FigureInfo]:
    unit = scenario.currency
    yield FigureInfo("cost_staff", unit, "money", "Rostered hours at their cost.")
    yield FigureInfo("cost_overtime", unit, "money", "Overtime hours, also those on the roster, at their cost.")
    yield FigureInfo("cost_space", unit, "money", "The base space over the counted span.")
    if any(step.departures and step.departures.cost for step in scenario.process.steps.values()):
        yield FigureInfo("cost_departures", unit, "money", "Departures in the counted span at their price.")
    for name in scenario.contingency:
        yield FigureInfo(
            f"cost_{name}",
            unit,
            "money",
            f"Set-up, standby, term (the whole of it, also past the end) and restoration of {name}.",
        )
    yield FigureInfo("cost_total", unit, "money", "All of these costs.")
    served = "claimants who arrived in the counted span and did not leave unserved"
    yield FigureInfo("cost_per_claimant", unit, "money", f"cost_total / {served}.")
    if scenario.warm_up:
        before = "Set-up, term and restoration of measures that fell due before the counted span; in no other cost."
        yield FigureInfo("cost_before_start", unit, "money", before)
