"""What a study is and what an item of its record says, and how the record is written."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pydantic_core import PydanticUndefined

from sim.scenario.schema import Scenario
from sim.scenario.source.yaml_writer import Flow, flow, to_plain
from sim.scenario.values.section import Section
from sim.views.text.markdown import inline
from sim.wording import noted, said, say

SECTIONS = {
    1: noted("Objectives"),
    2: noted("Logic"),
    3: noted("Data"),
    4: noted("Experimentation"),
    5: noted("Implementation"),
    6: noted("Code access"),
}


class Study(NamedTuple):
    """What was done with a scenario: the command, what it was to find out, what was varied, how it was estimated."""

    scenario: Scenario
    command: str  # "run"
    aims: tuple[str, ...]
    outputs: tuple[str, ...]  # names and meanings of the figures that the study turns on
    varied: tuple[str, ...]  # other scenarios than that of the file
    algorithms: tuple[str, ...]  # of this command
    initialised: tuple[str, ...]  # what is known of the warm-up
    estimated: tuple[str, ...]
    files: tuple[str, ...]  # that hold the results


class Item(NamedTuple):
    """An item of the guideline: its number and name, what is known, and what the program cannot know."""

    number: str  # "2.5.1"
    name: str
    said: tuple[str, ...]  # lines; one that begins with "- " or "|" is part of a list or table
    left_open: tuple[str, ...] = ()


def written(title: str, items: Sequence[Item]) -> Iterator[str]:
    """Yield the record, a piece at a time; equal studies give equal bytes."""
    yield f"# {say('{title}: record of the study (STRESS-DES)', title=inline(title))}\n\n"
    begin = say(
        "The items are those of the STRESS-DES guideline (Monks et al. 2019, Journal of Simulation 13:1). What the "
        "program cannot know is marked as open: complete it before the record is passed on."
    )
    yield f"{begin}\n"
    section = ""
    for item in items:
        if item.number[0] != section:
            section = item.number[0]
            yield f"\n## {section} {said(SECTIONS[int(section)])}\n"
        yield f"\n### {item.number} {item.name}\n\n"
        yield from _lines(item)


def _lines(item: Item) -> Iterator[str]:
    lines = [*item.said, *(say("**Open:** {what}.", what=what) for what in item.left_open)]
    for before, line in zip(["", *lines], lines, strict=False):
        listed = line[:2] in ("- ", "| ") and line[:2] == before[:2]
        yield f"{'' if listed or not before else chr(10)}{line}\n"


def bullets(told: dict[str, str]) -> tuple[str, ...]:
    """Return a line of a list for each name and what is said of it."""
    return tuple(
        f"- {_told(inline(name), inline(text))}" if text else f"- {inline(name)}" for name, text in told.items()
    )


def values(told: dict[str, str]) -> tuple[str, ...]:
    """Return a line of a list for each name, with a value in the words of the language."""
    return tuple(f"- {_told(code(name), code(text))}" for name, text in told.items())


def _told(name: str, text: str) -> str:
    return say("{name}: {text}", name=name, text=text)


def code(text: str) -> str:
    """Return words of the language as code, or as text where they have marks that end it."""
    kept = " ".join(text.split())
    return inline(kept) if not kept or "`" in kept or "|" in kept else f"`{kept}`"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the lines of a table, of cells that are Markdown."""
    lines = [header, ["---"] * len(header), *([cell or "–" for cell in row] for row in rows)]
    return tuple("| " + " | ".join(line) + " |" for line in lines)


def in_words(value: Any) -> str:
    """Return a value of the scenario on one line of its language, without what is left to the defaults."""
    return flow(_trimmed(value, to_plain(value)))


def _trimmed(value: Any, plain: Any) -> Any:
    if not isinstance(plain, dict) or isinstance(plain, Flow):
        return plain
    if isinstance(value, Section):
        known = type(value).model_fields.items()
        fields = {field.alias or name: (field, getattr(value, name)) for name, field in known}
        kept = {key: one for key, (field, one) in fields.items() if key in plain and not _is_default(field, one)}
        return {key: _trimmed(one, plain[key]) for key, one in kept.items()}
    if isinstance(value, dict) and list(map(str, value)) == list(map(str, plain)):
        return {key: _trimmed(one, inner) for (key, inner), one in zip(plain.items(), value.values(), strict=True)}
    return plain


def _is_default(field: Any, value: Any) -> bool:
    default = field.get_default(call_default_factory=True)
    return default is not PydanticUndefined and type(value) is type(default) and bool(value == default)
