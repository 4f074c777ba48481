"""Histories given their counts: exact totals, the law of days and parties given them, and who is whom."""

import math
from datetime import timedelta

import numpy as np
import pytest
from counted_ports import (
    DAYS,
    LOADS,
    NAMES,
    NESTED,
    PEOPLE,
    START,
    by_day,
    counts,
    given,
    history,
    p_values,
    port,
    ranks,
    right,
    split_afterwards,
    totals_of,
)  # fmt: skip
from scipy.special import gammaincinv, ndtr
from scipy.stats import chi2_contingency

from sim.people.chance.random_streams import Chance
from sim.people.rates.compound import log_chance
from sim.people.rates.event_law import event_law
from sim.people.run_on import DAYS as PLAYED_ON
from sim.people.sampler import Sampler
from sim.scenario.data.windows import AFTER
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

TOTALS = (170, 61, 40)


@pytest.mark.parametrize("memory", [0.0, 0.7])
def test_totals_are_exact_in_every_replication(memory: float) -> None:
    sampler = Sampler(port(counts(NESTED, TOTALS), day_to_day={"sd": 0.5, "memory": memory}))
    drawn = [by_day(sampler, k)[0] for k in range(1, 41)]
    assert {totals_of(persons) for persons in drawn} == {TOTALS}
    assert len({int(persons[18:].sum()) for persons in drawn}) > 10  # nothing was counted on the last three days


@pytest.mark.parametrize("total", [0, 1, 3, 1000])
def test_a_total_far_from_the_level_is_exact_too(total: int) -> None:
    sampler = Sampler(port(counts(((0, 6),), (total,)), days=7))
    assert {int(by_day(sampler, k, 7)[0].sum()) for k in range(1, 6)} == {total}


def test_estimates_stay_uncertain() -> None:
    sampler = Sampler(port(counts(((0, 6),), (90,)), days=14))
    reported = by_day(sampler, 1, 14)[0]
    given_both = counts(((0, 6), (7, 13)), (90, 5))
    rows = (given_both.rows[0], counts(((7, 13),), (5,), "C").rows[0])
    with_estimate = Sampler(port(type(given_both)("made-up.csv", rows), days=14))
    np.testing.assert_array_equal(by_day(with_estimate, 1, 14)[0], reported)


def test_days_without_a_count_are_those_of_a_stream_that_nobody_counted() -> None:
    """Without memory: party by party, to the byte."""
    plain, counted = (Sampler(port(one, day_to_day=0.5)).people(3) for one in (None, counts(((0, 13),), (170,))))
    later = [np.flatnonzero((one.identity >> 24) >= START.toordinal() + 14) for one in (plain, counted)]
    assert later[0].size > 10
    for name in ("arrive", "persons", "adults", "nationality", "identity", "outcome"):
        np.testing.assert_array_equal(getattr(plain, name)[later[0]], getattr(counted, name)[later[1]])


def test_a_history_does_not_hang_on_where_the_run_ends() -> None:
    """Without memory a window is drawn by itself; a window that the run cuts is drawn whole."""
    given_counts = counts(((0, 6), (7, 13)), (90, 70))
    short, long = (Sampler(port(given_counts, days=days, day_to_day=0.5)) for days in (10, 30))
    np.testing.assert_array_equal(by_day(short, 4, 30)[0][:10], by_day(long, 4, 30)[0][:10])
    assert AFTER == PLAYED_ON


def test_those_who_come_after_the_end_are_of_the_same_history() -> None:
    sampler = Sampler(port(counts(((0, 13),), (170,)), days=7, day_to_day={"sd": 0.5, "memory": 0.6}))
    people, later = sampler.drawn(2)
    assert int(people.persons.sum()) < 170
    rest = sampler.onward(2)
    every = int(people.persons.sum()) + sum(int(rest.parties(stretch).persons.sum()) for stretch in range(3))
    assert every == 170  # the first seven days after the end
    np.testing.assert_array_equal(later.identity, rest.parties(0).identity)


def test_a_surge_adds_to_those_who_were_counted_and_a_fall_takes_some_away() -> None:
    base = port(counts(((0, 13),), (170,)), days=14)

    def during(times: float) -> Scenario:
        surge = {"stream": "road", "begins": START + timedelta(days=3), "hold": "4 d", "times": times}
        return base.edited({"surges": {"change": surge}})

    who = {times: Sampler(during(times) if times != 1 else base).people(5) for times in (0.5, 1, 2)}
    met = {
        times: set(
            zip(one.identity.tolist(), one.arrive.tolist(), one.persons.tolist(), one.outcome.tolist(), strict=True)
        )
        for times, one in who.items()
    }
    assert met[0.5] < met[1] < met[2]
    before = {times: sum(p for i, _, p, _ in all_ if (i >> 24) < START.toordinal() + 3) for times, all_ in met.items()}
    assert before[0.5] == before[1] == before[2]


def test_the_chance_of_a_total_is_that_of_its_sums() -> None:
    """Panjer's recursion against sums over the number of events, each a convolution."""
    scenario = port()
    law = event_law(scenario.people, scenario.arrivals["road"].coach_loads, 60)
    assert law.persons.sum() == pytest.approx(1.0)
    mean, total, chance, power, events = 9.0, 30, 0.0, np.zeros(61), 0.0
    power[0] = 1.0
    for n in range(total + 1):
        part = math.exp(-mean) * mean**n / math.factorial(n) * power[total]
        chance, events = chance + part, events + n * part
        power = np.convolve(power, law.persons)[:61]
    log, number = log_chance(mean, law.persons, total)
    assert log == pytest.approx(math.log(chance), abs=1e-12)
    assert number == pytest.approx(events / chance, rel=1e-12)


def test_ranks_of_histories_among_draws_given_their_totals_are_even() -> None:
    """100 histories of 19 draws; 1% over the five statistics. The long version: `counted_ranks.py`."""
    assert p_values(ranks(right, 100, 19), 19, bins=10).min() > 0.01 / len(NAMES)


def test_factors_drawn_first_and_totals_split_afterwards_are_found_out_by_their_ranks() -> None:
    found = p_values(ranks(split_afterwards, 100, 19), 19, bins=10)
    assert found.min() < 1e-6


SIX = ((0, 3), (1, 2))  # four days with two of them within, and two days that nobody counted
SIX_TOTALS, MEMORY, SD = (14, 8), 0.6, 0.8


def rejected(draws: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(kept, 6) factors, persons and parties of six days, drawn plainly and kept where the totals are those given."""
    chance, level = np.random.default_rng(5), np.array([12 * 7 / 7.5] * 4 + [18 * 7 / 7.5, 12 * 7 / 7.5]) / 4
    score = chance.standard_normal((draws, 6))
    for d in range(1, 6):
        score[:, d] = MEMORY * score[:, d - 1] + math.sqrt(1 - MEMORY**2) * score[:, d]
    factor = gammaincinv(SD**-2, ndtr(score)) * SD**2
    mean_party, mean_load, share = 0.5 + 0.6 + 0.8, 3.0, LOADS["share"]
    per_party = share / mean_load + 1 - share
    events = chance.poisson(level / mean_party * per_party * factor)
    owner = np.repeat(np.arange(draws * 6), events.ravel())
    loaded = chance.random(owner.size) < share / mean_load / per_party
    owner = np.repeat(owner, np.where(loaded, chance.choice([2, 4], owner.size), 1))
    sizes, shares = zip(*PEOPLE["party_size"].items(), strict=True)
    size = chance.choice(sizes, owner.size, p=shares)
    persons = np.bincount(owner, size, draws * 6).reshape(draws, 6)
    parties = np.bincount(owner, minlength=draws * 6).reshape(draws, 6)
    kept = (persons[:, :4].sum(axis=1) == SIX_TOTALS[0]) & (persons[:, 1:3].sum(axis=1) == SIX_TOTALS[1])
    return factor[kept], persons[kept], parties[kept]


def test_the_joint_law_of_factors_and_counts_is_that_of_plain_rejection_on_six_days() -> None:
    """All means and products of factors, persons and parties of six days within 4.5 standard errors; the error of a
    mean is below 0.02 factors, and of a correlation about 0.02."""
    plain = np.concatenate(rejected(1_000_000), axis=1).astype(float)
    scenario = port(
        counts(SIX, SIX_TOTALS), days=6, sweeps=5, claimants_per_day=3, day_to_day={"sd": SD, "memory": MEMORY}
    )
    past, found = history(scenario), []
    for number, factor in enumerate(past.chain(Chance(3, 1, ("road",)), 5000)):
        drawn = given(past, 3, number, factor, 6)
        found.append(np.concatenate((drawn.factor, drawn.persons, drawn.parties)))
    chain = np.array(found)
    chain, plain = (np.delete(one, [10, 11, 16, 17], axis=1) for one in (chain, plain))  # of days nobody counted
    assert plain.shape[0] > 2000
    z = compared(plain, chain)
    assert z.max() < 4.5
    bins = [pairs(one[:, 1], one[:, 7]) for one in (plain, chain)]
    assert chi2_contingency(np.array(bins)).pvalue > 0.001
    assert chain[:, 1].std() / math.sqrt(len(chain)) < 0.02


def compared(plain: np.ndarray, chain: np.ndarray) -> np.ndarray:
    """How many standard errors means and products of two samples are apart; none where both are constants."""
    upper = np.triu_indices(plain.shape[1])
    both = [np.concatenate((one, (one[:, upper[0]] * one[:, upper[1]])), axis=1) for one in (plain, chain)]
    error = np.sqrt(sum(one.var(axis=0) / len(one) for one in both))
    gap = np.abs(both[0].mean(axis=0) - both[1].mean(axis=0))
    return np.where(error > 1e-9, gap / np.where(error > 1e-9, error, 1.0), np.where(gap > 1e-9, np.inf, 0.0))


def pairs(factor: np.ndarray, persons: np.ndarray) -> np.ndarray:
    """Numbers of draws by a third of the factor and by persons of the day."""
    return np.histogram2d(factor, persons, bins=([0, 0.7, 1.2, np.inf], [0, 2, 4, 6, np.inf]))[0].ravel()


def test_without_counts_nothing_changes() -> None:
    """A stream beside one that is counted keeps its people, and so does the same stream once its counts are taken
    away."""
    counted = port(counts(NESTED, TOTALS))
    beside = counted.edited({"arrivals.other": {"claimants_per_day": 4}})
    alone = port().edited({"arrivals.other": {"claimants_per_day": 4}})
    of_other = [one.identity[one.stream == 1] for one in (Sampler(beside).people(1), Sampler(alone).people(1))]
    np.testing.assert_array_equal(*of_other)
    again = counted.edited({"arrivals.road.conditioned_on": None})
    for column, same in zip(Sampler(again).people(2), Sampler(port()).people(2), strict=True):
        np.testing.assert_array_equal(column, same)
    assert DAYS == 21
