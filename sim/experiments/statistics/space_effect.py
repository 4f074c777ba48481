"""What the space of measures changed, as values."""

from typing import NamedTuple


class SpaceEffect(NamedTuple):
    """What the space of all measures changed, on average over some runs.

    `runs` are the first ones, up to the last that was played again; in those that were not, the space was never open,
    so that nothing is changed in them.
    """

    measures: tuple[str, ...]
    places: int  # persons of space that they bring
    runs: int
    again: int  # of these, played again without it
    days: float  # local days on which any of it was open
    of_days: int  # in the counted span
    person_hours: float  # above the open space of the areas that they enlarge, that it avoids
    waits: dict[str, float]  # by step: hours by which the mean wait is shorter with it
