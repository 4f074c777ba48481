"""Dates and months in words, as the language writes them. A date never breaks over two lines."""

from datetime import date

from sim.wording.spoken import locale


def month(number: int) -> str:
    """Return the name of a month, 1 for January."""
    return str(locale().months["stand-alone"]["wide"][number])


def month_short(number: int) -> str:
    """Return the short name of a month, for an axis."""
    return str(locale().months["stand-alone"]["abbreviated"][number]).rstrip(".")


def month_letter(number: int) -> str:
    """Return the letter of a month, for a narrow axis."""
    return str(locale().months["stand-alone"]["narrow"][number])


def weekday(number: int) -> str:
    """Return the name of a day of the week, 0 for Monday."""
    return str(locale().days["stand-alone"]["wide"][number])


def weekday_short(number: int) -> str:
    """Return the short name of a day of the week, 0 for Monday."""
    return str(locale().days["stand-alone"]["abbreviated"][number]).rstrip(".")


def day(when: date) -> str:
    """Return a date without its year: "14 April"."""
    from babel.dates import format_date

    return format_date(when, "d\u00a0MMMM", locale=locale())


def day_short(when: date) -> str:
    """Return a date without its year, with a short month: "14 Apr"."""
    return f"{when.day}\u00a0{month_short(when.month)}"


def day_of_year(when: date) -> str:
    """Return a date with its year: "14 April 2025"."""
    from babel.dates import format_date

    return format_date(when, "d\u00a0MMMM\u00a0y", locale=locale())
