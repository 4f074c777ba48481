"""People in and out: conservation, how they left, time on site, persons present."""

from typing import NamedTuple

import numpy as np

from sim.arrays import HOUR, B, I
from sim.figures.basis import Basis
from sim.figures.loops.quantile import quantiles
from sim.figures.timelines import Changes, Hourly, peak, spells, summed_at
from sim.people.sample import Sample
from sim.port.log import EXITS, UNSERVED, Log
from sim.scenario.calendar.clock import NEVER
from sim.scenario.catalogue.figures_of_people import QUANTILES, STUCK
from sim.scenario.catalogue.figures_of_people import flows as ways

MOST = 96  # the last bin of the stays: this many hours or more
DECIDED = ("referred", "returned", "barred", "detained")
NOT_SERVED = np.isin(EXITS, UNSERVED).astype(np.int64)  # (ways,) 1: a way to leave that is no service


class Stays(NamedTuple):
    """Parties (N,): whether they arrived in the counted span, and how long each was on site."""

    arrived: I  # indices of the parties that arrived in the counted span
    persons: I  # of those
    stay: I  # of those, seconds, past the end too; NEVER for those who are not out by the end of the run-on
    gone: I  # of those, 1: left by the end
    unserved: I  # of those, 1: left by the end without having been served (gave up, turned away)
    lost: I  # of those, 1: left so, be it past the end

    @property
    def served(self) -> float:
        """Claimants who arrived and did not leave unserved; those still present may yet be served."""
        return float(self.persons[self.unserved == 0].sum())


def stays(basis: Basis, sample: Sample, log: Log) -> Stays:
    """Return the parties that arrived in the counted span; those there when the run began did not."""
    arrived = np.flatnonzero((sample.arrive >= basis.start) & (sample.arrive < basis.end) & (sample.counted == 1))
    out = log.out[arrived]
    return Stays(
        arrived=arrived,
        persons=sample.persons[arrived],
        stay=np.where(out >= 0, out - sample.arrive[arrived], NEVER),
        gone=(log.left[arrived] >= 0).astype(np.int64),
        unserved=NOT_SERVED[log.exit[arrived]],
        lost=NOT_SERVED[log.exit_after_end[arrived]],
    )


def flows(basis: Basis, sample: Sample, log: Log, people: Stays) -> dict[str, float]:
    """Conservation, how people left, and the share returned, of all and by stream."""
    streams = tuple(basis.plan.scenario.arrivals)
    left = np.flatnonzero(log.left >= basis.start)
    cell = sample.stream[left] * len(EXITS) + log.exit[left]
    exits = np.bincount(cell, weights=sample.persons[left], minlength=len(streams) * len(EXITS))
    by_stream = exits.reshape(len(streams), len(EXITS))
    came = np.bincount(sample.stream[people.arrived], weights=people.persons, minlength=len(streams))
    names = ways(basis.plan.scenario)
    here = (sample.arrive < basis.start) | (sample.counted == 0)
    before = here & ((log.left < 0) | (log.left >= basis.start))
    figures = {
        "present_at_start": float(sample.persons[before].sum()),
        "left": float(exits.sum()),
        "still_present": float(sample.persons[log.left < 0].sum()),
        **_flow(names, came.sum(), by_stream.sum(axis=0), ""),
    }
    figures["unserved_share"] = figures["unserved"] / figures["left"] if figures["left"] else np.nan
    for k, stream in enumerate(streams):
        figures |= _flow(names, came[k], by_stream[k], f"_{stream}")
    return figures


def _flow(
    names: tuple[str, ...], came: float, exits: "np.ndarray[tuple[int], np.dtype[np.float64]]", tail: str
) -> dict[str, float]:
    by_exit = dict(zip(EXITS, exits.tolist(), strict=True))
    decided, unserved = (sum(by_exit[exit] for exit in some) for some in (DECIDED, UNSERVED))
    counts = {"arrived": float(came)} | {name: by_exit[name] for name in names[1:]}
    return {f"{name}{tail}": value for name, value in counts.items()} | {
        f"unserved{tail}": unserved,
        f"returned_share{tail}": by_exit["returned"] / decided if decided else np.nan,
    }


def time_on_site(basis: Basis, sample: Sample, people: Stays) -> dict[str, float]:
    """Time from arrival to leaving of those who were served, and the shares served and gone within some hours.

    Whole stays exist only where everybody is out by the end of the run-on; stays up to a limit, of those who arrived
    at least that long before the end, always do. Those who left unserved are in no time on site; in a share they are
    among all, and not among those gone.
    """
    own = people.lost == 0
    figures = _times("time_on_site_", people.persons[own], people.stay[own])
    figures["time_on_site_max"] = int(people.stay[own].max()) / HOUR if own.any() else np.nan
    limit = basis.stay_limit
    figures |= _times(f"time_on_site_{limit}h_", *up_to(basis, sample, people, limit)[1:])
    figures[STUCK] = float(people.persons[people.stay == NEVER].sum())
    for h in basis.within:
        observed = _observed(basis, sample, people, h)
        gone = observed & (people.unserved == 0) & (people.gone == 1) & (people.stay <= h * HOUR)
        of = int(people.persons[observed].sum())
        figures[f"within_{h}h"] = int(people.persons[gone].sum()) / of if of else np.nan
    return figures


def _observed(basis: Basis, sample: Sample, people: Stays, hours: int) -> B:
    """Return which of those who arrived did so at least this many hours before the end."""
    return np.asarray(sample.arrive[people.arrived] <= basis.end - hours * HOUR)


def up_to(basis: Basis, sample: Sample, people: Stays, hours: int) -> tuple[B, I, I]:
    """Of those who arrived which came so long before the end and did not leave unserved sooner; of these, the persons
    and the stay or this many hours, whichever is less, in seconds. It needs nothing that comes after the end."""
    limit = hours * HOUR
    lost = (people.unserved == 1) & (people.stay <= limit)
    own = _observed(basis, sample, people, hours) & ~lost
    return own, people.persons[own], np.minimum(people.stay[own], limit)


def _times(start: str, persons: I, stay: I) -> dict[str, float]:
    """Return mean and quantiles in hours; NaN of nobody."""
    whole = int(persons.sum())
    points = quantiles(stay, persons, QUANTILES)[0]
    mean = int(np.dot(persons, stay)) / whole / HOUR if whole else np.nan
    each = {f"{start}p{q}": point / HOUR if whole else np.nan for q, point in zip(QUANTILES, points, strict=True)}
    return {f"{start}mean": mean} | each


def presence(sample: Sample, log: Log) -> Changes:
    """Return persons on site, outside included."""
    return spells(sample.arrive, np.where(log.left >= 0, log.left, NEVER), sample.persons)


def on_site(basis: Basis, present: Changes, hourly: Hourly) -> dict[str, float]:
    """Return persons on site: mean over time, peak, and nights; `hourly`: the same persons hour by hour."""
    return {
        "on_site_mean": int(hourly.sums.sum()) / (basis.end - basis.start),
        "on_site_peak": peak(present, basis.start, basis.end, int(hourly.at.max(initial=0))),
        "nights_on_site": summed_at(present, basis.nights),
    }


def stay_counts(people: Stays) -> I:
    """Return (97,) claimants by whole hours on site, the last bin 96 h or more; those who left unserved are in the
    last.
    """
    hours = np.where(people.lost == 1, MOST, np.minimum(people.stay // HOUR, MOST))
    return np.bincount(hours, weights=people.persons, minlength=MOST + 1).astype(np.int64)


def arrival_counts(basis: Basis, sample: Sample, people: Stays) -> I:
    """Return (streams, days) claimants who arrived, by counted local day."""
    streams = len(basis.plan.scenario.arrivals)
    day = np.searchsorted(basis.midnights, sample.arrive[people.arrived], side="right") - 1
    cell = sample.stream[people.arrived] * basis.days + day
    counts = np.bincount(cell, weights=people.persons, minlength=streams * basis.days)
    return counts.astype(np.int64).reshape(streams, basis.days)
