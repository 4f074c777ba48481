"""From what the declarations refuse to the sentences a planner reads."""

import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import ValidationError

from sim.problems import Place, Problem, Sentence, listing, sentence
from sim.scenario.data.tables.faults import TableError
from sim.scenario.language.sections import READ_FIRST, Sections
from sim.scenario.messages.suggestions import accepted_at, currency_of, meant
from sim.scenario.source.scalars import as_scalar, short_text
from sim.scenario.source.source_tree import Node, Path, dotted, parts
from sim.scenario.values.distributions import distribution, is_distribution
from sim.scenario.values.not_allowed import NotAllowed
from sim.scenario.values.section import Section
from sim.scenario.values.units import RANGES, quantity
from sim.wording import counted, noted, said, say

MOST_READ = 500  # errors of one validation; who has more will read it again
MOST_GUESSED = 40  # problems for which other spellings are tried

# pydantic's error type -> what is allowed; in braces, pydantic's own values
_ALLOWED = {
    "int_type": noted("a whole number"),
    "int_parsing": noted("a whole number"),
    "int_from_float": noted("a whole number"),
    "string_type": noted("text (a number in quotes)"),
    "bool_type": noted("true or false"),
    "dict_type": noted("a mapping of names"),
    "model_type": noted("a mapping"),
    "model_attributes_type": noted("a mapping"),
    "tuple_type": noted("a list"),
    "greater_than": noted("more than {gt:g}"),
    "greater_than_equal": noted("{ge} or more"),
    "less_than": noted("less than {lt:g}"),
    "less_than_equal": noted("at most {le}"),
}


def problems(error: ValidationError, source: Node, folder: FilePath | None = None) -> list[Problem]:
    """Return every error of a validation as a Problem, one for a path and kind; `folder` is that of the scenario."""
    found: dict[tuple[str, str], Problem] = {}
    items = error.errors(include_url=False, include_input=False)[:MOST_READ]
    for item in items:
        within = len(item["loc"])
        if item["type"] == "too_short" and any(i["loc"][:within] == item["loc"] for i in items if i is not item):
            continue  # item errors are reported on their own
        of_table = _of_table(item, source)
        for problem in of_table:  # once, though several values may name one file
            found.setdefault((str(problem.place), problem.message), problem)
        if not of_table:
            problem = _problem(item, source, folder, guess=len(found) < MOST_GUESSED)
            found.setdefault((problem.path, item["type"]), problem)
    return list(found.values())


def source_path(loc: Iterable[Any], source: Node) -> Path:
    """Return the path of the tree that a location of pydantic's names: its own steps (tags, wrapped forms) are left
    out.
    """
    path: Path = ()
    node: Node | None = source
    for step in loc:
        entry = node.child(step) if node else None
        if entry:
            path, node = (*path, step), entry.node
    return path


def place_of(path: Iterable[Any], source: Node, key: bool = False) -> Place:
    """Return where the deepest part of a path that exists is written: its value, or (a mapping, or `key`) its key."""
    node, place = source, source.place
    for part in path:
        entry = node.child(part)
        if entry is None:
            return place
        node = entry.node
        place = entry.place if key or node.entries is not None else node.place
    return place


def placed(problem: Problem, source: Node) -> Problem:
    """Return the problem with its path as it was written (short forms are not spelt out), and the place of that."""
    if problem.place:
        return problem
    path = parts(problem.path) if problem.path else ()
    short = source_path(path, source)
    path = short if short[-1:] == path[-1:] else path
    place = place_of(path, source, problem.of_key)
    return replace(problem, path=dotted(path), place=place)


def _of_table(item: Mapping[str, Any], source: Node) -> list[Problem]:
    """Return the faults of a table that a value names, each by its cell; those of the whole file by the value."""
    error = item.get("ctx", {}).get("error")
    if not isinstance(error, TableError):
        return []
    path = source_path(item["loc"], source)
    return [Problem(dotted(path), wrong.message, wrong.place or place_of(path, source)) for wrong in error.wrong]


def _problem(item: Mapping[str, Any], source: Node, folder: FilePath | None, guess: bool) -> Problem:
    loc, kind = tuple(item["loc"]), item["type"]
    if kind == "extra_forbidden":
        path = source_path(loc, source)
        return unknown_key(loc, path, place_of(path, source, key=True))
    if kind == "missing":
        path = (*source_path(loc[:-1], source), loc[-1])
        return Problem(
            dotted(path),
            sentence(say("nothing"), say("a value ({meaning})", meaning=_meaning(loc))),
            place_of(path, source),
        )
    is_key = loc[-1:] == ("[key]",)
    path = source_path(loc[:-1] if is_key else loc, source)
    node = source.at(path)
    value = path[-1] if is_key else node.plain() if node else None
    return Problem(dotted(path), _refusal(item, value, path, source, folder, guess), place_of(path, source, key=is_key))


def _refusal(
    item: Mapping[str, Any], value: Any, path: Path, source: Node, folder: FilePath | None, guess: bool
) -> str:
    """Return what is said of a value (or a key) that is refused, with another spelling that the place allows."""
    context, is_key = item.get("ctx", {}), item["loc"][-1:] == ("[key]",)
    accepts = accepted_at(path, source, key=is_key)
    refused = context.get("error")
    plain = refused.kind if isinstance(refused, NotAllowed) and not refused.drawn else ""
    if plain in RANGES and is_distribution(
        value
    ):  # in the place of a plain quantity: what is wrong is in the distribution
        read = quantity(plain)[0]
        context = {"error": _error_of(value, read, folder) or refused}
        accepts = lambda other: is_distribution(other) and not _error_of(other, read, folder)  # noqa: E731
    told = _sentence_of(item["type"], context, _found(value), item["msg"])
    unlikely = item["type"] == "string_type" or (isinstance(value, dict) and len(value) > 1)
    if guess and not told.meant and not unlikely:
        other = meant(value, accepts, currency_of(source))
        told += f"; {other}" if other else ""
    return told


def _error_of(value: Any, read: Callable[[Any], float], folder: FilePath | None) -> ValueError | None:
    """Return what is wrong with a distribution; nothing if it is one."""
    try:
        distribution(value, read, folder)
    except ValueError as error:
        return error
    return None


def _found(value: Any) -> str:
    """Return a value in a message; text that would be something else without its quotes, with them; 2.0 as such."""
    if isinstance(value, float) and value % 1 == 0:
        return repr(value)
    return f'"{value}"' if isinstance(value, str) and not isinstance(as_scalar(value), str) else short_text(value)


def _sentence_of(kind: str, context: Mapping[str, Any], found: str, message: str) -> Sentence:
    if kind == "value_error":
        error = context["error"]
        told = sentence(found, str(error))
        return Sentence(told, str(error.allowed), error.meant) if isinstance(error, NotAllowed) else told
    if kind == "literal_error":
        names = context["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        return sentence(found, listing(names), names)
    if kind in ("too_short", "too_long"):
        least, most = context.get("min_length"), context.get("max_length")
        return sentence(
            counted("{n} items", "{n} items", context["actual_length"]),
            say("at least {least}", least=str(least)) if least else say("at most {most}", most=str(most)),
        )
    return sentence(found, said(_ALLOWED[kind]).format(**context) if kind in _ALLOWED else message)


def unknown_key(loc: tuple[Any, ...], path: Path, place: Place) -> Problem:
    """Say that the section at a location has no such key."""
    known, name = keys(loc[:-1]), str(loc[-1])
    return Problem(
        dotted(path), sentence(say("the unknown key {name}", name=short_text(name)), listing(known), known, name), place
    )


def keys(loc: Iterable[Any]) -> tuple[str, ...]:
    """Return the keys that the section at a location may have, as a planner writes them."""
    section = declared_at(loc)
    if not (isinstance(section, type) and issubclass(section, Section)):
        return ()
    known = tuple(field.alias or name for name, field in section.model_fields.items())
    return (*READ_FIRST, *known) if section is Sections else known


def _meaning(loc: tuple[Any, ...]) -> str:
    section = declared_at(loc[:-1])
    if isinstance(section, type) and issubclass(section, Section):
        field = section.model_fields.get(str(loc[-1]))
        if field and field.description:
            meaning = said(field.description)
            return meaning[0].lower() + meaning[1:].rstrip(".")
    return say("which must be given")


def declared_at(loc: Iterable[Any]) -> Any:
    """Return the declaration at a location: a section, or another type."""
    current: Any = Sections
    for step in loc:
        current = _below(_bare(current), str(step))
    return _bare(current)


def _below(declared: Any, step: str) -> Any:
    if isinstance(declared, type) and issubclass(declared, Section):
        for name, field in declared.model_fields.items():
            if step == (field.alias or name):
                return field.annotation
        return declared  # a step of pydantic's own
    if get_origin(declared) is dict:
        return get_args(declared)[1]
    return get_args(declared)[0] if get_origin(declared) is tuple else declared


def _bare(declared: Any) -> Any:
    """Return a declaration without its annotations; of several, the section (or what holds sections)."""
    if get_origin(declared) is Annotated:
        return _bare(get_args(declared)[0])
    if get_origin(declared) in (Union, types.UnionType):
        choices = [_bare(choice) for choice in get_args(declared)]
        sections = [c for c in choices if isinstance(c, type) and issubclass(c, Section)]
        return (sections or [c for c in choices if c is not type(None)])[0]
    return declared
