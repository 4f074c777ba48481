"""Futures by their number of storms: the same answers as futures drawn as they come, from fewer."""

import math

import numpy as np
import pytest
import trigger_port
from scipy import special, stats

from sim.experiments.playing.engine import Engine
from sim.experiments.statistics.means import of_mean
from sim.experiments.statistics.strata import Strata
from sim.people.chance.assumed import assumed
from sim.people.chance.uncertain_inputs import future
from sim.people.rates.storm_count import Storms
from sim.people.sampler import Sampler
from sim.planning.triggers.by_storms.futures_by_storms import (
    CANDIDATES,
    allocated,
    as_they_come,
    chosen,
    drawn,
    in_turn,
    stratum_of,
)
from sim.planning.triggers.judging.choice import choose, screened
from sim.planning.triggers.judging.information import worth
from sim.planning.triggers.judging.insurance import insurance
from sim.planning.triggers.judging.outcomes import needed
from sim.planning.triggers.judging.regret import regrets
from sim.planning.triggers.judging.risk import of_worst
from sim.planning.triggers.judging.summary import verdict
from sim.planning.triggers.question import question
from sim.planning.triggers.study import Study, study
from sim.scenario.load import load

pytestmark = pytest.mark.theory

SURGE = "surges={storm: {stream: door, per_year: {gamma: {mean: 6, cv: .6}}, times: 4, hold: 5 d}}"
REGIMES = (
    "arrivals.door.regimes={quiet: {times: 1, lasts: {exponential: {mean: {uncertain: {p10: 5 d, p90: 40 d}}}}}, "
    "storm: {times: 4, lasts: {gamma: {mean: 4 d, cv: .5}}}}"
)
TRIALS, FUTURES, RATE = 1_000, 200, 0.05
SHAPE, SPAN = 2.5, 2.0  # of the posterior of a rate after two storms in two years (Jeffreys)


def trial(seed: int) -> tuple[float, float, float]:
    """The mean of what storms cost, at 0.05 a year: by strata, its standard error, and as they come."""
    chance = np.random.default_rng(seed)
    found = chosen(chance.poisson(RATE, 4 * CANDIDATES * FUTURES), FUTURES)
    assert found is not None
    plain = chance.poisson(RATE, FUTURES)
    loss = np.where(found.strata.of > 0, chance.lognormal(0, 0.5, FUTURES), 0.0)
    as_it_comes = np.where(plain > 0, chance.lognormal(0, 0.5, FUTURES), 0.0)
    return found.strata.mean(loss), float(found.strata.moments(loss).error), float(as_it_comes.mean())


def test_strata_and_futures_as_they_come_agree_with_a_third_of_the_variance() -> None:
    """Two z tests at 3.3 standard errors: at most 0.2% that a right one fails, over both."""
    strata, errors, plain = np.array([trial(seed) for seed in range(TRIALS)]).T
    truth = -math.expm1(-RATE) * math.exp(0.125)
    for means in (strata, plain):
        assert abs(means.mean() - truth) < 3.3 * means.std() / math.sqrt(TRIALS)
    assert strata.var() < plain.var() / 3
    assert np.mean(errors**2) == pytest.approx(strata.var(), rel=0.2)


def test_the_interval_of_a_mean_by_strata_holds() -> None:
    """Of 400 intervals at 95%, 92% hold at least."""
    held = 0
    for seed in range(400):
        chance = np.random.default_rng(seed)
        found = chosen(chance.poisson(RATE, 4 * CANDIDATES * FUTURES), FUTURES)
        assert found is not None
        low, high = of_mean(np.where(found.strata.of > 0, chance.lognormal(0, 1, FUTURES), 0.0), strata=found.strata)
        held += low < -math.expm1(-RATE) * math.exp(0.5) < high
    assert held >= 0.92 * 400


def closed_form(premium: float, loss: float) -> float:
    """What it is worth to know a rate before one chooses to pay a premium or `loss` a storm, by quadrature."""
    u = (np.arange(200_000) + 0.5) / 200_000
    rate = special.gammaincinv(SHAPE, u) / SPAN
    return float(min(premium, loss * rate.mean()) - np.minimum(premium, loss * rate).mean())


def known_rate(seed: int, futures: int, *, by_strata: bool) -> tuple[float, float]:
    """The value of knowing the rate and its standard error; the rate has the posterior Gamma(2.5, 2)."""
    chance = np.random.default_rng(seed)
    many = futures * CANDIDATES if by_strata else futures
    rate = chance.gamma(SHAPE, 1 / SPAN, many)
    counted = chance.poisson(rate)
    found = chosen(counted, futures) if by_strata else None
    at = found.places if found else np.arange(futures)
    losses = np.array([np.full(futures, 1.1), 1.0 * counted[at]])
    told = worth(losses, rate[at][:, None], strata=found.strata if found else None)
    return told.value, (told.interval.high - told.interval.low) / (2 * stats.norm.ppf(0.975))


def test_the_value_of_knowing_the_rate_is_the_same_with_strata_and_without() -> None:
    """Three z tests at 3.3 standard errors: at most 0.3% that a right one fails, over all."""
    truth = closed_form(1.1, 1.0)
    strata, plain = (known_rate(3, 8_000, by_strata=one) for one in (True, False))
    assert abs(strata[0] - plain[0]) < 3.3 * math.hypot(strata[1], plain[1])
    for value, error in (strata, plain):
        assert abs(value - truth) < 3.3 * error and value > 4 * error


def test_the_rate_of_a_future_is_that_given_its_number_of_storms() -> None:
    """Given k storms the posterior Gamma(2.5, 2) is Gamma(2.5 + k, 3); three z tests at 3.3: 0.3% over all."""
    chance = np.random.default_rng(8)
    rate = chance.gamma(SHAPE, 1 / SPAN, 80_000)
    found = chosen(chance.poisson(rate), 6_000)
    assert found is not None
    for k in range(3):
        mine = rate[found.places[found.strata.of == k]]
        assert abs(mine.mean() - (SHAPE + k) / (SPAN + 1)) < 3.3 * mine.std() / math.sqrt(mine.size)


@pytest.mark.parametrize("change", [SURGE, REGIMES])
def test_what_is_counted_is_what_a_future_draws(tmp_path, change: str) -> None:
    scenario = load(trigger_port.write(tmp_path), [change]).scenario
    storms, counts = Storms(scenario), []
    assert storms and len(storms.uncertain) == 1
    for number in range(1, 60):
        mine = assumed(scenario, future(scenario, number))
        by_itself = Storms(mine)
        counts.append(storms.number(future(scenario, number)))
        assert counts[-1] == by_itself.number(future(scenario, number))
    assert len(set(counts)) > 2


def test_days_of_a_future_with_storms_have_a_higher_rate(tmp_path) -> None:
    """A surge is seen in the arrivals of its future: none of those without a storm has so many."""
    scenario = load(trigger_port.write(tmp_path), [SURGE.replace("times: 4", "times: 40")]).scenario
    storms, seen = Storms(scenario), {}
    for number in range(1, 40):
        replication = future(scenario, number)
        mine = assumed(scenario, replication)
        seen[number] = (storms.number(replication), Sampler(mine).people(replication).arrive.size)
    calm, stormy = ([n for k, n in seen.values() if (k > 0) is any_] for any_ in (False, True))
    assert calm and stormy and min(stormy) > max(calm)


def test_strata_are_allocated_with_a_floor_and_in_turn() -> None:
    shares = np.array([0.95, 0.05])
    taken = allocated(shares, 500)
    assert taken.sum() == 500 and taken.tolist() == [363, 137]
    order = in_turn(taken)
    for n in (50, 100, 200):
        assert abs((order[:n] == 1).mean() - 137 / 500) < 0.02
    of, strata = stratum_of(np.array([0] * 900 + [1] * 94 + [2] * 3 + [9] * 3))
    assert strata == 2 and of.max() == 1 and of[-1] == 1


def test_few_futures_and_a_port_without_storms_are_drawn_as_they_come(tmp_path) -> None:
    file = trigger_port.write(tmp_path)
    assert drawn(load(file).scenario, 200) == as_they_come(200)
    assert drawn(load(file, [SURGE]).scenario, 39) == as_they_come(39)
    more = drawn(load(file, [SURGE]).scenario, 60, after=100)
    assert more.strata is not None and min(more.numbers) > 100 and more.last == max(more.last, *more.numbers)


def test_strata_of_equal_weight_say_what_plain_futures_say() -> None:
    """Of one stratum every figure is that of futures as they come."""
    chance = np.random.default_rng(2)
    one, other = chance.lognormal(0, 1, 6_000), chance.lognormal(0.1, 1, 6_000)
    alike = Strata(np.zeros(6_000, np.int64), np.ones(1))
    assert alike.effective == pytest.approx(6_000)
    np.testing.assert_allclose(of_mean(one, strata=alike), of_mean(one))
    np.testing.assert_allclose(
        np.hstack(of_worst(one, 0.05, alike)), np.hstack(of_worst(one, 0.05)), rtol=1e-6
    )  # fmt: skip
    a, b = insurance(one, other, 0.05, alike), insurance(one, other, 0.05)
    for name in ("mean", "spared", "premium", "worst", "held", "inside", "outside"):
        assert getattr(a, name) == pytest.approx(getattr(b, name)), name
    assert a.share("pays") == pytest.approx(b.pays / 6_000)
    for x, y in zip(regrets(np.array([one, other]), alike), regrets(np.array([one, other])), strict=True):
        np.testing.assert_allclose(np.hstack(x), np.hstack(y), rtol=1e-6)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Study:
    off = [f"policy.families.{name}=false" for name in ("arrivals", "longest_wait", "forecast", "two_tiers")]
    file = trigger_port.write(tmp_path_factory.mktemp("storms"))
    return study(question(file, [*off, SURGE, "policy.families.occupancy={above: [60%], for: 0}"]), 48)


def test_a_study_weighs_its_futures(made: Study) -> None:
    strata = made.strata
    assert strata is not None and made.drawn is not None and strata.size == 48
    assert len(set(made.drawn.numbers)) == 48 and strata.weights.sum() == pytest.approx(1)
    loss = made.column("loss")[0]
    by_hand = sum(
        share * loss[strata.of == h].mean() for h, share in enumerate(strata.shares)
    )  # fmt: skip
    assert verdict(made.values[0], 0.05, strata).figures["loss"].mean == pytest.approx(by_hand)
    assert by_hand != pytest.approx(loss.mean())
    everyone = np.ones(len(made.values), np.bool_)
    settings = made.question.settings
    assert choose(settings, made.values, everyone, strata).chosen == made.choice.chosen
    assert screened(settings, made.values, everyone, 3, strata)[made.choice.chosen]


def test_a_future_by_its_number_is_the_one_that_was_played(made: Study) -> None:
    """The crowding of a future of the study is that of a run of its number."""
    assert made.drawn is not None
    off = made.question.off
    for place in (0, 17, 47):
        number = future(off, made.number(place))
        assert needed(made.question, Engine(assumed(off, number)).replication(number)).crowding == pytest.approx(
            made.column("crowding_off")[0, place]
        )
