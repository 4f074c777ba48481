"""One value of a scenario put in the place of another, and what planning makes of scenarios in this way."""

from typing import Any

from sim.scenario.schema import Scenario

Path = tuple[str, ...]


def put(scenario: Scenario, path: Path, value: Any, spelt: Any = None) -> Scenario:
    """The scenario with `value` at a path; `spelt` is how a file says it, where that is not the value itself.

    What is uncertain at the path, or in it, is so no longer. All else, and the people, are as they were. The roster may
    still be to come.
    """
    return scenario.edited({path: value if spelt is None else spelt}, roster_to_come=True)


def reseeded(scenario: Scenario, seed: int) -> Scenario:
    """The scenario with another seed: other people, all else the same."""
    return put(scenario, ("seed",), seed)


def without_borrowed_staff(scenario: Scenario) -> Scenario:
    """The scenario without officers whom measures bring; a measure that brings nothing else is off."""
    for name, measure in scenario.contingency.items():
        brings = measure.brings
        if measure.enabled and brings.staff:
            other = brings.areas or brings.rooms or brings.deferral
            path = ("brings", "staff") if other else ("enabled",)
            scenario = put(scenario, ("contingency", name, *path), {} if other else False)
    return scenario
