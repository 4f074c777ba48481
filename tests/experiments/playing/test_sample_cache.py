"""People that are shared: the same to the byte, and drawn once for scenarios that differ in their measures alone."""

import numpy as np
import pytest
from small_port import PORT, port

from sim.experiments.playing import sample_cache
from sim.experiments.playing.chunks import chunked
from sim.experiments.playing.engine import Engine
from sim.experiments.playing.executors import executor
from sim.experiments.playing.runner import Runner
from sim.experiments.store.codec import encode
from sim.experiments.store.identity import people
from sim.people.sampler import Sampler

pytestmark = pytest.mark.unit

TENTS = PORT["contingency"]["tents"]
OTHER = {"tents": TENTS | {"lead_time": "1 h", "brings": {"areas": {"hall": 5}, "staff": {"officers": {"day": 2}}}}}
ABSENT = {"officers": PORT["staff"]["officers"] | {"absence": "20%"}}


def scenarios():
    return {
        "as it is": port(staff=ABSENT),
        "other tents": port(staff=ABSENT, contingency=OTHER),
        "none": port(staff=ABSENT, contingency={"tents": TENTS | {"enabled": False}}),
        "more": port(staff=ABSENT, arrivals={"door": {"claimants_per_day": 60}}),
    }


def test_shared_people_change_no_byte():
    given, numbers = scenarios(), range(1, 7)
    alone = {}
    for key, scenario in given.items():
        for number in numbers:
            sample_cache._drawn.recent.clear()
            alone[key, number] = encode(Engine(scenario).replication(number))
    for workers in (1, 2):
        for together in (True, False):
            who = executor(Runner(workers), together=together)
            runs = list(who(given, {key: list(numbers) for key in given}))
            assert {(run.key, run.number): run.payload for run in runs} == alone


def test_people_are_drawn_once_for_all_that_share_them(monkeypatch):
    sample_cache._drawn.recent.clear()
    drawn = []
    draw = Sampler.drawn
    monkeypatch.setattr(Sampler, "drawn", lambda self, number: drawn.append(number) or draw(self, number))
    given = {key: scenario for key, scenario in scenarios().items() if key != "more"}
    runs = list(executor(together=True)(given, {key: [1, 2, 3, 4, 5, 6] for key in given}))
    assert len(runs) == 18
    assert sorted(drawn) == [1, 2, 3, 4, 5, 6]


def test_whose_people_they_are():
    same, other, none, more = map(people, scenarios().values())
    assert same == other == none != more
    assert people(port(seed=8)) != people(port())
    assert people(port(name="another", question="why?")) == people(port())
    defers = {"two_step": {"order_when": {"on": "2025-03-06"}, "brings": {"deferral": True}}}
    assert people(port(contingency=defers)) != people(port())


def test_only_the_last_few_are_kept_and_none_can_be_written_to():
    sampler = Sampler(port())
    for number in range(1, 10):
        found = sample_cache.people("these", number, sampler.drawn)
    assert len(sample_cache._drawn.recent[0]) == sample_cache.KEPT
    assert sample_cache.people("these", 9, lambda _: pytest.fail("drawn again")) is found
    with pytest.raises(ValueError, match="read-only"):
        found[0].arrive[0] = 0


def test_a_sample_is_its_people_with_officers_and_lead_times():
    sampler = Sampler(port(staff=ABSENT))
    whole, parts = sampler.sample(3), sampler.staffed(sampler.people(3), 3)
    for one, other in zip(whole, parts, strict=True):
        np.testing.assert_array_equal(one, other)
    assert sampler.people(3).lead.shape[0] == sampler.people(3).present.size == 0


def test_chunks_scenario_by_scenario_or_together():
    missing = {"a": [1, 2, 3, 4, 5, 6], "b": [2, 3, 4, 5, 6, 7]}
    keys = [chunk.key for chunk in chunked(missing, 1)]
    assert keys == sorted(keys)
    chunks = chunked(missing, 1, together=True)
    first = [chunk.numbers[0] for chunk in chunks]
    assert first == sorted(first)
    assert sorted(chunks) == sorted(chunked(missing, 1))
