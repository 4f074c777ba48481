"""One scenario, made ready to play any of its replications."""

import contextlib
import ctypes
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Protocol

from sim.experiments.playing import sample_cache
from sim.experiments.store.identity import people
from sim.figures import Basis, Replication, basis, reduce
from sim.figures.basis import drawn
from sim.figures.run_on import ranked, unknown
from sim.people.chance.assumed import assumed, values_in
from sim.people.chance.uncertain_inputs import AS_WRITTEN, numbered
from sim.people.run_on import Onward
from sim.people.sample import Sample
from sim.port.log import Log
from sim.port.plan import Plan, of_people, plan
from sim.scenario.schema import Scenario
from sim.scenario.variants import played_on

if TYPE_CHECKING:
    from sim.people.sampler import Sampler
    from sim.port.port import Policy


WRITTEN = (AS_WRITTEN, 0)
KEEP, MMAP_FROM = -1, -3  # M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of mallopt(3)


@dataclass(frozen=True, eq=False)
class Made:
    """All that is built of a scenario in which nothing is uncertain."""

    plan: Plan
    basis: Basis
    sampler: "Sampler"
    on: "Made | None" = None  # of the scenario to its `run_on`


class Engine:
    """Sampler, plan and measures of a scenario, built once; a replication depends on its number alone.

    Replications 1, 2, .. have the values as written. Those of sets of assumptions (`chance.uncertain_inputs`) have the
    values of their set, and what depends on them is built again, once for runs of a set that follow each other. It
    travels as its scenario: a process that is forked shares what was built, any other builds it again. ScenarioError
    for a scenario that is too large to be played, however it was made.
    """

    def __init__(self, scenario: Scenario) -> None:
        from sim.people.expectation.volume import playable

        playable(scenario)
        _keep_freed_memory()
        self.scenario = scenario
        self._usual = _made(scenario)
        self._last: tuple[tuple[int, int], Made] = (WRITTEN, self._usual)

    def __reduce__(self) -> tuple[type["Engine"], tuple[Scenario]]:
        return Engine, (self.scenario,)

    @property
    def plan(self) -> Plan:
        """The plan, with uncertain values as they are written."""
        return self._usual.plan

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the figures, in the order in which a replication has them."""
        return self._usual.basis.names

    def played(self, number: int, policies: "Sequence[Policy] | None" = None) -> tuple[Sample, Log]:
        """Draw and play one replication, with the lives of its measures or with other policies.

        ScenarioError when values drawn for it contradict each other.
        """
        return self._played(self.made(number), number, policies)

    def replication(self, number: int, policies: "Sequence[Policy] | None" = None) -> Replication:
        """Draw, play and measure one replication, as `played`. With other policies nothing is known of
        `run_on`, since they may act after the end."""
        made = self.made(number)
        further = _ranked(made, number) if policies is None else unknown(made.basis)
        return reduce(
            made.basis, *self._played(made, number, policies), number, values_in(self.scenario, number), further
        )

    def made(self, number: int) -> Made:
        """Return what is built of the scenario as a replication plays it."""
        law, place, _ = numbered(number)
        if (law, place) == WRITTEN:
            return self._usual
        if self._last[0] != (law, place):
            self._last = (law, place), _drawn(self._usual, assumed(self.scenario, number), self._of_people)
        return self._last[1]

    def met(self, number: int) -> tuple[Sample, Onward]:
        """Draw a replication: its sample, and who comes after the end."""
        made = self.made(number)
        people, more = sample_cache.people(self._whose, number, made.sampler.drawn)
        return made.sampler.staffed(people, number), self._onward(made, number, more)

    def _played(self, made: Made, number: int, policies: "Sequence[Policy] | None") -> tuple[Sample, Log]:
        from sim.port.flow.port import FlowPort
        from sim.port.parts import told_apart

        sample, onward = self.met(number)
        return told_apart(sample, FlowPort(made.plan, sample, policies).play(onward))

    def _onward(self, made: Made, number: int, first: Sample) -> Onward:
        """Return who comes after the end, drawn as far as they are needed, and once for all scenarios that have them
        alike.
        """
        onward = made.sampler.onward(number)

        def parties(stretch: int) -> Sample:
            if stretch == 0:
                return first
            return sample_cache.people(self._whose, number, lambda _: (onward.parties(stretch),), stretch)[0]

        return onward._replace(parties=parties)

    @cached_property
    def _of_people(self) -> bool:
        """Whether sets of assumptions differ in the people alone, whom the plan does not know."""
        return of_people(self.scenario.uncertain)

    @cached_property
    def _whose(self) -> str:
        return people(self.scenario)


class Plays(Protocol):
    """What plays the replications of a scenario: an engine, or what leads several."""

    def replication(self, number: int) -> Replication:
        """One replication, by its number alone."""


def play(engine: Plays, numbers: Iterable[int]) -> Iterator[Replication]:
    """Yield the replications of these numbers, each as soon as it is finished. All that a worker does, wherever it
    is.
    """
    for number in numbers:
        yield engine.replication(number)


@lru_cache(maxsize=1)
def _keep_freed_memory() -> None:
    """Have the C library keep what a replication frees, up to 128 MB, since the next one needs as much: pages that are
    given back and taken again cost a twentieth of its time. Where there is no such setting (not glibc), nothing is.
    """
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError, OSError):
            library = ctypes.CDLL(None)
            library.mallopt(MMAP_FROM, 32 << 20)
            library.mallopt(KEEP, 128 << 20)


def _made(scenario: Scenario) -> Made:
    from sim.people.sampler import Sampler

    fixed = plan(scenario)
    on = None
    if scenario.run_on:
        longer = played_on(scenario)
        further = plan(longer, fixed.clock.end)
        on = Made(further, basis(further), Sampler(longer))
    return Made(fixed, basis(fixed), Sampler(scenario), on)


def _drawn(usual: Made, scenario: Scenario, people_alone: bool) -> Made:
    """Return all that is built of a scenario with drawn values; what they do not touch is that of the usual one."""
    from sim.people.sampler import Sampler

    fixed = usual.plan.for_people(scenario) if people_alone else plan(scenario, usual.plan.decided)
    on = _drawn(usual.on, played_on(scenario), people_alone) if usual.on else None
    return Made(fixed, drawn(fixed, usual.basis), Sampler(scenario, usual.sampler), on)


def _ranked(made: Made, number: int) -> dict[str, float]:
    """Return the figures to `run_on`, if there are any."""
    if made.on is None:
        return {}
    from sim.port.flow.port import FlowPort

    sample = made.on.sampler.sample(number)
    return ranked(made.on.basis, sample, FlowPort(made.on.plan, sample).play())
