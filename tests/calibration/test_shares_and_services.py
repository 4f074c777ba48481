"""Shares from counts of cases, and service times from an event log."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sim
from sim.calibration.services.service_law import FAMILIES, fitted
from sim.calibration.services.visits import Visits
from sim.errors import ArgumentError
from sim.experiments.event_log import write_log
from sim.experiments.playing.engine import Engine
from sim.wording import PSEUDO, speaking

pytestmark = pytest.mark.unit
ROOT = Path(__file__).parents[2]
COUNTS = "period,claims\n2025-06,1200\n2025-07,2400\n2025-08,1250\n"
SHARES = """path,name,count,of,from,to
people.minors,,300,1000,2025-01-01,2025-03-31
people.party_size,1,50,,2025-01-01,2025-03-31
people.party_size,2,30,,2025-01-01,2025-03-31
people.party_size,4,20,,2025-01-01,2025-03-31
"""
MEAN = 2400.0


def drawn(name: str, shape: float, n: int, rng: np.random.Generator) -> Any:
    law = FAMILIES[name].law(MEAN, shape)
    return law.of.rvs(*law.shape, scale=law.scale, size=n, random_state=rng)


def visits(seconds: Any, ended: Any) -> Visits:
    return Visits(np.asarray(seconds), np.asarray(ended), date(2025, 1, 1), date(2025, 1, 2))


def calibrated(folder: Path, shares: str = SHARES, **more: Any) -> sim.CalibrationResult:
    (folder / "counts.csv").write_text(COUNTS, encoding="utf-8")
    (folder / "shares.csv").write_text(shares, encoding="utf-8")
    return sim.calibrate(folder / "counts.csv", changes=[], shares=folder / "shares.csv", **more)


def test_shares_are_as_counted_and_as_open_as_their_cases_leave_them(tmp_path: Path) -> None:
    found = calibrated(tmp_path)
    people, drawn = found.scenario.people, found.scenario.uncertain
    assert people.minors == 0.3 and dict(people.party_size) == {1: 0.5, 2: 0.3, 4: 0.2}
    # of 1000 cases at 0.3 the standard deviation is 0.01449: tenths 1.2816 of them away
    low, high = drawn["people.minors"].ends
    assert (low, high) == (pytest.approx(0.3 - 0.01857, abs=5e-4), pytest.approx(0.3 + 0.01857, abs=5e-4))
    vector = drawn["people.party_size"].vector
    assert vector and vector.strength == 100
    on = found.scenario.fitted_on["people.party_size"]
    assert (on.file, on.windows, str(on.day)) == ("shares.csv", ("2025-01-01/2025-03-31",), "2025-03-31")
    (tmp_path / "mine.yaml").write_text(found.yaml, encoding="utf-8")
    assert sim.load(str(tmp_path / "mine.yaml")) == found.scenario


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("people.minors,,1200,1000,2025-01-01,2025-03-31", "shares.csv:2:16: count: found 1200; allowed: at most of"),
        ("people.minors,,12,,2025-01-01,2025-03-31", "neither a name nor of"),
        ("people.party_size,1,12,,2025-01-01,2025-03-31", "two names or more"),
    ],
)  # fmt: skip
def test_a_table_of_shares_that_does_not_fit_is_refused_by_cell(tmp_path: Path, row: str, says: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        calibrated(tmp_path, f"path,name,count,of,from,to\n{row}\n")
    assert says in str(raised.value)


def test_a_path_that_is_no_share_is_refused(tmp_path: Path) -> None:
    with pytest.raises(sim.errors.ScenarioError, match="minor"):
        calibrated(tmp_path, "path,name,count,of,from,to\npeople.minor,,1,10,2025-01-01,2025-03-31\n")


@pytest.mark.parametrize(
    ("name", "shape"), [("lognormal", 0.9), ("gamma", 0.4), ("weibull", 2.5), ("exponential", 1.0)]
)
def test_the_law_of_visits_is_found_though_some_have_not_ended(name: str, shape: float) -> None:
    rng = np.random.default_rng(31)
    whole, until = drawn(name, shape, 800, rng), rng.exponential(9000, 800)
    found = fitted(visits(np.minimum(whole, until), whole <= until))
    assert found and found.above[name] < 2 and found.mean.low <= MEAN <= found.mean.high
    assert np.minimum(whole, until)[whole <= until].mean() < found.mean.low  # those that ended are the short ones


def test_intervals_of_the_mean_hold_as_often_as_they_say() -> None:
    """60 logs of 60 visits at 95%: fewer than 51 have a chance of 0.2%."""
    rng, held = np.random.default_rng(32), 0
    for _ in range(60):
        found = fitted(visits(drawn("gamma", 0.6, 60, rng), np.ones(60, dtype=bool)))
        held += bool(found and found.mean.low <= MEAN <= found.mean.high)
    assert held >= 51


def test_a_census_meets_long_visits_more_often_and_that_is_corrected() -> None:
    rng = np.random.default_rng(33)
    met = drawn("lognormal", 0.8, 400, rng) * (1 + 0.8**2)  # the law of those that are met (Cox 1969)
    until = met * rng.random(400) + rng.exponential(6000, 400)
    seen = visits(np.minimum(met, until), met <= until)
    plain, corrected = fitted(seen), fitted(seen, census=True)
    assert plain and corrected
    assert plain.mean.low > MEAN * 1.2  # by hand: 1 + 0.8^2 times as long
    assert corrected.mean.low <= MEAN <= corrected.mean.high


def test_the_log_of_a_run_gives_its_own_service_times_back(tmp_path: Path) -> None:
    port = sim.load(str(ROOT / "scenarios/minimal.yaml")).edited({"staff.officers.productive_share": 0.8})
    write_log(Engine(port), 1, tmp_path)
    found = calibrated(tmp_path, onto=port, services=tmp_path / "log.csv")
    [own] = found.services.steps if found.services else []
    assert own.law and own.law.family == "lognormal" and own.pace == 1.25
    # two hours with a coefficient of variation of a half; what is logged is a quarter longer
    assert own.law.mean.low <= 7200 * 1.25 <= own.law.mean.high
    step = found.scenario.process.steps["interview"]
    assert step.time and step.time.draw and step.cv is None
    assert step.time.draw.mean() == pytest.approx(7200, rel=0.05)
    assert found.scenario.fitted_on["process.steps.interview.time"].file == "log.csv"


@pytest.mark.parametrize("language", ["fr", PSEUDO])
def test_shares_and_services_are_said_in_the_language_that_is_spoken(tmp_path: Path, language: str) -> None:
    rows = [f"coach,2025-06-02T10:{k:02}:00,2025-06-02T10:{k + 5:02}:00" for k in range(12)]
    rows += [f"intake,2025-06-02T10:{k:02}:00,2025-06-02T1{1 + k % 2}:{2 * k:02}:00" for k in range(14)]
    rows += ["intake,2025-06-02T11:00:00,", "tea,2025-06-02T10:00:00,2025-06-02T10:05:00"]
    (tmp_path / "log.csv").write_text("\n".join(["activity,start,end", *rows]), encoding="utf-8")
    found = calibrated(tmp_path, services=tmp_path / "log.csv")
    english = found.answer
    assert any("15 visits; 1 had not ended" in line for line in english)
    assert any("no such step" in line for line in english) and any("leaves by the clock" in line for line in english)
    with speaking(language):
        assert not set(english) & set(found.answer)
