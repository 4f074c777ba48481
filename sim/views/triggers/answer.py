"""Which trigger to adopt, in plain sentences: by which rule, at what cost, how sure, with which errors."""

import math
from collections.abc import Iterator

from sim.planning.triggers.found import Row, StudyResult, together
from sim.planning.triggers.lead_time import LeadCurve
from sim.planning.triggers.trigger import AS_WRITTEN, NEVER
from sim.views.text.unit_words import span_said
from sim.views.triggers import amounts
from sim.views.triggers.charts.lead import title
from sim.views.triggers.table import called_said
from sim.views.triggers.trigger_words import none_fit_said, rule_said, trigger
from sim.wording import counted, say
from sim.wording.quantity import hours, listed, money, percent, sign

NAMED = 4  # policies named in a sentence; a table has all


def answer(result: StudyResult) -> list[str]:
    """Return the answer first, then what it rests on."""
    said = [
        adopt(result),
        rests(result),
        alike(result),
        rule(result),
        *not_ranked(result),
        cost(result),
        unserved(result),
        errors(result),
    ]
    said += [*lead(result), *lead_time_value(result)]
    return [*interrupted(result), *(sentence for sentence in said if sentence), legend()]


def legend() -> str:
    """Return what the brackets mean, and what cost and need are."""
    return say(
        "In brackets: 95% intervals, of each figure alone. Cost is what a policy adds to the cost of the same people "
        "without space; space is needed where the run without it says so."
    )


def interrupted(result: StudyResult) -> list[str]:
    """Say that it was interrupted, and what it rests on then."""
    study = result.study
    if not study.interrupted:
        return []
    least = min(study.spent)
    return [
        counted(
            "Interrupted: every policy has {n} future at least, of {asked} asked.",
            "Interrupted: every policy has {n} futures at least, of {asked} asked.",
            least, asked=study.asked,
        )
    ]  # fmt: skip


def adopt(result: StudyResult) -> str:
    """Return the trigger to adopt; the best of those tried, where it is not shown to be better than never ordering."""
    chosen, question = result.chosen, result.study.question
    what = trigger(chosen.policy, question.judged)
    shown = result.insurance.shown and chosen is not result.never
    said = say("Adopt: {what}.", what=what) if shown else say("Best of those tried: {what}.", what=what)
    if chosen.policy.family != AS_WRITTEN:
        return said
    return say("{said} That is the trigger as it is written.", said=said)


def rests(result: StudyResult) -> str:
    """Return on which futures the first lines rest, and on which all else; empty where the search was cut short."""
    if result.fresh is None:
        return ""
    return counted(
        "The first lines rest on {n} fresh future, which had no part in the choice. All that follows is of the search.",
        "The first lines rest on {n} fresh futures, which had no part in the choice. All that follows is of the "
        "search.",
        result.fresh.futures,
    )  # fmt: skip


def rule(result: StudyResult) -> str:
    """Return the rule of choice, and over how many futures it was followed."""
    study = result.study
    said = counted(
        "Rule: {rule}; {policies} policies over up to {n} future each, the same people for all.",
        "Rule: {rule}; {policies} policies over up to {n} futures each, the same people for all.",
        result.futures, rule=rule_said(study.question.settings), policies=len(result.rows),
    )  # fmt: skip
    return " ".join(part for part in (said, none_fit_said(result)) if part)


def not_ranked(found: StudyResult) -> Iterator[str]:
    """Yield the policies whose leases go on after the end, where there is no `run_on`: what they owe and at least
    avoid.
    """
    cut = [row for row in found.rows if row.cut]
    if not cut:
        return
    named = sorted(cut, key=lambda row: row.policy.family != AS_WRITTEN)
    told = [
        say(
            "“{name}” owes {cost} in all and avoids at least {crowding} by the end", name=row.policy.name,
            cost=amounts.estimate(row.figures["cost"], found.currency),
            crowding=amounts.estimate(row.figures["crowding_avoided"]),
        )
        for row in named[:NAMED]
    ]  # fmt: skip
    if len(cut) > NAMED:
        told.append(counted("{n} other in the table", "{n} others in the table", len(cut) - NAMED))
    yield counted(
        "Not ranked: {n} policy, under which a lease goes on after the end in some future: {policies}. What it avoids "
        "is a lower bound. With {run_on} in the scenario all are ranked to one day.",
        "Not ranked: {n} policies, under which a lease goes on after the end in some future: {policies}. What they "
        "avoid is a lower bound. With {run_on} in the scenario all are ranked to one day.",
        len(cut), policies="; ".join(told), run_on="`run_on`",
    )  # fmt: skip


def cost(result: StudyResult) -> str:
    """Return what the policy costs, in the worst futures too, and what crowding it leaves."""
    chosen, never, currency = result.chosen, result.never, result.currency
    left, was = chosen.figures["crowding"], never.figures["crowding"]
    if chosen.policy.family == NEVER:
        return say("Cost: nothing is spent on space, and {was} of crowding stay.", was=amounts.estimate(was))
    said = say(
        "Cost: {cost}, in the worst {share} of futures {worst}. It avoids {avoided} of crowding and leaves "
        "{left} of {was}.",
        cost=amounts.estimate(chosen.figures["cost"], currency),
        share=percent(result.study.question.settings.worst),
        worst=amounts.estimate(chosen.figures["cost_worst"], currency),
        avoided=amounts.estimate(chosen.figures["crowding_avoided"]),
        left=amounts.estimate(left, unit=""),
        was=amounts.estimate(was, unit=""),
    )
    each = chosen.figures["cost_per_avoided"]
    if math.isnan(each.mean):
        return say("{said} It is not sure that it avoids any.", said=said)
    price = amounts.estimate(each._replace(kind="number"), unit="")
    return say(
        "{said} A crowded person-hour avoided costs {price} {currency}.",
        said=said, price=price, currency=currency, sign=sign(currency),
    )  # fmt: skip


def unserved(result: StudyResult) -> str:
    """Return those who left unserved, whom neither the cost nor the crowding weighs."""
    mine, never = result.chosen.figures["unserved"], result.never.figures["unserved"]
    if max(mine.mean, never.mean) == 0:
        return ""
    told = {"mine": amounts.estimate(mine), "never": amounts.estimate(never, unit="")}
    if mine.mean != never.mean:
        return say(
            "Left unserved: {mine} under this policy, {never} without space, so that neither is better by cost and "
            "crowding alone; the rule does not weigh them.",
            **told,
        )
    return say("Left unserved: {mine} under this policy, {never} without space; the rule does not weigh them.", **told)


def alike(result: StudyResult) -> str:
    """Return the policies that cannot be told apart from the recommended one."""
    confidence = percent(result.study.question.settings.confidence)
    others = together([row for row in result.rows if row.alike])
    same = sum(group.more for group in others if group.row.chosen)
    rest = [group for group in others if not group.row.chosen]
    doing = ""
    if same:
        doing = counted(
            "{n} other come out exactly the same in every future",
            "{n} others come out exactly the same in every future",
            same,
        )
    if not rest and doing:
        return say(
            "Cannot be told apart from it: no other policy at {confidence}; but {same}.",
            confidence=confidence,
            same=doing,
        )
    if not rest:
        return say("Cannot be told apart from it: no other policy at {confidence}.", confidence=confidence)
    names = [say("“{name}”", name=called_said(group)) for group in rest[:NAMED]]
    if len(rest) > NAMED:
        names.append(counted("{n} other", "{n} others", len(rest) - NAMED))
    told = {"confidence": confidence, "names": listed(names)}
    if doing:
        return say("Cannot be told apart from it at {confidence}: {names}; {same}.", same=doing, **told)
    return say("Cannot be told apart from it at {confidence}: {names}.", **told)


def errors(result: StudyResult) -> str:
    """Too late, and for nothing, side by side: recommended, as written, never."""
    rows = [result.chosen, *(row for row in (result.of(AS_WRITTEN), result.never) if row and row is not result.chosen)]
    with_events = result.never.figures["late"].n
    if not with_events:
        return counted(
            "Errors: space is needed in none of {n} future, and the chance of opening for nothing is {each}.",
            "Errors: space is needed in none of {n} futures, and the chance of opening for nothing is {each}.",
            result.never.played, each=_nothing(rows),
        )  # fmt: skip
    both = [
        say(
            "{name} {late} and {nothing}", name=_name(row),
            late=amounts.estimate(row.figures["late"]), nothing=amounts.estimate(row.figures["for_nothing"]),
        )
        for row in rows
    ]  # fmt: skip
    return counted(
        "Errors: the chance of being too late for an event, in futures that have one ({with_events} of {n}), and the "
        "chance of opening for nothing: {both}.",
        "Errors: the chance of being too late for an event, in futures that have one ({with_events} of {n}), and the "
        "chance of opening for nothing: {both}.",
        result.never.played, with_events=with_events, both="; ".join(both),
    )  # fmt: skip


def _nothing(rows: list[Row]) -> str:
    return listed(
        [say("{name} {share}", name=_name(row), share=amounts.estimate(row.figures["for_nothing"])) for row in rows]
    )


def _name(row: Row) -> str:
    return row.part or row.policy.name


def lead(result: StudyResult) -> Iterator[str]:
    """Yield how long before an event the space is there."""
    gained = result.chosen.figures["lead_median"]
    if result.chosen.policy.family == NEVER or not gained.n:
        return
    late = gained.mean < 0
    told = {"time": hours(abs(gained.mean))}
    if late:
        yield counted(
            "Lead: where it is open during the first event, it opens {time} after that begins (median of {n} future).",
            "Lead: where it is open during the first event, it opens {time} after that begins (median of {n} futures).",
            gained.n, **told,
        )  # fmt: skip
    else:
        yield counted(
            "Lead: where it is open during the first event, it opens {time} before that begins (median of {n} future).",
            "Lead: where it is open during the first event, it opens {time} before that begins (median of {n} "
            "futures).",
            gained.n, **told,
        )  # fmt: skip


def _left_out(curve: LeadCurve) -> str:
    """Return the lead times that were not played, since a lease could then still run on the day to which all are
    ranked.
    """
    if not curve.left_out:
        return ""
    return say(
        "Left out, since a lease could then still run on {date}: {leads}.",
        date=str(curve.policy.scenario.run_on), leads=listed([span_said(lead) for lead in curve.left_out]),
    )  # fmt: skip


def owed_by_lead(curve: LeadCurve, currency: str) -> str:
    """Return what is owed and at least avoided at each lead time, where the worth is not known."""
    told = [
        say(
            "ready in {time} it owes {owed} in all and avoids at least {avoided} of crowding by the end",
            time=span_said(point.lead), owed=money(point.owed.mean, currency),
            avoided=money(point.avoided.mean, currency),
        )
        for point in curve.points
    ]  # fmt: skip
    return say(
        "Lead time: what a shorter one is worth is not told without {run_on}, since leases go on after the end; "
        "{leads}.",
        run_on="`run_on`", leads="; ".join(told),
    )  # fmt: skip


def lead_time_value(result: StudyResult) -> Iterator[str]:
    """Yield what a shorter lead time is worth, and what the price of crowding is."""
    curve, settings = result.curve, result.study.question.settings
    if curve is not None:
        owed = owed_by_lead(curve, result.currency) if curve.cut else say("{sentence}.", sentence=title(result, curve))
        yield " ".join(one for one in (owed, _left_out(curve)) if one)
    if settings.choose is None:
        yield say(
            "This turns on the price of a crowded person-hour, {price}, which is an assumption.",
            price=amounts.priced(settings.price),
        )  # fmt: skip
