"""A scenario with some of its measures changed, read anew as if it had been written so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from sim.errors import ScenarioError
from sim.scenario.contingency import Measure
from sim.scenario.load import Loaded
from sim.scenario.nodes import parts
from sim.scenario.problems import Problem, sentence
from sim.scenario.schema import Scenario, Written
from sim.scenario.soundness import contradictions

Changes = Mapping[str, Mapping[str, Any]]  # measure, field: the value as it would be written, None for none
REPLACED = ("enabled", "order_when", "cancel_when", "release_when", "lead_time", "options", "watch_every", "check_at")


@dataclass(frozen=True)
class Ground:
    """What changes are laid on: the scenario, its measures as written, and its folder."""

    scenario: Scenario
    measures: dict[str, dict[str, Any]]
    folder: FilePath

    def laid(self, changes: Changes, about: str) -> Scenario:
        """The scenario with its measures changed, the rest as it is. ScenarioError about the path `about`."""
        said = {name: _laid(self.measures[name], fields) for name, fields in changes.items()}
        try:
            read = {name: Measure.model_validate(tree, context={"folder": self.folder}) for name, tree in said.items()}
        except ValidationError as error:
            allowed = str(error.errors(include_url=False)[0].get("ctx", {}).get("error", error))
            measures = " and ".join(changes)
            raise ScenarioError([Problem(about, sentence(f"a trigger that {measures} cannot have", allowed))]) from None
        scenario = self.scenario.model_copy(update={"contingency": self.scenario.contingency | read})
        if self.scenario._written is not None:
            tree = self.scenario._written.tree
            tree = tree | {"contingency": tree["contingency"] | said}
            scenario._written = Written(tree, self.scenario._written.folder)
        if problems := contradictions(scenario):
            raise ScenarioError(problems)
        return scenario


def ground(loaded: Loaded, folder: FilePath, known: Iterable[str]) -> Ground:
    """A scenario file, the uncertain paths `known` at their medians."""
    scenario = without(loaded.scenario, known)
    tree = loaded.scenario._written.tree if loaded.scenario._written else loaded.merged
    return Ground(scenario, tree["contingency"], folder)


def replaced(scenario: Scenario, measures: Iterable[str]) -> tuple[str, ...]:
    """Uncertain paths of what policies replace in these measures.

    Every policy takes them at their medians: scenarios meet the same values only if the same paths are uncertain.
    """
    heads = {("contingency", name, field) for name in measures for field in REPLACED}
    return tuple(path for path in scenario.uncertain if tuple(map(str, parts(path)[:3])) in heads)


def without(scenario: Scenario, known: Iterable[str]) -> Scenario:
    """The scenario with some uncertain paths at their medians."""
    known = set(known)
    left = {path: drawn for path, drawn in scenario.uncertain.items() if path not in known}
    if len(left) == len(scenario.uncertain):
        return scenario
    copy = scenario.model_copy(update={"uncertain": left})
    copy._written = scenario._written
    return copy


def _laid(tree: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in {**tree, **fields}.items() if value is not None}
