"""What the port cost: officers, space, measures. In the scenario's currency."""

import numpy as np

from sim.arrays import DAY, HOUR, B, F
from sim.figures.basis import Basis
from sim.figures.contingency import Orders
from sim.figures.staff import Pool
from sim.people.sample import Sample
from sim.port.log import Log
from sim.scenario.language.contingency import Measure
from sim.scenario.schema import Scenario
from sim.scenario.values.units import MONTH_DAYS, Money


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
        figures[f"cost_{name}"] = _measure(scenario, scenario.contingency[name], mine, basis, months)
    whole = sum(figures.values())
    figures |= {"cost_total": whole, "cost_per_claimant": whole / served if served else np.nan}
    if basis.plan.scenario.warm_up:  # though its days may be ones that the time zone skips
        figures["cost_before_start"] = sum(
            _before(scenario, scenario.contingency[name], mine, basis) for name, mine in called.items()
        )
    return figures


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


def _measure(scenario: Scenario, measure: Measure, mine: Orders, basis: Basis, months: float) -> float:
    """Set-up at each order, standby over the whole span, the term by the day, restoration at each release: of all
    orders what falls due from the beginning of the counted span on."""
    if not measure.enabled:
        return 0.0
    owed, before = _owed(measure, mine, basis)
    standby = months * _amount(measure.cost.standby_per_month)
    once = _once(measure, mine.ordered >= basis.start, mine.released >= basis.start)
    return float(once + standby + (_term(scenario, measure, owed) - _term(scenario, measure, before)).sum())


def _before(scenario: Scenario, measure: Measure, mine: Orders, basis: Basis) -> float:
    """What fell due before the counted span."""
    ended = (mine.released >= 0) & (mine.released < basis.start)
    once = _once(measure, mine.ordered < basis.start, ended)
    return float(once + _term(scenario, measure, _owed(measure, mine, basis)[1]).sum())


def _once(measure: Measure, ordered: B, released: B) -> float:
    """Set-ups and restorations."""
    return float(ordered.sum() * _amount(measure.cost.set_up) + released.sum() * _amount(measure.cost.restoration))


def _owed(measure: Measure, mine: Orders, basis: Basis) -> tuple[F, F]:
    """(n,) days owed for each time it was open: until given back, or the end, but the term and options at least; and
    those of them that were over before the counted span."""
    begin, until = mine.open(basis.end)
    term = np.full(begin.size, measure.minimum_term)
    if measure.options:
        term += mine.kept[mine.ready >= 0] * measure.options.each
    owed: F = np.maximum(until - begin, term) / DAY
    return owed, np.clip((basis.start - begin) / DAY, 0, owed)


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
