"""Claimants expected by day: the median, and how far surges and uncertain inputs move it."""

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import F
from sim.people.expectation.demand_bands import Bands, Demand, undisturbed, varied
from sim.people.expectation.demand_bands import demand as expected
from sim.scenario.calendar.clock import clock
from sim.views.kit.chart import Axis, Chart, Panel
from sim.views.kit.marks import Band, Line, Mark, Numbers, numbers
from sim.views.kit.palette import BASELINE, MEASURED, MOST
from sim.views.kit.sources import source
from sim.views.kit.time_axis import time_axis
from sim.views.text import words
from sim.wording import counted, noted, said, say

if TYPE_CHECKING:
    from sim.experiments.result import Result
    from sim.scenario.schema import Scenario

TALL, LOW = 3.4, 2.0  # inches: the first panel, and those below it
LONG = 45  # days; a longer span is shown by running means of a week
FEWEST, GREATEST = 200, 1000  # draws of the surges; the first of them are those of the run
CAPTION = noted(
    "Claimants expected a day, before the chance of single days and of who happens to come. The band spans "
    "nine runs in ten at each time, over at least 200 draws of the surges and uncertain inputs."
)


def demand(result: "Result") -> Chart:
    """Return all streams together, and below each stream that is uncertain where several are."""
    found, level = _drawn(result)
    streams = varied(result.scenario)
    below = streams if len(streams) > 1 else ()
    at, named = _noons(result), _undisturbed(result.scenario)
    time = time_axis(clock(result.scenario))
    label = say("claimants a day, mean of a week") if _over(result) > 1 else say("claimants a day")
    every = Axis("" if below else label, "claimants a day", low=0.0)
    panels = [Panel(_marks(at, found.total, level.sum(axis=0), named), time, every, TALL)]
    for stream in below:
        own = level[list(result.scenario.arrivals).index(stream)]
        marks = _marks(at, found.streams[stream], own, named)
        panels.append(Panel(marks, time, every, LOW, words.capital(words.plain(stream))))
    message, above = title(result, found), label if below else ""
    return Chart("demand", message, said(CAPTION), source(result), tuple(panels), shared="x", y_label=above)


def title(result: "Result", demand: Demand) -> str:
    """Return how high demand gets in the median run, and in one run in twenty."""
    usual, high = (round(float(np.quantile(demand.peaks, q, method="inverted_cdf"))) for q in (0.5, 0.95))
    if _over(result) > 1:
        usually = counted(
            "The busiest week is expected to bring {n} claimant a day in the median run",
            "The busiest week is expected to bring {n} claimants a day in the median run", usual,
        )  # fmt: skip
    else:
        usually = counted(
            "The busiest day is expected to bring {n} claimant a day in the median run",
            "The busiest day is expected to bring {n} claimants a day in the median run", usual,
        )  # fmt: skip
    if high <= usual:
        return usually
    return say("{usually}, and at least {high} in one run in twenty", usually=usually, high=high)


def _over(result: "Result") -> int:
    return 7 if (result.scenario.end - result.scenario.start).days > LONG else 1


def _drawn(result: "Result") -> tuple[Demand, F]:
    """Return the demand, and (streams, days) what it is without surges and regimes and with every input at its
    median.
    """
    scenario, over = result.scenario, _over(result)
    found = expected(scenario, min(max(len(result.runs), FEWEST), GREATEST), over)
    return found, undisturbed(scenario, over)


def _undisturbed(scenario: "Scenario") -> str:
    """Return what the line of the level is without."""
    regimes = any(stream.regimes for stream in scenario.arrivals.values())
    if scenario.surges and regimes:
        without = say("without surges and regimes")
    else:
        without = say("without regimes") if regimes else say("without surges")
    return say("{without}, inputs as written", without=without) if scenario.uncertain else without


def _noons(result: "Result") -> Numbers:
    time = clock(result.scenario)
    return numbers(time.tick(day, 43200) for day in time.days if day >= time.first_counted)


def _marks(at: Numbers, bands: Bands, level: F, named: str) -> tuple[Mark, ...]:
    return (
        Band(at, numbers(bands.low), numbers(bands.high), MOST, say("nine runs in ten")),
        Line(at, numbers(bands.median), MEASURED, say("median")),
        Line(at, numbers(level), BASELINE, named, weight=1.1, stroke="dashed"),
    )
