"""What is true of every result, whatever the scenario: figures that they can be, nobody lost, nothing below nought."""

import math
from collections.abc import Iterator

import numpy as np

from sim.experiments.result import Result

PART = 1e-6  # of rounding


def nonsense(result: Result) -> Iterator[str]:
    """What no run can have: a complaint each."""
    for run in result.runs:
        told = dict(zip(result.names, run.figures.tolist(), strict=True))
        for name, value in told.items():
            can = result.figures[name].range
            slack = PART * max(1.0, abs(value))
            if math.isinf(value) or value < can.least - slack or value > can.most + slack:
                yield f"{name} is {value}, which can be from {can.least} to {can.most}"
        came, gone = told["present_at_start"] + told["arrived"], told["left"] + told["still_present"]
        if came != gone:
            yield f"{came} came, and {gone} left or are still there"
        for what in ("on_site", "occupancy", "space", "on_duty", "busy", "stays", "arrivals", "waiting"):
            rows = np.asarray(getattr(run, what), dtype=np.float64)
            if np.isinf(rows).any() or (rows[~np.isnan(rows)] < -PART).any():
                yield f"{what} has {np.nanmin(rows)} to {np.nanmax(rows)}"
        if any(a[0] > b[0] for a, b in zip(run.diary, run.diary[1:], strict=False)):
            yield "a diary that goes back in time"
    for one in result.summary.values():
        if math.isinf(one.mean) or one.low > one.mean + PART * max(1.0, abs(one.mean)):
            yield f"{one.name} has the mean {one.mean} and an interval from {one.low} to {one.high}"
