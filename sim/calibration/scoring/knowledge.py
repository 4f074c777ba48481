"""What had been published by a day, and what each forecaster would have said on it."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from sim.calibration.published.published import Rows
from sim.calibration.published.window import Published, Window
from sim.calibration.scoring.predictive_law import HALF, PredictiveLaw
from sim.calibration.scoring.simple_forecasts import SIMPLE, Known, known

FEWEST = 4  # past errors that make a law


class Knowledge:
    """The counts of one office as they became known."""

    def __init__(self, rows: Rows, office: str) -> None:
        self._rows, self._office = rows, office
        self._days = sorted({one.known or one.last for one in rows.windows if one.stream.split("\0")[0] == office})
        self._known: dict[int, Known | None] = {}
        self._points: dict[tuple[str, date, date, int], float | None] = {}

    def edition(self, day: date) -> int:
        """Return how many days of publication there had been: what was known is the same as long as it is."""
        return bisect_right(self._days, day)

    def day_of(self, edition: int) -> date:
        """Return the day of publication that an edition begins with."""
        return self._days[edition - 1]

    def by(self, day: date) -> Known | None:
        """Return what was known on a day; None if nothing was."""
        edition = self.edition(day)
        if edition not in self._known:
            windows = self._rows.known_by(day).of(self._office) if edition else ()
            self._known[edition] = known(windows) if windows else None
        return self._known[edition]

    def published(self, day: date) -> Published:
        """Return all that had been published on a day."""
        return self._rows.known_by(day)

    @cached_property
    def unstated(self) -> int:
        """How many rows do not say when they were published: their last day is taken."""
        return sum(one.known is None for one in self._rows.windows)

    @cached_property
    def assumed(self) -> int:
        """How many rows say that their day of publication is assumed."""
        return sum(one.assumed for one in self._rows.windows)

    def point(self, name: str, target: Window, lead: int) -> float | None:
        """Return what a simple forecast says of a window, a lead before its first day."""
        key = (name, target.first, target.last, lead)
        if key not in self._points:
            given = self.by(target.first - timedelta(days=lead))
            self._points[key] = None if given is None else SIMPLE[name](given, target)
        return self._points[key]

    def simple(self, name: str, target: Window, lead: int, past: Sequence[Window]) -> PredictiveLaw | None:
        """Return the law of a simple forecast: what it says, times its own past errors at that lead, of windows that
        had been counted by then. None where it says nothing, or has fewer than `FEWEST` errors."""
        at, origin = self.point(name, target, lead), target.first - timedelta(days=lead)
        given = self.by(origin)
        if at is None or given is None:
            return None
        counts = {(one.first, one.last): one.count for one in given.windows}
        errors = []
        for one in past:
            count, said = counts.get((one.first, one.last)), self.point(name, one, lead)
            if count is not None and said is not None:
                errors.append(np.log((count + HALF) / (said + HALF)))
        if len(errors) < FEWEST:
            return None
        return PredictiveLaw((at + HALF) * np.exp(np.array(errors)) - HALF)
