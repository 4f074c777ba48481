"""A small scenario with uncertain inputs, as the reader makes it."""

from collections.abc import Mapping
from typing import Any

from people_scenarios import BASE, merged

from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import parts
from sim.scenario.values.distributions import Distribution
from sim.scenario.values.elicited import Elicited


def uncertain(inputs: Mapping[str, Distribution], *changes: Mapping[str, Any], kind: str = "number") -> Scenario:
    """The base with changes laid over it, and each of `inputs` (all of one kind) at its median."""
    tree = dict(BASE)
    for change in changes:
        tree = merged(tree, change)
    assert all(parts(path) for path in inputs)
    return Scenario.model_validate(tree | {"uncertain": {path: Elicited(kind, d) for path, d in inputs.items()}})
