"""A small scenario with uncertain inputs, as the reader makes it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from people_scenarios import BASE, merged

from sim.scenario.schema import Elicited, Scenario, Written
from sim.scenario.source.source_tree import parts
from sim.scenario.values.distributions import Distribution


def uncertain(inputs: Mapping[str, Distribution], *changes: Mapping[str, Any], kind: str = "number") -> Scenario:
    """The base with changes laid over it, and each of `inputs` (all of one kind) at its median."""
    tree = dict(BASE)
    for change in changes:
        tree = merged(tree, change)
    scenario = Scenario.model_validate(tree)
    scenario = scenario.model_copy(update={"uncertain": {path: Elicited(kind, d) for path, d in inputs.items()}})
    assert all(parts(path) for path in inputs)
    scenario._written = Written(tree, Path())
    return scenario
