"""When parties come: totals, days of 23 and 25 hours, dispersion, loads, and those present at the start."""

from datetime import date
from typing import Any

import numpy as np
import pytest
from people_scenarios import PORT, build, draw
from scipy import stats

from sim.people.expectation.demand import daily_claimants, day_hours, profile
from sim.people.sampler import Sampler
from sim.scenario.calendar.clock import clock
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit
HOURS = [2, 1.5, 1.5, 2, 3, 4.5, 8, 9, 7, 5, 4, 3.5, 3.5, 4, 5.5, 7, 6.5, 5, 4, 3.5, 3, 3, 2.5, 1.5]


def door(**stream: Any) -> dict[str, Any]:
    return {"arrivals": {"door": stream}}


def daily(scenario: Scenario, replications: int) -> tuple[np.ndarray[Any, np.dtype[np.int64]], Sampler]:
    """(replications, days) parties on each local day."""
    sampler, midnights = Sampler(scenario), clock(scenario).midnights
    counts = [np.histogram(sampler.sample(r).arrive, bins=midnights)[0] for r in range(replications)]
    return np.array(counts), sampler


def test_claimants_of_a_day_are_its_level_times_its_weekday() -> None:
    levels = {"2025-03-03": 10, "2025-03-09": 30}
    scenario = build(door(claimants_per_day=levels, weekday={"sat": 0, "sun": 2}))
    days = [date(2025, 3, d) for d in (1, 3, 8, 9, 10)]
    found = daily_claimants(scenario, "door", clock(scenario), days)
    assert found == pytest.approx([0, 10, 0, 60, 30])  # weights 1 x 5, 0, 2 have mean 1; the first level reaches back


def test_total_of_claimants_is_what_is_expected() -> None:
    scenario = build(PORT, {"arrivals": {"port_of_entry": {"day_to_day": 0, "coach_loads": None}}})
    sampler = Sampler(scenario)
    found = np.array(
        [np.bincount(s.stream, weights=s.persons, minlength=2) for s in (sampler.sample(r) for r in range(60))]
    )
    time = clock(scenario)
    wanted = [daily_claimants(scenario, name, time, time.days).sum() for name in scenario.arrivals]
    z = (found.mean(axis=0) - wanted) / (found.std(axis=0, ddof=1) / np.sqrt(60))
    assert (np.abs(z) < 4).all()  # once in 6,000 seeds, by Student's t with 59 degrees of freedom


@pytest.mark.parametrize(("day", "length"), [(9, 23), (10, 24)])
def test_spring_day_has_its_hours(day: int, length: int) -> None:
    check_day(date(2025, 3, day), length)


def test_autumn_day_has_its_hours() -> None:
    check_day(date(2025, 11, 2), 25)


def check_day(day: date, length: int) -> None:
    """Weights by label, the whole total, and edges from midnight to midnight."""
    scenario = build(
        door(claimants_per_day=1, hour=HOURS),
        {"time_zone": "America/Toronto", "start": str(day), "end": str(date.fromordinal(day.toordinal() + 1))},
    )
    [(labels, ticks)] = day_hours(clock(scenario))
    shape, edges = profile(scenario.arrivals["door"].hour, [(labels, ticks)])
    weights = np.array(HOURS)[labels]
    assert labels.size == length and edges[0].tolist() == [3600 * k for k in range(length + 1)]
    assert np.diff(shape[0]) == pytest.approx(weights / weights.sum())
    assert shape[0, 0] == 0 and shape[0, -1] == 1


@pytest.mark.parametrize(
    ("zone", "day", "length"),
    [
        ("America/Toronto", "2025-03-09", 23 * 3600),
        ("America/Toronto", "2025-11-02", 25 * 3600),
        ("Australia/Lord_Howe", "2025-10-05", 23.5 * 3600),
        ("UTC", "2025-03-09", 24 * 3600),
    ],
)
def test_a_day_keeps_its_total_and_its_ticks_whatever_its_length(zone: str, day: str, length: float) -> None:
    following = str(date.fromordinal(date.fromisoformat(day).toordinal() + 1))
    scenario = build(door(claimants_per_day=20_000), {"time_zone": zone, "start": day, "end": following})
    ticks = draw(scenario).arrive
    assert clock(scenario).end == length
    assert ticks.min() >= 0 and ticks.max() < length and (np.diff(ticks) >= 0).all()
    assert abs(ticks.size - 20_000) < 4 * np.sqrt(20_000)  # |z| < 4: once in 16,000 seeds
    assert stats.kstest(ticks / length, "uniform").pvalue > 1e-4  # once in 10,000 seeds


def test_hours_skipped_by_the_clock_leave_the_day_its_people() -> None:
    only_two = [1.0 if hour == 2 else 0.0 for hour in range(24)]
    span = {"time_zone": "America/Toronto", "start": "2025-03-08", "end": "2025-03-11"}
    counts, _ = daily(build(door(claimants_per_day=400, hour=only_two), span), 1)
    assert (np.abs(counts - 400) < 4 * 20).all()


def test_hours_of_the_day_have_their_shares() -> None:
    ticks = draw(build(door(claimants_per_day=2000, hour=HOURS))).arrive
    counts = np.bincount(ticks % 86400 // 3600, minlength=24)
    wanted = ticks.size * np.array(HOURS) / sum(HOURS)
    assert stats.chisquare(counts, wanted).pvalue > 1e-4  # once in 10,000 seeds


def test_days_of_a_gamma_poisson_stream_vary_as_it_says() -> None:
    counts, _ = daily(build(door(claimants_per_day=100, day_to_day=0.3)), 60)
    flat, variance = counts.ravel(), 100 + 0.3**2 * 100**2  # negative binomial: mu + cv^2 mu^2
    assert abs(flat.mean() - 100) < 4 * np.sqrt(variance / flat.size)  # |z| < 4
    # The fourth moment of this gamma-Poisson is near 3.5 variances squared: a standard error of 1.6 / sqrt(n).
    assert abs(flat.var() / variance - 1) < 4 * 1.6 / np.sqrt(flat.size)


def test_days_of_a_poisson_stream_vary_as_poisson() -> None:
    counts, _ = daily(build(door(claimants_per_day=100)), 60)
    index = counts.var(ddof=1) / counts.mean()
    assert abs(index - 1) < 4 * np.sqrt(2 / counts.size)  # |z| < 4: once in 16,000 seeds


def test_loads_bring_their_share_of_parties_and_keep_the_total() -> None:
    loads = {"share": 0.4, "parties": {"discrete": {3: 0.5, 5: 0.5}}}
    scenario = build(door(claimants_per_day=500, coach_loads=loads), {"end": "2025-05-01"})
    ticks = draw(scenario).arrive
    sizes = np.unique(ticks, return_counts=True)[1]
    together = sizes[sizes >= 3].sum() / ticks.size
    events = ticks.size * (0.4 / 4 + 0.6)
    # A load of three or five is one event, so shares vary as those of events; a few singles meet a load by accident.
    assert abs(together - 0.4) < 4 * np.sqrt(0.4 * 0.6 / events) * 2 + 0.02
    assert abs(ticks.size - 61 * 500) < 4 * np.sqrt(61 * 500 * (0.4 * 17 / 4 + 0.6))  # compound Poisson, |z| < 4


def test_parties_present_at_start_sum_to_the_persons_asked_for() -> None:
    scenario = build(PORT, {"present_at_start": 137})
    for replication in range(5):
        sample = draw(scenario, replication)
        here = sample.counted == 0
        assert sample.persons[here].sum() == 137
        assert not sample.arrive[here].any() and not sample.stream[here].any()
        assert here[: here.sum()].all()
        assert (sample.adults <= sample.over_14).all() and (sample.over_14 <= sample.persons).all()
        assert (sample.adults + sample.unaccompanied >= 1).all()


def test_arrivals_are_in_order_and_within_the_span() -> None:
    scenario = build(PORT, {"time_zone": "America/Toronto", "warm_up": "7 d"})
    sample, time = draw(scenario), clock(scenario)
    assert (np.diff(sample.arrive) >= 0).all()
    assert sample.arrive.min() >= 0 and sample.arrive.max() < time.end
    assert {column.dtype for column in sample} == {np.dtype(np.int64)}


def test_no_arrivals_make_an_empty_sample() -> None:
    sample = draw(build(door(claimants_per_day=0)))
    assert sample.arrive.size == 0 and sample.first.tolist() == [0] and sample.step.size == 0
