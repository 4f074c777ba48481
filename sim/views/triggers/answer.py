"""Which trigger to adopt, in plain sentences: by which rule, at what cost, how sure, with which errors."""

import math
from collections.abc import Iterator

from sim.planning.triggers.found import Row, StudyResult, together
from sim.planning.triggers.lead_time import LeadCurve
from sim.planning.triggers.trigger import AS_WRITTEN, NEVER
from sim.scenario.source.yaml_writer import duration, to_plain
from sim.views.text import words
from sim.views.triggers import amounts
from sim.views.triggers.charts.lead import title
from sim.views.triggers.trigger_words import trigger

NAMED = 4  # policies named in a sentence; a table has all


def answer(result: StudyResult) -> list[str]:
    """Return the answer first, then what it rests on."""
    said = [
        adopt(result),
        alike(result),
        rule(result),
        *not_ranked(result),
        cost(result),
        unserved(result),
        errors(result),
    ]
    said += [*lead(result), *lead_time_value(result)]
    return [*interrupted(result), *(sentence for sentence in said if sentence), LEGEND]


LEGEND = (
    "In brackets: 95% intervals, of each figure alone. Cost is what a policy adds to the cost of the same people "
    "without space; space is needed where the run without it says so."
)


def interrupted(result: StudyResult) -> list[str]:
    """Say that it was interrupted, and what it rests on then."""
    study = result.study
    if not study.interrupted:
        return []
    least = min(study.spent)
    return [f"Interrupted: every policy has {words.count(least, 'future')} at least, of {study.asked:,} asked."]


def adopt(result: StudyResult) -> str:
    """Return the trigger to adopt; the best of those tried, where it is not shown to be better than never ordering."""
    chosen, question = result.chosen, result.study.question
    what = trigger(chosen.policy, question.judged)
    kept = " That is the trigger as it is written." if chosen.policy.family == AS_WRITTEN else ""
    if not result.insurance.shown or chosen is result.never:
        return f"Best of those tried: {what}.{kept}"
    return f"Adopt: {what}.{kept}"


def rule(result: StudyResult) -> str:
    """Return the rule of choice, and over how many futures it was followed."""
    study = result.study
    over = (
        f"{len(result.rows)} policies over up to {words.count(result.futures, 'future')} each, the same people for all"
    )
    return " ".join(part for part in (f"Rule: {study.choice.rule}; {over}.", study.choice.none_fit) if part)


def not_ranked(found: StudyResult) -> Iterator[str]:
    """Yield the policies whose leases go on after the end, where there is no `run_on`: what they owe and at least
    avoid.
    """
    cut = [row for row in found.rows if row.cut]
    if not cut:
        return
    named = sorted(cut, key=lambda row: row.policy.family != AS_WRITTEN)
    said = [
        f"“{row.policy.name}” owes {amounts.estimate(row.figures['cost'], found.currency)} in all and avoids at least "
        f"{amounts.estimate(row.figures['crowding_avoided'])} by the end"
        for row in named[:NAMED]
    ]
    more = [f"{words.count(len(cut) - NAMED, 'other')} in the table"] if len(cut) > NAMED else []
    yield (
        f"Not ranked: {len(cut):,} {'policy' if len(cut) == 1 else 'policies'}, under which a lease goes on after the "
        f"end in some future: {words.listed([*said, *more])}. What they avoid is a lower bound. With "
        "`run_on` in the scenario all are ranked to one day."
    )


def cost(result: StudyResult) -> str:
    """Return what the policy costs, in the worst futures too, and what crowding it leaves."""
    chosen, never, currency = result.chosen, result.never, result.currency
    left, was = chosen.figures["crowding"], never.figures["crowding"]
    if chosen.policy.family == NEVER:
        return f"Cost: nothing is spent on space, and {amounts.estimate(was)} of crowding stay."
    worst = words.percent(result.study.question.settings.worst)
    said = (
        f"Cost: {amounts.estimate(chosen.figures['cost'], currency)}, in the worst {worst} of futures "
        f"{amounts.estimate(chosen.figures['cost_worst'], currency)}. It avoids "
        f"{amounts.estimate(chosen.figures['crowding_avoided'])} of crowding "
        f"and leaves {amounts.estimate(left, unit='')} of "
        f"{amounts.estimate(was, unit='')}"
    )
    each = chosen.figures["cost_per_avoided"]
    if math.isnan(each.mean):
        return f"{said}. It is not sure that it avoids any."
    price = amounts.estimate(each._replace(kind="number"), unit="")
    return f"{said}. A crowded person-hour avoided costs {price} {currency}."


def unserved(result: StudyResult) -> str:
    """Return those who left unserved, whom neither the cost nor the crowding weighs."""
    mine, never = result.chosen.figures["unserved"], result.never.figures["unserved"]
    if max(mine.mean, never.mean) == 0:
        return ""
    differ = ", so that neither is better by cost and crowding alone" if mine.mean != never.mean else ""
    return (
        f"Left unserved: {amounts.estimate(mine)} under this policy, {amounts.estimate(never, unit='')} without "
        f"space{differ}; the rule does not weigh them."
    )


def alike(result: StudyResult) -> str:
    """Return the policies that cannot be told apart from the recommended one."""
    confidence = words.percent(result.study.question.settings.confidence)
    others = together([row for row in result.rows if row.alike])
    same = sum(group.more for group in others if group.row.chosen)
    rest = [group for group in others if not group.row.chosen]
    doing = f"{words.count(same, 'other')} come out exactly the same in every future" if same else ""
    if not rest:
        said = f"no other policy at {confidence}"
        return f"Cannot be told apart from it: {said}{f'; but {doing}' if doing else ''}."
    names = [f"“{group.called}”" for group in rest[:NAMED]]
    more = [words.count(len(rest) - NAMED, "other")] if len(rest) > NAMED else []
    same_too = f"; {doing}" if doing else ""
    return f"Cannot be told apart from it at {confidence}: {words.listed([*names, *more])}{same_too}."


def errors(result: StudyResult) -> str:
    """Too late, and for nothing, side by side: recommended, as written, never."""
    rows = [result.chosen, *(row for row in (result.of(AS_WRITTEN), result.never) if row and row is not result.chosen)]
    with_events = result.never.figures["late"].n
    if not with_events:
        return f"Errors: space is needed in none of {words.count(result.never.played, 'future')}, {_nothing(rows)}."
    figures = [(_name(row), *(amounts.estimate(row.figures[name]) for name in ("late", "for_nothing"))) for row in rows]
    both = [f"{name} {late} and {nothing}" for name, late, nothing in figures]
    return (
        f"Errors: the chance of being too late for an event, in futures that have one ({with_events} of "
        f"{result.never.played}), and the chance of opening for nothing: {'; '.join(both)}."
    )


def _nothing(rows: list[Row]) -> str:
    each = [f"{_name(row)} {amounts.estimate(row.figures['for_nothing'])}" for row in rows]
    return f"and the chance of opening for nothing is {words.listed(each)}"


def _name(row: Row) -> str:
    return row.part or row.policy.name


def lead(result: StudyResult) -> Iterator[str]:
    """Yield how long before an event the space is there."""
    gained = result.chosen.figures["lead_median"]
    if result.chosen.policy.family == NEVER or not gained.n:
        return
    late = gained.mean < 0
    hours = abs(gained.mean)
    size = f"{hours:,.0f} h" if hours < 72 else f"{hours / 24:,.0f} days"
    yield (
        f"Lead: where it is open during the first event, it opens {size} {'after' if late else 'before'} that begins "
        f"(median of {words.count(gained.n, 'future')})."
    )


def _left_out(curve: LeadCurve) -> str:
    """Return the lead times that were not played, since a lease could then still run on the day to which all are
    ranked.
    """
    leads = words.listed([duration(lead) for lead in curve.left_out])
    return f" Left out, since a lease could then still run on {curve.policy.scenario.run_on}: {leads}." if leads else ""


def owed_by_lead(curve: LeadCurve, currency: str) -> str:
    """Return what is owed and at least avoided at each lead time, where the worth is not known."""
    told = [
        f"ready in {duration(point.lead)} it owes {point.owed.mean:,.0f} {currency} in all and avoids at least "
        f"{point.avoided.mean:,.0f} {currency} of crowding by the end"
        for point in curve.points
    ]
    why = "what a shorter one is worth is not told without `run_on`, since leases go on after the end"
    return "; ".join((why, *told))


def lead_time_value(result: StudyResult) -> Iterator[str]:
    """Yield what a shorter lead time is worth, and what the price of crowding is."""
    if result.curve is not None and not result.curve.cut:
        yield f"Lead time: {title(result, result.curve)}.{_left_out(result.curve)}"
    elif result.curve is not None:
        yield f"Lead time: {owed_by_lead(result.curve, result.currency)}.{_left_out(result.curve)}"
    price = to_plain(result.study.question.settings.price)
    if result.study.question.settings.choose is None:
        yield f"This turns on the price of a crowded person-hour, {price}, which is an assumption."
