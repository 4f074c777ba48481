"""One value of a scenario put in the place of another, also where inputs are uncertain and drawn each time."""

from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from sim.scenario.nodes import parts
from sim.scenario.schema import Scenario

Path = tuple[str, ...]


def put(scenario: Scenario, path: Path, value: Any, spelt: Any = None) -> Scenario:
    """The scenario with `value` at a path; `spelt` is how a file says it, where that is not the value itself.

    What is uncertain at the path, or in it, is so no longer. All else, and the people, are as they were.
    """
    kept = {name: one for name, one in scenario.uncertain.items() if parts(name)[: len(path)] != path}
    changed: Scenario = _put(scenario, path, value).model_copy(update={"uncertain": kept})
    written = scenario._written
    if written is not None:
        changed._written = replace(written, tree=_put(written.tree, path, value if spelt is None else spelt))
    return changed


def _put(node: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    name, rest = path[0], path[1:]
    if isinstance(node, BaseModel):
        return node.model_copy(update={name: _put(getattr(node, name), rest, value)})
    return node | {name: _put(node.get(name) or {}, rest, value)}


def reseeded(scenario: Scenario, seed: int) -> Scenario:
    """The scenario with another seed: other people, all else the same."""
    return put(scenario, ("seed",), seed)


def standing_alone(scenario: Scenario) -> Scenario:
    """The scenario without officers whom measures bring; a measure that brings nothing else is off."""
    for name, measure in scenario.contingency.items():
        brings = measure.brings
        if measure.enabled and brings.staff:
            other = brings.areas or brings.rooms or brings.deferral
            path = ("brings", "staff") if other else ("enabled",)
            scenario = put(scenario, ("contingency", name, *path), {} if other else False)
    return scenario
