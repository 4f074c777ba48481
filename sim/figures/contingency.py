"""The measures that were called on: when, for how long, needed or idle, too late."""

from typing import NamedTuple

import numpy as np

from sim.arrays import HOUR, I
from sim.figures.basis import Basis
from sim.figures.loops import compiled
from sim.figures.space import Areas
from sim.figures.timelines import Changes, minus, periods, spells, step_function, together
from sim.port.log import Entry, Event, Reason


class Orders(NamedTuple):
    """(n,) orders of one measure, in order of time; -1 for what did not happen before the end.

    What the scenario has under way at the start is the first of them, ordered or open from the first instant on.
    """

    ordered: I
    ready: I
    released: I
    cancelled: I
    kept: I  # options taken in the run
    begun: I  # 1: ordered at the start, 2: open at the start, 0: ordered in the run

    def open(self, end: int) -> tuple[I, I]:
        """Return (begins, ends) of the spells in which it was open; `end` for one still open."""
        opened = self.ready >= 0
        return self.ready[opened], np.where(self.released >= 0, self.released, end)[opened]

    def open_in(self, start: int, end: int) -> tuple[I, I]:
        """Return the part of these spells between `start` and `end`, those that have one."""
        begin, until = self.open(end)
        begin, until = np.maximum(begin, start), np.minimum(until, end)
        lasting = until > begin
        return begin[lasting], until[lasting]

    def counted(self, start: int) -> "Orders":
        """Return those that were under way at `start`, ordered or open, or made since."""
        over = np.maximum(self.released, self.cancelled)
        kept = (over < 0) | (over >= start)
        return Orders(*(column[kept] for column in self))

    def pending(self, end: int) -> tuple[I, I]:
        """Return (begins, ends) of the spells between order and ready, or until cancelled, or `end`."""
        until = np.where(self.ready >= 0, self.ready, np.where(self.cancelled >= 0, self.cancelled, end))
        return self.ordered, until


OPEN = 2  # in `Orders.begun`
COLUMNS = {Event.READY: 1, Event.RELEASED: 2, Event.CANCELLED: 3}


def orders(diary: tuple[Entry, ...], measures: int) -> list[Orders]:
    """Return the orders of each enabled measure, from the diary."""
    rows: list[list[list[int]]] = [[] for _ in range(measures)]
    for entry in diary:
        mine = rows[entry.measure]
        if entry.event == Event.UNDER_WAY:
            opened = entry.reason == Reason.ALREADY_OPEN
            mine.append([entry.tick, entry.tick if opened else -1, -1, -1, 0, OPEN if opened else 1])
        elif entry.event == Event.ORDERED:
            mine.append([entry.tick, -1, -1, -1, 0, 0])
        elif entry.event == Event.KEPT:
            mine[-1][4] += 1
        elif entry.event in COLUMNS:
            mine[-1][COLUMNS[entry.event]] = entry.tick
    return [Orders(*np.array(mine, dtype=np.int64).reshape(-1, 6).T) for mine in rows]


NONE = Orders(*np.zeros((6, 0), dtype=np.int64))
NEVER_OVER = (NONE.ordered, NONE.ordered)


def by_name(basis: Basis, diary: tuple[Entry, ...]) -> dict[str, Orders]:
    """Return the orders of every measure that is declared; a measure that is not enabled has none."""
    enabled = dict(zip(basis.plan.measures, orders(diary, len(basis.plan.measures)), strict=True))
    return {name: enabled.get(name, NONE) for name in basis.plan.scenario.contingency}


def contingency(basis: Basis, called: dict[str, Orders], around: Areas) -> dict[str, float]:
    """Return the figures of every measure. An order that was over before the counted span is in none of them; of one
    that was
    under way when it began, the dates are as they were, and all else counts from the beginning of the span on. What the
    scenario has under way at the start is no order of the run."""
    figures: dict[str, float] = {}
    crowded: dict[tuple[str, ...], tuple[I, I]] = {}
    for name, every in called.items():
        mine = every.counted(basis.start)
        opened = mine.open_in(basis.start, basis.end)
        days = _days(basis, *opened)
        ready = mine.ready[(mine.ready >= 0) & (mine.begun < OPEN)]
        ordered = mine.ordered[mine.begun == 0]
        figures[f"{name}_ordered"] = float(ordered.size > 0)
        figures[f"{name}_times"] = float(ordered.size)
        if basis.plan.scenario.warm_up or basis.plan.scenario.contingency[name].at_start:
            figures[f"{name}_at_start"] = float((mine.begun > 0).any() or (ordered < basis.start).any())
        figures[f"{name}_first_order"] = float(ordered[0]) if ordered.size else np.nan
        figures[f"{name}_first_ready"] = float(ready[0]) if ready.size else np.nan
        figures[f"{name}_days_open"] = float(days)
        figures[f"{name}_hours_open"] = _hours(basis, *opened)
        figures[f"{name}_hours_pending"] = _hours(basis, *mine.pending(basis.end))
        areas = tuple(basis.plan.scenario.contingency[name].space)
        if areas:
            if mine.ordered.size and areas not in crowded:
                crowded[areas] = _over_base(basis, areas, around)
            figures |= _needs(basis, name, mine, crowded[areas] if mine.ordered.size else NEVER_OVER)
            figures[f"{name}_days_idle"] = days - figures[f"{name}_days_needed"]
    return figures


def _needs(basis: Basis, name: str, orders: Orders, over: tuple[I, I]) -> dict[str, float]:
    """Return days needed, and hours too late, of a measure that brings space; `over`: the periods above the base
    space.
    """
    needed = _days(basis, *compiled.common(*over, *orders.open_in(basis.start, basis.end)))
    begin, end = compiled.common(*over, *orders.pending(basis.end))
    return {f"{name}_days_needed": float(needed), f"{name}_late_hours": int((end - begin).sum()) / HOUR}


def _over_base(basis: Basis, areas: tuple[str, ...], around: Areas) -> tuple[I, I]:
    """Return periods in which, in any of the areas, persons in it and outside waiting for it exceed the base space."""
    crowded = []
    for area in areas:
        persons = together(around.persons[area], around.waiting[area])
        excess = step_function(less_base(basis, basis.plan.area(area), persons), basis.start, basis.end, 0)
        crowded.append(_flags(periods(excess)))
    return periods(step_function(together(*crowded), basis.start, basis.end))


def less_base(basis: Basis, place: int, persons: Changes) -> Changes:
    """Return persons less the base space, which may change by date."""
    less = minus(persons, int(basis.plan.base[place]))
    ticks, places, counts = (column[basis.plan.caps[1] == place] for column in basis.plan.caps)
    steps = np.diff(counts, prepend=basis.plan.base[place])
    return together(less, Changes(ticks, -steps)) if places.size else less


def base_at(basis: Basis, place: int, tick: int) -> int:
    """Return the base space or rooms of a place at a tick."""
    ticks, places, counts = basis.plan.caps
    since = np.flatnonzero((places == place) & (ticks <= tick))
    return int(counts[since[-1]] if since.size else basis.plan.base[place])


def _flags(spans: tuple[I, I]) -> Changes:
    begin, end = spans
    return spells(begin, end, np.ones(begin.size, dtype=np.int64))


def _hours(basis: Basis, begin: I, end: I) -> float:
    """Return hours of the periods in the counted span."""
    return float(np.maximum(np.minimum(end, basis.end) - np.maximum(begin, basis.start), 0).sum()) / HOUR


def _days(basis: Basis, begin: I, end: I) -> int:
    """Return how many counted local days the periods touch."""
    lasting = end > begin
    first = np.searchsorted(basis.midnights, begin[lasting], side="right") - 1
    after = np.searchsorted(basis.midnights, end[lasting], side="left")
    touched = np.bincount(first, minlength=basis.days + 1) - np.bincount(after, minlength=basis.days + 1)
    return int((np.cumsum(touched) > 0).sum())
