"""The names of the figures: columns of `kpis.csv`, keys of `summary.json`, words of `targets` and `precision`.

What a figure means is said here; `sim.measures` computes it.
"""

import math
from collections.abc import Iterator
from typing import Literal, NamedTuple

from sim.scenario.calendar.clock import clock
from sim.scenario.catalogue import asked
from sim.scenario.catalogue.asked import stay_limit, within_hours
from sim.scenario.language.contingency import Measure
from sim.scenario.language.process import OUTCOMES
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

    What it can be decides which interval it gets (`sim.experiments.statistics.means`). Nothing is below nought, unless
    said; no share above one.
    """

    name: str
    unit: str
    kind: Kind
    meaning: str
    least: float = 0.0
    most: float = math.inf
    whole: bool = False  # of whole stays: it does not exist where somebody is not out by the end of the run-on
    unless: tuple[str, ...] = ()  # it is nought unless this can come about (`sim.scenario.catalogue.noughts`)

    @property
    def range(self) -> Range:
        """What the figure can be in a replication."""
        if self.kind == "date":
            return ANY
        return Range(self.least, min(self.most, 1.0) if self.kind in ("share", "flag") else self.most)

    @property
    def is_nought(self) -> bool:
        """Whether it can be nothing but nought."""
        return self.kind != "date" and self.range.least == self.range.most == 0

    def beside(self, other: "FigureInfo") -> "FigureInfo":
        """The figure as either of two scenarios can have it."""
        return self._replace(least=min(self.least, other.least), most=max(self.most, other.most))

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
    of = "Claimants present when the counted span begins."
    yield FigureInfo("present_at_start", "claimants", "count", of, unless=("earlier",))
    yield FigureInfo("arrived", "claimants", "count", f"Claimants who {said['arrived']}.")
    yield FigureInfo("left", "claimants", "count", "Claimants who left in the counted span, whenever they came.")
    yield FigureInfo("still_present", "claimants", "count", "Claimants present at the end.")
    yield FigureInfo(
        "stranded",
        "claimants",
        "count",
        "Of these, claimants for whom nothing comes any more: since they became ready the officers, room or departure "
        "of their step were never there, nor are they in the 60 days after the end.",
        unless=("stranding",),
    )
    for name in FLOWS[1:]:
        yield FigureInfo(name, "claimants", "count", f"Claimants who {said[name]}.", unless=_way(name))
    unserved, left = "left unserved: withdrawn + diverted", ("unserved",)
    yield FigureInfo("unserved", "claimants", "count", f"Claimants who {unserved}.", unless=left)
    of = "Share of those who left who left unserved: unserved / left."
    yield FigureInfo("unserved_share", "", "share", of, unless=left)
    decided = "returned / (referred + returned + barred + detained)"
    of = f"Share of those decided who were returned: {decided}."
    yield FigureInfo("returned_share", "", "share", of, unless=_way("returned"))
    for stream in scenario.arrivals:
        for name in FLOWS:
            of = f"Claimants of {stream} who {said[name]}."
            yield FigureInfo(f"{name}_{stream}", "claimants", "count", of, unless=_way(name, stream))
        of = f"Claimants of {stream} who {unserved}."
        yield FigureInfo(f"unserved_{stream}", "claimants", "count", of, unless=left)
        way = _way("returned", stream)
        yield FigureInfo(f"returned_share_{stream}", "", "share", f"Of {stream}: {decided}.", unless=way)


def _way(name: str, stream: str = "") -> tuple[str, ...]:
    """What has to be possible for anybody to come, or to leave in a way."""
    known = {"arrived": ("coming", stream), "withdrawn": ("withdrawal",), "diverted": ("diversion",)}
    return known.get(name, ("outcome", name, stream))


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
    of, out = "Most persons at one time who had not been let into an area yet.", ("outside",)
    yield FigureInfo("outside_peak", "persons", "persons", of, unless=out)
    of = "Hours that persons spent outside, not let into an area yet."
    yield FigureInfo("outside_person_hours", "person-hours", "number", of, unless=out)
    yield FigureInfo("nights_on_site", "person-nights", "count", "Persons present at 04:00 local time, all days.")


def _calendar(scenario: Scenario) -> tuple[float, float]:
    """Hours and local days of the counted span."""
    time = clock(scenario)
    return (time.end - time.start) / 3600, float((scenario.end - scenario.start).days)


def _areas(scenario: Scenario) -> Iterator[FigureInfo]:
    hours, _ = _calendar(scenario)
    for area in scenario.space.areas:
        of = f"Most persons in {area} at one time."
        yield FigureInfo(f"peak_{area}", "persons", "persons", of, unless=("use", area))
        over, full = f"persons in {area} exceeded the space open at that time", ("crowding", area)
        of = f"Hours in which {over}."
        yield FigureInfo(f"over_capacity_hours_{area}", "h", "hours", of, most=hours, unless=full)
        of = f"Person-hours by which {over}."
        yield FigureInfo(f"over_capacity_person_hours_{area}", "person-hours", "number", of, unless=full)


def _pools(scenario: Scenario) -> Iterator[FigureInfo]:
    unit = "officer-hours"
    for pool in scenario.staff:
        over, work, duty = "above the officers on duty, or past their shift where shifts hand over", "work", "duty"
        rostered = "rostered and paid, absentees and officers brought by open measures included"
        seated = "at desks (at_most)" if scenario.staff[pool].at_most else "present"
        busy = f"Busy hours of {pool} without overtime / hours of officers {seated}."
        yield FigureInfo(f"utilisation_{pool}", "", "share", busy, unless=(work, pool))
        for what, can, said in (
            ("busy", work, "on tasks, overtime included"),
            ("rostered", duty, rostered),
            ("present", duty, "present, absentees left out"),
            ("overtime", work, f"busy {over}"),
        ):
            yield FigureInfo(f"{what}_hours_{pool}", unit, "hours", f"Hours of {pool} {said}.", unless=(can, pool))


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
        yield FigureInfo(f"{name}_at_start", "", "flag", under_way, unless=("watch", name))
    yield FigureInfo(f"{name}_first_order", "", "date", f"When {name} was first ordered.")
    yield FigureInfo(f"{name}_first_ready", "", "date", f"When {name} was first ready.")
    opened = f"Local days on which {name} was open, if but for a moment."
    can, early = ("opening", name), ("pending", name)
    yield FigureInfo(f"{name}_days_open", "days", "number", opened, most=days, unless=can)
    yield FigureInfo(f"{name}_hours_open", "h", "hours", f"Hours for which {name} was open.", most=hours, unless=can)
    pending = f"Hours for which {name} was ordered and not yet open."
    yield FigureInfo(f"{name}_hours_pending", "h", "hours", pending, most=hours, unless=early)
    if measure.brings.areas:
        over = "persons in an area that it extends, or outside waiting for it, exceeded the base space"
        needed = f"Days on which, while {name} was open, {over}."
        yield FigureInfo(f"{name}_days_needed", "days", "number", needed, most=days, unless=can)
        idle = f"{name}_days_open - {name}_days_needed."
        yield FigureInfo(f"{name}_days_idle", "days", "number", idle, most=days, unless=can)
        late = f"Hours between order and ready in which {over}."
        yield FigureInfo(f"{name}_late_hours", "h", "hours", late, most=hours, unless=early)


def _costs(scenario: Scenario) -> Iterator[FigureInfo]:
    leaving = any(step.departures and step.departures.cost for step in scenario.process.steps.values())
    of = "Set-up, standby, term (the whole of it, also past the end) and restoration of"
    before = "Set-up, term and restoration of measures that fell due before the counted span; in no other cost."
    served = "claimants who arrived in the counted span and did not leave unserved"
    parts = [
        ("staff", "Rostered hours at their cost."),
        ("overtime", "Overtime hours, also those on the roster, at their cost."),
        ("space", "The base space over the counted span."),
        *([("departures", "Departures in the counted span at their price.")] if leaving else []),
        *((name, f"{of} {name}.") for name in scenario.contingency),
        ("total", "All of these costs."),
        ("per_claimant", f"cost_total / {served}."),
        *([("before_start", before)] if scenario.warm_up else []),
    ]
    for part, meaning in parts:
        yield FigureInfo(f"cost_{part}", scenario.currency, "money", meaning, unless=("price", f"cost_{part}"))
