"""Levers whose path leads nowhere, or of which a state makes no scenario; those that never say what is written."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sim.errors import ScenarioError
from sim.problems import Place, Problem, sentence
from sim.scenario.checks.references import all_paths, exists
from sim.scenario.language.levers import LEVERS, OF_THE_PORT
from sim.scenario.language.sections import FORMAT, FORMATS, Sections
from sim.scenario.source.scalars import short_text
from sim.scenario.source.source_tree import Node, as_node, dotted, parts
from sim.wording import say

PLACE = Place("levers", 0, 0)
ASIDE = (
    LEVERS,
    "readings",
    "move_together",
    "assumptions",
    "fitted_on",
    "evidence",
    "targets",
    "precision",
    "figures",
    "policy",
)
Reads = Callable[[Node], Sections]


def lever_problems(scenario: Sections, source: Node, values: Node, read: Reads) -> Iterator[Problem]:
    """Yield what is wrong with the levers of a scenario that is right as written, and a warning of each that has no
    state which is written.

    `values` is its tree with one value in the place of what is uncertain, `read` reads such a tree.
    """
    plain = values.with_child((FORMAT,), Node(FORMATS[-1], PLACE))
    for name in ASIDE:
        plain = plain.with_child((name,), None)
    for name, lever in scenario.levers.items():
        at = (LEVERS, name)
        yield from _partners(scenario, name)
        if unknown := [path for path in lever.path if not exists(scenario, source, path)]:
            allowed, known = say("the dotted path of a value of this scenario"), all_paths(source)
            yield from (Problem(dotted((*at, "path")), sentence(path, allowed, known, path)) for path in unknown)
            continue
        found: list[Sections] = []
        for key, given in lever.values.items():
            try:
                found.append(read(_otherwise(plain, given)))
            except ScenarioError as error:
                yield from (_within(dotted((*at, "states", key)), one, given) for one in error.problems)
        if len(found) == len(lever.states) and not any(as_written(one, scenario) for one in found):
            written = ", ".join(_text(values, path) for path in lever.path)
            allowed = say("one that is as written ({written}); each is played against it", written=written)
            yield Problem(
                dotted((*at, "states")), sentence(say("no state that is written"), allowed), severity="warning"
            )


def _partners(scenario: Sections, name: str) -> Iterator[Problem]:
    """Yield a problem for each name under `with` that is no other lever."""
    others = [one for one in scenario.levers if one != name]
    allowed = say("another lever of this scenario")
    for wrong in (one for one in scenario.levers[name].with_ if one not in others):
        yield Problem(dotted((LEVERS, name, "with")), sentence(wrong, allowed, others, wrong))


def as_written(changed: Sections, scenario: Sections) -> bool:
    """Return whether two scenarios are the same port with the same people; what is uncertain aside."""
    return all(getattr(changed, name) == getattr(scenario, name) for name in OF_THE_PORT)


def _otherwise(tree: Node, given: Mapping[str, Any]) -> Node:
    for path, value in given.items():
        try:
            tree = tree.with_child(parts(path), as_node(value, PLACE))
        except KeyError:
            known = say("the number of an item, from 0")
            raise ScenarioError([Problem(path, sentence(path, known), PLACE)]) from None
    return tree


def _within(at: str, problem: Problem, given: Mapping[str, Any]) -> Problem:
    """Return a problem of a state under its key; where it is another value that does not fit, with that path."""
    own = problem.path in given
    return Problem(at if own else f"{at}.{problem.path}", problem.message, severity=problem.severity)


def _text(values: Node, path: str) -> str:
    node = values.at(parts(path))
    return short_text(node.plain()) if node else say("nothing")
