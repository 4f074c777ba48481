"""What a name may be: of steps, pools, areas, streams, measures and all else that a planner names."""

from collections.abc import Iterator
from typing import Any

from sim.problems import Problem, sentence
from sim.scenario.language.sections import Sections
from sim.scenario.source.scalars import short_text
from sim.scenario.source.source_tree import Path, dotted
from sim.scenario.values.section import Section
from sim.wording import noted

LONGEST = 80
FIRST = "=+-@"  # with which a cell of a spreadsheet begins a formula
NEVER = "<>\n\t"
ALLOWED = noted(
    "a name of one line and at most {longest} characters, without < and >, that does not begin with =, +, - or @",
    longest=LONGEST,
)
_PATHS = ("targets", "precision", "uncertain", "assumptions")  # what stands there are figures and paths of values


def unfit_names(scenario: Sections) -> Iterator[Problem]:
    """Yield every name that a table, a chart or a page could not show as it is."""
    for field in type(scenario).model_fields:
        if field not in _PATHS:
            yield from _within(getattr(scenario, field), (field,))


def fits(name: str) -> bool:
    """Return whether a name may be used."""
    return (
        0 < len(name) <= LONGEST
        and name == name.strip()
        and name[0] not in FIRST
        and not any(char in NEVER for char in name)
    )


def _within(value: Any, path: Path) -> Iterator[Problem]:
    if isinstance(value, Section):
        for name, field in type(value).model_fields.items():
            yield from _within(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(key, str) and not fits(key):
                yield Problem(dotted((*path, key)), sentence(short_text(key), ALLOWED), of_key=True)
            yield from _within(inner, (*path, str(key)))
