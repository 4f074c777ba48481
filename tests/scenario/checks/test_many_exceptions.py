"""Impossible visits and conditions are found however many exceptions the conditions name, and nobody is forgotten."""

import time

import pytest

from sim.scenario.checks.impossible import impossible
from sim.scenario.checks.makers import MOST, Makers, answers
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

NAMES = [f"reason{k:02}" for k in range(MOST + 6)]
NATIONS = {f"nation{k:02}": 0.05 for k in range(20)}


def port(desk: object, claimed: dict[str, float] | None = None, officers: int = 1, **changes: object) -> Scenario:
    """A condition of the step `all` names every exception; `desk` is who comes to the desk, of two officers."""
    exceptions = {name: {"claimed": (claimed or {}).get(name, 0.5), "proven": 0.5} for name in NAMES}
    return Scenario.model_validate({
        "name": "many", "start": "2025-06-02", "end": "2025-06-09", "arrivals": {"road": {"claimants_per_day": 40}},
        "screening": {"exceptions": exceptions},
        "process": {
            "steps": {"all": {"time": "5 min", "who": {"any": [f"claims_{name}" for name in NAMES]}},
                      "desk": {"staff": {"officers": officers}, "time": "20 min", "who": desk}},
            "journeys": {"everyone": ["all", "desk"]},
        },
        "staff": {"officers": {"shifts": {"day": {"hours": "08:00-20:00", "on_duty": 2}}}},
    } | changes)  # fmt: skip


def told(scenario: Scenario) -> list[tuple[str, str, str]]:
    return [(one.severity, one.path, one.message.partition(";")[0]) for one in impossible(scenario)]


@pytest.mark.parametrize("name", [NAMES[0], NAMES[-1]])
def test_a_step_that_can_never_start_is_an_error(name: str) -> None:
    (found,) = told(port(f"claims_{name}", officers=3))
    assert found[:2] == ("error", "process.steps.desk.staff")
    assert told(port(f"claims_{name}")) == []


@pytest.mark.parametrize("name", [NAMES[0], NAMES[-1]])
def test_an_exception_that_nobody_claims_lets_nobody_come(name: str) -> None:
    (found,) = told(port(f"claims_{name}", {name: 0.0}))
    assert found == ("warning", "process.steps.desk.who", "found a condition that no party of this scenario meets")


@pytest.mark.parametrize("name", [NAMES[0], NAMES[-1]])
def test_an_exception_that_everybody_claims_leaves_nobody_without(name: str) -> None:
    ((severity, path, _),) = told(port({"not": f"claims_{name}"}, {name: 1.0}))
    assert (severity, path) == ("warning", "process.steps.desk.who")


def test_a_condition_that_contradicts_itself_beside_many_exceptions_is_an_error() -> None:
    ((severity, path, _),) = told(port({"all": ["unaccompanied_minor", "with_children"]}))
    assert (severity, path) == ("error", "process.steps.desk.who")


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_forgotten(name: str) -> None:
    """Whoever claims one exception and no other may come, as may who claims all but one."""
    kinds = Makers(port("everyone")).kinds
    lone = {"all": [f"claims_{name}", *({"not": f"claims_{other}"} for other in NAMES if other != name)]}
    most = {"all": [{"not": f"claims_{name}"}, *(f"claims_{other}" for other in NAMES if other != name)]}
    for given in (lone, most):
        who = port(given).process.steps["desk"].who
        assert any(True in answers(who, kind) for kind in kinds)
        assert told(port(given)) == []


def test_many_of_everything_are_counted_within_seconds() -> None:
    scenario = port("everyone", people={"nationalities": NATIONS, "party_size": dict.fromkeys(range(1, 11), 0.1)})
    begin = time.process_time()
    assert impossible(scenario) == []
    assert time.process_time() - begin < 2
