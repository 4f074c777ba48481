"""Percentiles over replications have their own intervals, and none where there are too few."""

import json
import math

import numpy as np
import pytest
from small_port import port as small

from sim.experiments.output import write
from sim.experiments.result import summarise
from sim.experiments.run import run
from sim.experiments.statistics.intervals import of_median
from sim.experiments.statistics.percentiles import TOLD, of_percentile, ranks
from sim.scenario.catalogue.figure import FigureInfo

pytestmark = pytest.mark.unit
HOURS = FigureInfo("x", "h", "hours", "X.")


@pytest.mark.parametrize(("percent", "needed"), [(5, 72), (50, 6), (95, 72)])
def test_none_below_the_number_that_it_needs(percent, needed):
    assert next(n for n in range(1, 200) if ranks(n, percent) is not None) == needed
    few, enough = (of_percentile(np.arange(float(n)), percent) for n in (needed - 1, needed))
    assert math.isnan(few.low) and math.isnan(few.high)
    assert enough.low <= enough.high
    assert math.isnan(of_percentile(np.zeros(0), percent).low)


def test_between_the_order_statistics_of_the_binomial():
    # Of 200 values, at or below the 5% point: at most 3 with chance .0090 and at most 4 with .0264, so from the 4th on.
    assert ranks(200, 5) == (3, 16)
    assert ranks(200, 95) == (199 - 16, 199 - 3)
    for n in (6, 20, 51, 200):
        values = np.random.default_rng(n).normal(size=n)
        assert of_percentile(values, 50) == of_median(values)


def test_they_cover():
    rng = np.random.default_rng(7)
    missed = 0
    for _ in range(2000):
        low, high = of_percentile(rng.exponential(size=100), 95)
        missed += not low <= -math.log(0.05) <= high
    assert missed / 2000 <= 0.05 + 4 * math.sqrt(0.05 * 0.95 / 2000)


def test_a_summary_has_them():
    many, few = (summarise(HOURS, np.arange(float(n))) for n in (200, 71))
    assert (many.p5_low, many.p5, many.p5_high) == (3, 9, 16)
    assert (many.p95_low, many.p95, many.p95_high) == (183, 189, 196)
    assert (few.p5, few.p95) == (3, 67)
    assert all(math.isnan(value) for value in (few.p5_low, few.p5_high, few.p95_low, few.p95_high))
    assert few.p50_low < few.p50 < few.p50_high


def test_they_are_written_and_null_where_there_is_none(tmp_path):
    write(run(small(), 6), tmp_path)
    told = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))["figures"]["time_on_site_mean"]
    assert {f"p{percent}_{end}" for percent in TOLD for end in ("low", "high")} <= set(told)
    assert told["p5_low"] is None and told["p50_low"] <= told["p50"] <= told["p50_high"]
