"""The forms in which a count may be written, declared once: what is read, what is left out, what is refused."""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sim.problems import sentence
from sim.scenario.data.tables.cells import NO_VALUE, Failed, Formula, cell_text
from sim.wording import said, say

BLANKS = " \u00a0\u2009\u202f"  # plain, no-break, thin and narrow no-break
APART = f"[{BLANKS}'’]"
MOST = 1_000_000_000


class Count(NamedTuple):
    """Persons counted, `least` to `most`: the same number, but where a small one is withheld (`<5`)."""

    least: int
    most: int


class Withheld(NamedTuple):
    """A cell without a number: it is dropped, as `kind` says."""

    kind: str


class Form(NamedTuple):
    """A way to write a count: an example, its pattern, and what is made of the match."""

    example: str
    pattern: re.Pattern[str]
    made: Callable[[re.Match[str]], Count | Withheld]


def _plain(found: re.Match[str]) -> Count:
    number = int(re.sub(f"{APART}|,", "", found["number"]))
    return Count(number, number)


def _form(example: str, pattern: str, made: Callable[[re.Match[str]], Count | Withheld]) -> Form:
    return Form(example, re.compile(pattern, re.IGNORECASE), made)


WITHHELD, EMPTY = "withheld", "empty"
_NO_PART = r"(?:[.,]0+)?"  # decimals that are nought
FORMS = (
    _form("1234", rf"(?P<number>\d+){_NO_PART}", _plain),
    _form("1,234", r"(?P<number>\d{1,3}(?:,\d{3})+)(?:\.0+)?", _plain),
    _form("1 234", rf"(?P<number>\d{{1,3}}(?:[{BLANKS}]\d{{3}})+){_NO_PART}", _plain),
    _form("1'234", rf"(?P<number>\d{{1,3}}(?:['’]\d{{3}})+){_NO_PART}", _plain),
    _form("<5", r"(?:<|less than|moins de) ?(?P<number>[1-9]\d?)", lambda found: Count(0, int(found["number"]) - 1)),
    _form("<=4", r"(?:<=|≤) ?(?P<number>[1-9]\d?)", lambda found: Count(0, int(found["number"]))),
    _form("X", r"x|-{1,3}|[–—]|\.{2,3}|…|n/?a|n\.a\.|n/?d|s\. ?o\.|suppressed|supprimé",
          lambda _: Withheld(WITHHELD)),
)  # fmt: skip
_FRACTION = re.compile(rf"-?\d[\d{BLANKS}'’]*[.,]\d+")
_NEGATIVE = re.compile(r"[-−(] ?\d[\d.,]*\)?")


class NoCount(ValueError):
    """A cell that is no count: what was found, and what to write."""


def numeral(value: Any, decimal_comma: bool = False) -> Count | Withheld:
    """Return what a cell says; NoCount with what to write. `decimal_comma`: a comma begins decimals in this column."""
    match value:
        case None:
            return Withheld(EMPTY)
        case Formula() | Failed():
            raise NoCount(sentence(cell_text(value), said(NO_VALUE)))
        case bool():
            pass
        case int() | float() if value >= 0 and value == int(value) and value <= MOST:
            return Count(int(value), int(value))
        case int() | float():
            value = f"{value:g}"
    text = str(value).strip(BLANKS + "\t")
    for form in FORMS:
        found = form.pattern.fullmatch(text)
        if found and not (decimal_comma and form.example == "1,234"):
            made = form.made(found)
            if isinstance(made, Count) and made.most > MOST:
                break
            return made
    raise NoCount(sentence(cell_text(value), _allowed(text)))


def _allowed(text: str) -> str:
    if _NEGATIVE.fullmatch(text):
        return say("a count from 0; take a correction off the period that it belongs to")
    if _FRACTION.fullmatch(text):
        return say("a whole number of persons; multiply a mean by its days, and round it")
    return say("a whole number, such as {examples}", examples=", ".join(form.example for form in FORMS))


def has_decimal_comma(values: Sequence[Any]) -> bool:
    """Return whether a comma begins decimals in a column: in some cell other than three digits stand behind one."""
    texts = [value for value in values if isinstance(value, str)]
    return any(re.fullmatch(rf"\d[\d{BLANKS}]*,(?!\d{{3}}$)\d+", text.strip(BLANKS)) for text in texts)
