"""A scenario with values drawn for what is uncertain in it."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any

import numpy as np
from pydantic import TypeAdapter, ValidationError

from sim.errors import ScenarioError
from sim.problems import Place
from sim.scenario.checks.contradictions import contradictions
from sim.scenario.checks.otherwise.changing import wrong_changes
from sim.scenario.checks.size import OF_NO_SIZE, too_large
from sim.scenario.language.levers import OF_THE_PORT
from sim.scenario.language.sections import CHANGES, Origin, S, Sections
from sim.scenario.messages import sentences
from sim.scenario.origin import values_of
from sim.scenario.source.source_tree import Node, as_node, parts
from sim.scenario.uncertain.quantities import text_of
from sim.scenario.values.distributions import MARK
from sim.scenario.values.elicited import Elicited, Uniforms
from sim.scenario.values.section import AS_DRAWN
from sim.wording import say

DRAWN = Place("drawn", 0, 0)
TOGETHER = "move_together"
READ_ALONE = set(OF_THE_PORT) - {CHANGES}  # sections of which the scenario as a whole asks nothing as it reads them


def realise(scenario: S, uniforms: Mapping[str, Uniforms], *, even: bool = False) -> S:
    """Return the scenario with each uncertain path of `uniforms` at the inverse of its distribution there; `even`: of
    one that
    is uniform between the same ends.

    A path that is left out keeps the value as written: that of the file, the median where a distribution stands in its
    place. The result has nothing uncertain in it; a scenario that has nothing is returned as it is. Raises KeyError for
    a path that is not uncertain, ScenarioError if drawn values contradict each other or make a run too large.
    """
    laws = {path: scenario.uncertain[path] for path in uniforms}
    drawn_at = {path: value_at(laws[path].even if even else laws[path], u) for path, u in uniforms.items()}
    if not scenario.uncertain:
        return scenario
    tree = values_of(scenario).with_child((TOGETHER,), None)
    for path, value in drawn_at.items():
        tree = tree.with_child(parts(path), as_node(value, DRAWN))
    touched = {str(parts(path)[0]) for path in drawn_at}
    drawn = _read(scenario, tree, touched)
    drawn._origin = Origin(None, tree, scenario._origin.folder)
    larger = too_large(drawn) if touched - OF_NO_SIZE else []
    if problems := larger or contradictions(drawn) or wrong_changes(drawn):
        raise ScenarioError(problems)
    return drawn


def beside(drawn: S, base: S, other: S) -> S | None:
    """Return another scenario with drawn values, from those of a base from which it differs in measures alone, in which
    nothing is uncertain; None where it is otherwise. It has no tree. ScenarioError as `realise`."""
    differing = {name for name, measure in other.contingency.items() if measure != base.contingency.get(name)}
    heads = {tuple(map(str, parts(path)[:2])) for path in other.uncertain}
    if list(base.contingency) != list(other.contingency) or any(("contingency", name) in heads for name in differing):
        return None
    measures = {name: (other if name in differing else drawn).contingency[name] for name in other.contingency}
    found = drawn.model_copy(update={"contingency": measures})
    if problems := too_large(found) or contradictions(found) or wrong_changes(found):
        raise ScenarioError(problems)
    return found


def _read(scenario: S, tree: Node, touched: set[str]) -> S:
    """Return the scenario of a tree whose other sections are those of a scenario, as the very same objects."""
    context = {"folder": scenario._origin.folder, AS_DRAWN: True}
    if touched <= READ_ALONE:
        try:
            sections = {
                name: _reader(type(scenario), name).validate_python(node.plain(), context=context)
                for name in touched
                if (node := tree.at((name,)))
            }
            return scenario.model_copy(update=sections | {MARK: {}, TOGETHER: {}})
        except ValidationError:
            pass  # the whole says where
    try:
        return type(scenario).model_validate(tree.plain(), context=context)
    except ValidationError as error:
        raise ScenarioError(sentences.problems(error, tree)) from None


@lru_cache(maxsize=32)
def _reader(kind: type[Sections], name: str) -> TypeAdapter[Any]:
    """Return what reads one section of a scenario by itself."""
    field = kind.model_fields[name]
    alone: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    return TypeAdapter(alone)


def with_drawn_measures(scenario: S, drawn: S) -> S:
    """Return a scenario with drawn values with the measures of another, from which it differs in them and in its span
    alone; both have been validated, and the result has no tree.
    """
    return scenario.model_copy(update={"contingency": drawn.contingency})


def value_at(drawn: Elicited, u: Uniforms) -> Any:
    """Return the value at a uniform (of a vector, at several), as it would be written; ValueError if it is not
    finite.
    """
    try:
        with np.errstate(all="ignore"):
            values = drawn.drawn(u)
    except ArithmeticError:
        values = np.array([np.inf])
    if not np.isfinite(values).all():
        raise ValueError(say("parameters that give finite values"))
    if drawn.vector is None:
        return text_of(drawn.kind, float(values[0]))
    return dict(zip(drawn.vector.names, values.tolist(), strict=True)) if drawn.vector.names else values.tolist()
