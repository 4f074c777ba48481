"""People of a stream, of a surge and of a date: who they are, and that nobody else is another."""

from typing import Any

import numpy as np
import pytest

from sim.people.sample import Sample
from sim.people.sampler import Sampler
from sim.scenario.language.process import OUTCOMES
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

HAITI, CHAD = 0, 1
DATE = 30 * 86400  # tick of 1 July


def scenario(**more: Any) -> Scenario:
    """Sixty days of two streams at a rate, and one step."""
    arrivals = {"road": {"claimants_per_day": 40} | more.pop("road", {}), "rail": {"claimants_per_day": 20}}
    return Scenario.model_validate({
        "name": "own", "start": "2025-06-01", "end": "2025-07-31", "seed": 5, "arrivals": arrivals,
        "people": {"party_size": {1: 0.5, 2: 0.5}, "nationalities": {"Haiti": 1, "Chad": 0}},
        "screening": {"exceptions": {"family_member": {"claimed": 0.5, "proven": 0.5}}},
        "process": {"steps": {"see": {"time": {"exponential": {"mean": "1 h"}}}}, "journeys": {"everyone": ["see"]}},
    } | more)  # fmt: skip


def drawn(given: Scenario) -> Sample:
    return Sampler(given).people(1)


def rows(sample: Sample, mine: Any) -> dict[tuple[int, int], tuple[int, ...]]:
    """Those parties by stream and identity: when they came, who they are, what becomes of them, and their visit."""
    columns = (sample.arrive, sample.persons, sample.nationality, sample.outcome)
    found = zip(*(column[mine].tolist() for column in columns), sample.seconds[sample.first[:-1][mine]], strict=True)
    keys = zip(sample.stream[mine].tolist(), sample.identity[mine].tolist(), strict=True)
    return dict(zip(keys, found, strict=True))


def test_from_a_date_on_parties_are_those_of_a_port_that_was_always_so() -> None:
    later: dict[str, Any] = {"people": {"nationalities": {"Chad": 1}}}
    later |= {"screening": {"exceptions": {"family_member": {"other": {"proven": 0.9}}}}}
    later |= {"process": {"steps": {"see": {"time": {"exponential": {"mean": "2 h"}}}}}}
    first, changed = drawn(scenario()), drawn(scenario(changes={"2025-07-01": later}))
    always = drawn(scenario(changes={"2025-01-01": later}))
    assert rows(changed, changed.arrive < DATE) == rows(first, first.arrive < DATE)
    assert rows(changed, changed.arrive >= DATE) == rows(always, always.arrive >= DATE)
    assert (np.diff(changed.arrive) >= 0).all()
    since = changed.arrive >= DATE
    assert 0.4 < (changed.nationality[since] == CHAD).mean() < 0.6 and not changed.nationality[~since].any()


def test_of_several_dates_each_holds_to_the_next_of_the_same_value() -> None:
    chad, haiti = {"nationalities": {"Haiti": 0, "Chad": 1}}, {"nationalities": {"Haiti": 1, "Chad": 0}}
    held = {"screening": {"detained": 1}}
    changes = {"2025-06-11": {"people": chad}, "2025-06-21": held, "2025-07-01": {"people": haiti}}
    sample = drawn(scenario(changes=changes))
    day = sample.arrive // 86400
    assert np.array_equal(sample.nationality == CHAD, (day >= 10) & (day < 30))
    assert np.array_equal(sample.outcome == OUTCOMES.index("detained"), day >= 20)


def test_claimants_a_day_stay_those_of_the_level_whatever_the_size_of_parties() -> None:
    # 1,800 claimants expected of each stream-month; parties of four come a fourth as often. Four standard deviations
    # of a compound Poisson number (variance: claimants x size) in either direction: 1 test in 15,000 fails by chance.
    fours = {"people": {"party_size": {1: 0, 2: 0, 4: 1}}}
    sample = drawn(scenario(changes={"2025-07-01": fours}))
    since = sample.arrive >= DATE
    assert set(sample.persons[since].tolist()) == {4}
    assert abs(int(sample.persons[since].sum()) - 1800) < 4 * (1800 * 4) ** 0.5


def test_a_stream_brings_its_own_people_and_the_other_stays_as_it_was() -> None:
    own = {"people": {"nationalities": {"Chad": 1}, "party_size": {2: 1}}}
    first, sample = drawn(scenario()), drawn(scenario(road=own))
    assert rows(sample, sample.stream == 1) == rows(first, first.stream == 1)
    road = sample.stream == 0
    assert (sample.nationality[road] == CHAD).all() and (sample.persons[road] == 2).all()
    assert abs(int(sample.persons[road].sum()) - 2400) < 4 * (2400 * 2) ** 0.5


def test_what_a_surge_adds_is_of_its_own_people() -> None:
    # Twice the level for ten days: 400 claimants of the level, and 400 of the surge, who come in threes from Chad.
    own = {"nationalities": {"Chad": 1}, "party_size": {3: 1}}
    surge = {"stream": "road", "begins": "2025-06-11", "times": 2, "hold": "10 d", "people": own}
    first, sample = drawn(scenario()), drawn(scenario(surges={"wave": surge}))
    day = sample.arrive // 86400
    brought = sample.nationality == CHAD
    assert set(sample.persons[brought].tolist()) == {3}
    assert set(sample.stream[brought].tolist()) == {0}
    assert set(day[brought].tolist()) == set(range(10, 20))
    assert abs(int(sample.persons[brought].sum()) - 400) < 4 * (400 * 3) ** 0.5
    others = ~brought & (day >= 10) & (day < 20) & (sample.stream == 0)
    assert abs(int(sample.persons[others].sum()) - 400) < 4 * (400 * 5 / 3) ** 0.5
    outside, before = (day < 10) | (day >= 20), first.arrive // 86400
    assert rows(sample, outside) == rows(first, (before < 10) | (before >= 20))


def test_who_is_present_at_the_start_is_of_the_first_day() -> None:
    before = {"2025-05-01": {"people": {"nationalities": {"Haiti": 0, "Chad": 1}}}}
    after = {"2025-06-02": before["2025-05-01"]}
    for changes, nation in ((before, CHAD), (after, HAITI)):
        sample = drawn(scenario(present_at_start=7, changes=changes))
        here = sample.counted == 0
        assert sample.persons[here].sum() == 7
        assert set(sample.nationality[here].tolist()) == {nation}


def test_a_change_of_space_or_prices_changes_nobody() -> None:
    changed = scenario(changes={"2025-06-20": {"space": {"cost": "9 CAD/month"}}})
    for one, other in zip(drawn(scenario()), drawn(changed), strict=True):
        assert np.array_equal(one, other)


def test_it_does_not_matter_where_the_run_ends() -> None:
    changes = {"2025-07-01": {"people": {"nationalities": {"Chad": 1}}}}
    short, long = drawn(scenario(changes=changes, end="2025-07-10")), drawn(scenario(changes=changes))
    assert rows(short, short.arrive >= 0) == rows(long, long.arrive < 39 * 86400)
