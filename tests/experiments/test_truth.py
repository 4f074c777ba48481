"""Every row that is printed and every number that is written, recomputed from the replications; and what must add up.

Two kinds of results: made by hand at random, of scenarios of every degenerate shape, which need be consistent in
nothing; and really played ones, which must be.
"""

import csv
import io
import json
import math
from datetime import datetime

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_port import PORT, port

from sim.experiments.output import contingency, diary, hourly, kpis, lines, summary
from sim.experiments.result import Replication, Result
from sim.experiments.run import run
from sim.experiments.unseen import Unseen
from sim.port.log import Entry
from sim.scenario.calendar import clock
from sim.scenario.noughts import bounded
from sim.scenario.process import OUTCOMES
from sim.views import decision

pytestmark = pytest.mark.unit
SHIFTS = {"day": {"hours": "06:00-22:00", "on_duty": 3}}
BARE = {"space": {"areas": {}}, "contingency": {}, "targets": {}}
NOWHERE = {"steps": {"interview": {"staff": {"officers": 1}, "time": "2 h"}}, "journeys": {"everyone": ["interview"]}}
SHAPES = {
    "as it is": {},
    "one day": {"end": "2025-03-06", "warm_up": "0 d"},
    "nobody arrives": {"arrivals": {"door": {"claimants_per_day": 0}}},
    "nobody leaves": {"staff": {"officers": {"shifts": {"day": {"hours": "06:00-22:00", "on_duty": 0}}}}},
    "none ordered": {"arrivals": {"door": {"claimants_per_day": 1}}},
    "all ordered": {"arrivals": {"door": {"claimants_per_day": 90}}},
    "no targets": {"targets": {}},
    "no measures": {"contingency": {}},
    "not enabled": {"contingency": {"tents": PORT["contingency"]["tents"] | {"enabled": False}}},
    "no areas, no measures, no targets": BARE | {"process": NOWHERE},
    "turned away": {"space": {"areas": {"hall": {"persons": 4, "limit": "hard"}}}, "contingency": {}, "targets": {}},
}


def shape(name):
    return port(**SHAPES[name])


@st.composite
def made(draw):
    """A result made by hand: every figure any value that it can have, or none; hourly rows and diaries at random."""
    scenario = shape(draw(st.sampled_from(sorted(SHAPES))))
    runs, chance = draw(st.sampled_from([1, 2, 5, 6, 24])), np.random.default_rng(draw(st.integers(0, 2**32)))
    known = bounded(scenario)
    columns = [_column(figure, runs, chance, scenario) for figure in known.values()]
    table = np.array(columns).T
    hours, areas = (clock(scenario).end - clock(scenario).start) // 3600, len(scenario.space.areas)
    replications = tuple(_replication(k + 1, row, hours, areas, scenario, chance) for k, row in enumerate(table))
    return Result(scenario, "f", scenario.seed, runs + draw(st.integers(0, 1)), tuple(known), replications)


def _column(figure, runs, chance, scenario):
    most = min(figure.range.most, 1e7)
    if figure.kind == "flag":
        values = chance.integers(0, 2, runs).astype(float) if most else np.zeros(runs)
    elif figure.kind == "date":
        values = chance.integers(clock(scenario).start, clock(scenario).end, runs).astype(float)
    else:
        values = most * chance.random(runs) ** chance.integers(1, 9)
        values = np.floor(values) if figure.kind == "count" else values
    fate = chance.integers(0, 6)
    if fate == 0 and figure.kind != "date":
        values = np.zeros(runs)
    if fate == 1 and figure.kind != "date":
        values = np.where(chance.random(runs) < 0.8, 0.0, values)
    if fate == 2:
        values = np.full(runs, values[0])
    if fate == 3:
        values = np.where(chance.random(runs) < 0.5, np.nan, values)
    return np.full(runs, np.nan) if fate == 4 and chance.random() < 0.3 else values


def _replication(number, row, hours, areas, scenario, chance):
    on_site, there, space = (chance.integers(0, 99, size).astype(np.int16) for size in (hours, *[(areas, hours)] * 2))
    time, entries = clock(scenario), []
    for k in range(len(scenario.measures)):
        ticks = np.sort(chance.choice(np.arange(time.start, time.end), 3 * int(chance.integers(0, 4)), replace=False))
        steps = ("ordered", "ready", "released") * (ticks.size // 3)
        entries += [Entry(int(t), k, what, "crowded", ()) for t, what in zip(ticks, steps, strict=True)]
    week, none = np.zeros((1, 168)), np.zeros(0, np.int64)
    diary_ = tuple(sorted(entries, key=lambda entry: entry.tick))
    return Replication(number, row, on_site, there, space, week, week, none, none, diary_)


def rows(table):
    return list(csv.reader(io.StringIO("".join(lines(table)))))


def least(values, percent):
    """The least of the values that so many percent do not exceed."""
    return min(v for v in values if 100 * sum(w <= v for w in values) >= percent * len(values))


def tick(result, text):
    return datetime.fromisoformat(text).timestamp() - clock(result.scenario).origin


def told(result, name, text):
    """A cell of a table as a number."""
    return tick(result, text) if result.figures[name].kind == "date" else float(text)


def figures_told(result):
    """The figures of each replication; whole stays of none where somebody in one of them is not out after 60 days."""
    stuck = any(run.figures[result.names.index("still_present_60d")] > 0 for run in result.runs)
    hidden = [stuck and result.figures[name].whole for name in result.names]
    return [[math.nan if h else float(v) for v, h in zip(run.figures, hidden, strict=True)] for run in result.runs]


def check_kpis(result):
    header, *body = rows(kpis(result))
    assert header == ["replication", *result.names] and len(body) == len(result.runs)
    for line, one, figures in zip(body, result.runs, figures_told(result), strict=True):
        assert int(line[0]) == one.number
        for name, text, value in zip(result.names, line[1:], figures, strict=True):
            assert text == "" if math.isnan(value) else told(result, name, text) == value


def check_summary(result):
    found = json.loads(json.dumps(summary(result), allow_nan=False))
    columns = dict(zip(result.names, result.values.T, strict=True))
    assert found["replications"] == {"asked": result.asked, "done": len(result.runs)}
    for name, one in found["figures"].items():
        figure, k = result.figures[name], result.names.index(name)
        values = [v for v in (row[k] for row in figures_told(result)) if not math.isnan(v)]
        numbers = {key: one[key] for key in ("mean", "low", "high", "p5", "p50", "p95")}
        if figure.kind == "date":
            numbers = {key: tick(result, text) if text else None for key, text in numbers.items()}
        assert one["n"] == len(values)
        assert (one["without_interval"] is None) == (numbers["low"] is not None) == (numbers["high"] is not None)
        if not values:
            assert set(numbers.values()) == {None}
            continue
        assert numbers["mean"] == pytest.approx(math.fsum(values) / len(values), abs=1)
        check_figure(figure, values, numbers, Unseen(result.scenario, columns).most(figure) == 0)


def check_figure(figure, values, numbers, known_nought):
    """The percentiles of a figure, and an interval with its mean (a date: its median) in it, within what it can be."""
    for percent in (5, 50, 95):
        if f"p{percent}" in numbers and numbers[f"p{percent}"] is not None:
            assert numbers[f"p{percent}"] == least(values, percent)
    low, high = numbers["low"], numbers["high"]
    if low is None:
        return
    middle = numbers["p50"] if figure.kind == "date" else numbers["mean"]
    slack = 1e-9 * max(abs(middle), 1e-300)
    assert low - slack <= middle <= high + slack
    if figure.kind != "date":
        assert figure.range.least <= low and high <= figure.range.most * (1 + 1e-12)
        assert high > 0 or known_nought
    if len(set(values)) > 1:
        assert low < high


def check_targets(result):
    for one in result.targets:
        figure, asked = result.figures[one.name], result.scenario.targets[one.name]
        k = result.names.index(one.name)
        values = [v for v in (row[k] for row in figures_told(result)) if not math.isnan(v)]
        level = (asked.at_least or asked.at_most).value / (3600 if figure.unit == "h" else 1)
        holds = [v >= level if asked.at_least else v <= level for v in values]
        if values:
            assert one.share_met == sum(holds) / len(values) and one.low <= one.share_met <= one.high
            assert one.met == (one.mean >= level if asked.at_least else one.mean <= level)
        else:
            assert not one.met and math.isnan(one.share_met)
    assert len(decision.targets(result)) == len(result.targets)


def check_hourly(result):
    header, *body = rows(hourly(result))
    columns = {"on_site": [run.on_site for run in result.runs]}
    for k, area in enumerate(result.scenario.space.areas):
        columns |= {f"occupancy_{area}": [run.occupancy[k] for run in result.runs]}
        columns |= {f"space_{area}": [run.space[k] for run in result.runs]}
    assert header == ["time", *(f"{name}_p{percent}" for name in columns for percent in (5, 50, 95))]
    for hour in range(0, len(body), 7):
        assert tick(result, body[hour][0]) == clock(result.scenario).start + 3600 * hour
        expected = [least([int(row[hour]) for row in found], p) for found in columns.values() for p in (5, 50, 95)]
        assert [int(cell) for cell in body[hour][1:]] == expected


def check_diary(result):
    body = rows(diary(result))[1:]
    entries = [(run.number, entry) for run in result.runs for entry in run.diary]
    names = tuple(result.scenario.measures)
    assert [(int(line[0]), tick(result, line[1]), line[2], line[3]) for line in body] == [
        (number, entry.tick, names[entry.measure], entry.what) for number, entry in entries
    ]
    header, *ordered = rows(contingency(result))
    assert len(ordered) == sum(entry.what == "ordered" for _, entry in entries)
    for what in ("ready", "released", "cancelled"):
        cells = [
            (int(row[0]), row[1], tick(result, row[header.index(what)])) for row in ordered if row[header.index(what)]
        ]
        expected = [(number, names[entry.measure], entry.tick) for number, entry in entries if entry.what == what]
        assert sorted(cells) == sorted(expected)


def number(text):
    """The first number of a cell of the decision table, its unit and its rounding."""
    cleaned = text.replace(",", "").split("±")[0]
    first = cleaned.split()[0].rstrip("%").split("–")[0]
    scale = 1e6 if "million" in text else 0.01 if "%" in text else 1.0
    return float(first) * scale, scale * 10.0 ** -(len(first.split(".")[1]) if "." in first else 0)


def check_table(result):
    """Every row of the table says the mean, within its rounding, and the interval or why it has none."""
    found = figures_told(result)
    for name, row in decision.figures(result):
        one, values = result.summary[name], [figures[result.names.index(name)] for figures in found]
        values = [value for value in values if not math.isnan(value)]
        if one.kind == "date" or not values:
            assert (row.value in ("never", "–")) == (not values)
            continue
        if row.value.startswith("more than "):  # a quantile of stays up to a limit, not reached in every run
            lower = sum(values) / len(values)
            assert max(values) == 72
            assert float(row.value.split()[2]) == pytest.approx(lower, abs=0.0 if lower == 72 else 5)
            continue
        value, grain = number(row.value)
        mean = math.fsum(values) / len(values)
        coarse = max(
            grain, 10.0 ** math.floor(math.log10(mean)) if mean > 0 else 0
        )  # never coarser than its first digit
        assert value == pytest.approx(mean, abs=0.51 * coarse)
        if math.isnan(one.low):
            assert row.interval == ("too few runs" if len(values) > 1 else "–")
        assert not row.interval.startswith(("-", "−"))


def check(result):
    check_kpis(result)
    check_summary(result)
    check_targets(result)
    check_hourly(result)
    check_diary(result)
    check_table(result)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(made())
def test_whatever_the_replications_are_all_that_is_told_comes_from_them(result):
    check(result)


@pytest.mark.parametrize("name", SHAPES)
def test_a_played_scenario_is_told_as_it_is_and_adds_up(name):
    result = run(shape(name), 3, 1)
    check(result)
    for one in result.runs:
        add_up(result, dict(zip(result.names, one.figures.tolist(), strict=True)), one)


def add_up(result, of, one):
    """People, shares, hours, costs and measures of one run."""
    scenario = result.scenario
    assert of["present_at_start"] + of["arrived"] == of["left"] + of["still_present"]
    assert of["left"] == sum(of[name] for name in (*OUTCOMES, "withdrawn", "diverted"))
    for name in ("arrived", *OUTCOMES, "withdrawn", "diverted"):
        assert of[name] == sum(of[f"{name}_{stream}"] for stream in scenario.arrivals)
    decided = of["referred"] + of["returned"] + of["barred"] + of["detained"]
    assert math.isnan(of["returned_share"]) if not decided else of["returned_share"] == of["returned"] / decided
    parts = [
        value
        for name, value in of.items()
        if name.startswith("cost_") and name not in ("cost_total", "cost_per_claimant")
    ]
    assert of["cost_total"] == pytest.approx(math.fsum(parts))
    for name in scenario.contingency:
        ordered = [e for e in one.diary if e.what == "ordered" and tuple(scenario.measures)[e.measure] == name]
        assert of[f"{name}_times"] == len(ordered) and of[f"{name}_ordered"] == bool(ordered)
        assert of[f"{name}_first_order"] == ordered[0].tick if ordered else math.isnan(of[f"{name}_first_order"])
    assert (one.occupancy.sum(axis=0) <= one.on_site).all() if len(one.occupancy) else True
    assert one.on_site.max() <= of["on_site_peak"]
    for name, value in of.items():
        figure = result.figures[name]
        if figure.kind != "date" and not math.isnan(value):
            assert figure.range.least <= value <= figure.range.most * (1 + 1e-9), name
