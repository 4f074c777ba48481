"""A run that chance would make too large is refused: before it starts where that is expected, else when it is drawn."""

from typing import Any

import pytest

from sim.errors import ScenarioError
from sim.experiments.playing.engine import Engine
from sim.experiments.playing.runner import Runner
from sim.experiments.run import run
from sim.people.expectation import volume
from sim.people.expectation.volume import playable, unplayable
from sim.people.expectation.workload import stream_needs
from sim.people.rates import rate
from sim.people.sampler import Sampler
from sim.port.flow.records import frame
from sim.problems import Problem
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

FULL = {"order_when": {"watch": "occupancy", "of": "hall", "above": 50}, "brings": {"areas": {"hall": 9}},
        "watch_every": "always"}  # fmt: skip
STEP = {"staff": {"officers": 1}, "time": "10 min"}


def port(level: float = 10, **changes: Any) -> Scenario:
    stream = {"claimants_per_day": level} | changes.pop("stream", {})
    return Scenario.model_validate({
        "name": "crowded", "start": "2025-06-02", "end": "2025-06-09", "arrivals": {"road": stream},
        "process": {"steps": {"desk": STEP | changes.pop("step", {})}, "journeys": {"everyone": ["desk"]}},
        "staff": {"officers": {"shifts": {"all": {"hours": "00:00-24:00", "on_duty": 2}}}},
        "space": {"areas": {"hall": {"persons": 50}}},
    } | changes)  # fmt: skip


def said(scenario: Scenario) -> str:
    return "\n".join(map(str, unplayable(scenario)))


def test_looks_after_every_event_are_bounded_with_what_to_do() -> None:
    many = {f"m{k}": FULL for k in range(100)}
    assert said(port(60_000, contingency=many)) == (
        "contingency.m0.watch_every: found about 126,000,000 conditions looked at in one run, after each of 1,260,000 "
        "events expected; allowed: at most 100,000,000; fewer measures or conditions that watch always, or a "
        "watch_every of minutes"
    )
    assert said(port(40_000, contingency=many)) == ""
    hourly = {name: measure | {"watch_every": "1 h"} for name, measure in many.items()}
    assert said(port(60_000, contingency=hourly)) == ""


def test_visits_of_those_who_are_sent_back_for_ever_are_bounded() -> None:
    again = {"again": {"share": 0.99, "back_to": "desk"}}
    assert stream_needs(port(step=again))["road"].visits == pytest.approx(100)
    found = "process.steps: found 70,000,000 visits expected in one run (700,000 "
    assert said(port(100_000, step=again)).startswith(found)


def test_a_party_served_one_by_one_has_a_visit_for_each_member() -> None:
    family = {"people": {"party_size": {2: 0.5, 4: 0.5}}}
    assert stream_needs(port(step={"unit": "person", "time": {"person": "10 min"}}, **family))["road"].visits == 3
    assert stream_needs(port(**family))["road"].visits == 1


def test_streams_that_no_condition_tells_apart_are_counted_once_and_others_on_their_own() -> None:
    streams = {f"s{k}": {"claimants_per_day": 1} for k in range(4)} | {"odd": {"claimants_per_day": 1}}
    needs = stream_needs(port(arrivals=streams, step={"who": {"stream": ["odd", "s3"]}}))
    assert [need.visits for need in needs.values()] == [0, 0, 0, 1, 1]
    assert needs["s0"] is needs["s1"]


@pytest.mark.parametrize("what", ["space.areas", "arrivals"])
def test_a_scenario_edited_in_memory_is_judged_as_a_file_is(what: str) -> None:
    given = port(space={"areas": {f"a{k}": {"persons": 5} for k in range(3000)}})
    edits: dict[str, Any] = {"space.areas": {"end": given.end.replace(2044)}, "arrivals": {"present_at_start": 1 << 25}}
    changed = given.model_copy(update=edits[what])
    for refused in (lambda: playable(changed), lambda: Engine(changed), lambda: run(changed, 2)):
        with pytest.raises(ScenarioError) as error:
            refused()
        assert what in [problem.path for problem in error.value.problems]


RARE = {"discrete": {1: 0.96, 5_000_000: 0.04}}
LONG_TAILS: dict[str, tuple[dict[str, Any], str]] = {
    "peak": ({"surges": {"shock": {"stream": "road", "begins": "2025-06-03", "hold": "2 d",
                                   "times": RARE}}}, "surges.shock.times"),
    "regimes": ({"stream": {"regimes": {
        "calm": {"times": 1, "lasts": "1 d"}, "wild": {"times": RARE, "lasts": "1 d"},
    }}}, "arrivals.road.regimes"),
    "spells": ({"stream": {"regimes": {
        "calm": {"times": 1, "lasts": {"weibull": {"scale": "1 s", "shape": 0.2}}},
        "busy": {"times": 2, "lasts": {"weibull": {"scale": "1 s", "shape": 0.2}}},
    }}, "end": "2045-06-01"}, "arrivals.road.regimes"),
}  # fmt: skip


@pytest.mark.parametrize("what", LONG_TAILS)
def test_what_a_long_tail_draws_ends_the_run_with_its_path(what: str) -> None:
    given, path = LONG_TAILS[what]
    assert first_refusal(port(**given)).path == path


def test_a_day_that_varies_without_end_ends_the_run_with_its_path(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (volume, rate):
        monkeypatch.setattr(module, "MOST_PARTIES", 1000)
    assert first_refusal(port(30, stream={"day_to_day": 20})).path == "arrivals.road.day_to_day"


def first_refusal(scenario: Scenario) -> Problem:
    """Of the first replication that has drawn too much."""
    sampler = Sampler(scenario)
    with pytest.raises(ScenarioError, match=" drawn for one run; allowed: ") as refused:
        for number in range(1, 500):
            sampler.people(number)
    (problem,) = refused.value.problems
    return problem


def test_it_is_the_same_sentence_when_another_process_draws_it() -> None:
    given = port(**LONG_TAILS["peak"][0])
    with pytest.raises(ScenarioError, match=r"^surges\.shock\.times: found .* parties drawn for one run") as refused:
        run(given, 100, Runner(2, start="fork"))
    assert len(refused.value.problems) == 1


def test_no_room_is_taken_for_the_staffed_capacity_where_nobody_compares_with_it() -> None:
    help_ = {"order_when": {"watch": "arrivals", "above": 5}, "brings": {"areas": {"hall": 9}}, "watch_every": "1 min"}
    given = port(contingency={"tent": help_})
    assert frame(Engine(given).plan).ahead.size == 0
    shared = {"watch": "arrivals", "above": "120%", "of": "staffed_capacity"}
    compared = port(contingency={"tent": help_ | {"order_when": shared}})
    ahead = frame(Engine(compared).plan).ahead
    assert ahead.shape == (7 * 24 * 60, 1, 1)  # the tent brings no officers
    assert (ahead[:, 0, 0] == 2 * 7 * 86400).all()
