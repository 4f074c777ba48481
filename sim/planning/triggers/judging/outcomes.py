"""Each policy against the future in which no space was ordered: too late, or for nothing, and at what cost.

Need is defined on that future alone, because a good trigger removes the crowding that it would be judged by.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.arrays import HOUR, B, F, I
from sim.figures.contingency import OPEN, Orders, orders
from sim.figures.reduce import Replication
from sim.planning.triggers.trigger import Alternative, Question
from sim.port.log import Entry, Event
from sim.scenario.calendar.clock import Clock, clock
from sim.scenario.catalogue.figure import FigureInfo, Kind
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.language.contingency import Measure
from sim.scenario.schema import Scenario, once
from sim.wording import Noted, noted


class Column(NamedTuple):
    """A figure of a policy in a future: its name, what it is called, the unit of its values, their kind, what it means,
    and its least.
    """

    name: str
    label: Noted
    unit: str
    kind: Kind
    meaning: str
    least: float = 0.0

    @property
    def info(self) -> FigureInfo:
        """The figure as others are declared."""
        return FigureInfo(self.name, self.unit, self.kind, self.meaning, self.least, label=self.label)


COLUMNS: tuple[Column, ...] = (
    Column("ordered", noted("ordered"), "", "flag", "Whether any judged measure was ordered."),
    Column("orders", noted("orders"), "orders", "count", "Orders of judged measures."),
    Column("openings", noted("openings"), "openings", "count",
           "Times that a judged measure was open in the counted span."),
    Column("openings_for_nothing", noted("openings for nothing"), "openings", "count",
           "Openings that no event falls into."),
    Column("events", noted("events"), "events", "count", "Events of need, had no space been ordered."),
    Column("events_in_time", noted("events in time"), "events", "count",
           "Events at whose first hour judged space was open."),
    Column("events_met", noted("events met"), "events", "count",
           "Events during which judged space was open at some time."),
    Column("ready_in_time", noted("ready in time"), "", "flag",
           "Whether judged space was open at the first hour of the first event, if there is one."),
    Column("lead_gained", noted("lead gained"), "h", "hours",
           "From the first opening that meets the first event to its beginning; negative when it is late.", -np.inf),
    Column("late_hours", noted("hours too late"), "h", "hours",
           "Hours of need in events at which no judged space was open."),
    Column("late_person_hours", noted("person-hours too late"), "person-hours", "number",
           "Persons above the base space in those hours, had no space been ordered."),
    Column("days_open", noted("days open"), "days", "number", "Local days on which a judged measure was open."),
    Column("days_needed", noted("days needed"), "days", "number", "Those of them with an hour of need in an event."),
    Column("days_idle", noted("idle days"), "days", "number", "days_open - days_needed."),
    Column("crowding", noted("crowding"), "person-hours", "number",
           "Person-hours above the space open, in the areas that are judged, to `run_on` if the scenario has one."),
    Column("crowding_off", noted("crowding without space"), "person-hours", "number",
           "The same, had no space been ordered."),
    Column("crowding_avoided", noted("crowding avoided"), "person-hours", "number",
           "crowding_off - crowding.", -np.inf),
    Column("cost", noted("cost"), "money", "money",
           "cost_total (to `run_on` if the scenario has one) and cost_before_start, less those of the same "
           "people without space ordered.", -np.inf),
    Column("loss", noted("loss"), "money", "money", "cost + the price of a crowded person-hour x crowding.", -np.inf),
    Column("cut", noted("lease beyond the end"), "", "flag",
           "Whether the term of a judged measure, with the options kept, goes on after the end and the scenario has no"
           " `run_on`: then cost is owed in full and crowding is counted to the end only."),
    Column("unserved", noted("left unserved"), "claimants", "count",
           "Claimants who left unserved: diverted, or withdrawn."),
)  # fmt: skip
COLUMN = {column.name: k for k, column in enumerate(COLUMNS)}


class FutureNeed(NamedTuple):
    """What was needed in a future without judged space. Hours are the H full ones of the counted span."""

    events: I  # (E, 2) ticks at which each event begins and ends
    hours: B  # (H,) whether persons in some area were above the level of need, in an event
    excess: I  # (H,) persons above the base space, over all areas judged
    crowding: float  # person-hours above the space open
    cost: float


class Openings(NamedTuple):
    """(n,) the spells in which judged measures were open within the counted span; one still open ends with it."""

    begin: I
    end: I

    def at(self, ticks: I) -> B:
        """Return whether any of them is open at each tick."""
        return np.asarray(((self.begin[:, None] <= ticks) & (ticks < self.end[:, None])).any(axis=0))

    def meet(self, events: I) -> B:
        """(n, E) whether an opening and an event have a moment in common."""
        return np.asarray((self.begin[:, None] < events[:, 1]) & (events[:, 0] < self.end[:, None]))


def judge(question: Question, policy: Alternative, on: Replication, off: Replication) -> F:
    """(J,) the columns of a policy in one future; `on` and `off` are the same replication with it and without."""
    return judged(question, policy, on, needed(question, off))


def needed(question: Question, off: Replication) -> FutureNeed:
    """Return the need in a future, from its run without judged space.

    A stretch is full hours in a row at which persons in one of the areas, those waiting outside for it among them, are
    above `need.above` of its base space. Those that last `need.for` are events; those nearer than `need.apart` are one.
    """
    settings, scenario = question.settings.need, question.scenario
    over, excess = np.zeros(off.on_site.size, np.bool_), np.zeros(off.on_site.size, np.int64)
    areas = list(scenario.space.areas)
    for area in question.areas:
        base, row = scenario.space.areas[area].persons, areas.index(area)
        persons = off.occupancy[row].astype(np.int64) + (off.waiting[row] if off.waiting.shape[1] else 0)
        over |= persons > settings.above.value * base
        excess += np.maximum(persons - base, 0)
    spans = events(over, settings.lasting / HOUR, settings.apart / HOUR)
    inside = np.zeros(over.size + 1, np.int64)
    np.add.at(inside, spans[:, 0], 1)
    np.add.at(inside, spans[:, 1], -1)
    return FutureNeed(
        clock(scenario).start + spans * HOUR,
        over & (np.cumsum(inside[:-1]) > 0),
        excess,
        *_figures(question, question.off, off),
    )


def events(over: B, lasting: float, apart: float) -> I:
    """Return (E, 2) first hour of each event and the one after its last, from (H,) whether each hour is one of need.

    Stretches shorter than `lasting` hours are none; gaps shorter than `apart` hours are bridged.
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[0], over.astype(np.int8), [0]])))
    begin, end = edges[::2], edges[1::2]
    long = end - begin >= lasting
    begin, end = begin[long], end[long]
    new = np.ones(begin.size, np.bool_)
    new[1:] = begin[1:] - end[:-1] >= apart
    last = np.append(new[1:], True) if begin.size else new
    return np.stack([begin[new], end[last]], axis=1)


def judged(question: Question, policy: Alternative, on: Replication, need: FutureNeed) -> F:
    """(J,) the columns of a policy in one future whose need is known."""
    ordered, spells = _called(question, policy.scenario, on)
    meets = spells.meet(need.events)
    ticks = clock(question.scenario).start + HOUR * np.arange(need.hours.size)
    late = need.hours & ~spells.at(ticks)
    days_open, days_needed = _days(question.scenario, spells, ticks[need.hours])
    crowding, cost = _figures(question, policy.scenario, on)
    cost -= need.cost
    values = {
        "ordered": ordered > 0,
        "orders": ordered,
        "openings": spells.begin.size,
        "openings_for_nothing": (~meets.any(axis=1)).sum(),
        "events": len(need.events),
        "events_in_time": spells.at(need.events[:, 0]).sum(),
        "events_met": meets.any(axis=0).sum(),
        "ready_in_time": spells.at(need.events[:1, 0])[0] if len(need.events) else np.nan,
        "lead_gained": _lead_gained(spells, meets, need.events),
        "late_hours": late.sum(),
        "late_person_hours": need.excess[late].sum(),
        "days_open": days_open,
        "days_needed": days_needed,
        "days_idle": days_open - days_needed,
        "crowding": crowding,
        "crowding_off": need.crowding,
        "crowding_avoided": need.crowding - crowding,
        "cost": cost,
        "loss": cost + question.settings.price.amount * crowding,
        "cut": _is_cut(question, policy.scenario, on),
        "unserved": _figure(policy.scenario, on, "unserved"),
    }
    return np.array([values[column.name] for column in COLUMNS], dtype=np.float64)


def _called(question: Question, scenario: Scenario, on: Replication) -> tuple[int, Openings]:
    """Return how often judged measures were ordered, and their openings."""
    time, measures = clock(scenario), list(scenario.measures)
    mine = [found for name, found in zip(measures, orders(on.diary, len(measures)), strict=True)
            if name in question.judged]  # fmt: skip
    spells = [found.open(time.end) for found in mine]
    begin, end = (np.concatenate([np.zeros(0, np.int64), *(one[k] for one in spells)]) for k in (0, 1))
    begin, end = np.maximum(begin, time.start), np.minimum(end, time.end)
    counted = end > begin
    return sum(int((found.begun == 0).sum()) for found in mine), Openings(begin[counted], end[counted])


def _is_cut(question: Question, scenario: Scenario, on: Replication) -> bool:
    """Return whether a lease of a judged measure goes on after the end, and nothing says what comes then."""
    time, measures = clock(scenario), scenario.measures
    called = zip(measures.items(), orders(on.diary, len(measures)), strict=True)
    goes_on = (
        _goes_on(measure, mine, time) or _stage_goes_on(m, measure, on.diary, time.end)
        for m, ((name, measure), mine) in enumerate(called)
        if name in question.judged
    )
    return scenario.run_on is None and any(goes_on)


def _stage_goes_on(m: int, measure: Measure, diary: Sequence[Entry], end: int) -> bool:
    """Return whether a further stage of the last order is not ready by the end, or is within its term then."""
    opened: dict[int, int] | None = None  # by number of the stage; none: no order is under way
    for entry in diary:
        if entry.measure == m and entry.event in (Event.ORDERED, Event.RELEASED, Event.CANCELLED):
            opened = {} if entry.event == Event.ORDERED else None
        elif entry.measure == m and entry.event == Event.STAGE and opened is not None:
            opened[entry.option] = entry.tick
    stages = list(measure.stages.values()) if opened is not None else []
    terms = [measure.minimum_term if one.minimum_term is None else one.minimum_term for one in stages]
    return any((opened or {}).get(k, end) + round(term) > end for k, term in enumerate(terms, 1))


def _goes_on(measure: Measure, mine: Orders, time: Clock) -> bool:
    """Return whether any order is not ready by the end, or is open then and within its term."""
    over = np.maximum(mine.released, mine.cancelled) >= 0
    term = round(measure.minimum_term) + mine.kept * round(measure.options.each if measure.options else 0)
    until = mine.ready + term
    if begun := measure.at_start:
        left = time.start + round(begun.term_left or 0) + (term - round(measure.minimum_term))
        until = np.where(mine.begun == OPEN, left, until)
    return bool((~over & ((mine.ready < 0) | (until > time.end))).any())


def _lead_gained(spells: Openings, meets: B, events: I) -> float:
    """Hours; NaN without an event, and where the first is not met: space that stays open meets later ones by itself."""
    met = meets[:, :1].any(axis=1)
    if not met.any():
        return np.nan
    return float(events[0, 0] - spells.begin[met].min()) / HOUR


def _days(scenario: Scenario, spells: Openings, needs: I) -> tuple[int, int]:
    """Return local days of which an opening has a part, and those of them with an hour of need, which begin at
    `needs`.
    """
    midnights = clock(scenario).midnights
    days = midnights.size - 1
    first = np.searchsorted(midnights, spells.begin, side="right") - 1
    after = np.searchsorted(midnights, spells.end, side="left")
    touched = np.bincount(first, minlength=days + 1) - np.bincount(after, minlength=days + 1)
    opened = np.cumsum(touched)[:-1] > 0
    need = np.zeros(days, np.bool_)
    need[np.searchsorted(midnights, needs, side="right") - 1] = True
    return int(opened.sum()), int((opened & need).sum())


@once(256)
def _places(scenario: Scenario) -> dict[str, int]:
    """Return the place of each figure of a scenario in its replications."""
    return {name: k for k, name in enumerate(catalogue(scenario))}


def _figure(scenario: Scenario, run: Replication, name: str) -> float:
    return float(run.figures[_places(scenario)[name]])


def _figures(question: Question, scenario: Scenario, run: Replication) -> tuple[float, float]:
    """Return crowding in the judged areas, and what the run cost."""
    at = _places(scenario)
    to = "_run_on" if scenario.run_on else ""
    crowding = sum(float(run.figures[at[f"over_capacity_person_hours_{area}{to}"]]) for area in question.areas)
    paid = (f"cost_total{to}", "cost_before_start")  # a trigger that orders in the warm-up pays for it
    return crowding, float(sum(run.figures[at[name]] for name in paid if name in at))
