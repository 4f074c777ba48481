"""What the test of a warm-up found, and what follows from it."""

import math
from typing import NamedTuple

FEW = 10  # pairs; of fewer, none says that a warm-up is long enough: what they do not show may still be common
TOLERATED = 0.05  # a difference that is no more of the persons there than this share does not matter,
LEAST = 0.1  # nor one of so few persons
ENOUGH, SHORT, UNKNOWN = "long_enough", "too_short", "unknown"


class Compared(NamedTuple):
    """Mean persons over some counted days, as written and after the longer warm-up, and the second less the first.

    `low` and `high` are the ends of its interval: at 95% by itself for all days together, at 95% for all weeks and
    places at once for one week; NaN where there is none.
    """

    where: str  # `on_site`, or `occupancy_<area>`
    first: int  # counted days, from 1
    last: int
    as_written: float
    longer: float
    difference: float
    low: float
    high: float

    @property
    def matters(self) -> float:
        """The smallest difference that matters, in persons."""
        return max(TOLERATED * self.longer, LEAST)

    @property
    def verdict(self) -> str:
        """Whether the difference is one that matters: `too_short`, `long_enough`, or `unknown`."""
        if abs(self.difference) > self.matters and (self.low > 0 or self.high < 0):
            return SHORT
        return ENOUGH if self.low >= -self.matters and self.high <= self.matters else UNKNOWN


class WarmUpTest(NamedTuple):
    """The test of a warm-up of `days` against one of `longer` days, over pairs of replications."""

    days: int
    longer: int
    pairs: int
    asked: int
    same_people: bool  # in both runs of a pair; not where there are regimes
    silent: tuple[str, ...]  # paths of lists and rosters that do not reach back over the longer warm-up
    whole: Compared  # persons on site over all the weeks compared
    weeks: tuple[Compared, ...]  # each place in each week

    @property
    def verdict(self) -> str:
        """`too_short` if that is clear of any week and place, `long_enough` if of all, over ten pairs or more; else
        `unknown`."""
        if self.silent or not self.pairs:
            return UNKNOWN
        found = {one.verdict for one in self.weeks}
        if SHORT in found:
            return SHORT
        return UNKNOWN if UNKNOWN in found or self.pairs < FEW else ENOUGH

    @property
    def interrupted(self) -> bool:
        """Whether fewer pairs were finished than were asked for."""
        return self.pairs < self.asked

    @property
    def worst(self) -> Compared:
        """Of the week and place that differ most for what is there: first of those that decide the verdict."""
        decide = [one for one in self.weeks if one.verdict == self.verdict] or list(self.weeks)
        return max(decide, key=lambda one: abs(one.difference) / one.matters)


def document(test: WarmUpTest) -> dict[str, object]:
    """Return the test as JSON can hold it."""
    told = {key: value for key, value in test._asdict().items() if key not in ("whole", "weeks", "silent")}
    return told | {
        "verdict": test.verdict,
        "silent": list(test.silent),
        "whole": _document(test.whole),
        "weeks": [_document(one) for one in test.weeks],
    }


def _document(compared: Compared) -> dict[str, object]:
    told = {key: None if isinstance(v, float) and math.isnan(v) else v for key, v in compared._asdict().items()}
    return told | {"verdict": compared.verdict}
