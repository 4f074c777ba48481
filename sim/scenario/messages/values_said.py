"""Values of the language as messages: a time, a share, a level. As English they are as a file has them."""

from decimal import Decimal

from sim.scenario.source.yaml_writer import duration, number, percent_of
from sim.scenario.values.units import Level
from sim.wording import Noted, noted


def span(seconds: float) -> Noted:
    """Return a time in the largest unit of which it is a whole number: "2 d"."""
    n, unit = duration(seconds).split()
    told = {"d": noted("{n} d", n=n), "h": noted("{n} h", n=n), "min": noted("{n} min", n=n)}
    return told.get(unit) or noted("{n} s", n=Decimal(n))


def hours(seconds: float) -> Noted:
    """Return a time in hours, with all its digits: "12 h", "1.5 h"."""
    return noted("{n} h", n=Decimal(number(seconds / 3600)))


def share(part: float) -> Noted:
    """Return a share in percent, with all its digits: "80%", "12.5%"."""
    return noted("{n}%", n=Decimal(number(percent_of(part))))


def level(given: Level) -> Noted:
    """Return a level, of whatever kind it is: a share, a time, a number."""
    if given.kind == "share":
        return share(given.value)
    return span(given.value) if given.kind == "duration" else noted("{n}", n=Decimal(number(given.value)))
