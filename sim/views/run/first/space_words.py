"""What the space of measures changed, in a sentence."""

from sim.experiments.statistics.space_effect import SpaceEffect
from sim.views.text.words import plain
from sim.wording import counted, say
from sim.wording.quantity import hours, rounded

YEAR = (365, 366)
MINUTE = 1 / 60  # hours


def space_said(effect: SpaceEffect) -> str:
    """Return what it changed: "200 more places, open all year, avoid 899 person-hours above the space and change no
    wait"."""
    return say(
        "{places}, {open}, {avoid} and {waits}",
        places=counted("{n} more place", "{n} more places", effect.places),
        open=_open(effect),
        avoid=_avoided(effect.person_hours),
        waits=_waits(effect.waits),
    )


def _open(effect: SpaceEffect) -> str:
    if effect.days == effect.of_days:
        return say("open all year") if effect.of_days in YEAR else say("open every day")
    of = effect.of_days
    if effect.runs == 1:
        return counted("open on {k} of {n} day", "open on {k} of {n} days", of, k=rounded(effect.days))
    number = rounded(effect.days, 0 if effect.days >= 9.95 else 1)
    return counted("open on {k} of {n} day on average", "open on {k} of {n} days on average", of, k=number)


def _avoided(person_hours: float) -> str:
    number = rounded(abs(person_hours))
    if not number:
        return say("avoid no crowding above the space")
    if person_hours < 0:
        return counted("add {n} person-hour above the space", "add {n} person-hours above the space", number)
    return counted("avoid {n} person-hour above the space", "avoid {n} person-hours above the space", number)


def _waits(waits: dict[str, float]) -> str:
    """Return for which step it changes the mean wait most, if for any by a minute."""
    step = max(waits, key=lambda name: abs(waits[name]), default="")
    if not step or waits[step] == 0:
        return say("change no wait")
    if abs(waits[step]) < MINUTE:
        return say("change no mean wait by a minute")
    how = {"wait": plain(step), "time": hours(abs(waits[step]))}
    return (
        say("shorten the mean wait for {wait} by {time}", **how)
        if waits[step] > 0
        else say("lengthen the mean wait for {wait} by {time}", **how)
    )


def space_rests_on(effect: SpaceEffect) -> str:
    """Return what it is compared with."""
    if effect.runs == 1:
        return say("against the same people without it")
    return counted(
        "against the same people without it, in the first {n} run",
        "against the same people without it, in the first {n} runs",
        effect.runs,
    )
