"""`sim.policy`: which trigger for space to adopt."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sim.api.shown import Charts, Shown, Tables, by_labels, frame
from sim.api.sweeping import as_vary
from sim.errors import Interrupted
from sim.experiments.playing.runner import runner
from sim.planning.triggers import output
from sim.planning.triggers.answered import answered
from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.history import Knowledge
from sim.planning.triggers.judging.break_even import paths_of
from sim.planning.triggers.question import asked
from sim.planning.triggers.vintages import vintages
from sim.scenario.schema import Scenario
from sim.wording import say

if TYPE_CHECKING:
    from sim.views.kit.page import Table


@dataclass(frozen=True, repr=False)
class PolicyResult(Shown, StudyResult):
    """All that was found: which trigger to adopt, its errors, its cost, and the record of why."""

    whole: bool = True  # False: an interrupt ended it before all that was asked for was finished

    @property
    @by_labels
    def answer(self) -> list[str]:
        """Which trigger to adopt, and what it does."""
        from sim.views.triggers.page import sentences

        return sentences(self)

    @property
    def record(self) -> "list[Table]":
        """The tables of the record: the question, the alternatives, the rounds, the tests, the assumptions."""
        from sim.views.triggers.record import record

        return record(self)

    @cached_property
    def tables(self) -> Tables:
        """`policies`: a row a policy; `futures`: a row a policy and future; `fresh_futures`: the same of those
        that the search has not seen; `hindsight`: the least of each future; `forecast_skill`: a
        row a lead of the forecast by which a trigger orders; `lead_time` and `history` if asked for."""
        made = {
            "policies": lambda: frame(output.policies(self.study, self.hindsight)),
            "futures": lambda: frame(output.futures(self.study)),
        }
        fresh, curve, past, best = self.fresh, self.curve, self.history, self.hindsight
        if fresh is not None:
            made["fresh_futures"] = lambda: frame(output.fresh_futures(self.study, fresh))
        if curve is not None:
            made["lead_time"] = lambda: frame(output.lead_time(curve))
        if best is not None:
            made["hindsight"] = lambda: frame(output.hindsight(self.study, best))
        if (mapped := self.map) is not None:
            made["map"] = lambda: frame(output.break_even(mapped))
        if (skill := self.skill) is not None:
            made["forecast_skill"] = lambda: frame(output.forecast_skill(skill))
        if past is not None:
            days = [f"first_{what}" for what in ("ordered", "ready", "released")]
            made["history"] = lambda: frame(output.replayed(past), None, days)
        return Tables(made)

    @property
    @by_labels
    def charts(self) -> Charts:
        """`pareto`, `errors`, `tail`; `lead_time` and `calendar` where they were asked for."""
        from sim.views.triggers.pictures import charts

        return Charts(charts(self))

    @property
    def _scenarios(self) -> Sequence[Scenario]:
        return (self.study.question.scenario,)

    @by_labels
    def _table(self) -> "Table":
        from sim.views.triggers.table import table

        return table(self)


def policy(
    scenario: Scenario,
    replications: int = 500,
    *,
    vary: Mapping[str, Sequence[Any] | str] | None = None,
    history: Knowledge | None = None,
    lead_times: bool = True,
    map: tuple[str, str] | None = None,
    workers: int | None = None,
    store: str | os.PathLike[str] | None = None,
    cluster: str | None = None,
    progress: bool = False,
) -> PolicyResult:
    """Compare triggers for space over the same futures, and say which to adopt.

    Parameters
    ----------
    scenario
        With a measure that brings space; the triggers are those of its section `policy`.
    replications
        Futures of the policies that may be the best.
    vary
        More policies: every combination of values of paths under `contingency`, by dotted path.
    history
        Also replay the days of the scenario: `"published"`, deciding on the counts that were published by then, or
        `"own"`, deciding on the port's own counts.
    lead_times
        Whether to say what a shorter lead time is worth.
    map
        Two paths of inputs or prices: at five values of each, which policy is best, by how much, and where no
        other may be.
    workers, store, cluster, progress
        As for `sim.run`.

    Returns
    -------
    PolicyResult
        `chosen`, `rows`; `answer`, `tables`, `charts`, `record`.

    Raises
    ------
    sim.errors.ScenarioError
        If no measure brings space, a policy cannot be, or nothing says when counts were published.
    sim.errors.ArgumentError, sim.errors.StoreError, sim.errors.ClusterError, sim.errors.WorkerError
        As for `sim.run`.
    sim.errors.Interrupted
        For an interrupt before every policy had a future.

    Example
    -------
    >>> import sim
    >>> families = ("occupancy", "arrivals", "longest_wait", "forecast", "two_tiers")
    >>> port = sim.load("scenarios/when-to-lease.yaml", [f"policy.families.{name}=false" for name in families])
    >>> found = sim.policy(port, replications=2, lead_times=False, workers=1)
    >>> found.futures, "never" in [row.policy.name for row in found.rows]
    (2, True)
    """
    question = asked(scenario, as_vary(vary or {}))
    if history == "published":
        vintages(question.scenario)  # says what is missing before anything is played
    with runner(workers, store, cluster, watched=progress) as using:
        mapped = paths_of(question.scenario, ",".join(map)) if map else None
        found, whole = answered(question, replications, using, lead_times=lead_times, past=history, mapped=mapped)
    if found is None:
        raise Interrupted(say("the study was ended before every policy had a future"))
    return PolicyResult.made_of(found, whole=whole)
