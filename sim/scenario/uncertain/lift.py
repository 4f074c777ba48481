"""What is uncertain in a file: a distribution where the language has a plain value, or an entry of `uncertain:`.

Such a value is drawn once for each set of assumptions. The scenario that is read has the value of the file in the
place, or the median where a distribution stands there; the distribution goes into `Scenario.uncertain`, under the
dotted path of the value. The section `uncertain:` says the same from outside, also of the parameter of a distribution;
{p10, p90} is logit-normal for a share and lognormal for anything else.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from sim.problems import Problem, Sentence, sentence
from sim.scenario.checks.references import all_paths
from sim.scenario.language.sections import Sections
from sim.scenario.messages.sentences import source_path
from sim.scenario.messages.suggestions import currency_of, meant
from sim.scenario.source.scalars import short_text
from sim.scenario.source.source_tree import Entry, Key, Node, Path, dotted, parts
from sim.scenario.uncertain.quantities import KINDS, elicited, kind_of
from sim.scenario.uncertain.realise import value_at
from sim.scenario.uncertain.vectors import is_vector, vector
from sim.scenario.values.distributions import MARK, is_distribution
from sim.scenario.values.elicited import Elicited
from sim.wording import say

ALIKE = ("start", "end", "warm_up", "seed", "stay_limit", "figures")  # what all runs have in common
CHOSEN = ("targets", "precision", "policy", "levers")  # what is asked of the runs


def extract_uncertain(source: Node, context: dict[str, Any]) -> tuple[Node, dict[str, Elicited], list[Problem]]:
    """Return the tree with one value in the place of each uncertain one, those values by path, and what is wrong with
    them.

    The value is that of the file; the median where a distribution stands in its place.
    """
    tree, asked, found, problems = _with_marks(source)
    while True:
        before = len(found)
        for path, node, kind in list(_slots(tree, context)):
            try:
                drawn = elicited(node.plain(), kind, context["folder"])
                middle = Node(value_at(drawn, 0.5), node.place)
            except (ValueError, OverflowError) as error:
                if path in asked:
                    other = meant(
                        node.plain()[MARK], partial(_reads, kind=kind, folder=context["folder"]), currency_of(source)
                    )
                    problems.append(_refused(path, node.plain()[MARK], str(error), other))
                    tree = tree.with_child(path, asked.pop(path))
                continue
            found[dotted(path)] = drawn
            tree = tree.with_child(path, _as_written(asked.get(path)) or middle)
        if len(found) == before:
            break
    for path, original in asked.items():
        if dotted(path) not in found:
            problems.append(
                _about(
                    dotted(path),
                    sentence(short_text(original.plain()), say("the path of {kinds}", kinds=str(KINDS))),
                    of_key=True,
                )
            )
            tree = tree.with_child(path, original)
    return tree, found, problems


def _as_written(original: Node | None) -> Node | None:
    """Return the value that stands in the file, if it is one: no distribution, and no null."""
    return original if original is not None and original.entries is None and original.value is not None else None


def _refused(path: Path, given: Any, allowed: str, other: str) -> Problem:
    return _about(dotted(path), sentence(short_text(given), allowed) + (f"; {other}" if other else ""))


def _about(path: Key, message: str, of_key: bool = False) -> Problem:
    return Problem(dotted((MARK, path)), message, of_key=of_key)


def _with_marks(source: Node) -> tuple[Node, dict[Path, Node], dict[str, Elicited], list[Problem]]:
    """Return the tree with every entry of `uncertain:` around its value; the values that were there, by path; the
    vectors.
    """
    section = source.at((MARK,))
    if section is None:
        return source, {}, {}, []
    tree = source.with_child((MARK,), None)
    asked: dict[Path, Node] = {}
    vectors: dict[str, Elicited] = {}
    if section.entries is None:
        return tree, {}, {}, [Problem(MARK, sentence(short_text(section.plain()), say("a mapping of dotted paths")))]
    problems = []
    for key, entry in section.entries.items():
        given = entry.node.plain()
        try:
            path, original = _named(tree, key)
            if is_vector(given):
                vectors[dotted(path)] = vector(path, original, given)
        except ValueError as error:
            of_path = isinstance(error.args[0], Sentence)
            said = str(error) if of_path else sentence(short_text(given), str(error))
            problems.append(_about(key, said, of_key=of_path))
            continue
        if not is_vector(given):
            asked[path] = original
            tree = tree.with_child(path, Node({MARK: Entry(entry.place, entry.node)}, original.place))
    return tree, asked, vectors, [*problems, *_twice(asked, vectors)]


def _named(tree: Node, key: Key) -> tuple[Path, Node]:
    """Return the path that an entry names, and what is written there. ValueError with the whole sentence."""
    try:
        path = parts(str(key))
    except ValueError as error:
        raise ValueError(sentence(short_text(key), str(error))) from None
    original = tree.at(path)
    if original is None:
        raise ValueError(sentence(str(key), say("the dotted path of a value that is written"), all_paths(tree)))
    if path[0] in ALIKE:
        raise ValueError(sentence(str(key), say("one value of `{path}`, which all runs have in common", path=path[0])))
    if path[0] in CHOSEN:
        raise ValueError(
            sentence(
                str(key), say("one value under `{path}`: what is asked of the runs is chosen, not drawn", path=path[0])
            )
        )
    return path, original


def _twice(asked: dict[Path, Node], vectors: dict[str, Elicited]) -> Iterator[Problem]:
    for text in vectors:
        whole = tuple(map(str, parts(text)))
        for path in asked:
            if tuple(map(str, path[: len(whole)])) == whole:
                yield _about(
                    dotted(path),
                    sentence(dotted(path), say("{text} as a whole, or single values of it", text=text)),
                    of_key=True,
                )


def _slots(tree: Node, context: dict[str, Any]) -> Iterator[tuple[Path, Node, str]]:
    """Yield distributions where validation wants a plain value: path, node, kind of value; inner ones first."""
    try:
        Sections.model_validate(tree.plain(), context=context)
    except ValidationError as error:
        for item in error.errors(include_url=False, include_input=False):
            kind, path = kind_of(item), source_path(item["loc"], tree)
            node = tree.at(path)
            if kind and node and path[:1] and path[0] not in (*ALIKE, *CHOSEN):
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
        return bool(elicited({MARK: value}, kind, folder))
    except ValueError:
        return False
