"""What a roster is asked for: without anything that officers could bring about there is no roster to propose."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sim.errors import NoGoalError
from sim.planning.staffing.effort import Effort
from sim.planning.staffing.goals import bearings
from sim.planning.staffing.offered_load import offered
from sim.planning.staffing.proof import staffing
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

EFFORT = Effort(search=4, proof=6, tries=2)
CLOSED = {"minor": {"staff": {"officers": 1}, "area": "hall", "time": "1 h", "who": "unaccompanied_minor"}}


def test_without_a_goal_the_goals_are_named(small: Callable[..., Scenario]) -> None:
    with pytest.raises(NoGoalError) as error:
        staffing(small(targets={}), EFFORT)
    assert all(word in str(error.value) for word in ("targets", "--served", "--wait", "--busy", "--budget"))


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ({"arrived": {"at_least": 10}}, "arrived: the same with nobody on duty"),
        ({"arrived": {"at_least": 100000}}, "arrived: the same with nobody on duty"),
        ({"cost_staff": {"at_most": 1000000}}, "cost_staff: met best with nobody on duty"),
        ({"within_24h": {"at_least": "0%"}}, "within_24h: met with nobody on duty"),
        ({"wait_minor_mean": {"at_most": "1 h"}}, "wait_minor_mean: without a value in any run"),
    ],
)
def test_a_target_that_asks_for_no_officer_is_no_goal(
    small: Callable[..., Scenario], target: dict[str, Any], why: str
) -> None:
    steps = {"interview": {"staff": {"officers": 1}, "area": "hall", "time": "2 h"}} | CLOSED
    process = {"steps": steps, "journeys": {"everyone": ["interview", "minor"]}}
    with pytest.raises(NoGoalError, match=why):
        staffing(small(targets=target, process=process), EFFORT)


def test_work_that_nobody_brings_needs_nobody(small: Callable[..., Scenario]) -> None:
    with pytest.raises(NoGoalError, match="found no work for any pool"):
        staffing(small(arrivals={"door": {"claimants_per_day": 0}}), EFFORT)


def test_what_officers_do_to_each_target(small: Callable[..., Scenario]) -> None:
    targets = {
        "within_24h": {"at_least": "90%"},
        "wait_interview_mean": {"at_most": "1 h"},
        "cost_staff": {"at_most": 50000},
        "arrived": {"at_least": 1},
    }
    scenario = small(targets=targets)
    found = bearings(scenario, offered(scenario, range(1, 5)), EFFORT)
    assert {one.name: one.effect for one in found} == {
        "within_24h": "help",
        "wait_interview_mean": "help",
        "cost_staff": "hurt",
        "arrived": "none",
    }
    assert [one.name for one in found if one.asks] == ["within_24h", "wait_interview_mean"]


def test_a_target_against_officers_does_not_lead_the_search_away(small: Callable[..., Scenario]) -> None:
    """A cost that cannot be kept is missed in the verdict; the roster is the one that serves as asked."""
    served = {"within_24h": {"at_least": "90%"}}
    enough = replace(EFFORT, proof=50)  # in six runs alike 90% is not proven
    alone = staffing(small(targets=served), enough)
    both = staffing(small(targets=served | {"cost_staff": {"at_most": 100}}), enough)
    assert both.hours == alone.hours > 0
    assert not both.met and [one.state for one in both.rounds[-1].verdicts] == ["proven", "missed"]


def test_a_budget_without_targets_proves_nothing(small: Callable[..., Scenario]) -> None:
    found = staffing(small(targets={}), EFFORT, budget=800)
    assert 0 < found.hours <= 800
    assert not found.met and not found.proven and not found.rounds[-1].verdicts and not found.limits
