"""Every row that is printed and every number that is written, recomputed from the replications.

Results made by hand at random, of scenarios of every degenerate shape, which need be consistent in nothing.
"""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from truth_shapes import SHAPES, shape
from truths import check

from sim.experiments.result import Replication, Result
from sim.port.log import Entry, Event
from sim.scenario.calendar.clock import clock
from sim.scenario.catalogue.noughts import bounded

pytestmark = pytest.mark.unit


@st.composite
def made(draw):
    """A result made by hand: every figure any value that it can have, or none; hourly rows and diaries at random."""
    scenario = shape(draw(st.sampled_from(sorted(SHAPES))))
    runs, chance = draw(st.sampled_from([1, 2, 5, 6, 24, 80])), np.random.default_rng(draw(st.integers(0, 2**32)))
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
        entries += [Entry(int(t), k, Event(what), ("crowded",)) for t, what in zip(ticks, steps, strict=True)]
    week, none = np.zeros((1, 168)), np.zeros(0, np.int64)
    diary_ = tuple(sorted(entries, key=lambda entry: entry.tick))
    return Replication(number, row, on_site, there, space, week, week, none, none, diary_)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(made())
def test_whatever_the_replications_are_all_that_is_told_comes_from_them(result):
    check(result)
