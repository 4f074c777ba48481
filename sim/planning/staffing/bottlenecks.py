"""What stands in the way of a target besides officers: each limit relaxed by itself in a run, on the same people."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np

from sim.arrays import DAY, HOUR, F, I
from sim.experiments.result import Result
from sim.experiments.statistics.means import of_mean
from sim.planning.staffing.effort import Effort
from sim.planning.staffing.trial import Stage, play_with
from sim.scenario.language.departures import Departures
from sim.scenario.schema import Scenario
from sim.scenario.source.yaml_writer import to_plain
from sim.scenario.values.ranges import INTERVALS
from sim.scenario.variants import put


class RoomGain(NamedTuple):
    """Hours of the day (from `begin` to before `end`) in which one more room saves more waiting than one more officer.

    Savings are hours that visits wait, a day, for those that become ready in these hours.
    """

    room: str
    pool: str
    begin: int
    end: int
    rooms: int
    officers: int
    saved_by_room: float
    saved_by_officer: float


def room_gains(scenario: Scenario, officers: I, replications: Sequence[int]) -> list[RoomGain]:
    """Return where one more room is worth more than one more officer, by hour of the day, at officers (P, H) present.

    One room of each kind, and one officer of each pool in every hour, are added by themselves on the same people.
    """
    stage = Stage(scenario)
    days = officers.shape[1] / 24
    base = _waits(stage, officers, replications)
    by_pool = {}
    for p, name in enumerate(stage.plan.pools):
        more = officers.copy()
        more[p] += 1
        by_pool[name] = (base - _waits(stage, more, replications)) / days
    found = []
    for room, count in scenario.space.rooms.items():
        wider = Stage(put(scenario, ("space", "rooms", room), count + 1))
        saved = (base - _waits(wider, officers, replications)) / days
        for p, (pool, by_officer) in enumerate(by_pool.items()):
            for begin, end in _spans((saved > by_officer) & (saved > 0.01 * max(float(base.sum()) / days, 1e-9) / 24)):
                hours = slice(begin, end)
                typical = round(float(officers[p].reshape(-1)[_hours_of_day(stage, officers.shape[1], hours)].mean()))
                gains = (float(saved[hours].sum()), float(by_officer[hours].sum()))
                found.append(RoomGain(room, pool, begin, end, count + 1, typical + 1, *gains))
    return found


def _hours_of_day(stage: Stage, hours: int, which: slice) -> I:
    local = np.array([stage.plan.clock.at(HOUR * h).hour for h in range(hours)])
    return np.flatnonzero((local >= which.start) & (local < which.stop))


def _waits(stage: Stage, officers: I, numbers: Sequence[int]) -> F:
    """Return (24,) hours that visits waited for staff or room, by the local hour at which they were ready; a
    replication.
    """
    total = np.zeros(24)
    clock = stage.plan.clock
    local = np.array([clock.at(HOUR * h).hour for h in range(officers.shape[1])])
    boards = np.array([step.departures is not None for step in stage.scenario.process.steps.values()])
    for number in numbers:
        _, sample, log = play_with(stage, officers, number)
        rows = np.flatnonzero((log.ready >= 0) & ~boards[sample.step])
        started = np.where(log.start[rows] >= 0, log.start[rows], clock.end)
        hour = local[np.minimum(log.ready[rows] // HOUR, local.size - 1)]
        total += np.bincount(hour, weights=(started - log.ready[rows]) / HOUR, minlength=24)
    return total / max(len(numbers), 1)


def _spans(true: np.ndarray) -> list[tuple[int, int]]:
    """Return runs of hours, each as (begin, end)."""
    turns = np.diff(true.astype(np.int8), prepend=0, append=0)
    return list(zip(np.flatnonzero(turns > 0).tolist(), np.flatnonzero(turns < 0).tolist(), strict=True))


UNLIMITED = 1_000_000  # rooms, places or seats that no port runs out of
What = Literal["rooms", "space", "seats", "quota", "departures", "officers", "rule", "all"]


class Relaxed(NamedTuple):
    """What is relaxed: a kind of room, a hard area, the seats, the daily quota or the departures of a step, officers of
    a pool (twice as many), a rule of a pool's roster, or all of them."""

    what: What
    name: str = ""
    rule: str = ""  # of the roster, by its key
    days: int = 0  # between departures; 0: twice as often


TOGETHER = Relaxed("all")


class RelaxedLimit(NamedTuple):
    """A limit taken away, and what that does to a figure: mean difference with its paired 95% interval."""

    limit: Relaxed
    figure: str
    change: float
    low: float
    high: float
    met: bool  # whether the target is met without the limit


def relaxations(scenario: Scenario) -> Iterator[tuple[Relaxed, Scenario]]:
    """Yield the scenario with one kind of room, one departure, one hard area or one pool without limit, each by
    itself.
    """
    for room in scenario.space.rooms:
        yield Relaxed("rooms", room), put(scenario, ("space", "rooms", room), UNLIMITED)
    for name, area in scenario.space.areas.items():
        if area.limit == "hard":
            yield Relaxed("space", name), put(scenario, ("space", "areas", name, "persons"), UNLIMITED)
    for name, step in scenario.process.steps.items():
        if step.departures is not None:
            leaving = ("process", "steps", name, "departures")
            yield Relaxed("seats", name), put(scenario, (*leaving, "seats"), UNLIMITED)
            if step.departures.at_most_per_day is not None:
                yield Relaxed("quota", name), put(scenario, (*leaving, "at_most_per_day"), None)
            days, key, value = _more_often(step.departures)
            yield (
                Relaxed("departures", name, days=days),
                put(scenario, (*leaving, key), value, _plain_value(key, value)),
            )
    for pool in scenario.staff:
        yield Relaxed("officers", pool), _doubled(scenario, pool)


def _plain_value(key: str, value: Any) -> Any:
    return to_plain(value, "s" if key == "every" else "time of day")


def _more_often(departures: Departures) -> tuple[int, str, Any]:
    """Return how there are more departures: the days between them (0: twice as often), and as a key with its value.

    Intervals are halved, down to the least, those of several days to whole days; between two of the times `at`, one
    more is put.
    """
    if departures.every is not None and departures.every > DAY:
        days = max(int(departures.every // (2 * DAY)), 1)
        return days, "every", float(days * DAY)
    if departures.every is not None:
        return 0, "every", max(departures.every / 2, INTERVALS.least)
    times = departures.times
    gaps = [(later - time) % DAY or DAY for time, later in zip(times, (*times[1:], times[0]), strict=True)]
    between = {(time + gap // 120 * 60) % DAY for time, gap in zip(times, gaps, strict=True)}
    return 0, "at", tuple(sorted({*times, *between}))


def _doubled(scenario: Scenario, name: str) -> Scenario:
    pool = scenario.staff[name]
    for shift, given in pool.shifts.items():
        scenario = put(scenario, ("staff", name, "shifts", shift, "on_duty"), 2 * given.on_duty)
    changes = {day: {shift: 2 * n for shift, n in posts.items()} for day, posts in pool.changes.items()}
    return put(scenario, ("staff", name, "changes"), changes)


def relaxed_limits(
    base: Result, rules: Mapping[Relaxed, Scenario], figures: Sequence[str], effort: Effort
) -> list[RelaxedLimit]:
    """Return what each limit costs each figure of a target, by size of the effect.

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
    """Return the scenario with every limit relaxed."""
    for k in range(len(list(relaxations(scenario)))):
        scenario = list(relaxations(scenario))[k][1]
    for pool in scenario.staff:
        scenario = put(scenario, ("staff", pool, "at_most"), None)
    return scenario


def _compared(limit: Relaxed, base: Result, other: Result, figures: Sequence[str]) -> Iterator[RelaxedLimit]:
    """Yield the figures that are nearer to their targets in another result."""
    met = {target.name: target.met for target in other.targets}
    for figure in figures:
        k = base.names.index(figure)
        difference = other.values[:, k] - base.values[:, k]
        difference = difference[np.isfinite(difference)]
        low, high = of_mean(difference, of=base.figures[figure].beside(other.figures[figure]).steps)
        target = base.scenario.targets[figure]
        if (low > 0 and target.at_least is not None) or (high < 0 and target.at_most is not None):
            yield RelaxedLimit(limit, figure, float(difference.mean()), low, high, met[figure])
