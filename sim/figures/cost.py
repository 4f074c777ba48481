"""What the port cost: officers, space, measures. In the scenario's currency, exact until a figure is made of it."""

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from sim.arrays import HOUR, I
from sim.figures.basis import Basis
from sim.figures.contingency import Orders
from sim.figures.owed.charges import Charge, charged, due, retainer, sent
from sim.figures.owed.given_back import Piece, Told, pieces, told
from sim.figures.owed.heads import heads
from sim.figures.owed.lease import BEFORE, Leases, exact, leases
from sim.figures.owed.room_nights import nightly, slept
from sim.figures.space import Areas
from sim.figures.staff import Pool, Tasks, brought_later, hired
from sim.people.sample import ORDERS, Sample
from sim.port.log import Entry, Log
from sim.scenario.calendar.clock import NEVER
from sim.scenario.schema import Scenario
from sim.scenario.values.units import MONTH

Amounts = dict[str, Fraction]
NOTHING = Fraction(0)
TOTAL, SENDING = "cost_total", "cost_sending_ports"


@dataclass(frozen=True)
class Bill:
    """All that one run owes. `found`: the pools of the counted span; `leased`: the leases of every measure."""

    basis: Basis
    sample: Sample
    log: Log
    work: Tasks
    called: dict[str, Orders]
    found: list[Pool]
    leased: dict[str, Leases]
    owed: dict[str, list[Charge]]
    sent: list[Charge]  # by ports that send officers
    earlier: list[Charge]  # all of them but those of what was under way when the run began

    def between(self, begin: int, until: int) -> Amounts:
        """Return what falls due from a tick to before another: each cost by its name."""
        first, last = max(begin, self.basis.start), min(until, self.basis.end)
        amounts: Amounts = {}
        for prices, since, before in self.basis.prices:
            for name, amount in self._at(prices, max(begin, since), min(until, before)).items():
                amounts[name] = amounts.get(name, NOTHING) + amount
        time, decided = self.basis.plan.clock, self.basis.plan.decided
        for name, owed in self.owed.items():
            measure = self.basis.plan.scenario.contingency[name]
            amounts[f"cost_{name}"] = due(owed, begin, until) + retainer(measure, time, first, min(last, decided))
        if SENDING in self.basis.names:
            amounts[SENDING] = due(self.sent, begin, until)
        return amounts

    def before(self) -> Fraction:
        """Return what measures owed before the counted span for orders of the run; nothing else of that time is
        counted.
        """
        return due(self.earlier, 0, self.basis.start)

    def _at(self, prices: Scenario, begin: int, until: int) -> Amounts:
        """Return what officers, base space and departures cost from a tick to before another, at the prices of a
        scenario.
        """
        first, last = max(begin, self.basis.start), min(until, self.basis.end)
        amounts = self._staff_hired(prices, begin, until)
        amounts["cost_space"] = exact(prices.space.cost) * max(last - first, 0) / MONTH
        if "cost_departures" in self.basis.names:
            amounts["cost_departures"] = _leaving(self.basis, prices, self.sample, self.log, first, last)
        return amounts

    def _staff_hired(self, prices: Scenario, begin: int, until: int) -> Amounts:
        """Return the hours of officers: of all in the counted span, after it of those whom measures are to bring."""
        amounts = {"cost_staff": NOTHING, "cost_overtime": NOTHING}
        hired = self._on_duty(begin, until) + self._brought_later(begin, until)
        for settings, (rostered, planned, overtime) in zip(prices.staff.values(), hired.tolist(), strict=True):
            hourly = exact(settings.cost)
            late = exact(settings.overtime_cost) if settings.overtime_cost else hourly
            amounts["cost_staff"] += (rostered - planned) * hourly / HOUR
            amounts["cost_overtime"] += (overtime + planned) * late / HOUR
        return amounts

    def _on_duty(self, begin: int, until: int) -> I:
        """Return (P, 3) officer-seconds of the counted span between two ticks: rostered, of them overtime that the
        roster has,
        and overtime beyond it."""
        span = self.basis
        first, last = max(begin, span.start), min(until, span.end)
        if first >= last:
            return np.zeros((len(span.plan.pools), 3), dtype=np.int64)
        if (first, last) != (span.start, span.end):
            part = replace(span, start=first, end=last, hours=-(-(last - first) // HOUR))
            return hired(part, self.work, self.log, self.called, self.found)
        rows = [(pool.rostered, pool.planned, pool.overtime) for pool in self.found]
        return np.array(rows, dtype=np.int64).reshape(-1, 3)

    def _brought_later(self, begin: int, until: int) -> I:
        """(P, 3) the same of officers whom a term brings that goes on after the end."""
        plan = self.basis.plan
        spans = [self.leased[name].open_in(max(begin, self.basis.end), until) for name in plan.measures]
        bringing = zip(plan.scenario.measures.values(), spans, strict=True)
        if not any(measure.brings.staff and span[0].size for measure, span in bringing):
            return np.zeros((len(plan.pools), 3), dtype=np.int64)
        rows = [(rostered, planned, 0) for rostered, planned in brought_later(self.basis, spans)]
        return np.array(rows, dtype=np.int64).reshape(-1, 3)


def bill(
    basis: Basis, sample: Sample, log: Log, work: Tasks, called: dict[str, Orders], pools: list[Pool], around: Areas
) -> Bill:
    """Return all that a run owes."""
    plan, leased, found, diaries = basis.plan, {}, {}, {}
    entries: dict[int, list[Entry]] = {}
    for entry in log.diary:
        entries.setdefault(entry.measure, []).append(entry)
    for name, ordered in called.items():
        measure, m = plan.scenario.contingency[name], plan.measures.index(name) if name in plan.measures else -1
        turn = np.arange(ordered.ordered.size) % ORDERS
        mine = leases(measure, ordered, sample.lead[m][turn] if m >= 0 else turn, plan.clock)
        diaries[name] = told(entries.get(m, ()), len(measure.give_back) + 1)
        found[name] = _pieces(basis, sample, m, mine, diaries[name]) if mine.ordered.size else []
        leased[name] = _to_the_last(mine, found[name])
    by_head = heads(basis, around, found)
    owed, sending, earlier = {}, [], []
    for name, mine in leased.items():
        own = charged(plan.scenario, name, plan.clock, mine, found[name], diaries[name], by_head[name])
        lent = sent(plan.scenario, name, plan.clock, mine)
        owed[name] = [charge for _, charge in own]
        sending += [charge for _, charge in lent]
        earlier += [charge for ordered, charge in (*own, *lent) if ordered != BEFORE]
    for name, tick, charge in nightly(basis, slept(basis, log), leased, found):
        owed[name].append(charge)
        earlier += [charge] if tick != BEFORE else []
    return Bill(basis, sample, log, work, called, pools, leased, owed, sending, earlier)


def _pieces(basis: Basis, sample: Sample, measure: int, mine: Leases, orders: list[Told]) -> list[Piece]:
    """Return what the orders of an enabled measure leased from when to when."""
    turn = np.arange(mine.ordered.size) % ORDERS
    rows = [stage.row for stage in basis.plan.timings[measure].stages]
    return pieces(basis.plan, measure, mine, sample.lead[rows][:, turn], orders, basis.end)


def _to_the_last(mine: Leases, found: list[Piece]) -> Leases:
    """Return the leases, each to when the last of its space is given back."""
    until = mine.until.copy()
    for piece in found:
        until[piece.order] = max(until[piece.order], piece.until)
    return mine._replace(until=until)


def costs(owed: Bill, served: float) -> dict[str, float]:
    """Return every cost of a run, of which what falls due from the end on stands besides as `later`. `served`: the
    claimants
    among whom what falls due by the end is divided, those who left unserved not among them."""
    basis = owed.basis
    whole, later = _summed(owed.between(basis.start, NEVER)), _summed(owed.between(basis.end, NEVER))
    found = whole | {f"{name}_later": amount for name, amount in later.items()}
    found |= {"cost_before_start": owed.before()}
    found |= {
        f"{name}_{year.name}": amount
        for year in basis.years
        for name, amount in _summed(owed.between(max(year.begin, basis.start), year.until)).items()
    }
    figures = {name: float(found[name]) for name in basis.names if name in found}
    figures["cost_per_claimant"] = float((whole[TOTAL] - later[TOTAL]) / round(served)) if served else np.nan
    return figures


def _summed(amounts: Amounts) -> Amounts:
    return amounts | {TOTAL: sum(amounts.values(), NOTHING)}


def _leaving(basis: Basis, prices: Scenario, sample: Sample, log: Log, begin: int, until: int) -> Fraction:
    """Return the price of the departures from a tick to before another: of all, or where the step says so of those
    that were
    boarded."""
    ticks, steps, _ = basis.plan.departures
    counted = (ticks >= begin) & (ticks < until)
    found = NOTHING
    for s, step in enumerate(prices.process.steps.values()):
        if step.departures and step.departures.cost:
            mine = ticks[counted & (steps == s)]
            if step.departures.paid == "boarded":
                mine = np.intersect1d(mine, log.start[sample.step == s])
            found += mine.size * exact(step.departures.cost)
    return found
