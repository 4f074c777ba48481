"""The rounds of a proof in words: who was met, what was found of each target, and the chance of error that it took."""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sim.views.kit.page import Table
from sim.views.staffing import hourly
from sim.views.staffing.target_words import STATES, state_said, target_said, value_said
from sim.views.text.words import plain
from sim.wording import counted, noted, say
from sim.wording.quantity import listed, rounded, three_digits

if TYPE_CHECKING:
    from sim.planning.staffing.proof import Staffing
    from sim.planning.staffing.rounds import Round, Verdict

HEADER = ("round", "seed", "runs", "error", "officer_hours", "target", "asked", "mean", "limit", "verdict")


def round_lines(staffing: "Staffing") -> Iterator[str]:
    """Yield a line a round, then what it comes to."""
    for one in staffing.rounds:
        said = [verdict(staffing, each) for each in one.verdicts]
        said += hourly.verdicts(staffing, one.every) if one.every else []
        yield counted(
            "Round {number} ({n} run, seed {seed}, {hours} officer-hours, may err in {error}): {verdicts}.",
            "Round {number} ({n} runs, seed {seed}, {hours} officer-hours, may err in {error}): {verdicts}.",
            one.runs, number=one.number, seed=str(one.seed), hours=int(rounded(one.hours)), error=error(one),
            verdicts="; ".join(said) or say("nothing was asked of the service, so nothing is proved"),
        )  # fmt: skip
    last = staffing.rounds[-1]
    if last.every:
        yield from hourly.missed(staffing, last.every)
    open_ = [staffing.proposed.figures[one.name].label for one in last.verdicts if one.met and not one.proven]
    if last.every and last.every.met and not last.every.proven:
        open_.append(say("the goal of every hour"))
    if open_:
        yield say("Met on average and not proven: {what}. More runs (--replications) may prove it.", what=listed(open_))


def verdict(staffing: "Staffing", verdict: "Verdict") -> str:
    """Return a target in one round: "gone within 24 h 92.1%, sure to be at least 91.4%: proven"."""
    state, figure = state_said(verdict), staffing.proposed.figures[verdict.name]
    if math.isnan(verdict.mean):
        return say("{target}: {state}", target=figure.label, state=state)
    told = {"target": figure.label, "found": value(staffing, verdict.name, verdict.mean), "state": state}
    if verdict.effect == "none":
        return say("{target} {found}: {state} (officers do not change it)", **told)
    if math.isnan(verdict.limit):
        return say("{target} {found}: {state}", **told)
    told["limit"] = value(staffing, verdict.name, verdict.limit)
    if staffing.scenario.targets[verdict.name].at_least is not None:
        return say("{target} {found}, sure to be at least {limit}: {state}", **told)
    return say("{target} {found}, sure to be at most {limit}: {state}", **told)


def value(staffing: "Staffing", name: str, number: float) -> str:
    """Return a value of a figure with its unit, a decimal of what is not whole."""
    figure = staffing.proposed.figures[name]
    return value_said(
        number, figure, 0 if number == round(number) or math.isnan(number) else 1, staffing.scenario.currency
    )


def error(round_: "Round") -> str:
    """Return the chance that a round may err, in percent."""
    return say("{n}%", n=three_digits(100 * round_.error, 2))


def table(staffing: "Staffing") -> Table:
    """Return a row a round and target."""
    rows = []
    for one in staffing.rounds:
        head = (
            say("{n}", n=one.number),
            counted("{n} (seed {seed})", "{n} (seed {seed})", one.runs, seed=str(one.seed)),
            say("{n}", n=int(rounded(one.hours))),
            error(one),
        )
        for each in one.verdicts:
            said = target_said(staffing.proposed, staffing.today, each)
            what = say("{target}, {asked}", target=said.label, asked=said.asked)
            rows.append((*head, what, said.found, said.limit, state_said(each)))
        for p, pool in enumerate(staffing.rosters if one.every else ()):
            assert one.every is not None
            share = "–" if math.isnan(one.every.shares[p]) else say("{n}%", n=rounded(100 * one.every.shares[p], 1))
            what = say("{target}, {asked}", target=hourly.asked_said(one.every.goal), asked=plain(pool))
            rows.append((*head, what, share, "–", hourly.counts_said(one.every.of(p))))
    note = say(
        "Each round on people that nothing has met before. The limit of the mean is one-sided and may err in the share "
        "that is given; all rounds together err in at most 5%."
    )
    header = (
        say("Round"), say("Runs"), say("Officer-hours"), say("May err in"), say("Target"), say("Mean"), say("Limit"),
        say("Verdict"),
    )  # fmt: skip
    return Table(say("Rounds of the proof"), note, header, rows, 4)


def rows(staffing: "Staffing") -> Iterator[Sequence[Any]]:
    """`rounds.csv`: a row a round and target, or pool of a goal of every hour; empty cells where nothing is asked."""
    yield HEADER
    for one in staffing.rounds:
        head = (one.number, one.seed, one.runs, one.error, one.hours)
        if not one.asked:
            yield (*head, "", "", "", "", noted("no target"))
        for p, pool in enumerate(staffing.rosters if one.every else ()):
            assert one.every is not None
            share = _blank(one.every.shares[p])
            yield (
                *head,
                noted("every hour, {pool}", pool=pool),
                hourly.asked(one.every.goal),
                share,
                "",
                hourly.counts(one.every.of(p)),
            )
        for each in one.verdicts:
            yield (*head, each.name, each.text, *(_blank(x) for x in (each.mean, each.limit)), STATES[each.state])


def document(staffing: "Staffing") -> list[dict[str, Any]]:
    """Return the rounds for JSON; what does not exist is null."""
    return [
        {
            "round": one.number,
            "seed": one.seed,
            "replications": one.runs,
            "error": one.error,
            "hours": one.hours,
            "verdicts": {
                each.name: {"mean": _null(each.mean), "limit": _null(each.limit), "verdict": STATES[each.state]}
                for each in one.verdicts
            },
            "every_hour": hourly.document(staffing, one.every) if one.every else None,
        }
        for one in staffing.rounds
    ]


def _blank(value: float) -> float | str:
    return value if math.isfinite(value) else ""


def _null(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
