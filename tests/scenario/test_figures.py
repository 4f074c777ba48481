"""The vocabulary of figures."""

from typing import Any

import pytest

from sim.scenario.figures import FLOWS, catalogue, within_hours
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

STEP = {"staff": {"officers": 1}, "area": "hall", "time": "1 h"}
TENTS = {"order_when": {"on": "2025-07-02"}, "brings": {"areas": {"hall": 6}}}
ON_CALL = {"order_when": {"on": "2025-07-02"}, "brings": {"staff": {"officers": {"day": 6}}}, "enabled": False}


def port(**changes: Any) -> Scenario:
    tree: dict[str, Any] = {
        "name": "names",
        "start": "2025-07-01",
        "end": "2025-08-01",
        "currency": "USD",
        "arrivals": {"door": {"claimants_per_day": 3}},
        "process": {"steps": {"intake": STEP}, "journeys": {"everyone": ["intake"]}},
        "staff": {"officers": {"shifts": {"day": {"hours": "08:00-20:00", "on_duty": 2}}}},
        "space": {"areas": {"hall": {"persons": 9}}},
        "contingency": {"tents": TENTS, "on_call": ON_CALL},
    }
    return Scenario.model_validate(tree | changes)


def test_the_figures_of_a_port_in_order():
    stream = [*(f"{name}_door" for name in FLOWS), "unserved_door", "returned_share_door"]
    pool = ["utilisation", "busy_hours", "rostered_hours", "present_hours", "overtime_hours"]
    assert list(catalogue(port())) == [
        *("present_at_start", "arrived", "left", "still_present", "stranded"),
        *("referred", "returned", "barred", "detained", "deferred", "withdrawn", "diverted"),
        *("unserved", "unserved_share", "returned_share"),
        *stream,
        *("time_on_site_mean", "time_on_site_p50", "time_on_site_p90", "time_on_site_p95", "time_on_site_max"),
        *("within_24h", "within_72h", "wait_intake_mean", "wait_intake_p95"),
        *("on_site_mean", "on_site_peak", "outside_peak", "outside_person_hours", "nights_on_site"),
        *("over_capacity_hours_hall", "over_capacity_person_hours_hall"),
        *(f"{name}_officers" for name in pool),
        *("tents_ordered", "tents_times", "tents_first_order", "tents_first_ready"),
        *("tents_days_open", "tents_days_needed", "tents_days_idle", "tents_late_hours"),
        *("on_call_ordered", "on_call_times", "on_call_first_order", "on_call_first_ready", "on_call_days_open"),
        *("cost_staff", "cost_overtime", "cost_space", "cost_tents", "cost_on_call", "cost_total", "cost_per_claimant"),
    ]


def test_every_figure_says_what_it_means_in_which_unit():
    for name, figure in catalogue(port()).items():
        assert figure.name == name
        assert figure.meaning.endswith(".")
        assert figure.kind in ("share", "flag", "date") or figure.unit
    assert catalogue(port())["cost_total"].unit == "USD"


def test_a_port_without_staff_space_and_measures():
    names = set(catalogue(port(staff={}, space={}, contingency={}, process={
        "steps": {"wait": {"time": "1 h"}}, "journeys": {"everyone": ["wait"]}})))  # fmt: skip
    assert {"on_site_peak", "cost_total", "wait_wait_mean"} <= names
    assert not any(name.startswith(("utilisation", "over_capacity", "tents")) for name in names)


def test_targets_and_precision_name_further_hours():
    given = port(targets={"within_6h": {"at_least": "50%"}}, precision={"within_100h": 0.1, "within_24h": 0.1})
    assert within_hours(given) == (6, 24, 72, 100)
    assert "within_6h" in catalogue(given)


@pytest.mark.parametrize("name", ["within_0h", "within_h", "within_06h", "within_6", "within_6h_door"])
def test_what_only_looks_like_it_is_no_figure(name):
    assert name not in catalogue(port(precision={name: 0.1}))


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"contingency": {"staff": TENTS}}, "cost_staff"),
        ({"contingency": {"total": TENTS}}, "cost_total"),
        ({"arrivals": {"share": {"claimants_per_day": 3}}}, "returned_share"),
    ],
)
def test_names_that_make_two_figures_of_one_are_refused(changes, name):
    with pytest.raises(ValueError, match=f"^names that give every figure its own: two would be called {name}$"):
        catalogue(port(**changes))
