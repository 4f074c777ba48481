"""The reference of the language, in English and in French, and its JSON Schema, made of the declarations.

`python -m sim.scenario.catalogue.reference_page` writes them.

In English it stands in `scenarios/README.md` between two markers; what is outside them is left as it is. In French it
is a page of its own, `scenarios/reference.fr.md`.
"""

import json
import types
from collections.abc import Callable, Iterator
from functools import reduce
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from sim.scenario.catalogue.figures_page import figures
from sim.scenario.catalogue.unit_names import unit_name
from sim.scenario.language.sections import READ_FIRST
from sim.scenario.language.who import ALLOWED as WHO_ALLOWED
from sim.scenario.schema import Scenario, json_schema
from sim.scenario.source.yaml_writer import flow, form_of, to_plain
from sim.scenario.values.ranges import Range, told
from sim.scenario.values.section import Section
from sim.scenario.values.units import DURATION_ALLOWED, NUMBER_ALLOWED, SHARE_ALLOWED
from sim.wording import ENGLISH, noted, said, say, say_in, speaking
from sim.wording.spoken import Value
from sim.wording.translations import languages

BEGIN = "<!-- reference: made by `python -m sim.scenario.catalogue.reference_page`; do not edit by hand -->"
END = "<!-- end of the reference -->"
NAMED = "NAME"  # stands for a name that the planner chooses

# The long words of messages, as the page has them: it says once, above, how each kind is written.
_SHORT = {
    DURATION_ALLOWED: noted("duration"),
    SHARE_ALLOWED: noted("share"),
    NUMBER_ALLOWED: noted("number"),
    WHO_ALLOWED: noted("condition"),
}
_OWN_UNITS = ("s", "weekdays", "uncertain")  # units that a planner writes, or that are no units
_HUGE = 1_000_000  # bounds from here on only keep slips out
_WORDS = {str: noted("text"), int: noted("whole number"), float: noted("number"), bool: noted("true or false")}


def schema_text() -> str:
    """Return the JSON Schema of a scenario file, as it is printed and shipped."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def reference() -> str:
    """Return the tables of the language in Markdown: a section a table, a key a row; then the figures."""
    tables = "\n".join("\n".join(_table(path, section)) for path, section in sections())
    return f"{tables}\n" + "\n".join(figures())


def sections() -> Iterator[tuple[tuple[str, ...], type[Section]]]:
    """Yield every section of the language with its path, outer ones first; a section that stands in two places comes
    once.
    """
    seen: set[type[Section]] = set()
    ahead: list[tuple[tuple[str, ...], type[Section]]] = [((), Scenario)]
    while ahead:
        path, section = ahead.pop(0)
        if section in seen:
            continue
        seen.add(section)
        yield path, section
        inner = [found for key, field in keys(section) for found in _inside((*path, key), field.annotation)]
        ahead = inner + ahead


def keys(section: type[Section]) -> list[tuple[str, FieldInfo]]:
    """Return the keys of a section as they are written, with their declarations."""
    return [(field.alias or name, field) for name, field in section.model_fields.items()]


def _inside(path: tuple[str, ...], declared: Any) -> Iterator[tuple[tuple[str, ...], type[Section]]]:
    """Yield the sections that stand under a key."""
    if isinstance(declared, type) and issubclass(declared, Section):
        yield path, declared
    elif get_origin(declared) is dict:
        yield from _inside((*path, NAMED), get_args(declared)[1])
    else:
        for choice in get_args(declared):
            yield from _inside(path, choice)


def _table(path: tuple[str, ...], section: type[Section]) -> Iterator[str]:
    yield f"### {'`' + '.'.join(path) + '`' if path else say('The file')}"
    yield ""
    yield said(section.meaning())
    yield ""
    yield say("| key | what | unit | default | meaning |")
    yield "|---|---|---|---|---|"
    if section is Scenario:
        for key, (kind, _, default, meaning) in READ_FIRST.items():
            yield f"| `{key}` | {said(kind)} |  | {said(default)} | {said(meaning)} |"
    for key, field in keys(section):
        extra = field.json_schema_extra
        unit = str(extra.get("unit", "")) if isinstance(extra, dict) else ""
        shown = "" if unit in _OWN_UNITS else unit_name(unit)
        cells = (f"`{key}`", what(field), shown, _default(field), said(field.description or ""))
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return say("must be given")
    if field.default is None:
        return say_in("default", "none")
    if isinstance(field.default, Section):
        return say("see below")
    if isinstance(field.default, tuple) and len(field.default) == 24:
        return say("24 equal weights")
    return f"`{flow(to_plain(field.default, form_of(field)))}`"


def what(field: FieldInfo) -> str:
    """Return what may be written under a key, in plain words, with its bounds."""
    return _words(Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation)


def _words(declared: Any) -> str:
    if get_origin(declared) is Annotated:
        kind, *notes = get_args(declared)
        long = next((note.json_schema["description"] for note in notes if _tells(note)), None)
        return ", ".join([said(_SHORT.get(long, long)) if long else _words(kind), *_bounds(notes)])
    if get_origin(declared) in (Union, types.UnionType):
        return reduce(_or, (_words(choice) for choice in get_args(declared) if choice is not type(None)))
    if get_origin(declared) is Literal:
        return ", ".join(f"`{choice}`" for choice in get_args(declared))
    if get_origin(declared) is dict:
        key, value = get_args(declared)
        return f"{{{say('name') if key is str else _words(key)}: {_words(value)}}}"
    if get_origin(declared) is tuple:
        return say("list of {what}", what=_words(get_args(declared)[0]))
    if isinstance(declared, type) and issubclass(declared, Section):
        return say("mapping")
    return said(_WORDS[declared])


def _or(one: str, other: str) -> str:
    return say("{one}, or {other}", one=one, other=other)


def _tells(note: Any) -> bool:
    return isinstance(getattr(note, "json_schema", None), dict) and "description" in note.json_schema


def _bounds(notes: list[Any]) -> Iterator[str]:
    for note in notes:
        if isinstance(note, Range):
            yield note.span
        for inner in (note, *getattr(note, "metadata", ())):
            for name, words in BOUNDS.items():
                if (bound := getattr(inner, name, None)) is not None and abs(bound) < _HUGE:
                    yield words(told(bound))


BOUNDS: dict[str, Callable[[Value], str]] = {
    "gt": lambda bound: say("more than {bound}", bound=bound),
    "ge": lambda bound: say("at least {bound}", bound=bound),
    "lt": lambda bound: say("less than {bound}", bound=bound),
    "le": lambda bound: say("at most {bound}", bound=bound),
}


def page(text: str) -> str:
    """Return a page with its part between the markers made again. ValueError if the markers are missing."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"no lines `{BEGIN}` and `{END}` on the page")
    return f"{before}{BEGIN}\n\n{reference()}\n{END}{after}"


def own_page() -> str:
    """Return the reference as a page of its own, in the language that is spoken."""
    heading = say("Reference of the scenario language")
    about = say(
        "Keys, values and the names of figures are written as they stand here, whatever the language of who reads "
        "them. How each kind of value is written, and what a scenario may say, stands in [README.md](README.md)."
    )
    return f"# {heading}\n\n{BEGIN}\n\n{about}\n\n{reference()}\n{END}\n"


def main() -> None:
    """Rewrite the reference and the schema of the folder `scenarios`."""
    folder = Path(__file__).parents[3] / "scenarios"
    readme = folder / "README.md"
    with speaking(ENGLISH):
        readme.write_text(page(readme.read_text(encoding="utf-8")), encoding="utf-8")
        (folder / "scenario.schema.json").write_text(schema_text(), encoding="utf-8")
    for name in languages():
        if name != ENGLISH:
            with speaking(name):
                (folder / f"reference.{name}.md").write_text(own_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
