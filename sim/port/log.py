"""What a run leaves behind: when what happened. Every figure is computed from this."""

from enum import StrEnum
from typing import NamedTuple

import numpy as np

from sim.arrays import I
from sim.scenario.language.process import OUTCOMES

# left without what they came for: patience ran out, or turned away, or sent on or back by a measure
UNSERVED = ("withdrawn", "diverted", "sent_on", "directed_back")
EXITS = ("present", *OUTCOMES, *UNSERVED)  # how a party left; index 0: still there at the end
WAYS_OUT = {  # how those leave whom a rung takes
    "other_port": "sent_on",
    "further_examination": "deferred",
    "detention": "detained",
    "direct_back": "directed_back",
}
OFFICERS = 4  # most officers that a step can take from pools that hand over


NOBODY = np.zeros(0, dtype=np.int64)


class Event(StrEnum):
    """What is noted of a measure, by the names that a diary has for it."""

    UNDER_WAY = "under way"  # ordered or open when the run starts, as the scenario states it
    ORDERED = "ordered"
    READY = "ready"
    OVERTAKEN = "overtaken"  # ready when every condition that ordered it had ceased
    CANCELLED = "cancelled"
    STAGE = "stage ready"  # a further stage of the order
    PART = "part given back"  # it is decided that a part goes; the last of them is the rest
    KEPT = "kept"  # an option was taken
    GIVEN_BACK = "given back"  # an option was not taken, and the term runs out
    RELEASED = "released"
    REFUSED = "refused"  # a rule began to hold that could not be followed


class Reason(StrEnum):
    """What led to an event, or stood in its way, where no condition did."""

    CEASED = "ceased"  # no condition that ordered it holds any longer
    TERM_OVER = "term_over"
    WITHIN_TERM = "within_term"
    ALREADY_ORDERED = "already_ordered"
    ALREADY_OPEN = "already_open"
    RESTING = "resting"


class Seen(NamedTuple):
    """One condition at a check: its name, what was seen, and what it was compared with."""

    condition: str
    value: float
    level: float


class Entry(NamedTuple):
    """One line of the diary of the measures.

    `why`: the names of the conditions that held, in the order of the rule. `seen`: every condition of the rule.
    `reason`: what else it rests on. `option`: the number of the option that was kept, of the further stage that is
    ready, or of the part that is given back, from 1; 0 for none.
    """

    tick: int
    measure: int
    event: Event
    why: tuple[str, ...] = ()
    seen: tuple[Seen, ...] = ()
    reason: Reason | None = None
    option: int = 0


NOBODY_LODGED = np.zeros((0, 5), dtype=np.int64)


class Log(NamedTuple):
    """Ticks, -1 for what did not happen. N parties and V visits as in the sample; rows of `levels` in order of time.

    All of it is as of the end; only `out` and `exit_after_end` look past it.
    """

    ready: I  # (V,) let in, and waiting from then on
    start: I  # (V,)
    end: I  # (V,)
    option: I  # (V,) which alternative of its staff served, -1 if none
    duty: I  # (V, OFFICERS) the duties that served in pools that hand over, -1 for none
    left: I  # (N,)
    exit: I  # (N,) index in EXITS
    levels: I  # (L, 3) tick, place, level from then on: pools, rooms, areas as numbered by the plan
    diary: tuple[Entry, ...]
    out: I  # (N,) when a party left, be it in the run-on; -1 if not by its end (`sim.port.run_on`)
    exit_after_end: I  # (N,) and how, index in EXITS
    lodged: I = NOBODY_LODGED  # (L, 5) party, lodging, when it went, when it was back, persons; in order of going
    called: I = NOBODY  # (D,) officers called on overtime to each duty, -1 to none; empty without overtime measures
