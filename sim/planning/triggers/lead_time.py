"""What a shorter lead time is worth: one policy with one lead time after the other, on the same people."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from sim.arrays import F
from sim.errors import ArgumentError, Interrupted, ScenarioError
from sim.experiments.playing.runner import ALONE, Runner
from sim.experiments.statistics.intervals import Interval, mean
from sim.experiments.statistics.means import of_mean
from sim.experiments.statistics.strata import Strata
from sim.planning.triggers.by_storms.futures_by_storms import Drawn
from sim.planning.triggers.families import SOON
from sim.planning.triggers.futures import Futures
from sim.planning.triggers.judging.choice import cut_in_any
from sim.planning.triggers.judging.outcomes import COLUMN
from sim.planning.triggers.trigger import ALWAYS_OPEN, NEVER, Alternative, Question
from sim.scenario.calendar.clock import clock
from sim.scenario.schema import Scenario
from sim.scenario.source.yaml_writer import duration
from sim.scenario.values.distributions import constant
from sim.scenario.values.units import MONTH
from sim.scenario.variants import put
from sim.wording import say


class MoneyEstimate(NamedTuple):
    """Money with its 95% interval over futures."""

    mean: float
    interval: Interval


class AtLead(NamedTuple):
    """The policy with one constant lead time, without a retainer.

    `value` is the loss of never ordering less that of the policy, over the counted span or to `run_on`; `retainer` what
    it may cost a month to be ready so soon: the loss with the measure's own lead and retainer, less this one, a month.
    Below 0 where the measure is better as it is. Neither is known where a lease goes on after the end in any future and
    there is no `run_on`: then `owed` is what the policy owes in full, and `avoided` the least that it avoids, the price
    of the crowding until the end.
    """

    lead: float  # s
    value: MoneyEstimate
    retainer: MoneyEstimate
    owed: MoneyEstimate
    avoided: MoneyEstimate
    cut: bool


@dataclass(frozen=True)
class LeadCurve:
    """The worth of a policy by the lead time of its measure."""

    policy: Alternative
    measure: str
    own_lead: float  # s, mean
    own: MoneyEstimate  # value with its own lead, distributed as it is, and its own retainer
    own_retainer: float  # a month
    points: tuple[AtLead, ...]  # by lead, rising
    months: float  # of the counted span
    futures: int
    cut: bool  # no value is known of the policy as it is, or at some lead
    left_out: tuple[float, ...] = ()  # leads with which a lease could still run on `run_on`

    def value(self, point: AtLead, retainer: float) -> MoneyEstimate:
        """Return the value of the policy at a point when being ready so soon costs so much a month."""
        due = retainer * self.months
        return MoneyEstimate(point.value.mean - due, Interval(*(end - due for end in point.value.interval)))


def lead_curve(
    question: Question,
    policy: Alternative,
    leads: Sequence[float] | None,
    futures: int,
    using: Runner = ALONE,
    drawn: Drawn | None = None,
) -> LeadCurve:
    """Play a policy with each of the leads, in seconds (None: those of the settings), in this many futures.

    The lead is that of `policy.measure` where the policy orders it, of the other judged measure otherwise. A trigger of
    the family `forecast` looks as far ahead as the lead. Ctrl-C ends it with the futures that all leads have;
    Interrupted when that is none. ArgumentError for a policy that orders nothing, or at a fixed lead; else as `run`.
    """
    measure = _measure(question, policy)
    leads = sorted(set(question.settings.leads if leads is None else leads))
    never = next(one for one in question.policies if one.family == NEVER)
    known = {lead: at for lead in leads if (at := _at(policy, measure, lead))}
    asked = (never, policy, *known.values())
    everyone = np.ones(len(asked), dtype=np.bool_)
    with (
        using.progress.bar(len(asked) * futures) as advance,
        Futures(replace(question, policies=asked), using, drawn) as played,
    ):
        played.play(futures, everyone, advance, played.left(futures, everyone))
        spent, values = min(played.spent()), played.values()
    if not spent:
        raise Interrupted
    strata = drawn.first(spent).strata if drawn else None
    found = _curve(policy, measure, list(known), values[:, :spent], question.settings.price.amount, strata)
    return replace(found, left_out=tuple(lead for lead in leads if lead not in known))


def _curve(
    policy: Alternative, measure: str, leads: Sequence[float], values: F, price: float, strata: Strata | None
) -> LeadCurve:
    """From (2 + L, R, J) values: of never, of the policy as it is, and with each of the leads; `price`: of a crowded
    person-hour."""
    own = policy.scenario.contingency[measure]
    time = clock(policy.scenario)
    months = (time.end - time.start) / MONTH
    standby = own.cost.standby_per_month
    retainer = standby.amount if standby else 0.0
    loss, cut = values[..., COLUMN["loss"]].copy(), cut_in_any(values)
    owed, avoided = values[..., COLUMN["cost"]] - retainer * months, values[..., COLUMN["crowding_avoided"]] * price
    loss[cut] = np.nan
    loss[2:] -= retainer * months
    points = tuple(
        AtLead(
            lead,
            _estimate(loss[0] - loss[k], strata),
            _estimate((loss[1] - loss[k]) / months, strata),
            _estimate(owed[k], strata),
            _estimate(avoided[k], strata),
            bool(cut[k]),
        )
        for k, lead in enumerate(leads, 2)
    )
    value, known = _estimate(loss[0] - loss[1], strata), bool(cut[1:].any())
    mean_lead = own.lead_time.mean()
    return LeadCurve(policy, measure, mean_lead, value, retainer, points, months, loss.shape[1], known)


def _estimate(differences: F, strata: Strata | None) -> MoneyEstimate:
    if np.isnan(differences).any():
        return MoneyEstimate(math.nan, Interval(math.nan, math.nan))
    middle = mean(differences) if strata is None else strata.mean(differences)
    return MoneyEstimate(middle, of_mean(differences, strata=strata))


def _measure(question: Question, policy: Alternative) -> str:
    """Return the measure whose lead is varied."""
    first = question.settings.measure
    named = [name for name in question.judged if name in policy.scenario.measures]
    if not named or policy.family == ALWAYS_OPEN:
        raise ArgumentError(say("a policy that orders space after a lead time; {policy} is none", policy=policy.name))
    return first if first in named else named[0]


def _at(policy: Alternative, measure: str, lead: float) -> Alternative | None:
    """Return the policy with a lead time; none where a lease could then still run on `run_on`."""
    path = ("contingency", measure)
    try:
        scenario = put(policy.scenario, (*path, "lead_time"), constant(lead), duration(lead))
    except ScenarioError as error:
        if any(problem.path != "run_on" for problem in error.problems):
            raise
        return None
    if policy.family == "forecast":
        scenario = _ahead(scenario, path, max(lead, SOON))
    return Alternative(f"{measure}.lead_time {duration(lead)}", policy.family, policy.settings, scenario)


def _ahead(scenario: Scenario, path: tuple[str, str], lead: float) -> Scenario:
    rule = scenario.contingency[path[1]].order_when
    assert rule is not None
    join = "any" if rule.any else "all"
    for name, condition in rule.conditions.items():
        if condition.watched and condition.watched.forecast:
            scenario = put(scenario, (*path, "order_when", join, name, "ahead"), lead, duration(lead))
    return scenario
