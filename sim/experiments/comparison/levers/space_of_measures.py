"""What could be otherwise with measures: called on at all, ready sooner, opened in stages, ordered earlier."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sim.errors import ScenarioError
from sim.experiments.comparison.levers.tried import Edits, Price, Tried, has_price
from sim.experiments.result import Result
from sim.scenario.calendar.clock import clock
from sim.scenario.language.contingency import Measure
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import Path
from sim.scenario.source.yaml_writer import to_plain
from sim.scenario.values.distributions import PLAIN, Distribution
from sim.scenario.values.units import Money

EARLIER = timedelta(days=30)  # by which a measure is tried to be ordered before it was
MOSTLY = 0.5  # of the runs: a measure that fewer order has no date from which to order it earlier
Change = tuple[str, dict[str, Any], Edits]


def measures(scenario: Scenario) -> Iterator[Change]:
    """Yield each measure that is off as if it were on; each that is on as if it were not, with half its lead time, and
    in stages.

    One that was there before the run (`at_start`) is not taken away: what is owed of it was settled then.
    """
    for name, measure in scenario.contingency.items():
        path = ("contingency", name)
        if not measure.enabled:
            kind = "retainer" if measure.cost.standby_per_month else "measure"
            yield kind, {"measure": name}, {(*path, "enabled"): True}
            continue
        if not measure.at_start:
            yield "without", {"measure": name}, {(*path, "enabled"): False}
        if measure.lead_time.mean() > 0 and measure.lead_time.family != "empirical":
            yield "lead", {"measure": name}, _sooner(name, measure)
            if _can_open_in_stages(measure):
                yield "stages", {"measure": name}, _in_stages(name, measure)


def _sooner(name: str, measure: Measure) -> Edits:
    path: Path = ("contingency", name)
    edits: Edits = {(*path, "lead_time"): _spelt(halved(measure.lead_time))}
    for stage, given in measure.stages.items():
        edits[*path, "stages", stage, "lead_time"] = _spelt(halved(given.lead_time))
    return edits


def halved(lead: Distribution) -> Distribution:
    """Return the distribution of half of what is drawn of another."""
    if lead.family == "discrete":
        return Distribution("discrete", tuple((repr(float(value) / 2), p) for value, p in lead.parameters))
    scaled = ((name, value if name in PLAIN else value / 2) for name, value in lead.parameters)
    return Distribution(lead.family, tuple(scaled))


def _spelt(lead: Distribution) -> Any:
    return to_plain(lead, "s")


def _can_open_in_stages(measure: Measure) -> bool:
    whole = not (measure.stages or measure.options or measure.at_start or measure.give_back)
    return whole and sum(measure.brings.areas.values()) > 1


def _in_stages(name: str, measure: Measure) -> Edits:
    """Return the edits by which half of the space opens after half of the lead time, and the rest, with all that is no
    space, after the whole; what has a price by the month has it in proportion to the places."""
    path, areas = ("contingency", name), measure.brings.areas
    first = {area: persons // 2 for area, persons in areas.items()}
    rest = {area: persons - first[area] for area, persons in areas.items()}
    share = sum(first.values()) / sum(areas.values())
    stage: dict[str, Any] = {
        "lead_time": _spelt(measure.lead_time),
        "brings": {"areas": rest, "rooms": measure.brings.rooms},
        "cost": {"per_month": _prices(measure, 1 - share)},
    }
    return {
        (*path, "lead_time"): _spelt(halved(measure.lead_time)),
        (*path, "brings", "areas"): first,
        (*path, "brings", "rooms"): None,
        (*path, "cost", "per_month"): _prices(measure, share),
        (*path, "stages"): {"rest": stage},
    }


def _prices(measure: Measure, share: float) -> Any:
    """Return what a part of the space costs by the month: a price for the whole in its proportion, one for each place
    or head as it is."""
    prices: dict[int, Money] = measure.cost.per_month
    parts = {month: one if one.each else one._replace(amount=one.amount * share) for month, one in prices.items()}
    return {month: to_plain(one) for month, one in parts.items()} or None


def earlier(result: Result) -> Iterator[Tried]:
    """Yield each measure with a lead time that most runs order, as if it had been ordered 30 days before its median
    date: who decided then did not know."""
    scenario = result.scenario
    time = clock(scenario)
    for name, measure in scenario.measures.items():
        dates = result.summary.get(f"{name}_first_order")
        if dates is None or measure.lead_time.mean() <= 0 or dates.n < MOSTLY * len(result.runs) or not dates.n:
            continue
        day = time.at(int(dates.p50)).date() - EARLIER
        if day < time.first_day:  # before anything is played
            continue
        edits = {("contingency", name, "order_when"): {"on": day.isoformat()}}
        try:
            changed = scenario.edited(edits)
        except ScenarioError:
            continue
        price: Price = "priced" if has_price(scenario, name) else "none"
        of = {"measure": name, "on": day, "days": EARLIER.days}
        yield Tried(f"earlier {name}", "earlier", of, changed, price, hindsight=True)
