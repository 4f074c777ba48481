"""`staff.<pool>.at_most`: how many officers of a pool can serve at once, for want of desks; by hours or always."""

from typing import Annotated, Any

import numpy as np
from pydantic import BeforeValidator, WithJsonSchema

from sim.arrays import DAY, I
from sim.scenario.values.not_allowed import NotAllowed
from sim.scenario.values.ranges import whole_numbers
from sim.scenario.values.units import Hours, hours
from sim.wording import noted

ALLOWED = noted(
    "a whole number of officers, or one for hours that do not overlap, such as {08:00-20:00: 6, 20:00-08:00: 3}"
)
DESKS = whole_numbers()
Caps = tuple[tuple[Hours, int], ...]


def caps(value: Any) -> Caps | None:
    """Return a number for the whole day, or by hours of the local day; hours that are not named have no cap.
    ValueError.
    """
    if value is None or isinstance(value, tuple):
        return value
    given = value if isinstance(value, dict) else {"00:00-24:00": value}
    found = []
    for span, most in given.items():
        if isinstance(most, bool) or not isinstance(most, int):
            raise NotAllowed(ALLOWED, kind="whole")
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


def edges(caps: Caps) -> tuple[int, ...]:
    """Return seconds of the local day at which a cap begins or ends."""
    return tuple(sorted({edge % DAY for span, _ in caps for edge in span}))


def at(caps: Caps, second: int) -> float:
    """Return the cap at a second of the local day; infinite where there is none."""
    for (begin, end), most in caps:
        if begin <= second < end or (end <= begin and (second >= begin or second < end)):
            return float(most)
    return float("inf")
