"""Scenarios that differ in measures alone, played in one run: of all that only would have watched, the port is played
once.

A scenario whose measures bring space alone, and nothing that anybody would have met in that run, has its log but for
what is written of these measures (`sim.port.flow.shadows`). One whose space would have changed something is played by
itself, on the same people. What else differs from the base has an engine of its own. The replications are the same, to
the bit, as those of an engine for each scenario.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sim.arrays import I
from sim.errors import ScenarioError
from sim.experiments.playing.engine import Engine, Made
from sim.experiments.store.identity import people
from sim.figures import Replication, reduce
from sim.figures.basis import beside as basis_beside
from sim.figures.basis import named
from sim.figures.run_on import ranked
from sim.people.chance.assumed import assumed, values_in
from sim.people.run_on import Onward
from sim.people.sample import Sample
from sim.port.log import Log
from sim.port.plan import Plan, beside
from sim.scenario.language.contingency import Measure
from sim.scenario.schema import Scenario
from sim.scenario.uncertain.realise import beside as drawn_beside
from sim.scenario.uncertain.realise import with_drawn_measures

if TYPE_CHECKING:
    from sim.port.flow.shadows import ShadowPort

FEWEST = 3  # scenarios that watch, for which a run of their base besides is worth it
Named = tuple[tuple[str, ...], I]  # names of figures, and the indices of those of whole stays


class Shadowing:
    """Plays scenarios, by their keys, in the run of a base from which they differ in measures alone."""

    def __init__(self, base: Scenario, scenarios: Mapping[str, Scenario]) -> None:
        self._base, self._scenarios = Engine(base), dict(scenarios)
        same = people(base)
        self._watching = {
            key: watching
            for key, scenario in self._scenarios.items()
            if people(scenario) == same and (watching := watchers(base, scenario)) is not None
        }
        self._named: dict[str, tuple[Named, Named | None]] = {}  # of a scenario, and of it to its `run_on`
        self._engines: dict[str, Engine] = {}

    def replications(self, number: int, keys: Collection[str]) -> Iterator[tuple[str, Replication]]:
        """Yield the replication of this number of each of these scenarios."""
        beside_base = [key for key in keys if key in self._watching]
        yield from self._beside(number, beside_base)
        for key in keys:
            if key not in self._watching:
                yield key, self._engine(key).replication(number)

    def _engine(self, key: str) -> Engine:
        if key not in self._engines:
            self._engines[key] = Engine(self._scenarios[key])
        return self._engines[key]

    def _beside(self, number: int, keys: list[str]) -> Iterator[tuple[str, Replication]]:
        """Yield those that are shadows of one run."""
        if not keys:
            return
        made = self._all_made(number, keys)
        stretches = [_played(stretch) for stretch in self._stretches(number, made)]
        for key in keys:
            yield key, self._reduced(key, made[key], number, *(played[key] for played in stretches))

    def stretches(self, number: int) -> Iterator["Stretch"]:
        """Yield what is played of all that can be shadows of one run: to the end, and from the start to `run_on`."""
        yield from self._stretches(number, self._all_made(number, self._watching))

    def _all_made(self, number: int, keys: Collection[str]) -> dict[str, Made]:
        base = self._base.made(number)
        return {key: self._made(key, base, self._assumed(key, number, base.plan.scenario)) for key in keys}

    def _assumed(self, key: str, number: int, drawn: Scenario) -> Scenario:
        """Return a scenario as this replication has it, from that of the base where that says all that is drawn."""
        given = self._scenarios[key]
        if not given.uncertain:
            return given
        return drawn_beside(drawn, self._base.scenario, given) or assumed(given, number)

    def _stretches(self, number: int, made: dict[str, Made]) -> Iterator["Stretch"]:
        base = self._base.made(number)
        yield _stretch(base, made, number, *self._base.met(number))
        if base.on is not None:
            on = {key: one.on for key, one in made.items() if one.on is not None}
            yield _stretch(base.on, on, number, base.on.sampler.sample(number), None)

    def _reduced(
        self, key: str, made: Made, number: int, usual: tuple[Sample, Log], further: tuple[Sample, Log] | None = None
    ) -> Replication:
        from sim.port.parts import told_apart

        to_run_on = ranked(made.on.basis, *further) if made.on is not None and further is not None else {}
        drawn = values_in(self._scenarios[key], number)
        return reduce(made.basis, *told_apart(*usual), number, drawn, to_run_on)

    def _made(self, key: str, base: Made, scenario: Scenario) -> Made:
        """Return what is built of a scenario, from what is built of the base."""
        on = None
        if base.on is not None:
            longer = with_drawn_measures(base.on.plan.scenario, scenario)
            on = replace(base.on, plan=beside(base.on.plan, longer))
        if key not in self._named:
            self._named[key] = named(scenario), named(on.plan.scenario) if on else None
        usual, further = self._named[key]
        if base.on is not None and on is not None and further is not None:
            on = replace(on, basis=basis_beside(base.on.basis, on.plan, *further))
        plan = beside(base.plan, scenario)
        return replace(base, plan=plan, basis=basis_beside(base.basis, plan, *usual), on=on)


class Stretch(NamedTuple):
    """A run in which alternatives are shadows; by the key of each, what it is played with by itself."""

    port: "ShadowPort"
    onward: Onward | None
    plans: dict[str, Plan]
    samples: dict[str, Sample]


def _stretch(base: Made, made: Mapping[str, Made], number: int, sample: Sample, onward: Onward | None) -> Stretch:
    """Return the run of the base with these as its shadows."""
    from sim.port.flow.shadows import Alternative, ShadowPort

    plans = {key: one.plan for key, one in made.items()}
    samples = {key: sample._replace(lead=base.sampler.leads(plan.scenario, number)) for key, plan in plans.items()}
    known = set(base.plan.measures)
    alternatives = [
        Alternative(plan, tuple(m for m, name in enumerate(plan.measures) if name not in known), samples[key].lead)
        for key, plan in plans.items()
    ]
    return Stretch(ShadowPort(base.plan, sample, alternatives), onward, plans, samples)


def _played(stretch: Stretch) -> dict[str, tuple[Sample, Log]]:
    """Return sample and log of each alternative: from the run in which it is a shadow, or played by itself."""
    from sim.port.flow.port import FlowPort

    port, onward, plans, samples = stretch
    log = port.play(onward)
    return {
        key: (
            samples[key],
            FlowPort(plan, samples[key]).play(onward) if port.differs(k) else port.log_of(k, log),
        )
        for k, (key, plan) in enumerate(plans.items())
    }


def common_base(scenarios: Sequence[Scenario]) -> Scenario | None:
    """Return the first of some scenarios without the measures in which they differ, if that is all they differ in and
    at least three of them would only watch in its run; None otherwise: then each is as soon played by itself."""
    first, *others = scenarios
    names = list(first.contingency)
    if len(scenarios) < FEWEST or any(list(one.contingency) != names for one in others):
        return None
    if any(people(one) != people(first) for one in others):
        return None
    measures = [[one.contingency[name] for one in scenarios] for name in names]
    differing = [name for name, found in zip(names, measures, strict=True) if any(one != found[0] for one in found)]
    try:
        base = first.edited({("contingency", name, "enabled"): False for name in differing}, roster_to_come=True)
    except ScenarioError:
        return None
    alike = people(base) == people(first)
    return base if alike and sum(watchers(base, one) is not None for one in scenarios) >= FEWEST else None


def watchers(base: Scenario, other: Scenario) -> tuple[str, ...] | None:
    """Return the measures that a scenario has enabled beyond those of the base, if in the run of the base they can be
    watched alone; None where it must be played by itself.

    That is so where any other measure differs, where one of them brings or does anything but order areas and rooms
    whole and give them back, where anything changes by date, and where anyone watches after every event.
    """
    if base.changes or other.changes or any(measure.watch_every == "always" for measure in other.measures.values()):
        return None
    if list(base.contingency) != list(other.contingency):
        return None
    differing = [name for name, measure in other.contingency.items() if measure != base.contingency[name]]
    if any(name in base.measures for name in differing):
        return None
    more = tuple(name for name in other.measures if name not in base.measures)
    return more if all(_brings_space_alone(other.measures[name]) for name in more) else None


def _brings_space_alone(measure: Measure) -> bool:
    brings = measure.brings
    other = brings.staff or brings.overtime or brings.deferral or brings.rungs
    return not (other or measure.stages or measure.give_back or measure.at_start)
