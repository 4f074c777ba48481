"""What stands in the way of a target besides officers: each limit relaxed by itself in a run, on the same people."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from sim.experiments.means import of_mean
from sim.experiments.result import Result
from sim.planning.edit import put
from sim.planning.effort import Effort
from sim.scenario.departures import DAY, Departures
from sim.scenario.ranges import INTERVALS
from sim.scenario.schema import Scenario
from sim.scenario.spelling import spelt

UNLIMITED = 1_000_000  # rooms, places or seats that no port runs out of
TOGETHER = "all of these together"


class Relaxed(NamedTuple):
    """A limit taken away, and what that does to a figure: mean difference with its paired 95% interval."""

    limit: str
    figure: str
    change: float
    low: float
    high: float
    met: bool  # whether the target is met without the limit


def relaxations(scenario: Scenario) -> Iterator[tuple[str, Scenario]]:
    """The scenario with one kind of room, one departure, one hard area or one pool without limit, each by itself."""
    for room in scenario.space.rooms:
        yield f"rooms {room}", put(scenario, ("space", "rooms", room), UNLIMITED)
    for name, area in scenario.space.areas.items():
        if area.limit == "hard":
            yield f"space {name}", put(scenario, ("space", "areas", name, "persons"), UNLIMITED)
    for name, step in scenario.process.steps.items():
        if step.departures is not None:
            leaving = ("process", "steps", name, "departures")
            yield f"seats of {name}", put(scenario, (*leaving, "seats"), UNLIMITED)
            more, key, value = _more_often(step.departures)
            yield f"departures of {name}, {more}", put(scenario, (*leaving, key), value, _spelt(key, value))
    for pool in scenario.staff:
        yield f"officers {pool}, twice as many", _doubled(scenario, pool)


def _spelt(key: str, value: Any) -> Any:
    return spelt(value, "s" if key == "every" else "time of day")


def _more_often(given: Departures) -> tuple[str, str, Any]:
    """How there are more departures: in words, and as a key with its value.

    Intervals are halved, down to the least, those of several days to whole days; between two of the times `at`, one
    more is put.
    """
    if given.every is not None and given.every > DAY:
        days = max(int(given.every // (2 * DAY)), 1)
        return f"every {days} d", "every", float(days * DAY)
    if given.every is not None:
        return "twice as often", "every", max(given.every / 2, INTERVALS.least)
    times = given.times
    gaps = [(later - time) % DAY or DAY for time, later in zip(times, (*times[1:], times[0]), strict=True)]
    between = {(time + gap // 120 * 60) % DAY for time, gap in zip(times, gaps, strict=True)}
    return "twice as often", "at", tuple(sorted({*times, *between}))


def _doubled(scenario: Scenario, name: str) -> Scenario:
    pool = scenario.staff[name]
    for shift, given in pool.shifts.items():
        scenario = put(scenario, ("staff", name, "shifts", shift, "on_duty"), 2 * given.on_duty)
    changes = {day: {shift: 2 * n for shift, n in posts.items()} for day, posts in pool.changes.items()}
    return put(scenario, ("staff", name, "changes"), changes)


def relaxed(base: Result, rules: Mapping[str, Scenario], figures: Sequence[str], effort: Effort) -> list[Relaxed]:
    """What each limit costs each figure of a target, by size of the effect.

    Named are limits without which the figure is nearer to its target, its paired interval clear of 0. `rules` are
    other limits, each with the scenario as it is without it. If no limit by itself does anything, all are relaxed at
    once.
    """
    scenario = base.scenario
    found = [
        one
        for limit, other in (*relaxations(scenario), *rules.items())
        for one in _compared(limit, base, effort.play(other, len(base.runs)), figures)
    ]
    unnamed = [figure for figure in figures if figure not in {one.figure for one in found}]
    if unnamed:
        found += _compared(TOGETHER, base, effort.play(_free(scenario), len(base.runs)), unnamed)
    return sorted(found, key=lambda one: (figures.index(one.figure), -abs(one.change)))


def _free(scenario: Scenario) -> Scenario:
    """The scenario with every limit relaxed."""
    for k in range(len(list(relaxations(scenario)))):
        scenario = list(relaxations(scenario))[k][1]
    for pool in scenario.staff:
        scenario = put(scenario, ("staff", pool, "at_most"), None)
    return scenario


def _compared(limit: str, base: Result, other: Result, figures: Sequence[str]) -> Iterator[Relaxed]:
    """The figures that are nearer to their targets in another result."""
    met = {target.name: target.met for target in other.targets}
    for figure in figures:
        k = base.names.index(figure)
        difference = other.values[:, k] - base.values[:, k]
        difference = difference[np.isfinite(difference)]
        low, high = of_mean(difference, of=base.figures[figure].beside(other.figures[figure]).steps)
        target = base.scenario.targets[figure]
        if (low > 0 and target.at_least is not None) or (high < 0 and target.at_most is not None):
            yield Relaxed(limit, figure, float(difference.mean()), low, high, met[figure])
