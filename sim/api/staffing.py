"""`sim.staff`: officers required by the hour, a roster that covers them, and its proof by simulation."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sim.api.shown import Charts, Shown, Tables, by_labels, frame
from sim.errors import ArgumentError
from sim.experiments.playing.runner import runner
from sim.planning.rostering.rostering import Solver
from sim.planning.staffing import tables
from sim.planning.staffing.effort import Effort
from sim.planning.staffing.proof import Staffing, staffing
from sim.planning.staffing.requirement import goal_of
from sim.planning.staffing.whatif import LEVELS, Multiple, Point, frontier, surges
from sim.scenario.schema import Scenario
from sim.wording import say

if TYPE_CHECKING:
    from sim.views.kit.page import Table


@dataclass(frozen=True, repr=False)
class StaffResult(Shown, Staffing):
    """Requirement, roster and proof, with the surges and the frontier that were asked for."""

    surges: tuple[Multiple, ...] = ()
    frontier: tuple[Point, ...] = ()

    @property
    @by_labels
    def answer(self) -> list[str]:
        """What the roster is, what it costs, and whether it meets what was asked."""
        from sim.views.staffing import sentences

        return list(sentences(self, self.surges, self.frontier))

    @cached_property
    def tables(self) -> Tables:
        """`requirement`: a row an hour and pool; `roster`: a shift and day; `rounds`: a round and target."""
        from sim.views.staffing import proofs

        zone = self.scenario.time_zone
        return Tables({
            "requirement": lambda: frame(tables.requirement(self), None, ["time"], zone),
            "roster": lambda: frame(tables.roster_rows(self.scenario, self.rosters), None, ["date"]),
            "rounds": lambda: frame(proofs.rows(self)),
        })  # fmt: skip

    @property
    def today_hours(self) -> dict[str, float]:
        """Officer-hours paid on the roster of the scenario, by pool, without those that measures bring."""
        from sim.planning.staffing.trial import base_hours

        return base_hours(self.scenario)

    @property
    @by_labels
    def charts(self) -> Charts:
        """`cover_week`, `queue_hours`; `cover_map` and `shift_stack` of a pool; `cost_frontier` if it was asked for."""
        from sim.views.staffing.charts import charts, cover_map, shift_stack

        first = next(iter(self.rosters))
        of_pools = {
            "cover_map": lambda pool=first: cover_map(self, pool),
            "shift_stack": lambda pool=first: shift_stack(self, pool),
        }
        drawn = charts(self, self.frontier)
        return Charts(of_pools | {name: draw for name, draw in drawn.items() if not name.startswith(tuple(of_pools))})

    @property
    def _scenarios(self) -> Sequence[Scenario]:
        return (self.scenario,)

    @by_labels
    def _table(self) -> "Table":
        from sim.views.staffing.roster_tables import targets

        return targets(self)


def staff(
    scenario: Scenario,
    replications: int = 100,
    *,
    search: int = 16,
    served: str | None = None,
    wait: str | None = None,
    busy: str | None = None,
    budget: float | None = None,
    surge: Sequence[float] = (),
    with_frontier: "bool | Sequence[float]" = False,
    with_help: bool = False,
    gap: float = 0.01,
    time_limit: float = 20.0,
    workers: int | None = None,
    store: str | os.PathLike[str] | None = None,
    cluster: str | None = None,
    progress: bool = False,
) -> StaffResult:
    """Find the officers required by the hour and the roster that covers them at the least cost, and prove it.

    Parameters
    ----------
    scenario
        With pools of officers, and targets unless a goal of every hour is given.
    replications
        Fresh runs of the proof.
    search
        Runs of each roster that is tried.
    served, wait
        A goal of every hour: the share of tasks to start within a wait, such as `"80%"` within `"30 min"`.
    busy
        A goal of every hour: the most of an officer's hour on tasks, such as `"85%"`.
    budget
        Officer-hours to spend, instead of a goal.
    surge
        Multiples of the demand at which to answer as well.
    with_frontier
        Whether to find what money buys, or the levels of staffing at which to look.
    with_help
        Whether measures may bring officers to the roster.
    gap, time_limit
        When the roster's programme stops: its relative gap, and seconds for each block of weeks.
    workers, store, cluster, progress
        As for `sim.run`.

    Returns
    -------
    StaffResult
        `required`, `rosters`, `proven`; `answer`, `tables`, `charts`.

    Raises
    ------
    sim.errors.NoGoalError
        If nothing asks for officers.
    sim.errors.ArgumentError
        For a goal that cannot be met, or a budget besides a goal.
    sim.errors.StoreError, sim.errors.ClusterError, sim.errors.WorkerError
        As for `sim.run`.

    Example
    -------
    >>> import sim
    >>> port = sim.load("scenarios/minimal.yaml", ["end=2025-07-08", "targets={within_24h: {at_least: 80%}}"])
    >>> found = sim.staff(port, replications=4, search=2, gap=0.1, workers=1)
    >>> found.required.shape, list(found.rosters)
    ((1, 192), ['officers'])
    """
    asked = goal_of(served, wait, busy)
    if asked is not None and budget is not None:
        raise ArgumentError(say("found a budget and a goal of every hour; allowed: one of them"))
    if not scenario.staff:
        raise ArgumentError(say("found no pool of officers; allowed: a scenario with one"))
    with runner(workers, store, cluster, watched=progress) as using:
        effort = Effort(search, replications, using, Solver(gap, time_limit), help=with_help)
        found = staffing(scenario, effort, asked, budget, using.progress.say)
        more = surges(scenario, surge, effort, asked, using.progress.say)
        levels = LEVELS if with_frontier is True else with_frontier or ()
        points = frontier(scenario, levels, effort, told=using.progress.say) if levels else []
    return StaffResult.made_of(found, surges=tuple(more), frontier=tuple(points))
