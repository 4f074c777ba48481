"""What a figure that was nought in every run could have been in another: at most.

Nothing in the runs says how large it is when it comes about, so it is bounded by what there is: everybody who was
there, every hour of the calendar, a measure held from the first day to the last and ordered as often as it can be. The
upper limit of the mean is that, in as large a share of runs as is not refuted (`sim.experiments.means`).
"""

import math
from collections.abc import Mapping

import numpy as np

from sim.measures.changes import F
from sim.scenario.calendar import clock
from sim.scenario.contingency import Measure
from sim.scenario.figures import FigureInfo
from sim.scenario.schema import Scenario
from sim.scenario.units import MONTH_DAYS, Money

HOUR, DAY = 3600.0, 86400.0


class Unseen:
    """Of one scenario and the (R,) columns of its runs, by name."""

    def __init__(self, scenario: Scenario, columns: Mapping[str, F]) -> None:
        self.scenario, self.columns = scenario, columns
        time = clock(scenario)
        self.hours = time.end / HOUR  # from the first simulated day on
        self.days = float(len(time.days))

    def most(self, figure: FigureInfo) -> float:
        """The most that a figure could be in a run; infinite where nothing says."""
        if not math.isinf(figure.range.most):
            return figure.range.most
        if figure.kind == "money":
            return self._money(figure.name)
        if figure.unit == "officer-hours":
            return self._greatest(f"rostered_hours_{figure.name.split('_hours_', 1)[-1]}")
        if figure.unit == "orders":
            return self._orders(figure.name.removesuffix("_times"))
        people = self._greatest("arrived") + self._greatest("present_at_start")
        of = {
            "h": self.hours,
            "days": self.days,
            "claimants": people,
            "persons": people,
            "person-hours": people * self.hours,
            "person-nights": people * self.days,
        }
        return of.get(figure.unit, math.inf)

    def _greatest(self, name: str) -> float:
        column = self.columns.get(name)
        there = np.zeros(0) if column is None else column[np.isfinite(column)]
        return float(there.max()) if there.size else math.inf

    def _orders(self, name: str) -> float:
        """One after the other, each given back at once."""
        measure = self.scenario.contingency.get(name)
        if measure is None:
            return math.inf
        look = DAY if measure.check_at else 1.0 if measure.watch_every == "always" else float(measure.watch_every)
        return math.ceil(self.hours * HOUR / max(measure.minimum_term + measure.rest, look))

    def _money(self, name: str) -> float:
        scenario = self.scenario
        parts = {"cost_space": 0.0, "cost_staff": 0.0, "cost_overtime": 0.0}
        for pool, given in scenario.staff.items():
            hours = self._greatest(f"rostered_hours_{pool}")
            hourly, overtime = _amount(given.cost), _amount(given.overtime_cost or given.cost)
            parts["cost_staff"] += hours * hourly if hourly else 0.0
            parts["cost_overtime"] += hours * overtime if overtime else 0.0
        if any(step.departures and step.departures.cost for step in scenario.process.steps.values()):
            parts["cost_departures"] = math.inf
        parts["cost_space"] = _amount(scenario.space.cost) * self.days / MONTH_DAYS
        parts |= {f"cost_{key}": self._measure(key, one) for key, one in scenario.contingency.items()}
        whole = sum(parts.values())
        return (parts | {"cost_total": whole, "cost_per_claimant": whole}).get(name, math.inf)

    def _measure(self, name: str, measure: Measure) -> float:
        """Held from the first day to the last at its dearest, and ordered and given back as often as can be."""
        if not measure.enabled:
            return 0.0
        price, pools, brought = measure.cost, self.scenario.staff, measure.brings.staff
        officers = sum(sum(posts.values()) * pools[pool].people_per_post for pool, posts in brought.items())
        monthly = max((one.amount * (officers if one.each else 1) for one in price.per_month.values()), default=0.0)
        once = _amount(price.set_up) + _amount(price.restoration)
        months = max(self.days, measure.minimum_term / DAY) / MONTH_DAYS
        return (self._orders(name) * once if once else 0.0) + months * (monthly + _amount(price.standby_per_month))


def _amount(money: Money | None) -> float:
    return money.amount if money else 0.0
