"""A policy in words: which space it orders, and when; and the rule by which one is chosen."""

from decimal import Decimal

from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.trigger import ALWAYS_OPEN, NEVER, Alternative
from sim.scenario.language.contingency import Measure
from sim.scenario.language.policy import PolicySettings
from sim.scenario.source.yaml_writer import number
from sim.views.text.condition_words import condition_words
from sim.views.text.words import plain
from sim.views.triggers.amounts import priced
from sim.wording import counted, say
from sim.wording.quantity import digits, either, in_percent, listed


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


def rule_said(settings: PolicySettings) -> str:
    """Return the rule of choice: "the least expected cost, with 30 CAD for each crowded person-hour"."""
    limit = settings.choose
    if limit is None:
        return say("the least expected cost, with {price} for each crowded person-hour", price=priced(settings.price))
    return counted(
        "the least expected cost among those that keep crowding to at most {n} person-hour in at least {share} of "
        "futures",
        "the least expected cost among those that keep crowding to at most {n} person-hours in at least {share} of "
        "futures",
        Decimal(number(limit.at_most)), share=_share(limit.futures),
    )  # fmt: skip


def none_fit_said(result: StudyResult) -> str:
    """Return that no policy is within the limit of crowding, and which comes nearest; empty where one is."""
    limit, nearest = result.study.question.settings.choose, result.study.choice.none_fit
    if limit is None or nearest is None:
        return ""
    return counted(
        "No policy keeps crowding to at most {n} person-hour in at least {share} of futures; {policy} comes nearest, "
        "with {nearest}.",
        "No policy keeps crowding to at most {n} person-hours in at least {share} of futures; {policy} comes nearest, "
        "with {nearest}.",
        Decimal(number(limit.at_most)),
        share=_share(limit.futures), policy=result.chosen.policy.name, nearest=_share(nearest),
    )  # fmt: skip


def _share(part: float) -> str:
    return in_percent(digits(100 * part, 3))
