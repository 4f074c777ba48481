"""The port, fixed by the scenario: places, steps, roster, timetable and the rules of its measures, as numbers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from sim.arrays import I
from sim.people.expectation.workload import officer_hours
from sim.port.daily import Daily, daily
from sim.port.nights import Beds, Nights, beds, nights
from sim.port.rules import MeasureTiming, Rules, compile_rules
from sim.scenario.calendar.by_date import versions
from sim.scenario.calendar.clock import NEVER, Clock, clock
from sim.scenario.calendar.desk_roster import capped, changes
from sim.scenario.calendar.roster import Crew, Duties, checks, crews, departures, duties
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import parts

Take = tuple[int, int]  # place, amount
ANY = "*"
OF_PEOPLE = (  # what a plan knows nothing of but the officer-hours that a claimant needs: a path, and all under it
    ("arrivals",), ("surges",), ("people",), ("screening",),
    *(("process", "steps", ANY, what) for what in ("time", "cv", "patience", "who", "again")),
    ("contingency", ANY, "lead_time"), ("contingency", ANY, "stages", ANY, "lead_time"),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Plan:
    """What the calendar and the scenario decide in advance.

    Places are numbered pools first, then kinds of room, areas, desks of pools that have a cap, and last the outside. A
    task takes a desk for each officer of such a pool, as it takes a room. Steps, pools, measures and so on keep their
    order in the scenario (measures: those enabled).
    """

    scenario: Scenario
    clock: Clock
    crews: tuple[Crew, ...]
    duties: Duties
    pools: tuple[str, ...]
    rooms: tuple[str, ...]
    areas: tuple[str, ...]
    steps: tuple[str, ...]
    measures: tuple[str, ...]
    desks: tuple[int, ...]  # the pools that have a cap on officers at once; a place each
    takes: tuple[tuple[tuple[Take, ...], ...], ...]  # step, alternative, (place, amount)
    pace: tuple[tuple[float, ...], ...]  # step, alternative: its duration over that of the first alternative
    step_area: I  # (S,) place of the step's area, -1 for none
    order: tuple[tuple[int, ...], ...]  # steps that share a queue, first served first
    base: I  # (places,) rooms, persons and desks of the base at tick 0; 0 for pools, whose level is their duties'
    hard: I  # (places,) 1: closed when full; 2: who finds it full leaves
    brings: I  # (M, places) rooms and persons that each measure brings
    defers: I  # (M,) 1: brings two-step processing
    caps: tuple[I, I, I]  # ticks after 0, place of desks, rooms or space of the base, how many from then on
    departures: tuple[I, I, I]  # ticks, steps, seats
    daily: Daily  # what is counted by the local day or week
    checks: tuple[I, I]  # ticks, measures
    rules: Rules
    timings: tuple[MeasureTiming, ...]  # a measure each
    beds: tuple[Beds, ...]  # a lodging each
    nights: Nights
    decided: int = NEVER  # the tick from which on nothing is ordered, called off or extended
    like: "Plan | None" = None  # another of which this one has all but the people

    def for_people(self, scenario: Scenario) -> "Plan":
        """Return the plan of a scenario that differs in `OF_PEOPLE` alone; what the calendar fixes is shared."""
        return replace(self, scenario=scenario, like=self.like or self)

    @property
    def outside(self) -> int:
        """The place of those not yet let in."""
        return len(self.base) - 1

    def pool(self, name: str) -> int:
        """Return the place of a pool."""
        return self.pools.index(name)

    def room(self, name: str) -> int:
        """Return the place of a kind of room."""
        return len(self.pools) + self.rooms.index(name)

    def area(self, name: str) -> int:
        """Return the place of an area."""
        return len(self.pools) + len(self.rooms) + self.areas.index(name)

    def desks_of(self, pool: int) -> int | None:
        """Return the place of the desks of a pool; none if it has no cap."""
        first = len(self.pools) + len(self.rooms) + len(self.areas)
        return first + self.desks.index(pool) if pool in self.desks else None

    @cached_property
    def family(self) -> I:
        """(S,) how a step serves a family: 0 in one task, 1 one member after another, 2 in parallel."""
        words = ("together", "one_by_one", "in_parallel")
        steps = self.scenario.process.steps.values()
        return np.array([words.index(s.family) if s.unit == "person" else 0 for s in steps], dtype=np.int64)

    @cached_property
    def handover(self) -> I:
        """(P,) 1 for pools whose outgoing officers end their tasks on overtime."""
        return np.array([p.at_shift_end == "handover" for p in self.scenario.staff.values()], dtype=np.int64)

    @cached_property
    def usable(self) -> np.ndarray:
        """(P,) share of rostered hours spent on claimants: productive share x (1 - absence)."""
        return np.array([p.productive_share * (1 - p.absence) for p in self.scenario.staff.values()])

    @cached_property
    def needs(self) -> np.ndarray:
        """(P,) mean officer-hours that a claimant needs from each pool."""
        hours = officer_hours(self.scenario)
        return np.array([hours[name] for name in self.pools])


def of_people(paths: Iterable[str]) -> bool:
    """Return whether values at these paths leave all of a plan as it is but for what a claimant needs."""
    return all(any(_under(parts(path), one) for one in OF_PEOPLE) for path in paths)


def _under(path: tuple[Any, ...], one: tuple[str, ...]) -> bool:
    return len(path) >= len(one) and all(b in (ANY, str(a)) for a, b in zip(path, one, strict=False))


def plan(scenario: Scenario, decided: int = NEVER) -> Plan:
    """Return the plan of a scenario; from the tick `decided` on nothing is ordered, called off or extended."""
    time = clock(scenario)
    pools, rooms, areas = tuple(scenario.staff), tuple(scenario.space.rooms), tuple(scenario.space.areas)
    place, steps = _places(scenario), scenario.process.steps
    outside = len(place)
    base = np.zeros(outside + 1, dtype=np.int64)
    hard = np.zeros(outside + 1, dtype=np.int64)
    for name, area in scenario.space.areas.items():
        hard[place[f"area {name}"]] = 0 if area.limit == "soft" else 2 if area.when_full == "divert" else 1
    ticks, desks, most = caps_of(scenario, time, place)
    base[desks[ticks == 0]] = most[ticks == 0]
    rules, lives = compile_rules(scenario, time, place)
    roster = duties(scenario, time)
    return Plan(
        scenario=scenario,
        clock=time,
        crews=crews(scenario),
        duties=roster,
        pools=pools,
        rooms=rooms,
        areas=areas,
        steps=tuple(steps),
        measures=tuple(scenario.measures),
        desks=tuple(place[pool] for pool in capped(scenario)),
        takes=tuple(_takes(scenario, name, place) for name in steps),
        pace=tuple(_pace(scenario, name) for name in steps),
        step_area=np.array([place[f"area {s.area}"] if s.area else -1 for s in steps.values()], dtype=np.int64),
        order=_order(scenario),
        base=base,
        hard=hard,
        brings=_brings(scenario, place),
        defers=np.array([m.brings.deferral for m in scenario.measures.values()], dtype=np.int64),
        caps=(ticks[ticks > 0], desks[ticks > 0], most[ticks > 0]),
        departures=departures_of(scenario, time),
        daily=daily(scenario, time),
        checks=checks(scenario, time),
        rules=rules,
        timings=lives,
        beds=beds(scenario, place),
        nights=nights(scenario, time, roster, departures_of(scenario, time.longer(2))),
        decided=decided,
    )


def beside(known: Plan, scenario: Scenario) -> Plan:
    """Return the plan of a scenario that differs from that of another plan in measures which bring areas and rooms
    alone."""
    place, time = _places(scenario), known.clock
    rules, lives = compile_rules(scenario, time, place)
    found = replace(
        known,
        scenario=scenario,
        crews=crews(scenario),
        measures=tuple(scenario.measures),
        brings=_brings(scenario, place),
        defers=np.array([m.brings.deferral for m in scenario.measures.values()], dtype=np.int64),
        daily=daily(scenario, time) if known.daily.rungs or known.daily.calls else known.daily,
        checks=checks(scenario, time),
        rules=rules,
        timings=lives,
        nights=nights(scenario, time, known.duties, departures_of(scenario, time.longer(2)))
        if known.beds
        else known.nights,
        like=None,
    )
    vars(found)["needs"] = known.needs  # which no measure changes, and which take long to count
    return found


def _places(scenario: Scenario) -> dict[str, int]:
    """Return the number of each pool, `room NAME`, `area NAME` and `desks POOL`."""
    rooms, areas = (f"room {name}" for name in scenario.space.rooms), (f"area {name}" for name in scenario.space.areas)
    named = (*scenario.staff, *rooms, *areas, *(f"desks {pool}" for pool in capped(scenario)))
    return {name: k for k, name in enumerate(named)}


def caps_of(scenario: Scenario, time: Clock, place: dict[str, int]) -> tuple[I, I, I]:
    """Return what the base space, rooms, and the desks of every pool with a cap are from which tick on: ticks (0 for
    the first), places by name, numbers.
    """
    found = [np.zeros((3, 0), dtype=np.int64)]
    known: dict[str, int] = {}
    for since, one in versions(scenario):
        tick = max(time.tick(since), 0) if since > date.min else 0
        now = {f"room {name}": count for name, count in one.space.rooms.items()}
        now |= {f"area {name}": area.persons for name, area in one.space.areas.items()}
        changed = [(tick, place[name], count) for name, count in now.items() if known.get(name) != count]
        found.append(np.array(changed, dtype=np.int64).reshape(-1, 3).T)
        known = now
    for pool in capped(scenario):
        given = scenario.staff[pool].at_most
        assert given is not None
        ticks, most = changes(given, time)
        found.append(np.vstack((ticks, np.full(ticks.size, place[f"desks {pool}"]), most)))
    ticks, desks, most = np.hstack(found)
    return ticks, desks, most


def departures_of(scenario: Scenario, time: Clock) -> tuple[I, I, I]:
    """Return the departures of a clock in order of time: ticks, steps, seats, each as it is on its day."""
    every = versions(scenario)
    begins = [time.tick(since) if since > date.min else -NEVER for since, _ in every]
    rows = [np.zeros((3, 0), dtype=np.int64)]
    for (_, one), begin, until in zip(every, begins, [*begins[1:], NEVER], strict=True):
        seats = [step.departures.seats if step.departures else 0 for step in one.process.steps.values()]
        ticks, steps = departures(one, time)
        mine = (ticks >= begin) & (ticks < until)
        rows.append(np.vstack((ticks, steps, np.array(seats, dtype=np.int64)[steps]))[:, mine])
    ticks, steps, seats_of = np.hstack(rows)
    return ticks, steps, seats_of


def _takes(scenario: Scenario, name: str, place: dict[str, int]) -> tuple[tuple[Take, ...], ...]:
    """Return what each alternative takes: officers, a room, and the desks of officers whose pool has a cap."""
    step, desks = scenario.process.steps[name], set(capped(scenario))
    room = ((place[f"room {step.room}"], 1),) if step.room else ()
    return tuple(
        (
            *((place[pool], n) for pool, n in staff.items()),
            *room,
            *((place[f"desks {pool}"], n) for pool, n in staff.items() if pool in desks),
        )
        for staff in step.alternatives
    )


def _pace(scenario: Scenario, name: str) -> tuple[float, ...]:
    shares = [
        min((scenario.staff[pool].productive_share for pool in staff), default=1.0)
        for staff in scenario.process.steps[name].alternatives
    ]
    return tuple(shares[0] / share for share in shares)


def _order(scenario: Scenario) -> tuple[tuple[int, ...], ...]:
    steps = list(scenario.process.steps.values())
    given = [s.priority if s.priority is not None else k + 1 for k, s in enumerate(steps)]
    return tuple(
        tuple(k for k, priority in enumerate(given) if priority == level) for level in sorted(set(given), reverse=True)
    )


def _brings(scenario: Scenario, place: dict[str, int]) -> I:
    table = np.zeros((len(scenario.measures), len(place) + 1), dtype=np.int64)
    for m, measure in enumerate(scenario.measures.values()):
        for name, persons in measure.brings.areas.items():
            table[m, place[f"area {name}"]] += persons
        for name, rooms in measure.brings.rooms.items():
            table[m, place[f"room {name}"]] += rooms
    return table
