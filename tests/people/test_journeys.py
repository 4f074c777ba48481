"""The visits of a party, exactly: order, going back, members one by one, the deferred branch."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from people_scenarios import DEFERRAL, build, draw, visits

from sim.people.route import path, returns
from sim.people.sample import Sample, main_visits
from sim.scenario.calendar.clock import NEVER

pytestmark = pytest.mark.unit
MIN = 60


def process(steps: dict[str, Any], **journeys: list[str]) -> dict[str, Any]:
    """Steps with a time of so many minutes, or as given; everyone is referred unless screening says else."""
    given = {name: {"time": f"{s} min"} if isinstance(s, int) else s for name, s in steps.items()}
    return {
        "process": {"steps": given, "journeys": {"everyone": list(steps), **journeys}},
        "screening": {"not_covered": ["other"]},
    }


def sequence(sample: Sample, p: int) -> list[int]:
    return [step for step, _, _ in visits(sample, p)]


def test_everyone_first_then_by_outcome() -> None:
    change = process({"a": 1, "b": 2, "c": 3}, everyone=["b", "a"], referred=["c"], returned=["c", "a"])
    sample = draw(build(change, {"people": {"nationalities": {"X": 0.5, "other": 0.5}}}))
    returned = sample.outcome == 1
    assert 0 < returned.sum() < returned.size
    for p in range(sample.arrive.size):
        assert sequence(sample, p) == ([1, 0, 2, 0] if returned[p] else [1, 0, 2])
    assert np.array_equal(sample.seconds, np.array([60, 120, 180])[sample.step])
    assert (sample.patience == NEVER).all()
    assert np.array_equal(sample.deferred, sample.first[1:])


def test_steps_are_for_whom_they_say() -> None:
    shared = {"time": "5 min", "who": {"share": 0.4}}
    sample = draw(build(process({"a": 1, "b": shared, "c": 3})))
    made = [sequence(sample, p) for p in range(sample.arrive.size)]
    assert all(steps in ([0, 2], [0, 1, 2]) for steps in made)
    assert abs(np.mean([1 in steps for steps in made]) - 0.4) < 4 * np.sqrt(0.24 / len(made))  # |z| < 4


def test_some_go_back_each_time_by_a_draw_of_its_own() -> None:
    again = {"time": "1 min", "again": {"share": 0.5, "back_to": "b"}}
    sample = draw(build(process({"a": 1, "b": 2, "c": again, "d": 4})))
    passes: list[int] = []
    for p in range(sample.arrive.size):
        steps = sequence(sample, p)
        passes.append((len(steps) - 2) // 2)
        assert steps == [0] + [1, 2] * passes[-1] + [3]
    assert max(passes) > 3
    # The number of passes is geometric with mean 2 and variance 2.
    assert abs(np.mean(passes) - 2) < 4 * np.sqrt(2 / len(passes))


def test_a_step_can_go_back_to_itself_and_within_a_greater_circle() -> None:
    inner = {"time": "1 min", "again": {"share": 0.5, "back_to": "b"}}
    outer = {"time": "1 min", "again": {"share": 0.5, "back_to": "a"}}
    sample = draw(build(process({"a": 1, "b": inner, "c": outer})))
    for p in range(sample.arrive.size):
        steps, allowed = sequence(sample, p), {0: {1}, 1: {1, 2}, 2: {0}}
        assert steps[0] == 0 and steps[-1] == 2
        assert all(after in allowed[before] for before, after in pairwise(steps))
    counts = np.bincount(sample.step) / sample.arrive.size
    # a: geometric of mean 2; b: a sum of geometrics, mean 4, variance 2 x 2 + 2 x 4 = 12.
    assert abs(counts[0] - 2) < 4 * np.sqrt(2 / sample.arrive.size)
    assert abs(counts[1] - 4) < 4 * np.sqrt(12 / sample.arrive.size)


def test_those_whom_a_step_is_not_for_do_not_go_back_from_it() -> None:
    again = {"time": "1 min", "who": {"not": "everyone"}, "again": {"share": 0.9, "back_to": "a"}}
    sample = draw(build(process({"a": 1, "b": again, "c": 3})))
    assert all(sequence(sample, p) == [0, 2] for p in range(sample.arrive.size))


def test_every_pass_has_its_own_duration() -> None:
    again = {"time": {"party": "60 min"}, "cv": 0.5, "again": {"share": 0.5, "back_to": "a"}}
    sample = draw(build(process({"a": again})))
    follows = np.setdiff1d(np.arange(1, sample.step.size), sample.first)
    one, next_one = np.log(sample.seconds[follows - 1]), np.log(sample.seconds[follows])
    assert abs(np.corrcoef(one, next_one)[0, 1]) < 4 / np.sqrt(follows.size)


def test_where_a_step_goes_back_to() -> None:
    again = {"time": "1 min", "again": {"share": 0.5, "back_to": "a"}}
    scenario = build(process({"a": 1, "b": again}, everyone=["a", "b", "a", "b"], deferred=["b"]))
    assert returns(scenario, path(scenario, "referred")) == [-1, 0, -1, 2]
    assert returns(scenario, path(scenario, "deferred")) == [-1]  # nowhere to go back to: all go on


FAMILIES = {"people": {"party_size": {4: 1.0}, "minors": 0.6, "under_14": 0.5}}


def test_members_are_served_one_by_one_adults_first() -> None:
    parts = {"party": "10 min", "person": "1 min", "adult": "3 min", "person_14_up": "5 min"}
    sample = draw(build(process({"a": 2, "b": {"time": parts, "unit": "person"}, "c": 3}), FAMILIES))
    assert np.unique(sample.adults).size == 4
    for p in range(sample.arrive.size):
        adults, over = sample.adults[p], sample.over_14[p]
        times = [10 * (m == 0) + 1 + 3 * (m < adults) + 5 * (m < over) for m in range(4)]
        assert visits(sample, p) == tuple(
            (step, minutes * MIN, NEVER) for step, minutes in [(0, 2), *((1, t) for t in times), (2, 3)]
        )


def test_parties_served_together_take_the_sum_of_their_parts() -> None:
    parts = {"party": "10 min", "person": "1 min", "adult": "3 min", "person_14_up": "5 min"}
    sample = draw(build(process({"a": {"time": parts}}), FAMILIES))
    assert np.array_equal(sample.seconds, MIN * (10 + sample.persons + 3 * sample.adults + 5 * sample.over_14))


def test_a_party_served_one_by_one_goes_back_as_a_whole() -> None:
    again = {"time": "1 min", "unit": "person", "again": {"share": 0.5, "back_to": "a"}}
    sample = draw(build(process({"a": again}), FAMILIES))
    assert not (np.diff(sample.first) % 4).any()
    assert np.unique(np.diff(sample.first)).size > 3


def deferring(*changes: dict[str, Any]) -> Sample:
    steps = {
        "a": 1,
        "b": {"time": "2 min", "deferrable": True, "who": {"share": 0.5}},
        "c": 3,
        "d": {"time": "4 min", "who": {"outcome": ["deferred"]}},
        "e": {"time": {"party": "60 min"}, "cv": 0.5},
    }
    journeys = {"everyone": ["a", "b", "c", "e"], "deferred": ["d", "e"], "referred": ["d"]}
    return draw(build(process(steps, **journeys), {"contingency": DEFERRAL}, *changes))


def test_the_deferred_branch_is_for_those_who_could_be_deferred() -> None:
    sample, seen = deferring(), set()
    for p, own in enumerate(main_visits(sample)):
        steps = sequence(sample, p)
        seen.add((tuple(steps[:own]), tuple(steps[own:])))
    assert seen == {((0, 1, 2, 4), (3, 4)), ((0, 2, 4), ())}  # d is for the deferred only


def test_the_deferred_branch_has_draws_of_its_own() -> None:
    sample = deferring()
    times = [[seconds for step, seconds, _ in visits(sample, p) if step == 4] for p in range(sample.arrive.size)]
    both = [pair for pair in times if len(pair) == 2]
    assert both and np.mean([own != late for own, late in both]) > 0.99


def test_the_own_journey_is_the_same_without_two_step_processing() -> None:
    able, unable = deferring(), deferring({"contingency": {"two_step": {"enabled": False}}})
    assert np.array_equal(unable.deferred, unable.first[1:])
    for p, own in enumerate(main_visits(able)):
        assert visits(able, p)[:own] == visits(unable, p)


def test_first_and_deferred_frame_the_visits() -> None:
    sample = deferring()
    assert sample.first[0] == 0 and sample.first[-1] == sample.step.size
    assert (sample.first[:-1] <= sample.deferred).all() and (sample.deferred <= sample.first[1:]).all()
    assert {sample.step.size} == {sample.seconds.size, sample.patience.size}
