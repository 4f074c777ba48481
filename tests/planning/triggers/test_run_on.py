"""Alternatives ranked to one day after the end, on a port whose numbers are worked out by hand.

Without space 12 persons stand above the hall for 10 hours on each of 60 days: 120 person-hours a day, 3,000 CAD at 25 a
person-hour, 180,000 in all. The space takes all of them, for 141,500: set-up 36,000, 120 days at 800, restoration
9,500. The surge begins 22 days after the order.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest

from sim.errors import ScenarioError
from sim.experiments.playing.engine import Engine
from sim.experiments.playing.verification import verify
from sim.experiments.run import run
from sim.people.sampler import Sampler
from sim.planning.triggers.lead_time import lead_curve
from sim.planning.triggers.question import asked
from sim.planning.triggers.study import study
from sim.planning.triggers.trigger import Alternative, Question
from sim.port.flow.port import FlowPort
from sim.port.log import Event
from sim.port.plan import plan
from sim.scenario.calendar.clock import clock
from sim.scenario.data.listed import Listed, ListedParty
from sim.scenario.schema import Scenario
from sim.scenario.variants import played_on

pytestmark = pytest.mark.unit

DAY = 86400.0
EARLY, LATE = ("2025-03-01", "2025-03-23"), ("2025-11-20", "2025-12-12")  # the order, and the first day of the surge
FAMILIES = ("occupancy", "arrivals", "longest_wait", "forecast", "two_tiers")


def port(order: str, surge: str, run_on: str | None = "2026-07-01", **lease: Any) -> Scenario:
    """42 people come at 8:00 on each of 60 days and stay for 10 hours in a hall of 30."""
    first = datetime.fromisoformat(surge) + timedelta(hours=8)
    came = tuple(ListedParty(first + timedelta(days=k), 42) for k in range(60))
    given = {
        "order_when": {"on": order}, "lead_time": "20 d", "minimum_term": "120 d", "brings": {"areas": {"hall": 60}},
        "release_when": {"all": {"always": {"watch": "occupancy", "of": "hall", "below": 1000}}},
        "cost": {"set_up": "36000 CAD", "per_month": "24350 CAD", "restoration": "9500 CAD"},
    }  # fmt: skip
    return Scenario.model_validate({
        "name": "by hand", "time_zone": "UTC", "start": "2025-01-01", "end": "2026-01-01", "run_on": run_on,
        "arrivals": {"road": {"listed": Listed("by hand", came)}},
        "process": {"steps": {"stay": {"area": "hall", "time": "10 h"}}, "journeys": {"everyone": ["stay"]}},
        "space": {"areas": {"hall": {"persons": 30}}},
        "contingency": {"lease": given | lease},
        "policy": {
            "measure": "lease", "crowded_person_hour": "25 CAD", "leads": ["20 d", "52 d", "82 d"],
            "families": {**dict.fromkeys(FAMILIES, False), "fixed_date": {"on": [order]}},
        },
    })  # fmt: skip


def ordering(question: Question) -> Alternative:
    return next(policy for policy in question.policies if policy.family == "fixed_date")


@pytest.mark.parametrize(("order", "surge"), [EARLY, LATE])
def test_early_and_late_orders_have_one_lead_time_curve_to_the_cent(order: str, surge: str) -> None:
    question = asked(port(order, surge))
    curve = lead_curve(question, ordering(question), None, 1)
    assert [(point.lead / DAY, round(point.value.mean, 2)) for point in curve.points] == [
        (20, 38_500), (52, -51_500), (82, -141_500),
    ]  # fmt: skip
    assert [round(point.owed.mean, 2) for point in curve.points] == [141_500] * 3
    assert not curve.cut


def test_without_a_day_of_ranking_the_late_order_is_not_ranked() -> None:
    question = asked(port(*LATE, run_on=None))
    curve = lead_curve(question, ordering(question), None, 1)
    assert curve.cut and all(point.value.mean != point.value.mean for point in curve.points)
    assert [round(point.owed.mean, 2) for point in curve.points] == [141_500] * 3
    assert [round(point.avoided.mean, 2) for point in curve.points] == [60_000, 0, 0]  # 20 days of 3,000, by the end
    made = study(question, 2, first=2)
    named = {policy.name: k for k, policy in enumerate(question.policies)}
    cut = {name for name, k in named.items() if k in made.choice.cut}
    assert cut == {"as written", "on 2025-11-20"}
    assert not {named[name] for name in cut} & {made.choice.chosen, *made.choice.alike, *made.choice.front}


def test_without_a_day_of_ranking_an_early_order_is_ranked_as_with_it() -> None:
    question = asked(port(*EARLY, run_on=None))
    curve = lead_curve(question, ordering(question), None, 1)
    assert not curve.cut
    assert [round(point.value.mean, 2) for point in curve.points] == [38_500, -51_500, -141_500]


def test_service_figures_stop_at_the_end_and_are_the_same_with_and_without_it() -> None:
    with_it, without = (run(port(*LATE, run_on=day), 1) for day in ("2026-07-01", None))
    assert {name: with_it.summary[name] for name in without.names} == without.summary
    assert set(with_it.names) - set(without.names) == {
        "cost_total_run_on", "over_capacity_person_hours_hall_run_on",
    }  # fmt: skip


def test_until_the_end_the_longer_run_is_the_run() -> None:
    scenario = port(*LATE, order_when={"watch": "occupancy", "of": "hall", "above": 30}, run_on="2026-10-01")
    time, longer = clock(scenario), played_on(scenario)
    sample = Sampler(longer).sample(1)
    further = FlowPort(plan(longer, time.end), sample).play()
    _, log = Engine(scenario).played(1)
    assert [entry for entry in further.diary if entry.tick < time.end] == list(log.diary)
    came = log.left.size
    left = further.left[:came]
    assert (log.left == [tick if 0 <= tick < time.end else -1 for tick in left]).all()


def later(scenario: Scenario) -> list[tuple[str, str]]:
    """What happens to the lease after the end: each event with its day."""
    time, longer = clock(scenario), played_on(scenario)
    log = FlowPort(plan(longer, time.end), Sampler(longer).sample(1)).play()
    told = (Event.ORDERED, Event.CANCELLED, Event.READY, Event.KEPT, Event.GIVEN_BACK, Event.RELEASED)
    diary = (entry for entry in log.diary if entry.tick >= time.end and entry.event in told)
    return [(entry.event.value, str(time.at(entry.tick).date())) for entry in diary]


FULL = {"watch": "occupancy", "of": "hall", "above": 30}


def test_nothing_is_ordered_from_the_end_on() -> None:
    assert later(port("2025-11-20", "2026-01-01", order_when=FULL, run_on="2026-10-01")) == []
    assert later(port("2025-11-20", "2025-12-31", order_when=FULL, run_on="2026-10-01")) == [
        ("ready", "2026-01-20"), ("released", "2026-05-20"),
    ]  # fmt: skip


def test_an_order_is_not_called_off_from_the_end_on() -> None:
    off = {"watch": "occupancy", "of": "hall", "below": 1}  # nobody is there on most days
    scenario = port("2025-12-31", "2025-12-31", order_when=FULL, cancel_when={"on": "2026-01-01"}, run_on="2026-10-01")
    assert later(scenario) == [("ready", "2026-01-20"), ("released", "2026-05-20")]
    called_off = port("2025-12-30", "2025-12-30", order_when=FULL, cancel_when={"all": {"empty": off | {"for": "1 h"}}})
    assert later(called_off.edited({"run_on": "2026-10-01"})) == []


def test_no_option_is_decided_from_the_end_on() -> None:
    terms = {"options": {"count": 4, "each": "60 d", "notice": "14 d"}, "release_when": None, "run_on": "2026-10-01"}
    # Ready on 21 July; the first option is decided on 4 November, the second would be on 3 January.
    assert later(port("2025-07-01", "2025-07-01", **terms)) == [("released", "2026-01-17")]


def test_an_option_that_falls_on_the_end_itself_is_not_decided() -> None:
    terms = {"options": {"count": 1, "each": "60 d", "notice": "0 d"}, "release_when": None, "run_on": "2026-10-01"}
    # Ready on 3 September: the term of 120 days ends on 1 January.
    assert later(port("2025-08-14", "2025-08-14", **terms)) == [("released", "2026-01-01")]


def test_what_is_past_its_term_is_given_back_by_its_rule_after_the_end_and_not_in_its_second() -> None:
    empty = {"all": {"empty": {"watch": "occupancy", "of": "hall", "below": 1}}}
    # Ready on 21 July; the term ends on 18 November. 42 persons are there on each day from the 15th to 13 January.
    scenario = port("2025-07-01", "2025-11-15", release_when=empty, check_at="12:00", run_on="2026-10-01")
    assert later(scenario) == [("released", "2026-01-14")]
    # The term ends with the year, and the hall is empty then: it is given back at the next check.
    quiet = port("2025-09-03", "2025-03-23", release_when=empty, lead_time="0 d", run_on="2026-10-01")
    assert later(quiet) == [("released", "2026-01-01")]
    assert (
        next(entry.tick for entry in _longer(quiet).diary if entry.event == Event.RELEASED) - clock(quiet).end == 3600
    )


def _longer(scenario: Scenario) -> Any:
    longer = played_on(scenario)
    return FlowPort(plan(longer, clock(scenario).end), Sampler(longer).sample(1)).play()


def test_what_is_open_on_the_day_of_ranking_is_given_back_then_and_its_retainer_ends_with_the_year() -> None:
    kept = {"set_up": "36000 CAD", "per_month": "24350 CAD", "restoration": "9500 CAD"}
    scenario = port(*EARLY, release_when=None, cost=kept | {"standby_per_month": "3043.75 CAD"})
    # Ready on 21 March 2025, open for 467 days to 1 July 2026; the retainer is 100.00 a day for the 365 of 2025.
    found = run(scenario, 1).summary["cost_total_run_on"].mean
    assert round(found, 2) == 36_000 + 467 * 800 + 9_500 + 36_500


def test_both_engines_agree_to_the_day_of_ranking() -> None:
    assert verify(port(*LATE), 1).holds


@pytest.mark.parametrize(
    ("lease", "day"),
    [
        ({}, "2026-04-09"),  # 20 November, 20 days and 120 days
        ({"order_when": FULL}, "2026-05-21"),  # 1 January
        ({"lead_time": {"triangular": ["5 d", "20 d", "50 d"]}, "order_when": FULL}, "2026-06-20"),
        ({"lead_time": {"exponential": {"mean": "10 d"}}}, "2026-05-29"),  # 10 d x ln 1000 = 69.1 days
        ({"options": {"count": 9, "each": "200 d", "notice": "14 d"}, "order_when": FULL}, "2026-08-03"),
        ({"options": {"count": 1, "each": "30 d", "notice": "14 d"}, "lead_time": "0 d"}, "2026-03-20"),
        ({"order_when": {"on": "2026-03-01"}}, None),  # after the end: never
    ],
)
def test_a_day_before_the_last_lease_is_over_is_refused_and_the_right_one_named(
    lease: dict[str, Any], day: str | None
) -> None:
    scenario = port(*LATE, run_on=None, **lease).edited({"policy": None})
    if day is None:
        assert scenario.edited({"run_on": "2026-01-02"}).run_on
        return
    with pytest.raises(ScenarioError, match=f"found 2026-01-02; allowed: {day} or later: until then lease"):
        scenario.edited({"run_on": "2026-01-02"})
    assert str(scenario.edited({"run_on": day}).run_on) == day
    with pytest.raises(ScenarioError, match=f"allowed: {day} or later"):
        scenario.edited({"run_on": datetime.fromisoformat(day).date() - timedelta(days=1)})
