"""Every quantity of the language at the ends of its range loads, plays and makes sense; what is beyond is refused."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from companions import NEVER
from extremes import Extreme, extremes, port_at
from sense import nonsense

from sim.errors import ScenarioError
from sim.experiments.run import run
from sim.people.expectation.volume import unplayable
from sim.planning.rostering.rostering import Solver, roster
from sim.planning.triggers.judging.outcomes import COLUMNS
from sim.planning.triggers.question import question
from sim.planning.triggers.study import study
from sim.scenario.calendar.clock import clock
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.scenario.source.yaml_writer import yaml

pytestmark = pytest.mark.unit
ALL = extremes()
HEAVY = {  # a million people are played in minutes
    ("arrivals", "door", "claimants_per_day"): (1e6,),
}


def test_they_are_many() -> None:
    assert len({one.path for one in ALL}) >= 120


@pytest.mark.parametrize("one", [one for one in ALL if not one.allowed], ids=str)
def test_beyond_its_range(one: Extreme, tmp_path: Path) -> None:
    path = tmp_path / "port.yaml"
    path.write_text(yaml(port_at(one)), encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        load(path)
    assert any("; allowed: " in problem.message and " from " in problem.message for problem in refused.value.problems)


@pytest.mark.parametrize("one", [one for one in ALL if one.allowed], ids=str)
def test_at_its_ends(one: Extreme, tmp_path: Path) -> None:
    path = tmp_path / "port.yaml"
    path.write_text(yaml(port_at(one)), encoding="utf-8")
    if (one.path, one.greatest) in NEVER:
        with pytest.raises(ScenarioError, match="; allowed: "):
            load(path)
        return
    scenario = load(path, roster_to_come=True).scenario
    if unplayable(scenario) or one.value in HEAVY.get(one.path, ()):
        return
    if one.path[0] == "policy":
        assert not list(nonsense_of_policies(path))
    elif "templates" in one.path:
        assert not list(nonsense_of_rosters(scenario))
    else:
        assert not list(nonsense(run(scenario, 1)))


def nonsense_of_policies(path: Path) -> Iterator[str]:
    """What no study of policies can say."""
    found = study(question(path), 2, first=2)
    for column in COLUMNS:
        values = found.column(column.name)
        if np.isinf(values).any() or (values < column.least - 1e-6).any():
            yield f"{column.name} of {values.min()} to {values.max()}"
    if not 0 <= found.choice.chosen < len(found.question.policies):
        yield "a choice that is no policy"


def nonsense_of_rosters(scenario: Scenario) -> Iterator[str]:
    """What no roster can be, of a pool that is asked for two officers in every hour."""
    time = clock(scenario)
    found = roster("officers", scenario.staff["officers"], np.full(time.end // 3600, 2.0), time, Solver(0.5, 2.0))
    for name in ("present", "short", "cost", "paid_hours", "overtime_hours"):
        values = np.asarray(getattr(found, name))
        if not np.isfinite(values).all() or values.min(initial=0.0) < 0:
            yield f"{name} from {values.min(initial=0.0)} to {values.max(initial=0.0)}"
