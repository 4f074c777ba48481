"""A party of the reference."""

from typing import Any

from sim.people.sample import Sample


class Party:
    """Who a party is and where it stands."""

    def __init__(self, number: int, sample: Sample, area: int) -> None:
        self.number = number
        self.persons = int(sample.persons[number])
        self.klass = int(sample.klass[number])
        self.arrived = int(sample.arrive[number])
        self.area = area
        self.since = 0
        self.visit = -1
        self.deferred = False
        self.held: list[Any] = []
        self.begun = self.done = 0  # members, at a step that serves each on its own

    @property
    def waiting(self) -> int:
        """Persons who wait where the party stands."""
        return self.persons - self.begun

    def place_in_queue(self) -> tuple[int, int, int]:
        """Who is served first: class, then since when, then number."""
        return self.klass, self.since, self.number
