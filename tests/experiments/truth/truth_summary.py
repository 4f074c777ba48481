"""The summary of a result, recomputed from its replications: means, percentiles, intervals, targets, by other means."""

import json
import math

import numpy as np
import pytest
from scipy import stats
from truth_files import figures_told, least, tick

from sim.experiments.output import summary

POINTS = (5, 50, 95)


def check_summary(result):
    """Every number of `summary.json`."""
    found = json.loads(json.dumps(summary(result), allow_nan=False))
    assert found["replications"] == {"asked": result.asked, "done": len(result.runs)}
    assert (found["scenario"], found["seed"]) == (result.scenario.name, result.seed)
    assert list(found["figures"]) == list(result.names)
    for name, one in found["figures"].items():
        figure, k = result.figures[name], result.names.index(name)
        values = [v for v in (row[k] for row in figures_told(result)) if not math.isnan(v)]
        numbers = {key: value for key, value in one.items() if key[0] == "p" and key[1].isdigit()}
        numbers |= {key: one[key] for key in ("mean", "low", "high")}
        if figure.kind == "date":
            numbers = {key: tick(result, text) if text else None for key, text in numbers.items()}
        assert (one["n"], one["unit"], one["kind"]) == (len(values), figure.unit, figure.kind)
        assert (one["without_interval"] is None) == (numbers["low"] is not None) == (numbers["high"] is not None)
        if not values:
            assert set(numbers.values()) == {None} and one["without_interval"] == "in no run"
            continue
        assert numbers["mean"] == pytest.approx(math.fsum(values) / len(values), abs=1)
        check_points(values, numbers)
        check_interval(figure, values, numbers)
        assert len(values) > 1 or figure.is_nought or figure.kind == "flag" or one["without_interval"] == "one run"
    check_targets(result, found["targets"])


def check_points(values, numbers):
    """Percentiles, each with the narrowest two order statistics that hold it: at most 2.5% beyond either."""
    ordered, n = sorted(values), len(values)
    for percent in POINTS:
        low, high = numbers[f"p{percent}_low"], numbers[f"p{percent}_high"]
        assert numbers[f"p{percent}"] == least(values, percent)
        below = stats.binom(n, percent / 100)
        first = [r for r in range(n) if below.cdf(r) <= 0.025]
        last = [r for r in range(n) if below.sf(r) <= 0.025]
        if not (first and last):
            assert low is None and high is None
            continue
        assert (low, high) == (ordered[first[-1]], ordered[last[0]])


def check_interval(figure, values, numbers):
    """An interval with its mean (a date: its median) in it, within what the figure can be, as wide as it must be."""
    low, high = numbers["low"], numbers["high"]
    if low is None:
        return
    middle = numbers["p50"] if figure.kind == "date" else numbers["mean"]
    slack = 1e-9 * max(abs(middle), 1e-300)
    assert low - slack <= middle <= high + slack
    if figure.kind == "date":
        assert low in values and high in values
        return
    assert figure.range.least <= low and high <= figure.range.most * (1 + 1e-12)
    if figure.is_nought and not any(values):
        assert low == high == 0
        return
    assert high > 0
    if len(set(values)) > 1 and figure.kind != "flag":
        assert low < high
        least_width(figure, values, low, high)
    if figure.kind == "flag":
        wilson = stats.binomtest(int(sum(values)), len(values)).proportion_ci(method="wilson")
        assert low <= wilson.low + 1e-9 and high >= wilson.high - 1e-9


def least_width(figure, values, low, high):
    """Student's t on the log or the logit of what the figure can be, carried over by the delta method, or wider."""
    n, mean = len(values), math.fsum(values) / len(values)
    half = stats.t(n - 1).ppf(0.975) * float(np.std(values, ddof=1)) / math.sqrt(n)
    most, with_end = figure.range.most, math.isfinite(figure.range.most)
    if with_end and not 0 < mean < most:
        return
    step = half / (mean * (1 - mean / most)) if with_end else half / mean
    if step > 500:  # beyond what a number can hold
        return
    odds = mean / (most - mean) if with_end else mean
    ends = [odds * math.exp(-step), odds * math.exp(step)]
    ends = [most * one / (1 + one) for one in ends] if with_end else ends
    assert low <= ends[0] * (1 + 1e-6) and high >= ends[1] * (1 - 1e-6)


def check_targets(result, told):
    """Every target: whether the mean meets it, and in how many of the replications that have the figure."""
    assert list(told) == list(result.scenario.targets)
    for name, one in told.items():
        figure, asked = result.figures[name], result.scenario.targets[name]
        k = result.names.index(name)
        values = [v for v in (row[k] for row in figures_told(result)) if not math.isnan(v)]
        level = (asked.at_least or asked.at_most).value / (3600 if figure.unit == "h" else 1)
        holds = [v >= level if asked.at_least else v <= level for v in values]
        if values:
            mean = math.fsum(values) / len(values)
            assert one["mean"] == pytest.approx(mean) and one["share_met"] == sum(holds) / len(values)
            assert one["low"] <= one["share_met"] <= one["high"]
            assert one["met"] == (one["mean"] >= level if asked.at_least else one["mean"] <= level)
        else:
            assert not one["met"] and one["share_met"] is None and one["mean"] is None
