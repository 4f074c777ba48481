"""The names that a planner gives: to steps, pools, areas, streams, measures and all else; and labels of no name."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sim.problems import Problem, sentence
from sim.scenario.language.sections import LABELS, Sections
from sim.scenario.source.merge import Remarks
from sim.scenario.source.scalars import short_text
from sim.scenario.source.source_tree import Node, Path, dotted, parts
from sim.scenario.values.labels import ALLOWED, fits
from sim.scenario.values.section import Section
from sim.wording import say

_PATHS = ("targets", "precision", "uncertain", "assumptions", "fitted_on")  # of figures and of values


def unfit_names(scenario: Sections) -> Iterator[Problem]:
    """Yield every name that a table, a chart or a page could not show as it is."""
    for path in _names(scenario, _PATHS):
        if not fits(str(path[-1])):
            yield Problem(dotted(path), sentence(short_text(path[-1]), ALLOWED), of_key=True)


def unknown_labels(scenario: Sections, remarks: Remarks) -> Iterator[Problem]:
    """Yield every label of a name that nothing has, nor had before a later source took it away."""
    stray = strays(scenario)
    known = _named(scenario) | remarks.ungrouped if stray else set()
    known |= {name for one in remarks.emptied for name in (str(one.path[-1]), *_under(one.below))}
    stray = [name for name in stray if not any(_below(name, one.path) for one in remarks.emptied)]
    allowed = say("a name that this scenario gives to something")
    for name in stray:
        if name not in known:
            yield Problem(dotted((LABELS, name)), sentence(short_text(name), allowed, sorted(known)), of_key=True)


def strays(scenario: Sections) -> list[str]:
    """Return the names that have a label, and that the scenario does not have."""
    known = _named(scenario) if scenario.labels else set()
    return [name for name in scenario.labels if name not in known and not _leads(scenario, name)]


def without_labels(tree: Node, names: Iterable[str]) -> Node:
    """Return a tree without the labels of some names, which fell away with what they named."""
    for name in names:
        tree = tree.with_child((LABELS, name), None)
    return tree


def _named(scenario: Sections) -> set[str]:
    """Return every name in a scenario, of the port and those around it too."""
    return {str(path[-1]) for path in _names(scenario, (*_PATHS, LABELS))} | {*scenario.port.names}


def _leads(scenario: Sections, name: str) -> bool:
    """Return whether a name is the dotted path of a value, or of a part of a distribution, in the scenario."""
    value: Any = scenario
    for key in _keys(name):
        if isinstance(value, Section):
            value = {field.alias or one: getattr(value, one) for one, field in type(value).model_fields.items()}
        if not isinstance(value, dict):
            return value is not None
        inside = {str(one): inner for one, inner in value.items()}
        if key not in inside:
            return False
        value = inside[key]
    return "." in name


def _below(name: str, path: Path) -> bool:
    """Return whether a name is a dotted path through this one."""
    return tuple(map(str, path)) == _keys(name)[: len(path)]


def _keys(name: str) -> tuple[str, ...]:
    """Return the keys of a dotted path; none of a name without a dot, or of what is no path."""
    try:
        return tuple(map(str, parts(name))) if "." in name else ()
    except ValueError:
        return ()


def _names(scenario: Sections, besides: Sequence[str]) -> Iterator[Path]:
    """Yield the path of every name in the sections of a scenario but some."""
    for field in type(scenario).model_fields:
        if field not in besides:
            yield from _within(getattr(scenario, field), (field,))


def _within(value: Any, path: Path) -> Iterator[Path]:
    if isinstance(value, Section):
        for name, field in type(value).model_fields.items():
            yield from _within(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(key, str):
                yield (*path, key)
            yield from _within(inner, (*path, str(key)))


def _under(node: Node | None) -> Iterator[str]:
    """Yield every key in a part of a tree."""
    for key, entry in ((node.entries if node else None) or {}).items():
        yield str(key)
        yield from _under(entry.node)
