"""Officers and rooms of the reference: who is on duty, who is busy, who serves next."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.arrays import I
from sim.people.sample import Sample
from sim.port.log import NOBODY
from sim.port.plan import Plan
from sim.port.reference.limits import Limit
from sim.scenario.calendar.clock import NEVER


@dataclass(eq=False)
class Officers:
    """Those of one pool, shift and source who are on duty now (`busy`: a mark for each task under way)."""

    pool: int
    source: int
    duty: int = -1
    present: int = 0
    ends: int = 0
    busy: list[object] = field(default_factory=list)

    @property
    def free(self) -> int:
        """Officers without a task."""
        return max(self.present - len(self.busy), 0)


class Staff:
    """Levels of every place, and what is taken of pools and rooms. Measures are numbered from 0, the base is -1."""

    def __init__(self, plan: Plan, sample: Sample) -> None:
        self.plan, self.sample = plan, sample
        self.base = [int(number) for number in plan.base]
        self.levels = [-1] * len(plan.base)
        self.levels[plan.outside] = 0
        self.used = [0] * len(plan.base)
        self.extra = [0] * len(plan.base)
        self.crews = [Officers(crew.pool, crew.source - 1) for crew in plan.crews]
        self.crews += [Officers(pool, -1, ends=NEVER) for pool in range(len(plan.pools))]
        self.opened = {-1}
        self.limits = [Limit(one.seconds, one.days) for one in plan.daily.calls]
        self.called: dict[int, int] = {}
        self.released: set[int] = set()

    def on_duty(self, pool: int) -> list[Officers]:
        """Return the crews of a pool whose source is open."""
        return [crew for crew in self.crews if crew.pool == pool and crew.source in self.opened]

    def hands_over(self, place: int) -> bool:
        """Return whether a place is a pool whose outgoing officers end their tasks on overtime."""
        return place < len(self.plan.pools) and bool(self.plan.handover[place])

    def free(self, place: int) -> int:
        """Return officers or rooms that could be taken."""
        if self.hands_over(place):
            return sum(crew.free for crew in self.on_duty(place))
        return self.levels[place] - self.used[place]

    def busy(self, place: int) -> int:
        """Return officers busy within the level, or rooms taken."""
        if self.hands_over(place):
            return sum(len(crew.busy) for crew in self.on_duty(place))
        return self.used[place]

    def can_start(self, step: int) -> int | None:
        """Return the first alternative of which everything is free."""
        for option, takes in enumerate(self.plan.takes[step]):
            if all(self.free(place) >= amount for place, amount in takes):
                return option
        return None

    def take(self, step: int, option: int) -> list[Any]:
        """Take what an alternative needs: (place, amount), or (crew, mark) an officer where the pool hands over."""
        held: list[Any] = []
        for place, amount in self.plan.takes[step][option]:
            if self.hands_over(place):
                held += [self.call_officer(place) for _ in range(amount)]
            else:
                self.used[place] += amount
                held.append((place, amount))
        return held

    def call_officer(self, pool: int) -> tuple[Officers, object]:
        """Of the officers free, one whose shift ends last; of equals, the first crew."""
        crew = max((crew for crew in self.on_duty(pool) if crew.free), key=lambda crew: crew.ends)
        mark = (crew.duty, object())
        crew.busy.append(mark)
        return crew, mark

    def give_back(self, held: list[Any]) -> None:
        """Free again; an officer who has gone home is not."""
        for of, what in held:
            if isinstance(of, Officers):
                if what in of.busy:
                    of.busy.remove(what)
            else:
                self.used[of] -= what

    def still_there(self, held: list[Any]) -> bool:
        """Return whether what a task holds may go on to another: no shift over, nothing taken away."""
        return all(
            what in of.busy if isinstance(of, Officers) else self.used[of] <= self.levels[of] for of, what in held
        )

    def duties(self, held: list[Any]) -> list[int]:
        """Return the duties that serve."""
        return [what[0] for of, what in held if isinstance(of, Officers)]

    def change_roster(self, duty: int) -> None:
        """Begin a duty, or end it (-1 - its number); or change a cap (its number after those of the duties)."""
        if duty >= self.plan.duties.begin.size:
            row = duty - self.plan.duties.begin.size
            self.base[int(self.plan.caps[1][row])] = int(self.plan.caps[2][row])
            return
        number = duty if duty >= 0 else -1 - duty
        crew = self.crews[int(self.plan.duties.crew[number])]
        if duty >= 0:
            crew.duty, crew.present = number, int(self.sample.present[number])
            crew.ends = int(self.plan.duties.end[number])
            if (limit := int(self.plan.daily.call_of[self.plan.duties.crew[number]])) >= 0:
                crew.present = self.called[number] = self.call(crew, limit, number)
        elif crew.duty == number:
            crew.duty, crew.present = -1, 0
            self.go_home(crew)

    def call(self, crew: Officers, limit: int, duty: int) -> int:
        """Return how many officers come to a duty on overtime: none unless their measure is open."""
        seconds = crew.ends - max(int(self.plan.duties.begin[duty]), 0)
        return self.limits[limit].call(crew.present, seconds) if crew.source in self.opened else 0

    def who_came(self) -> I:
        """Return (D,) officers called to each duty, -1 to none; empty where no measure calls any."""
        if not self.plan.daily.calls:
            return NOBODY
        came = np.full(self.plan.duties.begin.size, -1)
        came[list(self.called)] = list(self.called.values())
        return came

    def begin_day(self, monday: bool) -> None:
        """Begin to count again what is counted by the day, and on a Monday by the week."""
        for limit in self.limits:
            limit.begin_day(monday)

    def go_home(self, crew: Officers) -> None:
        """In a pool that hands over, open tasks are no longer counted; in a pooled one they never were by crew."""
        crew.busy.clear()

    def send_home_released(self) -> None:
        """Send the officers of released measures home."""
        for crew in self.crews:
            if crew.source in self.released:
                self.go_home(crew)
        self.released.clear()

    def add(self, place: int, amount: int) -> None:
        """Add more or less of a place, by hand."""
        if place < len(self.plan.pools):
            self.crews[len(self.plan.crews) + place].present += amount
        else:
            self.extra[place] += amount

    def fresh_levels(self) -> list[int]:
        """Return what there is of every place now: the base, what open measures bring, and officers on duty."""
        levels = [b + e for b, e in zip(self.base, self.extra, strict=True)]
        for place in range(len(levels)):
            levels[place] += sum(int(self.plan.brings[m, place]) for m in self.opened if m >= 0)
        for pool in range(len(self.plan.pools)):
            levels[pool] += sum(crew.present for crew in self.on_duty(pool))
        return levels
