"""What each order of a measure leased from when to when: stage by stage, and part by part as it is given back."""

from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from sim.arrays import I
from sim.figures.owed.lease import Leases
from sim.port.log import Entry, Event, Reason
from sim.port.plan import Plan
from sim.port.rules import MeasureTiming
from sim.port.stock import Stock, Taking
from sim.scenario.calendar.clock import NEVER


class Told(NamedTuple):
    """What the diary tells of one order: when options were kept, and when parts of it were decided on, by number."""

    kept: tuple[int, ...] = ()
    parts: tuple[tuple[int, int], ...] = ()


class Piece(NamedTuple):
    """Space of one order that opened together and was given back together: persons by area, rooms by kind."""

    order: int
    stage: int
    begin: int
    until: int
    persons: dict[int, int]
    rooms: dict[int, int]

    @property
    def places(self) -> int:
        """Persons of space, of all areas."""
        return sum(self.persons.values())


def told(entries: Iterable[Entry], rest: int) -> list[Told]:
    """Return what a measure's entries of the diary tell of each order; `rest`: the number of what is given back
    last.
    """
    found: list[Told] = []
    for entry in entries:
        if entry.event in (Event.ORDERED, Event.UNDER_WAY):
            found.append(Told())
        elif entry.event == Event.KEPT:
            found[-1] = found[-1]._replace(kept=(*found[-1].kept, entry.tick))
        elif entry.event == Event.PART or (entry.event == Event.RELEASED and entry.reason != Reason.TERM_OVER):
            part = entry.option if entry.event == Event.PART else rest
            found[-1] = found[-1]._replace(parts=(*found[-1].parts, (entry.tick, part)))
    return found


def pieces(plan: Plan, measure: int, mine: Leases, leads: I, orders: list[Told], end: int) -> list[Piece]:
    """Return the pieces of every order that was not called off; `leads` (stages, n): the lead times of the further
    stages. What nobody gives back by `end` stays to the end of its term, and to `end` at least."""
    life = plan.timings[measure]
    areas, kinds = [plan.area(name) for name in plan.areas], [plan.room(name) for name in plan.rooms]
    found = []
    for order, given in enumerate(orders):
        if not mine.held[order]:
            continue
        begin, until = int(mine.begin[order]), int(mine.until[order])
        if life.stages or life.parts:
            ordered = int(mine.ordered[order])
            opens = list(accumulate((begin, *(ordered + int(lead) for lead in leads[:, order])), max))
            over = plan.clock.start + life.left if order == 0 and life.begins == "open" else begin + life.term
            found += _by_stage(life, order, opens, over, given, end)
        else:
            found.append(Piece(order, 0, begin, until, dict(life.brings), {}))
    return [one._replace(persons=_of(one, areas), rooms=_of(one, kinds)) for one in found]


def _of(piece: Piece, places: list[int]) -> dict[int, int]:
    return {place: amount for place, amount in piece.persons.items() if place in places}


def _by_stage(life: MeasureTiming, order: int, opens: list[int], over: int, given: Told, end: int) -> list[Piece]:
    """Return the pieces of one order that has stages or parts; the term of the first is `over` then."""
    terms = (over - opens[0], *(stage.term for stage in life.stages))
    stock = Stock(opens, terms, (life.brings, *(stage.brings for stage in life.stages)))
    found: dict[tuple[int, int], dict[int, int]] = {}
    for one in _taken(life, stock, given):
        found.setdefault((one.stage, one.tick), {})[one.place] = one.amount
    for stage, left in enumerate(stock.left):
        if any(left.values()):
            found[stage, max(stock.over[stage], end)] = dict(left)
    return [Piece(order, stage, opens[stage], tick, persons, {}) for (stage, tick), persons in found.items()]


def _taken(life: MeasureTiming, stock: Stock, given: Told) -> list[Taking]:
    """Return all that is given back of a stock by what was decided, as terms end."""
    found: list[Taking] = []
    now = min(stock.over) - 1
    for tick, part in (*given.parts, (NEVER, 0)):
        while (term := stock.next_term(now)) is not None and term < tick:
            now = term
            found += stock.take(now)
        if part:
            now = tick
            if part <= len(life.parts):
                stock.want(life.parts[part - 1].takes)
            else:
                stock.want_rest()
            found += stock.take(now)
    return found
