"""Whole stays over replications: told where everybody is out 60 days after the end, withheld in all where not."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import norm

from sim.errors import ComparisonError, ScenarioError
from sim.experiments.comparison.compare import paired
from sim.experiments.output import write
from sim.experiments.result import Result
from sim.experiments.run import run
from sim.experiments.statistics.precision import run_until
from sim.experiments.sweep.design import axes
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.schema import Scenario
from sim.views.run.answer import answer
from sim.views.run.charts import time_on_site
from sim.views.run.decision import decision
from sim.views.text.words import mean

pytestmark = pytest.mark.theory
WHOLE = [f"time_on_site_{what}" for what in ("mean", "p50", "p90", "p95", "max")]


def stays_of(time: Any, **changes: Any) -> Scenario:
    """Ten parties of one a day, each of which stays for a time, whoever else is there."""
    return Scenario.model_validate({
        "name": "stays", "start": "2025-03-01", "end": "2025-04-26", "warm_up": "14 d",
        "arrivals": {"road": {"claimants_per_day": 10}}, "people": {"party_size": {1: 1}},
        "process": {"steps": {"stay": {"time": time}}, "journeys": {"everyone": ["stay"]}},
    } | changes)  # fmt: skip


def lognormal(mean_days: float, cv: float) -> dict[str, Any]:
    return {"lognormal": {"mean": f"{mean_days} d", "cv": cv}}


def test_a_stay_of_ten_days_is_240_hours() -> None:
    found = run(stays_of("10 d"), 5)
    for name in WHOLE:
        assert (found.summary[name].mean, found.summary[name].low) == (240.0, 240.0)
    assert found.summary["on_site_mean"].mean == pytest.approx(100, rel=0.1)  # Little: 10 a day x 10 d
    assert "stays 10 days on average" in " ".join(answer(found))


def test_the_mean_of_long_lognormal_stays_is_covered_by_its_interval() -> None:
    """Mean 6 d, of a run of 14 d; that one of some 14,000 stays for more than 60 d has a chance of less than 1%."""
    found = run(stays_of(lognormal(6, 0.5), end="2025-03-15", warm_up="0 d", seed=2), 100)
    assert not found.withheld
    one = found.summary["time_on_site_mean"]
    assert one.low < 144 < one.high
    assert one.high - one.low < 0.05 * 144


@pytest.fixture(scope="module")
def heavy() -> Result:
    """Stays of 4 d in the mean whose tail goes past 60 d: in some replications, not in all."""
    return run(stays_of(lognormal(4, 2.5), end="2025-03-29", warm_up="0 d"), 12)


def test_where_somebody_stays_for_ever_the_limit_takes_the_place_of_whole_stays(heavy: Result) -> None:
    stuck = heavy.values[:, heavy.names.index("still_present_60d")]
    assert heavy.withheld and (stuck > 0).any() and (stuck == 0).any()
    assert all(heavy.summary[name].n == 0 for name in WHOLE)
    one = heavy.summary["time_on_site_72h_mean"]
    s2 = np.log(1 + 2.5**2)
    z = (np.log(72 / 96) + s2 / 2) / np.sqrt(s2)  # E[min(X, H)] of a lognormal, as of a call on it
    exact = 96 * norm.cdf(z - np.sqrt(s2)) + 72 * norm.sf(z)
    assert abs(one.mean - exact) < 3.9 * (one.high - one.low) / 2 / 2.2
    assert one.high - one.low < 0.1 * exact


def test_a_quantile_that_is_not_reached_reads_more_than(heavy: Result) -> None:
    assert mean(heavy.summary["time_on_site_72h_p95"], "hour") == "more than 72 hours"
    assert not mean(heavy.summary["time_on_site_72h_p50"], "hour").startswith("more")
    said = next(line for line in answer(heavy) if line.startswith("Time on site"))
    assert "No more than 72 hours of any stay are counted" in said
    assert "One claimant in 20 or more stays more than 72 hours" in said
    assert "not out 60 days after the end" in said
    rows = {row.label: row for group in decision(heavy) for row in group.rows}
    assert "Stay up to 72 h, mean" in rows and "Stay, mean" not in rows
    assert rows["Stay up to 72 h, 95% below"].value == "more than 72 h"
    assert time_on_site(heavy).panels


def test_the_columns_of_whole_stays_are_empty_in_every_replication(heavy: Result, tmp_path: Path) -> None:
    write(heavy, tmp_path)
    with (tmp_path / "kpis.csv").open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 12
    assert all(row[name] == "" for row in rows for name in WHOLE)
    assert all(row["time_on_site_72h_mean"] for row in rows)


def test_a_target_and_a_precision_on_what_is_withheld_say_so() -> None:
    asked = stays_of(
        {"exponential": {"mean": "30 d"}}, end="2025-03-08", warm_up="0 d",
        targets={"time_on_site_p90": {"at_most": "90 d"}}, precision={"time_on_site_mean": 0.1},
    )  # fmt: skip
    found = run_until(asked, 500)
    assert not found.met and len(found.result.runs) < 20
    said = next(line for line in answer(found.result) if line.startswith("Target"))
    assert "since some are not out 60 days after the end: time on site up to 72 h, 90th percentile is" in said


def test_all_sides_of_a_comparison_have_the_same_definition(heavy: Result) -> None:
    brief = run(stays_of(lognormal(1, 0.5), end="2025-03-29", warm_up="0 d"), 12)
    assert not brief.withheld
    found = paired({"heavy": heavy, "brief": brief})
    assert "time_on_site_72h_mean" in found.figures
    assert not set(WHOLE) & set(found.figures)
    assert "time_on_site_mean" in paired({"brief": brief, "again": brief}).figures
    other = run(stays_of("1 d", end="2025-03-29", warm_up="0 d", stay_limit="48 h"), 2)
    assert "time_on_site_48h_mean" in catalogue(other.scenario)
    with pytest.raises(ComparisonError, match="stay_limit"):
        paired({"brief": brief, "other": other})
    with pytest.raises(ScenarioError, match="stay_limit"):
        axes(["stay_limit=24 h,48 h"])


@pytest.mark.parametrize(
    ("limit", "allowed"), [("30 min", "from 60 min to 60 d"), ("0 h", "from 60 min to 60 d"),
                           ("1500 h", "from 60 min to 60 d"), ("90 min", "whole hours")]
)  # fmt: skip
def test_the_limit_is_in_whole_hours(limit: str, allowed: str) -> None:
    with pytest.raises(ValueError, match=allowed):
        stays_of("1 d", stay_limit=limit)
