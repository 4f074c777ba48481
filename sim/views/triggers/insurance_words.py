"""The verdict of a study of triggers and its doubt in words: is it shown, what premium, in what futures it pays."""

import math

from sim.planning.triggers.found import Row, StudyResult
from sim.planning.triggers.judging.insurance import Insurance
from sim.planning.triggers.trigger import ALWAYS_OPEN, AS_WRITTEN, NEVER, VARIED
from sim.scenario.language.policy import FAMILIES
from sim.views.text.words import capital
from sim.views.triggers.trigger_words import trigger
from sim.wording import counted, say
from sim.wording.quantity import money, percent, rounded


def verdict_said(result: StudyResult) -> str:
    """Return the sentence of the verdict: at most 35 words, at most five numbers."""
    found, chosen, limit = result.insurance, result.chosen, result.study.question.settings.choose
    what, pays = space(result.rival), pays_said(found, result.currency)
    if result.rival is result.never:
        return say("Never ordering space is the only alternative that can be judged.")
    if chosen is result.never and not (found.pays or found.costs):
        return counted(
            "Never ordering is as good as any alternative: {what} is the same in the {n} future.",
            "Never ordering is as good as any alternative: {what} is the same in each of {n} futures.",
            found.futures, what=what,
        )  # fmt: skip
    if chosen is result.never and result.all_late:
        return say("Rules that watch are late, and never ordering is best: the next, {what}, {pays}.", what=what,
                   pays=pays)  # fmt: skip
    if chosen is result.never:
        return counted(
            "Never ordering space is the best of {n} alternative: the next, {what}, {pays}.",
            "Never ordering space is the best of {n} alternatives: the next, {what}, {pays}.",
            len(result.rows), what=what, pays=pays,
        )  # fmt: skip
    if limit is not None and result.study.choice.none_fit is not None:
        return say("No alternative keeps crowding within the limit: the nearest, {what}, {pays}.", what=what, pays=pays)
    if limit is not None:
        return say(
            "Cheapest within the limit of crowding: {what}, which {pays}.",
            what=what, pays=pays,
        )  # fmt: skip
    if result.all_late and found.shown:
        return say("Rules that watch are late; {what} is still shown to beat never ordering: it {pays}.", what=what,
                   pays=pays)  # fmt: skip
    if result.all_late:
        return say("Rules that watch are late; nothing is shown to beat never ordering: {what} {pays}.", what=what,
                   pays=pays)  # fmt: skip
    if found.shown:
        return say("{what} is shown to be better than never ordering: it {pays}.", what=capital(what), pays=pays)
    return say(
        "No alternative is shown to be better than never ordering: the best, {what}, {pays}.", what=what, pays=pays
    )


def space(row: Row) -> str:
    """Return how space is had under a policy, by its family."""
    family = row.policy.family
    told = {
        "occupancy": say("space ordered by people on site"),
        "arrivals": say("space ordered by arrivals"),
        "longest_wait": say("space ordered by the longest wait"),
        "forecast": say("space ordered by forecast"),
        "fixed_date": say("space ordered on a date"),
        "two_tiers": say("space ordered in two tiers"),
        AS_WRITTEN: say("space as written"),
        ALWAYS_OPEN: say("space always open"),
        VARIED: say("space as varied"),
        NEVER: say("no space"),
    }
    return told.get(family) or say("space ordered by {family}", family=FAMILIES[family])


def pays_said(found: Insurance, currency: str) -> str:
    """Return in how many futures it pays, what it spares there, and the premium of the others."""
    premium = 0.0 if math.isnan(found.premium) else found.premium
    cost = money(premium, currency)
    if not found.pays:
        return counted(
            "pays in none of {n} future and costs {premium} more on average",
            "pays in none of {n} futures and costs {premium} more on average",
            found.futures, premium=cost,
        )  # fmt: skip
    told = {"spared": money(found.spared, currency)}
    if found.pays == found.futures:
        return counted(
            "pays in the {n} future, sparing {spared}", "pays in each of {n} futures, sparing {spared} on average",
            found.futures, **told,
        )  # fmt: skip
    if found.weighted:
        return _pays_weighted(found, money(found.spared, currency), cost)
    if not found.costs:
        return counted(
            "pays in {k} of {n} future, sparing {spared} each, and costs nothing elsewhere",
            "pays in {k} of {n} futures, sparing {spared} each, and costs nothing elsewhere",
            found.futures, k=found.pays, **told,
        )  # fmt: skip
    return counted(
        "pays in {k} of {n} future, sparing {spared} each, for a premium of {premium} elsewhere",
        "pays in {k} of {n} futures, sparing {spared} each, for a premium of {premium} elsewhere",
        found.futures, k=found.pays, premium=cost, **told,
    )  # fmt: skip


def _pays_weighted(found: Insurance, spared: str, premium: str) -> str:
    share = percent(found.share("pays"))
    if not found.costs:
        return say("pays in {share} of futures, sparing {spared} each, and costs nothing elsewhere",
                   share=share, spared=spared)  # fmt: skip
    return say("pays in {share} of futures, sparing {spared} each, for a premium of {premium} elsewhere",
               share=share, spared=spared, premium=premium)  # fmt: skip


def doubt_said(result: StudyResult) -> tuple[tuple[str, str], ...]:
    """Return how sure it is, what it insures against, what to do, and what cannot be told apart from it."""
    found = result.insurance
    told = [(say("Chance"), chance_said(result, found)), (say("Worst futures"), worst_said(result, found))]
    told.append((say("What to do"), trigger(result.chosen.policy, result.study.question.judged)))
    others = sum(row.alike and not row.chosen for row in result.rows)
    if others:
        alike = counted(
            "{n} other alternative cannot be told apart from the best",
            "{n} other alternatives cannot be told apart from the best",
            others,
        )  # fmt: skip
    else:
        alike = say("every other alternative is told apart from the best")
    return (*told, (say("Alternatives"), alike))


def chance_said(result: StudyResult, found: Insurance) -> str:
    """Return the mean difference from never ordering with its interval, and on which futures it rests."""
    low, high = found.interval
    told = {"mean": saved_said(found.mean, result.currency)}
    fresh = result.fresh is not None
    if fresh and math.isnan(low):
        return counted(
            "over {n} fresh future it {mean} on average, too few that differ for an interval",
            "over {n} fresh futures it {mean} on average, too few that differ for an interval",
            found.futures, **told,
        )  # fmt: skip
    if fresh:
        return counted(
            "over {n} fresh future, which played no part in the choice, it {mean} on average, {low} to {high}",
            "over {n} fresh futures, which played no part in the choice, it {mean} on average, {low} to {high}",
            found.futures, low=signed(low, result.currency), high=signed(high, result.currency), **told,
        )  # fmt: skip
    if math.isnan(low):
        return counted(
            "over {n} future it {mean} on average, too few that differ for an interval",
            "over {n} futures it {mean} on average, too few that differ for an interval",
            found.futures, **told,
        )  # fmt: skip
    return counted(
        "over {n} future it {mean} on average, {low} to {high}; it was chosen on these futures, which flatters it",
        "over {n} futures it {mean} on average, {low} to {high}; it was chosen on these futures, which flatters it",
        found.futures, low=signed(low, result.currency), high=signed(high, result.currency), **told,
    )  # fmt: skip


def saved_said(value: float, currency: str) -> str:
    """Return what is saved or lost more: "saves $130,000"."""
    cost = money(abs(value), currency)
    return say("saves {cost}", cost=cost) if value >= 0 else say("costs {cost} more", cost=cost)


def signed(value: float, currency: str) -> str:
    """Return an amount saved with its sign."""
    return say("+{cost}", cost=money(value, currency)) if value > 0 else money(value, currency)


def worst_said(result: StudyResult, found: Insurance) -> str:
    """Return what the worst futures hold, and what the policy saves in and outside them."""
    share = percent(result.study.question.settings.worst)
    futures = rounded(found.worst, 0 if abs(found.worst - round(found.worst)) < 0.05 else 1)
    if math.isnan(found.held):
        return say("never ordering loses nothing in any future")
    told = {
        "share": share, "held": percent(found.held), "inside": saved_said(found.inside, result.currency),
        "outside": saved_said(found.outside, result.currency) if not math.isnan(found.outside) else say("has no other"),
    }  # fmt: skip
    return counted(
        "the worst {share}, {n} future, holds {held} of what never loses; there it {inside}, elsewhere {outside}",
        "the worst {share}, {n} futures, hold {held} of what never loses; there it {inside}, elsewhere {outside}",
        futures, **told,
    )  # fmt: skip


def interrupted_said(result: StudyResult) -> str:
    """Return on how many futures it rests where it was interrupted; empty where it was not."""
    study = result.study
    if not study.interrupted:
        return ""
    return counted(
        "Interrupted: every alternative has {n} future at least, of {asked} asked.",
        "Interrupted: every alternative has {n} futures at least, of {asked} asked.",
        min(study.spent), asked=study.asked,
    )  # fmt: skip
