"""Figures of money: what the port costs, how much of it falls due after the end, and in which fiscal year."""

from collections.abc import Callable, Iterator
from datetime import date

from sim.scenario.calendar.fiscal_years import fiscal_years
from sim.scenario.catalogue.figure import FigureInfo, Owns, plain
from sim.scenario.language.sections import Sections

LATER = "later"
TOTAL_RUN_ON, CROWDING_RUN_ON = "cost_total_run_on", "over_capacity_person_hours_{}_run_on"


def _costs(scenario: Sections) -> Iterator[FigureInfo]:
    served = "claimants who arrived in the counted span and did not leave unserved"
    for part in parts(scenario):
        yield _cost(scenario, part, _meaning(scenario, part))
    yield _cost(scenario, "total", "All of these costs.")._replace(subject="the total cost")
    each, of = "cost per claimant", "(cost_total - cost_total_later)"
    yield _cost(scenario, "per_claimant", f"{of} / {served}.")._replace(label=each, subject=f"the {each}")
    if scenario.warm_up:
        before = "Set-up, rent and restoration of measures that fell due before the counted span; in no other cost."
        yield _cost(scenario, "before_start", before)


def _later(scenario: Sections) -> Iterator[FigureInfo]:
    brought = any(measure.brings.staff for measure in scenario.contingency.values())
    for part in (*parts(scenario), "total"):
        hired = part == "sending_ports" or (brought and part in ("staff", "overtime"))
        if part in scenario.contingency or part == "total" or hired:
            meaning = f"What of cost_{part} falls due at the end of the counted span or after it."
            label = f"cost, {plain(part)}, due after the end"
            yield _cost(scenario, part, meaning, LATER)._replace(label=label, subject=f"the {label}")


def _by_year(scenario: Sections) -> Iterator[FigureInfo]:
    for year in fiscal_years(scenario):
        for part in (*parts(scenario), "total"):
            meaning = f"What of cost_{part} falls due in the fiscal year {year.words}."
            label = f"cost, {plain(part)}, {year.words}"
            yield _cost(scenario, part, meaning, year.name)._replace(label=label, subject=f"the {label}")


def _ranked(scenario: Sections) -> Iterator[FigureInfo]:
    """Yield what alternatives are ranked by."""
    if scenario.run_on is None:
        return
    meaning = f"All costs from the counted span on to {scenario.run_on}, nothing being decided from the end on."
    label = f"cost, total, to {scenario.run_on}"
    total = _cost(scenario, "total", meaning)._replace(name=TOTAL_RUN_ON, label=label, subject=f"the {label}")
    yield total._replace(unless=())
    for area in scenario.space.areas:
        over = f"Person-hours by which persons in {area} exceeded the space open at that time, to {scenario.run_on}."
        yield FigureInfo(
            CROWDING_RUN_ON.format(area), "person-hours", "number", over, unless=("crowding", area),
            label=f"person-hours above the open space of the {plain(area)}, to {scenario.run_on}",
        )  # fmt: skip


def sends(scenario: Sections) -> bool:
    """Return whether any measure has a price for the ports that send its officers."""
    prices = (measure.cost for measure in scenario.contingency.values())
    return any(one.to_sending_ports for cost in prices for one in map(cost.on, (date.min, *cost.changes)))


def parts(scenario: Sections) -> Iterator[str]:
    """Yield what `cost_total` is the sum of, without `cost_`."""
    yield from ("staff", "overtime", "space")
    if any(step.departures and step.departures.cost for step in scenario.process.steps.values()):
        yield "departures"
    if sends(scenario):
        yield "sending_ports"
    yield from scenario.contingency


def _meaning(scenario: Sections, part: str) -> str:
    return {
        "staff": "Rostered hours at their cost; those of officers whom measures bring to the end of their terms.",
        "overtime": "Overtime hours, also those on the roster, at their cost.",
        "space": "The base space over the counted span.",
        "departures": "Departures in the counted span at their price.",
        "sending_ports": "What it costs the ports that send officers, from ready to release.",
    }.get(part, f"Retainer, set-up, rent and restoration of {part}: all that its orders owe, also after the end.")


def _cost(scenario: Sections, part: str, meaning: str, when: str = "") -> FigureInfo:
    """Return what a part of the port costs; `when` it falls due, if not at any time."""
    name, called = f"cost_{part}", plain(part)
    mine: tuple[tuple[Owns, str], ...] = (("measure", part),) if part in scenario.contingency else ()
    what = f"cost_{when}" if when else "cost"
    return FigureInfo(
        f"{name}_{when}" if when else name, scenario.currency, "money", meaning,
        unless=("later" if when == LATER else "price", name), what=what if mine else "", owners=mine,
        label=f"cost, {called}", subject=f"the cost of {called}",
    )  # fmt: skip


PARTS: tuple[Callable[[Sections], Iterator[FigureInfo]], ...] = (_costs, _later, _by_year, _ranked)
