"""What a surge does to the days, by hand; and in expectation against what is drawn."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from people_scenarios import PORT, build

from sim.arrays import F
from sim.people.chance.random_streams import Chance, Register
from sim.people.expectation.overload import offered_by_month
from sim.people.expectation.surge_shapes import covered, expected_claimants, expected_factor
from sim.people.expectation.workload import officer_hours
from sim.people.rates.surges import Surges
from sim.scenario.calendar.clock import clock
from sim.scenario.language.rates.surges import Surge
from sim.scenario.schema import Scenario

DAYS = [date(2025, 3, 1) + timedelta(days=k) for k in range(31)]


def surge(**changes: Any) -> Surge:
    return Surge.model_validate({"stream": "door", "begins": "2025-03-10", "times": 3} | changes)


def shape(rise: float, hold: float, fall: float) -> list[float]:
    found: F = covered(np.arange(-2.0, 8.0), np.array(rise), np.array(hold), np.array(fall))
    return [round(share, 12) for share in found.tolist()]


@pytest.mark.unit
def test_the_share_of_the_peak_by_day() -> None:
    assert shape(2, 1, 4) == [0, 0, 0.25, 0.75, 1, 0.875, 0.625, 0.375, 0.125, 0]
    assert shape(0, 2, 0) == [0, 0, 1, 1, 0, 0, 0, 0, 0, 0]
    assert shape(0.5, 0, 0.5) == [0, 0, 0.5, 0, 0, 0, 0, 0, 0, 0]
    assert shape(0, 1.5, 1) == [0, 0, 1, 0.875, 0.125, 0, 0, 0, 0, 0]


@pytest.mark.unit
@pytest.mark.parametrize("lengths", [(2.3, 0.4, 5.1), (0, 0.01, 0), (7, 0, 0), (1, 14.7, 30)])
def test_lengths_that_are_no_whole_days_keep_their_area(lengths: tuple[float, float, float]) -> None:
    rise, hold, fall = map(np.array, lengths)
    found = covered(np.arange(-3.0, 60.0), rise, hold, fall)
    assert found.sum() == pytest.approx(rise / 2 + hold + fall / 2, rel=1e-12)
    assert not found[:3].any() and not found[3 + int(sum(lengths)) + 1 :].any()


@pytest.mark.unit
def test_the_mean_of_a_certain_surge_is_the_surge() -> None:
    found = expected_factor(surge(rise="2 d", hold="1 d", fall="2 d"), DAYS)
    assert found[8:16] == pytest.approx([1, 1.5, 2.5, 3, 2.5, 1.5, 1, 1])
    assert (np.delete(found, range(9, 14)) == 1).all()


@pytest.mark.unit
def test_a_chance_and_a_span_of_days_thin_it() -> None:
    found = expected_factor(surge(probability=0.5, hold="1 d", begins={"uniform": ["2025-03-10", "2025-03-13"]}), DAYS)
    assert found[8:14] == pytest.approx([1, 1.25, 1.25, 1.25, 1.25, 1])


@pytest.mark.unit
def test_random_ones_have_the_mean_of_a_poisson_process() -> None:
    found = expected_factor(surge(begins=None, per_year=3.65, hold="10 d", fall="20 d", probability=0.5), DAYS)
    assert found == pytest.approx(np.exp(0.01 * 0.5 * 2 * 20))


def port(*surges: dict[str, Any]) -> Scenario:
    named = {f"surge {k}": {"stream": "port_of_entry", "times": 2.5} | given for k, given in enumerate(surges)}
    return build(PORT, {"end": "2025-06-01", "warm_up": "3 d", "surges": named})


VARIED: list[dict[str, Any]] = [
    {"begins": {"triangular": ["2025-03-10", "2025-03-15", "2025-05-01"]}, "rise": {"uniform": ["1 d", "9 d"]},
     "hold": {"exponential": {"mean": "7 d"}}, "fall": {"lognormal": {"median": "5 d", "p95": "15 d"}},
     "times": {"triangular": [1, 2, 4]}, "probability": 0.7},
    {"begins": {"discrete": {"2025-03-05": 0.3, "2025-04-20": 0.7}}, "hold": {"discrete": {"1 d": 0.5, "9 d": 0.5}}},
    {"per_year": 6, "times": {"uniform": [0.5, 2.5]}, "rise": "2 d", "hold": {"uniform": [0, "4 d"]}, "fall": "3 d"},
]  # fmt: skip


@pytest.mark.theory
@pytest.mark.parametrize("given", [*([one] for one in VARIED), VARIED], ids=["dated", "discrete", "random", "all"])
def test_the_expected_claimants_are_the_mean_of_what_is_drawn(given: list[dict[str, Any]]) -> None:
    scenario = port(*given)
    time, n = clock(scenario), 2000
    surges = Surges(scenario, "port_of_entry", time.days, Register())
    rows = np.array([surges.factor(Chance(scenario.seed, r, ())) for r in range(n)])
    level = expected_claimants(port(), "port_of_entry", time, time.days)
    wanted = expected_claimants(scenario, "port_of_entry", time, time.days) / level
    error = rows.std(axis=0) / np.sqrt(n)
    away = np.abs(rows.mean(axis=0) - wanted)
    # 4 standard errors, once in 16,000 days, of 95 that go together; where hardly any is drawn, what is missed is small
    assert (away <= np.maximum(4 * error, 0.005)).all()


@pytest.mark.unit
def test_needs_and_loads_count_the_surge_in_its_month() -> None:
    usual, april = port(), port({"begins": "2025-04-01", "hold": "30 d"})
    before, after = offered_by_month(usual), offered_by_month(april)
    for old, new in zip(before, after, strict=True):
        assert (new.month, new.pool, new.rostered) == (old.month, old.pool, old.rostered)
        if old.month != "2025-04":
            assert new.offered == old.offered
    officers = {row.month: row.offered for row in after if row.pool == "officers"}
    alone = {row.month: row.offered for row in before if row.pool == "officers"}
    from_the_port = build(PORT, {"end": "2025-06-01", "warm_up": "3 d", "arrivals": {"police": None}})
    share = {row.month: row.offered for row in offered_by_month(from_the_port) if row.pool == "officers"}
    assert officers["2025-04"] - alone["2025-04"] == pytest.approx(1.5 * share["2025-04"])
    # those of the port of entry go through more often than those of the police: their share of the mean grows
    assert officer_hours(april)["delegates"] < officer_hours(usual)["delegates"]
    assert officer_hours(port({"begins": "2025-04-01", "hold": "30 d", "probability": 0})) == officer_hours(usual)
