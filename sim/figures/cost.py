"""What the port cost: officers, space, measures. In the scenario's currency, exact until a figure is made of it."""

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from sim.arrays import HOUR, I
from sim.figures.basis import Basis
from sim.figures.contingency import Orders
from sim.figures.lease import Leases, due, exact, leases, retainer
from sim.figures.staff import Pool, Tasks, brought_later, pools
from sim.people.sample import ORDERS, Sample
from sim.port.log import Log
from sim.scenario.calendar.clock import NEVER
from sim.scenario.values.units import MONTH

Amounts = dict[str, Fraction]
NOTHING = Fraction(0)
TOTAL = "cost_total"


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

    def between(self, begin: int, until: int) -> Amounts:
        """Return what falls due from a tick to before another: each cost by its name."""
        first, last = max(begin, self.basis.start), min(until, self.basis.end)
        amounts = self._staff_hired(begin, until)
        amounts["cost_space"] = exact(self.basis.plan.scenario.space.cost) * max(last - first, 0) / MONTH
        if "cost_departures" in self.basis.names:
            amounts["cost_departures"] = _leaving(self.basis, self.sample, self.log, first, last)
        retained = max(min(last, self.basis.plan.decided) - first, 0)
        for name, mine in self.leased.items():
            measure = self.basis.plan.scenario.contingency[name]
            owed = due(self.basis.plan.scenario, measure, mine, begin, until)
            amounts[f"cost_{name}"] = owed + retainer(measure, retained)
        return amounts

    def before(self) -> Fraction:
        """Return what measures owed before the counted span for orders of the run; nothing else of that time is
        counted.
        """
        scenario = self.basis.plan.scenario
        mine = (
            due(scenario, scenario.contingency[name], one.made_in_run(), 0, self.basis.start)
            for name, one in self.leased.items()
        )
        return sum(mine, NOTHING)

    def _staff_hired(self, begin: int, until: int) -> Amounts:
        """Return the hours of officers: of all in the counted span, after it of those whom measures are to bring."""
        amounts = {"cost_staff": NOTHING, "cost_overtime": NOTHING}
        hired = self._on_duty(begin, until) + self._brought_later(begin, until)
        for settings, (rostered, planned, overtime) in zip(
            self.basis.plan.scenario.staff.values(), hired.tolist(), strict=True
        ):
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
        found = self.found
        if (first, last) != (span.start, span.end):
            part = replace(span, start=first, end=last, hours=-(-(last - first) // HOUR))
            found = pools(part, self.work, self.log, self.called)
        rows = [(pool.rostered, pool.planned, pool.overtime) for pool in found]
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


def bill(basis: Basis, sample: Sample, log: Log, work: Tasks, called: dict[str, Orders], pools: list[Pool]) -> Bill:
    """Return all that a run owes."""
    plan = basis.plan

    def leased(name: str, ordered: Orders) -> Leases:
        measure, orders = plan.scenario.contingency[name], np.arange(ordered.ordered.size) % ORDERS
        lead = sample.lead[plan.measures.index(name)][orders] if name in plan.measures else orders
        return leases(measure, ordered, lead, basis.plan.clock)

    return Bill(basis, sample, log, work, called, pools, {name: leased(name, mine) for name, mine in called.items()})


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


def _leaving(basis: Basis, sample: Sample, log: Log, begin: int, until: int) -> Fraction:
    """Return the price of the departures from a tick to before another: of all, or where the step says so of those
    that were
    boarded."""
    ticks, steps = basis.plan.departures
    counted = (ticks >= begin) & (ticks < until)
    found = NOTHING
    for s, step in enumerate(basis.plan.scenario.process.steps.values()):
        if step.departures and step.departures.cost:
            mine = ticks[counted & (steps == s)]
            if step.departures.paid == "boarded":
                mine = np.intersect1d(mine, log.start[sample.step == s])
            found += mine.size * exact(step.departures.cost)
    return found
