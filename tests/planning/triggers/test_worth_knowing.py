"""What it is worth to know an input: against a closed form, at the null, and nought where it bears on nothing."""

import math

import numpy as np
import pytest
import trigger_port
from scipy import stats

from sim.planning.triggers.judging.information import Worth, worth
from sim.planning.triggers.judging.outcomes import COLUMN
from sim.planning.triggers.judging.worth_knowing import losses_drawn_again, worth_knowing
from sim.planning.triggers.question import question
from sim.planning.triggers.study import study

TRIALS = 400
ONE_SIDED = 0.05


def normal_linear(seed: int, futures: int, least: float, slope: float, noise: float) -> Worth:
    """An alternative that loses `least` + `slope` x + noise more than the other, where x is standard normal."""
    chance = np.random.default_rng(seed)
    x = chance.normal(size=(futures, 1))
    more = least + slope * x[:, 0] + noise * chance.normal(size=futures)
    return worth(np.array([np.zeros(futures), more]), x, ONE_SIDED)


def linear_value(least: float, slope: float) -> float:
    """The value of knowing x there (Raiffa and Schlaifer 1961, Applied statistical decision theory, unit loss)."""
    at = least / slope
    return float(slope * stats.norm.pdf(at) - least * stats.norm.cdf(-at))


@pytest.mark.theory
def test_a_linear_normal_value_is_that_of_the_closed_form() -> None:
    found, known = normal_linear(5, 20_000, 0.5, 1.0, 1.0), linear_value(0.5, 1.0)
    error = (found.interval.high - found.interval.low) / (2 * stats.norm.ppf(1 - ONE_SIDED))
    assert error < 0.05 * known
    assert abs(found.value - known) < 3 * error


@pytest.mark.theory
@pytest.mark.parametrize("skewed", [False, True])
def test_an_input_that_says_nothing_is_seldom_shown_to_be_worth_something(skewed: bool) -> None:
    shown, futures = 0, 200
    for seed in range(TRIALS):
        chance = np.random.default_rng(seed)
        x = chance.normal(size=(futures, 1))
        more = chance.normal(size=futures)
        if skewed:  # insurance: much in one future of six
            more = np.exp(more) * (chance.random(futures) < 1 / 6) - math.exp(0.5) / 6
        more += 1.5 * more.std() / math.sqrt(futures)  # the best two are 1.5 standard errors apart
        shown += worth(np.array([np.zeros(futures), more]), x, ONE_SIDED).shown
    assert shown <= 0.075 * TRIALS


@pytest.mark.theory
@pytest.mark.parametrize(("least", "futures"), [(1.0, 200), (0.2, 500)])
def test_a_value_of_four_standard_errors_is_found(least: float, futures: int) -> None:
    x = np.random.default_rng(0).normal(size=1_000_000)
    gain = np.maximum(-(least + x), 0.0)
    noise = math.sqrt((futures * (linear_value(least, 1.0) / 4) ** 2 - gain.var()) / (gain > 0).mean())
    shown = sum(normal_linear(seed, futures, least, 1.0, noise).shown for seed in range(TRIALS))
    assert shown >= 0.8 * TRIALS


@pytest.mark.unit
def test_where_one_alternative_is_always_the_best_nothing_is_worth_knowing() -> None:
    x = np.linspace(0, 1, 60)[:, None]
    found = worth(np.array([np.zeros(60), 1 + x[:, 0]]), x)
    assert (found.value, found.changed, found.shown) == (0.0, 0, False)
    assert math.isnan(found.interval.low)


@pytest.mark.unit
def test_too_few_futures_and_shares_that_add_up() -> None:
    assert math.isnan(worth(np.zeros((2, 39)), np.zeros((39, 1))).value)
    chance = np.random.default_rng(1)
    shares = chance.dirichlet((1.0, 2.0, 3.0), size=400)  # one column follows from the others
    found = worth(np.array([np.zeros(400), 0.3 - shares[:, 0]]), shares)
    assert found.value == pytest.approx(np.maximum(shares[:, 0] - 0.3, 0).mean(), rel=0.05)
    with pytest.raises(ValueError, match="futures"):
        worth(np.zeros((2, 50)), np.zeros((49, 1)))


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    families = [f"policy.families.{name}=false" for name in ("arrivals", "longest_wait", "forecast", "two_tiers")]
    uncertain = (
        "uncertain={arrivals.door.day_to_day: {p10: .1, p90: .5}, process.steps.interview.time.party: "
        "{p10: 100 min, p90: 140 min}, people.minors: {p10: 8%, p90: 12%}}"
    )
    file = trigger_port.write(tmp_path_factory.mktemp("known"))
    return question(
        file,
        [
            *families,
            "policy.families.occupancy={above: [60%], for: 0}",
            "people={minors: 10%, party_size: {1: 50%, 2: 50%}}",
            uncertain,
        ],
    )


@pytest.mark.unit
def test_an_input_that_bears_on_nothing_is_worth_exactly_nothing(asked) -> None:  # type: ignore[no-untyped-def]
    found = study(asked, 40, first=40)
    losses, everyone = found.column("loss"), range(len(asked.policies))
    told = {one.input: one for one in worth_knowing(asked, losses, everyone)}
    assert sorted(told) == sorted(asked.off.uncertain)
    minors = "people.minors"  # nobody is served differently for them
    assert told[minors].worth.value == 0.0
    values = np.random.default_rng(3).normal(size=losses.shape)  # by chance a choice would change with any input
    by_chance = {one.input: one for one in worth_knowing(asked, np.where(losses > 0, losses, values), everyone)}
    assert (by_chance[minors].worth.value, by_chance[minors].bears) == (0.0, False)


@pytest.mark.unit
def test_drawn_again_as_it_was_a_future_is_the_same(asked) -> None:  # type: ignore[no-untyped-def]
    found = study(asked, 2, first=2)
    for name in asked.off.uncertain:
        again = list(losses_drawn_again(asked, asked.policies, name, 2, 2))
        assert again == pytest.approx(found.values[:, 1, COLUMN["loss"]].tolist(), rel=1e-9)
    minutes = list(losses_drawn_again(asked, asked.policies, "process.steps.interview.time.party", 1, 2))
    assert minutes != pytest.approx(found.values[:, 0, COLUMN["loss"]].tolist(), rel=1e-9)
