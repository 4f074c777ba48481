"""A dated change, and an inherited later date that ends it. A text is laid on `base.yaml` and begins on line 2."""

from pathlib import Path

import pytest
from scenario_reader import BASE, Read, Said

pytestmark = pytest.mark.unit

DATED = (
    BASE.replace(
        "door: {claimants_per_day: 10}", "door: {claimants_per_day: {2025-06-02: 10, 2025-06-05: 20, 2025-06-07: 32}}"
    )
    .replace(
        "shifts: {day: {hours: 07:00-19:00, on_duty: 2}}",
        "shifts: {day: {hours: 07:00-19:00, on_duty: 2}, late: {hours: 12:00-20:00, on_duty: 1}}, "
        "changes: {2025-06-06: {late: 3}}",
    )
    .replace("set_up: 500 CAD", "set_up: 500 CAD, per_month: {1: 90 CAD, 4: 50 CAD}")
)


@pytest.fixture
def dated(read: Read) -> Read:
    Path("base.yaml").write_text(DATED, encoding="utf-8")
    return read


def told(dated: Read, text: str = "", *sets: str) -> list[str]:
    return [str(warning) for warning in dated(text, *sets).warnings]


def test_a_surge_that_an_inherited_date_cuts_short(dated: Read) -> None:
    assert told(dated, "arrivals: {door: {claimants_per_day: {2025-06-06: 80}}}") == [
        "port.yaml:2:39: warning: arrivals.door.claimants_per_day.2025-06-06: found 80 until 2025-06-07 only, a date "
        "that is inherited (base.yaml:5); allowed: `2025-06-07: null` for what is to last, or 2025-06-07 written here "
        "too"
    ]
    assert dated("arrivals: {door: {claimants_per_day: {2025-06-06: 80}}}").scenario.arrivals["door"].levels


@pytest.mark.parametrize(
    "levels",
    ["{2025-06-08: 80}", "{2025-06-06: 80, 2025-06-07: null}", "{2025-06-06: 80, 2025-06-07: 32}", "80",
     "{2025-06-07: 50}"],
)  # fmt: skip
def test_nothing_is_said_where_nothing_is_cut_short(levels: str, dated: Read) -> None:
    assert told(dated, f"arrivals: {{door: {{claimants_per_day: {levels}}}}}") == []


def test_officers_go_by_shift_and_prices_by_month(dated: Read) -> None:
    text = "staff: {{officers: {{changes: {{2025-06-04: {{{}}}}}}}}}"
    assert told(dated, text.format("day: 5")) == []
    cut = [line.split(": found ")[1] for line in told(dated, text.format("day: 5, late: 6"))]
    assert [line.partition(",")[0] for line in cut] == ["6 until 2025-06-06 only"]
    assert "found 70 CAD until 4 only" in told(dated, "contingency: {tent: {cost: {per_month: {2: 70 CAD}}}}")[0]


def test_what_is_set_is_told_as_such(dated: Read) -> None:
    said = told(dated, "", "arrivals.door.claimants_per_day.2025-06-06=80")
    path = "arrivals.door.claimants_per_day.2025-06-06"
    assert said[0].startswith(f"--set: warning: {path}: found 80 until 2025-06-07 only")
    assert len(told(dated, "", "staff.officers.changes.2025-06-04.late=4")) == 1
    assert told(dated, "", "arrivals.door.claimants_per_day.2025-06-06=80", "arrivals.door.claimants_per_day=5") == []


def test_dates_that_are_no_dates_are_told_of_as_such(said: Said) -> None:
    assert "allowed: a day" in said("arrivals: {door: {claimants_per_day: {june: 80}}}")[0]
