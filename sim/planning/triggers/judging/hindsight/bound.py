"""The least that each future could have cost, had it been known: every order day, option and give-back of the measures.

Lead times are as drawn. An order is given when a local day of the span begins, and space is given back with its term or
when a local day begins. Where nobody would have met more space or rooms, what a programme costs follows from the run
without it, and the least is exact. Where somebody might have, programmes are played, each the best on the path of the
one before, and the least of those that were played counts. What the alternatives cost belongs to it too, so that it is
never above any of them. In a future in which never ordering loses less than one order owes, nothing is sought.
"""

from dataclasses import dataclass

import numpy as np

from sim.arrays import B, F
from sim.experiments.playing.engine import Engine
from sim.experiments.playing.progress import Advance, unseen
from sim.experiments.playing.shadowing import watchers
from sim.experiments.statistics.means import of_mean
from sim.figures.owed.charges import needless
from sim.people.chance.uncertain_inputs import future
from sim.planning.triggers.alternatives import VariantBase
from sim.planning.triggers.by_storms.futures_by_storms import Drawn
from sim.planning.triggers.judging.choice import cut_in_any
from sim.planning.triggers.judging.hindsight.known_future import best
from sim.planning.triggers.judging.hindsight.played import Called
from sim.planning.triggers.judging.outcomes import COLUMN
from sim.planning.triggers.lead_time import MoneyEstimate
from sim.planning.triggers.trigger import NEVER, Question
from sim.scenario.catalogue.figure import Range
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import parts


@dataclass(frozen=True)
class Hindsight:
    """What was least in each future, and how it was found."""

    least: F  # (R,) loss
    exact: B  # (R,) whether it is the least of all programmes; else of the alternatives and of those that were played
    drawn: Drawn | None  # which futures these are, and how they weigh; none: as they come
    orders: tuple[Called, ...]  # (R,) of each future; none for never, or where an alternative loses least

    def left_to_gain(self, losses: F) -> MoneyEstimate:
        """Return what a policy with these (n,) losses in the first futures loses more than the least, a future."""
        left = losses - self.least[: losses.size]
        strata = self.drawn.first(losses.size).strata if self.drawn else None
        middle = float(left.mean()) if strata is None else strata.mean(left)
        return MoneyEstimate(middle, of_mean(left, of=Range(0.0), strata=strata))


def hindsight(question: Question, values: F, advance: Advance = unseen, drawn: Drawn | None = None) -> Hindsight | None:
    """Return the least of each future, from (P, R, J) values of all policies; NaN where one was not played.

    None where a measure brings more than space, in stages, or is under way at the start: what it could have done is not
    known without playing. Calls `advance` with how many futures are finished.
    """
    enabled = at_hand(question)
    if watchers(question.off, enabled) is None or not _priced_by_time(question):
        return None
    ranked = values[~cut_in_any(values)][..., COLUMN["loss"]]
    never = next(k for k, policy in enumerate(question.policies) if policy.family == NEVER)
    least, without = np.nanmin(ranked, axis=0), values[never, :, COLUMN["loss"]]
    exact = np.ones(least.size, dtype=np.bool_)
    orders: list[Called] = [()] * least.size
    cheapest, engine = _cheapest(question), Engine(enabled)
    for r in range(least.size):
        if without[r] > cheapest:
            loss, exact[r], called = best(question, engine, future(question.off, drawn.numbers[r] if drawn else r + 1))
            if loss < least[r]:
                least[r], orders[r] = loss, called
        advance(r + 1)
    return Hindsight(least, exact, drawn, tuple(orders))


def at_hand(question: Question) -> Scenario:
    """Return the scenario with all judged measures at hand."""
    begin = question.scenario.start.isoformat()
    rule = {"enabled": True, "order_when": {"all": {"known": {"on": begin}}}, "cancel_when": None, "watch_every": "1 h"}
    changes = dict.fromkeys(question.judged, rule)
    return VariantBase(question.off).with_changes(changes, "policy")


def _priced_by_time(question: Question) -> bool:
    """Return whether what the measures owe follows from when they are open alone."""
    costs = [question.scenario.contingency[name].cost for name in question.judged]
    prices = [
        prices for cost in costs for prices in (cost.per_month, *(one.per_month for one in cost.changes.values()))
    ]
    return not any(money.each == "head" for some in prices for money in (some or {}).values())


def _cheapest(question: Question) -> float:
    """Return what one order owes at least; nothing where prices change or terms are uncertain."""
    measures = {name: question.scenario.contingency[name] for name in question.judged}
    heads = {("contingency", name) for name in measures}
    moving = any(tuple(map(str, parts(path)[:2])) in heads for path in question.scenario.uncertain)
    if moving or any(measure.cost.changes for measure in measures.values()):
        return 0.0
    return min(needless(question.scenario, measure) for measure in measures.values())
