"""Regimes as chance has them: what they do to the days, and that nobody else is touched."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from people_scenarios import DEFERRAL, PORT, build, draw, persons, same
from scenario_with_inputs import uncertain

from sim.arrays import F
from sim.people.chance.random_streams import Chance, Register
from sim.people.expectation.demand_bands import demand, is_uncertain, undisturbed, varied
from sim.people.rates.rate import Multiple
from sim.people.rates.regimes import Regimes
from sim.people.rates.surges import Surges
from sim.people.sampler import Sampler
from sim.scenario.calendar.clock import clock
from sim.scenario.schema import Scenario
from sim.scenario.values.distributions import Distribution

pytestmark = pytest.mark.unit

QUIET = {"times": 0.5, "lasts": {"exponential": {"mean": "6 d"}}}
BUSY = {"times": 3, "lasts": {"gamma": {"mean": "3 d", "cv": 0.5}}}
TWO = {"quiet": QUIET, "busy": BUSY}
RING = {  # a ring of constant lengths: everything follows from the first day
    "a": {"times": 1, "lasts": "36 h", "next": {"b": 1}},
    "b": {"times": 4, "lasts": "12 h", "next": {"c": 1}},
    "c": {"times": 0, "lasts": "2 d", "next": {"a": 1}},
}


def of(regimes: dict[str, Any], *changes: dict[str, Any], stream: str = "port_of_entry") -> Scenario:
    zone = {"contingency": DEFERRAL, "time_zone": "America/Toronto", "end": "2025-04-15"}
    return build(PORT, zone, {"arrivals": {stream: {"regimes": regimes}}}, *changes)


def found(scenario: Scenario, stream: str = "port_of_entry") -> Regimes:
    return Regimes(scenario.arrivals[stream].regimes, stream, clock(scenario), Register())


def factor(scenario: Scenario, replication: int = 0, stream: str = "port_of_entry") -> F:
    row = found(scenario, stream).factor(Chance(scenario.seed, replication, ()))
    assert row is not None
    return row


def uniform(scenario: Scenario, replication: int, what: str) -> float:
    """What is drawn for the spell that is under way when the run begins."""
    decision, none = Register().decision(f"regimes/port_of_entry/{what}"), np.zeros(1, dtype=np.int64)
    return float(Chance(scenario.seed, replication, ()).series(decision, none, none)[0])


def ring_by_second(scenario: Scenario, offset: int) -> F:
    """(seconds,) the multiple of the ring, `offset` seconds into its course of four days when the run begins."""
    course = np.repeat([1.0, 4.0, 0.0], [129600, 43200, 172800])
    end = int(clock(scenario).end)
    return np.asarray(np.resize(np.roll(course, -offset), end))


def test_without_regimes_nothing_is_computed() -> None:
    scenario = of({})
    assert found(scenario).factor(Chance(1, 0, ())) is None
    assert found(of(TWO), "police").factor(Chance(1, 0, ())) is None


@pytest.mark.parametrize("replication", range(8))
def test_a_day_takes_the_mean_over_its_own_hours(replication: int) -> None:
    scenario = of(RING)
    row, midnights = factor(scenario, replication), clock(scenario).midnights
    assert 82800 in np.diff(midnights) and set(np.diff(midnights)) == {82800, 86400}  # daylight saving begins
    shares, lasts = np.array([3, 1, 4]) / 8, (129600, 43200, 172800)
    first = int(np.searchsorted(np.cumsum(shares), uniform(scenario, replication, "first"), side="right"))
    offset = sum(lasts[: first + 1]) - round(lasts[first] * uniform(scenario, replication, "left"))
    course = ring_by_second(scenario, offset)
    by_hand = [course[a:b].mean() for a, b in pairwise(midnights)]
    assert row == pytest.approx(by_hand, abs=1e-4)  # the offset is rounded to a second


def test_a_day_without_a_change_has_exactly_the_multiple() -> None:
    exact = [np.isin(factor(of(TWO), r), (0.5, 3.0)).mean() for r in range(20)]
    assert 0.5 < np.mean(exact) < 0.85  # a change every 4.5 days


def test_changes_at_midnight_and_within_a_day_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario, hour = of(TWO, {"time_zone": "UTC", "end": "2025-03-06"}), 3600.0
    ends = np.array([24, 36, 36, 42, 72, 96, 200]) * hour  # at midnight, at noon, a spell of no length, at 18:00, ..
    times = np.array([2.0, 1.0, 9.0, 3.0, 0.0, 4.0, 0.5])
    regimes = found(scenario)
    monkeypatch.setattr(regimes, "spells", lambda _: (np.zeros(ends.size, np.int64), ends, times))
    row = regimes.factor(Chance(1, 0, ()))
    assert row is not None and row.tolist() == [2.0, (12 * 1 + 6 * 3 + 6 * 0) / 24, 0.0, 4.0, 0.5]


def test_a_spell_draws_its_multiple_once() -> None:
    drawn = TWO | {"busy": {"times": {"uniform": [2, 4]}, "lasts": "3 d"}}
    rows = np.array([factor(of(drawn), r) for r in range(20)])
    whole = [{value for value in row.tolist() if value >= 2} for row in rows]
    assert 40 < sum(map(len, whole)) < 20 * 25 and all(value <= 4 for values in whole for value in values)
    again = (rows[:, 1:] == rows[:, :-1]) & (rows[:, 1:] >= 2)
    assert again.sum() > 40  # two days of one spell have one multiple


def test_regimes_of_one_multiple_change_no_bit() -> None:
    without, idle = Sampler(of({})), Sampler(of({name: r | {"times": 1} for name, r in TWO.items()}))
    assert all(same(without.sample(r), idle.sample(r)) for r in range(5))


def test_everybody_of_other_streams_and_days_is_as_they_were() -> None:
    jumps = TWO | {"quiet": QUIET | {"times": 1}}
    usual, jumping = of({}), of(jumps)
    for replication in range(5):
        busy = factor(jumping, replication) != 1
        one, other = by_day(usual, replication), by_day(jumping, replication)
        for day, jumped in enumerate(busy):
            police = [[row for row in rows[day] if row[1] == 1] for rows in (one, other)]
            assert police[0] == police[1]
            if not jumped:
                assert one[day] == other[day]
    assert 5 < busy.sum() < 40


def by_day(scenario: Scenario, replication: int) -> list[list[tuple[Any, ...]]]:
    """The parties of each simulated day, as rows."""
    time, rows = clock(scenario), persons(draw(scenario, replication))
    day = np.searchsorted(time.midnights, [row[0] for row in rows], side="right") - 1
    return [[row for row, at in zip(rows, day, strict=True) if at == d] for d in range(len(time.days))]


def test_on_a_busy_day_the_same_parties_come_and_others_after_them() -> None:
    usual, jumping = of({}), of(TWO)
    compared = 0
    for day in np.flatnonzero(factor(jumping, 1) == 3):
        one, other = ([row for row in by_day(s, 1)[day] if row[1] == 0] for s in (usual, jumping))
        assert [row[1:] for row in other[: len(one)]] == [row[1:] for row in one]
        assert len(other) > len(one)
        compared += 1
    assert compared > 3


def test_surges_and_regimes_multiply() -> None:
    surge = {"stream": "port_of_entry", "begins": "2025-03-10", "times": 3, "hold": "10 d"}
    both, time = of(TWO, {"surges": {"rumour": surge}}), clock(of(TWO))
    chance, register = Chance(both.seed, 2, ()), Register()
    alone = Surges(both, "port_of_entry", time.days, register).factor(chance)
    product = Multiple(both, "port_of_entry", time, Register()).factor(chance)
    assert alone is not None and product is not None
    assert product == pytest.approx(factor(of(TWO), 2) * alone) and product.max() == 9
    # the same people as of a level that is written day by day
    levels = {str(day): 90 * times for day, times in zip(time.days, product.tolist(), strict=True)}
    one, other = draw(both, 2), draw(of({}, {"arrivals": {"port_of_entry": {"claimants_per_day": levels}}}), 2)
    assert one.arrive.size == other.arrive.size > 2000 and np.abs(one.arrive - other.arrive).max() <= 1
    assert np.array_equal(one.identity, other.identity)


def test_a_longer_run_goes_on_where_a_shorter_one_ends() -> None:
    short, long = of(TWO), of(TWO, {"end": "2026-06-01"})
    days = len(clock(short).days)
    assert all(np.array_equal(factor(long, r)[:days], factor(short, r)) for r in range(10))


def test_two_streams_jump_apart() -> None:
    both = of(TWO, {"arrivals": {"police": {"regimes": TWO}}})
    rows = [[factor(both, r, stream) for r in range(40)] for stream in ("port_of_entry", "police")]
    assert all(np.array_equal(factor(of(TWO), r), rows[0][r]) for r in range(40))
    assert abs(np.corrcoef(np.ravel(rows[0]), np.ravel(rows[1]))[0, 1]) < 0.15


def test_higher_multiples_leave_the_spells() -> None:
    for r in range(10):
        one, other = factor(of(TWO), r), factor(of(TWO | {"busy": BUSY | {"times": 5}}), r)
        assert (one - 0.5) * (4.5 / 2.5) == pytest.approx(other - 0.5, abs=1e-9)


@pytest.mark.parametrize("family", ["exponential", "gamma", "lognormal"])
def test_longer_busy_spells_never_make_the_busy_days_fewer(family: str) -> None:
    cv = {} if family == "exponential" else {"cv": 0.7}

    def busy_for(mean: float) -> Scenario:
        return of({"busy": {"times": 1, "lasts": {family: {"mean": f"{mean} d"} | cv}},
                   "quiet": {"times": 0, "lasts": {"exponential": {"mean": "6 d"}}}})  # fmt: skip

    short, long = busy_for(3), busy_for(4)
    alike = [r for r in range(100) if not 3 / 9 <= uniform(short, r, "first") < 4 / 10]  # the others begin otherwise
    assert len(alike) > 80
    seconds = np.diff(clock(short).midnights)
    for r in alike:  # so many days into the run it was busy at least as long: every busy spell is a third longer
        few, many = np.cumsum(factor(short, r) * seconds), np.cumsum(factor(long, r) * seconds)
        assert (many >= few - 1e-3).all()


def test_uncertain_regimes_move_with_their_draws() -> None:
    path = "arrivals.door.regimes.busy.times"
    spread = Distribution("uniform", (("low", 2.0), ("high", 6.0)))
    certain = {"quiet": {"times": 1, "lasts": "10 d"}, "busy": {"times": 4, "lasts": "20 d"}}
    scenario = uncertain({path: spread}, {"arrivals": {"door": {"regimes": certain}}})
    peaks = demand(scenario, 64).peaks / 40
    assert is_uncertain(scenario)
    assert peaks.max() <= 6 and np.quantile(peaks, (0.1, 0.9)) == pytest.approx([2.4, 5.6], abs=0.3)


def test_the_bands_are_those_of_the_replications_that_are_played() -> None:
    scenario = of(TWO, {"warm_up": "5 d"})
    assert varied(scenario) == ("port_of_entry",) and is_uncertain(scenario)
    bands, level = demand(scenario, 1).streams["port_of_entry"], undisturbed(scenario)[0]
    wanted = factor(scenario, 1)[5:] * level
    assert bands.low == pytest.approx(wanted) and bands.high == pytest.approx(wanted)
    many = demand(scenario, 200).streams["port_of_entry"]
    assert (many.low == 0.5 * level).all()
    assert (many.high == 3 * level).all()
    assert not is_uncertain(scenario.edited({"arrivals.port_of_entry.regimes": None}))
