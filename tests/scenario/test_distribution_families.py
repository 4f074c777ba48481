"""What every family of distributions owes, whichever it is."""

from pathlib import Path

import numpy as np
import pytest
from port_file import TEXT
from scipy import stats

from sim.errors import ScenarioError
from sim.scenario.load import load
from sim.scenario.values.distribution_families import FAMILY
from sim.scenario.values.distributions import Distribution

U = (np.arange(20_000) + 0.5) / 20_000
PARAMETERS = {
    "lognormal": {"mean": 3.0, "cv": 0.5},
    "logitnormal": {"p10": 0.2, "p90": 0.6},
    "exponential": {"mean": 3.0},
    "gamma": {"mean": 3.0, "cv": 0.5},
    "seen": {"count": 60.0, "years": 2.0},
    "normal": {"mean": 3.0, "sd": 1.0},
    "weibull": {"scale": 3.0, "shape": 1.5},
    "geometric": {"p": 0.3},
    "triangular": {"low": 1.0, "mode": 2.0, "high": 6.0},
    "pert": {"low": 1.0, "mode": 2.0, "high": 6.0},
    "uniform": {"low": 1.0, "high": 6.0},
    "discrete": {"1.0": 0.25, "4.0": 0.75},
    "empirical": {"0": 1.0, "1": 2.0, "2": 6.0},
    "constant": {"value": 3.0},
}


@pytest.mark.parametrize("name", FAMILY)
def test_the_inverse_of_a_family_has_its_mean_and_spells_under_way_are_longer(name: str) -> None:
    drawn = Distribution(name, tuple(PARAMETERS[name].items()))
    values = drawn.ppf(U)
    assert np.all(np.diff(values) >= 0)
    assert values.mean() == pytest.approx(drawn.mean(), rel=2e-3)
    assert drawn.under_way(U).mean() == pytest.approx((values**2).mean() / values.mean(), rel=5e-3)


def test_after_two_storms_in_two_years_the_rate_has_the_posterior_of_jeffreys_prior() -> None:
    """Gamma(2.5, 2), and of the mean time between two the inverse gamma, whose quantiles are one over those."""
    rate = Distribution("seen", (("count", 2.0), ("years", 2.0)))
    between = Distribution("seen", (("count", 2.0), ("within", 2.0)))
    known = stats.gamma(2.5, scale=0.5)
    assert rate.ppf(U) == pytest.approx(known.ppf(U)) and rate.mean() == pytest.approx(known.mean())
    assert between.ppf(U) == pytest.approx(1 / known.ppf(1 - U))
    assert between.mean() == pytest.approx(stats.invgamma(2.5, scale=2.0).mean())


def test_a_storm_rate_can_be_written_as_what_was_seen(tmp_path: Path) -> None:
    path = tmp_path / "port.yaml"
    path.write_text(TEXT, encoding="utf-8")
    surge = "surges={storm: {stream: door, per_year: {uncertain: {seen: {count: 2, years: 2}}}, times: 4, hold: 5 d}}"
    found = load(path, [surge]).scenario
    assert found.uncertain["surges.storm.per_year"].drawn(0.5)[0] == pytest.approx(stats.gamma(2.5, scale=0.5).ppf(0.5))
    never = "surges={storm: {stream: door, per_year: {uncertain: {seen: {count: 0, years: 2}}}, times: 4, hold: 5 d}}"
    assert load(path, [never]).scenario.uncertain["surges.storm.per_year"].distribution.mean() == 0.25  # type: ignore[union-attr]
    quiet = (
        "arrivals.door.regimes={quiet: {times: 1, lasts: {exponential: {mean: {uncertain: {seen: {count: COUNT, "
        "within: 578 d}}}}}}, storm: {times: 4, lasts: 20 d}}"
    )
    law = load(path, [quiet.replace("COUNT", "2")]).scenario.uncertain[
        "arrivals.door.regimes.quiet.lasts.exponential.mean"
    ]
    assert [law.drawn(u)[0] / 86400 for u in (0.1, 0.9)] == pytest.approx([125, 718], rel=0.01)
    with pytest.raises(ScenarioError, match="seen with count from 1"):
        load(path, ["contingency.tents.lead_time={seen: {count: 0, within: 5 d}}"])
