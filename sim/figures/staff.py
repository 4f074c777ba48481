"""Officers: present, rostered, busy, on overtime."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sim.arrays import DAY, HOUR, F, I
from sim.figures.basis import Basis
from sim.figures.contingency import Orders
from sim.figures.loops import compiled
from sim.figures.space import levels
from sim.figures.timelines import (
    Changes,
    Course,
    by_hour,
    measured,
    overlap,
    step_function,
    time_above,
    total,
    within,
)
from sim.people.sample import Sample, ended_last, last_of_family
from sim.port.log import Log
from sim.port.plan import Plan
from sim.scenario.calendar.clock import NEVER
from sim.scenario.calendar.roster import AHEAD, Duties, later_duties
from sim.scenario.values.same import Same

ROUND = 32  # days by which the roster after the end grows, so that replications share it


class Tasks(NamedTuple):
    """(T,) visits that were started: from `begin` to before `end` (NEVER) they keep their officers."""

    visit: I
    begin: I
    end: I
    kind: I  # column of `Basis.amounts`, steps and alternatives in one: how many officers of each pool


def tasks(basis: Basis, sample: Sample, log: Log, party: I) -> Tasks:
    """Return the visits served by staff. A step that holds keeps its officers until the party is let in to its next
    place.
    """
    width = basis.amounts.shape[2]
    rows, begin, end, kind = compiled.served(log.start, log.end, log.option, sample.step, width)
    if basis.holds.any():
        parallel = basis.plan.family == 2
        held = np.flatnonzero((basis.holds[sample.step[rows]] == 1) & ended_last(sample, log.end, parallel)[rows])
        last = last_of_family(sample, parallel)
        end[held] = _let_in(sample, log, last[rows[held]], party[rows[held]])
    return Tasks(rows, begin, end, kind)


def _let_in(sample: Sample, log: Log, visit: I, party: I) -> I:
    """Return when each party is let in to the place after a visit, or leaves; NEVER if neither comes before the end."""
    readied = np.append(np.flatnonzero(log.ready >= 0), sample.step.size)
    following = readied[np.searchsorted(readied, visit, side="right")]
    left = np.where(log.left >= 0, log.left, NEVER)[party]
    own = following < sample.first[party + 1]
    return np.where(own, np.append(log.ready, NEVER)[following], left)


class Pool(NamedTuple):
    """Officer-seconds of one pool in the counted span: (hours,) present and busy in each hour; the rest in all."""

    present: F
    busy: F
    seated: int  # of those present, with a desk; all where the pool has no cap
    rostered: int  # paid for, planned overtime included
    planned: int  # of them, overtime that the roster has
    overtime: int  # busy beyond the roster
    excess: Course | None = None  # busy above those present, right where it is above 0; of pools that work on


def pools(basis: Basis, work: Tasks, log: Log, called: dict[str, Orders]) -> list[Pool]:
    """Return every pool in order."""
    late = _past_shift(basis, work, log, called)
    rostered, planned = _rostered(basis, log, called)
    found = []
    for p, settings in enumerate(basis.plan.scenario.staff.values()):
        busy = Changes(*compiled.at_work(work.begin, work.end, work.kind, basis.amounts[p].reshape(-1)))
        present = levels(log, p)
        overtime, excess = int(late[p]), None
        pooled = settings.at_shift_end == "pooled"
        course = measured(busy, basis.start, basis.end, basis.hours, present if pooled else None, peaked=False)
        if pooled:
            excess = course.excess
            overtime = time_above(excess)[1]
        present_seconds = by_hour(present, basis.start, basis.end, basis.hours).sums
        seated = int(present_seconds.sum())
        if (place := basis.plan.desks_of(p)) is not None:
            seated = total(step_function(at_desks(present, levels(log, place), busy), basis.start, basis.end))
        sums = (present_seconds, course.hourly.sums, seated, int(rostered[p]), int(planned[p]))
        found.append(Pool(*sums, overtime, excess))
    return found


def hired(part: Basis, work: Tasks, log: Log, called: dict[str, Orders], found: list[Pool]) -> I:
    """Return (P, 3) officer-seconds in a part of the counted span: rostered, planned and overtime as in `Pool`.
    `found`: the pools of the whole.
    """
    late = _past_shift(part, work, log, called)
    rostered, planned = _rostered(part, log, called)
    overtime = [
        int(late[p]) if pool.excess is None else time_above(within(pool.excess, part.start, part.end))[1]
        for p, pool in enumerate(found)
    ]
    return np.column_stack((rostered, planned, np.array(overtime, dtype=np.int64)))


def at_desks(present: Changes, cap: Changes, busy: Changes) -> Changes:
    """Of the officers present those with a desk: as many as the cap, or as are busy where that is more, since a task
    under way when the cap falls is finished."""
    grid = np.unique(np.concatenate((present.tick, cap.tick, busy.tick)))
    there, most, at_work = (_at_each(grid, one) for one in (present, cap, busy))
    return Changes(grid, np.diff(np.minimum(there, np.maximum(most, at_work)), prepend=0))


def _at_each(grid: I, changes: Changes) -> I:
    """Return the number at each tick of a grid that has all of its changes."""
    found = np.zeros(grid.size, dtype=np.int64)
    np.add.at(found, np.searchsorted(grid, changes.tick), changes.by)
    return np.cumsum(found)


def _past_shift(basis: Basis, work: Tasks, log: Log, called: dict[str, Orders]) -> F:
    """Return (P,) officer-seconds in the counted span after the end of their duty, in pools that hand over."""
    plan = basis.plan
    late = np.zeros(len(plan.pools))
    if not plan.handover.any():
        return late
    row, officer = np.nonzero(log.duty[work.visit] >= 0)
    duty = log.duty[work.visit[row], officer]
    begin, end = work.begin[row], work.end[row]
    crew = plan.duties.crew[duty]
    over = plan.duties.end[duty].copy()
    for m, name in enumerate(plan.measures, start=1):
        released = np.append(called[name].released[called[name].released >= 0], NEVER)
        brought = np.flatnonzero(basis.crew_source[crew] == m)
        over[brought] = np.minimum(over[brought], released[np.searchsorted(released, begin[brought], side="right")])
    seconds = np.minimum(end, basis.end) - np.maximum(np.maximum(begin, over), basis.start)
    late += np.bincount(basis.crew_pool[crew], weights=np.maximum(seconds, 0), minlength=late.size)
    return late


def came_on_overtime(basis: Basis, log: Log, duties: Duties) -> Duties:
    """Return the duties with the officers whom measures called on overtime, as many as came; all their time is
    overtime.
    """
    if not basis.plan.daily.calls:
        return duties
    mine = basis.plan.daily.call_of[duties.crew] >= 0
    posts = np.zeros_like(duties.posts)
    posts[: log.called.size] = np.maximum(log.called, 0)
    length = np.where(mine, duties.end - duties.begin, duties.overtime)
    return duties._replace(posts=np.where(mine, posts, duties.posts), overtime=length)


def overtime_hours(basis: Basis, log: Log, called: dict[str, Orders]) -> dict[str, float]:
    """Return the officer-hours of overtime to which each measure called officers who came, in the counted span."""
    duties, figures = came_on_overtime(basis, log, basis.plan.duties), {}
    for m, (name, measure) in enumerate(basis.plan.scenario.measures.items(), 1):
        if measure.brings.overtime:
            mine = np.flatnonzero((basis.plan.daily.call_of[duties.crew] >= 0) & (basis.crew_source[duties.crew] == m))
            spans = called[name].open_in(basis.start, basis.end)
            seconds = overlap(spans, duties.begin[mine], duties.end[mine])
            figures[f"{name}_overtime_hours"] = float((seconds * duties.posts[mine]).sum()) / HOUR
    return figures


def _rostered(basis: Basis, log: Log, called: dict[str, Orders]) -> tuple[I, I]:
    """Return (P,) officer-seconds paid for in the counted span, and of them overtime that the roster has; those of a
    measure while it is open."""
    duties = came_on_overtime(basis, log, basis.plan.duties)
    open_in = [called[name].open_in(basis.start, basis.end) for name in basis.plan.measures]
    paid, planned = _of_base(basis.plan.like or basis.plan, basis.start, basis.end)
    more = _on_roster(basis, duties, open_in, duties.begin, duties.end + duties.paid)
    return paid + more, planned + _on_roster(basis, duties, open_in, duties.end - duties.overtime, duties.end)


@lru_cache(maxsize=32)
def _of_base(plan: Plan, start: int, end: int) -> tuple[I, I]:
    """Return (P,) the same of the base, which is on the roster whatever happens in a run."""
    source = np.array([crew.source for crew in plan.crews], dtype=np.int64)
    pool = np.array([crew.pool for crew in plan.crews], dtype=np.int64)
    duties, most = plan.duties, len(plan.pools)
    own = np.flatnonzero(source[duties.crew] == 0)

    def seconds(begin: I, until: I) -> I:
        lasting = np.maximum(np.minimum(until, end) - np.maximum(begin, start), 0)[own] * duties.posts[own]
        return np.bincount(pool[duties.crew[own]], weights=lasting, minlength=most).astype(np.int64)

    return seconds(duties.begin, duties.end + duties.paid), seconds(duties.end - duties.overtime, duties.end)


def _on_roster(basis: Basis, duties: Duties, spans: list[tuple[I, I]], begin: I, end: I) -> I:
    """Return (P,) officer-seconds from begin to end of duties (D,) of measures, within the spans of each."""
    found = np.zeros(len(basis.plan.pools), dtype=np.int64)
    if any(span[0].size for span in spans):
        by_source = _by_source(Same(duties.crew), Same(basis.crew_source), len(spans))
        for mine, span in zip(by_source, spans, strict=True):
            if mine.size and span[0].size:
                seconds = overlap(span, begin[mine], end[mine]) * duties.posts[mine]
                np.add.at(found, basis.crew_pool[duties.crew[mine]], seconds)
    return found


@lru_cache(maxsize=4)
def _by_source(crew: Same[I], source: Same[I], measures: int) -> list[I]:
    """Return the duties of each measure, by the crews (D,) of all duties and the source of each crew."""
    of = source.value[crew.value]
    order = np.argsort(of, kind="stable")
    return np.split(order, np.searchsorted(of[order], np.arange(1, measures + 2)))[1:-1]


def brought_later(basis: Basis, spans: list[tuple[I, I]]) -> list[tuple[int, int]]:
    """For each pool the officer-seconds that measures are to bring after the end, and how many of them are overtime on
    the roster; `spans`, one for each enabled measure: when each is to be open, all of it after the end."""
    last = max((int(ends.max(initial=basis.end)) for _, ends in spans), default=basis.end)
    days = -(-(last - basis.end) // (ROUND * DAY)) * ROUND + 1
    duties = _further(basis.plan.like or basis.plan, days)
    paid = _on_roster(basis, duties, spans, duties.begin, duties.end + duties.paid)
    planned = _on_roster(basis, duties, spans, duties.end - duties.overtime, duties.end)
    return list(zip(paid.tolist(), planned.tolist(), strict=True))


@lru_cache(maxsize=8)
def _further(plan: Plan, days: int) -> Duties:
    """Return the duties of a plan and of some days after its end; nobody is called on overtime to any of them yet."""
    duties = plan.duties
    if days > AHEAD:
        more = later_duties(plan.scenario, plan.clock, days)
        duties = Duties(*(np.concatenate(pair) for pair in zip(duties, more, strict=True)))
    return duties._replace(posts=np.where(plan.daily.call_of[duties.crew] >= 0, 0, duties.posts))


def staff(basis: Basis, pools: list[Pool]) -> dict[str, float]:
    """Return hours and utilisation by pool."""
    figures: dict[str, float] = {}
    for name, pool in zip(basis.plan.pools, pools, strict=True):
        busy, present = float(pool.busy.sum()), float(pool.present.sum())
        figures[f"utilisation_{name}"] = (busy - pool.overtime) / pool.seated if pool.seated else np.nan
        figures[f"busy_hours_{name}"] = busy / HOUR
        figures[f"rostered_hours_{name}"] = pool.rostered / HOUR
        figures[f"present_hours_{name}"] = present / HOUR
        figures[f"overtime_hours_{name}"] = pool.overtime / HOUR
    return figures
