"""Dates and months in words, as the language writes them. A date never breaks over two lines."""

from datetime import date, datetime

from sim.wording.quantity import HARD
from sim.wording.spoken import locale, say_in

POINTLESS = ("en",)  # languages in which what is shortened has no point, whatever their territory


def month(number: int) -> str:
    """Return the name of a month, 1 for January."""
    return str(locale().months["stand-alone"]["wide"][number])


def month_short(number: int) -> str:
    """Return the short name of a month, for an axis."""
    return _shortened(locale().months["stand-alone"]["abbreviated"][number])


def month_letter(number: int) -> str:
    """Return the letter of a month, for a narrow axis."""
    return str(locale().months["stand-alone"]["narrow"][number])


def weekday(number: int) -> str:
    """Return the name of a day of the week, 0 for Monday."""
    return str(locale().days["stand-alone"]["wide"][number])


def weekday_short(number: int) -> str:
    """Return the short name of a day of the week, 0 for Monday."""
    return _shortened(locale().days["stand-alone"]["abbreviated"][number])


def _shortened(name: str) -> str:
    return name.rstrip(".") if locale().language in POINTLESS else name


def day_number(when: date) -> str:
    """Return the day of a month: "1", or as the language has the first."""
    return say_in("day of a month", "1") if when.day == 1 else str(when.day)


def day(when: date) -> str:
    """Return a date without its year: "14 April"."""
    return f"{day_number(when)}{HARD}{locale().months['format']['wide'][when.month]}"


def day_short(when: date) -> str:
    """Return a date without its year, with a short month: "14 Apr"."""
    return f"{day_number(when)}{HARD}{month_short(when.month)}"


def time_of_day(when: datetime) -> str:
    """Return a time within a sentence: "14:00", or "14 h" where hours are written so. Columns and axes have "14:00"."""
    return time_at(when.hour, when.minute)


def time_at(hour: int, minute: int = 0) -> str:
    """Return an hour and a minute of the day within a sentence: "08:30", "8 h 30"."""
    given = {"hh": f"{hour:02d}", "h": str(hour), "blank": HARD}
    if not minute:
        return say_in("time of day", "{hh}:00", **given)
    return say_in("time of day", "{hh}:{minutes}", minutes=f"{minute:02d}", **given)


def day_of_year(when: date) -> str:
    """Return a date with its year: "14 April 2025"."""
    return f"{day(when)}{HARD}{when.year}"
