"""`staff.<pool>.at_most`: how many officers of a pool can serve at once, for want of desks; by hours or always."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import BeforeValidator, WithJsonSchema

from sim.scenario.ranges import whole
from sim.scenario.units import Hours, hours

if TYPE_CHECKING:
    from sim.scenario.calendar import Clock
    from sim.scenario.schema import Scenario

I = NDArray[np.int64]
DAY = 86400
NO_CAP = 1 << 40  # more desks than officers can be
ALLOWED = "a whole number of officers, or one for hours that do not overlap, such as {08:00-20:00: 6, 20:00-08:00: 3}"
DESKS = whole()
Caps = tuple[tuple[Hours, int], ...]


def caps(value: Any) -> Caps | None:
    """A number for the whole day, or by hours of the local day; hours that are not named have no cap. ValueError."""
    if value is None or isinstance(value, tuple):
        return value
    given = value if isinstance(value, dict) else {"00:00-24:00": value}
    found = []
    for span, most in given.items():
        if isinstance(most, bool) or not isinstance(most, int):
            raise ValueError(ALLOWED)
        found.append((hours(span), int(DESKS(most))))
    covered = np.zeros(DAY // 60, dtype=np.int64)
    for span, _ in found:
        covered[_minutes(span)] += 1
    if not found or (covered > 1).any():
        raise ValueError(ALLOWED)
    return tuple(found)


def _minutes(span: Hours) -> I:
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


class Desks(NamedTuple):
    """Officers of a pool rostered, by who brings them, and the desks for them; in order of time, from tick 0 on."""

    tick: I  # (G,) from which on a row holds
    posts: I  # (G, sources) before absence; source 0 the base, k the k-th enabled measure
    cap: I  # (G,) `NO_CAP` where there is none


def capped(scenario: "Scenario") -> tuple[str, ...]:
    """The pools that have a cap."""
    return tuple(name for name, pool in scenario.staff.items() if pool.at_most is not None)


def changes(given: Caps, time: "Clock") -> tuple[I, I]:
    """Ticks at which the cap becomes another, the first of them 0, and what it is from each of them on."""
    cuts = [0, *(time.tick(day, edge) for day in time.days for edge in edges(given))]
    ticks = np.unique(np.array([tick for tick in cuts if 0 <= tick < max(time.end, 1)], dtype=np.int64))
    local = [time.at(int(tick)) for tick in ticks]
    found = [at(given, moment.hour * 3600 + moment.minute * 60 + moment.second) for moment in local]
    most = np.array([NO_CAP if np.isinf(one) else int(one) for one in found], dtype=np.int64)
    kept = np.append(True, np.diff(most) != 0)
    return ticks[kept], most[kept]


def most_at(given: Caps | None, time: "Clock", ticks: I) -> I:
    """The cap at each of some ticks; `NO_CAP` where there is none."""
    if given is None:
        return np.full(ticks.size, NO_CAP, dtype=np.int64)
    when, most = changes(given, time)
    return most[np.maximum(np.searchsorted(when, ticks, side="right") - 1, 0)]


def desks(scenario: "Scenario", pool: str, time: "Clock", *, helped: bool = False) -> Desks:
    """The base roster of a pool against its cap, to 7 days past the end; `helped`: and what measures would bring."""
    from sim.scenario.roster import AHEAD, crews, duties

    table, groups = duties(scenario, time), crews(scenario)
    place, given = list(scenario.staff).index(pool), scenario.staff[pool].at_most
    mine = np.array([crew.pool == place and (helped or not crew.source) for crew in groups], dtype=np.bool_)[table.crew]
    source = np.array([crew.source for crew in groups], dtype=np.int64)[table.crew[mine]]
    when = np.maximum(np.concatenate((table.begin[mine], table.end[mine])), 0)
    cuts = changes(given, time.longer(AHEAD))[0] if given else np.zeros(1, dtype=np.int64)
    grid = np.unique(np.concatenate((when, cuts)))
    by = np.zeros((grid.size, len(scenario.measures) + 1 if helped else 1), dtype=np.int64)
    posts = np.concatenate((table.posts[mine], -table.posts[mine]))
    np.add.at(by, (np.searchsorted(grid, when), np.tile(source, 2)), posts)
    return Desks(grid, np.cumsum(by, axis=0), most_at(given, time.longer(AHEAD), grid))


def beyond(scenario: "Scenario", pool: str, time: "Clock") -> Iterator[tuple[int, int, int, int]]:
    """Where the base roster of a pool is above its cap: (begin, end, officers rostered, cap), in order of time."""
    found = desks(scenario, pool, time)
    until = np.minimum(np.append(found.tick, time.end)[1:], time.end)
    for row in np.flatnonzero((found.posts[:, 0] > found.cap) & (found.tick < until)):
        yield int(found.tick[row]), int(until[row]), int(found.posts[row, 0]), int(found.cap[row])
