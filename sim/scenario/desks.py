"""`staff.<pool>.at_most`: how many officers of a pool can be on duty at once, for want of desks; by hours or always."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
from pydantic import BeforeValidator, WithJsonSchema

from sim.scenario.units import Hours, hours

if TYPE_CHECKING:
    from sim.scenario.calendar import Clock, I
    from sim.scenario.schema import Scenario

DAY = 86400
ALLOWED = "a whole number of officers, or one for hours that do not overlap, such as {08:00-20:00: 6, 20:00-08:00: 3}"
Caps = tuple[tuple[Hours, int], ...]


def caps(value: Any) -> Caps | None:
    """A number for the whole day, or by hours of the local day; hours that are not named have no cap. ValueError."""
    if value is None or isinstance(value, tuple):
        return value
    given = value if isinstance(value, dict) else {"00:00-24:00": value}
    found = []
    for span, most in given.items():
        if isinstance(most, bool) or not isinstance(most, int) or not 0 <= most <= 1_000_000_000:
            raise ValueError(ALLOWED)
        found.append((hours(span), most))
    covered = np.zeros(DAY // 60, dtype=np.int64)
    for span, _ in found:
        covered[_minutes(span)] += 1
    if not found or (covered > 1).any():
        raise ValueError(ALLOWED)
    return tuple(found)


def _minutes(span: Hours) -> "I":
    begin, end = span.begin // 60, (span.end or DAY) // 60
    return np.arange(begin, end if end > begin else end + DAY // 60) % (DAY // 60)


AtMost = Annotated[
    Caps | None,
    BeforeValidator(caps),
    WithJsonSchema({"description": ALLOWED, "type": ["integer", "object", "null"]}),
]


def edges(given: Caps) -> tuple[int, ...]:
    """Seconds of the local day at which a cap begins or ends."""
    return tuple(sorted({edge % DAY for span, _ in given for edge in span}))


def at(given: Caps, second: int) -> float:
    """The cap at a second of the local day; infinite where there is none."""
    for (begin, end), most in given:
        if begin <= second < end or (end <= begin and (second >= begin or second < end)):
            return float(most)
    return float("inf")


def beyond(scenario: "Scenario", pool: str, time: "Clock") -> Iterator[tuple[int, int, int]]:
    """Where the base roster of a pool is above its cap: (tick, officers rostered, cap), in order of time."""
    from sim.scenario.roster import crews, duties

    given = scenario.staff[pool].at_most
    if given is None:
        return
    table, groups = duties(scenario, time), crews(scenario)
    place = list(scenario.staff).index(pool)
    mine = np.array([crew.pool == place and crew.source == 0 for crew in groups], dtype=np.bool_)[table.crew]
    tick = np.concatenate((table.begin[mine], table.end[mine]))
    by = np.concatenate((table.posts[mine], -table.posts[mine]))
    cuts = np.array([time.tick(day, edge) for day in time.days for edge in edges(given)], dtype=np.int64)
    moments = np.unique(np.concatenate((tick, cuts, [0])))
    officers = np.cumsum(np.bincount(np.searchsorted(moments, tick), weights=by, minlength=moments.size))
    for moment, count in zip(moments.tolist(), officers.tolist(), strict=True):
        if 0 <= moment < time.end:
            local = time.at(moment)
            most = at(given, local.hour * 3600 + local.minute * 60 + local.second)
            if count > most:
                yield moment, round(count), round(most)
