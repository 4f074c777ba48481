"""The skill of forecasts: what they expected, as the port itself expected it, against what came."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.arrays import DAY, HOUR
from sim.experiments.playing.engine import Engine
from sim.planning.triggers.judging.forecast_skill import ForecastSkill, _checks, forecast_skill, forecasts
from sim.planning.triggers.question import asked
from sim.planning.triggers.trigger import Alternative, Question
from sim.port.log import Event
from sim.scenario.load import load
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

PORT = """\
format: 2
name: Foreseen
start: 2025-07-01
end: 2025-08-30
warm_up: 5 d
arrivals: {door: {claimants_per_day: {2025-07-01: 12, 2025-07-20: 30, 2025-08-10: 12}}}
people: {party_size: {1: .5, 3: .5}}
process:
  steps:
    intake: {staff: {officers: 1}, area: hall, time: {party: 30 min}}
    rest: {area: yard, time: {party: 30 h}, cv: 1}
    back: {area: hall, time: {party: 12 h}, cv: .5}
  journeys: {everyone: [intake, rest, back]}
staff: {officers: {shifts: {day: {hours: 08:00-20:00, on_duty: 3}}}}
space: {areas: {hall: {persons: 18, limit: hard}, yard: {persons: 500}}}
contingency:
  tents:
    order_when: {any: {soon: {watch: forecast_occupancy, of: hall, of_space: base, ahead: AHEAD, above: ABOVE}}}
    lead_time: 20 d
    brings: {areas: {hall: 20}}
policy:
  measure: tents
  crowded_person_hour: 30 CAD
  families: {forecast: {chance: [20%]}, occupancy: {above: [90%], for: [0 d]}}
"""


def read(folder: Path, ahead: str = "2 d", above: str = "15") -> Scenario:
    path = folder / "port.yaml"
    path.write_text(PORT.replace("AHEAD", ahead).replace("ABOVE", above), encoding="utf-8")
    return load(path).scenario


@pytest.mark.parametrize(("ahead", "above"), [("6 h", "17"), ("2 d", "15"), ("2 d", "120%"), ("20 d", "22")])
def test_it_is_the_very_forecast_on_which_the_port_orders(ahead: str, above: str, tmp_path: Path) -> None:
    """What was seen at the check at which space was ordered, in both engines alike, is what the recomputation says."""
    scenario = read(tmp_path, ahead, above)
    rule = scenario.contingency["tents"].order_when
    assert rule is not None
    condition = rule.conditions["soon"]
    whole = 18 if above.endswith("%") else 1
    off = Engine(scenario.edited({"contingency.tents.enabled": False}))
    checks = _checks(Alternative("", "", (), scenario), "tents")
    seen = 0
    for number in range(1, 13):
        orders = [one for one in Engine(scenario).played(number)[1].diary if one.event == Event.ORDERED]
        expected, _, _, at = forecasts(off, number, condition, checks, [round(condition.ahead or 0)], HOUR)
        told = dict(zip(at.tolist(), expected[0].tolist(), strict=True))
        for order in orders[:1]:
            if order.tick in told:
                seen += 1
                assert told[order.tick] == pytest.approx(order.seen[0].value * whole, rel=1e-9)
    assert seen >= 6


def test_what_came_is_who_is_there_or_waits_for_it_and_persistence_is_who_is_there_now(tmp_path: Path) -> None:
    off = Engine(read(tmp_path).edited({"contingency.tents.enabled": False}))
    rule = read(tmp_path).contingency["tents"].order_when
    assert rule is not None
    checks = np.arange(0, off.plan.clock.end, HOUR)
    _, now, came, at = forecasts(off, 3, rule.conditions["soon"], checks, [0, 2 * DAY], DAY)
    run = off.replication(3)
    hours = (at - off.plan.clock.start) // HOUR
    assert (np.diff(at) == DAY).all() and at.size == 60
    assert came[0].tolist() == now.tolist()
    assert came[1][:-2].tolist() == now[2:].tolist()
    midnight = (run.occupancy[0].astype(float) + run.waiting[0])[hours[1:]]
    assert np.corrcoef(midnight, now[1:])[0, 1] > 0.95


def test_a_rise_that_nobody_announced_is_foreseen_less_the_further_ahead(tmp_path: Path) -> None:
    asks: Question = asked(read(tmp_path))
    found = forecast_skill(asks)
    assert isinstance(found, ForecastSkill) and (found.area, found.futures) == ("hall", 50)
    assert [(point.ahead // DAY, point.own) for point in found.points] == [
        (1, False), (3, False), (7, False), (14, False), (20, True), (30, False)
    ]  # fmt: skip
    assert found.own is not None and found.own.persistence > found.points[0].persistence
    for point in found.points:
        low, high = point.skill.low, point.skill.high
        assert low < point.skill.value < high <= 1
        assert point.skill.value == pytest.approx(1 - (point.off / point.persistence) ** 2)


def test_without_a_forecast_there_is_no_skill(tmp_path: Path) -> None:
    asks = asked(read(tmp_path))
    without = tuple(one for one in asks.policies if one.family != "forecast")
    assert forecast_skill(replace(asks, policies=without)) is None
