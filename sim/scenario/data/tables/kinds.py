"""What a column may say: readers of one value, each of which raises ValueError with what is allowed.

Where what is meant can be guessed, the spelling that works stands in the sentence; no guess is taken for the value.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from sim.problems import alternatives, nearest
from sim.scenario.language.shifts.worktime import Worktime, worktime
from sim.scenario.values.units import DAYS, WEEKDAYS, day
from sim.wording import noted, say, say_in

Read = Callable[[Any], Any]

A_WHOLE = noted("a whole number")
DAY_ALLOWED = noted("a day, such as 2025-07-01")
MOMENT_ALLOWED = noted("a day and a time, such as 2025-07-01 06:30")
HOURS_ALLOWED = noted("hours of the day, such as 07:00-15:00")
A_WEEKDAY = noted("a day of the week, such as mon, Monday or lundi")
EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet
SERIALS = (20_000, 80_000)  # days that a spreadsheet numbers so: 1954 to 2119

_WHOLE = re.compile(r"^[0-9]{1,15}\Z")
_NUMBER = re.compile(r"^[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\Z")
_NUMBER_LIKE = re.compile(r"^[0-9]{1,3}(?:[,.' _\u00a0\u2009\u202f\u2019][0-9]{3})+\Z")
_WITH_NOUGHTS = re.compile(r"^([0-9]{1,15})[.,]0+\Z")
_DATE_FIRST = re.compile(r"^([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})(?:[T ]+00:00(?::00)?)?\Z")
_DATE_LAST = re.compile(r"^([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_SERIAL = re.compile(r"^([0-9]{5})(?:[.,][0-9]+)?\Z")
_MOMENT = re.compile(r"^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]+([0-9]{1,2})(?::|h|H)([0-9]{2})?(?::[0-9]{2})?\Z")
_CLOCK = r"([0-9]{1,2})(?:[:hH.]([0-9]{2})?)?(?::00)?"
_HOURS = re.compile(rf"^{_CLOCK}\s*[-\u2010-\u2015]\s*{_CLOCK}\Z")


def whole_number(least: int = 0, most: int = 10**9) -> Read:
    """Return a whole number from `least` to `most`, in digits only."""
    allowed = noted("a whole number from {least} to {most}", least=str(least), most=str(most)) if least else A_WHOLE

    def read(value: Any) -> int:
        if isinstance(value, str) and _WHOLE.match(value):
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError(allowed + _digits(value))
        if not least <= value <= most:
            raise ValueError(say("a whole number from {least} to {most}", least=str(least), most=str(most)))
        return value

    return read


def text(value: Any) -> str:
    """Return any text, or a number as text."""
    if isinstance(value, str):
        if not value.isprintable():
            raise ValueError(say("text on one line"))
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise ValueError(say_in("of a cell", "text"))


def choice(names: dict[str, Any]) -> Read:
    """Return one of these words, as what it stands for."""

    def read(value: Any) -> Any:
        said = str(value).lower() if isinstance(value, bool) else str(value)
        if said not in names:
            near = nearest(said, names)
            known = ", ".join(names)
            raise ValueError(say("{allowed}; did you mean {meant}?", allowed=known, meant=near) if near else known)
        return names[said]

    return read


def as_number(value: Any) -> Any:
    """Return a value as it is, text that is a number in digits with a point (or an exponent) as the number."""
    return float(value) if isinstance(value, str) and _NUMBER.match(value) else value


def one_of(names: Iterable[str]) -> Read:
    """Return one of these words."""
    return choice({name: name for name in names})


def a_day(value: Any) -> date:
    """Return a date without a time: `2025-07-01`, or a date of a workbook."""
    if isinstance(value, datetime) and value.time() == time() and _in_years(value):
        return value.date()
    try:
        return day(value)
    except ValueError:
        raise ValueError(DAY_ALLOWED + _day_meant(value)) from None


def a_weekday(value: Any) -> int:
    """Return a day of the week, Monday 0, by its name in English or French, or three letters of it."""
    said = str(value).strip(" .").casefold()
    short = said if said in DAYS else WEEKDAYS.get(said)
    if short is None:
        raise ValueError(A_WEEKDAY)
    return DAYS.index(short)


def moment(value: Any) -> datetime:
    """Return a date with a time of day, local or with an offset."""
    if isinstance(value, datetime) and value.time() != time():
        found = value + timedelta(seconds=round(value.microsecond / 1e6)) - timedelta(microseconds=value.microsecond)
    elif isinstance(value, datetime):
        raise ValueError(
            MOMENT_ALLOWED + say("; a day without a time of day is no party (totals of days are `counts`)")
        )
    else:
        found = _moment(value)
    if not _in_years(found):
        raise ValueError(say("{moment_allowed}, in a year from 1900 to 2199", moment_allowed=MOMENT_ALLOWED))
    return found


def hours(value: Any) -> Worktime:
    """Return hours of a shift, with its breaks: `07:00-15:00, break 11:00-11:30`."""
    try:
        if not isinstance(value, str):
            raise ValueError(HOURS_ALLOWED)
        return worktime(value)
    except ValueError as error:
        raise ValueError(f"{error}{_hours_meant(value)}") from None


def hours_as_kept(value: Any) -> Worktime:
    """Return hours of a shift as a roster is kept by hand: `8:00-16:00`, `8-16`."""
    like = _hours_like(value)
    return worktime(like) if like else hours(value)


def _in_years(when: date) -> bool:
    return 1900 <= when.year <= 2199


def _moment(value: Any) -> datetime:
    try:
        found = datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise ValueError(MOMENT_ALLOWED + _moment_meant(value)) from None
    if len(value) <= 10:
        raise ValueError(
            MOMENT_ALLOWED + say("; a day without a time of day is no party (totals of days are `counts`)")
        )
    return found


def _digits(value: Any) -> str:
    said = str(value)
    if found := _WITH_NOUGHTS.match(said):
        return say(", such as {found}", found=str(found[1]))
    if _NUMBER_LIKE.match(said):
        return say(" without a mark between the thousands, such as {number}", number=re.sub("[^0-9]", "", said))
    return say(", such as 12")


def _date_text(year: str, month: str, day_of: str) -> str:
    """Return a day as it is to be written; nothing if there is no such day."""
    try:
        return date(int(year), int(month), int(day_of)).isoformat()
    except ValueError:
        return ""


def _day_meant(value: Any) -> str:
    """Return how a day that is written in another way is to be written."""
    said = value.date().isoformat() if isinstance(value, datetime) else str(value)
    if found := _DATE_FIRST.match(said):
        meant = _date_text(*found.groups())
        return say(", here {meant}", meant=meant) if meant and meant != said else ""
    if found := _DATE_LAST.match(said):
        first, second, year = found.groups()
        ways = dict.fromkeys(way for way in (_date_text(year, second, first), _date_text(year, first, second)) if way)
        return say(": year, month, day; here {ways}", ways=alternatives(ways)) if ways else ""
    if (found := _SERIAL.match(said)) and SERIALS[0] < int(found[1]) < SERIALS[1]:
        return say(
            "; a spreadsheet's number {found} is {epoch}",
            found=str(found[1]),
            epoch=str(EPOCH + timedelta(days=int(found[1]))),
        )
    return ""


def _moment_meant(value: Any) -> str:
    said = str(value)
    found = _MOMENT.match(said)
    if found and int(found[2]) <= 24:
        begins = datetime.fromisoformat(found[1]) + timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return say(", here {moment}", moment=begins.isoformat(" ", "minutes"))
    return _day_meant(value)


def _hours_meant(value: Any) -> str:
    like = _hours_like(value)
    return say("; here {meant}", meant=like) if like else ""


def _hours_like(value: Any) -> str:
    """Return hours that are written in another way as they are to be written; "" for what are none."""
    found = _HOURS.match(str(value).strip())
    if not found:
        return ""
    first, since, last, until = found.groups()
    meant = f"{int(first):02}:{since or '00'}-{int(last):02}:{until or '00'}"
    try:
        worktime(meant)
    except ValueError:
        return ""
    return meant
