"""Who is where: persons in each area and outside, and how far they exceed the space."""

from typing import NamedTuple

import numpy as np

from sim.arrays import HOUR, I
from sim.figures.basis import Basis
from sim.figures.loops import compiled
from sim.figures.timelines import Changes, Measured, measured, spells, time_above, together
from sim.people.sample import Sample
from sim.port.log import Log
from sim.scenario.calendar.clock import NEVER


class Spells(NamedTuple):
    """(E,) spells of parties in a place, from `begin` to before `end` (NEVER for those still there), and whose."""

    place: I
    begin: I
    end: I
    persons: I
    party: I

    def of(self, place: int) -> Changes:
        """Return persons in one place."""
        rows = np.flatnonzero(self.place == place)
        return spells(self.begin[rows], self.end[rows], self.persons[rows])


class Whereabouts(NamedTuple):
    """Where people are: in areas (`place`: the area), and outside (`place`: that at whose door they wait, or -1)."""

    inside: Spells
    outside: Spells


def whereabouts(sample: Sample, log: Log, step_area: I, party: I) -> Whereabouts:
    """Outside from arrival; in the area of a step from when ready for it on, if it has one; until left.

    `step_area` (S,) is the place of each step's area or -1, `party` (V,) the party of each visit.
    """
    where, begin, end, who, let_in = compiled.inside(log.ready, log.left, sample.first, sample.step, step_area)
    waits = np.flatnonzero(let_in > sample.arrive)
    door, since = _doors(sample, log, step_area[sample.step] if waits.size else step_area, party, waits)
    walked = np.flatnonzero(since > sample.arrive[waits])
    return Whereabouts(
        Spells(where, begin, end, sample.persons[who], who),
        Spells(
            place=np.concatenate((np.full(walked.size, -1), door)),
            begin=np.concatenate((sample.arrive[waits[walked]], since)),
            end=np.concatenate((since[walked], let_in[waits])),
            persons=sample.persons[np.concatenate((waits[walked], waits))],
            party=np.concatenate((waits[walked], waits)),
        ),
    )


def _doors(sample: Sample, log: Log, area: I, party: I, waits: I) -> tuple[I, I]:
    """Return (W,) of the parties that were outside for a while: at the door of which area (-1 for none), and since
    when.

    Whose first visit has an area waits there from arrival on; others first make the visits before, which have none.
    """
    area = np.append(area, -1)
    door, since = np.full(waits.size, -1), sample.arrive[waits].copy()
    some = np.flatnonzero(sample.first[waits] < sample.first[waits + 1])
    door[some] = area[sample.first[waits[some]]]
    walk = some[door[some] < 0]
    if walk.size:
        after = _doors_after(sample, log, area, party, waits[walk])
        door[walk], since[walk] = (column[waits[walk]] for column in after)
    return door, since


def _doors_after(sample: Sample, log: Log, area: I, party: I, some: I) -> tuple[I, I]:
    """Return (N,) for some parties, that make visits without an area first: the door at which they wait then, and
    since when;
    -1 and their arrival where they came to none."""
    own = np.zeros(sample.arrive.size, dtype=np.bool_)
    own[some] = True
    rows = np.flatnonzero((log.ready >= 0) & own[party])
    inside = rows[area[rows] >= 0]
    entry = np.full(own.size, party.size)
    np.minimum.at(entry, party[inside], inside)
    rows = rows[rows < entry[party[rows]]]
    over, following, under_way = sample.arrive.copy(), sample.first[:-1].copy(), np.zeros_like(own)
    np.maximum.at(over, party[rows], np.maximum(log.ready, log.end)[rows])
    np.maximum.at(following, party[rows], rows + 1)
    under_way[party[rows[log.end[rows] < 0]]] = True
    let_in = entry < party.size
    waits_still = (log.left < 0) & ~under_way & (following < sample.first[1:])
    door = np.where(let_in, area[entry], np.where(waits_still, area[following], -1))
    return door, np.where(door >= 0, over, sample.arrive)


def levels(log: Log, place: int) -> Changes:
    """Return the level of a pool, a kind of room or an area."""
    return Changes(*compiled.level_changes(log.levels, place))


class Areas(NamedTuple):
    """Each area by name: persons in it, persons outside who wait for it, and space open."""

    persons: dict[str, Changes]
    waiting: dict[str, Changes]
    space: dict[str, Changes]
    measured: dict[str, Measured]  # persons in it, with the space as cap


def areas(basis: Basis, log: Log, where: Whereabouts) -> Areas:
    """Return what goes on in each area of the plan."""
    place = {name: basis.plan.area(name) for name in basis.plan.areas}
    persons = {name: _inside(basis, log, where, k) for name, k in place.items()}
    space = {name: levels(log, k) for name, k in place.items()}
    return Areas(
        persons,
        {name: where.outside.of(k) for name, k in place.items()},
        space,
        {name: measured(one, basis.start, basis.end, basis.hours, space[name]) for name, one in persons.items()},
    )


def _inside(basis: Basis, log: Log, where: Whereabouts, place: int) -> Changes:
    """Return the persons in an area; those who lodge for the night are not in it."""
    mine = [k for k, beds in enumerate(basis.plan.beds) if beds.area == place]
    _, _, went, back, persons = log.lodged[np.isin(log.lodged[:, 1], mine)].T
    away = spells(went, np.where(back >= 0, back, NEVER), -persons)
    return together(where.inside.of(place), away) if went.size else where.inside.of(place)


def crowding(areas: Areas) -> dict[str, float]:
    """Return the peak, and hours and person-hours above the space open at that time, by area."""
    figures: dict[str, float] = {}
    for name, found in areas.measured.items():
        figures[f"peak_{name}"] = found.peak
        seconds, person_seconds = time_above(found.excess)
        figures[f"over_capacity_hours_{name}"] = seconds / HOUR
        figures[f"over_capacity_person_hours_{name}"] = person_seconds / HOUR
    return figures


def outside(basis: Basis, where: Whereabouts) -> dict[str, float]:
    """Return persons who have not been let into an area yet; nobody where there are no areas."""
    if not basis.plan.areas:
        return {"outside_peak": 0.0, "outside_person_hours": 0.0}
    waiting = where.outside
    persons = spells(waiting.begin, waiting.end, waiting.persons)
    found = measured(persons, basis.start, basis.end, basis.hours)
    return {
        "outside_peak": found.peak,
        "outside_person_hours": int(found.hourly.sums.sum()) / HOUR,
    }
