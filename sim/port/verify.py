"""What must be true of any log, whoever played it: checks that share nothing with the flow.

Each check returns sentences that say what is wrong; none means that it holds.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.arrays import I
from sim.people.sample import Sample, ended_last, last_of_family, members
from sim.port.log import Event, Log
from sim.port.plan import Plan
from sim.wording import Noted, noted

ONE_BY_ONE, PARALLEL = 1, 2  # of `Plan.family`


class Spans(NamedTuple):
    """Who was where or had what, from when to when, and how many: rows of equal length."""

    begin: I
    end: I
    amount: I


def check_all(plan: Plan, sample: Sample, log: Log) -> dict[Noted, list[Noted]]:
    """Return every check of one log, by name."""
    checks: dict[Noted, Callable[[Plan, Sample, Log], list[Noted]]] = {
        noted("conservation"): conservation,
        noted("nobody beyond capacity"): capacity,
        noted("Little's law in each area"): little,
        noted("order of service"): order_of_service,
    }
    return {name: check(plan, sample, log) for name, check in checks.items()}


def differences(flow: Log, reference: Log) -> list[Noted]:
    """Return the fields in which two logs differ, with the first place where they do."""
    found = []
    for name in flow._fields:
        mine, other = getattr(flow, name), getattr(reference, name)
        if name == "diary":
            if mine != other:
                row = next((k for k, pair in enumerate(zip(mine, other, strict=False)) if pair[0] != pair[1]), None)
                row = min(len(mine), len(other)) if row is None else row
                found.append(noted("diary, line {n}", n=row))
        elif mine.shape != other.shape:
            text = noted("{field}: {n} rows against {other}", field=name, n=mine.shape[0], other=other.shape[0])
            found.append(text)
        elif (unlike := mine != other).any():
            found.append(noted("{field}, row {n}", field=name, n=int(np.argwhere(unlike)[0][0])))
    return found


def conservation(plan: Plan, sample: Sample, log: Log) -> list[Noted]:
    """Check that everyone who came has left or is still there, once, and makes each visit in its own time."""
    found = []
    gone = log.left >= 0
    if not np.array_equal(gone, log.exit > 0):
        found.append(noted("a party has left without a way, or the other way about"))
    if (log.left[gone] < sample.arrive[gone]).any():
        found.append(noted("a party left before it came"))
    pairs = (
        (log.ready, log.start, noted("a visit started before it was ready")),
        (log.start, log.end, noted("a visit ended before it started")),
    )
    for early, late, words in pairs:
        if ((late >= 0) & ((early < 0) | (late < early))).any():
            found.append(words)
    party = np.repeat(np.arange(sample.arrive.size), np.diff(sample.first))
    made = np.flatnonzero(log.ready >= 0)
    same = party[made[1:]] == party[made[:-1]]
    last = last_of_family(sample, plan.family == PARALLEL)
    before = np.full(log.ready.size, -1)
    np.maximum.at(before, last, np.maximum(log.ready, log.end))
    before, same = before[last], same & (last[made[1:]] != last[made[:-1]])
    if (log.ready[made[1:]][same] < before[made[:-1]][same]).any():
        found.append(noted("a party was ready for a visit before the one before was over"))
    persons_in = int(sample.persons.sum())
    there = [spans.amount[spans.end > plan.clock.end].sum() for spans in stays(plan, sample, log).values()]
    persons_out = int(sample.persons[gone].sum()) + int(sum(there))
    if persons_in != persons_out:
        text = noted("{came} persons came, {left} left or are in one place", came=persons_in, left=persons_out)
        found.append(text)
    return found


def stays(plan: Plan, sample: Sample, log: Log) -> dict[int, Spans]:
    """By area (the outside too): who was in it from when to when; those still there until a second past the end."""
    never = plan.clock.end + 1
    party = np.repeat(np.arange(sample.arrive.size), np.diff(sample.first))
    moves = np.flatnonzero((log.ready >= 0) & (plan.step_area[sample.step] >= 0))
    who = np.concatenate((np.arange(sample.arrive.size), party[moves]))
    when = np.concatenate((sample.arrive, log.ready[moves]))
    where = np.concatenate((np.full(sample.arrive.size, plan.outside), plan.step_area[sample.step[moves]]))
    came = when < plan.clock.end
    who, when, where = who[came], when[came], where[came]
    order = np.argsort(who, kind="stable")
    who, when, where = who[order], when[order], where[order]
    moves_in = np.append(True, (np.diff(who) != 0) | (np.diff(where) != 0))[: who.size]
    who, when, where = who[moves_in], when[moves_in], where[moves_in]
    left = np.where(log.left >= 0, log.left, never)[who]
    until = left.copy()
    same = who[1:] == who[:-1]
    until[:-1][same] = when[1:][same]
    rows = {int(area): where == area for area in np.unique(where)}
    found = {area: Spans(when[mine], until[mine], sample.persons[who[mine]]) for area, mine in rows.items()}
    for k, beds in enumerate(plan.beds):  # who lodges is not in the area
        _, _, went, back, persons = log.lodged[log.lodged[:, 1] == k].T
        back = np.where(back >= 0, back, never)
        if went.size:
            there = Spans(went, back, persons)
            found[beds.rooms] = there
            pairs = zip(found[beds.area], there._replace(amount=-persons), strict=True)
            found[beds.area] = Spans(*(np.concatenate(pair) for pair in pairs))
    return found


def services(plan: Plan, sample: Sample, log: Log) -> Iterator[tuple[int, Spans, I]]:
    """By place: who had how many of it, from when until it was free again; and which visits these are."""
    party = np.repeat(np.arange(sample.arrive.size), np.diff(sample.first))
    until = np.where(log.end >= 0, log.end, plan.clock.end + 1)
    made = np.append(np.flatnonzero(log.ready >= 0), log.ready.size)
    last = last_of_family(sample, plan.family == PARALLEL)
    following = made[np.minimum(np.searchsorted(made, last, side="right"), made.size - 1)]
    goes_on = (following < log.ready.size) & (np.append(party, -1)[following] == party)
    let_in = np.where(goes_on, np.append(log.ready, -1)[following], log.left[party])
    holds = np.array([step.holds for step in plan.scenario.process.steps.values()])[sample.step]
    holds &= ended_last(sample, log.end, plan.family == PARALLEL)
    until = np.where(holds & (log.end >= 0), np.where(let_in >= 0, let_in, plan.clock.end + 1), until)
    for place in range(len(plan.base)):
        amount = np.zeros(log.ready.size, np.int64)
        for s, alternatives in enumerate(plan.takes):
            for k, takes in enumerate(alternatives):
                amount[(sample.step == s) & (log.option == k)] = dict(takes).get(place, 0)
        rows = np.flatnonzero((amount > 0) & (log.start >= 0))
        if rows.size:
            yield place, Spans(log.start[rows], until[rows], amount[rows]), rows


def in_use(spans: Spans, at: I) -> I:
    """Return how many were in use just after each of some times, those that end then no longer."""
    begin, end = np.argsort(spans.begin, kind="stable"), np.argsort(spans.end, kind="stable")
    begun = np.concatenate(([0], np.cumsum(spans.amount[begin])))[np.searchsorted(spans.begin[begin], at, side="right")]
    over = np.concatenate(([0], np.cumsum(spans.amount[end])))[np.searchsorted(spans.end[end], at, side="right")]
    result: I = begun - over
    return result


def most_level(log: Log, place: int, at: I) -> I:
    """Return the most there was of a place in each of some seconds: a measure can change it between two events of a
    second.
    """
    tick, level = log.levels[log.levels[:, 1] == place][:, (0, 2)].T
    before, last = np.searchsorted(tick, at, side="left") - 1, np.searchsorted(tick, at, side="right") - 1
    found: I = level[last].copy()
    for k in np.flatnonzero(last > before):
        found[k] = level[max(before[k], 0) : last[k] + 1].max()
    return found


def capacity(plan: Plan, sample: Sample, log: Log) -> list[Noted]:
    """Check that whenever a service starts or a hard area lets someone in, all in use fit within what there is."""
    found = []
    names = (
        *plan.pools,
        *plan.rooms,
        *plan.areas,
        *(noted("desks of {pool}", pool=plan.pools[pool]) for pool in plan.desks),
    )
    for place, spans, rows in services(plan, sample, log):
        if place < len(plan.pools) and plan.handover[place]:
            found += _beyond_duty(plan, sample, log, rows)
        elif (in_use(spans, spans.begin) > most_level(log, place, spans.begin)).any():
            found.append(noted("{place}: more in use than there are", place=names[place]))
    for k, beds in enumerate(plan.beds):
        _, _, went, back, _ = log.lodged[log.lodged[:, 1] == k].T
        spans = Spans(went, np.where(back >= 0, back, plan.clock.end + 1), np.ones(went.size, np.int64))
        if (in_use(spans, went) > most_level(log, beds.rooms, went)).any():
            found.append(noted("{place}: more parties lodge than there are rooms", place=names[beds.rooms]))
    for area, spans in stays(plan, sample, log).items():
        let_in = spans.begin[spans.amount > 0]  # who goes to lodge leaves an area that may hold more than its space
        if plan.hard[area] and (in_use(spans, let_in) > most_level(log, area, let_in)).any():
            found.append(noted("{place}: more persons let in than it has space for", place=names[area]))
    return found


def _beyond_duty(plan: Plan, sample: Sample, log: Log, rows: I) -> list[Noted]:
    """Check that in a pool that hands over nobody begins a task while all of the shift that serves are busy.

    When a measure is released, its officers' tasks end outside the level, as at the end of their shift. A task can
    begin in the very second in which a shift ends: what a measure opens then comes before the roster changes.
    """
    duty, visit = log.duty[rows].ravel(), np.repeat(rows, log.duty.shape[1])
    visit, duty = visit[duty >= 0], duty[duty >= 0]
    found = []
    for d in np.unique(duty):
        mine = visit[duty == d]
        until = np.where(log.end[mine] >= 0, log.end[mine], plan.clock.end + 1)
        source = plan.crews[plan.duties.crew[d]].source
        over = [e.tick for e in log.diary if e.event == Event.RELEASED and e.measure == source - 1]
        released = np.array([*over, plan.clock.end + 1])
        until = np.minimum(until, released[np.searchsorted(released, log.start[mine], side="right")])
        spans = Spans(log.start[mine], until, np.ones(mine.size, np.int64))
        if (in_use(spans, spans.begin) > sample.present[d]).any() or (spans.begin > plan.duties.end[d]).any():
            found.append(noted("duty {n}: more tasks than officers, or a task begun after its end", n=int(d)))
    return found


def little(plan: Plan, sample: Sample, log: Log) -> list[Noted]:
    """Check that persons over time in each area are the sum of their stays (Little 1961): exactly, not on average."""
    names, found = (*plan.rooms, *plan.areas, noted("outside")), []
    for area, spans in stays(plan, sample, log).items():
        end = np.minimum(spans.end, plan.clock.end)
        times = np.unique(np.concatenate((spans.begin, end)))
        persons = in_use(Spans(spans.begin, end, spans.amount), times)
        if int((persons[:-1] * np.diff(times)).sum()) != int((spans.amount * (end - spans.begin)).sum()):
            name = names[area - len(plan.pools)]
            found.append(noted("{place}: persons over time are not the sum of stays", place=name))
    return found


def order_of_service(plan: Plan, sample: Sample, log: Log) -> list[Noted]:
    """At each step, a class is served in the order in which its parties were ready, and none before a class above. The
    members who follow the first of a family do not wait for their turn, and who lodged meanwhile is not called."""
    party = np.repeat(np.arange(sample.arrive.size), np.diff(sample.first))
    served = np.flatnonzero((log.start >= 0) & (members(sample, plan.family == ONE_BY_ONE) == 0))
    served = served[~_was_away(sample, log, party[served], served)]
    step, priority = sample.step[served], sample.priority_class[party[served]]
    order = np.lexsort((log.start[served], log.ready[served], priority, step))  # alike if ready in the same second
    same = (np.diff(step[order]) == 0) & (np.diff(priority[order]) == 0)
    found = []
    if (np.diff(log.start[served][order])[same] < 0).any():
        found.append(noted("a party was served before one of its class that had waited longer"))
    for s in np.unique(step):
        for k in np.unique(priority[step == s]):
            before = served[(step == s) & (priority < k)]
            mine = served[(step == s) & (priority == k)]
            waiting = Spans(log.ready[before] + 1, log.start[before], np.ones(before.size, np.int64))
            if before.size and (in_use(waiting, log.start[mine]) > 0).any():
                found.append(noted("{step}: served while a class before it waited", step=plan.steps[s]))
    return found


def _was_away(sample: Sample, log: Log, party: I, visits: I) -> NDArray[np.bool_]:
    """Return whether the party of each visit, or the one that it is a part of, lodged while it waited."""
    found = np.zeros(visits.size, np.bool_)
    for p, _, went, _, _ in log.lodged.tolist():
        mine = (party == p) | (sample.parent[party] == p)
        found |= mine & (log.ready[visits] <= went) & (log.start[visits] > went)
    return found
