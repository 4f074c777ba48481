"""What holds where a scenario says nothing of screening or of areas, and what is too much for a run."""

from typing import Any

import numpy as np
import pytest

from sim.errors import ScenarioError
from sim.experiments.run import run
from sim.people.expectation.volume import unplayable
from sim.people.expectation.workload import officer_hours
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.plan import plan
from sim.scenario.language.process import OUTCOMES
from sim.scenario.schema import Scenario
from sim.views.run.answer import answer
from sim.views.run.decision import decision

pytestmark = pytest.mark.unit


def port(a_day: float = 40, **changes: Any) -> Scenario:
    """Everyone makes the desk; who is returned, an hour more."""
    return Scenario.model_validate({
        "name": "bare", "start": "2025-06-02", "end": "2025-06-09", "arrivals": {"road": {"claimants_per_day": a_day}},
        "process": {
            "steps": {name: {"staff": {"officers": 1}, "time": "1 h"} for name in ("desk", "escort")},
            "journeys": {"everyone": ["desk"], "returned": ["escort"]},
        },
        "staff": {"officers": {"shifts": {"all": {"hours": "00:00-24:00", "on_duty": 1}}}},
    } | changes)  # fmt: skip


def outcomes(given: Scenario) -> set[str]:
    return {OUTCOMES[k] for k in np.unique(Sampler(given).sample(1).outcome)}


def test_without_screening_everyone_is_referred() -> None:
    assert outcomes(port()) == outcomes(port(screening={})) == {"referred"}
    assert officer_hours(port()) == pytest.approx({"officers": 1})
    assert outcomes(port(screening={"exceptions": {"none": {"proven": 0}}})) == {"returned"}
    assert outcomes(port(screening={"detained": 1})) == {"detained"}


def test_without_areas_nobody_is_outside() -> None:
    result = run(port(), 1)
    figures = dict(zip(result.names, result.runs[0].figures.tolist(), strict=True))
    assert figures["on_site_peak"] > 5  # they do wait
    assert figures["outside_peak"] == figures["outside_person_hours"] == 0
    assert "outside" not in " ".join(answer(result))
    assert not [row.label for group in decision(result) for row in group.rows if "outside" in row.label]


def test_without_areas_a_measure_sees_nobody_outside() -> None:
    watching = {"help": {"order_when": {"watch": "outside", "above": 0}, "brings": {"staff": {"officers": {"all": 1}}}}}
    for watch in ("always", "1 h"):
        given = port(contingency={"help": watching["help"] | {"watch_every": watch}})
        assert FlowPort(plan(given), Sampler(given).sample(1)).play().diary == ()


def test_more_parties_than_a_run_can_tell_apart_are_refused_before_it() -> None:
    assert unplayable(port(1_000_000, end="2025-06-18")) == []
    (problem,) = unplayable(port(1_000_000, end="2025-06-19"))
    assert problem.severity == "error"
    assert str(problem).endswith(
        "arrivals: found 17,000,000 parties expected, 1,000,000 of them on one day; "
        "allowed: at most 16,777,216 in a run: fewer days, or lower levels"
    )
    with pytest.raises(ScenarioError, match="17,000,000 parties"):
        run(port(1_000_000, end="2025-06-19"), 1)
