"""The names of units, of figures and of fields of the language, as they stand alone: on an axis, in a heading."""

from collections.abc import Callable, Mapping

from sim.wording import say

NAMES: Mapping[str, Callable[[], str]] = {
    "a year": lambda: say("a year"),
    "claimants": lambda: say("claimants"),
    "claimants a day": lambda: say("claimants a day"),
    "claimants/day": lambda: say("claimants a day"),
    "date": lambda: say("date"),
    "day": lambda: say("day"),
    "days": lambda: say("days"),
    "events": lambda: say("events"),
    "flag": lambda: say("yes or no"),
    "h": lambda: say("hours"),
    "hour of the week": lambda: say("hour of the week"),
    "hours": lambda: say("hours"),
    "months": lambda: say("months"),
    "number": lambda: say("number"),
    "officer-hours": lambda: say("officer-hours"),
    "officers": lambda: say("officers"),
    "openings": lambda: say("openings"),
    "orders": lambda: say("orders"),
    "parties": lambda: say("parties"),
    "person-hours": lambda: say("person-hours"),
    "person-nights": lambda: say("person-nights"),
    "persons": lambda: say("persons"),
    "room-nights": lambda: say("room-nights"),
    "rooms": lambda: say("rooms"),
    "share": lambda: say("share of 1"),
    "share by size": lambda: say("share by size"),
    "time of day": lambda: say("time of day"),
    "weeks": lambda: say("weeks"),
    "years": lambda: say("years"),
}


def unit_name(unit: str) -> str:
    """Return a unit alone, as it stands on an axis and in a heading; text of the scenario, such as a currency, as it
    is.
    """
    named = NAMES.get(unit)
    return named() if named else unit


def unit_in_cell(unit: str) -> str:
    """Return a unit as it stands in a cell next to its number: a symbol stays one."""
    return unit if unit == "h" else unit_name(unit)
