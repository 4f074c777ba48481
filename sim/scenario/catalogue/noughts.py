"""Figures that can be nothing but nought, decided from the scenario: what would have to come about for them cannot.

`FigureInfo.unless` names what that is, next to the figure; here stands when it is possible. Only what is certain is
denied: where a value of the scenario is drawn again for every replication, what hangs on it counts as possible.
"""

from collections.abc import Iterator
from functools import cached_property

from sim.scenario.catalogue.figure import FigureInfo
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.checks.makers import Makers
from sim.scenario.checks.startable import Port, over_at_end
from sim.scenario.language.contingency import Measure
from sim.scenario.language.port import amounts
from sim.scenario.language.process import Step
from sim.scenario.language.sections import Sections
from sim.scenario.language.who import EVERYONE
from sim.scenario.values.units import Money

OF_PEOPLE = ("claimants", "persons", "person-hours", "person-nights")  # units of figures that are nought of nobody


def bounded(scenario: Sections) -> dict[str, FigureInfo]:
    """Return the catalogue; figures that can be nothing but nought are at most 0 in it."""
    port = Possible(scenario)
    return {name: one if port.allows(one) else one._replace(most=0.0) for name, one in catalogue(scenario).items()}


class Possible:
    """What can come about in the runs of a scenario. A method for each word of `FigureInfo.unless`."""

    def __init__(self, scenario: Sections) -> None:
        self._scenario = scenario
        self._steps = tuple(scenario.process.steps.values())
        self._makers = Makers(scenario)

    def allows(self, figure: FigureInfo) -> bool:
        """Return whether a figure can be anything but nought."""
        if figure.unit in OF_PEOPLE and not self.coming():
            return False
        what, *of = figure.unless or ("anything",)
        return what == "anything" or bool(getattr(self, what)(*of))

    def coming(self, stream: str = "") -> bool:
        """Return whether anybody comes, by a stream or at all."""
        if self._drawn("arrivals", "surges"):
            return True
        return any(kind.stream == stream or not stream for kind in self._makers.kinds)

    def earlier(self) -> bool:
        """Return whether anybody can be there when the counted span begins."""
        scenario = self._scenario
        return scenario.warm_up > 0 or scenario.present_at_start > 0 or scenario.census is not None

    def outcome(self, name: str, stream: str = "") -> bool:
        """Return whether anybody can leave with an outcome."""
        if name == "deferred":
            brought = any(measure.brings.deferral for measure in self._scenario.measures.values())
            return (brought and any(step.deferrable for step in self._steps)) or self.rung("further_examination")
        if name == "detained" and self.rung("detention"):
            return True
        if self._drawn("arrivals", "surges", "people", "screening"):
            return True
        return any(kind.outcome == name and kind.stream in (stream or kind.stream,) for kind in self._makers.kinds)

    def diversion(self) -> bool:
        """Return whether anybody can be turned away."""
        areas = self._scenario.space.areas
        shut = {name for name, area in areas.items() if area.limit == "hard" and area.when_full == "divert"}
        return any(step.area in shut for step in self._steps)

    def rung(self, name: str) -> bool:
        """Return whether any measure brings a rung."""
        return any(name in measure.brings.rungs for measure in self._scenario.measures.values())

    def withdrawal(self) -> bool:
        """Return whether anybody can lose patience."""
        return any(step.patience is not None for step in self._steps) or self._changing("process")

    def unserved(self) -> bool:
        """Return whether anybody can leave unserved."""
        return self.diversion() or self.withdrawal() or self.rung("other_port") or self.rung("direct_back")

    def stranding(self) -> bool:
        """Return whether any step can start no more from the end on."""
        return self._drawn("process", "staff", "space", "contingency") or bool(over_at_end(self._scenario))

    def use(self, area: str) -> bool:
        """Return whether any step is in an area."""
        return any(step.area == area for step in self._steps)

    def crowding(self, area: str) -> bool:
        """Return whether an area can hold more than its open space: a hard one does where space is given back under
        it.
        """
        extended = any(area in measure.space for measure in self._scenario.measures.values())
        extended |= self._changing("space")
        return self.use(area) and (extended or self._scenario.space.areas[area].limit == "soft")

    def outside(self) -> bool:
        """Return whether anybody can be on site before an area has let them in."""
        journeys = self._scenario.process.journeys
        whole = [(*journeys.everyone, *journeys.after(name)) for name in type(journeys).model_fields]
        return bool(self._scenario.space.areas) and any(self._begins_outside(names) for names in whole)

    def _begins_outside(self, names: tuple[str, ...]) -> bool:
        """Return whether the first step of a journey is in no area, or behind a door; any step may be it up to one for
        all.
        """
        for step in (self._scenario.process.steps[name] for name in names):
            if self._waits_outside(step):
                return True
            if step.who == EVERYONE:
                return False
        return False

    def _waits_outside(self, step: Step) -> bool:
        area = self._scenario.space.areas.get(step.area or "")
        return area is None or (area.limit == "hard" and area.when_full == "wait")

    def work(self, pool: str) -> bool:
        """Return whether any step takes officers of a pool, and any are ever there."""
        return any(pools.get(pool) for step in self._steps for pools in step.alternatives) and self.duty(pool)

    def duty(self, pool: str) -> bool:
        """Return whether anybody of a pool is ever on duty."""
        return self._drawn("staff", "contingency") or self._port.rostered(pool)

    def watch(self, measure: str) -> bool:
        """Return whether a measure can be ordered before the counted span, or is under way at its start."""
        given = self._scenario.contingency[measure]
        return given.watch_from == "warm_up" or given.at_start is not None

    def opening(self, measure: str) -> bool:
        """Return whether a measure can be ready before the end."""
        soon = any(name == measure for name, _ in self._port.measures.values())
        return soon or self._drawn(f"contingency.{measure}")

    def pending(self, measure: str) -> bool:
        """Return whether there is any time between an order and its being ready."""
        begun = self._scenario.contingency[measure].at_start
        if begun and begun.ready_in:
            return True
        lead = self._scenario.contingency[measure].lead_time
        return not lead.is_constant or lead["value"] > 0 or self._drawn(f"contingency.{measure}")

    def price(self, cost: str) -> bool:
        """Return whether anything that a cost is made of has a price."""
        return cost in self._priced or self._changing("space", "process", "staff")

    def later(self, cost: str) -> bool:
        """Return whether anything of a cost can fall due after the end: of a measure, or of officers whom one
        brings.
        """
        measures = self._scenario.measures.items()
        due = {f"cost_{name}" for name, measure in measures if _falls_due(measure)}
        if any(_sends(measure) for _, measure in measures):
            due.add("cost_sending_ports")
        if any(measure.brings.staff for _, measure in measures):
            due |= set(self._hourly())
        return cost in due or (cost == "cost_total" and bool(due))

    @cached_property
    def _port(self) -> Port:
        return Port(self._scenario)

    @cached_property
    def _priced(self) -> frozenset[str]:
        known = {*_prices(self._scenario), *self._hourly()}
        if known - {"cost_before_start"}:
            known |= {"cost_total", "cost_per_claimant"}
        return frozenset(known)

    def _hourly(self) -> Iterator[str]:
        """Yield the costs of officers of whom some are ever on duty."""
        for name, pool in self._scenario.staff.items():
            found = {"cost_staff": pool.cost, "cost_overtime": pool.overtime_cost or pool.cost}
            yield from (cost for cost, price in found.items() if _amount(price) and self.duty(name))

    def _drawn(self, *sections: str) -> bool:
        """Return whether a value under any of these is drawn again in every replication."""
        starts = tuple(f"{section}." for section in sections)
        return any(path.startswith(starts) for path in self._scenario.uncertain) or self._changing(*sections)

    def _changing(self, *sections: str) -> bool:
        """Return whether anything under any of these changes by date."""
        return any(section in change for change in self._scenario.changes.values() for section in sections)


def _prices(scenario: Sections) -> Iterator[str]:
    """Yield the costs that are made of something with a price, besides officers."""
    steps = scenario.process.steps.values()
    if _amount(scenario.space.cost):
        yield "cost_space"
    if any(step.departures and _amount(step.departures.cost) for step in steps):
        yield "cost_departures"
    for name, measure in scenario.measures.items():
        if _falls_due(measure) or _sends(measure):
            yield "cost_before_start"
        if _falls_due(measure) or "standby_per_month" in _priced(measure):
            yield f"cost_{name}"
        if _sends(measure):
            yield "cost_sending_ports"


def _priced(measure: Measure) -> set[str]:
    """Return the names of all that has a price above 0, of the measure itself or of a stage."""
    sections = (measure.cost, *(stage.cost for stage in measure.stages.values()))
    return {str(name) for one in sections for path, money in amounts(one) if money.amount for name in path}


def _falls_due(measure: Measure) -> bool:
    """Return whether ordering a measure costs its port anything."""
    return not {"set_up", "per_month", "restoration", "per_night"}.isdisjoint(_priced(measure))


def _sends(measure: Measure) -> bool:
    """Return whether ordering a measure costs other ports anything."""
    return bool(measure.brings.staff) and "to_sending_ports" in _priced(measure)


def _amount(money: Money | None) -> float:
    return money.amount if money else 0.0
