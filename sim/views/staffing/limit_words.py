"""What is relaxed to see whether it stands in the way of a target, and rules of rosters, in words."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sim.views.text.words import plain
from sim.wording import counted, say

if TYPE_CHECKING:
    from sim.planning.staffing.bottlenecks import Relaxed

SAID: Mapping[str, Callable[[str], str]] = {
    "rooms": lambda name: say("no limit on rooms ({name})", name=name),
    "space": lambda name: say("no limit on space ({name})", name=name),
    "seats": lambda name: say("no limit on seats ({name})", name=name),
    "quota": lambda name: say("no daily quota ({name})", name=name),
    "departures": lambda name: say("departures twice as often ({name})", name=name),
    "officers": lambda name: say("twice as many officers ({name})", name=name),
    "all": lambda _: say("all of these limits taken away together"),
}


def relaxed_said(one: "Relaxed") -> str:
    """Return what is relaxed: "no limit on rooms (booths)"."""
    name = plain(one.name)
    if one.rule:
        return say("no rule {rule} ({name})", rule=one.rule, name=name)
    if one.days:
        return counted("departures every day ({name})", "departures every {n} days ({name})", one.days, name=name)
    return SAID[one.what](name)
