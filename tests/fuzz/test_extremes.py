"""Every quantity of the language at the ends of its range loads, plays and makes sense; what is beyond is refused."""

from pathlib import Path
from typing import Any

import pytest
from extremes import Extreme, extremes, tree
from sense import nonsense
from yaml_makers import changed

from sim.errors import ScenarioError
from sim.experiments.run import run
from sim.people.volume import unplayable
from sim.scenario.load import load
from sim.scenario.spelling import yaml

pytestmark = pytest.mark.unit
ALL = extremes()
# The sections whose ends are played too; the others are loaded.
PLAYED = ("arrivals", "surges", "people", "staff", "space", "contingency", "targets", "precision")
HEAVY = {  # a million people are played in minutes
    ("arrivals", "door", "claimants_per_day"): (1e6,),
}
# Bounded by another value of the file, or more narrowly where it is used; the sentence says which.
RELATED = {
    ("arrivals", "door", "coach_loads", "parties"),
    ("arrivals", "door", "regimes", "busy", "lasts"),
    ("arrivals", "door", "regimes", "quiet", "lasts"),
    ("people", "party_size", 2),
    ("people", "minors"),
    ("people", "unaccompanied_minors"),
}


def put(one: Extreme) -> dict[str, Any]:
    """The small scenario with one value at an end."""

    def put_in(into: Any, key: Any) -> None:
        into[key] = one.value

    found: dict[str, Any] = changed(tree(), one.path, put_in)
    return found


def test_they_are_many() -> None:
    assert len({one.path for one in ALL}) >= 75


@pytest.mark.parametrize("one", [one for one in ALL if not one.allowed], ids=str)
def test_beyond_its_range(one: Extreme, tmp_path: Path) -> None:
    path = tmp_path / "port.yaml"
    path.write_text(yaml(put(one)), encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        load(path)
    assert any("; allowed: " in problem.message and " from " in problem.message for problem in refused.value.problems)


@pytest.mark.parametrize("one", [one for one in ALL if one.allowed], ids=str)
def test_at_its_ends(one: Extreme, tmp_path: Path) -> None:
    path = tmp_path / "port.yaml"
    path.write_text(yaml(put(one)), encoding="utf-8")
    try:
        scenario = load(path, roster_to_come=True).scenario
    except ScenarioError as error:  # it may contradict something else, but is within its range
        assert all("; allowed: " in problem.message for problem in error.problems)
        related = one.path in RELATED
        assert related or not any(" from " in problem.message for problem in error.problems), error
        return
    if unplayable(scenario) or one.path[0] not in PLAYED or one.value in HEAVY.get(one.path, ()):
        return
    assert not list(nonsense(run(scenario, 1, 1)))
