"""A scenario with some of its measures changed, as if its file had said so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sim.errors import ScenarioError
from sim.problems import Problem, sentence
from sim.scenario.origin import values_of
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import parts
from sim.wording import say
from sim.wording.quantity import listed

Changes = Mapping[str, Mapping[str, Any]]  # measure, field: the value as it would be written, None for none
REPLACED = ("enabled", "order_when", "cancel_when", "release_when", "lead_time", "options", "watch_every", "check_at")


@dataclass(frozen=True)
class VariantBase:
    """The scenario that changes are made to."""

    scenario: Scenario

    def with_changes(self, changes: Changes, about: str) -> Scenario:
        """Return the scenario with its measures changed, the rest as it is. ScenarioError about the path `about`."""
        edits: dict[tuple[Any, ...], Any] = {
            ("contingency", name, field): value for name, fields in changes.items() for field, value in fields.items()
        }
        try:
            return self.scenario.edited(edits)
        except ScenarioError as error:
            found = say("a trigger that {measures} cannot have", measures=listed(list(changes)))
            wrong = (sentence(found, one.allowed or one.message) for one in error.problems)
            raise ScenarioError(Problem(about, text) for text in dict.fromkeys(wrong)) from None


def replaced(scenario: Scenario, measures: Iterable[str]) -> tuple[str, ...]:
    """Return uncertain paths of what policies replace in these measures.

    Every policy takes them as written: scenarios meet the same values only if the same paths are uncertain.
    """
    heads = {("contingency", name, field) for name in measures for field in REPLACED}
    return tuple(path for path in scenario.uncertain if tuple(map(str, parts(path)[:3])) in heads)


def without(scenario: Scenario, known: Iterable[str]) -> Scenario:
    """Return the scenario with some uncertain paths as written."""
    known, values = set(known), values_of(scenario)
    written: dict[tuple[Any, ...], Any] = {}
    for path in map(parts, known & set(scenario.uncertain)):
        node = values.at(path)
        written[path] = node.plain() if node else None
    return scenario.edited(written) if written else scenario
