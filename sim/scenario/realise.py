"""One replication's scenario: every uncertain value at what was drawn for it."""

from collections.abc import Collection, Mapping

from pydantic import ValidationError

from sim.errors import ScenarioError
from sim.scenario import wording
from sim.scenario.model import AS_DRAWN
from sim.scenario.nodes import Node, as_node, parts
from sim.scenario.problems import Place
from sim.scenario.schema import Scenario
from sim.scenario.size import too_large
from sim.scenario.soundness import contradictions
from sim.scenario.uncertain import value_at

DRAWN = Place("drawn", 0, 0)


def realise(scenario: Scenario, uniforms: Mapping[str, float]) -> Scenario:
    """The scenario with each uncertain path of `uniforms` at the inverse of its distribution there.

    A path that is left out keeps its median. The result has nothing uncertain in it; a scenario that has nothing is
    returned as it is. Fields that were changed in a copy of the scenario as it was read (`model_copy`) stay changed.
    Raises KeyError for a path that is not uncertain, ScenarioError if drawn values contradict each other or
    make a run too large, ValueError for a copy in which a field was changed that has something uncertain in it.
    """
    if not uniforms:
        return scenario.model_copy(update={"uncertain": {}}) if scenario.uncertain else scenario
    written = scenario._written
    assert written is not None
    tree = as_node(written.tree, DRAWN)
    for path, u in uniforms.items():
        tree = tree.with_child(parts(path), Node(value_at(scenario.uncertain[path], u), DRAWN))
    try:
        drawn = Scenario.model_validate(tree.plain(), context={"folder": written.folder, AS_DRAWN: True})
    except ValidationError as error:
        raise ScenarioError(wording.problems(error, tree)) from None
    drawn = _changed(scenario, written.changed, drawn)
    if problems := too_large(drawn) or contradictions(drawn):
        raise ScenarioError(problems)
    return drawn


def _changed(scenario: Scenario, names: Collection[str], drawn: Scenario) -> Scenario:
    """What was drawn, with these fields as the scenario has them; ValueError when something uncertain lies in one."""
    for name in names:
        for path in scenario.uncertain:
            if parts(path)[0] == name:
                raise ValueError(f"`{name}` was changed in a copy of the scenario, and {path} in it is uncertain")
    return drawn.model_copy(update={name: getattr(scenario, name) for name in names}) if names else drawn
