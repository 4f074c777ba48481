"""Figures of money: what the port costs, how much of it falls due after the end, and in which fiscal year."""

from collections.abc import Callable, Iterator
from datetime import date

from sim.scenario.calendar.fiscal_years import fiscal_years
from sim.scenario.catalogue.figure import FigureInfo, Owns
from sim.scenario.language.sections import Sections
from sim.wording import noted
from sim.wording.named import called

LATER = "later"
CALLED = {  # parts of the cost in words
    "staff": noted("staff"),
    "overtime": noted("overtime"),
    "space": noted("space"),
    "departures": noted("departures"),
    "sending_ports": noted("sending ports"),
    "total": noted("total"),
    "before_start": noted("before start"),
}
TOTAL_RUN_ON, CROWDING_RUN_ON = "cost_total_run_on", "over_capacity_person_hours_{}_run_on"


def _costs(scenario: Sections) -> Iterator[FigureInfo]:
    for part in parts(scenario):
        yield _cost(scenario, part, _meaning(scenario, part))
    yield _cost(scenario, "total", noted("All of these costs."))._replace(subject=noted("the total cost"))
    each = noted(
        "(cost_total - cost_total_later) / claimants who arrived in the counted span and did not leave unserved."
    )
    label, subject = noted("cost per claimant"), noted("the cost per claimant")
    yield _cost(scenario, "per_claimant", each)._replace(label=label, subject=subject)
    if scenario.warm_up:
        before = noted(
            "Set-up, rent and restoration of measures that fell due before the counted span; in no other cost."
        )
        yield _cost(scenario, "before_start", before)


def _later(scenario: Sections) -> Iterator[FigureInfo]:
    brought = any(measure.brings.staff for measure in scenario.contingency.values())
    for part in (*parts(scenario), "total"):
        hired = part == "sending_ports" or (brought and part in ("staff", "overtime"))
        if part in scenario.contingency or part == "total" or hired:
            cost = f"cost_{part}"
            meaning = noted("What of {cost} falls due at the end of the counted span or after it.", cost=cost)
            label = noted("cost, {part}, due after the end", part=_called(scenario, part))
            subject = noted("the cost, {part}, due after the end", part=_called(scenario, part))
            yield _cost(scenario, part, meaning, LATER)._replace(label=label, subject=subject)


def _by_year(scenario: Sections) -> Iterator[FigureInfo]:
    for year in fiscal_years(scenario):
        for part in (*parts(scenario), "total"):
            cost = f"cost_{part}"
            meaning = noted("What of {cost} falls due in the fiscal year {year}.", cost=cost, year=year.words)
            label = noted("cost, {part}, {year}", part=_called(scenario, part), year=year.words)
            subject = noted("the cost, {part}, {year}", part=_called(scenario, part), year=year.words)
            yield _cost(scenario, part, meaning, year.name)._replace(label=label, subject=subject)


def _ranked(scenario: Sections) -> Iterator[FigureInfo]:
    """Yield what alternatives are ranked by."""
    if scenario.run_on is None:
        return
    day = scenario.run_on.isoformat()
    meaning = noted("All costs from the counted span on to {day}, nothing being decided from the end on.", day=day)
    label, subject = noted("cost, total, to {day}", day=day), noted("the cost, total, to {day}", day=day)
    total = _cost(scenario, "total", meaning)._replace(name=TOTAL_RUN_ON, label=label, subject=subject)
    yield total._replace(unless=())
    for area in scenario.space.areas:
        over = noted(
            "Person-hours by which persons in {area} exceeded the space open at that time, to {day}.",
            area=called(area),
            day=day,
        )
        label = noted("person-hours above the open space of the {area}, to {day}", area=called(area), day=day)
        yield FigureInfo(
            CROWDING_RUN_ON.format(area), "person-hours", "number", over, unless=("crowding", area),
            label=label,
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
    if part in scenario.contingency:
        return noted(
            "Retainer, set-up, rent and restoration of {measure}: all that its orders owe, also after the end.",
            measure=called(part),
        )
    return {
        "staff": noted(
            "Rostered hours at their cost; those of officers whom measures bring to the end of their terms."
        ),
        "overtime": noted("Overtime hours, also those on the roster, at their cost."),
        "space": noted("The base space over the counted span."),
        "departures": noted("Departures in the counted span at their price."),
        "sending_ports": noted("What it costs the ports that send officers, from ready to release."),
    }[part]


def _called(scenario: Sections, part: str) -> str:
    """Return a part of the cost in words: a measure by its name."""
    return called(part) if part in scenario.contingency else CALLED.get(part, called(part))


def _cost(scenario: Sections, part: str, meaning: str, when: str = "") -> FigureInfo:
    """Return what a part of the port costs; `when` it falls due, if not at any time."""
    name, its = f"cost_{part}", _called(scenario, part)
    mine: tuple[tuple[Owns, str], ...] = (("measure", part),) if part in scenario.contingency else ()
    what = f"cost_{when}" if when else "cost"
    return FigureInfo(
        f"{name}_{when}" if when else name, scenario.currency, "money", meaning,
        unless=("later" if when == LATER else "price", name), what=what if mine else "", owners=mine,
        label=noted("cost, {part}", part=its), subject=noted("the cost of {part}", part=its),
    )  # fmt: skip


PARTS: tuple[Callable[[Sections], Iterator[FigureInfo]], ...] = (_costs, _later, _by_year, _ranked)
