"""What can stand in a cell, and how a message says it.

A cell of a CSV is text without blanks around it. One of a workbook may also be a number, true or false, a date with or
without a time, a time, a formula of which no value is stored, or a formula that fails. An empty one is None.
"""

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sim.scenario.source.scalars import short_text
from sim.wording import noted, say


class Percent(float):
    """A number that is shown as a percentage; itself, 0.4 for 40%."""


class Formula(NamedTuple):
    """A formula of which the workbook has no value."""


class Failed(NamedTuple):
    """A formula that fails, or a number that is no date though it is shown as one; `code` is what the cell shows."""

    code: str


NO_VALUE = noted(
    "a value (open the workbook and save it, so that the values of its formulas are stored, or paste values)"
)


def cell_text(value: Any) -> str:
    """Return a value of a cell in a message: one short line of printable text."""
    match value:
        case None:
            return say("an empty cell")
        case Formula():
            return say("a formula without a stored value")
        case Failed():
            return say("{code}, which is no value", code=printable(value.code))
        case datetime():
            return value.isoformat(" ", "minutes") if value.time() != time() else value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case timedelta():
            return say("a span of {value}", value=str(value))
    return printable(short_text(value))


def printable(text: str) -> str:
    """Return text in which a character that does not print is written as its number."""
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)
