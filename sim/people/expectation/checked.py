"""All that can be said of a scenario file before it is played: what is wrong with it, and what is foreseen."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from sim.errors import ScenarioError
from sim.people.expectation.overload import foreseen
from sim.people.expectation.volume import unplayable
from sim.problems import Problem
from sim.scenario.load import load
from sim.scenario.schema import Scenario


class Checked(NamedTuple):
    """A scenario, unless it cannot be read, with all errors and warnings, each with its place."""

    scenario: Scenario | None
    problems: tuple[Problem, ...]


def checked(path: str | os.PathLike[str], sets: Sequence[str] = (), *, roster_to_come: bool = False) -> Checked:
    """Read a file as `load` does, and say what is wrong with it in place of raising it."""
    try:
        loaded = load(path, sets, roster_to_come=roster_to_come)
    except ScenarioError as error:
        return Checked(None, error.problems)
    ahead = (*unplayable(loaded.scenario), *foreseen(loaded.scenario))
    return Checked(loaded.scenario, (*loaded.warnings, *map(loaded.placed, ahead)))
