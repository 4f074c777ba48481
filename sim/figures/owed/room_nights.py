"""Nights of rooms for lodging: how many were occupied at 04:00, and what they cost the measures that brought them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from sim.figures.basis import NIGHT, Basis
from sim.figures.contingency import base_at
from sim.figures.owed.charges import Charge, Once, day_of
from sim.figures.owed.given_back import Piece
from sim.figures.owed.lease import Leases, exact
from sim.port.log import Log
from sim.scenario.calendar.clock import Clock


class Slept(NamedTuple):
    """A night of a lodging: its 04:00, when parties went, and how many rooms and persons."""

    lodging: int
    tick: int
    went: int
    rooms: int
    persons: int


def slept(basis: Basis, log: Log) -> list[Slept]:
    """Return every night up to the end in which anybody lodged."""
    rooms: Counter[tuple[int, int]] = Counter()
    persons: Counter[tuple[int, int]] = Counter()
    for _, lodging, went, _, number in log.lodged.tolist():
        rooms[lodging, went] += 1
        persons[lodging, went] += number
    nights = ((lodging, _four(basis.plan.clock, went), went, n) for (lodging, went), n in rooms.items())
    return [Slept(*night, persons[night[0], night[2]]) for night in nights if night[1] < basis.end]


def _four(time: Clock, tick: int) -> int:
    """Return the first 04:00 from a tick on."""
    day = time.at(tick).date()
    return next(at for k in range(3) if (at := time.tick(day + timedelta(days=k), NIGHT)) >= tick)


def night_counts(basis: Basis, nights: Sequence[Slept]) -> dict[str, float]:
    """Return rooms and persons at 04:00 of the counted days, by lodging."""
    figures: dict[str, float] = {}
    for k, name in enumerate(basis.plan.scenario.space.lodging):
        mine = [night for night in nights if night.lodging == k and night.tick >= basis.start]
        figures[f"nights_{name}"] = sum(night.rooms for night in mine)
        figures[f"lodged_{name}"] = sum(night.persons for night in mine)
    return figures


def nightly(
    basis: Basis, nights: Sequence[Slept], leased: Mapping[str, Leases], found: Mapping[str, Sequence[Piece]]
) -> Iterator[tuple[str, int, Charge]]:
    """Yield what nights cost each measure, with the tick of its order: rooms in use, the base rooms and those of
    measures that the file names first filled first; or all of its rooms, where they are reserved."""
    scenario, time = basis.plan.scenario, basis.plan.clock

    def owed(name: str, order: int, tick: int, rooms: int) -> tuple[str, int, Charge]:
        ordered = int(leased[name].ordered[order])
        price = scenario.contingency[name].cost.on(day_of(time, ordered)).per_night
        return name, ordered, Once(tick, rooms * exact(price))

    for night in nights:
        place = basis.plan.beds[night.lodging].rooms
        left = max(night.rooms - base_at(basis, place, night.went), 0)
        for name, pieces in found.items():
            for piece in pieces:
                if piece.begin <= night.went < piece.until:
                    used = min(piece.rooms.get(place, 0), left)
                    left -= used
                    if used and not scenario.contingency[name].cost.reserved:
                        yield owed(name, piece.order, night.tick, used)
    for name, pieces in found.items():
        for piece in pieces if scenario.contingency[name].cost.reserved else ():
            rooms = sum(piece.rooms.get(beds.rooms, 0) for beds in basis.plan.beds)
            tick = _four(time, piece.begin)
            while tick < piece.until and rooms:
                yield owed(name, piece.order, tick, rooms)
                tick = _four(time, tick + 1)
