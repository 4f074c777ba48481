"""A policy in words: which space it orders, and when."""

from sim.planning.policy.model import ALWAYS_OPEN, NEVER, Policy
from sim.scenario.contingency import Condition, Measure
from sim.scenario.spelling import duration, number, spelt
from sim.views import words

UNITS = {
    "occupancy": " persons",
    "forecast_occupancy": " persons",
    "waiting_for": " persons",
    "outside": " persons",
    "arrivals": " claimants a day",
    "work_waiting": " officer-hours",
}


def trigger(policy: Policy, judged: tuple[str, ...]) -> str:
    """What to do: "order the leased hall when people in the hall are above 80% of its base space for 2 d"."""
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
    conditions = list(rule.conditions.values())
    if len(conditions) == 1 and conditions[0].on is not None:
        return f"on {conditions[0].on.isoformat()}"
    joined = (" or when " if rule.any else " and ").join(map(condition_words, conditions))
    return f"when {joined}"


def condition_words(condition: Condition) -> str:
    """One condition: what is watched, on which side of which level, for how long."""
    if condition.on is not None:
        return f"the date {condition.on.isoformat()} has come"
    given = condition.above or condition.below
    assert given is not None and condition.watch is not None
    level = spelt(given) if given.kind != "number" else f"{number(given.value)}{UNITS.get(condition.watch, '')}"
    side = "above" if condition.above is not None else "below"
    lasting = f" for {duration(condition.lasting)}" if condition.lasting else ""
    return f"{_watched(condition)} {side} {level}{_of(condition)}{lasting}"


def _watched(condition: Condition) -> str:
    of, ahead = words.plain(condition.of or ""), duration(condition.ahead) if condition.ahead else ""
    return {
        "occupancy": f"people in the {of} are",
        "forecast_occupancy": f"people expected in the {of} {ahead} ahead are",
        "forecast_full": f"the chance that the {of} is above its {condition.of_space} space {ahead} ahead is",
        "arrivals": f"arrivals over {duration(condition.over)} are",
        "longest_wait": "the longest wait is",
        "longest_stay": "the longest stay is",
        "waiting_for": f"those waiting for {words.plain(condition.step or '')} are",
        "outside": "people outside are",
        "work_waiting": f"the work waiting for {of} is",
    }[str(condition.watch)]


def _of(condition: Condition) -> str:
    if condition.watch in ("occupancy", "forecast_occupancy") and condition.as_share:
        return f" of its {condition.of_space} space"
    return " of the staffed capacity" if condition.watch == "arrivals" and condition.of else ""
