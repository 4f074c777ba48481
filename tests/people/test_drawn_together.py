"""Those who come after the end are drawn with those before it, and are the same as if each were drawn alone."""

from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest

from sim.people.sample import Sample, joined, split
from sim.people.sampler import Sampler
from sim.scenario.data.listed import Listed, ListedParty
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

DAY = datetime(2025, 6, 2)
LISTED = Listed("by hand", tuple(ListedParty(DAY + timedelta(hours=9 * k), 1 + k % 5) for k in range(10)))
STREAMS = {
    "rates": {"road": {"claimants_per_day": 60, "day_to_day": 0.5}, "rail": {"claimants_per_day": 20}},
    "a list": {"road": {"listed": LISTED}},
    "both": {"road": {"claimants_per_day": 60}, "rail": {"listed": LISTED}},
    "nobody": {"road": {"claimants_per_day": 0}},
}


def port_of(arrivals: dict[str, Any], present: int) -> Scenario:
    return Scenario.model_validate({
        "name": "both", "start": "2025-06-02", "end": "2025-06-06", "present_at_start": present, "arrivals": arrivals,
        "screening": {"exceptions": {"family_member": {"claimed": 0.4, "proven": 0.6}}},
        "process": {
            "priority": {"families": {"who": "with_children"}, "others": {}},
            "steps": {"desk": {"time": {"person": "20 min"}, "cv": 0.5, "unit": "person"},
                      "talk": {"time": {"party": "40 min"}, "cv": 0.5, "patience": {"exponential": {"mean": "2 h"}},
                               "deferrable": True, "staff": {"officers": 1}},
                      "after": {"time": {"exponential": {"mean": "1 h"}}}},
            "journeys": {"everyone": ["desk", "talk", "after"], "deferred": ["after"]},
        },
        "staff": {"officers": {"shifts": {"all": {"hours": "00:00-24:00", "on_duty": 3}}}},
    })  # fmt: skip


def same(one: Sample, other: Sample) -> bool:
    return all(np.array_equal(*pair) for pair in zip(one, other, strict=True))


@pytest.mark.parametrize("present", [0, 7])
@pytest.mark.parametrize("arrivals", STREAMS.values(), ids=STREAMS)
def test_drawn_together_as_drawn_alone(arrivals: dict[str, Any], present: int) -> None:
    sampler = Sampler(port_of(arrivals, present))
    for number in range(3):
        people, more = sampler.drawn(number)
        assert same(people, sampler.people(number))
        assert same(more, sampler.onward(number).parties(0))
        assert (more.arrive.size > 0) == (arrivals is not STREAMS["nobody"])


@pytest.mark.parametrize("parties", [0, 1, 20])
def test_what_is_split_can_be_joined(parties: int) -> None:
    whole = Sampler(port_of(STREAMS["rates"], 5)).people(1)
    first, rest = split(whole, parties)
    assert first.arrive.size == parties
    assert rest.first[0] == first.first[0] == 0
    assert same(joined(first, rest), whole)
