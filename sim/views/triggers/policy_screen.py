"""The first screen of a study of triggers: verdict, doubt, four boxes with what is drawn in them."""

import math

from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.judging.insurance import Insurance
from sim.views.kit.inline.box_graphics import Bar, Case, Graphic
from sim.views.text.first_screen import HERE, BoxSaid, First, boxed
from sim.views.triggers.insurance_words import doubt_said, interrupted_said, saved_said, verdict_said
from sim.wording import counted, say
from sim.wording.quantity import hours, money, percent, rounded

LONGEST = 45.0  # percent of the width, a bar


def first(result: StudyResult) -> First:
    """Return the first screen in the language that is spoken."""
    made = (premium_box(result), pays_box(result), worst_box(result), in_time_box(result))
    return First(verdict_said(result), interrupted_said(result), doubt_said(result), made, ())


def graphics(result: StudyResult) -> list[Graphic]:
    """Return what is drawn in each box."""
    found = result.insurance
    return [Graphic(), Graphic(cases=_cases(found)), Graphic(bars=_worst(found, result.currency)), Graphic()]


def premium_box(result: StudyResult) -> BoxSaid:
    """Return what the policy costs where it does not pay."""
    found = result.insurance
    question = say("What is the premium?")
    if math.isnan(found.premium):
        return boxed(question, say("none"), HERE, say("it pays in every future"))
    others = found.futures - found.pays
    phrase = counted(
        "{cost} a future where it does not pay", "{cost} a future where it does not pay", others, cost=HERE
    )
    if found.weighted:
        small = say("mean of {share} of futures, against never ordering", share=percent(1 - found.share("pays")))
        return boxed(question, money(found.premium, result.currency), phrase, small)
    small = counted("mean of {n} future, against never ordering", "mean of {n} futures, against never ordering", others)
    return boxed(question, money(found.premium, result.currency), phrase, small)


def pays_box(result: StudyResult) -> BoxSaid:
    """Return in how many futures the policy loses less than never ordering."""
    found = result.insurance
    phrase, told = say("of futures: {share}", share=HERE), percent(found.share("pays"))
    if not found.weighted:
        phrase = counted("in {k} of {n} future", "in {k} of {n} futures", found.futures, k=HERE)
        told = say("{n}", n=found.pays)
    small = say("sparing {cost} each on average", cost=money(found.spared, result.currency)) if found.pays else ""
    worse = counted("worse than never in {share} of futures", "worse than never in {share} of futures", found.costs,
                    share=percent(found.share("costs")))  # fmt: skip
    return boxed(say("Does it pay?"), told, phrase, small, worse)


def _cases(found: Insurance) -> tuple[Case, ...]:
    if found.weighted:
        pays, same, costs = (found.share(what) for what in ("pays", "same", "costs"))
        return (
            Case("in-time", pays, say("{share} pays", share=percent(pays))),
            Case("idle", same, say("{share} the same", share=percent(same))),
            Case("used", costs, say("{share} costs more", share=percent(costs))),
        )
    return (
        Case("in-time", found.pays, counted("{n} pays", "{n} pay", found.pays)),
        Case("idle", found.same, say("{n} the same", n=found.same)),
        Case("used", found.costs, counted("{n} costs more", "{n} cost more", found.costs)),
    )


def worst_box(result: StudyResult) -> BoxSaid:
    """Return what the policy saves in the futures in which never ordering loses most, and outside them."""
    found, share = result.insurance, percent(result.study.question.settings.worst)
    question = say("And in the worst {share} of futures?", share=share)
    value = money(abs(found.inside), result.currency)
    phrase = say("{cost} spared", cost=HERE) if found.inside >= 0 else say("{cost} lost more", cost=HERE)
    held = (
        "" if math.isnan(found.held) else say("they hold {held} of what never ordering loses", held=percent(found.held))
    )
    elsewhere = (
        ""
        if math.isnan(found.outside)
        else say("elsewhere it {saved}", saved=saved_said(found.outside, result.currency))
    )
    return boxed(question, value, phrase, held, elsewhere)


def _worst(found: Insurance, currency: str) -> tuple[Bar, ...]:
    most = max(found.never_inside, found.policy_inside)
    if not most > 0:
        return ()
    rows = (("other", say("never"), found.never_inside), ("measure", say("with it"), found.policy_inside))
    return tuple(
        Bar(kind, LONGEST * max(value, 0.0) / most, label, money(value, currency)) for kind, label, value in rows
    )


def in_time_box(result: StudyResult) -> BoxSaid:
    """Return in how many futures with an event space is too late, and in how many it opens for nothing."""
    figures, question = result.proof_figures(result.rival), say("Is it in time?")
    late, idle, lead = figures["late"], figures["for_nothing"], figures["lead_median"]
    nothing = say("opened for nothing in {share} of futures", share=percent(idle.mean))
    if not late.n:
        return boxed(question, say("not needed"), HERE, say("no event in any future"), nothing)
    when = ""
    if lead.n and lead.mean < 0:
        when = say("opens {time} after an event begins, median", time=hours(-lead.mean))
    elif lead.n:
        when = say("opens {time} before an event begins, median", time=hours(lead.mean))
    if result.insurance.weighted:
        phrase = say("too late in {share} of futures with an event", share=HERE)
        return boxed(question, percent(late.mean), phrase, when, nothing)
    phrase = counted(
        "too late in {k} of {n} future with an event", "too late in {k} of {n} futures with an event", late.n, k=HERE
    )
    return boxed(question, say("{n}", n=rounded(late.mean * late.n)), phrase, when, nothing)
