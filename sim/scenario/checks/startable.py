"""Visits that can never start, whoever waits for them: no officers together, no room, no departure in the whole run."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from sim.arrays import I
from sim.errors import ScenarioError
from sim.problems import Problem, listing, sentence
from sim.scenario.calendar.by_date import versions
from sim.scenario.calendar.clock import Clock, clock
from sim.scenario.calendar.desk_roster import changes, most_at
from sim.scenario.calendar.roster import Crew, Duties, crews, departures, duties, later_duties
from sim.scenario.checks.makers import Makers
from sim.scenario.language.process import Staffing, Step
from sim.scenario.language.sections import Sections
from sim.scenario.source.source_tree import Path, dotted
from sim.scenario.values.distributions import Distribution
from sim.wording import say

AFTER = 60  # days after the end in which something may still come for those who wait


def never_started(scenario: Sections, makers: Makers, roster_to_come: bool) -> Iterator[Problem]:
    """Yield a problem for each step that somebody may make and that cannot start at any time of the run.

    A warning where a measure could change that, or where those who wait may leave in another way; otherwise an error.
    What is impossible only for a part of the run is not told.
    """
    port = Port(scenario)
    leaving = departures(scenario, port.clock)[1]
    for s, (name, step) in enumerate(scenario.process.steps.items()):
        if makers.of[name] and step.departures is None:
            yield from _without_room(port, name, step)
            yield from _unstaffed(port, name, step, roster_to_come)
        elif makers.of[name] and s not in leaving:
            span = say(
                "from {first_day} to before {last}", first_day=str(port.clock.first_day), last=str(port.clock.last)
            )
            allowed = say("times, days or dates of which the run has one at least ({span})", span=span)
            yield _problem(port, step, (name, "departures"), say("no departure in the whole run"), allowed)


def over_at_end(scenario: Sections) -> tuple[str, ...]:
    """Return the steps that can start no more from the end of a run on, whatever measure is open.

    Rosters, rooms and departures are those of the 60 days after the end. A step that two-step processing may leave out
    is none of these.
    """
    port = Port(scenario, after=True)
    ticks, steps = departures(scenario, port.clock.longer(AFTER))
    leaving = set(steps[ticks >= port.clock.end].tolist())
    deferral = any(measure.brings.deferral for measure in scenario.measures.values())
    found = []
    for s, (name, step) in enumerate(scenario.process.steps.items()):
        roomy = step.room is None or port.rooms(step.room, helped=True) > 0
        staffed = roomy and any(port.together(pools, helped=True) for pools in step.alternatives)
        starts = s in leaving if step.departures else staffed
        if not starts and not (deferral and step.deferrable):
            found.append(name)
    return tuple(found)


def _soonest(time: Distribution) -> float:
    """Return the least that a time can be, in seconds."""
    return time["value"] if time.is_constant else float(time.ppf(np.array(0.0)))


class Port:
    """What there is of pools and rooms at any time of a run: on the base roster, and with all measures open.

    `after`: in the 60 days after the end instead, with every measure.
    """

    def __init__(self, scenario: Sections, *, after: bool = False) -> None:
        self.clock: Clock = clock(scenario)
        self.scenario = scenario
        self._pools = list(scenario.staff)
        self._crews: tuple[Crew, ...] = crews(scenario)
        self._duties: Duties = duties(scenario, self.clock)
        self._begin, self._end = (self.clock.end, self.clock.longer(AFTER).end) if after else (0, self.clock.end)
        if after:
            both = zip(self._duties, later_duties(scenario, self.clock, AFTER), strict=True)
            self._duties = Duties(*(np.concatenate(pair) for pair in both))
        # Measures that can be there before the end.
        self.measures = {
            k: (name, measure)
            for k, (name, measure) in enumerate(scenario.measures.items(), start=1)
            if after or measure.at_start or _soonest(measure.lead_time) < self.clock.end
        }

    def rooms(self, kind: str, helped: bool) -> int:
        """Return rooms of a kind."""
        brought = (measure.rooms.get(kind, 0) for _, measure in self.measures.values())
        most = max(one.space.rooms.get(kind, 0) for one in self._versions)
        return most + (sum(brought) if helped else 0)

    @cached_property
    def _versions(self) -> tuple[Sections, ...]:
        """The scenario as it is from each date on; as it is at first while what changes is not known to be right."""
        try:
            return tuple(one for _, one in versions(self.scenario))
        except ScenarioError:
            return (self.scenario,)

    def most(self, pools: Staffing, helped: bool) -> dict[str, int]:
        """Return the most officers of each pool at desks at one time."""
        return {pool: int(self._level(pool, self._begins([pool], helped), helped).max(initial=0)) for pool in pools}

    def rostered(self, pool: str) -> bool:
        """Return whether anybody of a pool is ever on duty, at a desk or for want of one without work."""
        return bool(self._rows(pool, helped=True)[2].any())

    def together(self, pools: Staffing, helped: bool) -> bool:
        """Return whether there is a time at which this many of each pool are on duty."""
        times = self._begins(list(pools), helped)
        enough = [self._level(pool, times, helped) >= count for pool, count in pools.items()]
        return not enough or bool(np.logical_and.reduce(enough).any())

    def bringing(self, pools: Staffing, room: str | None) -> list[str]:
        """Return the measures that bring officers of these pools, or such rooms."""
        return [
            name
            for name, measure in self.measures.values()
            if set(pools) & {*measure.brings.staff, *measure.brings.overtime} or room in measure.rooms
        ]

    def _rows(self, pool: str, helped: bool) -> tuple[I, I, I]:
        place = self._pools.index(pool)
        mine = [c.pool == place and (c.source == 0 or (helped and c.source in self.measures)) for c in self._crews]
        rows = np.array(mine, dtype=np.bool_)[self._duties.crew]
        rows &= (self._duties.begin < self._end) & (self._duties.end > self._begin)
        return np.maximum(self._duties.begin[rows], self._begin), self._duties.end[rows], self._duties.posts[rows]

    def _begins(self, pools: list[str], helped: bool) -> I:
        """Return the times at which officers come on duty or desks are added: at one of them there are most."""
        found = [self._rows(pool, helped)[0] for pool in pools] + [self._caps(pool) for pool in pools]
        return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)

    def _caps(self, pool: str) -> I:
        """Return the times at which the cap on a pool becomes another."""
        given = self.scenario.staff[pool].at_most
        cuts = changes(given, self.clock.longer(AFTER))[0] if given else np.zeros(0, dtype=np.int64)
        return cuts[(cuts >= self._begin) & (cuts < self._end)]

    def _level(self, pool: str, times: I, helped: bool) -> I:
        begin, end, posts = self._rows(pool, helped)
        total = np.zeros(times.size, dtype=np.int64)
        for sign, edge in ((1, begin), (-1, end)):
            order = np.argsort(edge, kind="stable")
            passed = np.concatenate(([0], np.cumsum(posts[order])))
            total += sign * passed[np.searchsorted(edge[order], times, side="right")]
        return np.minimum(total, most_at(self.scenario.staff[pool].at_most, self.clock.longer(AFTER), times))


def _without_room(port: Port, name: str, step: Step) -> Iterator[Problem]:
    """Yield a step in a room of which there are none."""
    if step.room is not None and not port.rooms(step.room, helped=False):
        found, allowed = (
            say("{room}, of which there are none", room=step.room),
            say("a kind of room of which space.rooms has one or more"),
        )
        helped = port.rooms(step.room, helped=True) > 0
        yield _problem(port, step, (name, "room"), found, allowed, port.bringing({}, step.room) if helped else [])


def _unstaffed(port: Port, name: str, step: Step, roster_to_come: bool) -> Iterator[Problem]:
    """Yield a step for which no alternative is ever on duty."""
    if any(port.together(pools, helped=False) for pools in step.alternatives):
        return
    found = "; ".join(_reason(port, pools) for pools in step.alternatives)
    if len(step.alternatives) > 1:
        found = say(
            "{n} alternatives of which none can ever be staffed: {found}", n=len(step.alternatives), found=found
        )
    allowed = say("as many officers as the roster has on duty at one time, or more of them on the roster")
    able = [pools for pools in step.alternatives if port.together(pools, helped=True)]
    helpers = [measure for pools in able for measure in port.bringing(pools, None)]
    problem = _problem(port, step, (name, "staff"), found, allowed, list(dict.fromkeys(helpers)))
    yield replace(problem, severity="warning") if roster_to_come else problem


def _too_few(port: Port, pool: str, count: int, most: int) -> str:
    if not most and port.scenario.staff[pool].at_most:
        return say(
            "{n} of {pool}, of whom nobody is ever on duty and at a desk (at_most) at one time", n=count, pool=pool
        )
    if not most:
        return say("{n} of {pool}, of whom nobody is ever on duty at one time", n=count, pool=pool)
    if port.scenario.staff[pool].at_most:
        return say(
            "{n} of {pool}, of whom never more than {most} are on duty and at a desk (at_most) at one time",
            n=count, pool=pool, most=most,
        )  # fmt: skip
    return say("{n} of {pool}, of whom never more than {most} are on duty at one time", n=count, pool=pool, most=most)


def _reason(port: Port, pools: Staffing) -> str:
    """Return why one way to staff a step is never there, with its numbers."""
    most = port.most(pools, helped=False)
    if few := [pool for pool in pools if most[pool] < pools[pool]]:
        told = (_too_few(port, pool, pools[pool], most[pool]) for pool in few)
        return say(" and ").join(told)
    needed = say(" and ").join(
        say("{count} of {pool} (at most {most} on duty)", count=count, pool=pool, most=most[pool])
        for pool, count in pools.items()
    )
    return say("{needed}, who are never on duty together", needed=needed)


def _problem(port: Port, step: Step, path: Path, found: str, allowed: str, helped: Sequence[str] = ()) -> Problem:
    """Return an error; a warning where measures may help, or where those who come to the step leave without it."""
    ways = [say("it starts only while {helped} is open", helped=listing(helped))] if helped else []
    if step.patience is not None:
        ways.append(say("whoever comes to it leaves when their patience ends"))
    if step.deferrable and any(measure.brings.deferral for measure in port.scenario.measures.values()):
        ways.append(say("it is left out while two-step processing is open"))
    message = sentence("; ".join([found, *ways]), allowed)
    return Problem(dotted(("process", "steps", *path)), message, severity="warning" if ways else "error")
