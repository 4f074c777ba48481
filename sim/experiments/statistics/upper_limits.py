"""What a figure that was nought in every run could have been in another: at most.

Nothing in the runs says how large it is when it comes about, so it is bounded by what there is: everybody who was
there, every hour of the calendar, a measure held from the first day to the last and ordered as often as it can be. The
upper limit of the mean is that, in as large a share of runs as is not refuted (`sim.experiments.statistics.means`). A
figure that can be nothing but nought is no such figure: it is known (`sim.scenario.catalogue.noughts`).
"""

import math
from collections.abc import Mapping
from datetime import date

import numpy as np

from sim.arrays import DAY, HOUR, F
from sim.scenario.calendar.clock import clock
from sim.scenario.calendar.roster import departures
from sim.scenario.catalogue.figure import FigureInfo
from sim.scenario.checks.startable import Port
from sim.scenario.language.contingency import Measure
from sim.scenario.schema import Scenario
from sim.scenario.values.ranges import INTERVALS
from sim.scenario.values.units import MONTH, Money


class Unseen:
    """Of one scenario and the (R,) columns of its runs, by name."""

    def __init__(self, scenario: Scenario, columns: Mapping[str, F]) -> None:
        self.scenario, self.columns = scenario, columns
        time = clock(scenario)
        self.hours = time.end / HOUR  # from the first simulated day on
        self.days = float(len(time.days))

    def most(self, figure: FigureInfo) -> float:
        """Return the most that a figure could be in a run; infinite where nothing says."""
        if not math.isinf(figure.range.most):
            return figure.range.most
        if figure.kind == "money":
            return self._money(figure.name)
        if figure.unit == "officer-hours":
            return self._officer_hours(figure.owner("pool"))
        if figure.unit == "orders":
            return self._orders(figure.owner("measure"))
        people = self._greatest("arrived") + self._greatest("present_at_start") or math.inf
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

    def _officer_hours(self, pool: str) -> float:
        """As many as were rostered in any run; of a roster that was empty in all, those that measures could bring."""
        if most := self._greatest(f"rostered_hours_{pool}"):
            return most
        drawn = any(path.startswith(("staff.", "contingency.")) for path in self.scenario.uncertain)
        return math.inf if drawn else Port(self.scenario).most({pool: 1}, helped=True)[pool] * self.hours

    def _orders(self, name: str) -> float:
        """Return the orders of a measure ordered one after the other, each given back at once."""
        measure = self.scenario.contingency.get(name)
        if measure is None:
            return math.inf
        look = DAY if measure.check_at else 1.0 if measure.watch_every == "always" else float(measure.watch_every)
        begun = 1 if measure.at_start else 0
        return begun + math.ceil(self.hours * HOUR / max(measure.minimum_term + measure.rest, look))

    def _money(self, name: str) -> float:
        scenario = self.scenario
        if scenario.changes:
            return math.inf  # its prices may be others by date
        if name == "cost_before_start":
            return self._sent() + sum(self._measure(key, one, standby=False) for key, one in scenario.measures.items())
        parts = {"cost_staff": 0.0, "cost_overtime": 0.0, "cost_departures": self._departures()}
        for pool, given in scenario.staff.items():
            hourly, overtime = _amount(given.cost), _amount(given.overtime_cost or given.cost)
            hours = self._officer_hours(pool) + self._brought_later(pool) if hourly or overtime else 0.0
            parts["cost_staff"] += hours * hourly if hourly else 0.0
            parts["cost_overtime"] += hours * overtime if overtime else 0.0
        parts["cost_space"] = _amount(scenario.space.cost) * self.hours * HOUR / MONTH
        parts |= {f"cost_{key}": self._measure(key, one) for key, one in scenario.contingency.items()}
        parts["cost_sending_ports"] = self._sent()
        whole = sum(parts.values())
        known = parts | {"cost_total": whole, "cost_per_claimant": whole}
        part = name if name in known else max((key for key in known if name.startswith(f"{key}_")), key=len, default="")
        return known.get(part, math.inf)

    def _sent(self) -> float:
        """Return the most that the ports pay that send officers, each measure held from first day to last."""
        most = 0.0
        for measure in self.scenario.measures.values():
            pools, brought = self.scenario.staff, measure.brings.staff.items()
            officers = sum(sum(posts.values()) * pools[pool].people_per_post for pool, posts in brought)
            prices = [measure.cost.on(day) for day in (date.min, *measure.cost.changes)]
            price = max(_amount(one.to_sending_ports) for one in prices)
            most += (self.hours * HOUR + _term(measure)) / DAY * officers * price
        return most

    def _brought_later(self, pool: str) -> float:
        """Return officer-hours after the end, each measure held there for its whole term and all of its options."""
        measures = self.scenario.measures.values()
        return sum(sum(one.brings.staff.get(pool, {}).values()) * _term(one) for one in measures) / HOUR

    def _departures(self) -> float:
        """Return how many departures there are, boarded or not; drawn ones as often as can be."""
        found = 0.0
        every = departures(self.scenario, clock(self.scenario))[1]
        for s, (name, step) in enumerate(self.scenario.process.steps.items()):
            if step.departures and step.departures.cost:
                path = f"process.steps.{name}.departures."
                drawn = any(key.startswith(path) for key in self.scenario.uncertain)
                times = self.hours * HOUR / INTERVALS.least if drawn else np.count_nonzero(every == s)
                found += times * _amount(step.departures.cost)
        return found

    def _measure(self, name: str, measure: Measure, standby: bool = True) -> float:
        """Return the most a measure can cost: held from first day to last at its highest price, and ordered as often
        as can be.
        """
        if not measure.enabled:
            return 0.0
        price, pools, brought = measure.cost, self.scenario.staff, measure.brings.staff
        officers = sum(sum(posts.values()) * pools[pool].people_per_post for pool, posts in brought.items())
        places = sum(measure.space.values())
        number = {"": 1.0, "officer": officers, "place": places, "head": max(places, price.least_heads)}
        dated = [price.on(day) for day in (date.min, *price.changes)]
        own = [stage.cost for stage in measure.stages.values()]
        monthly = max((one.amount * number[one.each] for each in dated for one in each.per_month.values()), default=0.0)
        monthly += sum(max((m.amount * number[m.each] for m in one.per_month.values()), default=0.0) for one in own)
        monthly += max(_amount(each.standby_per_month) for each in dated) if standby else 0.0
        once = max(_amount(each.set_up) for each in dated) + sum(_amount(one.set_up) for one in own)
        giving_back = (each.restoration for each in dated if each.restoration)
        once += max((money.amount * number[money.each] for money in giving_back), default=0.0)
        beds = {lodging.rooms for lodging in self.scenario.space.lodging.values()}
        rooms = sum(number for kind, number in measure.rooms.items() if kind in beds)
        monthly += max(_amount(each.per_night) for each in dated) * rooms * (MONTH / DAY + 1)
        months = (self.hours * HOUR + _term(measure)) / MONTH
        return (self._orders(name) * once if once else 0.0) + months * monthly


def _term(measure: Measure) -> float:
    """Return seconds of the minimum term and all of the options."""
    begun = measure.at_start.term_left or 0.0 if measure.at_start else 0.0
    terms = (measure.minimum_term, *(one.minimum_term or 0.0 for one in measure.stages.values()))
    return begun + max(terms) + (measure.options.count * measure.options.each if measure.options else 0.0)


def _amount(money: Money | None) -> float:
    return money.amount if money else 0.0
