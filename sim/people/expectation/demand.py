"""Expected claimants, day by day: what the scenario says before chance."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sim.arrays import F, I
from sim.scenario.calendar.clock import Clock
from sim.scenario.data.listed import ListedParty
from sim.scenario.schema import Scenario


def daily_claimants(scenario: Scenario, stream: str, clock: Clock, days: Sequence[date]) -> F:
    """Return (days,) expected claimants of a stream on each local day: level x weekday, or the persons of its list.

    None on a day that the time zone skips.
    """
    given = scenario.arrivals[stream]
    if given.listed is not None:
        ordinals = [local_day(party, clock).toordinal() for party in given.listed.parties]
        persons = [party.persons for party in given.listed.parties]
        per_day = np.bincount(np.array(ordinals, dtype=np.int64), weights=np.array(persons, dtype=np.float64))
        return np.array([per_day[d.toordinal()] if d.toordinal() < per_day.size else 0.0 for d in days])
    levels = dict(sorted(given.levels.items()))
    if not levels:
        return np.zeros(len(days))
    at, there = _days(clock, days)
    since = np.searchsorted(np.array([day.toordinal() for day in levels]), at, side="right") - 1
    level = np.array(list(levels.values()), dtype=np.float64)[np.maximum(since, 0)]
    factors = np.array(given.weekday.factors, dtype=np.float64)
    return np.asarray(level * factors[(at + 6) % 7] * there)


def _days(clock: Clock, days: Sequence[date]) -> tuple[I, NDArray[np.bool_]]:
    """Return (days,) ordinals of ascending days, and whether the local clock has them."""
    if days and (days[-1] - days[0]).days + 1 == len(days):
        return _row(clock, days[0], len(days))
    return np.array([day.toordinal() for day in days], dtype=np.int64), np.array([clock.has(day) for day in days])


@lru_cache(maxsize=8)
def _row(clock: Clock, first: date, days: int) -> tuple[I, NDArray[np.bool_]]:
    """`_days` of a number of days in a row; not to be written to, since they are shared."""
    return np.arange(days) + first.toordinal(), clock.has_each(first, days)


def local_day(party: ListedParty, clock: Clock) -> date:
    """Return the local date on which a listed party came."""
    return clock.at(clock.moment(party.at)).date()


@lru_cache(maxsize=8)
def day_hours(clock: Clock) -> tuple[tuple[I, I], ...]:
    """Of each simulated day the hours that it really has: (H,) labels of the local clock, (H + 1,) ticks at their ends.

    H is 24, or 23 and 25 where daylight saving begins and ends; an hour may be cut short.
    """
    ends = clock.midnights[1:]
    hours = [clock.hours_of(day) for day in clock.days]
    return tuple((labels, np.append(begins, end)) for (labels, begins), end in zip(hours, ends, strict=True))


@lru_cache(maxsize=32)
def day_profile(weights: tuple[float, ...], clock: Clock) -> tuple[F, I]:
    """Return the `profile` of every simulated day; not to be written to, since it is shared."""
    return profile(weights, day_hours(clock))


def profile(weights: Sequence[float], hours: Sequence[tuple[I, I]]) -> tuple[F, I]:
    """Return the course of each day: (shape (D, H + 1), the share of the day's claimants before the ticks `edges` (D,
    H + 1)).

    `weights` are those of the 24 hours of the clock, `hours` as from `day_hours`. Each hour that a day really has takes
    the weight of its label, and the total is rescaled, so that days of 23 and 25 hours keep theirs.
    """
    width = max(edges.size for _, edges in hours)
    shape, ticks = np.ones((len(hours), width)), np.zeros((len(hours), width), dtype=np.int64)
    for d, (labels, edges) in enumerate(hours):
        share = np.asarray(weights, dtype=np.float64)[labels] * np.diff(edges)
        if not share.any():  # the only hours with a weight are skipped on this day
            share = np.diff(edges).astype(np.float64)
        if not share.any():  # a day that the time zone skips: nobody comes on it
            shape[d, 0], ticks[d] = 0.0, edges[-1]
            continue
        before = np.cumsum(share)
        shape[d, 0], shape[d, 1 : edges.size] = 0.0, before / before[-1]
        ticks[d, : edges.size], ticks[d, edges.size :] = edges, edges[-1]
    return shape, ticks
