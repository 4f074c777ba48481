"""What a cell of a scenario's workbook says, and which cell says a value.

Numbers, true and false are themselves; a cell that is shown as a percentage is a share in percent, a date `2025-07-01`,
a time `08:00`. Text is read as plain text of a file is: a number in it is a number, and all else text, whatever marks
are in it. Text that begins with `{`, `[` or `"` is a value as YAML has it, so that `"12"` in quotes is text. A value is
written as a number, a date or a percentage only where that is read as the very same.
"""

import json
import math
import re
from datetime import date, datetime, time, timedelta
from typing import Any

from sim.problems import unprintable
from sim.scenario.data.tables.cells import NO_VALUE, Failed, Formula, Percent
from sim.scenario.data.tables.plain import LONGEST
from sim.scenario.source.scalars import Scalar, as_scalar, scalar
from sim.scenario.source.yaml_writer import flow, number, percent_of
from sim.wording import say

YAML = ("{", "[", '"')  # what text begins with that is YAML
FIRST_DAY = date(1900, 3, 1)  # before it, spreadsheets number days in two ways
MOST_WHOLE = 10**15  # from here on a spreadsheet rounds whole numbers
Cell = str | int | float | bool | date | time
_DAY = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_TIME = re.compile(r"^[0-9]{2}:[0-9]{2}\Z")
_PERCENT = re.compile(r"^[0-9]+(?:\.[0-9]+)?%\Z")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # what a spreadsheet takes for a character by its number


def said_by(value: Any) -> Scalar:
    """Return what a cell says that is no YAML; ValueError with what is allowed where it says nothing."""
    match value:
        case Formula():
            raise ValueError(NO_VALUE)
        case Failed():
            raise ValueError(say("a value"))
        case Percent():
            return f"{number(percent_of(float(value)))}%"
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "seconds" if value.second else "minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("seconds" if value.second else "minutes")
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
        case str():
            return scalar(value)
    found: Scalar = value
    return found


def is_yaml(value: Any) -> bool:
    """Return whether a cell is text that is read as YAML."""
    return isinstance(value, str) and value.startswith(YAML)


def cell_of(value: Any, *, exact: bool = False) -> Cell:
    """Return the cell of a plain value: of a list or a mapping its YAML.

    `exact`: whether 1.0 must not become 1, as where nothing is declared. ValueError for what no cell holds.
    """
    cell = _cell(value, exact)
    if isinstance(cell, str) and len(cell) > LONGEST:
        raise ValueError(say("at most {longest} characters in a cell", longest=LONGEST))
    return cell


def _cell(value: Any, exact: bool) -> Cell:
    match value:
        case bool():
            return value
        case int():
            return value if abs(value) < MOST_WHOLE else str(value)
        case float() if math.isfinite(value) and value == int(value) and abs(value) < MOST_WHOLE:
            return flow(value) if exact or str(value) == "-0.0" else int(value)
        case float() if math.isfinite(value):
            return value
        case str():
            return _of_text(value)
    return flow(value)


def _of_text(text: str) -> Cell:
    """Return the date, time or percentage that is read as a text, else the text, in quotes if it needs them."""
    try:
        if _DAY.match(text) and (day := date.fromisoformat(text)) >= FIRST_DAY:
            return day
        if _TIME.match(text):
            return time.fromisoformat(text)
    except ValueError:
        pass
    if _PERCENT.match(text) and said_by(share := Percent(float(text[:-1]) / 100)) == text:
        return share
    plain = as_scalar(text) == text and text == text.strip() and not text.startswith(YAML)
    if plain and not (unprintable(text) or "\r" in text or _ESCAPED.search(text)):
        return text
    return _ESCAPED.sub(r"\\u005f", _unsafe(json.dumps(text, ensure_ascii=False)))


def _unsafe(quoted: str) -> str:
    """Return a text in quotes with what does not print, or is no character of XML, by its number."""
    return "".join(letter if letter.isprintable() and ord(letter) < 0xFFF0 else _by_number(letter) for letter in quoted)


def _by_number(letter: str) -> str:
    return f"\\U{ord(letter):08x}"
