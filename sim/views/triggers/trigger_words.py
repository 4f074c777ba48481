"""A policy in words: which space it orders, and when."""

from sim.planning.triggers.trigger import ALWAYS_OPEN, NEVER, Alternative
from sim.scenario.language.contingency import Measure
from sim.views.text import words
from sim.views.text.condition_words import condition_words


def trigger(policy: Alternative, judged: tuple[str, ...]) -> str:
    """Return what to do: "order the leased hall when people in the hall are above 80% of its base space for 2 d"."""
    measures = {name: measure for name, measure in policy.scenario.measures.items() if name in judged}
    if policy.family == NEVER or not measures:
        return "never order space"
    if policy.family == ALWAYS_OPEN:
        return f"have {words.listed([_the(name) for name in measures])} open from the first day to the last"
    return "; ".join(f"order {_the(name)} {_when(measure)}" for name, measure in measures.items())


def _the(measure: str) -> str:
    return f"the {words.plain(measure)}"


def _when(measure: Measure) -> str:
    rule = measure.order_when
    if rule is None:
        return "no more than it is at the start"
    conditions = list(rule.conditions.values())
    if len(conditions) == 1 and conditions[0].on is not None:
        return f"on {conditions[0].on.isoformat()}"
    joined = (" or when " if rule.any else " and ").join(map(condition_words, conditions))
    return f"when {joined}"
