"""Kinds of values that can be uncertain: how each is known, how its distribution is read, how a value is written."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sim.scenario.source.yaml_writer import number, to_plain
from sim.scenario.values import units
from sim.scenario.values.distributions import FAMILIES, LISTS, MARK, PLAIN, Distribution, distribution, is_distribution
from sim.scenario.values.elicited import WHOLE, Elicited
from sim.scenario.values.not_allowed import NotAllowed
from sim.scenario.values.units import Level, Money, level, money, quantity
from sim.wording import noted, say

QUANTITIES = ("duration", "share", "number")
EITHER = noted("{p10: .., p90: ..}, or a distribution")
KINDS = noted("a duration, a share, a number, a whole number, a level, an amount of money or a day")


def kind_of(item: Mapping[str, Any]) -> str:
    """Return the kind of value that a place wants, by what a validation says of a distribution in it; empty for
    another.
    """
    refused = item.get("ctx", {}).get("error")
    return refused.kind if isinstance(refused, NotAllowed) else "whole" if item["type"] == "int_type" else ""


def elicited(written: Any, kind: str, folder: Path) -> Elicited:
    """Return what is written for an uncertain value of a kind; ValueError with what is allowed."""
    if isinstance(written, dict) and MARK in written:
        written = written[MARK]
        if not isinstance(written, dict):
            raise ValueError(EITHER)
        if set(written) == {"p10", "p90"}:
            written = {"logitnormal" if kind == "share" else "lognormal": written}
    if kind in QUANTITIES:
        return Elicited(kind, distribution(written, quantity(kind)[0], folder))
    if not is_distribution(written):
        raise ValueError(f"{EITHER} ({', '.join(FAMILIES)})")
    kind, read = _refined(kind, written)
    found = distribution(written, read, folder)
    if kind in WHOLE and any(value % 1 for value in _ends(found)):
        raise ValueError(say("a distribution of whole numbers"))
    return Elicited(kind, found)


def text_of(kind: str, value: float) -> Any:
    """Return a drawn value as it would be written in a file."""
    name, _, form = kind.partition(" ")
    if name == "duration":
        return f"{number(value)} s"
    if name == "day":
        return date.fromordinal(int(value)).isoformat()
    if name == "level":
        return f"{number(value)} s" if form == "duration" else to_plain(Level(value, form))
    if name == "money":
        return f"{number(value)} {form}"
    return int(value) if name == "whole" else value


def _refined(kind: str, written: dict[str, Any]) -> tuple[str, Callable[[Any], float]]:
    """Return the kind with its form (of a level, of money), and how its values are read."""
    if kind == "whole":
        return kind, units.number
    if kind == "day":
        return kind, lambda value: float(units.day(value).toordinal())
    values = list(_values(written))
    if kind == "level":
        forms = {level(value).kind for value in values}
        if len(forms) != 1:
            raise ValueError(say("levels of one kind: numbers, shares or durations"))
        return f"level {forms.pop()}", lambda value: level(value).value
    amounts = {_form(value) for value in values}
    if len(amounts) != 1:
        raise ValueError(say("amounts in one currency, all once, an hour or a month"))
    return f"money {amounts.pop()}", lambda value: _money(value).amount


def _values(written: dict[str, Any]) -> Iterator[Any]:
    (family, given), *_ = written.items()
    if family in LISTS and isinstance(given, list):
        yield from given
    elif isinstance(given, dict):
        yield from given if family == "discrete" else (value for name, value in given.items() if name not in PLAIN)
    else:
        raise ValueError(say("a distribution with its values written out"))


def _money(value: Any) -> Money:
    """Money in whatever form; the place that it is for knows which one it takes."""
    for per in ("", "h", "month"):
        try:
            return money(value, per=per, each=units.EACH)
        except ValueError:
            continue
    return money(value)


def _form(value: Any) -> str:
    return str(to_plain(_money(value)._replace(amount=0.0))).removeprefix("0 ")


def _ends(given: Distribution) -> list[float]:
    """Return the values that are written out: those of a list, of a discrete distribution, of a file."""
    if given.family == "discrete":
        return list(given.points)
    return list(given.values) if given.family in (*LISTS, "empirical") else []


def as_number(kind: str, written: Any) -> float:
    """Return a value as it stands in a file, in the program's unit; ValueError if it is none of the kind."""
    name, _, form = kind.partition(" ")
    if name in QUANTITIES:
        return quantity(name)[0](written)
    if name == "level":
        found = level(written)
        return found.value if found.kind == form else float("nan")
    if name == "money":
        return _money(written).amount
    return float(units.day(written).toordinal()) if name == "day" else float(written)
