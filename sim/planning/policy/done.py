"""What was ordered in fact, as `policy.on_record` has it, and the same as a policy: that order, ready when it was."""

from dataclasses import replace
from datetime import date
from typing import Any

from sim.planning.policy.model import Policy, Question
from sim.scenario.contingency import Condition, Rule
from sim.scenario.distributions import constant
from sim.scenario.on_record import Ordered
from sim.scenario.schema import Scenario

AS_DONE = "as done"
DAY = 86400.0


def done(question: Question) -> tuple[Ordered, ...]:
    """What was ordered within the span of the question, in the order of the file."""
    record = question.settings.on_record
    span = question.scenario
    return tuple(row for row in record.rows if span.start <= row.ordered < span.end) if record else ()


def as_done(question: Question) -> Policy | None:
    """The first order within the span on the day it was placed, ready on the day it was in fact; None without one.

    Of rows with one day of order, such as a wish and what came of it, the one that was ready last is the fact.
    """
    rows = done(question)
    if not rows:
        return None
    ordered = min(row.ordered for row in rows)
    ready = max(row.ready for row in rows if row.ordered == ordered)
    assert question.settings.measure is not None
    scenario = _ordered(question.off, question.settings.measure, ordered, (ready - ordered).days * DAY)
    settings = (("on", ordered.isoformat()), ("ready", ready.isoformat()))
    return Policy(AS_DONE, "as_done", settings, scenario)


def _ordered(off: Scenario, name: str, on: date, lead: float) -> Scenario:
    """The scenario without judged space, but for one measure that is ordered on a day and ready a fixed time later."""
    changes: dict[str, Any] = {"enabled": True, "cancel_when": None, "lead_time": constant(lead)}
    rule = Rule(all={"on": Condition(on=on)})
    measure = off.contingency[name].model_copy(update={**changes, "order_when": rule})
    found = off.model_copy(update={"contingency": off.contingency | {name: measure}})
    if off._written is not None:
        tree = dict(off._written.tree)
        written = {key: value for key, value in tree["contingency"][name].items() if key != "cancel_when"}
        written |= {"enabled": True, "lead_time": lead, "order_when": {"all": {"on": {"on": on.isoformat()}}}}
        tree["contingency"] = tree["contingency"] | {name: written}
        found._written = replace(off._written, tree=tree)
    return found
