"""The periods of a table as days: how its columns are to be read is found once, from all of their cells."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from sim.calibration.published.periods import (
    DAY,
    NoPeriod,
    Span,
    Ways,
    in_fiscal_year,
    month,
    month_names,
    period,
    plain,
)
from sim.problems import sentence
from sim.wording import say

_PAIR = re.compile(r"((?:19|20)\d\d) ?[-/–] ?(\d\d)")
_SLASHED = re.compile(r"(\d\d?)[-/.](\d\d?)[-/.](?:19|20)\d\d")
_BRACKET = re.compile(r"\s*\([^)]*\)$")  # "2025 (to date)"
WEEK_NAMES = ("week", "semaine")
ENDING = ("ending", "end", "se terminant", "finissant")


class Asked(NamedTuple):
    """What a planner says of periods: the first month of the fiscal year, whether a month stands before its day."""

    fiscal_start: int | None = None
    month_first: bool | None = None


class Spans(NamedTuple):
    """How the periods of a table are read. `fiscal`: years are fiscal years."""

    ways: Ways
    head: str = ""
    fiscal: bool = False

    def of(self, cells: Sequence[str]) -> Span:
        """Return the days that the cells of a period name; NoPeriod with what to write."""
        if len(cells) == 1:
            return self._one(cells[0])
        first, second = cells
        months = [one for one in cells if month_of(one)]
        if len(months) == 1 or (len(months) == 2 and month_of(second)):
            name = months[-1]
            return self._in_year(second if name is first else first, month_of(name))
        begin, end = self._one(first), self._one(second)
        if end.last < begin.first:
            raise NoPeriod(sentence(f"{first}, {second}", say("a last day on or after the first")))
        return Span(begin.first, end.last)

    def _one(self, text: str) -> Span:
        text = _BRACKET.sub("", text)
        if self.fiscal and re.fullmatch(r"(19|20)\d\d", text):
            text = f"FY{text}"
        pair = _PAIR.fullmatch(text)
        if pair and self.ways.pairs:
            text = f"FY{text}"
        found = period(text, self.ways)
        if found.first == found.last and found.minute is None and any(one in self.head for one in WEEK_NAMES):
            ends = any(one in self.head for one in ENDING)
            return Span(found.first - 6 * DAY, found.last) if ends else Span(found.first, found.first + 6 * DAY)
        return found

    def _in_year(self, year: str, number: int) -> Span:
        whole = self._one(year)
        if self.fiscal or whole.first.month != 1:
            return in_fiscal_year(number, whole.last.year, whole.first.month)
        return month(number, whole.first.year)


def month_of(text: str) -> int:
    """Return the number of a month without a year, 0 if it is none."""
    if text.isdecimal() and 1 <= int(text) <= 12:
        return int(text)
    return month_names().get(plain(text), 0)


def spans(periods: Sequence[Sequence[str]], head: str, asked: Asked, fiscal: bool = False) -> Spans:
    """Return how the periods of a table are read: each a cell, or two that go together; `head` names their column."""
    texts = [text for cells in periods for text in cells]
    ways = Ways(asked.fiscal_start, asked.month_first if asked.month_first is not None else _month_first(texts))
    pairs = [found for text in texts if (found := _PAIR.fullmatch(_BRACKET.sub("", text)))]
    fiscal_pairs = bool(pairs) and all((int(found[1]) + 1) % 100 == int(found[2]) for found in pairs)
    ways = ways._replace(pairs=fiscal_pairs and any(int(found[2]) > 12 for found in pairs))
    read = Spans(ways, plain(head), fiscal)
    return read._replace(ways=ways._replace(whole_months=_are_months(read, periods)))


def _month_first(texts: Sequence[str]) -> bool | None:
    """Return whether a month stands before its day: some number above 12 stands behind it; None if none does."""
    pairs = [(int(found[1]), int(found[2])) for text in texts if (found := _SLASHED.fullmatch(text))]
    if any(first > 12 for first, _ in pairs):
        return False
    return True if any(second > 12 for _, second in pairs) else None


def _are_months(found: Spans, periods: Sequence[Sequence[str]]) -> bool:
    """Return whether days stand for months: each is a first of a month, no month comes twice, and there are several, or
    the column is called so."""
    days = []
    for cells in periods:
        try:
            span = found.of(cells) if len(cells) == 1 else None
        except NoPeriod:
            continue
        if span is None or span.first != span.last or span.minute is not None or span.first.day != 1:
            return False
        days.append(span.first)
    named = any(one in found.head for one in ("month", "mois"))
    return bool(days) and (named or len(set(days)) > 1)


def step(minutes: Sequence[int]) -> int:
    """Return how many minutes lie between moments of a day, as most of them have it."""
    gaps = Counter(after - before for before, after in pairwise(minutes) if after > before)
    return gaps.most_common(1)[0][0] if gaps else 24 * 60
