"""What the reference sees when a measure is checked: plain looks at the parties and the roster."""

import math
from typing import Any

import numpy as np

from sim.arrays import WEEK
from sim.port.ahead import PARTS, parts_of
from sim.port.log import Seen
from sim.port.reference.clock import CHECK
from sim.port.reference.forecasting import Census, arrived_lately, chance_above
from sim.port.reference.people import PeopledPort
from sim.port.reference.service import work_of
from sim.port.rules import ALL, BASE, BEGINS, CAPACITY, HOLDS, NEVER_YET, OPEN
from sim.scenario.calendar.desk_roster import changes, most_at
from sim.scenario.calendar.roster import AHEAD
from sim.scenario.language.condition import Condition


def ratio(x: float, whole: float) -> float:
    """A share; of nothing, infinite unless it is itself nothing."""
    return x / whole if whole > 0 else math.inf if x > 0 else 0.0


class Watching:
    """The conditions and rules of all measures: when each was last false, whether it holds."""

    def __init__(self, port: PeopledPort) -> None:
        self.port, self.plan = port, port.plan
        self.table = port.plan.rules
        self.conditions: list[Condition] = [
            condition
            for measure in port.plan.scenario.measures.values()
            for rule in measure.rules.values()
            for condition in rule.conditions.values()
        ]
        self.seen = [0.0] * len(self.conditions)
        self.true = [False] * len(self.conditions)
        self.false_at = [port.plan.timings[int(row["measure"])].watched for row in self.table.conditions]
        self.checked = [NEVER_YET] * len(self.conditions)
        self.held = [False] * len(self.table.rules)
        self.planned_checks: set[tuple[int, int]] = set()  # measure, tick
        self.censuses = [Census(port, int(row["area"]), float(row["memory"])) for row in self.table.censuses]

    def check_always(self) -> None:
        """Check, after an event, the measures that watch always."""
        for measure, life in enumerate(self.plan.timings):
            if life.always and life.watched <= self.port.env.now < self.plan.clock.end:
                self.check(measure)

    def check_by(self, measure: int, tick: int) -> None:
        """Have a measure checked by a later tick, before all else of its second."""
        if tick >= self.plan.clock.end or (measure, tick) in self.planned_checks:
            return
        self.planned_checks.add((measure, tick))
        event = self.port.at(tick, CHECK)
        assert event.callbacks is not None
        event.callbacks.append(lambda _: self.check_due())

    def check_due(self) -> None:
        """Make the checks that are due now."""
        due = sorted(planned for planned in self.planned_checks if planned[1] <= self.port.env.now)
        self.planned_checks.difference_update(due)
        for measure, _ in due:
            self.check(measure)

    def check(self, measure: int) -> None:
        """Look at each condition of a measure; wake those who wait for a rule that begins to hold, or holds."""
        now = int(self.port.env.now)
        self.planned_checks = {planned for planned in self.planned_checks if planned[0] != measure}
        for c, condition in enumerate(self.conditions):
            if self.table.conditions["measure"][c] == measure:
                self.seen[c] = self.observe(c, condition, now)
                level = float(self.table.conditions["level"][c])
                above = condition.above is not None or condition.on is not None
                was, self.true[c] = self.true[c], self.seen[c] > level if above else self.seen[c] < level
                self.checked[c] = now
                if not self.true[c] or (self.plan.timings[measure].always and not was):
                    self.false_at[c] = now
                if self.plan.timings[measure].always:
                    self.check_again(c, measure, condition, now)
        for r, rule in enumerate(self.table.rules):
            if rule["measure"] == measure:
                each = [self.lasts(c) for c in range(rule["first"], rule["last"])]
                held, self.held[r] = self.held[r], all(each) if rule["join"] == ALL else any(each)
                if self.held[r]:
                    self.port._come_about(r, HOLDS if held else HOLDS | BEGINS)

    def check_again(self, c: int, measure: int, condition: Condition, now: int) -> None:
        """Plan the next check of a condition that may hold though nothing happens: not true for long enough yet, or
        dated.
        """
        if condition.on is not None:
            due = self.plan.clock.tick(condition.on)
        else:
            due = self.false_at[c] + round(condition.lasting) if self.true[c] else now
        if due > now:
            self.check_by(measure, due)

    def lasts(self, c: int) -> bool:
        """Return whether a condition was true at every check for as long as it asks."""
        return self.true[c] and self.checked[c] - self.false_at[c] >= round(self.conditions[c].lasting)

    def observe(self, c: int, condition: Condition, now: int) -> float:
        """Return the quantity that a condition compares, on what is so just before now."""
        port, watch = self.port, condition.watch
        if condition.on is not None:
            return 1.0 if now >= self.plan.clock.tick(condition.on) > self.checked[c] else 0.0
        if watch == "occupancy":
            return self.occupancy(c, str(condition.of))
        if condition.watched and condition.watched.forecast:
            return self.forecast(c, condition, now)
        if watch == "arrivals":
            a_day = self.arrivals_a_day(condition, now)
            as_share = self.table.conditions["share"][c] == CAPACITY
            return ratio(a_day, self.staffed_capacity(now)) if as_share else a_day
        if watch == "longest_wait":
            waiting = [me.since for step, queue in enumerate(port.queue) for me, _ in queue if self.staffed(step)]
            return (now - min(waiting, default=now)) / 3600.0
        if watch == "longest_stay":
            return (now - min((me.arrived for me in self.everyone()), default=now)) / 3600.0
        if watch == "waiting_for":
            return float(port.waiting_for(str(condition.step)))
        if watch == "outside":
            return float(port.outside())
        return self.work_waiting(self.plan.pool(str(condition.of)))

    def everyone(self) -> list[Any]:
        """Return all parties on site."""
        return [me for area in self.port.inside for me in area.values()]

    def staffed(self, step: int) -> bool:
        """Return whether a step takes officers."""
        return any(place < len(self.plan.pools) for takes in self.plan.takes[step] for place, _ in takes)

    def occupancy(self, c: int, area: str) -> float:
        """Return persons in an area and outside waiting for it, or their share of its space."""
        persons = float(self.port.persons(area))
        space = self.space(c, area)
        return persons if space is None else ratio(persons, space)

    def space(self, c: int, area: str) -> int | None:
        """Return the persons that an area holds, with what is open or at the base; none if the comparison is not with
        it.
        """
        share, place = self.table.conditions["share"][c], self.plan.area(area)
        return {OPEN: self.port.level(place), BASE: self.port.staff.base[place]}.get(int(share))

    def forecast(self, c: int, condition: Condition, now: int) -> float:
        """Return persons expected in an area, or their share of its space; or the chance that they exceed it."""
        row = self.table.conditions[c]
        census, ahead = self.censuses[row["census"]], int(row["hours"])
        census.take(now)
        rate, in_parties = arrived_lately(self.port.sample, max(round(condition.over), 1), now)
        stay, around = census.remaining(ahead)
        new = rate * census.hours_there(ahead)
        space = self.space(c, str(condition.of))
        if condition.watch == "forecast_occupancy":
            return stay + new if space is None else ratio(stay + new, space)
        assert space is not None
        off = condition.spread * new
        return chance_above(space, stay + new, around + new * in_parties + off * off)

    def arrivals_a_day(self, condition: Condition, now: int) -> float:
        """Return claimants a day over the window, or over the time since the run began."""
        sample, over = self.port.sample, max(round(condition.over), 1)
        came = (sample.arrive >= now - over) & (sample.arrive < now) & (sample.counted == 1)
        return float(sample.persons[came].sum()) * 86400.0 / max(min(over, now), 1)

    def work_waiting(self, pool: int) -> float:
        """Officer-hours of the visits ready and not started whose first alternative takes the pool."""
        work = sum(
            amount * work_of(self.port, me, step)
            for step, queue in enumerate(self.port.queue)
            for me, _ in queue
            for place, amount in self.plan.takes[step][0]
            if place == pool
        )
        return work / 3600.0

    def staffed_capacity(self, now: int) -> float:
        """Return claimants a day that the roster of the next seven days can serve, open measures included: the least
        pool.
        """
        duties, least = self.plan.duties, math.inf
        overlap = np.maximum(np.minimum(duties.end, now + WEEK) - np.maximum(duties.begin, now), 0)
        for pool in range(len(self.plan.pools)):
            crews = [crew.pool == pool and crew.source - 1 in self.port.staff.opened for crew in self.plan.crews]
            seconds = float((duties.posts * overlap)[np.array(crews, bool)[duties.crew]].sum())
            if pool in self.plan.desks:
                seconds = self.at_desks(pool, now)
            if self.plan.needs[pool] > 0:
                least = min(least, seconds / 25200.0 * float(self.plan.usable[pool]) / float(self.plan.needs[pool]))
        return least

    def at_desks(self, pool: int, now: int) -> float:
        """Officer-seconds rostered in the next seven days, of no more at once than there are desks for."""
        duties, total = self.plan.duties, 0
        given = self.plan.scenario.staff[self.plan.pools[pool]]
        crews = [crew.pool == pool and crew.source - 1 in self.port.staff.opened for crew in self.plan.crews]
        mine = np.array(crews, bool)[duties.crew]
        begin, end, posts = duties.begin[mine], duties.end[mine], duties.posts[mine]
        assert given.at_most is not None
        cuts = changes(given.at_most, self.plan.clock.longer(AHEAD))[0]
        edges = np.unique(np.clip(np.concatenate((begin, end, cuts, [now, now + WEEK])), now, now + WEEK))
        caps = most_at(given.at_most, self.plan.clock.longer(AHEAD), edges)
        for since, until, cap in zip(edges[:-1], edges[1:], caps[:-1], strict=True):
            there = int(posts[(begin <= since) & (end > since)].sum())
            total += int(until - since) * min(there * PARTS, parts_of(int(cap), given.absence))
        return total / PARTS

    def seen_by(self, rule: int) -> tuple[Seen, ...]:
        """Return what each condition of a rule saw at the last check."""
        row = self.table.rules[rule]
        return tuple(
            Seen(self.table.names[c], self.seen[c], float(self.table.conditions["level"][c]))
            for c in range(row["first"], row["last"])
        )

    def why(self, rule: int) -> tuple[str, ...]:
        """Return the names of the conditions of a rule that hold."""
        row = self.table.rules[rule]
        return tuple(self.table.names[c] for c in range(row["first"], row["last"]) if self.lasts(c))
