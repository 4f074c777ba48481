"""The work of an experiment in chunks: what is handed out, what comes back, and how a chunk is played."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from sim.experiments.playing.engine import Engine, Plays, play
from sim.experiments.playing.shadowing import Shadowing
from sim.experiments.store.codec import encode
from sim.people.chance.uncertain_inputs import called as number_words
from sim.scenario.schema import Scenario
from sim.wording import say

MOST = 4  # replications in a chunk
KEPT = 2  # engines: chunks come scenario by scenario


class Chunk(NamedTuple):
    """Replications of one scenario to be played, by its key and their numbers; and those of others in the same run."""

    key: str
    numbers: tuple[int, ...]
    beside: tuple[str, ...] = ()  # keys of scenarios that differ from a base in measures alone, as this one does

    @property
    def runs(self) -> list[tuple[str, int]]:
        """Key and number of each replication, in the order in which they are played."""
        return [(key, number) for number in self.numbers for key in (self.key, *self.beside)]


class Played(NamedTuple):
    """A replication that was: the key of its scenario, its number, and its payload (`sim.experiments.store.codec`)."""

    key: str
    number: int
    payload: bytes


def chunked(missing: Mapping[str, Sequence[int]], workers: int, together: bool = False) -> list[Chunk]:
    """Return the missing replications of every scenario in chunks: small where there is little work for that many
    workers.

    Scenario by scenario; `together`: all scenarios in the first replications, then all in the next.
    """
    size = max(1, min(MOST, sum(map(len, missing.values())) // (4 * workers)))
    chunks = [
        Chunk(key, tuple(numbers[k : k + size]))
        for key, numbers in missing.items()
        for k in range(0, len(numbers), size)
    ]
    return sorted(chunks, key=lambda chunk: chunk.numbers[0]) if together else chunks


def by_number(missing: Mapping[str, Sequence[int]]) -> list[Chunk]:
    """Return the missing replications in chunks of one number each, with all scenarios that lack it."""
    lacking: dict[int, list[str]] = {}
    for key, numbers in missing.items():
        for number in numbers:
            lacking.setdefault(number, []).append(key)
    return [Chunk(first, (number,), tuple(rest)) for number, (first, *rest) in sorted(lacking.items())]


def called(key: str, number: int) -> str:
    """Return what a message calls a replication."""
    return say("{which} of {scenario}", which=number_words(number), scenario=key) if key else number_words(number)


class Engines:
    """The engines of scenarios by key, each built when it is first asked for; the last few are kept.

    They travel as the scenarios: a process that is forked shares what was built, any other builds it again. `make` is
    what builds one. `base`: a scenario from which all of them differ in measures alone, with which they are played.
    """

    def __init__(
        self,
        scenarios: Mapping[str, Scenario],
        make: Callable[[Scenario], Plays] = Engine,
        kept: int = KEPT,
        base: Scenario | None = None,
    ) -> None:
        self._scenarios, self._make, self._kept, self._base = dict(scenarios), make, kept, base
        self._built: OrderedDict[str, Plays] = OrderedDict()

    def __reduce__(self) -> tuple[type["Engines"], tuple[Any, ...]]:
        return Engines, (self._scenarios, self._make, self._kept, self._base)

    @cached_property
    def shadowing(self) -> Shadowing | None:
        """What plays all of them in the run of their base, if they have one."""
        return Shadowing(self._base, self._scenarios) if self._base else None

    def __getitem__(self, key: str) -> Plays:
        if key not in self._built:
            if len(self._built) == self._kept:
                self._built.popitem(last=False)
            self._built[key] = self._make(self._scenarios[key])
        self._built.move_to_end(key)
        return self._built[key]


def play_chunk(engines: Engines, chunk: Chunk) -> Iterator[Played]:
    """Yield the replications of a chunk, each as soon as it is finished. All that a worker does, wherever it is."""
    if engines.shadowing is not None:
        for number in chunk.numbers:
            for key, run in engines.shadowing.replications(number, (chunk.key, *chunk.beside)):
                yield Played(key, number, encode(run))
        return
    for run in play(engines[chunk.key], chunk.numbers):
        yield Played(chunk.key, run.number, encode(run))
