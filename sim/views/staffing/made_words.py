"""How a staffing answer was found, in words: the rounds of the proof, how the requirement came about, the solver."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.views.staffing import proofs
from sim.views.text.words import plain
from sim.wording import counted, say
from sim.wording.quantity import rounded

if TYPE_CHECKING:
    from sim.planning.rostering.rostering import BindingRule
    from sim.planning.staffing.proof import Staffing


def made(staffing: "Staffing") -> Iterator[str]:
    """Yield a sentence each."""
    yield from proofs.round_lines(staffing)
    if staffing.corrected is not None:
        rounds = staffing.corrected.rounds
        if staffing.corrected.settled:
            yield counted(
                "The requirement settled after {n} round of simulation.",
                "The requirement settled after {n} rounds of simulation.",
                rounds,
            )  # fmt: skip
        else:
            yield counted(
                "The requirement had not settled after {n} round of simulation.",
                "The requirement had not settled after {n} rounds of simulation.",
                rounds,
            )  # fmt: skip
    yield from fitted(staffing)
    for name, roster in staffing.rosters.items():
        told = {"pool": plain(name), "gap": rounded(100 * roster.gap, 2), "seconds": rounded(roster.seconds, 1)}
        if roster.proven:
            yield say("Roster of {pool}: gap {gap}%, within the gap that was asked for, in {seconds} s.", **told)
        else:
            yield say("Roster of {pool}: gap {gap}%, stopped by the time limit, in {seconds} s.", **told)
        yield from (binding_said(name, one) for one in roster.binding)


def fitted(staffing: "Staffing") -> Iterator[str]:
    """Yield how the requirement was fitted to its roster, and what whole shifts have beyond it."""
    if staffing.fitted is None:
        return
    hours = staffing.fitted.hours
    yield counted(
        "Fitted to its roster over {n} round: {first} officer-hours for each hour by itself, {least} to {most} with "
        "those that whole shifts spare.",
        "Fitted to its roster over {n} rounds: {first} officer-hours for each hour by itself, {least} to {most} with "
        "those that whole shifts spare.",
        len(hours), first=int(rounded(hours[0])), least=int(rounded(min(hours))), most=int(rounded(max(hours))),
    )  # fmt: skip
    for name, roster in staffing.rosters.items():
        present = float(roster.present.sum())
        spare = float((roster.present - roster.required).clip(min=0).sum())
        if present and spare > 0.05 * present:
            yield say(
                "Of the {pool} present, {share}% are beyond what their hour requires: the begins and lengths of the "
                "shifts are the limit.",
                pool=plain(name), share=rounded(100 * spare / present),
            )  # fmt: skip


def binding_said(pool: str, one: "BindingRule") -> str:
    """Return what a rule of a roster costs it."""
    told = {"pool": plain(pool), "rule": one.rule}
    if one.fewer_short:
        return counted(
            "Binding rule of {pool}: {rule}: without it {n} fewer officer-hour is missing in its costliest weeks.",
            "Binding rule of {pool}: {rule}: without it {n} fewer officer-hours are missing in its costliest weeks.",
            int(rounded(one.fewer_short)), **told,
        )  # fmt: skip
    return say(
        "Binding rule of {pool}: {rule}: without it its costliest weeks cost {share}% less.",
        share=rounded(100 * one.cheaper), **told,
    )  # fmt: skip
