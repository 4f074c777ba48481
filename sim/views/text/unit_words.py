"""Numbers of things: each unit as a message of one and of many, by the number as it is shown."""

from collections.abc import Callable, Mapping

from sim.scenario.messages.values_said import span
from sim.wording import counted, said, say
from sim.wording.quantity import HARD
from sim.wording.spoken import Number

Said = Callable[[Number], str]

UNITS: Mapping[str, Said] = {
    "claimant": lambda n: counted("{n} claimant", "{n} claimants", n),
    "claimants a day": lambda n: counted("{n} claimant a day", "{n} claimants a day", n),
    "day": lambda n: counted("{n} day", "{n} days", n),
    "difference": lambda n: counted("{n} difference", "{n} differences", n),
    "event": lambda n: counted("{n} event", "{n} events", n),
    "figure": lambda n: counted("{n} figure", "{n} figures", n),
    "future": lambda n: counted("{n} future", "{n} futures", n),
    "h": lambda n: say("{n} h", n=n),
    "hour": lambda n: counted("{n} hour", "{n} hours", n),
    "minute": lambda n: counted("{n}{blank}minute", "{n}{blank}minutes", n, blank=HARD),
    "officer": lambda n: counted("{n} officer", "{n} officers", n),
    "officer-hour": lambda n: counted("{n} officer-hour", "{n} officer-hours", n),
    "opening": lambda n: counted("{n} opening", "{n} openings", n),
    "option": lambda n: counted("{n} option", "{n} options", n),
    "order": lambda n: counted("{n} order", "{n} orders", n),
    "other": lambda n: counted("{n} other", "{n} others", n),
    "pair": lambda n: counted("{n} pair", "{n} pairs", n),
    "person": lambda n: counted("{n} person", "{n} persons", n),
    "person-hour": lambda n: counted("{n} person-hour", "{n} person-hours", n),
    "person-night": lambda n: counted("{n} person-night", "{n} person-nights", n),
    "place": lambda n: counted("{n} place", "{n} places", n),
    "point": lambda n: counted("{n} point", "{n} points", n),
    "replication": lambda n: counted("{n} replication", "{n} replications", n),
    "room-night": lambda n: counted("{n} room-night", "{n} room-nights", n),
    "round": lambda n: counted("{n} round", "{n} rounds", n),
    "run": lambda n: counted("{n} run", "{n} runs", n),
    "set": lambda n: counted("{n} set", "{n} sets", n),
    "week": lambda n: counted("{n} week", "{n} weeks", n),
}


def amount(n: Number, unit: str) -> str:
    """Return a number of things; the unit in English, of one or of many, or none."""
    if not unit:
        return say("{n}", n=n)
    said = UNITS.get(unit) or UNITS.get(unit.removesuffix("s"))
    return said(n) if said else say("{n} {unit}", n=n, unit=unit)


def span_said(seconds: float) -> str:
    """Return a time as a scenario has it, in the largest unit of which it is a whole number: "2 d"."""
    return said(span(seconds))
