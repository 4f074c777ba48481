"""People in and out: conservation, how they left, time on site, persons present."""

from typing import NamedTuple

import numpy as np

from sim.arrays import HOUR, B, I
from sim.figures.basis import Basis
from sim.figures.loops import by_party
from sim.figures.loops.quantile import quantiles
from sim.figures.timelines import Changes, Measured, spells
from sim.people.sample import Sample
from sim.port.log import EXITS, UNSERVED, Log
from sim.scenario.calendar.clock import NEVER
from sim.scenario.catalogue.figures_of_people import QUANTILES, STUCK
from sim.scenario.catalogue.figures_of_people import flows as ways

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
    by_hours: I  # (97,) claimants by whole hours on site, the last bin 96 h or more, or unserved

    @property
    def served(self) -> float:
        """Claimants who arrived and did not leave unserved; those still present may yet be served."""
        return float(self.persons[self.unserved == 0].sum())


def stays(basis: Basis, sample: Sample, log: Log) -> Stays:
    """Return the parties that arrived in the counted span; those there when the run began did not."""
    ends = (log.out, log.left, log.exit, log.exit_after_end)
    given = (sample.arrive, sample.counted, sample.persons, *ends, basis.start, basis.end, NOT_SERVED)
    return Stays(*by_party.stays(*given))


class Through(NamedTuple):
    """Claimants of a run: present when the counted span began, still present at the end, and at 04:00 of its days
    together; (streams, days) who arrived, by counted local day; (streams, ways) who left since the span began."""

    before: int
    still: int
    nights: int
    arrived: I
    exits: I


def through(basis: Basis, sample: Sample, log: Log) -> Through:
    """Return who came, stayed and left."""
    exits = np.zeros((len(basis.plan.scenario.arrivals), len(EXITS)), dtype=np.int64)
    given = (sample.arrive, sample.counted, sample.persons, sample.stream, log.left, log.exit)
    found = by_party.through(*given, basis.start, basis.midnights, basis.nights, exits)
    return Through(*(*found, exits))


def flows(basis: Basis, people: Through) -> dict[str, float]:
    """Conservation, how people left, and the share returned, of all and by stream."""
    exits, came = people.exits.astype(np.float64), people.arrived.sum(axis=1)
    names = ways(basis.plan.scenario)
    figures = {
        "present_at_start": float(people.before),
        "left": float(exits.sum()),
        "still_present": float(people.still),
        **_flow(names, came.sum(), exits.sum(axis=0), ""),
    }
    figures["unserved_share"] = figures["unserved"] / figures["left"] if figures["left"] else np.nan
    for k, stream in enumerate(basis.plan.scenario.arrivals):
        figures |= _flow(names, came[k], exits[k], f"_{stream}")
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
    hours = np.array(basis.within, dtype=np.int64)
    every = (people.persons, people.stay, people.unserved, people.gone)
    of, gone = by_party.within(sample.arrive, people.arrived, *every, basis.end, hours).tolist()
    for h, whole, part in zip(basis.within, of, gone, strict=True):
        figures[f"within_{h}h"] = part / whole if whole else np.nan
    return figures


def up_to(basis: Basis, sample: Sample, people: Stays, hours: int) -> tuple[B, I, I]:
    """Of those who arrived which came so long before the end and did not leave unserved sooner; of these, the persons
    and the stay or this many hours, whichever is less, in seconds. It needs nothing that comes after the end."""
    limit = hours * HOUR
    given = (sample.arrive, people.arrived, people.persons, people.stay, people.unserved)
    own, persons, stay = by_party.up_to(*given, basis.end - limit, limit)
    return own, persons, stay


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


def on_site(basis: Basis, present: Measured, nights: int) -> dict[str, float]:
    """Return persons on site: mean over time, peak, and nights."""
    return {
        "on_site_mean": int(present.hourly.sums.sum()) / (basis.end - basis.start),
        "on_site_peak": present.peak,
        "nights_on_site": nights,
    }
