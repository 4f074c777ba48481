"""What was ordered in fact, as `policy.on_record` has it, and the same as a policy: that order, ready when it was."""

from datetime import date

from sim.planning.policy.model import Policy, Question
from sim.scenario.on_record import Ordered
from sim.scenario.schema import Scenario
from sim.scenario.spelling import duration

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
    rule = {"all": {"on": {"on": on}}}
    changes = {"enabled": True, "cancel_when": None, "lead_time": duration(lead), "order_when": rule}
    return off.edited({("contingency", name, field): value for field, value in changes.items()})
