"""What a surge does to the days, and what it does to them in expectation: exact arithmetic, no chance.

A surge that begins on day b multiplies the rate of day d by 1 + (times - 1) x covered(d - b), where `covered` is the
mean over the day of a trapezoid that rises to 1, stays and falls. So the claimants that it adds to a constant level are
level x (times - 1) x (rise / 2 + hold + fall / 2), however the lengths fall into days. Surges that overlap multiply.
"""

from calendar import isleap
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import numpy as np

from sim.arrays import DAY, F, I
from sim.people.expectation.demand import daily_claimants
from sim.scenario.calendar.clock import Clock, ordinals
from sim.scenario.language.rates.regimes import mean_times
from sim.scenario.language.rates.surges import Surge, first_day
from sim.scenario.schema import Scenario
from sim.scenario.values.same import Same

FIRST_DAYS = 4096  # even quantiles of a distribution of first days
LENGTHS = 512  # points over the distributions of rise, hold and fall
UTMOST = 300.0  # e^300: more than any run has room for, and a number still
PLASTIC = 1.2207440846057596  # root of x^4 = x + 1: the additive sequence of least discrepancy known in 3 dimensions


def covered(since: F, rise: F, hold: F, fall: F) -> F:
    """Return share of the peak that a surge reaches on the day that begins `since` days after it, exactly 0 outside of
    it.

    All in days; shapes broadcast.
    """
    return _area(since + 1.0, rise, hold, fall) - _area(since, rise, hold, fall)


def _area(until: F, rise: F, hold: F, fall: F) -> F:
    """Return the area of the trapezoid up to a time since its beginning, in days."""
    up, down = np.clip(until, 0.0, rise), np.clip(until - rise - hold, 0.0, fall)
    rising = up * up / np.where(rise > 0, 2 * rise, 1.0)
    falling = down * down / np.where(fall > 0, 2 * fall, 1.0)
    return np.asarray(rising + np.clip(until - rise, 0.0, hold) + down - falling)


def surges_of(scenario: Scenario, stream: str) -> dict[str, Surge]:
    """Return the surges of a stream that can happen, by name."""
    return {name: surge for name, surge in scenario.surges.items() if surge.stream == stream and surge.happens}


def expected_claimants(scenario: Scenario, stream: str, clock: Clock, days: Sequence[date]) -> F:
    """Return (days,) expected claimants of a stream on each local day, surges and regimes included.

    Regimes are stationary, so that every day has the same mean multiple.
    """
    claimants = daily_claimants(scenario, stream, clock, days) * mean_times(scenario.arrivals[stream].regimes)
    for surge in surges_of(scenario, stream).values():
        claimants = claimants * expected_factor(surge, days)
    return claimants


def expected_factor(surge: Surge, days: Sequence[date]) -> F:
    """Return (days,) mean over chance of what a surge multiplies each day by.

    Exact where its lengths are constant and its first day is certain or comes at random; otherwise over even quantiles.
    Of random ones it is exp(rate x mean excess), as of any product over a Poisson process (Campbell's theorem).
    """
    excess = surge.probability * (surge.times.mean() - 1)
    if surge.begins is not None:
        return np.asarray(1.0 + excess * _mean_covered(surge, ordinals(tuple(days))))
    area = (surge.rise.mean() / 2 + surge.hold.mean() + surge.fall.mean() / 2) / DAY
    per_day = np.array([(surge.per_year or 0.0) / year_days(day.year) for day in days])
    return np.exp(np.minimum(per_day * excess * area, UTMOST))


def year_days(year: int) -> int:
    """Return the days of a calendar year."""
    return 366 if isleap(year) else 365


def _mean_covered(surge: Surge, days: I) -> F:
    """Return (days,) mean of `covered` over the first day and the lengths, of a surge that is dated."""
    return _mean_covered_of(Same(surge), days.tobytes())


@lru_cache(maxsize=32)
def _mean_covered_of(key: Same[Surge], ordinals: bytes) -> F:
    """Return what `_mean_covered` does; plan, people and checks all ask for it. Not to be written to."""
    surge, days = key.value, np.frombuffer(ordinals, dtype=np.int64)
    assert surge.begins is not None
    n = 1 if surge.begins.is_constant else FIRST_DAYS
    begins, counts = np.unique(first_day(surge.begins, (np.arange(n) + 0.5) / n), return_counts=True)
    lengths = (surge.rise, surge.hold, surge.fall)
    points = 1 if all(length.is_constant for length in lengths) else LENGTHS
    steps = np.outer(np.arange(points), [PLASTIC**-k for k in (1, 2, 3)])
    rise, hold, fall = (length.ppf((0.5 + steps[:, k]) % 1.0)[:, None] / DAY for k, length in enumerate(lengths))
    last = int((rise + hold + fall).max()) + 1
    by_since = covered(np.arange(-1.0, last + 1), rise, hold, fall).mean(axis=0)  # 0 at both ends
    since = np.clip(days[:, None] - begins, -1, last)
    return np.asarray((by_since[since + 1] * (counts / n)).sum(axis=1))
