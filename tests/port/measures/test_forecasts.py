"""Forecasts of an area, on flow and reference, against sums done by hand."""

import math
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest

from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.plan import plan
from sim.port.port import Port
from sim.port.reference.port import ReferencePort
from sim.scenario.data.listed import Listed, ListedParty
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.agreement

START, HOUR = datetime(2025, 6, 2), 3600
HALL = {"hall": {"area": "hall", "time": "3 h"}}
LONGER_BY_RIVER = {
    "hall": {"area": "hall", "time": "1 h"},
    "more": {"area": "hall", "time": "2 h", "who": {"stream": ["river"]}},
}
BOTH = {"hall": {"area": "hall", "time": "2 h"}, "holding": {"area": "holding", "time": "2 h"}}


def port_of(conditions: dict[str, Any], steps: Any = HALL, persons: int = 1, **more: Any) -> Scenario:
    """A party at half past each hour, who stays for as long as the steps take; by the river in the hours of `river`."""
    river, measure, hours = more.pop("river", ()), more.pop("measure", {}), more.pop("hours", 48)
    at = {h: ListedParty(START + timedelta(hours=h, minutes=30), persons) for h in range(hours)}
    roads = {"road": tuple(p for h, p in at.items() if h not in river), "river": tuple(at[h] for h in river)}
    tree = {
        "name": "by hand",
        "start": "2025-06-02",
        "end": "2025-06-05",
        "arrivals": {
            road: {"listed": Listed("hand", parties)} for road, parties in roads.items() if parties or road == "road"
        },
        "people": {"party_size": {persons: 1}},
        "process": {"steps": steps, "journeys": {"everyone": list(steps)}},
        "space": {"areas": {"hall": {"persons": 3}, "holding": {"persons": 4}}},
        "contingency": {"tent": {"order_when": {"all": conditions}, "brings": {"areas": {"hall": 5}}, **measure}},
    }
    return Scenario.model_validate(tree | more)


def seen(scenario: Scenario, hour: int) -> list[tuple[float, bool]]:
    """What each condition of the tent saw at an hour, the same on both ports, and whether the rule held."""
    found = []
    for player in (FlowPort, ReferencePort):

        def look(port: Port) -> Any:
            yield port.until(hour * HOUR)
            found.append([(one.value, port.holds(0)) for one in port.seen(0)])

        made = plan(scenario)
        policies: Any = [look]
        player(made, Sampler(scenario).sample(0), policies).play()
    assert found[0] == found[1]
    return found[0]


def expects(area: str = "hall", **how: Any) -> dict[str, Any]:
    return {"watch": "forecast_occupancy", "of": area, "above": 100, "over": "1 d", **how}


def fills(**how: Any) -> dict[str, Any]:
    return {"watch": "forecast_full", "of": "hall", "above": "50%", "over": "1 d", **how}


def tail(z: float) -> float:
    return 0.5 * math.erfc(z / math.sqrt(2))


@pytest.mark.parametrize("ahead", ["10 min", "1 h", "89 min", "2 h", "3 h", "1 d", "82 d"])
def test_steady_people_are_expected_to_be_as_many(ahead: str) -> None:
    """Ages 0, 1 and 2 are there; each hour those of 2 go and one comes."""
    assert seen(port_of({"x": expects(ahead=ahead)}), 40) == [(3.0, False)]


def test_as_a_share_of_the_space() -> None:
    assert seen(port_of({"x": expects(ahead="1 h", above="90%")}), 40) == [(1.0, True)]
    base = {"x": expects(ahead="1 h", above="90%", of_space="base")}
    assert seen(port_of(base, persons=2), 40) == [(2.0, True)]


@pytest.mark.parametrize("ahead", ["1 h", "2 h", "3 h", "4 h", "1 d"])
def test_those_elsewhere_on_site_are_expected_in_the_next_area(ahead: str) -> None:
    assert seen(port_of({"x": expects("holding", ahead=ahead)}, BOTH), 40) == [(2.0, False)]


def test_chance_that_the_area_is_full() -> None:
    """An hour ahead two stay for certain and one new party is expected, in a Poisson number; later, three."""
    rules = {"x": fills(ahead="1 h"), "y": fills(ahead="1 d"), "z": fills(ahead="1 d", spread=0.5)}
    x, y, z = (value for value, _ in seen(port_of(rules), 40))
    assert x == pytest.approx(tail(0.5))
    assert y == pytest.approx(tail(0.5 / math.sqrt(3)))
    assert z == pytest.approx(tail(0.5 / math.sqrt(3 + 1.5**2)))


def test_parties_come_and_stay_together() -> None:
    """Parties of two: six expected, with a variance of two a person."""
    (value, _), *_ = seen(port_of({"x": fills(ahead="1 d")}, persons=2), 40)
    assert value == pytest.approx(tail((3.5 - 6) / math.sqrt(12)))


def test_a_stay_that_ends_by_chance() -> None:
    """Those of even hours stay for one hour, those of odd hours for three. At 40:00 two are there, of ages 0 and 2; of
    the 39 seen at an age of 1, 19 were there, of all seen at an age of 3, none."""
    rules = {"x": expects(ahead="1 h", memory="36500 d"), "y": fills(ahead="1 h", memory="36500 d")}
    (mean, _), (chance, _) = seen(port_of(rules, LONGER_BY_RIVER, river=range(1, 48, 2)), 40)
    stays = 19 / 39
    assert mean == pytest.approx(stays + 1, rel=1e-4)
    assert chance == pytest.approx(tail((3.5 - mean) / math.sqrt(stays * (1 - stays) + 1)), rel=1e-4)


def test_what_was_seen_long_ago_is_forgotten() -> None:
    """Those of the first day stay for three hours, those of the second for one; a census 3 h ago weighs 1/e."""
    rules = {"x": expects(ahead="1 d", memory="3 h")}
    (mean, _), *_ = seen(port_of(rules, LONGER_BY_RIVER, river=range(24)), 48)
    there, came = np.zeros(3), np.zeros(3)
    for census in range(49):
        for age in range(min(census, 3)):
            weight = math.exp((census - 48) / 3)
            came[age] += weight
            there[age] += weight * (age == 0 or census - 1 - age < 24)
    assert mean == pytest.approx((there / came).sum(), rel=1e-12)


@pytest.mark.parametrize(
    ("space", "chance", "side", "level", "holds"),
    [
        (2, 1.0, "above", "0%", True), (2, 1.0, "above", "99%", True), (2, 1.0, "above", "100%", False),
        (2, 1.0, "below", "100%", False), (3, 0.0, "above", "0%", False), (3, 0.0, "below", "100%", True),
        (3, 0.0, "below", "0%", False),
    ],
)  # fmt: skip
def test_what_is_certain(space: int, chance: float, side: str, level: str, holds: bool) -> None:
    """Nobody has come for an hour; of the four who are there one has had her five hours, and goes."""
    rule = {"watch": "forecast_full", "of": "hall", "ahead": "1 h", "over": "1 h", side: level}
    space_of = {"areas": {"hall": {"persons": space}, "holding": {"persons": 0}}}
    scenario = port_of({"x": rule}, {"hall": {"area": "hall", "time": "5 h"}}, hours=24, space=space_of)
    assert seen(scenario, 25) == [(chance, holds)]


def test_without_space_any_expected_person_is_infinitely_many() -> None:
    space = {"areas": {"hall": {"persons": 0}, "holding": {"persons": 0}}}
    assert seen(port_of({"x": expects(ahead="1 h", above="90%")}, space=space), 40) == [(math.inf, True)]
    assert seen(port_of({"x": expects(ahead="1 h", above="90%")}, hours=0, space=space), 40) == [(0.0, False)]


def test_those_present_at_the_start_arrived_with_the_run() -> None:
    """Nobody has been seen here for longer than they, so that they are expected to go, as is the first to come; they
    say nothing of the rate at which people come."""
    stays = {"hall": {"area": "hall", "time": "30 h"}}
    assert seen(port_of({"x": expects(ahead="1 h")}, stays, hours=0, present_at_start=4), 20) == [(0.0, False)]
    (mean, _), *_ = seen(port_of({"x": expects(ahead="1 h")}, stays, present_at_start=4), 20)
    assert mean == pytest.approx(19 + 1)


def test_an_order_on_a_forecast_plays_alike_on_both() -> None:
    quiet = {"watch": "forecast_full", "of": "hall", "ahead": "1 h", "below": "40%"}
    measure = {"lead_time": "2 h", "release_when": {"all": {"quiet": quiet}}}
    scenario = port_of({"x": fills(ahead="5 h", above="30%")}, measure=measure)
    sample = Sampler(scenario).sample(0)
    flow, reference = (player(plan(scenario), sample).play() for player in (FlowPort, ReferencePort))
    assert flow.diary == reference.diary
    assert [entry.event for entry in flow.diary][:3] == ["ordered", "ready", "released"]
