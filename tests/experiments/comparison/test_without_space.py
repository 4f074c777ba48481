"""What space changed: the same people without it, worked out by hand."""

from typing import Any

import pytest
from hand_worked import officers, people, scenario

from sim.experiments.comparison.without_space import MOST, space_effect, without_space
from sim.experiments.output import summary
from sim.experiments.playing.runner import Runner
from sim.experiments.run import run
from sim.experiments.statistics.space_effect import SpaceEffect
from sim.experiments.studies import with_same_people
from sim.scenario.schema import Scenario
from sim.views.run.first.screen import first, lines
from sim.views.run.first.space_words import space_rests_on, space_said

pytestmark = pytest.mark.unit

STAY = {"stay": {"area": "hall", "time": "4 h"}}
TENTS = {"order_when": {"on": "2025-06-02"}, "brings": {"areas": {"hall": 3}}, "minimum_term": "9 d"}


def port(steps: Any = STAY, **changes: Any) -> Scenario:
    """Ten persons come at 08:00 into a hall of four places, and three more in tents from midnight on."""
    space = {"areas": {"hall": {"persons": 4}}, "rooms": {"offices": 1}}
    tents = {"tents": TENTS | changes}
    return scenario({"road": people("08:00 x5", "08:00 x5")}, steps, space=space, contingency=tents)


def changed(given: Scenario, replications: int = 1) -> SpaceEffect:
    found = space_effect(run(given, replications), Runner())
    assert found is not None
    return found


def test_person_hours_that_it_avoids_and_no_wait_that_it_changes() -> None:
    # Without it 6 persons above the space for 4 h, with it 3.
    found = changed(port())
    assert found == SpaceEffect(("tents",), 3, 1, 1, 2.0, 2, 12.0, {"stay": 0.0})
    assert space_said(found) == (
        "3 more places, open every day, avoid 12 person-hours above the space and change no wait"
    )
    assert space_rests_on(found) == "against the same people without it"


def test_days_open_and_the_mean_over_all_runs() -> None:
    found = changed(port(order_when={"on": "2025-06-03"}), 3)  # the second day, when nobody is there
    assert (found.runs, found.again, found.days, found.of_days, found.person_hours) == (3, 3, 1.0, 2, 0.0)
    assert space_said(found) == (
        "3 more places, open on 1.0 of 2 days on average, avoid no crowding above the space and change no wait"
    )
    assert space_rests_on(found) == "against the same people without it, in the first 3 runs"


def test_no_more_runs_than_are_needed_are_played_again() -> None:
    found = changed(port(), MOST + 5)
    assert (found.runs, found.again, found.person_hours) == (MOST, MOST, 12.0)


def test_nothing_is_said_where_no_space_was_open() -> None:
    assert space_effect(run(port(order_when={"watch": "outside", "above": 9}), 1), Runner()) is None
    assert space_effect(run(scenario({"road": people("08:00")}, {"stay": {"time": "1 h"}}), 1), Runner()) is None


def test_what_else_a_measure_brings_stays() -> None:
    """The office that comes with the space still serves; only the places are gone."""
    desk = {"desk": {"area": "hall", "room": "offices", "time": "1 h"}}
    given = port(desk, brings={"areas": {"hall": 3}, "rooms": {"offices": 1}})
    left = without_space(given).measures["tents"]
    assert (left.brings.areas, left.brings.rooms) == ({}, {"offices": 1})
    assert changed(given).waits == {"desk": 0.0}
    staged = port(stages={"more": {"brings": {"areas": {"hall": 2}, "rooms": {"offices": 1}}}})
    assert without_space(staged).measures["tents"].space == {"hall": 0}


def test_a_wait_that_it_shortens_is_named() -> None:
    effect = SpaceEffect(("hall",), 200, 400, 20, 365, 365, 899.4, {"desk": 0.5, "coach": -0.25})
    assert space_said(effect).endswith(
        "open all year, avoid 899 person-hours above the space and shorten the mean wait for desk by 30\u00a0minutes"
    )
    longer = effect._replace(waits={"coach": -2.0}, person_hours=-1.0)
    assert space_said(longer).endswith(
        "add 1 person-hour above the space and lengthen the mean wait for coach by 2.0\u00a0hours"
    )
    slight = effect._replace(waits={"desk": 0.01})
    assert space_said(slight).endswith("change no mean wait by a minute")
    assert "200 more places" in space_said(effect)


def test_the_screen_and_the_summary_have_it() -> None:
    result = with_same_people(run(port(), 2), Runner())
    told = "\n".join(lines(first(result), 300))
    assert "3 more places, open every day, avoid 12 person-hours above the space and change no wait" in told
    assert summary(result)["space_effect"]["person_hours"] == 12.0
    assert "space_effect" not in summary(run(port(), 1))


def test_the_flow_of_people_is_the_same_with_and_without_officers_on_duty() -> None:
    """A port with officers: the space brings no officers, so nobody is served at another time."""
    desk = {"desk": {"staff": {"officers": 1}, "area": "hall", "time": "30 min"}}
    space = {"areas": {"hall": {"persons": 4}}}
    staff = {"officers": officers()}
    given = scenario({"road": people("08:00 x5", "08:00 x5")}, desk, space=space, staff=staff, contingency={"t": TENTS})
    # Without it 6 above for half an hour, then 1 for half an hour; with it 3 for half an hour.
    assert changed(given).person_hours == 6 * 0.5 + 1 * 0.5 - 3 * 0.5
    assert changed(given).waits == {"desk": 0.0}
