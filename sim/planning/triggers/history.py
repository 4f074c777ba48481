"""What each policy would have done on a history whose counts have days of publication, next to what was done."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal, NamedTuple

import numpy as np

from sim.arrays import DAY, HOUR, F, I
from sim.experiments.playing.engine import Engine, Plays
from sim.experiments.playing.executors import executor
from sim.experiments.playing.runner import ALONE, Runner
from sim.experiments.statistics.intervals import percentile
from sim.experiments.store.codec import decode
from sim.figures import Replication
from sim.figures.contingency import orders
from sim.people.chance.uncertain_inputs import future
from sim.planning.triggers.judging.outcomes import COLUMNS, FutureNeed, judged, needed
from sim.planning.triggers.trigger import Alternative, Question
from sim.planning.triggers.vintages import Replayer, vintages
from sim.port.log import Event
from sim.scenario.calendar.clock import clock
from sim.scenario.data.on_record import Ordered
from sim.scenario.schema import Scenario
from sim.scenario.source.yaml_writer import duration
from sim.wording import noted

ACTUAL = noted("as done")


def actual_orders(question: Question) -> tuple[Ordered, ...]:
    """Return what is on record within the span of the question, by the day of the order or else of being ready."""
    record = question.settings.on_record
    span = question.scenario
    return tuple(row for row in record.rows if span.start <= (row.ordered or row.ready) < span.end) if record else ()


def actual_policy(question: Question) -> Alternative | None:
    """Return the first order within the span on the day it was placed, ready on the day it was in fact; None without
    one.

    Of rows with one day of order, such as a wish and what came of it, the one that was ready last is the fact.
    """
    rows = actual_orders(question)
    orders = [row.ordered for row in rows if row.ordered is not None]
    if not orders:
        return None
    ordered = min(orders)
    ready = max(row.ready for row in rows if row.ordered == ordered)
    assert question.settings.measure is not None
    scenario = _ordered(question.off, question.settings.measure, ordered, (ready - ordered).days * DAY)
    settings = (("on", ordered.isoformat()), ("ready", ready.isoformat()))
    return Alternative(ACTUAL, "as_done", settings, scenario)


def _ordered(off: Scenario, name: str, on: date, lead: float) -> Scenario:
    """Return the scenario without judged space, but for one measure that is ordered on a day and ready a fixed time
    later.
    """
    rule = {"all": {"on": {"on": on}}}
    changes = {"enabled": True, "cancel_when": None, "lead_time": duration(lead), "order_when": rule}
    return off.edited({("contingency", name, field): value for field, value in changes.items()})


Knowledge = Literal["published", "own"]
PUBLISHED: Knowledge = "published"  # only what was published by then
OWN: Knowledge = "own"  # the port's own counts, as it sees them at every check


class Spread(NamedTuple):
    """The day of something over replications: the share of them in which it happened, and the days in these."""

    share: float
    p5: date | None
    median: date | None
    p95: date | None


@dataclass(frozen=True)
class Replayed:
    """One policy on the history, over R replications."""

    policy: Alternative
    days: dict[str, tuple[date | None, ...]]  # `ordered`, `ready`, `released`: R days, each of the first time
    reasons: tuple[tuple[tuple[str, ...], int], ...]  # the conditions that first ordered, the most frequent first
    values: F  # (R, J) as in `judgement.COLUMNS`

    def when(self, what: str) -> Spread:
        """Return when space was first `ordered`, `ready` or `released`, over the replications."""
        there = [day for day in self.days[what] if day is not None]
        ordinals = np.array([day.toordinal() for day in there], dtype=np.float64)
        if not there:
            return Spread(0.0, None, None, None)
        points = (date.fromordinal(round(percentile(ordinals, q))) for q in (5, 50, 95))
        return Spread(len(there) / len(self.days[what]), *points)

    def mean(self, column: str) -> float:
        """Return the mean of a column over the replications in which it exists; NaN if there is none."""
        values = self.values[:, [one.name for one in COLUMNS].index(column)]
        there = values[~np.isnan(values)]
        return float(there.mean()) if there.size else float("nan")


@dataclass(frozen=True)
class History:
    """Policies replayed on the span of a scenario."""

    question: Question
    knowledge: Knowledge
    futures: int  # replications
    published: tuple[date, ...]  # the days from which on more was known; the first is the start
    replayed: tuple[Replayed, ...]  # in the order asked for
    actual_orders: tuple[
        Ordered, ...
    ]  # what was ordered in fact within the span; a wish and what came of it share their order
    actual: Replayed | None  # the order that was placed, ready when it was in fact, on the same people
    arrived: F  # (D,) claimants by counted local day, mean over the replications
    need: F  # (D,) share of the replications with an hour of need on the day, had no space been ordered


def asked(question: Question, names: Sequence[str] = ()) -> tuple[Alternative, ...]:
    """Return the policies that are replayed: as written, never, always open, the middle one of each family, and those
    named.

    KeyError for a name that no policy has.
    """
    by_name = {policy.name: policy for policy in question.policies}
    families: dict[str, list[Alternative]] = {}
    for policy in question.policies:
        families.setdefault(policy.family, []).append(policy)
    middle = [family[(len(family) - 1) // 2] for family in families.values()]
    return tuple({policy.name: policy for policy in [*middle, *(by_name[name] for name in names)]}.values())


def history(
    question: Question,
    names: Sequence[str] = (),
    futures: int = 20,
    knowledge: Knowledge = PUBLISHED,
    using: Runner = ALONE,
) -> History:
    """Replay the policies of `asked`, and what was done, on the span of the question's scenario.

    With `published` knowledge the judged measures are decided vintage by vintage (`vintages`); with `own` the port sees
    the people of the replay itself at every check, as in any run. Need, crowding and cost are those of the people as
    they came, and need is that of the run without judged space. The runner's store and cluster are not used: they know
    runs by their scenario alone. ScenarioError where nothing is known of what was published, KeyError for an unknown
    name, WorkerError when a replication cannot be finished.
    """
    policies = _policies(question, names)
    begins = tuple(vintage.begins for vintage in vintages(question.scenario)) if knowledge == PUBLISHED else ()
    make: Callable[[Scenario], Plays] = Engine
    if knowledge == PUBLISHED:
        make = partial(Replayer, judged=question.judged)
    runs = _played(policies, futures, using.here(), make)
    never = next(policy for policy in policies if policy.scenario is question.off)
    needs = [needed(question, off) for off in runs[never.name]]
    found = {
        policy.name: _replayed(
            question,
            policy,
            runs[policy.name],
            np.array([judged(question, policy, on, need) for on, need in zip(runs[policy.name], needs, strict=True)]),
        )
        for policy in policies
    }
    row = actual_policy(question)
    return History(
        question=question,
        knowledge=knowledge,
        futures=futures,
        published=begins,
        replayed=tuple(found[policy.name] for policy in asked(question, names)),
        actual_orders=actual_orders(question),
        actual=found[row.name] if row else None,
        arrived=np.mean([off.arrivals.sum(axis=0) for off in runs[never.name]], axis=0),
        need=np.mean([_days_needed(question, need) for need in needs], axis=0),
    )


def _days_needed(question: Question, need: FutureNeed) -> F:
    """Return (D,) 1 for counted local days with an hour of need."""
    time = clock(question.scenario)
    counted = time.midnights[time.midnights >= time.start]
    days = np.zeros(counted.size - 1)
    days[np.searchsorted(counted, time.start + HOUR * np.flatnonzero(need.hours), side="right") - 1] = 1.0
    return days


def _policies(question: Question, names: Sequence[str]) -> tuple[Alternative, ...]:
    row = actual_policy(question)
    return (*asked(question, names), row) if row else asked(question, names)


def _played(
    policies: Sequence[Alternative], futures: int, using: Runner, make: Callable[[Scenario], Plays]
) -> dict[str, list[Replication]]:
    """Futures 1, 2, .. of every policy, in order."""
    found: dict[str, dict[int, Replication]] = {policy.name: {} for policy in policies}
    scenarios = {policy.name: policy.scenario for policy in policies}
    missing = {name: [future(one, number) for number in range(1, futures + 1)] for name, one in scenarios.items()}
    total = len(scenarios) * futures
    with using.progress.bar(total) as advance, closing(executor(using, make)(scenarios, missing)) as runs:
        for finished, one in enumerate(runs, 1):
            found[one.key][one.number] = decode(one.payload)
            advance(finished)
    return {name: [by_number[number] for number in sorted(by_number)] for name, by_number in found.items()}


def _replayed(question: Question, policy: Alternative, runs: Sequence[Replication], values: F) -> Replayed:
    time, measures = clock(policy.scenario), list(policy.scenario.measures)
    mine = [m for m, name in enumerate(measures) if name in question.judged]
    days: dict[str, list[date | None]] = {"ordered": [], "ready": [], "released": []}
    reasons: Counter[tuple[str, ...]] = Counter()
    for run in runs:
        called = [found for m, found in enumerate(orders(run.diary, len(measures))) if m in mine]
        for what, column in days.items():
            ticks: I = np.concatenate([np.zeros(0, np.int64), *(getattr(found, what) for found in called)])
            ticks = ticks[ticks >= 0]
            column.append(time.at(int(ticks.min())).date() if ticks.size else None)
        first = next((entry for entry in run.diary if entry.measure in mine and entry.event == Event.ORDERED), None)
        if first:
            reasons[first.why] += 1
    return Replayed(
        policy, {what: tuple(column) for what, column in days.items()}, tuple(reasons.most_common()), values
    )
