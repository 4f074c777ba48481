"""An engine in whose runs policies written in Python take part, besides the measures of the scenario."""

import multiprocessing
import pickle
from collections.abc import Callable, Sequence

from sim.errors import ArgumentError
from sim.experiments.playing.engine import Engine
from sim.figures import Replication
from sim.port.policies.measure import lifecycles
from sim.port.port import Policy
from sim.scenario.schema import Scenario
from sim.wording import noted, said

IMPORTED = noted(
    "found a policy that a new process cannot import; allowed: a function of a module (not of a notebook, and no "
    "lambda), or workers=1, which plays in this process"
)


class Joined(Engine):
    """An engine whose every replication has policies besides the lifecycles of the measures."""

    def __init__(self, scenario: Scenario, policies: Sequence[Policy]) -> None:
        super().__init__(scenario)
        self._policies = tuple(policies)

    def __reduce__(self) -> tuple[type["Engine"], tuple[Scenario, tuple[Policy, ...]]]:  # type: ignore[override]
        return Joined, (self.scenario, self._policies)

    def replication(self, number: int, policies: Sequence[Policy] | None = None) -> Replication:
        """Return one replication, with the measures of the scenario and these policies."""
        measures = lifecycles(len(self.scenario.measures)) if policies is None else policies
        return super().replication(number, [*measures, *self._policies])


class Making:
    """What builds such an engine of a scenario; it travels to other processes with its policies."""

    def __init__(self, policies: Sequence[Policy]) -> None:
        self.policies = tuple(policies)

    def __call__(self, scenario: Scenario) -> Joined:
        return Joined(scenario, self.policies)


def making(policies: Sequence[Policy], workers: int) -> Callable[[Scenario], Engine]:
    """Return what builds the engine. ArgumentError where other processes could not have the policies."""
    if not policies:
        return Engine
    made = Making(policies)
    if workers > 1 and multiprocessing.get_start_method() != "fork":
        try:
            pickle.dumps(made)
        except Exception:
            raise ArgumentError(said(IMPORTED)) from None
    return made
