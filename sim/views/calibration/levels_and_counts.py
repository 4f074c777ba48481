"""A calibration as tables: a header, then a row a level or a count."""

from collections.abc import Iterator, Sequence
from typing import Any

from sim.calibration.fitted_scenario import Calibration


def level_rows(made: Calibration) -> Iterator[Sequence[Any]]:
    """Yield each level from its day on, with its 95% interval."""
    yield ("from", "level", "low", "high")
    for k, level in enumerate(made.fit.levels):
        yield (made.begins(k), *level)


def count_rows(made: Calibration) -> Iterator[Sequence[Any]]:
    """Yield each count, what the fit expects of it, and how far it is off in standard deviations."""
    fit = made.fit
    yield ("from", "to", "counted", "expected", "off_by")
    for k, window in enumerate(fit.counted.windows):
        values = (float(column[k]) for column in (fit.counted.counts, fit.expected, fit.scores))
        yield (window.first, window.last, *values)
