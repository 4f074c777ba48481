"""`census`: who is present when the run starts, at which step and since when, from a table or by numbers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sim.scenario.data.tables import kinds
from sim.scenario.data.tables.columns import Column, Record, Refused, once, records
from sim.wording import noted, say

MOST = 1000  # persons in a party
COLUMNS = (
    Column("party", kinds.text, must=False),
    Column("persons", kinds.whole_number(1, MOST), counted=True),
    Column("arrived", kinds.moment),
    Column("step", kinds.text),
    Column("since", kinds.moment, must=False),
)
NUMBERS = noted("a table (CSV or XLSX), or {step: persons} or {step: {waiting, under_way}}")


@dataclass(frozen=True)
class PresentParty:
    """One row: how many, when it came, its step, and since when the step is under way; None: it waits for it."""

    persons: int
    arrived: datetime
    step: str
    since: datetime | None = None


@dataclass(frozen=True)
class PresentAtStep:
    """Persons at a step who wait for it, and who are in it, since when nobody says."""

    step: str
    waiting: int
    under_way: int


@dataclass(frozen=True)
class Census:
    """The rows of a file, in file order, or the numbers at each step. What a party is called is not kept."""

    file: str
    rows: tuple[PresentParty, ...] = ()
    numbers: tuple[PresentAtStep, ...] = ()

    @property
    def numbers_of_steps(self) -> dict[str, dict[str, int]]:
        """The numbers as a scenario has them."""
        return {one.step: {"waiting": one.waiting, "under_way": one.under_way} for one in self.numbers}

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that it names."""
        return tuple(dict.fromkeys((*(row.step for row in self.rows), *(one.step for one in self.numbers))))


@once
def census(value: Any, info: Any) -> Census | None:
    """Read a file named relative to the scenario's folder, or numbers; TableError with every fault, ValueError for
    anything else.
    """
    if value is None or isinstance(value, Census):
        return value
    if isinstance(value, dict):
        return Census("", numbers=tuple(_at_step(str(step), given) for step, given in value.items()))
    return Census(value, tuple(records(value, info, say("who is present"), COLUMNS, _party)))


def _at_step(step: str, given: Any) -> PresentAtStep:
    if not isinstance(given, dict):
        given = {"waiting": given}
    if set(given) - {"waiting", "under_way"}:
        raise ValueError(NUMBERS)
    try:
        persons = [kinds.whole_number(0, 1_000_000)(given.get(key, 0)) for key in ("waiting", "under_way")]
    except ValueError as error:
        raise ValueError(say("{error} of persons at {step}", error=str(error), step=step)) from None
    return PresentAtStep(step, *persons)


def _party(record: Record) -> PresentParty:
    given = dict(record.values)
    del given["party"]
    found = PresentParty(**given)
    if found.since is not None and _wall(found.since) < _wall(found.arrived):
        raise Refused(
            "since", str(found.since), say("the moment of its arrival, {arrived}, or later", arrived=str(found.arrived))
        )
    return found


def _wall(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)
