"""Makes a brief: plays its states, and what the state that it opens with says of levers and assumptions."""

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sim.experiments.comparison.levers.states import Key, States, played, states
from sim.experiments.play_sets import PER_SET, SETS
from sim.experiments.playing.runner import Runner
from sim.experiments.result import Result
from sim.experiments.studies import with_assumption_sets, with_levers
from sim.scenario.schema import Scenario
from sim.scenario.source.self_contained import beside
from sim.scenario.source.source_tree import dotted
from sim.scenario.source.yaml_writer import flow
from sim.views.brief.figures import compared
from sim.views.brief.state import State, kept


@dataclass(frozen=True)
class Brief:
    """What a brief rests on: the result of the state that it opens with, with levers and sets of assumptions, and what
    is kept of every state, that one first.

    `file` and `options` are those of the command that makes it, without the states that were `added` to it; `beside`
    are the files that a saved state needs next to it.
    """

    first: Result
    found: States
    states: tuple[State, ...]
    figures: tuple[str, ...]
    file: str
    options: tuple[str, ...]
    added: tuple[Mapping[str, str], ...]
    beside: tuple[str, ...]

    @property
    def scenario(self) -> Scenario:
        """The scenario that it opens with."""
        return self.first.scenario

    def command(self, key: Key) -> str:
        """Return the command that runs a state."""
        changes = [
            f"--set {shlex.quote(f'{dotted(path)}={flow(value)}')}"
            for one, place in zip(self.found.steps, key, strict=True)
            if place != one.start
            for path, value in one.edits(place).items()
        ]
        return " ".join(("portsim run", self.file, *self.options, *changes))


def brief(
    scenario: Scenario,
    replications: int,
    using: Runner,
    *,
    file: str,
    options: Iterable[str] = (),
    added: Iterable[Mapping[str, str]] = (),
    assumption_sets: int = SETS,
    per_set: int = PER_SET,
) -> Brief:
    """Play all states of a scenario's levers, and those added; then, of the first, its assumptions and what would have
    avoided it.

    ArgumentError for a state that there cannot be; Interrupted before all are finished; otherwise as `run`.
    """
    more = tuple(added)
    found = states(scenario, more)
    first: Result | None = None
    made: list[State] = []
    figures: tuple[str, ...] = ()
    for key, result in played(found, replications, using):
        if first is None:
            first, figures = result, compared(result)
        made.append(kept(found, key, result, figures))
    assert first is not None
    first = with_levers(with_assumption_sets(first, assumption_sets, per_set, using), using)
    made[0] = kept(found, made[0].key, replace(first, levers=None), figures)
    return Brief(first, found, tuple(made), figures, file, tuple(options), more, beside(scenario))
