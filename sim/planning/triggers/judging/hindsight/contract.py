"""What may be done with one measure in one future: when it may be ordered and given back, and what that owes."""

from functools import cached_property
from typing import NamedTuple

import numpy as np

from sim.arrays import B, F, I
from sim.figures.owed.charges import Heads, charged, day_of, due, retainer, tiers
from sim.figures.owed.given_back import Piece, Told
from sim.figures.owed.lease import Leases
from sim.port.log import Entry, Event
from sim.port.plan import Plan
from sim.port.rules import MeasureTiming
from sim.scenario.calendar.clock import NEVER
from sim.scenario.language.contingency import Measure

NOBODY = Heads(np.zeros(1, np.int64), np.zeros(1, np.int64), np.zeros(1, np.int64))


class Span(NamedTuple):
    """The days of a future, as ticks: those that begin on which space may be ordered, or given back."""

    order: I  # (D,)
    close: I  # (X,) the end of the future last
    decided: int  # from here on nothing is ordered or extended
    end: int
    to_run_on: bool  # whether the end is that of `run_on`, when all is over; else a term may not go on after it


class Orders(NamedTuple):
    """The order of one number, given on each of D days, and the C ways in which it may end."""

    opens: I  # (D,)
    closes: I  # (D, C) the end of the future: still open then
    owes: F  # (D, C) infinite for a way that it cannot end
    follows: I  # (D, C) the first day on which the next may be given; D where there is none
    ticks: I  # at which any of them closes, each once
    at: I  # (D, C) which of these ticks it is


class Contract:
    """One measure that brings space alone, in one future."""

    def __init__(self, plan: Plan, measure: int, leads: I, span: Span) -> None:
        self.plan, self.measure, self.span = plan, measure, span
        self.name: str = plan.measures[measure]
        self.timing: MeasureTiming = plan.timings[measure]
        self._leads = leads
        self._found: dict[int, Orders] = {}

    @property
    def settings(self) -> Measure:
        """The measure, with the values of this future."""
        return self.plan.scenario.contingency[self.name]

    @cached_property
    def numbers(self) -> int:
        """How many orders differ by their number: one where all have the same lead time."""
        if np.ptp(self._leads) == 0:
            return 1
        least = int(self._leads.min()) + self.timing.term + self.timing.rest + 1
        return min(self.span.order.size, -(-(self.span.decided - int(self.span.order[0])) // least))

    @cached_property
    def retainer(self) -> float:
        """What it costs to have the measure at hand, ordered or not."""
        time = self.plan.clock
        return float(retainer(self.settings, time, time.start, min(self.span.end, self.span.decided)))

    def orders(self, number: int) -> Orders:
        """Return what may become of the order of this number, from 0."""
        if number not in self._found:
            opens = self.span.order + int(self._leads[number % self._leads.size])
            if self.timing.options:
                self._found[number] = self._with_options(opens)
            else:
                self._found[number] = self._to_any_day(opens)
        return self._found[number]

    def script(self, day: int, order: int, way: int) -> list[Entry]:
        """Return the decisions of one order as lines of a diary."""
        found = self.orders(order)
        ordered, opens, closes = int(self.span.order[day]), int(found.opens[day]), int(found.closes[day, way])
        lines = [Entry(ordered, self.measure, Event.ORDERED)]
        if self.timing.options:
            asked = self._asked(np.array([opens]))[0]
            lines += [Entry(int(tick), self.measure, Event.KEPT, option=k) for k, tick in enumerate(asked[:way], 1)]
            if way < self.timing.options and asked[way] < self.span.decided:
                lines.append(Entry(int(asked[way]), self.measure, Event.GIVEN_BACK))
        elif closes < self.span.end:
            lines.append(Entry(closes, self.measure, Event.RELEASED))
        return lines

    def _asked(self, opens: I) -> I:
        """(D, K) when each option is decided on."""
        ends = opens[:, None] + self.timing.term + self.timing.each * np.arange(self.timing.options)
        return np.maximum.accumulate(np.maximum(ends - self.timing.notice, opens[:, None]), axis=1)

    def _with_options(self, opens: I) -> Orders:
        """Way k keeps k options."""
        kept = np.arange(self.timing.options + 1)
        closes = opens[:, None] + self.timing.term + self.timing.each * kept
        asked = self._asked(opens)
        may = np.ones(closes.shape, dtype=np.bool_)
        may[:, 1:] = asked < self.span.decided
        if self.timing.release < 0:  # nobody may give it back: what can be kept is
            may[:, :-1] &= ~(asked < self.span.decided)
        return self._priced(opens, closes, may, asked)

    def _to_any_day(self, opens: I) -> Orders:
        """Way 0 ends with the term, the others on a day after it."""
        over = opens + self.timing.term
        closes = np.concatenate(
            (over[:, None], np.broadcast_to(self.span.close, (opens.size, self.span.close.size))), 1
        )
        may = (closes >= over[:, None]) & (closes != self.span.decided)
        may[:, 1:] &= closes[:, 1:] > over[:, None]
        may[:, -1] = over <= self.span.end
        if self.timing.release < 0:
            may[:, :-1] = False
        return self._priced(opens, closes, may, np.zeros((opens.size, 0), np.int64))

    def _priced(self, opens: I, closes: I, may: B, asked: I) -> Orders:
        may &= (closes <= self.span.end) & (opens < self.span.end)[:, None]
        if not self.span.to_run_on:  # an option that goes on after the end is owed, and brings what nobody counts
            may &= (opens + self.timing.term <= self.span.end)[:, None]
        owes = np.full(closes.shape, np.inf)
        for day in np.flatnonzero(may.any(axis=1)).tolist():
            ways = np.flatnonzero(may[day])
            if asked.shape[1]:
                owes[day, ways] = [self._owed(day, int(opens[day]), int(closes[day, k]), asked[day, :k]) for k in ways]
            else:
                owes[day, ways] = self._rent(day, closes[day, ways] - opens[day])
        ticks, at = np.unique(closes, return_inverse=True)
        follows = np.searchsorted(self.span.order, ticks + self.timing.rest, side="right")
        at = at.reshape(closes.shape)
        return Orders(opens, closes, owes, follows[at], ticks, at)

    def _owed(self, day: int, opens: int, closes: int, kept: I) -> float:
        """Return what one order owes. It is the same for all that last as long at the same prices."""
        cost, time = self.settings.cost, self.plan.clock
        dates = [day_of(time, int(self.span.order[day])), *(day_of(time, int(tick)) for tick in kept)]
        key = (closes - opens, *(max((one for one in cost.changes if one <= date), default=None) for date in dates))
        if key not in self._known:
            leases = Leases(self.span.order[[day]], np.array([opens]), np.array([closes]), np.array([True]))
            areas = {place: n for place, n in self.timing.brings if place in self._areas}
            piece = Piece(0, 0, opens, closes, areas, {})
            told = [Told(tuple(kept.tolist()))]
            owed = charged(self.plan.scenario, self.name, time, leases, [piece], told, NOBODY)
            self._known[key] = float(due([charge for _, charge in owed], -NEVER))
        return self._known[key]

    def _rent(self, day: int, lasting: I) -> F:
        """Return what an order owes that lasts so long: a straight line from one change of its price to the next."""
        price = self.settings.cost.on(day_of(self.plan.clock, int(self.span.order[day])))
        turns = {since for since, _, _ in tiers(price.per_month)} | {0, int(lasting.max())}
        knots = sorted(turn for turn in turns if 0 <= turn <= lasting.max())
        opens = int(self.span.order[day])
        owed = [self._owed(day, opens, opens + knot, np.zeros(0, np.int64)) for knot in knots]
        return np.interp(lasting, knots, owed)

    @cached_property
    def _known(self) -> dict[tuple[object, ...], float]:
        return {}

    @cached_property
    def _areas(self) -> set[int]:
        return {self.plan.area(name) for name in self.plan.areas}
