"""Expected claimants by day: median and bands over surges and uncertain levels."""

import numpy as np
import pytest
from people_scenarios import PORT, build
from scenario_with_inputs import uncertain

from sim.people.expectation.demand import daily_claimants
from sim.people.expectation.demand_bands import demand, is_uncertain
from sim.people.expectation.surge_shapes import expected_claimants
from sim.scenario.calendar.clock import clock
from sim.scenario.values.distributions import Distribution

pytestmark = pytest.mark.unit

HALF = {"stream": "door", "probability": 0.5, "begins": "2025-03-10", "times": 3, "hold": "4 d"}


def test_without_surges_the_bands_are_the_level() -> None:
    scenario = build(PORT, {"warm_up": "5 d"})
    found, time = demand(scenario, 3), clock(scenario)
    assert found.days == time.days[5:]
    assert list(found.streams) == ["port_of_entry", "police"]
    for name, bands in found.streams.items():
        level = daily_claimants(scenario, name, time, found.days)
        assert all(np.array_equal(row, level) for row in bands)
    assert found.total.median == pytest.approx(found.streams["police"].median + found.streams["port_of_entry"].median)
    assert not is_uncertain(scenario)


def test_a_surge_that_may_happen_opens_the_bands_on_its_days() -> None:
    scenario = build({"surges": {"rumour": HALF}})
    found = demand(scenario, 50).streams["door"]
    assert found.low == pytest.approx(np.full(31, 40))
    assert found.high == pytest.approx(np.where((np.arange(31) >= 9) & (np.arange(31) < 13), 120, 40))
    peaks = demand(scenario, 50).peaks
    assert np.unique(peaks) == pytest.approx([40, 120]) and peaks.size == 50
    assert is_uncertain(scenario)
    assert not is_uncertain(build({"surges": {"rumour": HALF | {"probability": 0}}}))


def test_the_replications_are_those_of_a_run() -> None:
    scenario = build({"surges": {"rumour": HALF}})
    one, two = demand(scenario, 1).total.median, demand(scenario, 2).total
    assert (np.minimum(two.low, one) == two.low).all() and (np.maximum(two.high, one) == two.high).all()


def test_bands_of_a_sum_are_no_sum_of_bands() -> None:
    one = {"stream": "port_of_entry", "probability": 0.06, "begins": "2025-03-01", "times": 2, "hold": "31 d"}
    scenario = build(PORT, {"surges": {"a": one, "b": one | {"stream": "police"}}})
    found = demand(scenario, 1000)  # each is within nine in ten by itself, both at once are not
    level = daily_claimants(scenario, "port_of_entry", clock(scenario), found.days)
    assert found.streams["port_of_entry"].high == pytest.approx(2 * level)
    assert found.streams["police"].high == pytest.approx(np.full(31, 60))
    assert found.total.high == pytest.approx(2 * level + 30)


def test_running_means_even_out_the_week() -> None:
    scenario = build(PORT)
    assert demand(scenario, 1, over=7).streams["port_of_entry"].median == pytest.approx(np.full(31, 90))
    ends = demand(scenario, 1).streams["port_of_entry"].median
    found = demand(scenario, 1, over=3).streams["port_of_entry"].median
    assert found[[0, 1, 2, -1]] == pytest.approx([ends[:3].mean(), ends[:3].mean(), ends[1:4].mean(), ends[-3:].mean()])
    whole = demand(scenario, 1).total.median.mean()
    assert demand(scenario, 1, over=99).total.median == pytest.approx(np.full(31, whole))


def test_an_uncertain_level_opens_the_bands_on_all_days() -> None:
    scenario = uncertain({"arrivals.door.claimants_per_day": Distribution("uniform", (("low", 20), ("high", 60)))})
    found = demand(scenario, 64).total
    assert found.median == pytest.approx(np.full(31, 40), abs=1)
    assert found.low == pytest.approx(np.full(31, 22), abs=1) and found.high == pytest.approx(np.full(31, 58), abs=1)
    assert is_uncertain(scenario)
    time = clock(scenario)
    assert expected_claimants(scenario, "door", time, time.days) == pytest.approx(np.full(31, 40))


def test_no_replication_is_no_band() -> None:
    with pytest.raises(ValueError, match=r"^at least one replication, and means over at least one day$"):
        demand(build(), 0)
