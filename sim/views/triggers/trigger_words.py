"""A policy in words: which space it orders, and when."""

from sim.planning.triggers.trigger import ALWAYS_OPEN, NEVER, Alternative
from sim.scenario.language.contingency import Measure
from sim.views.text.condition_words import condition_words
from sim.views.text.words import plain
from sim.wording import say
from sim.wording.quantity import either, listed


def trigger(policy: Alternative, judged: tuple[str, ...]) -> str:
    """Return what to do: "order the leased hall when people in the hall are above 80% of its base space for 2 d"."""
    measures = {name: measure for name, measure in policy.scenario.measures.items() if name in judged}
    if policy.family == NEVER or not measures:
        return say("never order space")
    if policy.family == ALWAYS_OPEN:
        named = listed([_the(name) for name in measures])
        return say("have {measures} open from the first day to the last", measures=named)
    return "; ".join(
        say("order {measure} {when}", measure=_the(name), when=_when(measure)) for name, measure in measures.items()
    )


def _the(measure: str) -> str:
    return say("the {measure}", measure=plain(measure))


def _when(measure: Measure) -> str:
    rule = measure.order_when
    if rule is None:
        return say("no more than it is at the start")
    conditions = list(rule.conditions.values())
    if len(conditions) == 1 and conditions[0].on is not None:
        return say("on {date}", date=conditions[0].on.isoformat())
    said = [condition_words(one) for one in conditions]
    return say("when {conditions}", conditions=either(said) if rule.any else listed(said))
