"""The fiscal years in which amounts fall due, by the local calendar."""

from datetime import date, timedelta
from typing import NamedTuple

from sim.scenario.calendar.clock import NEVER, clock
from sim.scenario.language.sections import Sections
from sim.wording import noted


class FiscalYear(NamedTuple):
    """Its name in figures (`2025_26`, or `2025` where it is the calendar's), its words, and its ticks."""

    name: str
    words: str
    begin: int
    until: int


def fiscal_years(scenario: Sections) -> tuple[FiscalYear, ...]:
    """Return those of the counted span in order, and all that come after them as one; none where no first month is
    given.
    """
    month = scenario.port.fiscal_year_starts
    if month is None:
        return ()
    time = clock(scenario)
    first, last = (day.year - (day.month < month) for day in (scenario.start, scenario.end - timedelta(days=1)))
    begins = [date(year, month, 1) for year in range(first, last + 2)]
    ticks = [*map(time.tick, begins), NEVER]
    named = [_called(day.year, month, day is begins[-1]) for day in begins]
    return tuple(FiscalYear(*called, *span) for called, *span in zip(named, ticks[:-1], ticks[1:], strict=True))


def _called(year: int, month: int, on: bool) -> tuple[str, str]:
    """Return the name and the words of the year that begins in a month of a calendar year; `on`: and all after it."""
    first, century, after = str(year), str(year + 1)[:-2], str(year + 1)[-2:]
    name = first if month == 1 else f"{first}_{after}"
    words = first if month == 1 else noted("{year}-{after}", year=first, after=after, century=century)
    return (f"{name}_on", noted("{year} and later", year=words)) if on else (name, words)
