"""The vocabulary of figures."""

from typing import Any

import pytest

from sim.scenario.catalogue.asked import too_many, within_hours
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.catalogue.figures_of_people import FLOWS
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

STEP = {"staff": {"officers": 1}, "area": "hall", "time": "1 h"}
ABOVE = "above the open space of the hall"
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
        *(f"time_on_site_72h_{what}" for what in ("mean", "p50", "p90", "p95")),
        "still_present_60d",
        *("within_24h", "within_72h", "wait_intake_mean", "wait_intake_p90", "wait_intake_p95"),
        *("on_site_mean", "on_site_peak", "outside_peak", "outside_person_hours", "nights_on_site"),
        *("peak_hall", "over_capacity_hours_hall", "over_capacity_person_hours_hall"),
        *(f"{name}_officers" for name in pool),
        *("tents_ordered", "tents_times", "tents_first_order", "tents_first_ready"),
        *("tents_days_open", "tents_hours_open", "tents_hours_pending", "tents_days_needed", "tents_days_idle"),
        "tents_late_hours",
        *("on_call_ordered", "on_call_times", "on_call_first_order", "on_call_first_ready", "on_call_days_open"),
        *("on_call_hours_open", "on_call_hours_pending"),
        *("cost_staff", "cost_overtime", "cost_space", "cost_tents", "cost_on_call", "cost_total", "cost_per_claimant"),
        *(f"cost_{name}_later" for name in ("staff", "overtime", "tents", "on_call", "total")),
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


def asked_for(*names, **changes):
    """The figures that are there because they were asked for."""
    always = catalogue(port(**changes))
    return [name for name in catalogue(port(figures=names, **changes)) if name not in always]


def test_figures_of_waits_and_stays_come_when_they_are_asked_for():
    assert asked_for("wait_intake_over_4h", "wait_intake_p50") == ["wait_intake_p50", "wait_intake_over_4h"]
    assert asked_for("wait_intake_mean_stream_door") == ["wait_intake_mean_stream_door"]
    assert asked_for("within_6h_outcome_returned", "time_on_site_p95_class_everyone") == [
        "time_on_site_p95_class_everyone", "within_6h_outcome_returned",
    ]  # fmt: skip
    assert asked_for("within_6h", "arrived", "wait_intake_mean") == ["within_6h"]
    shares = {"targets": {"wait_intake_over_90min": {"at_most": "5%"}}, "precision": {"wait_intake_over_2d": 0.1}}
    added = set(catalogue(port(**shares))) - set(catalogue(port()))
    assert added == {"wait_intake_over_90min", "wait_intake_over_2d"}


def test_a_star_stands_for_anything():
    two = {"process": {"steps": {"a": STEP, "b": STEP}, "journeys": {"everyone": ["a", "b"]}}}
    assert asked_for("wait_*_over_4h", **two) == ["wait_a_over_4h", "wait_b_over_4h"]
    assert asked_for("wait_*_mean_outcome_r*", **two) == [
        f"wait_{step}_mean_outcome_{outcome}" for outcome in ("referred", "returned") for step in "ab"
    ]  # fmt: skip
    assert len(asked_for("time_on_site_*_outcome_*")) == 5 * (5 + 4)
    assert asked_for("*_stream_door") == [
        *(f"time_on_site_{what}_stream_door" for what in ("mean", "p50", "p90", "p95", "max")),
        *(f"time_on_site_72h_{what}_stream_door" for what in ("mean", "p50", "p90", "p95")),
        *(f"wait_intake_{what}_stream_door" for what in ("mean", "p50", "p90", "p95", "max")),
    ]


@pytest.mark.parametrize("step", ["a_over_4h", "mean", "a_mean_stream_door", "over_4h_class_everyone", "a.b", "(c)"])
def test_names_are_made_and_never_taken_apart_whatever_a_step_is_called(step):
    both = {"process": {"steps": {step: STEP, "a": STEP}, "journeys": {"everyone": [step, "a"]}}}
    name, in_words = f"wait_{step}_over_4h", step.replace("_", " ")
    found = catalogue(port(figures=[name, f"wait_{step}_mean_stream_door"], **both))
    assert f"longer or gave up, of claimants ready for {in_words} in the counted span" in found[name].meaning
    assert f"wait_{step}_mean_stream_door" in found


def test_two_owners_that_would_make_one_name_are_refused():
    both = {"process": {"steps": {"a": STEP, "a_over_4h": STEP}, "journeys": {"everyone": ["a", "a_over_4h"]}},
            "arrivals": {"door": {"claimants_per_day": 3}}}  # fmt: skip
    priority = {"process": both["process"] | {"priority": {"x": {}}}}
    catalogue(port(figures=["wait_a_over_4h_mean"], **(both | priority)))
    twice = both["process"]["steps"] | {"a_gave_up": STEP, "a": STEP | {"patience": "1 h"}}
    with pytest.raises(ValueError, match="two would be called wait_a_gave_up_mean"):
        catalogue(port(process=both["process"] | {"steps": twice}))


def test_who_gave_up_is_told_of_the_steps_that_people_give_up():
    patient = {"process": {"steps": {"intake": STEP | {"patience": "2 h"}}, "journeys": {"everyone": ["intake"]}}}
    added = set(catalogue(port(**patient))) - set(catalogue(port()))
    assert added == {"gave_up_intake", *(f"wait_intake_gave_up_{what}" for what in ("mean", "p90", "p95"))}


def test_a_day_touched_is_said_to_be_one():
    assert catalogue(port())["tents_days_open"].meaning == "Local days on which tents was open, if but for a moment."


def test_no_more_figures_than_a_run_can_keep():
    streams = {f"s{k}": {"claimants_per_day": 1} for k in range(300)}
    assert too_many(port(arrivals=streams, figures=["wait_*_stream_*"]))
    assert not too_many(port(arrivals=streams, figures=["wait_*_mean_stream_*", "wait_*_p95_stream_*"]))


@pytest.mark.parametrize(
    ("name", "label", "subject"),
    [
        ("within_24h", "served and gone within 24 h", "the share served and gone within 24 h"),
        (
            "over_capacity_hours_hall",
            "hours above the open space of the hall",
            "the hours above the open space of the hall",
        ),
        ("time_on_site_p95", "time on site, 95th percentile", "the time on site that 95% do not exceed"),
        ("wait_intake_mean", "wait for intake, mean", "wait for intake, mean"),
        ("cost_per_claimant", "cost per claimant", "the cost per claimant"),
        ("cost_on_call", "cost, on call", "the cost of on call"),
        ("on_call_days_open", "on call days open", "the days with the on call open"),
        ("returned_share_door", "returned share, door", "returned share, door"),
        ("nights_on_site", "nights on site", "nights on site"),
    ],
)
def test_a_figure_says_how_readers_call_it(name: str, label: str, subject: str):
    found = catalogue(port())[name]
    assert (found.label, found.subject) == (label, subject)


def test_a_figure_says_whose_it_is():
    known = catalogue(port(figures=["wait_intake_max_stream_door"]))
    assert known["wait_intake_max_stream_door"].owners == (("step", "intake"), ("stream", "door"))
    assert [known[name].owner("measure") for name in ("tents_times", "cost_tents", "cost_total")] == [
        "tents",
        "tents",
        "",
    ]
    assert {info.what for info in known.values() if info.owner("area") == "hall"} == {
        *("peak", "over_capacity_hours", "over_capacity_person_hours"),
    }
