"""The scores of a backtest put together: by forecaster and lead, differences, and events."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

import numpy as np

from sim.calibration.scoring.backtested import OWN, Backtest, Forecast
from sim.calibration.scoring.block_limits import Limits, mean_limits, share_limits
from sim.calibration.scoring.predictive_law import BANDS
from sim.calibration.scoring.simple_forecasts import PERSISTENCE, SIMPLE

FEW = 10  # episodes under which a forecast of events cannot be judged
LEASE = 110  # days of lead at which persistence must be beaten


class Scored(NamedTuple):
    """One forecaster at one lead: shares of counts within each of the `BANDS`, mean widths (persons), mean scores."""

    by: str
    lead: int
    forecasts: int
    inside: tuple[Limits, ...]
    wide: tuple[float, ...]
    crps: Limits
    log_score: Limits


class Difference(NamedTuple):
    """The scores of the scenario less those of a simple forecast, on windows that both foretold: less is better."""

    against: str
    lead: int
    forecasts: int
    crps: Limits
    log_score: Limits


class Event(NamedTuple):
    """A lead at which months were foretold to be events: episodes (runs of months above), and the Brier score by
    episode (runs of months on one side count once; Brier 1950); None where there are too few."""

    lead: int
    months: int
    episodes: int
    brier: float | None
    reliability: tuple[tuple[float, float, int], ...]


def block_days(forecasts: Sequence[Forecast]) -> int:
    """Return how long blocks must be: a lead and a window."""
    return max(one.lead + one.target.days for one in forecasts)


def scored(found: Backtest) -> tuple[Scored, ...]:
    """Return the scores of each forecaster at each lead."""
    return tuple(
        _scored(by, lead, many) for lead in found.leads for by in (OWN, *SIMPLE) if (many := found.of(by, lead))
    )


def _scored(by: str, lead: int, many: Sequence[Forecast]) -> Scored:
    days, length = _days(many), block_days(many)
    inside = tuple(share_limits([one.judged.inside[k] for one in many], days, length) for k in range(len(BANDS)))
    wide = tuple(float(np.mean([one.judged.wide[k] for one in many])) for k in range(len(BANDS)))
    crps, log_score = ([getattr(one.judged, name) for one in many] for name in ("crps", "log_score"))
    return Scored(
        by, lead, len(many), inside, wide, mean_limits(crps, days, length), mean_limits(log_score, days, length)
    )


def _days(many: Sequence[Forecast]) -> list[date]:
    return [one.target.first for one in many]


def differences(found: Backtest) -> tuple[Difference, ...]:
    """Return how the scenario compares with each simple forecast at each lead."""
    made = []
    for lead in found.leads:
        own = {one.target: one for one in found.of(OWN, lead)}
        for name in SIMPLE:
            if pairs := [(own[one.target], one) for one in found.of(name, lead)]:
                many = [mine for mine, _ in pairs]
                off = [
                    [getattr(a.judged, score) - getattr(b.judged, score) for a, b in pairs]
                    for score in ("crps", "log_score")
                ]
                limits = [mean_limits(each, _days(many), block_days(many)) for each in off]
                made.append(Difference(name, lead, len(pairs), *limits))
    return tuple(made)


def beats_persistence(found: Backtest) -> bool:
    """Return whether it is shown that the scenario beats the last value at the lead of a lease."""
    shown = [one for one in differences(found) if one.against == PERSISTENCE and one.lead == LEASE]
    return bool(shown and shown[0].crps.high < 0)


def pits(found: Backtest, lead: int) -> tuple[float, ...]:
    """Return the randomised probability integral transforms of the scenario at a lead."""
    return tuple(one.judged.pit for one in found.of(OWN, lead))


def events(found: Backtest) -> tuple[Event, ...]:
    """Return how months above the level were foretold, at each lead."""
    leads = sorted({one.lead for one in found.months})
    return tuple(_event(found.above, lead, [one for one in found.months if one.lead == lead]) for lead in leads)


def _event(above: float, lead: int, many: Sequence[Forecast]) -> Event:
    """Return the events of one lead; a month that is missing between two does not part an episode."""
    runs = [(is_above, list(run)) for is_above, run in groupby(many, key=lambda one: one.target.count > above)]
    episodes = sum(is_above for is_above, _ in runs)
    if episodes < FEW:
        return Event(lead, len(many), episodes, None, ())
    of_run = [np.mean([(one.law.above(above) - is_above) ** 2 for one in run]) for is_above, run in runs]
    return Event(lead, len(many), episodes, float(np.mean(of_run)), _reliability(above, many))


def _reliability(above: float, many: Sequence[Forecast]) -> tuple[tuple[float, float, int], ...]:
    """Return the mean chance, the share of events and the number of months, by fifths of the chance."""
    chance = np.array([one.law.above(above) for one in many])
    came = np.array([one.target.count > above for one in many])
    fifth = np.minimum((chance * 5).astype(int), 4)
    return tuple(
        (float(chance[fifth == k].mean()), float(came[fifth == k].mean()), int((fifth == k).sum()))
        for k in np.unique(fifth)
    )
