"""The sheets of a scenario's workbook, made of the declarations of the language.

A section is a sheet. One of alike entries (`staff`, `surges`) is a table, a row an entry; so is each mapping of alike
entries within a section (`staff.shifts`, `space.areas`, `arrivals.claimants_per_day`). What else a section says stands
in rows of a path and a value. The title of a sheet is the path of what is in it, without the names that are its rows.
"""

import types
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from sim.scenario.language.sections import Sections
from sim.scenario.values.section import Section

ANY = object()  # in the path of a sheet: a name that the planner gives
WHOLE = "scenario"  # the sheet of what stands in no section
PATH, VALUE, UNIT, MEANING = "path", "value", "unit", "meaning"  # heads
NOTE = "#"  # what a sheet or a column of the planner's own begins with
LONGEST_TITLE = 31  # characters, as a spreadsheet has it


class SheetPath(NamedTuple):
    """A sheet: its title, the path of what a row is (`ANY` for each name; of rows of paths, the section), the heads of
    the columns of its names, and what an entry is declared to be.
    """

    title: str
    path: tuple[Any, ...]
    names: tuple[str, ...]
    entry: Any

    @property
    def is_table(self) -> bool:
        """Whether a row is an entry; otherwise it is a path and a value."""
        return bool(self.names)


@cache
def sheets() -> dict[str, SheetPath]:
    """Return every sheet of the language by title, in the order of the sections."""
    found = {WHOLE: SheetPath(WHOLE, (), (), Sections)}
    for key, field in keys(Sections).items():
        for sheet in _of_section(key, bare(field.annotation)):
            found.setdefault(sheet.title, sheet)
    return found


def keys(section: type[Section]) -> dict[str, FieldInfo]:
    """Return the declarations of a section by key, as a planner writes it."""
    return {field.alias or name: field for name, field in section.model_fields.items()}


def bare(declared: Any) -> Any:
    """Return a declaration without annotations; of several, the section, else the mapping, else the first but None."""
    if get_origin(declared) is Annotated:
        return bare(get_args(declared)[0])
    if get_origin(declared) in (Union, types.UnionType):
        choices = [bare(choice) for choice in get_args(declared) if choice is not type(None)]
        return next((one for one in choices if is_section(one)), None) or next(
            (one for one in choices if get_origin(one) is dict), choices[0]
        )
    return declared


def is_section(declared: Any) -> bool:
    """Return whether a declaration (`bare`) is a section."""
    return isinstance(declared, type) and issubclass(declared, Section)


def is_mapping(declared: Any) -> bool:
    """Return whether a declaration (`bare`) is a mapping of names, days or numbers."""
    return get_origin(declared) is dict


def under(declared: Any, key: Any) -> Any:
    """Return what stands under a key of a declaration (`bare`); None where that is not declared."""
    if is_section(declared):
        field = keys(declared).get(str(key))
        return bare(field.annotation) if field else None
    return bare(get_args(declared)[1]) if is_mapping(declared) else None


def _of_section(key: str, declared: Any) -> Iterator[SheetPath]:
    """Yield the sheets of a top section."""
    if is_section(declared):
        yield SheetPath(key, (key,), (), declared)
        yield from _within((key,), (), declared)
    elif is_mapping(declared) and _is_free(under(declared, "")):
        yield SheetPath(key, (key,), (), declared)
    elif is_mapping(declared):
        yield from _table((key,), (), declared)


def _within(path: tuple[Any, ...], names: tuple[str, ...], section: type[Section]) -> Iterator[SheetPath]:
    """Yield the tables within a section."""
    for key, field in keys(section).items():
        declared = bare(field.annotation)
        if is_section(declared):
            yield from _within((*path, key), names, declared)
        elif is_mapping(declared) and _is_table(declared):
            yield from _table((*path, key), names, declared)


def _table(path: tuple[Any, ...], names: tuple[str, ...], declared: Any) -> Iterator[SheetPath]:
    title = ".".join(part for part in path if part is not ANY)
    entry = under(declared, "")
    if len(title) <= LONGEST_TITLE:
        table = SheetPath(title, (*path, ANY), (*names, path[-1]), entry)
        yield table
        if is_section(entry):
            yield from _within(table.path, table.names, entry)


def _is_table(declared: Any) -> bool:
    """Return whether the entries of a mapping are rows: sections, mappings, or what holds from a day on."""
    entry = under(declared, "")
    return is_section(entry) or is_mapping(entry) or bare(get_args(declared)[0]) is date


def _is_free(declared: Any) -> bool:
    """Return whether a declaration is a mapping of anything."""
    return is_mapping(declared) and get_args(declared)[1] is Any
