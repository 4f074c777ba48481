"""Values that are not known: a distribution where the language has a plain duration, share or number.

Such a value is drawn once a replication. The scenario that is read has its median in the place; the distribution goes
into `Scenario.uncertain`, under the dotted path of the value. The section `uncertain:` says the same from outside, also
of the parameter of a distribution; {p10, p90} is logit-normal for a share and lognormal for anything else.
"""

import math
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path as FilePath
from typing import Any

import numpy as np
from pydantic import ValidationError

from sim.errors import ScenarioError
from sim.problems import Place, Problem, sentence
from sim.scenario.checks.contradictions import contradictions
from sim.scenario.checks.references import all_paths
from sim.scenario.checks.size import too_large
from sim.scenario.language.sections import Elicited, S, Sections
from sim.scenario.messages import sentences
from sim.scenario.messages.sentences import source_path
from sim.scenario.messages.suggestions import meant
from sim.scenario.origin import medians_of
from sim.scenario.source.scalars import short_text
from sim.scenario.source.source_tree import Entry, Key, Node, Path, dotted, parts
from sim.scenario.source.yaml_writer import number
from sim.scenario.values.distributions import MARK, Distribution, distribution, is_distribution
from sim.scenario.values.not_allowed import NotAllowed
from sim.scenario.values.section import AS_DRAWN
from sim.scenario.values.units import quantity

DRAWN = Place("drawn", 0, 0)


def realise(scenario: S, uniforms: Mapping[str, float]) -> S:
    """The scenario with each uncertain path of `uniforms` at the inverse of its distribution there.

    A path that is left out keeps its median. The result has nothing uncertain in it; a scenario that has nothing is
    returned as it is. Raises KeyError for a path that is not uncertain, ScenarioError if drawn values contradict each
    other or make a run too large.
    """
    drawn_at = {path: value_at(scenario.uncertain[path], u) for path, u in uniforms.items()}
    if not scenario.uncertain:
        return scenario
    tree = medians_of(scenario)
    for path, value in drawn_at.items():
        tree = tree.with_child(parts(path), Node(value, DRAWN))
    try:
        drawn = type(scenario).model_validate(tree.plain(), context={"folder": scenario._origin.folder, AS_DRAWN: True})
    except ValidationError as error:
        raise ScenarioError(sentences.problems(error, tree)) from None
    if problems := too_large(drawn) or contradictions(drawn):
        raise ScenarioError(problems)
    return drawn


ENDS = (1e-9, 1 - 1e-9)  # what can be drawn must be allowed, out to here


def extract_uncertain(source: Node, context: dict[str, Any]) -> tuple[Node, dict[str, Elicited], list[Problem]]:
    """The tree with medians in the place of uncertain values, those values by path, and what is wrong with them."""
    tree, asked, problems = _with_marks(source)
    found: dict[str, Elicited] = {}
    while True:
        before = len(found)
        for path, node, kind in list(_slots(tree, context)):
            try:
                drawn = Elicited(kind, _read(node.plain(), kind, context["folder"]))
                median = value_at(drawn, 0.5)
            except ValueError as error:
                if path in asked:
                    given = node.plain()[MARK]
                    other = meant(given, partial(_reads, kind=kind, folder=context["folder"]))
                    said = sentence(short_text(given), str(error)) + (f"; {other}" if other else "")
                    problems.append(_about(dotted(path), said))
                    tree = tree.with_child(path, asked.pop(path))
                continue
            found[dotted(path)] = drawn
            tree = tree.with_child(path, Node(median, node.place))
        if len(found) == before:
            break
    for path, original in asked.items():
        if dotted(path) not in found:
            allowed = "the path of a duration, a share or a number"
            problems.append(_about(dotted(path), sentence(short_text(original.plain()), allowed), of_key=True))
            tree = tree.with_child(path, original)
    return tree, found, problems


def out_of_bounds(tree: Node, found: dict[str, Elicited], context: dict[str, Any]) -> Iterator[Problem]:
    """Distributions that could draw a value that is not allowed. The tree itself must be sound."""
    for text, drawn in found.items():
        for u in ENDS:
            try:
                value = value_at(drawn, u)
            except ValueError as error:
                yield Problem(text, sentence("a distribution of values without a bound", str(error)))
                break
            changed = tree.with_child(parts(text), Node(value, tree.place))
            bound = _broken(changed, text, quantity(drawn.kind)[1], context)
            if bound:
                end = f"{'down' if u == ENDS[0] else 'up'} to {value if isinstance(value, str) else f'{value:.4g}'}"
                allowed = f"a distribution of values that are allowed here: {bound}"
                yield Problem(text, sentence(f"a distribution of values {end}", allowed))


def _broken(tree: Node, path: str, plain: str, context: dict[str, Any]) -> str:
    """What would be allowed, if the tree is not: `plain` of the value itself, or what it contradicts; else nothing."""
    try:
        wrong = contradictions(Sections.model_validate(tree.plain(), context={**context, AS_DRAWN: True}))
    except ValidationError:
        return plain
    return next((one.allowed for one in wrong if one.path == path), str(wrong[0]) if wrong else "")


def value_at(drawn: Elicited, u: float) -> float | str:
    """The value at a uniform, as it would be written; ValueError if it is no finite number."""
    try:
        with np.errstate(all="ignore"):
            value = float(drawn.distribution.ppf(np.array(u)))
    except ArithmeticError:
        value = math.inf
    if not math.isfinite(value):
        raise ValueError("parameters that give finite values")
    return f"{number(value)} s" if drawn.kind == "duration" else value


def _about(path: Key, message: str, of_key: bool = False) -> Problem:
    return Problem(dotted((MARK, path)), message, of_key=of_key)


def _with_marks(source: Node) -> tuple[Node, dict[Path, Node], list[Problem]]:
    """The tree with every entry of `uncertain:` in the place of its value; the values that were there, by path."""
    section = source.at((MARK,))
    if section is None:
        return source, {}, []
    tree = source.with_child((MARK,), None)
    asked: dict[Path, Node] = {}
    problems = []
    if section.entries is None:
        return tree, {}, [Problem(MARK, sentence(short_text(section.plain()), "a mapping of dotted paths"))]
    for key, entry in section.entries.items():
        try:
            path = parts(str(key))
        except ValueError as error:
            problems.append(_about(key, sentence(short_text(key), str(error)), of_key=True))
            continue
        original = tree.at(path)
        if original is None:
            allowed = "the dotted path of a value that is written"
            problems.append(_about(key, sentence(str(key), allowed, all_paths(tree)), of_key=True))
        else:
            asked[path] = original
            tree = tree.with_child(path, Node({MARK: Entry(entry.place, entry.node)}, original.place))
    return tree, asked, problems


def _slots(tree: Node, context: dict[str, Any]) -> Iterator[tuple[Path, Node, str]]:
    """Distributions where validation wants a plain quantity: path, node, kind of quantity; inner ones first."""
    try:
        Sections.model_validate(tree.plain(), context=context)
    except ValidationError as error:
        for item in error.errors(include_url=False, include_input=False):
            refused = item.get("ctx", {}).get("error")
            kind = refused.kind if isinstance(refused, NotAllowed) else ""
            path = source_path(item["loc"], tree)
            node = tree.at(path)
            if kind and node:
                yield from ((inner, at, kind) for inner, at in _distributions(path, node))


def _distributions(path: Path, node: Node) -> Iterator[tuple[Path, Node]]:
    if isinstance(node.value, tuple):
        for k, inner in enumerate(node.value):
            yield from _distributions((*path, k), inner)
    elif node.entries is not None:
        marked = list(node.entries) == [MARK]
        if not marked:
            for key, entry in node.entries.items():
                yield from _distributions((*path, key), entry.node)
        if marked or is_distribution(node.value):
            yield path, node


def _reads(value: Any, kind: str, folder: FilePath) -> bool:
    try:
        return bool(_read({MARK: value}, kind, folder))
    except ValueError:
        return False


def _read(written: Any, kind: str, folder: FilePath) -> Distribution:
    """A distribution of a kind of quantity; ValueError with what is allowed."""
    read = quantity(kind)[0]
    if MARK in written:
        written = written[MARK]
        if not isinstance(written, dict):
            raise ValueError("{p10: .., p90: ..}, or a distribution")
        if set(written) == {"p10", "p90"}:
            written = {"logitnormal" if kind == "share" else "lognormal": written}
    return distribution(written, read, folder)
