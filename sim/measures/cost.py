"""What the port cost: officers, space, measures. In the scenario's currency."""

import numpy as np

from sim.measures.basis import Basis
from sim.measures.changes import HOUR, F
from sim.measures.contingency import Orders
from sim.measures.staff import Pool
from sim.people.sample import Sample
from sim.port.log import Log
from sim.scenario.contingency import Measure
from sim.scenario.schema import Scenario
from sim.scenario.units import MONTH_DAYS, Money

DAY = 86400


def costs(
    basis: Basis, found: list[Pool], called: dict[str, Orders], served: float, leaving: float = 0.0
) -> dict[str, float]:
    """Every cost of a run, `leaving` that of the departures. Hours are those of the counted span; a term that is owed
    counts whole, also past the end. `served`: the claimants among whom the whole is divided, those who left unserved
    not among them."""
    scenario = basis.plan.scenario
    months = basis.days / MONTH_DAYS
    figures = {"cost_staff": 0.0, "cost_overtime": 0.0, "cost_space": _amount(scenario.space.cost) * months}
    for settings, pool in zip(scenario.staff.values(), found, strict=True):
        hourly = _amount(settings.cost)
        overtime = _amount(settings.overtime_cost) if settings.overtime_cost else hourly
        figures["cost_staff"] += (pool.rostered - pool.planned) / HOUR * hourly
        figures["cost_overtime"] += (pool.overtime + pool.planned) / HOUR * overtime
    if "cost_departures" in basis.names:
        figures["cost_departures"] = leaving
    for name, mine in called.items():
        figures[f"cost_{name}"] = _measure(scenario, scenario.contingency[name], mine, basis.end, months)
    whole = sum(figures.values())
    return figures | {"cost_total": whole, "cost_per_claimant": whole / served if served else np.nan}


def leaving(basis: Basis, sample: Sample, log: Log) -> float:
    """The price of the departures in the counted span: of all, or where the step says so of those that were boarded."""
    ticks, steps = basis.plan.departures
    counted = (ticks >= basis.start) & (ticks < basis.end)
    total = 0.0
    for s, step in enumerate(basis.plan.scenario.process.steps.values()):
        if step.departures and step.departures.cost:
            mine = ticks[counted & (steps == s)]
            if step.departures.paid == "boarded":
                mine = np.intersect1d(mine, log.start[sample.step == s])
            total += mine.size * _amount(step.departures.cost)
    return total


def needless(scenario: Scenario, measure: Measure) -> float:
    """What one opening costs that nobody needs: set-up, the minimum term, restoration."""
    term = _term(scenario, measure, np.array([measure.minimum_term / DAY])).sum()
    return float(_amount(measure.cost.set_up) + term + _amount(measure.cost.restoration))


def _amount(money: Money | None) -> float:
    return money.amount if money else 0.0


def _measure(scenario: Scenario, measure: Measure, mine: Orders, end: int, months: float) -> float:
    """Set-up at each order, standby over the whole run, the term by the day, restoration at each release."""
    if not measure.enabled:
        return 0.0
    price = measure.cost
    once = mine.ordered.size * _amount(price.set_up) + (mine.released >= 0).sum() * _amount(price.restoration)
    standby = months * _amount(price.standby_per_month)
    return float(once + standby + _term(scenario, measure, _owed(measure, mine, end)).sum())


def _owed(measure: Measure, mine: Orders, end: int) -> F:
    """(n,) days owed for each time it was open: until given back, or the end, but the term and options at least."""
    begin, until = mine.open(end)
    term = np.full(begin.size, measure.minimum_term)
    if measure.options:
        term += mine.kept[mine.ready >= 0] * measure.options.each
    owed: F = np.maximum(until - begin, term) / DAY
    return owed


def _term(scenario: Scenario, measure: Measure, days: F) -> F:
    """(n,) price of so many days, each month of the term at its own price; nothing before the first month priced."""
    prices = sorted(measure.cost.per_month.items())
    officers = sum(
        sum(posts.values()) * scenario.staff[pool].people_per_post for pool, posts in measure.brings.staff.items()
    )
    owed = np.zeros(days.size)
    for k, (month, money) in enumerate(prices):
        begin = (month - 1) * MONTH_DAYS
        until = (prices[k + 1][0] - 1) * MONTH_DAYS if k + 1 < len(prices) else np.inf
        lasted = np.clip(np.minimum(days, until) - begin, 0, None)
        owed += lasted / MONTH_DAYS * money.amount * (officers if money.each else 1)
    return owed
