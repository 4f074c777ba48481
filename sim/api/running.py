"""`sim.run`: a scenario played many times."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from sim.api.shown import Charts, Shown, Tables, by_labels, frame
from sim.errors import ArgumentError, Interrupted
from sim.experiments import output
from sim.experiments.comparison.levers import output as of_levers
from sim.experiments.play_sets import PER_SET, SETS
from sim.experiments.playing.runner import Runner, runner
from sim.experiments.result import Result
from sim.experiments.statistics import evidence
from sim.experiments.statistics.precision import MOST
from sim.experiments.studies import play, with_assumption_sets, with_levers, with_same_people, with_warm_up_test
from sim.scenario.schema import Scenario
from sim.wording import say

if TYPE_CHECKING:
    from pandas import DataFrame

    from sim.experiments.comparison.levers.tried import Tried
    from sim.port.port import Policy
    from sim.views.kit.page import Table

Auto = Literal["auto"]
ORDERS = ("ordered", "ready", "released", "cancelled")  # columns of dates


@dataclass(frozen=True, repr=False)
class RunResult(Shown, Result):
    """The replications of a scenario, with the answer, tables and charts."""

    @property
    @by_labels
    def answer(self) -> list[str]:
        """What the runs say, as `portsim run` prints it."""
        from sim.views.run.answer import answer

        return answer(self)

    @cached_property
    def tables(self) -> Tables:
        """`kpis`: a row a replication; `hourly`: a row an hour; `contingency`: a row an order; `diary`: all lines;
        `assumption_sets` and `levers` where they were asked for, `evidence` where the scenario has any."""
        zone = self.scenario.time_zone
        dates = [name for name in self.names if self.figures[name].kind == "date"]
        sets = self.assumption_sets
        more = {"assumption_sets": lambda: frame(output.assumption_sets(sets), None, dates, zone)} if sets else {}
        if facts := self.evidence:
            more["evidence"] = lambda: frame(evidence.rows(facts), "fact", (), zone)
        if found := self.levers:
            more["levers"] = lambda: frame(of_levers.rows(found), "lever", (), zone)
        return Tables({
            "kpis": lambda: frame(output.kpis(self), "replication", dates, zone),
            "hourly": lambda: frame(output.hourly(self), "time", ["time"], zone),
            "contingency": lambda: frame(output.contingency(self), None, ORDERS, zone),
            "diary": lambda: frame(output.diary(self), None, ["time"], zone),
        } | more)  # fmt: skip

    @property
    def kpis(self) -> "DataFrame":
        """A row a replication, a column a figure."""
        return self.tables.kpis

    @property
    @by_labels
    def charts(self) -> Charts:
        """`people_on_site`, `order_dates`, `time_on_site`, `staff_week`, `outcomes`; `demand` where it is uncertain."""
        from sim.views.run.charts import charts

        return Charts(charts(self))

    @property
    def _scenarios(self) -> Sequence[Scenario]:
        return (self.scenario,)

    @by_labels
    def _table(self) -> "Table":
        from sim.views.kit.page import Table
        from sim.views.run.decision import decision

        groups = decision(self)
        rows = [(row.label, row.value, row.interval, row.spread) for group in groups[-2:] for row in group.rows]
        rows += [
            (f"{group.heading}: {row.label}", row.value, row.interval, row.spread)
            for group in groups[:-2]
            for row in group.rows
        ]
        return Table("", "", (say("figure"), say("value"), say("95% interval"), say("5–95% of runs")), rows, 1)


def run(
    scenario: Scenario,
    replications: "int | Auto" = 200,
    workers: int | None = None,
    *,
    policies: "Sequence[Policy]" = (),
    max_replications: int = MOST,
    warm_up_test: bool = False,
    assumption_sets: int = SETS,
    per_set: int = PER_SET,
    levers: 'bool | Literal["all"]' = False,
    store: str | os.PathLike[str] | None = None,
    cluster: str | None = None,
    progress: bool = False,
) -> RunResult:
    """Play a scenario many times.

    Parameters
    ----------
    scenario
        What `sim.load` has read.
    replications
        How many runs; `"auto"`: as many as the figures under `precision` of the scenario need.
    workers
        Processes that play side by side; None: one for each core. The result is the same for any number.
    policies
        Functions `policy(port)` that are SimPy processes: they look at a `sim.port.Port` and act on it, besides the
        measures of the scenario. They are not kept in a store, and do not travel to a cluster.
    max_replications
        The most that `"auto"` plays.
    warm_up_test
        Whether to play up to 50 runs again after a longer warm-up, and say whether that of the scenario is enough.
    assumption_sets, per_set
        Where anything is `uncertain`: how many sets of assumptions are played, as stated and as many with uniform
        ranges, and the runs of each; those that facts under `evidence` refute are struck, and others drawn
        (`RunResult.evidence`, `tables.evidence`). 0 sets: none. With `policies` there are none either, as the answer
        says.
    levers
        Whether to play what would have avoided it, one change at a time, on the same people and in a quarter of the
        runs; `RunResult.levers` and `tables.levers` have it. `"all"`: the same officer-hours moved to other times too,
        by the search of `sim.staff`. Not with `policies`.
    store
        A file that keeps replications; none that is in it is played again.
    cluster
        The address of a Dask scheduler whose workers play instead.
    progress
        Whether to show a bar while it plays.

    Returns
    -------
    RunResult
        Every replication and every figure with its uncertainty; `answer`, `tables`, `charts`.

    Raises
    ------
    sim.errors.ArgumentError
        For no replications, `"auto"` without `precision`, or policies with a store or a cluster.
    sim.errors.StoreError, sim.errors.ClusterError, sim.errors.WorkerError
        When one of those fails.
    sim.errors.Interrupted
        For an interrupt before the first replication was finished; after it, the result has those that were.

    Example
    -------
    >>> import sim
    >>> port = sim.load("scenarios/minimal.yaml", ["end=2025-07-08"])
    >>> result = sim.run(port, replications=3, workers=1)
    >>> len(result.runs), sorted(result.charts)[:2]
    (3, ['order_dates', 'outcomes'])
    >>> result.tables.hourly.index[0].isoformat()
    '2025-07-01T00:00:00+00:00'
    """
    number = how_many(replications)
    with runner(workers, store, cluster, watched=progress) as using:
        result, _ = play(scenario, number, max_replications, using, policies)
        if not result.runs:
            raise Interrupted(say("the runs were ended before the first was finished"))
        if warm_up_test and not result.interrupted:
            result = with_warm_up_test(result, using)
        if not policies and not result.interrupted:
            result = with_assumption_sets(result, assumption_sets, per_set, using)
            result = with_same_people(result, using)
            result = with_levers(result, using, _searched(scenario, using, levers)) if levers else result
    return RunResult.made_of(result)


def _searched(scenario: Scenario, using: Runner, levers: "bool | str") -> "Iterable[Tried]":
    """Return the levers that take a search. ArgumentError."""
    from sim.planning.same_hours import same_hours

    if levers is not True and levers != "all":
        raise ArgumentError(say('found the levers {found}; allowed: True, False or "all"', found=repr(levers)))
    return same_hours(scenario, using) if levers == "all" else ()


def how_many(replications: "int | Auto") -> int | None:
    """Return the number of replications, None for as many as precision needs. ArgumentError."""
    if replications == "auto":
        return None
    if not isinstance(replications, int) or replications < 1:
        raise ArgumentError(
            say('found {found} replications; allowed: a whole number from 1, or "auto"', found=repr(replications))
        )
    return replications
