"""Claimants expected by day: the median, and how far surges and uncertain inputs move it."""

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import F
from sim.people.expectation.demand_bands import Bands, Demand, undisturbed, varied
from sim.people.expectation.demand_bands import demand as expected
from sim.scenario.calendar.clock import clock
from sim.views.kit.style import BLUE, MUTED, WIDE, canvas, styled
from sim.views.kit.time_axis import set_time_axis
from sim.views.text import words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.experiments.result import Result
    from sim.scenario.schema import Scenario

TALL, LOW = 3.4, 2.0  # inches: the first panel, and those below it
LONG = 45  # days; a longer span is shown by running means of a week
FEWEST, MOST = 200, 1000  # draws of the surges; the first of them are those of the run


@styled
def demand(result: "Result") -> "Figure":
    """All streams together, and below each stream that is uncertain where several are."""
    found, level = _drawn(result)
    streams = varied(result.scenario)
    below = streams if len(streams) > 1 else ()
    figure, panels = canvas(result, title(result, found), [TALL] + [LOW] * len(below))
    at = _noons(result)
    _draw(panels[0], at, found.total, level.sum(axis=0))
    panels[0].lines[-1].set_label(_undisturbed(result.scenario))
    panels[0].legend(loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=3, borderaxespad=0.2, handlelength=1.6)
    panels[0].set_ylabel("claimants a day" + (", mean of a week" if _over(result) > 1 else ""))
    for panel, stream in zip(panels[1:], below, strict=True):
        _draw(panel, at, found.streams[stream], level[list(result.scenario.arrivals).index(stream)])
        panel.set_title(words.capital(words.plain(stream)), loc="left", fontsize=10, fontweight="bold")
    set_time_axis(panels[-1], clock(result.scenario))
    return figure


def title(result: "Result", found: Demand) -> str:
    """How high demand gets in the median run, and in one run in twenty."""
    span = "week" if _over(result) > 1 else "day"
    usual, high = (round(float(np.quantile(found.peaks, q, method="inverted_cdf"))) for q in (0.5, 0.95))
    said = f"The busiest {span} is expected to bring {usual:,} claimants a day in the median run"
    return f"{said}, and at least {high:,} in one run in twenty" if high > usual else said


def _over(result: "Result") -> int:
    return 7 if (result.scenario.end - result.scenario.start).days > LONG else 1


def _drawn(result: "Result") -> tuple[Demand, F]:
    """The demand, and (streams, days) what it is without surges and regimes and with every input at its median."""
    scenario, over = result.scenario, _over(result)
    found = expected(scenario, min(max(len(result.runs), FEWEST), MOST), over)
    return found, undisturbed(scenario, over)


def _undisturbed(scenario: "Scenario") -> str:
    """What the line of the level is without."""
    regimes = any(stream.regimes for stream in scenario.arrivals.values())
    shocks = " and ".join(["surges"] * bool(scenario.surges or not regimes) + ["regimes"] * regimes)
    return f"without {shocks}" + ", inputs at their medians" * bool(scenario.uncertain)


def _noons(result: "Result") -> F:
    time = clock(result.scenario)
    return np.array([time.tick(day, 43200) for day in time.days if day >= time.first_counted], dtype=np.float64)


def _draw(panel: "Axes", at: F, bands: Bands, level: F) -> None:
    panel.fill_between(at, bands.low, bands.high, color=WIDE, lw=0, label="nine runs in ten")
    panel.plot(at, bands.median, color=BLUE, lw=1.6, label="median")
    panel.plot(at, level, color=MUTED, lw=1.1, ls=(0, (3, 2)))
    panel.set_ylim(0, None)
