"""A scenario back in the words of its language: every value as a planner would write it, defaults included."""

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from sim.scenario.data.census import Census
from sim.scenario.data.counts import Counts
from sim.scenario.data.listed import Listed
from sim.scenario.data.on_record import OnRecord
from sim.scenario.data.roster_file import RosterFile
from sim.scenario.language.arrivals import DayToDay
from sim.scenario.language.policy import or_false
from sim.scenario.language.port import Port
from sim.scenario.language.process import Time
from sim.scenario.language.sections import FORMAT, FORMATS, Sections
from sim.scenario.language.shifts.desks import caps
from sim.scenario.language.who import Who
from sim.scenario.source.scalars import as_scalar
from sim.scenario.source.source_tree import Path, parts
from sim.scenario.values import units
from sim.scenario.values.distributions import LISTS, PLAIN, Distribution
from sim.scenario.values.elicited import Dirichlet, Elicited
from sim.scenario.values.section import Section
from sim.scenario.values.units import DAYS, SECONDS, Hours, Level, Money

# Text that needs no quotes; three dots would end the document.
_PLAIN_TEXT = re.compile(r"^(?!\.\.\.)[\w.+/(][\w .%+/()'-]*(?::[\w.%+/()'-][\w .%+/()'-]*)*\Z")


# What YAML does not print, or takes as a line break.
_UNSAFE = re.compile("[^\x20-\x7e\xa1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


# The reader of a quantity -> the form that its value is written in (of those that `spelt` knows).
FORMS: dict[Any, str] = {
    units.duration: "s",
    units.clock_time: "time of day",
    units.weekdays: "weekdays",
    caps: "by hours",
    or_false: "or false",
}


class Flow(dict[Any, Any]):
    """A mapping that is one value, such as a distribution."""


def to_plain(value: Any, unit: str = "") -> Any:
    """Return a value of the model as dicts, lists and scalars of the language; a Section with all its keys."""
    match value:
        case Time(draw=Distribution()):
            return to_plain(value.draw, "s")
        case Port(is_name_alone=True):
            return value.name
        case DayToDay(is_plain=True):
            return value.sd
        case Section():
            return {alias: to_plain(inner, its_unit) for alias, inner, its_unit in fields(value)}
        case Elicited():
            return _elicited(value)
        case Distribution():
            return _distribution(value, unit)
        case Who():
            return _who(value)
        case Census() | Listed() | RosterFile() | Counts() | OnRecord():
            return _table(value)
        case Money():
            rate, each = value.per and f"/{value.per}", value.each and f" per {value.each}"
            return f"{number(value.amount)} {value.currency}{rate}{each}"
        case Hours():
            return f"{_clock(value.begin)}-{_clock(value.end)}"
        case Level():
            return duration(value.value) if value.kind == "duration" else _share(value)
        case date():
            return value.isoformat()
        case dict():
            return _mapping(value, unit)
        case tuple() if unit == "weekdays":
            return [DAYS[day] for day in value]
        case tuple() if unit == "by hours":
            return Flow({to_plain(hours): most for hours, most in value})
        case tuple():
            return [to_plain(inner, unit) for inner in value]
        case float() if unit == "s":
            return duration(value)
        case float() if unit == "day":
            return date.fromordinal(int(value)).isoformat()
        case float() if unit == "level share":
            return _share(Level(value, "share"))
        case float() if unit.startswith("money "):
            return f"{number(value)} {unit.removeprefix('money ')}"
        case None if unit == "or false":
            return False
        case int() if unit == "time of day":
            return _clock(value)
    return value


def _table(value: Census | Listed | RosterFile | Counts | OnRecord) -> Any:
    """Return the file of a table, or what a scenario has in its place."""
    if isinstance(value, Counts) and not value.file:
        return [Flow(row) for row in value.as_written]
    return value.numbers_of_steps if isinstance(value, Census) and value.numbers else value.file


def fields(section: Section) -> Iterator[tuple[str, Any, str]]:
    """Key, value and written form of every field of a section, in order."""
    for name, field in type(section).model_fields.items():
        yield field.alias or name, getattr(section, name), form_of(field)


def form_of(field: FieldInfo) -> str:
    """Return how the plain numbers of a field are written: the form of the reader that reads them, wherever it
    stands.
    """
    return next(_forms((field.annotation, *field.metadata)), "")


def _forms(declared: Iterable[Any]) -> Iterator[str]:
    for part in declared:
        if isinstance(part, BeforeValidator):
            form = getattr(part.func, "form", None) or FORMS.get(part.func)
            if form:
                yield form
        yield from _forms(get_args(part))


def duration(seconds: float) -> str:
    """Return seconds in the largest unit of which they are a whole number."""
    for unit in ("d", "h", "min"):
        if seconds and seconds % SECONDS[unit] == 0:
            return f"{seconds / SECONDS[unit]:.0f} {unit}"
    return f"{number(seconds)} s"


def number(value: float) -> str:
    """Return all digits of a number, without an exponent."""
    return f"{value:.0f}" if value == int(value) else format(Decimal(repr(value)), "f")


def flow(value: Any) -> str:
    """Return a value on one line of YAML that reads back as the same."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case dict():
            return "{" + ", ".join(f"{flow(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(flow, value)) + "]"
        case float():
            return repr(value).replace("inf", ".inf").replace("nan", ".nan")
        case int():
            return str(value)
    text = str(value)
    plain = _PLAIN_TEXT.match(text) and isinstance(as_scalar(text), str) and text == text.strip()
    return text if plain else _UNSAFE.sub(_escape, json.dumps(text, ensure_ascii=False))


def as_file(scenario: Sections) -> str:
    """Return a scenario as a file that reads back as the same, in the newest format of the language."""
    return yaml({FORMAT: FORMATS[-1], **in_words(scenario)})


def in_words(scenario: Sections) -> dict[str, Any]:
    """Return a scenario as dicts, lists and scalars, with all its keys.

    A form is as short or as long as the paths of uncertain values ask for, since they go through it.
    """
    tree: dict[str, Any] = to_plain(scenario)
    for name in scenario.uncertain:
        tree = _lengthened(_shortened(tree, parts(name)), scenario, parts(name))
    return tree


def _lengthened(tree: Any, value: Any, path: Path) -> Any:
    """Return the tree of a value in which a section that is one number is written in its parts, where a path names
    one of them.
    """
    if not path or value is None:
        return tree
    inner = {alias: one for alias, one, _ in fields(value)} if isinstance(value, Section) else value
    if not isinstance(tree, dict):
        of_parts = isinstance(value, Section) and path[0] in inner
        return {alias: to_plain(one, unit) for alias, one, unit in fields(value)} if of_parts else tree
    if path[0] not in tree or not isinstance(inner, dict):
        return tree
    return type(tree)({**tree, path[0]: _lengthened(tree[path[0]], inner.get(path[0]), path[1:])})


def _shortened(tree: Any, path: Path) -> Any:
    """Return the tree with the forms that a path leaves out taken away."""
    if not path or not isinstance(tree, dict):
        return tree
    if path[0] in tree:
        return type(tree)({**tree, path[0]: _shortened(tree[path[0]], path[1:])})
    inner = _that_has(path[0], tree)
    return tree if inner is None else _shortened(inner, path)


def _that_has(key: Any, tree: Any) -> Any:
    """Return the first mapping within a tree that has a key; None for none."""
    if not isinstance(tree, dict) or key in tree:
        return tree if isinstance(tree, dict) else None
    return next((found for inner in tree.values() if (found := _that_has(key, inner)) is not None), None)


def yaml(tree: Mapping[Any, Any], indent: int = 0) -> str:
    """Return a tree as YAML text, a line a value; lists and distributions in flow style."""
    return "\n".join(line for line, _ in lines(tree, indent)) + "\n"


def lines(tree: Mapping[Any, Any], indent: int = 0, path: Path = ()) -> Iterator[tuple[str, Path]]:
    """Yield each line of a tree as YAML, with the path of the value on it (empty for a line that only opens a
    section).
    """
    for key, value in tree.items():
        here, head = (*path, key), " " * indent + flow(key) + ":"
        if isinstance(value, dict) and value and not isinstance(value, Flow):
            yield head, ()
            yield from lines(value, indent + 2, here)
        else:
            yield f"{head} {flow(value)}", here


def _escape(match: re.Match[str]) -> str:
    return f"\\U{ord(match[0]):08x}"


def _mapping(value: dict[Any, Any], unit: str) -> Any:
    if list(value) == [date.min] or (list(value) == [1] and isinstance(value[1], Money)):
        return to_plain(next(iter(value.values())), unit)  # one level, one price: written without its date or month
    return {to_plain(key): to_plain(inner, unit) for key, inner in value.items()}


def _elicited(value: Elicited) -> Any:
    if isinstance(value.distribution, Dirichlet):
        return Flow(dirichlet={"strength": value.distribution.strength})
    durations = value.kind in ("duration", "level duration")
    return _distribution(value.distribution, "s" if durations else value.kind)


def _distribution(value: Distribution, unit: str) -> Any:
    if value.is_constant:
        return to_plain(value["value"], unit)
    if value.family == "empirical":
        return Flow(empirical=value.file)
    if value.family in LISTS:
        return Flow({value.family: [to_plain(v, unit) for _, v in value.parameters]})
    if value.family == "discrete":
        return Flow(discrete={to_plain(float(point), unit): p for point, p in value.parameters})
    return Flow({value.family: {name: v if name in PLAIN else to_plain(v, unit) for name, v in value.parameters}})


def _who(who: Who) -> Any:
    match who.kind:
        case "claims":
            return f"claims_{who.names[0]}"
        case "share":
            return Flow(share=who.share)
        case "not":
            return Flow({"not": _who(who.parts[0])})
        case "any" | "all":
            return Flow({who.kind: [_who(part) for part in who.parts]})
    return Flow({who.kind: list(who.names)}) if who.names else who.kind


def _share(level: Level) -> float | str:
    return f"{number(percent_of(level.value))}%" if level.kind == "share" else level.value


def percent_of(share: float) -> float:
    """Return a share in percent, rounded where what is read back of it is the same share."""
    exact = share * 100
    able = (round(exact, 10), exact, math.nextafter(exact, 0.0), math.nextafter(exact, math.inf))
    return next((percent for percent in able if percent / 100 == share), exact)


def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second % 3600 // 60:02}"
