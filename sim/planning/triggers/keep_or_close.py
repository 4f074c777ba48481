"""The keep-or-close test of open space: at each option date and release, what was seen and what was decided."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from sim.arrays import F
from sim.errors import Interrupted
from sim.experiments.playing.executors import executor
from sim.experiments.playing.runner import ALONE, Runner
from sim.experiments.run import play_missing
from sim.experiments.statistics.intervals import percentile
from sim.experiments.store.ledger import Ledger, figures
from sim.figures.reduce import Replication
from sim.people.chance.uncertain_inputs import future, future_of
from sim.planning.triggers.by_storms.futures_by_storms import Drawn, as_they_come
from sim.planning.triggers.trigger import Alternative, Question
from sim.port.log import Entry, Event

RELEASE = 0  # the number of a test that is no option: space past its term is given back as soon as the rule holds


class ConditionSeen(NamedTuple):
    """One condition of the release rule over the tests of one kind: its level, and what was seen."""

    condition: str
    level: float
    kept: float  # median where it was kept; NaN where it never was
    closed: float  # median where it was given back


class OptionTest(NamedTuple):
    """The tests of one measure at one option, over all futures; for releases past the term `option` is RELEASE."""

    measure: str
    option: int
    futures: int  # in which it came up, of as many drawn as they come
    kept: int  # tests after which it was kept
    closed: int  # tests after which it was given back
    when: tuple[float, float, float]  # ticks: 5th percentile, median, 95th
    seen: tuple[ConditionSeen, ...]


class _Test(NamedTuple):
    future: int
    measure: int
    option: int
    entry: Entry


def keep_or_close(
    question: Question, policy: Alternative, futures: int, using: Runner = ALONE, drawn: Drawn | None = None
) -> tuple[OptionTest, ...]:
    """Return every kind of test that the judged measures of a policy come to in this many futures, by measure and
    option.

    An option is decided its notice before the term ends: given back if the release rule holds, else kept. A measure
    without options is given back once the rule holds after its term. Empty where no term ends within the span. The
    futures are those of the study, which a store has. Interrupted on Ctrl-C.
    """
    met: list[_Test] = []

    def keep(key: str, run: Replication) -> Replication:
        met.extend(_tested(policy, question.judged, run))
        return figures(key, run)

    scenarios = {policy.name: policy.scenario}
    which = drawn.first(futures) if drawn else as_they_come(futures)

    def numbering(place: int) -> int:
        return future(policy.scenario, which.numbers[place - 1])

    with using.progress.bar(futures) as advance, Ledger(scenarios, using.store, keep, numbering) as ledger:
        if not play_missing(ledger, futures, executor(using), advance):
            raise Interrupted
    names = list(policy.scenario.measures)
    groups: dict[tuple[int, int], list[_Test]] = {}
    for one in met:
        groups.setdefault((one.measure, one.option or 1 << 30), []).append(one)
    weight = _weights(which)
    return tuple(_decided(names[measure], groups[measure, option], weight) for measure, option in sorted(groups))


def _tested(policy: Alternative, judged: tuple[str, ...], run: Replication) -> Iterator[_Test]:
    """Yield the tests in one future. The end of a term that was not extended is no test of its own."""
    measures = policy.scenario.measures
    options = dict.fromkeys(range(len(measures)), 0)
    for entry in run.diary:
        name, measure = list(measures.items())[entry.measure]
        if name not in judged:
            continue
        if entry.event == Event.UNDER_WAY:
            options[entry.measure] = measure.at_start.options_used if measure.at_start else 0
        elif entry.event == Event.READY:
            options[entry.measure] = 0
        elif entry.event in (Event.KEPT, Event.GIVEN_BACK):
            options[entry.measure] += 1
            yield _Test(future_of(run.number), entry.measure, options[entry.measure], entry)
        elif entry.event == Event.RELEASED and measure.options is None:
            yield _Test(future_of(run.number), entry.measure, RELEASE, entry)


def _weights(which: Drawn) -> dict[int, float]:
    """Return for how many futures, of as many drawn as they come, each future stands."""
    many = len(which.numbers)
    weights = np.ones(many) if which.strata is None else which.strata.weights * many
    return dict(zip(which.numbers, weights.tolist(), strict=True))


def _decided(measure: str, met: list[_Test], weight: Mapping[int, float]) -> OptionTest:
    ticks = np.array([one.entry.tick for one in met], dtype=np.float64)
    every = np.array([weight[one.future] for one in met])
    low, middle, high = (_percentile(ticks, every, percent) for percent in (5, 50, 95))
    closed = [one for one in met if one.entry.event != Event.KEPT]
    kept = [one for one in met if one.entry.event == Event.KEPT]
    seen = {one.condition: one.level for test in (*kept, *closed) for one in test.entry.seen}
    return OptionTest(
        measure=measure,
        option=met[0].option,
        futures=round(sum(weight[number] for number in {one.future for one in met})),
        kept=round(sum(weight[one.future] for one in kept)),
        closed=round(sum(weight[one.future] for one in closed)),
        when=(low, middle, high),
        seen=tuple(
            ConditionSeen(name, level, *(_median(some, name, weight) for some in (kept, closed)))
            for name, level in seen.items()
        ),
    )


def _median(tests: list[_Test], condition: str, weight: Mapping[int, float]) -> float:
    found = [
        (one.value, weight[test.future]) for test in tests for one in test.entry.seen if one.condition == condition
    ]
    if not found:
        return float("nan")
    values, weights = (np.array(some) for some in zip(*found, strict=True))
    return float(np.median(values)) if np.ptp(weights) == 0 else _percentile(values, weights, 50)


def _percentile(values: F, weights: F, percent: int) -> float:
    """Return the least of (n,) values that so much of the weight does not exceed."""
    if np.ptp(weights) == 0:
        return percentile(values, percent)
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weights[order])
    return float(values[order[int((below < percent / 100 * below[-1] - 1e-9).sum())]])
