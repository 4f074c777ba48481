"""The rounds of a proof in words: who was met, what was found of each target, and the chance of error that it took."""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sim.experiments.result import Summary
from sim.views.kit.page import Table
from sim.views.staffing import hourly
from sim.views.text import words

if TYPE_CHECKING:
    from sim.planning.staffing.proof import Staffing
    from sim.planning.staffing.rounds import Round, Verdict

HEADER = ("round", "seed", "runs", "error", "officer_hours", "target", "asked", "mean", "limit", "verdict")


def round_lines(staffing: "Staffing") -> Iterator[str]:
    """Yield a line a round, then what it comes to."""
    for one in staffing.rounds:
        said = [verdict(staffing, each) for each in one.verdicts]
        said += hourly.verdicts(staffing, one.every) if one.every else []
        verdicts = "; ".join(said) or "nothing was asked of the service, so nothing is proved"
        yield (
            f"Round {one.number} ({words.count(one.runs, 'run')}, seed {one.seed}, {one.hours:,.0f} officer-hours, "
            f"may err in {error(one)}): {verdicts}."
        )
    last = staffing.rounds[-1]
    if last.every:
        yield from hourly.missed(staffing, last.every)
    open_ = [staffing.proposed.figures[one.name].label for one in last.verdicts if one.met and not one.proven]
    if last.every and last.every.met and not last.every.proven:
        open_.append("the goal of every hour")
    if open_:
        yield f"Met by the mean and not proven: {words.listed(open_)}. More runs (--replications) may prove it."


def verdict(staffing: "Staffing", verdict: "Verdict") -> str:
    """Return a target in one round: "gone within 24 h 92.1%, at least 91.4%: proven"."""
    side = "at least" if verdict.text.startswith("at least") else "at most"
    how = " (officers do not change it)" if verdict.effect == "none" else ""
    label = staffing.proposed.figures[verdict.name].label
    if math.isnan(verdict.mean):
        return f"{label}: {verdict.state}"
    limit = (
        ""
        if math.isnan(verdict.limit) or verdict.effect == "none"
        else f", {side} {value(staffing, verdict.name, verdict.limit)}"
    )
    return f"{label} {value(staffing, verdict.name, verdict.mean)}{limit}: {verdict.state}{how}"


def value(staffing: "Staffing", name: str, number: float) -> str:
    """Return a value of a figure with its unit."""
    figure, nan = staffing.proposed.figures[name], math.nan
    about = Summary(name, figure.kind, figure.unit, 1, number, nan, nan, nan, nan, nan)
    return words.mean(about, words.unit_of(about), staffing.scenario.currency)


def error(round_: "Round") -> str:
    """Return the chance that a round may err, in percent."""
    return f"{100 * round_.error:.2g}%"


def table(staffing: "Staffing") -> Table:
    """Return a row a round and target."""
    rows = [
        (
            str(one.number),
            f"{one.runs} (seed {one.seed})",
            f"{one.hours:,.0f}",
            error(one),
            f"{staffing.proposed.figures[each.name].label}, {each.text}",
            value(staffing, each.name, each.mean),
            value(staffing, each.name, each.limit),
            each.state,
        )
        for one in staffing.rounds
        for each in one.verdicts
    ] + [
        (
            str(one.number),
            f"{one.runs} (seed {one.seed})",
            f"{one.hours:,.0f}",
            error(one),
            f"{hourly.asked(one.every.goal)}, {words.plain(pool)}",
            words.NOT_KNOWN if math.isnan(one.every.shares[p]) else words.percent(one.every.shares[p]),
            words.NOT_KNOWN,
            hourly.counts(one.every.of(p)),
        )
        for one in staffing.rounds
        if one.every
        for p, pool in enumerate(staffing.rosters)
    ]
    note = (
        "Each round on people that nothing has met before. The limit of the mean is one-sided and may err in the share "
        "that is given; all rounds together err in at most 5%."
    )
    header = ("Round", "Runs", "Officer-hours", "May err in", "Target", "Mean", "Limit", "Verdict")
    return Table("Rounds of the proof", note, header, rows, 4)


def rows(staffing: "Staffing") -> Iterator[Sequence[Any]]:
    """`rounds.csv`: a row a round and target, or pool of a goal of every hour; empty cells where nothing is asked."""
    yield HEADER
    for one in staffing.rounds:
        head = (one.number, one.seed, one.runs, one.error, one.hours)
        if not one.asked:
            yield (*head, "", "", "", "", "no target")
        for p, pool in enumerate(staffing.rosters if one.every else ()):
            assert one.every is not None
            share = _blank(one.every.shares[p])
            yield (
                *head,
                f"every hour, {pool}",
                hourly.asked(one.every.goal),
                share,
                "",
                hourly.counts(one.every.of(p)),
            )
        for each in one.verdicts:
            yield (*head, each.name, each.text, *(_blank(x) for x in (each.mean, each.limit)), each.state)


def plain(staffing: "Staffing") -> list[dict[str, Any]]:
    """Return the rounds for JSON; what does not exist is null."""
    return [
        {
            "round": one.number,
            "seed": one.seed,
            "replications": one.runs,
            "error": one.error,
            "hours": one.hours,
            "verdicts": {
                each.name: {"mean": _null(each.mean), "limit": _null(each.limit), "verdict": each.state}
                for each in one.verdicts
            },
            "every_hour": hourly.plain(staffing, one.every) if one.every else None,
        }
        for one in staffing.rounds
    ]


def _blank(value: float) -> float | str:
    return value if math.isfinite(value) else ""


def _null(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
