"""What may come and has no chance of its own: what a policy and never ordering do then, in no average."""

from dataclasses import dataclass, replace

import numpy as np

from sim.arrays import F
from sim.errors import Interrupted, ScenarioError
from sim.experiments.playing.runner import ALONE, Runner
from sim.planning.triggers.futures import Futures
from sim.planning.triggers.judging.outcomes import COLUMN
from sim.planning.triggers.trigger import NEVER, Alternative, Question
from sim.problems import Problem
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import dotted, parts

FUTURES = 20  # of each, at most: the first ones, as they come


@dataclass(frozen=True)
class Stressed:
    """What happens under one of `policy.stress`."""

    name: str
    policies: tuple[Alternative, Alternative]  # never ordering, and the policy that is held against it
    values: F  # (2, n, J) the columns of their judgement

    @property
    def futures(self) -> int:
        """How many there are."""
        return int(self.values.shape[1])

    def mean(self, which: int, column: str) -> float:
        """Return the mean of a column, of never ordering (0) or of the policy (1)."""
        return float(self.values[which, :, COLUMN[column]].mean())

    def late(self, which: int) -> float:
        """Return the share of the futures with an event in which one begins without space; NaN where none has any."""
        events, in_time = (self.values[which, :, COLUMN[name]] for name in ("events", "events_in_time"))
        return float((in_time < events)[events > 0].mean()) if (events > 0).any() else float("nan")


def stress_set(question: Question, policy: Alternative, futures: int, using: Runner = ALONE) -> tuple[Stressed, ...]:
    """Return what never ordering and a policy do under each of `policy.stress`, in its order.

    Interrupted on Ctrl-C; ScenarioError where one makes no scenario; else as `run`.
    """
    never = next(one for one in question.policies if one.family == NEVER)
    found = []
    for name in question.settings.stress:
        without, with_it = (replace(one, scenario=under(one.scenario, question, name)) for one in (never, policy))
        pair = (without, with_it)
        asked = replace(question, scenario=without.scenario, off=without.scenario, policies=pair)
        everyone, n = np.ones(2, dtype=np.bool_), min(futures, FUTURES)
        with using.progress.bar(2 * n) as advance, Futures(asked, using) as played:
            if not played.play(n, everyone, advance, played.left(n, everyone)):
                raise Interrupted
            found.append(Stressed(name, pair, played.values()))
    return tuple(found)


def under(scenario: Scenario, question: Question, name: str) -> Scenario:
    """Return a scenario with what is otherwise under one of `policy.stress`. ScenarioError about that entry."""
    try:
        return scenario.edited({parts(path): value for path, value in question.settings.stress[name].items()})
    except ScenarioError as error:
        at = dotted(("policy", "stress", name))
        raise ScenarioError(Problem(at, f"{one.path}: {one.message}") for one in error.problems) from None
