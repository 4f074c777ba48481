"""How long visits take: means, spread, stretch, rounding, patience."""

from typing import Any

import numpy as np
import pytest
from people_scenarios import build, draw

from sim.people.durations import mean_seconds, pace, whole_seconds
from sim.people.sample import Sample

pytestmark = pytest.mark.unit
STAFF = {
    name: {"shifts": {"day": {"hours": "08:00-20:00", "on_duty": 1}}, "productive_share": share}
    for name, share in (("officers", 0.75), ("delegates", 0.5), ("clerks", 1.0))
}


def one_step(people: dict[str, Any] | None = None, **step: Any) -> Sample:
    process = {"steps": {"a": step}, "journeys": {"everyone": ["a"]}}
    many = {"arrivals": {"door": {"claimants_per_day": 300}}, "process": process}
    return draw(build(many, {"staff": STAFF, "people": people or {}}))


def near(found: np.ndarray[Any, Any], mean: float, cv: float) -> None:
    """Mean within |z| < 4 (once in 16,000 seeds); spread within a tenth."""
    assert abs(found.mean() / mean - 1) < 4 * cv / np.sqrt(found.size)
    assert found.std() / found.mean() == pytest.approx(cv, rel=0.1)


def test_a_constant_is_stretched_by_the_productive_share() -> None:
    assert set(one_step(time="30 min").seconds) == {1800}
    assert set(one_step(time="30 min", staff={"officers": 1}).seconds) == {2400}
    assert set(one_step(time={"party": "30 min"}, staff={"officers": 2, "delegates": 1}).seconds) == {3600}
    assert set(one_step(time="30 min", staff={"any": [{"clerks": 1}, {"delegates": 1}]}).seconds) == {1800}


def test_a_mean_with_cv_is_lognormal_with_that_mean() -> None:
    found = one_step(time={"party": "20 min", "person": "10 min"}, cv=0.35, staff={"officers": 1}).seconds
    near(found, 2400, 0.35)
    near(np.log(found), np.log(2400) - np.log1p(0.35**2) / 2, np.sqrt(np.log1p(0.35**2)) / np.log(found).mean())


def test_a_distribution_is_drawn_and_stretched() -> None:
    near(one_step(time={"exponential": {"mean": "30 min"}}).seconds, 1800, 1.0)
    near(one_step(time={"gamma": {"mean": "30 min", "cv": 0.5}}, staff={"officers": 1}).seconds, 2400, 0.5)


def test_a_distribution_in_a_part_is_drawn_at_every_visit_as_the_whole_is() -> None:
    """The same words mean the same: {party: {exponential: ..}} has the mean and spread of {exponential: ..}."""
    found = one_step(time={"party": {"exponential": {"mean": "30 min"}}}, staff={"officers": 1}).seconds
    near(found, 2400, 1.0)


def test_a_part_for_each_person_is_drawn_once_for_the_party_and_multiplied() -> None:
    """A family of four: 4 x gamma(10 min, cv .5) has the cv of one draw, .5, not of four, .25."""
    four = {"party_size": {4: 1.0}}
    near(one_step(people=four, time={"person": {"gamma": {"mean": "10 min", "cv": 0.5}}}).seconds, 2400, 0.5)
    one_by_one = one_step(people=four, unit="person", time={"person": {"gamma": {"mean": "10 min", "cv": 0.5}}})
    near(one_by_one.seconds, 600, 0.5)
    families = one_by_one.seconds.reshape(-1, 4)
    assert abs(np.corrcoef(families[:, 0], families[:, 1])[0, 1]) < 4 / np.sqrt(len(families))
    firsts = one_step(people=four, unit="person", time={"party": {"exponential": {"mean": "1 h"}}}).seconds
    near(firsts.reshape(-1, 4)[:, 0], 3600, 1.0)
    assert set(firsts.reshape(-1, 4)[:, 1:].ravel()) == {1}


def test_each_part_has_its_own_chance_and_repeats_have_theirs() -> None:
    """Variances of parts add up; the step made again is drawn anew; what one part is leaves the draws of the other."""
    both = {"party": {"exponential": {"mean": "30 min"}}, "adult": {"exponential": {"mean": "30 min"}}}
    found = one_step(time=both).seconds
    near(found, 3600, np.sqrt(0.5))
    party = one_step(time={"party": both["party"]}).seconds
    adult = one_step(time={"adult": both["adult"]}).seconds
    assert np.abs(found - party - adult).max() <= 1
    longer = one_step(time=both | {"party": {"exponential": {"mean": "60 min"}}}).seconds
    assert np.abs(longer - 2 * party - adult).max() <= 2
    twice = one_step(time={"party": both["party"]}, again={"share": 0.5, "back_to": "a"})
    second = np.diff(np.repeat(np.arange(twice.arrive.size), np.diff(twice.first)), prepend=-1) == 0
    assert (np.diff(twice.seconds)[second[1:]] != 0).mean() > 0.99


def test_a_visit_takes_a_second_at_least() -> None:
    assert set(
        one_step(
            time={"person_14_up": "12 min"}, people={"minors": 1.0, "unaccompanied_minors": 1.0, "under_14": 1.0}
        ).seconds
    ) == {1}


def test_departures_take_no_time_of_their_own() -> None:
    assert not one_step(departures={"every": "3 h", "between": "02:00-23:00", "seats": 48}).seconds.any()


def test_patience_is_drawn_for_each_visit() -> None:
    sample = one_step(time="1 min", patience={"exponential": {"mean": "2 h"}})
    near(sample.patience, 7200, 1.0)
    assert set(one_step(time="1 min", patience="2 h").patience) == {7200}


def test_whole_seconds() -> None:
    assert whole_seconds(np.array([0.2, 1.4, 1.6, 1e30]), 1).tolist() == [1, 1, 2, 36525 * 86400]
    assert whole_seconds(np.array([0.2]), 0).tolist() == [0]


def test_mean_seconds_of_whole_parties() -> None:
    step = {"unit": "person", "time": {"exponential": {"mean": "10 min"}}}
    parts = {
        "time": {"party": "1 min", "person": "2 min", "adult": "4 min", "person_14_up": "8 min", "order": "16 min"}
    }
    bus = {"departures": {"every": "3 h", "between": "02:00-23:00", "seats": 48}}
    drawn = {"time": {"party": {"uniform": ["1 min", "3 min"]}, "person": {"exponential": {"mean": "5 min"}}}}
    scenario = build({"process": {"steps": {"a": step, "b": parts, "c": bus, "d": drawn}, "journeys": {}}})
    members = (np.array([4.0]), np.array([2.0]), np.array([3.0]), np.array([0.5]))
    means = [float(mean_seconds(given, *members)[0]) for given in scenario.process.steps.values()]
    assert means == [2400, 60 * (1 + 8 + 8 + 24 + 8), 0, 60 * (2 + 20)]


def test_pace_is_that_of_the_first_alternative() -> None:
    steps = {"a": {"time": "1 min", "staff": {"any": [{"officers": 1, "clerks": 1}, {"delegates": 1}]}}}
    scenario = build({"process": {"steps": steps, "journeys": {"everyone": ["a"]}}, "staff": STAFF})
    assert pace(scenario, scenario.process.steps["a"]) == pytest.approx(4 / 3)


def test_a_step_of_its_own_is_as_long_beside_another_that_draws_a_distribution() -> None:
    """The sum is taken in one pass over the visits of all steps; a distribution is drawn step by step."""
    summed = {"time": {"party": "20 min", "person": "10 min"}, "cv": 0.35, "staff": {"officers": 1}}
    drawn = {"time": {"party": {"gamma": {"mean": "20 min", "cv": 0.2}}}}
    both = {"steps": {"a": summed, "b": drawn}, "journeys": {"everyone": ["a", "b"]}}
    arrivals = {"door": {"claimants_per_day": 300}}
    found = draw(build({"arrivals": arrivals, "process": both}, {"staff": STAFF, "people": {}}))
    assert found.seconds[found.step == 0].tolist() == one_step(**summed).seconds.tolist()
    near(found.seconds[found.step == 1], 1200, 0.2)
