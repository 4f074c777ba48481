"""The scenario as a whole: its sections, and the one way to change it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache, wraps
from typing import Any, TypeVar

from sim.scenario.edit import edited
from sim.scenario.language.sections import READ_FIRST, Sections
from sim.wording import said

T = TypeVar("T")


class Scenario(Sections):
    """A port, its demand, its people and its plans, for a span of days."""

    def edited(
        self, changes: Mapping[str, Any] | Mapping[tuple[Any, ...], Any], *, roster_to_come: bool | None = None
    ) -> "Scenario":
        """Return the scenario with some of its values changed, and validated again: the one way to change a scenario.

        Parameters
        ----------
        changes
            Each value by its dotted path, as a file would have it: text such as `"10%"` or `"2 h"`, a number, a date,
            a list or a mapping. It takes the place of what is there; None takes it away. What is uncertain at the path
            or below it is so no longer.
        roster_to_come
            Whether a step for which the roster has too few officers is allowed; without it, as when it was read.

        Returns
        -------
        Scenario
            Another scenario; this one stays as it is.

        Raises
        ------
        sim.errors.ScenarioError
            With everything that is wrong with the scenario that this would be.

        Example
        -------
        >>> import sim
        >>> port = sim.load("scenarios/minimal.yaml")
        >>> port.edited({"staff.officers.absence": "10%"}).staff["officers"].absence
        0.1
        """
        return edited(self, changes, roster_to_come)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> "Scenario":
        """Return a copy that nothing checks. With changes, it no longer has the tree that this one was read from."""
        copy = super().model_copy(update=update, deep=deep)
        if update:
            copy._origin = replace(copy._origin, tree=None, values=None)
        return copy


class _Same:
    """A scenario as the object that it is: no other is equal to it, whatever it says."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.scenario is self.scenario

    def __hash__(self) -> int:
        return id(self.scenario)


def once(most: int) -> Callable[[Callable[[Scenario], T]], Callable[[Scenario], T]]:
    """Have a function compute what it does once for each of the last `most` scenarios, which nothing changes."""

    def keeping(function: Callable[[Scenario], T]) -> Callable[[Scenario], T]:
        @lru_cache(maxsize=most)
        def kept(same: _Same) -> T:
            return function(same.scenario)

        @wraps(function)
        def asked(scenario: Scenario) -> T:
            return kept(_Same(scenario))

        return asked

    return keeping


def json_schema() -> dict[str, Any]:
    """JSON Schema of a scenario file, for editors. A file that extends another need not say everything itself."""
    schema = Scenario.model_json_schema(by_alias=True)
    first = {key: {"description": meaning, **values} for key, (_, values, _, meaning) in READ_FIRST.items()}
    schema["properties"] = {**first, **schema["properties"]}
    schema["required"] = []
    return {key: _in_words(value) for key, value in schema.items()}


def _in_words(found: Any) -> Any:
    """Return a part of the schema with what is declared in it said in the language that is spoken."""
    if isinstance(found, dict):
        return {key: _in_words(value) for key, value in found.items()}
    if isinstance(found, list):
        return [_in_words(one) for one in found]
    return said(found) if isinstance(found, str) else found
