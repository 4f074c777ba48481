"""The rungs of the reference: whom an open measure takes out of the port, and the limits of a day and of a week."""

from collections.abc import Iterator, Set
from dataclasses import dataclass

from sim.people.law.rungs import Rung
from sim.people.sample import Sample
from sim.port.plan import Plan
from sim.port.reference.clock import Party
from sim.scenario.language.leases.ladder import RUNGS

ON_ARRIVAL = -1


class Ladder:
    """Rungs in the order in which they are asked, with the places of the day that are left."""

    def __init__(self, plan: Plan, sample: Sample) -> None:
        self.plan, self.meant = plan, sample.rungs.tolist()
        self.left: dict[int, int] = {}
        self.begin_day()

    def begin_day(self) -> None:
        """All places of the day are there."""
        given = {number: rung.taking.places_per_day for number, rung in enumerate(self.plan.daily.rungs)}
        self.left = {number: places for number, places in given.items() if places is not None}

    def asked(self, step: int, opened: Set[int]) -> Iterator[tuple[int, Rung]]:
        """Yield the rungs of open measures that are asked at the end of a step, or on arrival."""
        for number, rung in enumerate(self.plan.daily.rungs):
            if rung.measure in opened and self.plan.daily.asked[number] == step:
                yield number, rung

    def left_out(self, step: int, opened: Set[int]) -> bool:
        """Return whether a step is not made now: it is for rungs, and none of these is open."""
        return step in self.plan.daily.asked and not list(self.asked(step, opened))

    def takes(self, me: Party, step: int, opened: Set[int]) -> str:
        """Return the name of the rung that takes a party, with all its places; empty if none does."""
        for number, rung in self.asked(step, opened):
            kind = RUNGS[rung.kind]
            may = self.meant[me.number] >> number & 1 and self.left.get(number, me.persons) >= me.persons
            if may and not (kind == "further_examination" and (me.deferred or me.divided)):
                if number in self.left:
                    self.left[number] -= me.persons
                return kind
        return ""


@dataclass
class Limit:
    """What is left of the overtime that a measure brings to a pool."""

    budget: int  # officer-seconds of a week
    days: int  # in a row
    left: int = 0
    streak: int = 0
    today: bool = False

    def __post_init__(self) -> None:
        self.left = self.budget

    def call(self, officers: int, seconds: int) -> int:
        """Return how many of the officers come to a duty of this length."""
        called = min(officers, self.left // seconds) if self.streak < self.days else 0
        self.left -= called * seconds
        self.today = self.today or called > 0
        return called

    def begin_day(self, monday: bool) -> None:
        """Count the days in a row on which somebody was called, and begin a week on a Monday."""
        self.streak = self.streak + 1 if self.today else 0
        self.today = False
        if monday:
            self.left = self.budget
