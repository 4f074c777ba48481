"""What a quantity may be at least and at most: a `Range` for each kind, and a narrower one where a field declares it.

Every quantity has one, so that nothing that is computed from it can pass what the program counts with (seconds in 36
bits, changes of persons and officers in 24, floats), or turn negative, infinite or into `nan` on the way.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from sim.arrays import DAY
from sim.wording import noted, say
from sim.wording.spoken import Value

TINY = 1e-100  # what is nearer to 0 is a slip, and its square or inverse would be no number
LONGEST = 36525  # days of a duration, a hundred years; what is longer is a slip, and would not fit the clock
MOST = 1_000_000  # persons, officers, rooms or seats of one entry


@dataclass(frozen=True)
class Range:
    """From `least` to `most`, both included, and 0 with `nought`; in the program's own unit, shown in the planner's.

    As a note of an annotated type it refuses what is outside, and stands in the JSON Schema where numbers do.
    """

    least: float
    most: float
    nought: bool = False
    kind: str = noted("a number")

    def __call__(self, value: float) -> float:
        """Return the value. ValueError with what is allowed, for `nan` too."""
        if self.least <= value <= self.most or (self.nought and value == 0):
            return value
        raise ValueError(self.full if self.nought and 0 < value < self.least else self.words)

    @property
    def words(self) -> str:
        """What is allowed: `a number from 0 to 1,000`."""
        return f"{self.kind} {self.span}"

    @property
    def span(self) -> str:
        """The ends: `from 0 to 1,000`; what is too near to 0 goes without saying."""
        return say(
            "from {least} to {most}", least=self._told(0.0 if self.nought else self.least), most=self._told(self.most)
        )

    @property
    def full(self) -> str:
        """What is allowed, for who is too near to 0: `0, or a number from 0.001 to 1,000`."""
        return say(
            "0, or {kind} from {least} to {most}",
            kind=self.kind,
            least=self._told(self.least),
            most=self._told(self.most),
        )

    def _told(self, value: float) -> Value:
        if self.kind == "a duration" and value:
            size, unit = (DAY, "d") if value >= DAY else (1, "s") if value % 60 else (60, "min")
            return f"{value / size:.12g} {unit}"
        return say("{n}%", n=told(value * 100)) if self.kind == "a share" else told(value)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check after whatever reads the value."""
        return core_schema.no_info_after_validator_function(self, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Add the ends, where the value is written as a number of its own unit."""
        found = handler(schema)
        kinds = found.get("type", ())
        if self.kind != "a duration" and {"number", "integer"} & set([kinds] if isinstance(kinds, str) else kinds):
            found |= {"minimum": 0 if self.nought else self.least, "maximum": self.most}
        if kinds == "integer":
            found |= {"type": ["integer", "object"]}  # or what is uncertain of it
        return found


def told(value: float) -> Value:
    """Return a number as what is allowed has it: the digits that it has, and a minus that a planner can type."""
    if value < 0:
        return say("-{n}", n=told(-value))
    text = f"{value:.14g}"
    return text if "e" in text else Decimal(text)


NUMBERS = Range(TINY, 1e9, nought=True)
SHARES = Range(0.0, 1.0, kind=noted("a share"))
DURATIONS = Range(TINY, float(LONGEST * DAY), nought=True, kind=noted("a duration"))
MONEY = Range(TINY, 1e12, nought=True, kind=noted("an amount"))
RATIOS = Range(
    TINY, 1e6, nought=True, kind=noted("a share")
)  # of what is compared with something else, and may exceed it

LENGTHS = Range(1.0, DURATIONS.most, kind=noted("a duration"))  # of what takes time: the clock ticks in seconds
INTERVALS = Range(
    60.0, DURATIONS.most, kind=noted("a duration")
)  # of departures: a run keeps each of them, with its seats
VARIATION = Range(1e-3, 100.0, nought=True)  # a coefficient of variation
RATES = Range(TINY, 1e6, nought=True)  # people a day

PARAMETERS = {"cv": Range(1e-3, 100.0), "shape": Range(1e-2, 1e3), "p": Range(1e-6, 1.0),
              "count": Range(0.0, 1e6), "years": Range(1e-3, 1e4)}  # of distributions, unitless  # fmt: skip


def whole_numbers(least: int = 0, most: int = MOST) -> Range:
    """Whole numbers from `least` to `most`."""
    return Range(least, most, kind=noted("a whole number"))
