"""What is ordered or open at a moment: a table with a row a measure, as the measure's `at_start` has it.

`measure`; of an order `ordered` (the day) and `ready` (the day on which it is promised), either of them or both; of
what is open `open_since`, `term_ends` and, if any, `options_used`. An order without a promise is ready by the lead
time of the measure, given that so much of it has passed."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from sim.arrays import DAY
from sim.problems import listing
from sim.scenario.data.tables import kinds
from sim.scenario.data.tables.columns import Column, Record, Refused, made, only, opened
from sim.scenario.schema import Scenario
from sim.scenario.values.distributions import Distribution
from sim.wording import say

COLUMNS = (
    Column("measure", kinds.text),
    Column("ordered", kinds.a_day, must=False),
    Column("ready", kinds.a_day, must=False),
    Column("open_since", kinds.a_day, must=False),
    Column("term_ends", kinds.a_day, must=False),
    Column("options_used", kinds.whole_number(0, 1000), must=False, counted=True),
)
FINE = 100_000  # values of a lead time among which those are that have not passed
KEPT = 200  # of what is left of it
Begun = dict[str, dict[str, Any]]


def read_orders(path: Path, scenario: Scenario, at: datetime) -> Begun:
    """Return `at_start` by measure, at the moment of the state. TableError with every fault."""
    known: Begun = {}

    def begun(record: Record) -> None:
        name = record.values["measure"]
        if name not in scenario.contingency:
            raise Refused("measure", name, say("a declared measure ({names})", names=listing(scenario.contingency)))
        if name in known:
            raise Refused("measure", name, say("a row a measure"))
        known[name] = _begun(record, scenario, at)

    made(only(opened(path.parent, path.name), say("what is ordered or open")), COLUMNS, begun)
    return known


def _begun(record: Record, scenario: Scenario, at: datetime) -> dict[str, Any]:
    given = record.values
    if (given["open_since"] is None) == (given["ordered"] is None and given["ready"] is None):
        found = say("a measure that is both") if given["open_since"] else say("neither")
        raise Refused("measure", found, say("ordered or ready (it is ordered), or open_since (it is open)"))
    for name in ("ordered", "open_since"):
        if given[name] is not None and given[name] > at.date():
            raise Refused(name, str(given[name]), say("a day to {day}, that of the state", day=str(at.date())))
    if given["open_since"] is not None:
        if given["term_ends"] is None:
            raise Refused("open_since", say("a measure without term_ends"), say("the day on which its term ends"))
        left = {"term_left": f"{_until(given['term_ends'], at):.0f} s", "options_used": given["options_used"] or 0}
        return {"open_since": str(given["open_since"])} | left
    if given["ready"] is not None:
        if given["ready"] <= at.date():
            raise Refused("ready", str(given["ready"]), say("a day after {day}, that of the state", day=str(at.date())))
        return {"ready_in": f"{_until(given['ready'], at):.0f} s"}
    passed = (at - datetime.combine(given["ordered"], datetime.min.time())).total_seconds()
    lead = scenario.contingency[record.values["measure"]].lead_time
    left_over = what_is_left(lead, passed)
    if not left_over.size:
        most = float(lead.ppf(np.array(1.0))) / DAY
        allowed = say("a day less than {n} days ago, the longest lead time; or ready", n=round(most))
        raise Refused("ordered", str(given["ordered"]), allowed)
    seconds, counts = np.unique(np.rint(left_over), return_counts=True)
    law = {f"{second:.0f} s": float(count) / left_over.size for second, count in zip(seconds, counts, strict=True)}
    return {"ready_in": {"discrete": law} if len(law) > 1 else next(iter(law))}


def what_is_left(lead: Distribution, passed: float) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """Return values that are equally likely of what is left of a lead time of which these seconds have passed."""
    values = lead.ppf((np.arange(FINE) + 0.5) / FINE)
    values = values[values > passed] - passed
    if values.size <= KEPT:
        return np.asarray(values)
    places = ((np.arange(KEPT) + 0.5) / KEPT * values.size).astype(np.int64)
    return np.asarray(np.sort(values)[places])


def _until(day: date, at: datetime) -> float:
    return max((datetime.combine(day, datetime.min.time()) - at) / timedelta(seconds=1), 0.0)
