"""How much is played and solved to find a roster, and by whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from sim.experiments.playing.progress import RUNS, watched
from sim.experiments.playing.runner import ALONE, Runner
from sim.experiments.result import Result
from sim.experiments.run import run
from sim.people.chance.uncertain_inputs import future
from sim.planning.rostering.rostering import Solver
from sim.scenario.schema import Scenario
from sim.scenario.variants import without_borrowed_staff

ROUGH = 0.03  # relative gap


@dataclass(frozen=True)
class Effort:
    """Replications, who plays them, and the solver."""

    search: int = 16  # replications of each roster that is tried
    proof: int = 100  # fresh replications of the last one
    using: Runner = ALONE
    solver: Solver = field(default_factory=Solver)
    tries: int = 7  # halvings of the search, and rounds of raising what the proof has missed
    help: bool = False  # whether measures may bring officers while a roster is sought and proved

    @property
    def rough(self) -> Solver:
        """The solver of rosters that are only steps of the search: linear programmes, rounded."""
        return replace(self.solver, gap=max(self.solver.gap, ROUGH), whole=False)

    @property
    def searched(self) -> range:
        """Replications of each roster that is tried."""
        return range(1, self.search + 1)

    @property
    def sampled(self) -> range:
        """Replications of which the offered load is made."""
        return range(1, max(2 * self.search, 40) + 1)

    def play(self, scenario: Scenario, replications: int) -> Result:
        """Play as many futures of a scenario; a search has many short calls, of which no progress is shown."""
        using = self.using if replications > self.search else self.using.silent()
        return run(scenario, replications, using, numbering=partial(future, scenario))

    def watched(self, numbers: Sequence[int], of: str = RUNS) -> Iterator[int]:
        """Yield each number, and show how many of them are done."""
        return watched(numbers, self.using.progress, of)

    def ground(self, scenario: Scenario) -> Scenario:
        """Return the scenario on which a roster is tried: without borrowed officers, unless help is allowed."""
        return scenario if self.help else without_borrowed_staff(scenario)
