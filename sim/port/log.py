"""What a run leaves behind: when what happened. Every figure is computed from this."""

from typing import NamedTuple

from sim.arrays import I
from sim.scenario.language.process import OUTCOMES

UNSERVED = ("withdrawn", "diverted")  # left without what they came for: patience ran out, or turned away
WAYS = ("present", *OUTCOMES, *UNSERVED)  # how a party left; index 0: still there at the end
OFFICERS = 4  # most officers that a step can take from pools that hand over


class Seen(NamedTuple):
    """One condition at a check: its name, what was seen, and what it was compared with."""

    condition: str
    value: float
    level: float


class Entry(NamedTuple):
    """One line of the diary of the measures.

    `what` is `ordered`, `ready`, `released`, `cancelled`, `kept` (an option was taken), `given back` (it was not, and
    the term runs out), `refused` (a rule began to hold that could not be followed) or `overtaken` (ready when the rule
    that ordered it had ceased). `why` names the conditions that held, or says what stood in the way.
    """

    tick: int
    measure: int
    what: str
    why: str
    seen: tuple[Seen, ...]


class Log(NamedTuple):
    """Ticks, -1 for what did not happen. N parties and V visits as in the sample; rows of `levels` in order of time.

    All of it is as of the end; only `out` and `out_way` look past it.
    """

    ready: I  # (V,) let in, and waiting from then on
    start: I  # (V,)
    end: I  # (V,)
    option: I  # (V,) which alternative of its staff served, -1 if none
    duty: I  # (V, OFFICERS) the duties that served in pools that hand over, -1 for none
    left: I  # (N,)
    way: I  # (N,) index in WAYS
    levels: I  # (L, 3) tick, place, level from then on: pools, rooms, areas as numbered by the plan
    diary: tuple[Entry, ...]
    out: I  # (N,) when a party left, be it in the run-on; -1 if not by its end (`sim.port.run_on`)
    out_way: I  # (N,) and how, index in WAYS
