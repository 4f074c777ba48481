"""The table of the answer: the policies that a decision is between, not all."""

import math

from sim.experiments.result import Summary
from sim.experiments.statistics.strata import effective
from sim.planning.triggers.found import PARTS, RECOMMENDED, Group, StudyResult, together
from sim.planning.triggers.judging.risk import in_the_worst
from sim.views.kit.page import Table
from sim.views.text import words
from sim.views.triggers import amounts
from sim.views.triggers.insurance_words import signed
from sim.wording import counted, said, say
from sim.wording.quantity import in_percent, percent, rounded

MOST = 10  # policies; policies.csv has all
MILLION, THOUSAND = 1e6, 1e3  # for amounts that reach ten of them
FIRST = (RECOMMENDED, *PARTS.values())


def contenders(result: StudyResult) -> list[Group]:
    """Return those with a part in the answer, then the front from cheap to dear; policies at one place as one."""
    groups = together(result.rows)
    named = sorted((one for one in groups if one.row.part), key=lambda one: FIRST.index(one.row.part))
    front = sorted((one for one in groups if one.row.front and not one.row.part), key=lambda one: one.row.cost)
    return [*named, *front][:MOST]


def table(result: StudyResult) -> Table:
    """Return a row a policy: what it costs, what it avoids, the two errors, the worst futures."""
    settings, shown = result.study.question.settings, contenders(result)
    money = _scale(max(abs(one.row.cost) for one in shown))
    persons = _scale(max(abs(one.row.avoided) for one in shown))
    worst = _scale(max(abs(one.row.figures["loss_worst"].mean) for one in shown))
    share = percent(settings.worst)
    header = (
        say("policy"), say("futures"), say("cost"), say("avoided"), say("too late"), say("for nothing"),
        say("worst {share}", share=share),
    )  # fmt: skip
    rows = [_row(one, result, money, persons, worst) for one in shown]
    left = sum(row.front for row in result.rows) - sum(one.row.front * (1 + one.more) for one in shown)
    notes = [
        say(
            "Means with 95% intervals. Cost in {money}, crowding avoided in {persons}, the loss in the worst {share} "
            "of futures in {worst}.",
            money=amounts.scaled_unit(money, result.currency), persons=_persons(persons),
            worst=amounts.scaled_unit(worst, result.currency), share=share,
        ),
    ]  # fmt: skip
    if left > 0:
        notes.append(counted("{n} more is on the front.", "{n} more are on the front.", left))
    bad = round(_bad(result))
    if math.isnan(result.chosen.figures["loss_worst"].low) and bad:
        notes.append(counted("{n} bad future: no interval.", "{n} bad futures: no interval.", bad))
    if any(one.row.played < result.chosen.played for one in shown):
        notes.append(
            say("Policies that were played in fewer futures could no longer be the best; no worst loss is told.")
        )
    if result.fresh is not None:
        notes.append(say("All over the futures of the search, on which the choice was made: that flatters the best."))
    return Table(say("The policies that it is between"), " ".join(notes), header, rows, 1)


def _bad(result: StudyResult) -> float:
    """Return how many futures of equal weight the worst of the recommended policy are as many as."""
    played, settings = result.chosen.played, result.study.question.settings
    if result.study.strata is None:
        return settings.worst * played
    strata = result.study.strata.first(played)
    losses = result.study.column("loss")[result.chosen.place, :played]
    inside = in_the_worst(losses, settings.worst, strata) * strata.weights
    return effective(inside[inside > 0])


def on_screen(result: StudyResult) -> Table:
    """Return the same policies without intervals, narrow enough for a terminal: what each saves against never."""
    rows = []
    for one in contenders(result):
        row = one.row
        late, idle = row.figures["late"], row.figures["for_nothing"]
        saved = words.NOT_KNOWN if row is result.never else signed(result.insurance_of(row).mean, result.currency)
        errors = (percent(late.mean) if late.n else words.NOT_KNOWN, percent(idle.mean))
        rows.append((called_said(one), say("{n}", n=row.played), saved, *errors))
    header = (say("policy"), say("futures"), say("saved a future"), say("too late"), say("for nothing"))
    note = say(
        "Saved: mean of the futures in which the policy was played, against never ordering; intervals are on the page."
    )
    if result.fresh is not None:
        note = say(
            "Saved against never ordering: mean of the futures of the search, which flatters the best; intervals are "
            "on the page."
        )
    return Table(say("The policies that it is between"), note, header, rows, 1)


def _scale(most: float) -> float:
    return next((scale for scale in (MILLION, THOUSAND) if most >= 10 * scale), 1.0)


def _persons(scale: float) -> str:
    if scale == MILLION:
        return say("million person-hours")
    return say("thousand person-hours") if scale == THOUSAND else say("person-hours")


def called_said(group: Group) -> str:
    """Return the name of a policy after its part in the answer, and how many are like it."""
    row = group.row
    name = said(row.policy.name)
    if row.part and row.part != row.policy.name:
        name = say("{part}: {name}", part=row.part, name=name)
    if row.cut:
        name = say("{name} (not ranked)", name=name)
    if not group.more:
        return name
    return counted("{name} (and {n} the same)", "{name} (and {n} the same)", group.more, name=name)


def _row(group: Group, result: StudyResult, money: float, persons: float, worst: float) -> list[str]:
    row = group.row
    figures = (scaled(row.beside("cost"), money), scaled(row.beside("crowding_avoided"), persons))
    errors = (_percent(row.figures[name]) for name in ("late", "for_nothing"))
    bad = amounts.estimate(scaled(row.figures["loss_worst"], worst), unit="")
    whole = row.played >= result.chosen.played
    shown = [
        called_said(group),
        say("{n}", n=row.played),
        *(amounts.estimate(figure, unit="") for figure in figures),
        *errors,
    ]
    return [*shown, bad if whole else words.NOT_KNOWN]


def _percent(share: Summary) -> str:
    """Return whole percents: the columns are narrow."""
    if not share.n:
        return words.NOT_KNOWN
    low, high = (rounded(100 * end) for end in (share.low, share.high))
    return words.beside(in_percent(rounded(100 * share.mean)), say("{low}–{high}", low=low, high=in_percent(high)))


def scaled(summary: Summary, scale: float) -> Summary:
    """Return an amount in thousands or millions, or as it is."""
    mean, low, high = (value / scale for value in (summary.mean, summary.low, summary.high))
    return summary._replace(kind="number", mean=mean, low=low, high=high)
