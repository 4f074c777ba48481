"""The states of a brief: what the levers of a scenario make together, each a scenario that is played by itself."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import product

from sim.errors import ArgumentError, Interrupted, ScenarioError
from sim.experiments.comparison.levers.tried import Edits
from sim.experiments.playing.progress import RUNS, Advance, Silent
from sim.experiments.playing.runner import Runner
from sim.experiments.result import Result
from sim.experiments.run import run_many
from sim.scenario.checks.otherwise.lever_states import as_written
from sim.scenario.language.levers import Lever
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import parts
from sim.scenario.source.yaml_writer import flow
from sim.wording import say

MOST = 200  # states that all combinations may be
AT_ONCE = 2000  # replications that are in memory at a time
Key = tuple[int, ...]  # of a state: the place of each lever's, in the order of the levers


@dataclass(frozen=True)
class Steps:
    """A lever of a brief: its name, its states as they are named, and the place of the one it begins at."""

    name: str
    lever: Lever
    states: tuple[str, ...]
    start: int

    def edits(self, place: int) -> Edits:
        """Return what a state changes, by path."""
        return {parts(path): value for path, value in list(self.lever.values.values())[place].items()}


@dataclass(frozen=True)
class States:
    """What is played for a brief.

    `played` has each state's scenario by its key, the one that it opens with first; `never` those that make no
    scenario, though each lever by itself does; `whole` says whether all combinations are there, of which there are
    `combinations`.
    """

    steps: tuple[Steps, ...]
    played: Mapping[Key, Scenario]
    never: frozenset[Key]
    whole: bool

    @property
    def start(self) -> Key:
        """The state that the brief opens with: the scenario as written, where its levers have it."""
        return tuple(one.start for one in self.steps)

    @property
    def combinations(self) -> int:
        """How many states all combinations are."""
        return math.prod(len(one.states) for one in self.steps)


def states(scenario: Scenario, added: Iterable[Mapping[str, str]] = ()) -> States:
    """Return the states of a brief: all combinations of its levers up to 200; where they are more, each lever alone and
    the pairs that the scenario names under `with`; and those `added`, each with the name of a state by lever.

    A lever that an added state does not name is where the brief begins. ArgumentError for a lever or a state that the
    scenario does not have.
    """
    steps = tuple(_steps(scenario, name, lever) for name, lever in scenario.levers.items())
    begin = tuple(one.start for one in steps)
    whole = math.prod(len(one.states) for one in steps) <= MOST
    keys = product(*(range(len(one.states)) for one in steps)) if whole else _alone_and_pairs(steps, begin)
    wanted = dict.fromkeys([begin, *keys, *(_key(steps, begin, one) for one in added)])
    found, never = dict[Key, Scenario](), set[Key]()
    for key in wanted:
        changed = scenario if key == begin and _is_written(scenario, steps) else _changed(scenario, steps, key)
        if changed is None:
            never.add(key)
        else:
            found[key] = changed
    return States(steps, found, frozenset(never), whole)


def _steps(scenario: Scenario, name: str, lever: Lever) -> Steps:
    """Return a lever with the place of its state as written, of the first where there is none."""
    given = list(lever.values.items())
    names = tuple(key if isinstance(key, str) else ", ".join(map(flow, values.values())) for key, values in given)
    made = (scenario.edited({parts(path): one for path, one in values.items()}) for _, values in given)
    start = next((place for place, one in enumerate(made) if as_written(one, scenario)), 0)
    return Steps(name, lever, names, start)


def _is_written(scenario: Scenario, steps: Sequence[Steps]) -> bool:
    return all(as_written(scenario.edited(one.edits(one.start)), scenario) for one in steps)


def _alone_and_pairs(steps: Sequence[Steps], begin: Key) -> Iterator[Key]:
    """Yield each lever alone, and the pairs that the scenario names."""
    places = {one.name: at for at, one in enumerate(steps)}
    pairs = [(at, places[other]) for at, one in enumerate(steps) for other in one.lever.with_]
    for group in [*((at,) for at in places.values()), *pairs]:
        for chosen in product(*(range(len(steps[at].states)) for at in group)):
            moved = dict(zip(group, chosen, strict=True))
            yield tuple(moved.get(at, place) for at, place in enumerate(begin))


def _key(steps: Sequence[Steps], begin: Key, named: Mapping[str, str]) -> Key:
    """Return the key of a state by the names of its levers' states. ArgumentError."""
    levers = {one.name: one for one in steps}
    for name, state in named.items():
        if name not in levers:
            allowed = ", ".join(levers) or say("none, the scenario has no levers")
            raise ArgumentError(say("found the lever {name}; allowed: {names}", name=name, names=allowed))
        if state not in levers[name].states:
            allowed = "; ".join(levers[name].states)
            raise ArgumentError(
                say("found the state {state} of {name}; allowed: {names}", state=state, name=name, names=allowed)
            )
    return tuple(
        one.states.index(named[one.name]) if one.name in named else place
        for one, place in zip(steps, begin, strict=True)
    )


def _changed(scenario: Scenario, steps: Sequence[Steps], key: Key) -> Scenario | None:
    """Return the scenario of a state; None where these together make none."""
    edits: Edits = {}
    for one, place in zip(steps, key, strict=True):
        edits |= one.edits(place)
    try:
        return scenario.edited(edits)
    except ScenarioError:
        return None


def played(found: States, replications: int, using: Runner) -> Iterator[tuple[Key, Result]]:
    """Play every state on the same people; yield each with its result, the one that the brief opens with first.

    One bar shows how far all of them are. Interrupted before the last is finished: what was played is in the store.
    WorkerError, StoreError and ClusterError as for `run`.
    """
    given, size = list(found.played.items()), max(AT_ONCE // replications, 1)
    with using.progress.bar(len(given) * replications) as advance:
        for first in range(0, len(given), size):
            group = {str(key): one for key, one in given[first : first + size]}
            within = replace(using, progress=_Part(advance, first * replications))
            results = run_many(group, replications, within, together=True)
            if any(one.interrupted for one in results.values()):
                raise Interrupted(say("the brief was ended before all of its states were played"))
            yield from ((key, results[str(key)]) for key, _ in given[first : first + size])


class _Part(Silent):
    """A part of what one bar shows, after the replications of others."""

    def __init__(self, advance: Advance, before: int) -> None:
        self._advance, self._before = advance, before

    @contextmanager
    def bar(self, total: int, of: str = RUNS) -> Iterator[Advance]:
        """Move the bar of all."""

        def on(done: int, total: int | None = None, /) -> None:
            self._advance(self._before + done)

        yield on
