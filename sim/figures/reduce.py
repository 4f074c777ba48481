"""From the log of one run to its figures, and to all that experiments and charts keep of it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.arrays import HOURS_OF_WEEK, F, I
from sim.figures.basis import Basis, by_week_hour
from sim.figures.contingency import by_name, contingency
from sim.figures.cost import bill, costs
from sim.figures.groups import stays_of_groups
from sim.figures.orders import ladder, orders
from sim.figures.owed.room_nights import night_counts, slept
from sim.figures.some_days import of_windows
from sim.figures.space import areas, crowding, outside, whereabouts
from sim.figures.staff import overtime_hours, pools, staff, tasks
from sim.figures.stays import flows, on_site, presence, stays, through, time_on_site
from sim.figures.stranded import stranded
from sim.figures.timelines import Changes, by_hour, measured
from sim.figures.waits import waits
from sim.people.sample import Sample
from sim.port.log import Entry, Log
from sim.scenario.catalogue.figures_of_people import STUCK

Persons = NDArray[np.signedinteger[Any]]  # 16 bits each where they fit, else 32
SMALL = 1 << 14  # so that the sum and the difference of two still fit in 16 bits
NOBODY = np.zeros((0, 0), dtype=np.int16)
NOTHING: Mapping[str, float] = MappingProxyType({})


class Replication(NamedTuple):
    """One run, reduced. H hours from `start` to before `end`, A areas, P pools; hours of the week from Monday 00:00."""

    number: int
    figures: F  # (K,) in the order of the catalogue; NaN where a figure does not exist; dates as ticks
    on_site: Persons  # (H,) persons on site (outside included) at each full hour
    occupancy: Persons  # (A, H) persons in each area at those hours
    space: Persons  # (A, H) persons of space open in each area at those hours
    on_duty: F  # (P, 168) mean officers present by hour of the local week; NaN for hours that never come
    busy: F  # (P, 168) mean officers busy, on overtime included
    stays: I  # (97,) arrived, by whole hours on site until served and gone; the last bin: 96 h or more, or unserved
    arrivals: I  # (streams, days) claimants who arrived, by counted local day
    diary: tuple[Entry, ...]
    waiting: Persons = NOBODY  # (A, H) persons outside who wait for each area; (A, 0) if nobody ever did
    drawn: tuple[float, ...] = ()  # the values of uncertain inputs, in the order of their paths; durations in seconds


def reduce(
    basis: Basis,
    sample: Sample,
    log: Log,
    number: int,
    drawn: tuple[float, ...] = (),
    ranked: Mapping[str, float] = NOTHING,
) -> Replication:
    """Return all that is kept of replication `number`, whose uncertain inputs were `drawn`; `ranked` are the figures to
    `run_on` (`sim.figures.run_on`)."""
    party = sample.party
    people, present, all_through = stays(basis, sample, log), presence(sample, log), through(basis, sample, log)
    persons = measured(present, basis.start, basis.end, basis.hours)
    where = whereabouts(sample, log, basis.plan.step_area, party)
    found = areas(basis, log, where)
    called = by_name(basis, log.diary)
    work = tasks(basis, sample, log, party)
    officers = pools(basis, work, log, called)
    figures = flows(basis, all_through) | stranded(basis, sample, log, party)
    figures |= time_on_site(basis, sample, people) | waits(basis, sample, log, party)
    figures |= stays_of_groups(basis, sample, log, people) | orders(basis, sample, log)
    figures |= on_site(basis, persons, all_through.nights) | outside(basis, where) | crowding(found)
    figures |= night_counts(basis, slept(basis, log))
    figures |= staff(basis, officers) | contingency(basis, called, found)
    figures |= ladder(basis, sample, log) | overtime_hours(basis, log, called)
    figures |= costs(bill(basis, sample, log, work, called, officers, found), people.served)
    figures |= ranked
    figures |= of_windows(basis, sample, log)
    values = np.array([figures[name] for name in basis.names], dtype=np.float64)
    if figures[STUCK]:
        values[basis.whole] = np.nan
    return Replication(
        number=number,
        figures=values,
        on_site=_compact(persons.hourly.at),
        occupancy=_compact(_rows(basis, [one.hourly.at for one in found.measured.values()])),
        space=_hourly(basis, found.space),
        on_duty=_weekly(basis, [pool.present for pool in officers]),
        busy=_weekly(basis, [pool.busy for pool in officers]),
        stays=people.by_hours,
        arrivals=all_through.arrived,
        diary=log.diary,
        waiting=_waiting(basis, found.waiting),
        drawn=drawn,
    )


def _hourly(basis: Basis, numbers: dict[str, Changes]) -> Persons:
    """(A, H) a number of each area at each full hour."""
    return _compact(_rows(basis, [by_hour(one, basis.start, basis.end, basis.hours).at for one in numbers.values()]))


def _rows(basis: Basis, rows: list[I]) -> I:
    return np.array(rows, dtype=np.int64).reshape(len(rows), basis.hours)


def _waiting(basis: Basis, numbers: dict[str, Changes]) -> Persons:
    rows = _hourly(basis, numbers)
    return rows if rows.any() else np.zeros((len(numbers), 0), dtype=np.int16)


def _compact(numbers: I) -> Persons:
    """Return an experiment keeps thousands of these."""
    return numbers.astype(np.int16 if np.abs(numbers).max(initial=0) < SMALL else np.int32)


def _weekly(basis: Basis, seconds: list[F]) -> F:
    rows = [by_week_hour(basis, one) for one in seconds]
    return np.array(rows, dtype=np.float64).reshape(-1, HOURS_OF_WEEK)
