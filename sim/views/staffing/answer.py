"""The staffing answer in sentences, and as one document."""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sim.planning.staffing.trial import base_hours
from sim.scenario.catalogue.figures_of_people import stay_phrases
from sim.views.comparison.difference_words import MOVED, Steps
from sim.views.staffing import proofs
from sim.views.text import words
from sim.views.text.dates import Dates

if TYPE_CHECKING:
    from sim.planning.rostering.rostering import Roster
    from sim.planning.staffing.bottlenecks import RelaxedLimit
    from sim.planning.staffing.proof import Staffing
    from sim.planning.staffing.whatif import Multiple, Point


def compared(staffing: "Staffing") -> tuple[str, ...]:
    """Return the figures in which the proposal is compared with today."""
    stays = stay_phrases(staffing.scenario, staffing.today.withheld or staffing.proposed.withheld)["mean"]
    return ("within_24h", stays, "cost_staff", "cost_overtime", "cost_total")


def sentences(
    staffing: "Staffing", surges: Sequence["Multiple"] = (), frontier: Sequence["Point"] = ()
) -> Iterator[str]:
    """Roster, proof, what stands in the way, surges, frontier: a line each."""
    yield staffing.scenario.name
    yield from (f"  {_roster(staffing, name, roster)}" for name, roster in staffing.rosters.items())
    yield from (f"  {line}" for line in proofs.round_lines(staffing))
    runs, seed = len(staffing.proposed.runs), staffing.proposed.seed
    yield f"  On the {runs} fresh runs of the last round (seed {seed}), today's roster on the same people:"
    yield f"    {_alone(staffing)}"
    yield from (f"    {line}" for line in _targets(staffing))
    yield from (f"    {line}" for line in _changes(staffing))
    yield from (f"    {line}" for line in _brought(staffing))
    if staffing.corrected is not None:
        settled = "settled" if staffing.corrected.settled else "had not settled"
        yield f"  The requirement {settled} after {words.count(staffing.corrected.rounds, 'round')} of simulation."
    yield from (f"  {line}" for line in _fitted(staffing))
    for one in staffing.limits:
        then = "and is met" if one.met else "and is missed still"
        yield (
            f"  Missed: {_label(staffing, one.figure)}. Without a limit on {words.plain(one.limit)} it moves by "
            f"{_moves(staffing, one)}, {then}."
        )
    if any(not one.met for one in staffing.rounds[-1].verdicts) and not staffing.limits:
        yield "  Targets are missed, and no limit that was relaxed, nor all of them together, changes that."
    for gain in staffing.room_gains:
        yield (
            f"  From {gain.begin:02d}:00 to {gain.end:02d}:00 one more of {words.plain(gain.room)} ({gain.rooms}) is "
            f"worth more than one more of {words.plain(gain.pool)} ({gain.officers}): {gain.saved_by_room:.1f} against "
            f"{gain.saved_by_officer:.1f} hours of waiting a day."
        )
    for times, other in surges:
        hours = ", ".join(f"{words.plain(name)} {roster.hours:,.0f}" for name, roster in other.rosters.items())
        peaks = ", ".join(str(int(row.max())) for row in other.required)
        said = f"{hours} officer-hours, at most {peaks} required at once"
        yield f"  Demand x {times:g}: {said}; {_outcome(other)}."
    for point in frontier:
        share = point.result.summary["within_24h"]
        gone = words.tenths(share.mean, share.low, share.high)
        yield f"  {point.hours:,.0f} officer-hours: {gone} served and gone within 24 hours."


def _fitted(staffing: "Staffing") -> Iterator[str]:
    """Yield how the requirement was fitted to its roster, and what whole shifts have beyond it."""
    if staffing.fitted is None:
        return
    tried = words.count(len(staffing.fitted.hours), "round")
    yield (
        f"Fitted to its roster over {tried}: {staffing.fitted.hours[0]:,.0f} officer-hours for each hour by itself, "
        f"{min(staffing.fitted.hours):,.0f} to {max(staffing.fitted.hours):,.0f} with those that whole shifts spare."
    )
    for name, roster in staffing.rosters.items():
        present = float(roster.present.sum())
        spare = float((roster.present - roster.required).clip(min=0).sum())
        if present and spare > 0.05 * present:
            yield (
                f"Of the {words.plain(name)} present, {spare / present:.0%} are beyond what their hour requires: the "
                "begins and lengths of the shifts are the limit."
            )


def _outcome(staffing: "Staffing") -> str:
    """Return what the last round of a proof says of the roster."""
    if not staffing.rounds[-1].asked:
        return "there is nothing to meet"
    state = "is proven to meet" if staffing.proven else "meets by its means, unproven," if staffing.met else "misses"
    return f"the roster {state} what was asked"


def _moves(staffing: "Staffing", limit: "RelaxedLimit") -> str:
    """Return what relaxing a limit changes, in points where it is a share."""
    share = staffing.proposed.figures[limit.figure].kind in ("share", "flag")
    mean, low, high = (f"{(100 if share else 1) * value:+.3g}" for value in (limit.change, limit.low, limit.high))
    return f"{mean}{' points' if share else ''} ({low} to {high})"


def _roster(staffing: "Staffing", name: str, roster: "Roster") -> str:
    money = staffing.scenario.staff[name].cost
    cost = f", {roster.cost:,.0f} {staffing.scenario.currency}" if money else ""
    today = base_hours(staffing.scenario)[name]
    short = float(roster.short.sum())
    state = "within the gap" if roster.proven else "stopped by the time limit"
    covered = "covers every hour required" if short < 1e-6 else f"{short:,.0f} officer-hours short"
    covered = covered if roster.required.any() else "nobody is required of it"
    people = len(roster.people)
    staffed = f"; {people:,} people, at most {roster.at_once:,} of them at once" if people else ""
    text = (
        f"{words.capital(words.plain(name))}: {roster.hours:,.0f} officer-hours ({today:,.0f} today), "
        f"{roster.overtime_hours:,.0f} of them overtime{cost}{staffed}; {covered}; gap {roster.gap:.2%}, {state}, "
        f"in {roster.seconds:.1f} s."
    )
    return " ".join([text, *(f"Binding rule: {rule}." for rule in roster.binding)])


def _label(staffing: "Staffing", figure: str) -> str:
    return staffing.proposed.figures[figure].label


def _targets(staffing: "Staffing") -> Iterator[str]:
    for proposed in staffing.rounds[-1].verdicts:
        now, then = (result.summary[proposed.name] for result in (staffing.proposed, staffing.today))
        state = proposed.state
        currency = staffing.scenario.currency
        yield (
            f"{words.capital(_label(staffing, proposed.name))}, {proposed.text}: {state}, "
            f"{words.shown(now, currency)}; today {words.shown(then, currency)}"
        )


def _alone(staffing: "Staffing") -> str:
    """Return whether measures bring officers to the proposed roster; they do to today's, as the scenario says."""
    if staffing.help:
        return "Officers whom measures bring serve both rosters; they are in cost_total."
    return "No measure brings officers to the proposed roster, which stands on its own; to today's they do."


def _brought(staffing: "Staffing") -> Iterator[str]:
    """Yield hours of borrowed officers, who are on no roster."""
    for name, (now, then) in borrowed(staffing).items():
        if max(now, then) > 0.5:
            mine = f"{now:,.0f} hours of it with the proposed" if staffing.help else "none with the proposed"
            yield f"{words.plain(name)}: help of {then:,.0f} officer-hours that measures bring today; {mine}"


def borrowed(staffing: "Staffing") -> dict[str, tuple[float, float]]:
    """Return officer-hours that measures bring, by pool: with the proposed roster, and today."""
    base = base_hours(staffing.scenario), base_hours(staffing.proposed.scenario)
    then, now = (result.summary for result in (staffing.today, staffing.proposed))
    return {
        name: (
            max(now[f"rostered_hours_{name}"].mean - base[1][name], 0.0) if staffing.help else 0.0,
            max(then[f"rostered_hours_{name}"].mean - base[0][name], 0.0),
        )
        for name in staffing.rosters
    }


def _unserved(staffing: "Staffing") -> Iterator[str]:
    """Yield those who left unserved under either roster: a figure that they make lower is no gain."""
    now, then = (result.summary["unserved"] for result in (staffing.proposed, staffing.today))
    if max(now.mean, then.mean) > 0:
        differ = ", so that neither roster is better by the rest" if staffing.difference("unserved").changed else ""
        yield (
            f"Left unserved: {words.estimate(now, 'claimant')} with the proposed roster, "
            f"{words.estimate(then, 'claimant')} with today's{differ}."
        )


def _changes(staffing: "Staffing") -> Iterator[str]:
    steps = Steps(staffing.scenario.currency, staffing.proposed.figures, Dates(staffing.scenario))
    yield from _unserved(staffing)
    for figure in compared(staffing):
        one = staffing.difference(figure)
        if one.verdict in MOVED:
            yield f"Against today {steps.moved(one)}"
        elif one.n:
            within = steps.within(one)
            told = f" ({within})" if within else ""
            yield f"Against today nothing is clear of chance for {steps.subject(figure)}{told}"


def summary(
    staffing: "Staffing", surges: Sequence["Multiple"] = (), frontier: Sequence["Point"] = ()
) -> dict[str, Any]:
    """Return all of it as one document for JSON; what does not exist is null."""
    return {
        "scenario": staffing.scenario.name,
        "seeds": {"search": staffing.scenario.seed, "proof": staffing.proposed.seed},
        "replications": len(staffing.proposed.runs),
        "level": staffing.level,
        "budget_hours": staffing.budget,
        "targets_met": staffing.met,
        "targets_proven": staffing.proven,
        "rounds": proofs.plain(staffing),
        "with_help": staffing.help,
        "rosters": {name: _plain(staffing, name, roster) for name, roster in staffing.rosters.items()},
        "targets": {
            one.name: {
                "asked": one.text,
                "met": one.met,
                "proven": one.proven,
                "mean": _number(one.mean),
                "today": _number(today.mean),
            }
            for one, today in zip(staffing.rounds[-1].verdicts, staffing.today.targets, strict=True)
        },
        "change": {
            figure: dict(zip(("mean", "low", "high"), map(_number, staffing.change(figure)), strict=True))
            for figure in compared(staffing)
        },
        "limits": [one._asdict() for one in staffing.limits],
        "worth": [one._asdict() for one in staffing.room_gains],
        "surges": [
            {"times": one.times, "hours": one.staffing.hours, "targets_met": one.staffing.met} for one in surges
        ],
        "frontier": [
            {"hours": one.hours, "cost": one.cost, "within_24h": _number(one.result.summary["within_24h"].mean)}
            for one in frontier
        ],
    }


def _plain(staffing: "Staffing", name: str, roster: "Roster") -> dict[str, Any]:
    return {
        "hours": roster.hours,
        "overtime_hours": roster.overtime_hours,
        "hours_today": base_hours(staffing.scenario)[name],
        "help_hours": dict(zip(("proposed", "today"), borrowed(staffing)[name], strict=True)),
        "people": len(roster.people) or None,
        "cost": roster.cost if staffing.scenario.staff[name].cost else None,
        "short_hours": float(roster.short.sum()),
        "gap": _number(roster.gap),
        "proven": roster.proven,
        "binding": list(roster.binding),
    }


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
