"""The forms in which a period may be written, declared once: days, weeks, months, quarters, years, and spans of them.

Months are those of English and French, whole or short, as Babel has them. A fiscal year is called by the year in which
it ends, or by both (`FY2025`, `2024-25`); its first month must be known.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from sim.problems import sentence
from sim.wording import say

DAY = timedelta(days=1)


class Span(NamedTuple):
    """Days from the first to the last, both included; `minute` of the day at which it begins, where one is written."""

    first: date
    last: date
    minute: int | None = None


class Ways(NamedTuple):
    """How what can be read in several ways is to be read in a column."""

    fiscal_start: int | None = None  # the first month of the fiscal year
    month_first: bool | None = None  # of 04/07/2025
    whole_months: bool = False  # a first of a month stands for the month
    pairs: bool = False  # 2011-12 is a fiscal year, and no December


class NoPeriod(ValueError):
    """A cell that is no period; `unclear` if it is one that can be read in several ways."""

    def __init__(self, message: str, unclear: bool = False) -> None:
        super().__init__(message)
        self.unclear = unclear


class Form(NamedTuple):
    """A way to write a period: an example, its pattern, and what is made of the match."""

    example: str
    pattern: re.Pattern[str]
    made: Callable[[re.Match[str], Ways], Span]


@cache
def month_names() -> dict[str, int]:
    """Return the number of each month by its name and by every beginning of it that is its own, three letters at least,
    without accents."""
    from babel.dates import get_month_names

    found: dict[str, set[int]] = {}
    for language in ("en", "fr"):
        for number, name in get_month_names("wide", locale=language).items():
            letters = plain(name)
            for size in range(3, len(letters) + 1):
                found.setdefault(letters[:size], set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1}


def plain(text: str) -> str:
    """Return text in small letters, without accents, points behind short words, and blanks that are too many."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"(?<=[a-z])\.(?=\W|$)", "", bare.casefold()).replace("’", "'").split())


def month(number: int, year: int) -> Span:
    """Return a month of a calendar year."""
    return months(number, year, 1)


def months(number: int, year: int, how_many: int) -> Span:
    """Return months on end, the first of them in a calendar year."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    after = number - 1 + how_many
    return Span(date(year, number, 1), date(year + after // 12, after % 12 + 1, 1) - DAY)


def in_fiscal_year(number: int, ends: int, starts: int) -> Span:
    """Return the month of this number in the fiscal year that ends in a calendar year and starts with a month."""
    return month(number, ends if number < starts or starts == 1 else ends - 1)


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _fiscal(found: re.Match[str], ways: Ways) -> tuple[int, int]:
    """Return the first month of a fiscal year and the calendar year in which it begins."""
    ends = _year(found["ends"])
    if found["begins"] and _year(found["begins"]) + 1 != ends:
        raise ValueError
    if ways.fiscal_start is None:
        named = say("a fiscal year whose first month is named: --fiscal-year-starts MONTH")
        raise NoPeriod(sentence(found[0], named), True)
    return ways.fiscal_start, ends - (ways.fiscal_start > 1)


def _fiscal_year(found: re.Match[str], ways: Ways) -> Span:
    return months(*_fiscal(found, ways), 12)


def _fiscal_quarter(found: re.Match[str], ways: Ways) -> Span:
    starts, year = _fiscal(found, ways)
    return months(starts + 3 * (int(found["q"]) - 1), year, 3)


def _iso_day(found: re.Match[str], ways: Ways) -> Span:
    day = date(int(found["y"]), int(found["m"]), int(found["d"]))
    minute = None if found["h"] is None else 60 * int(found["h"]) + int(found["min"])
    return month(day.month, day.year) if ways.whole_months and minute is None else Span(day, day, minute)


def _slashed(found: re.Match[str], ways: Ways) -> Span:
    one, two = int(found["a"]), int(found["b"])
    if ways.month_first is None and one != two and max(one, two) <= 12:
        raise NoPeriod(
            sentence(found[0], say("a day that can be read in one way, such as {example}", example="2025-04-07")), True
        )
    first = ways.month_first if max(one, two) <= 12 else one <= 12
    number, day = (one, two) if first else (two, one)
    return month(number, int(found["y"])) if ways.whole_months else Span(*(date(int(found["y"]), number, day),) * 2)


def _worded_day(found: re.Match[str], _: Ways) -> Span:
    return Span(*(date(int(found["y"]), month_names()[found["name"]], int(found["d"])),) * 2)


def _days_of_month(found: re.Match[str], _: Ways) -> Span:
    year, number = int(found["y"]), month_names()[found["name"]]
    return Span(date(year, number, int(found["d"])), date(year, number, int(found["e"])))


def _week(found: re.Match[str], _: Ways) -> Span:
    monday = date.fromisocalendar(int(found["y"]), int(found["w"]), 1)
    return Span(monday, monday + 6 * DAY)


def _month_span(found: re.Match[str], _: Ways) -> Span:
    first, last = month_names()[found["name"]], month_names()[found["until"]]
    if last < first:
        raise ValueError
    return months(first, int(found["y"]), last - first + 1)


_Y, _NAME, _TO = r"(?P<y>(?:19|20)\d\d)", r"(?P<name>[a-z]{3,9})", r" ?(?:-|–|to|au|a|and|et) ?"
_ENDS = r"(?P<ends>20\d\d|\d\d)"
_DAY = r"(?P<d>\d\d?)(?:st|nd|rd|th|er)?"
_FY = rf"(?:fy|fiscal year|exercice) ?(?:(?P<begins>20\d\d) ?[-/–] ?)?{_ENDS}"
_BOTH = rf"(?P<begins>20\d\d) ?[-/–] ?{_ENDS}"
_TIME = r"(?:[t ](?P<h>[01]?\d|2[0-3]):(?P<min>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?)?"
FORMS = tuple(
    Form(example, re.compile(pattern), made)
    for example, pattern, made in (
        ("2025-04-07", rf"{_Y}[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?){_TIME}", _iso_day),
        ("07/04/2025", rf"(?P<a>\d\d?)[-/.](?P<b>\d\d?)[-/.]{_Y}", _slashed),
        ("7 April 2025", rf"(?:le )?{_DAY}[ -]{_NAME},?[ -]{_Y}", _worded_day),
        ("April 7, 2025", rf"{_NAME} {_DAY},? {_Y}", _worded_day),
        ("1-6 April 2025", rf"(?:du )?{_DAY}{_TO}(?P<e>\d\d?)(?:st|nd|rd|th)? {_NAME} {_Y}", _days_of_month),
        ("2025-04", rf"{_Y}(?:[-/.]|m)?(?P<m>0[1-9]|1[0-2])", lambda f, _: month(int(f["m"]), int(f["y"]))),
        ("04/2025", rf"(?P<m>\d\d?)[-/]{_Y}", lambda f, _: month(int(f["m"]), int(f["y"]))),
        ("April 2025", rf"{_NAME}[ ,/-]*(?P<y>(?:19|20)\d\d|'?\d\d)",
         lambda f, _: month(month_names()[f["name"]], _year(f["y"].strip("'")))),
        ("2025 April", rf"{_Y}[ -]{_NAME}", lambda f, _: month(month_names()[f["name"]], int(f["y"]))),
        ("January-April 2025", rf"{_NAME}{_TO}(?P<until>[a-z]{{3,9}}) {_Y}", _month_span),
        ("2025-W14", rf"{_Y}[- ]?(?:w|s|week|semaine) ?(?P<w>\d\d?)", _week),
        ("week 14 2025", rf"(?:w|s|week|semaine) ?(?P<w>\d\d?)[ ,/-]*(?:of )?{_Y}", _week),
        ("2025-Q2", rf"{_Y}[- ]?[qt](?P<q>[1-4])", lambda f, _: months(3 * int(f["q"]) - 2, int(f["y"]), 3)),
        ("Q2 2025", rf"[qt](?P<q>[1-4])[ -]?{_Y}", lambda f, _: months(3 * int(f["q"]) - 2, int(f["y"]), 3)),
        ("FY2025 Q1", rf"(?:{_FY})[- ]?[qt](?P<q>[1-4])", _fiscal_quarter),
        ("2024-25 Q1", rf"{_BOTH} [qt](?P<q>[1-4])", _fiscal_quarter),
        ("FY2025", _FY, _fiscal_year),
        ("2024-25", _BOTH, _fiscal_year),
        ("2025", _Y, lambda f, _: months(1, int(f["y"]), 12)),
    )
)  # fmt: skip
_BETWEEN = re.compile(r"(?:from |du )?(?P<first>\S.*?)(?: to | au | until |/| - | – )(?P<last>\d.*\S)")


def period(text: str, ways: Ways) -> Span:
    """Return the days that a text names; NoPeriod with what to write."""
    letters = plain(text)
    found = _one(letters, ways)
    if found is None and (between := _BETWEEN.fullmatch(letters)):
        ends = [_one(between[name], ways) for name in ("first", "last")]
        if ends[0] and ends[1] and ends[0].first <= ends[1].last:
            found = Span(ends[0].first, ends[1].last)
    if found is None:
        examples = ", ".join(form.example for form in FORMS)
        raise NoPeriod(sentence(text[:40], say("a period, such as {examples}", examples=examples)))
    return found


def _one(letters: str, ways: Ways) -> Span | None:
    for form in FORMS:
        found = form.pattern.fullmatch(letters)
        try:
            if found and (span := form.made(found, ways)).first <= span.last:
                return span
        except NoPeriod:
            raise
        except (ValueError, KeyError):  # no such day, no such month: another form may have it
            continue
    return None
