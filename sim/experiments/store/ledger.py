"""What of an experiment is finished and what is missing, in memory and in the store."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.experiments.playing.chunks import MOST, Played
from sim.experiments.result import Replication, Result
from sim.experiments.store.codec import decode
from sim.experiments.store.identity import identity
from sim.experiments.store.shelved import Shelf
from sim.people.expectation.volume import playable
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.fingerprint import fingerprint
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.experiments.store.store import Store


Keep = Callable[[str, Replication], Replication]  # what is kept in memory of a replication, by the key it is kept under


def is_complete(_: str, run: Replication) -> Replication:
    """Return all of a replication."""
    return run


def figures(_: str, run: Replication) -> Replication:
    """Return number, figures and what was drawn; arrays and diary are empty."""
    arrays = {name: value for name, value in run._asdict().items() if isinstance(value, np.ndarray)}
    empty: dict[str, Any] = {name: np.zeros((*value.shape[:-1], 0), value.dtype) for name, value in arrays.items()}
    return run._replace(**empty, diary=())._replace(figures=run.figures.copy())


Numbering = Callable[[int], int]  # the number of the first, second, .. replication that is asked for, ascending


def in_turn(place: int) -> int:
    """Return replications 1, 2, .. in their turn."""
    return place


class Ledger:
    """Replications of scenarios by key, by default 1, 2, ..; a context manager that leaves nothing unstored.

    Scenarios that play the same share theirs. ScenarioError for scenarios that are too large to be played, StoreError
    when the store fails.
    """

    def __init__(
        self,
        scenarios: Mapping[str, Scenario],
        store: "Store | None",
        keep: Keep = is_complete,
        numbering: Numbering = in_turn,
    ) -> None:
        playable(*scenarios.values())
        self.scenarios = scenarios
        self.asked = 0
        self.done = 0  # replications that are finished, over all scenarios
        self._store, self._keep, self._numbering = store, keep, numbering
        self._shelf = Shelf()
        first: dict[str, str] = {}
        self._same = {key: first.setdefault(identity(scenario), key) for key, scenario in scenarios.items()}
        self._sharing = Counter(self._same.values())
        self._finished: dict[str, dict[int, Replication]] = {key: {} for key in first.values()}
        self._resting: set[str] = set()
        self._entries: dict[str, str] = {}  # keys in the store
        self._unstored: list[Played] = []

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()

    def require(self, replications: int) -> None:
        """Ask for this many replications, more than before, and take those that the store has."""
        new = set(map(self._numbering, range(self.asked + 1, replications + 1)))
        self.asked = replications
        for key, finished in self._wanted().items() if self._store else ():
            assert self._store is not None
            if key not in self._entries:
                self._entries[key] = self._store.enter(self.scenarios[key])
            for run in self._store.runs(self._entries[key], min(new), max(new)) if new else ():
                if run.number in new:
                    finished[run.number] = self._shelf.put(self._keep(key, run))
                    self.done += self._sharing[key]

    def suspend(self, keys: Collection[str]) -> None:
        """Ask no more of these scenarios than they have."""
        going_on = {self._same[key] for key in self.scenarios if key not in keys}
        self._resting = set(self._finished) - going_on

    def missing(self) -> dict[str, list[int]]:
        """Return numbers that are not finished, of each scenario that lacks any."""
        wanted = [self._numbering(place) for place in range(1, self.asked + 1)]
        lacking = {key: [n for n in wanted if n not in finished] for key, finished in self._wanted().items()}
        return {key: numbers for key, numbers in lacking.items() if numbers}

    def add(self, played: Played) -> None:
        """Enter a replication that has been played; stored as soon as there is a chunk of them."""
        self._finished[played.key][played.number] = self._shelf.put(self._keep(played.key, decode(played.payload)))
        self.done += self._sharing[played.key]
        if self._store is not None:
            self._unstored.append(played)
            if len(self._unstored) >= MOST:
                self._flush()

    def results(self, most: int | None = None) -> dict[str, Result]:
        """Return what is finished, of the first `most` replications if it is given; a result a scenario."""
        return {key: self._result(key, self.asked if most is None else most) for key in self.scenarios}

    def _result(self, key: str, asked: int) -> Result:
        scenario, finished = self.scenarios[key], self._finished[self._same[key]]
        last = self._numbering(asked) if asked else 0
        return Result(
            scenario=scenario,
            fingerprint=fingerprint(scenario),
            seed=scenario.seed,
            asked=asked,
            names=tuple(catalogue(scenario)),
            runs=tuple(finished[number] for number in sorted(finished) if number <= last),
        )

    def _flush(self) -> None:
        if self._store is not None and self._unstored:
            self._store.add((self._entries[one.key], one.number, one.payload) for one in self._unstored)
            self._unstored.clear()

    def _wanted(self) -> dict[str, dict[int, Replication]]:
        return {key: finished for key, finished in self._finished.items() if key not in self._resting}
