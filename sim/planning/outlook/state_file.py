"""The state of a port at a moment: who is here, at which step and since when, or how many at each step.

A table (CSV or XLSX) with the columns of a `census` (party, persons, arrived, step, since), or a row a step (step,
waiting, under_way). The moment is that of a column `now`, the same in all rows, or is given. What a party is called is
not kept, and no row leaves here but as the census of a scenario in memory; `totals` are persons by step.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from sim.problems import Place, listing, sentence
from sim.scenario.calendar.clock import Clock, clock
from sim.scenario.data.census import COLUMNS, Census, PresentAtStep, PresentParty
from sim.scenario.data.tables import kinds
from sim.scenario.data.tables.columns import Column, Record, made, only, opened
from sim.scenario.data.tables.faults import Faults, refuse
from sim.scenario.data.tables.raw_table import Row, Table
from sim.scenario.schema import Scenario
from sim.wording import say

NOW = Column("now", kinds.moment, must=False)
MOST = 1_000_000  # persons at a step
OF_STEPS = (
    Column("step", kinds.text),
    Column("waiting", kinds.whole_number(0, MOST), must=False, counted=True),
    Column("under_way", kinds.whole_number(0, MOST), must=False, counted=True),
    NOW,
)
OF_PARTIES = (*COLUMNS, NOW)
NUMBERS = ("waiting", "under_way")  # columns by which a table with a row a step is known


class PortState(NamedTuple):
    """Who is here at a local moment, on a whole minute; no census: nobody. Persons by step: waiting, and in it."""

    at: datetime
    census: Census | None
    totals: dict[str, tuple[int, int]]

    @property
    def persons(self) -> int:
        """All who are here."""
        return sum(map(sum, self.totals.values()))


def read_state(path: Path, scenario: Scenario, at: datetime | None = None) -> PortState:
    """Return the state that a file has, at a moment that is given or stands in it. TableError with every fault."""
    table = only(opened(path.parent, path.name), say("who is present"))
    heads = table.rows[0].values if table.rows else []
    by_step = any(name in NUMBERS for name in heads)
    found = made(table, OF_STEPS if by_step else OF_PARTIES, _kept)
    moment = _moment(table, found, at, clock(scenario))
    _sound(table, found, scenario, moment, by_step=by_step)
    if by_step:
        numbers = tuple(PresentAtStep(v["step"], v["waiting"] or 0, v["under_way"] or 0) for v, _ in found)
        census = Census("", numbers=numbers) if any(one.waiting + one.under_way for one in numbers) else None
        return PortState(moment, census, _totals([(one.step, one.waiting, one.under_way) for one in numbers]))
    rows = tuple(PresentParty(v["persons"], v["arrived"], v["step"], v["since"]) for v, _ in found)
    told = [(one.step, 0, one.persons) if one.since else (one.step, one.persons, 0) for one in rows]
    return PortState(moment, Census(path.name, rows) if rows else None, _totals(told))


def _kept(record: Record) -> tuple[dict[str, Any], Row]:
    return {name: value for name, value in record.values.items() if name != "party"}, record.row


def _totals(told: list[tuple[str, int, int]]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for step, waiting, under_way in told:
        before = found.get(step, (0, 0))
        found[step] = before[0] + waiting, before[1] + under_way
    return found


def _moment(table: Table, found: tuple[tuple[dict[str, Any], Row], ...], at: datetime | None, time: Clock) -> datetime:
    """Return the local moment of the state, on the minute that is over at it."""
    if at is None:
        said = [(values["now"], row) for values, row in found if values["now"] is not None]
        if not said:
            _without_moment(table)
        at = said[0][0]
        for other, row in said:
            if other != at:
                wrong = sentence(str(other), say("one moment in all rows (above: {at})", at=str(at)))
                refuse(table.place(row, _column(table, "now")), f"now: {wrong}")
    local = at.astimezone(time.zone).replace(tzinfo=None) if at.tzinfo else at
    return local + timedelta(seconds=-local.second % 60)


def _without_moment(table: Table) -> NoReturn:
    allowed = say("--at with the moment, such as 2025-07-01 06:30, or a column now that has it")
    refuse(Place(table.file, 0, 0), sentence(say("a state without its moment"), allowed))


def _sound(
    table: Table, found: tuple[tuple[dict[str, Any], Row], ...], scenario: Scenario, at: datetime, *, by_step: bool
) -> None:
    """Refuse steps that the scenario does not have, and moments that are not yet, each with its cell."""
    faults, steps, time = Faults(), tuple(scenario.process.steps), clock(scenario)
    seen: set[str] = set()
    for values, row in found:
        if (step := values["step"]) not in steps:
            allowed = say("a declared step ({steps})", steps=listing(steps))
            faults.add(table.place(row, _column(table, "step")), f"step: {sentence(step, allowed, steps, step)}")
        elif by_step and step in seen:
            wrong = sentence(say("the step {step} a second time", step=step), say("a row a step"))
            faults.add(table.place(row, _column(table, "step")), f"step: {wrong}")
        seen.add(step)
        for name in () if by_step else ("arrived", "since"):
            if values[name] is not None and time.moment(values[name]) > time.moment(at):
                wrong = sentence(str(values[name]), say("a moment to {at}, that of the state", at=str(at)))
                faults.add(table.place(row, _column(table, name)), f"{name}: {wrong}")
        if not by_step and values["since"] and time.moment(values["since"]) < time.moment(values["arrived"]):
            allowed = say("the moment of its arrival, {arrived}, or later", arrived=str(values["arrived"]))
            wrong = sentence(str(values["since"]), allowed)
            faults.add(table.place(row, _column(table, "since")), f"since: {wrong}")
    faults.stop()


def _column(table: Table, name: str) -> int:
    return table.rows[0].values.index(name)
