"""What another reading of what is not settled makes of the same runs, as values."""

from typing import NamedTuple

from sim.experiments.statistics.intervals import Interval


class ReadOtherwise(NamedTuple):
    """A figure as written and in the other reading: its means over the runs that have it in both, and the 95% interval
    of the mean of the differences, run by run."""

    runs: int
    as_written: float
    otherwise: float
    difference: Interval  # other less as written; NaN where too few runs bear one


class OtherReading(NamedTuple):
    """What one of the scenario's `readings` makes of the first runs, with the same people."""

    name: str
    runs: int
    figures: dict[str, ReadOtherwise]  # the main ones, and those that targets are set for
