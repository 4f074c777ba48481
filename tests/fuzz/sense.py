"""What is true of every result, whatever the scenario: figures that they can be, nobody lost, nothing below nought."""

import math
from collections.abc import Iterator

import numpy as np

from sim.experiments.result import Result
from sim.figures.reduce import Replication
from sim.people.run_on import DAYS as RUN_ON

PART = 1e-6  # of rounding
DAY = 86400
# What a run always has; waits, stays, shares and dates are not there where nobody waited, came or was ordered.
ALWAYS = ("claimants", "persons", "person-hours", "person-nights", "officer-hours", "orders", "days", "CAD")
NEEDS_SOMEBODY = ("cost_per_claimant",)
ARRAYS = ("on_site", "occupancy", "space", "on_duty", "busy", "stays", "arrivals", "waiting")


def nonsense(result: Result) -> Iterator[str]:
    """What no run can have: a complaint each."""
    for run in result.runs:
        told = dict(zip(result.names, run.figures.tolist(), strict=True))
        yield from _figures(result, told)
        yield from _people(told)
        yield from _arrays(run)
        if any(a[0] > b[0] for a, b in zip(run.diary, run.diary[1:], strict=False)):
            yield "a diary that goes back in time"
    for one in result.summary.values():
        if math.isinf(one.mean) or one.low > one.mean + PART * max(1.0, abs(one.mean)):
            yield f"{one.name} has the mean {one.mean} and an interval from {one.low} to {one.high}"


def _figures(result: Result, told: dict[str, float]) -> Iterator[str]:
    """Every figure is finite, within what it can be, there where it must be, and no hours longer than the run."""
    scenario = result.scenario
    counted = (scenario.end - scenario.start).days
    longest = 24.0 * (counted + RUN_ON) + scenario.warm_up / 3600 + 2  # an hour more or less where clocks change
    for name, value in told.items():
        figure = result.figures[name]
        slack = PART * max(1.0, abs(value))
        if math.isinf(value) or value < figure.range.least - slack or value > figure.range.most + slack:
            yield f"{name} is {value}, which can be from {figure.range.least} to {figure.range.most}"
        if figure.unit == "h" and value > longest:
            yield f"{name} is {value} h in a run of {longest} h, those that follow it among them"
        if math.isnan(value) and figure.unit in ALWAYS and name not in NEEDS_SOMEBODY and not figure.whole:
            yield f"{name} is not a number"


def _people(told: dict[str, float]) -> Iterator[str]:
    """Whoever came has left or is still there, in one way each; nowhere are more than came."""
    came, gone = told["present_at_start"] + told["arrived"], told["left"] + told["still_present"]
    if came != gone:
        yield f"{came} came, and {gone} left or are still there"
    if told["on_site_peak"] > came:
        yield f"{told['on_site_peak']} on site of {came} who came"
    for name, value in told.items():
        if name.startswith("peak_") and value > told["on_site_peak"]:
            yield f"{name} is {value}, and {told['on_site_peak']} were on site"
        pool = name.removeprefix("busy_hours_")
        if pool != name and value > told[f"present_hours_{pool}"] + told[f"overtime_hours_{pool}"] + PART:
            yield f"{name} is {value} of {told[f'present_hours_{pool}']} present and some overtime"


def _arrays(run: Replication) -> Iterator[str]:
    """What is kept by hour and by day is finite and not below nought."""
    for what in ARRAYS:
        rows = np.asarray(getattr(run, what), dtype=np.float64)
        if np.isinf(rows).any() or (rows[~np.isnan(rows)] < -PART).any():
            yield f"{what} has {np.nanmin(rows)} to {np.nanmax(rows)}"
