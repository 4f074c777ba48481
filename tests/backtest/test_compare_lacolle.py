"""What common random numbers gain on the year 2025 at Lacolle."""

from typing import Any

import numpy as np
import pytest
from published import LACOLLE
from scipy import stats

from sim.experiments.result import Result
from sim.experiments.run import run_many
from sim.scenario.load import load

pytestmark = pytest.mark.backtest
REPLICATIONS = 24
BY_DEMAND = "contingency.district_officers.enabled=false"


def gain(*, without: list[str], more: str) -> tuple[float, dict[str, Result]]:
    """How many times wider the unpaired interval (Welch) of time_on_site_mean is than the paired one."""
    scenarios = {name: load(LACOLLE, sets).scenario for name, sets in (("old", without), ("new", [*without, more]))}
    results = run_many(scenarios, REPLICATIONS)
    old, new = (_times(result) for result in results.values())
    paired = stats.ttest_rel(new, old).confidence_interval(0.95)
    unpaired = stats.ttest_ind(new, old, equal_var=False).confidence_interval(0.95)
    return (unpaired.high - unpaired.low) / (paired.high - paired.low), results


def _times(result: Result) -> Any:
    return result.values[:, result.names.index("time_on_site_mean")]


@pytest.mark.parametrize("shift", ["2025-03-24.day=23", "2025-06-09.night=13"])
def test_one_officer_more_on_one_shift_is_seen_five_times_as_sharply_in_pairs(shift: str) -> None:
    times, _ = gain(without=[], more=f"staff.officers.changes.{shift}")
    assert times >= 5


def test_an_officer_more_in_january_changes_when_officers_are_called_and_that_is_no_noise() -> None:
    """In January and February the seventh officer of the day shift decides when help is called, and help comes for at
    least 28 days: a few hours in a queue become weeks of fourteen officers. Without that measure the pairs are sharp.
    """
    more = "staff.officers.shifts.day.on_duty=7"
    with_help, results = gain(without=[], more=more)
    first = [r.values[:, r.names.index("district_officers_first_order")] for r in results.values()]
    assert np.mean(first[0] != first[1]) > 0.5
    without_help, _ = gain(without=[BY_DEMAND], more=more)
    assert with_help < 5 <= without_help
