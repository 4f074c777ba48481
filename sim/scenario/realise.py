"""One replication's scenario: every uncertain value at what was drawn for it."""

from collections.abc import Mapping

from pydantic import ValidationError

from sim.scenario import wording
from sim.scenario.nodes import Node, as_node, parts
from sim.scenario.problems import Place, ScenarioError
from sim.scenario.schema import Scenario
from sim.scenario.soundness import contradictions
from sim.scenario.uncertain import value_at

DRAWN = Place("drawn", 0, 0)


def realise(scenario: Scenario, uniforms: Mapping[str, float]) -> Scenario:
    """The scenario with each uncertain path of `uniforms` at the inverse of its distribution there.

    A path that is left out keeps its median. The result has nothing uncertain in it; a scenario that has nothing is
    returned as it is. Raises KeyError for a path that is not uncertain, ScenarioError if drawn values contradict each
    other.
    """
    if not uniforms:
        return scenario.model_copy(update={"uncertain": {}}) if scenario.uncertain else scenario
    written = scenario._written
    assert written is not None
    tree = as_node(written.tree, DRAWN)
    for path, u in uniforms.items():
        tree = tree.with_child(parts(path), Node(value_at(scenario.uncertain[path], u), DRAWN))
    try:
        drawn = Scenario.model_validate(tree.plain(), context={"folder": written.folder})
    except ValidationError as error:
        raise ScenarioError(wording.problems(error, tree)) from None
    if problems := contradictions(drawn):
        raise ScenarioError(problems)
    return drawn
