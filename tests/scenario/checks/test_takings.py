"""What `check` says of rungs and overtime that cannot be played."""

from typing import Any

import pytest
from hand_worked import officers, people, scenario

from sim.errors import ScenarioError
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

STEPS = {"assess": {"time": "10 min"}, "interview": {"time": "1 h"}, "papers": {"time": "5 min"}}
JOURNEYS = {"everyone": ["assess", "interview"], "deferred": ["papers"]}
ORDER = {"order_when": {"on": "2025-06-02"}}


def said(brings: dict[str, Any], steps: dict[str, Any] | None = None, **journeys: Any) -> str:
    """All that is wrong with a measure that brings this."""
    given: dict[str, Any] = {
        "contingency": {"ladder": {**ORDER, "brings": brings}},
        "journeys": JOURNEYS | journeys,
        "staff": {"officers": officers(1)},
    }
    with pytest.raises((ScenarioError, ValueError)) as caught:
        made: Scenario = scenario({"road": people("08:00")}, STEPS | (steps or {}), **given)
        made.edited({"seed": 2})
    return str(caught.value)


@pytest.mark.parametrize(
    ("rung", "message"),
    [
        ({"after": "asess"}, "brings.direct_back.after: found asess; allowed: a declared step"),
        ({"who": {"stream": ["river"]}}, "brings.direct_back.who: found river; allowed: a declared stream"),
        ({"who": {"outcome": ["referred"]}}, "found a condition on outcome, which is not decided then"),
        ({"after": "papers"}, "brings.direct_back.after: found papers; allowed: a step that is once in the journey"),
        ({"after": "interview"}, "found interview; allowed: a step before another that everyone makes"),
        ({"places_per_day": 0}, "a whole number from 1 to 1,000,000"),
    ],
)
def test_what_is_wrong_with_a_rung_is_said_with_its_place(rung: dict[str, Any], message: str) -> None:
    assert message in said({"direct_back": rung})


@pytest.mark.parametrize(
    ("step", "value"),
    [
        ("departures", {"departures": {"at": ["10:00"], "seats": 9}}),
        ("again", {"time": "10 min", "again": {"share": 0.1, "back_to": "assess"}}),
        ("deferrable", {"time": "10 min", "deferrable": True}),
        ("unit", {"time": "10 min", "unit": "person"}),
    ],
)
def test_a_step_that_is_left_out_is_a_plain_task_of_the_party(step: str, value: dict[str, Any]) -> None:
    allowed = "found assess; allowed: a step of the party as a whole, without departures, again or deferrable"
    assert allowed in said({"direct_back": {"after": "assess"}}, {"assess": value}), step


def test_an_entry_for_further_examination_needs_an_assessment_and_a_journey() -> None:
    assert "further_examination after a step" in said({"further_examination": {"who": {"share": 0.5}}})
    without = said({"further_examination": {"after": "assess"}}, deferred=[])
    assert "found an entry without a journey; allowed: steps under process.journeys.deferred" in without


@pytest.mark.parametrize(
    ("overtime", "message"),
    [
        ({"clerks": {}}, "brings.overtime.clerks: found clerks; allowed: a declared pool (officers)"),
        ({"officers": {"shifts": {"night": 1}}}, "shifts.night: found night; allowed: a declared shift of officers"),
        ({"officers": {"shifts": {}}}, "shifts to which officers are called"),
    ],
)
def test_what_is_wrong_with_overtime_is_said_with_its_place(overtime: dict[str, Any], message: str) -> None:
    limits = {"shifts": {"shift": 1}, "officers": 2, "hours_per_week": "8 h"}
    assert message in said({"overtime": {pool: limits | given for pool, given in overtime.items()}})


def test_officers_of_a_shift_come_by_staff_or_by_overtime() -> None:
    limits = {"shifts": {"shift": 1}, "officers": 2, "hours_per_week": "8 h"}
    both = said({"staff": {"officers": {"shift": 1}}, "overtime": {"officers": limits}})
    assert "officers of a shift by staff or by overtime, not both (found officers.shift)" in both
