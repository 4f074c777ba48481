"""When each measure was first ordered and first ready: the share of runs by date."""

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import F
from sim.scenario.calendar.clock import clock
from sim.views.kit.style import BLUE, MUTED, SAND, WIDE, canvas, label_right, styled, wrapped
from sim.views.kit.time_axis import set_time_axis
from sim.views.run.measure_words import space_first
from sim.views.run.run_statistics import column
from sim.views.text import words
from sim.views.text.dates import Dates

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.experiments.result import Result

ORDERED = "#96600a"
TALL = 1.75  # inches, a panel


@styled
def order_dates(result: "Result") -> "Figure":
    """A panel a measure: the share of runs in which it had been ordered, and was ready, by each date."""
    measures = space_first(result.scenario.measures)
    figure, panels = canvas(result, title(result, measures), [TALL] * max(len(measures), 1))
    at = clock(result.scenario)
    for panel, name in zip(panels, measures, strict=False):
        _draw(panel, result, name, at.start, at.end)
    if not measures:
        panels[0].text(0.5, 0.5, "no measure is enabled", transform=panels[0].transAxes, ha="center", color=MUTED)
        panels[0].set_yticks([])
    for panel in panels[:-1]:
        panel.tick_params(axis="x", which="both", labelbottom=False)
    set_time_axis(panels[-1], at)
    return figure


def _draw(panel: "Axes", result: "Result", name: str, start: int, end: int) -> None:
    ordered, ready = column(result, f"{name}_first_order"), column(result, f"{name}_first_ready")
    x, y = _cumulative(ordered, start, end)
    x2, y2 = _cumulative(ready, start, end)
    panel.fill_between(x2, y2, step="post", color=WIDE, lw=0)
    panel.step(x, y, where="post", color=SAND, lw=2.4)
    panel.step(x2, y2, where="post", color=BLUE, lw=2.0)
    panel.set_ylim(0, 104)
    panel.set_yticks([0, 50, 100], ["0%", "50%", "100%"])
    panel.set_ylabel("share of runs")
    panel.set_title(wrapped(words.capital(words.plain(name)), 90), loc="left", fontsize=10, fontweight="bold")
    never = 100 - y[-1]
    labels = [(float(y[-1]), _share_text("ordered", y[-1], result), ORDERED)]
    labels.append((float(y2[-1]), _share_text("ready", y2[-1], result), BLUE))
    if never > 0 and len(result.runs) > 1:
        labels.append((float(y[-1]) + never / 2, f"never ordered {words.percent(never / 100)}", MUTED))
    label_right(panel, TALL - 0.5, labels)


def _share_text(what: str, part: float, result: "Result") -> str:
    if len(result.runs) > 1:
        return f"{what} {words.percent(part / 100)}"
    return what if part else f"not {what}"


def _cumulative(when: F, start: int, end: int) -> tuple[F, F]:
    there = np.maximum(np.sort(when[np.isfinite(when)]), start)  # what was ordered in the warm-up is at the edge
    share = 100 * np.arange(1, len(there) + 1) / len(when)
    last = share[-1] if len(share) else 0.0
    return np.concatenate([[start], there, [end]]), np.concatenate([[0.0], share, [last]])


def title(result: "Result", measures: tuple[str, ...]) -> str:
    """When the first of the measures is typically ordered, and how long it takes until it is ready."""
    if not measures:
        return "No contingency measure is enabled"
    name, dates = measures[0], Dates(result.scenario)
    label = f"the {words.plain(name)}"
    first, ready = result.summary[f"{name}_first_order"], result.summary[f"{name}_first_ready"]
    if not first.n:
        return words.capital(f"{label} was never ordered")
    several = len(result.runs) > 1
    part = first.n / len(result.runs)
    odds = "" if not several else " in every run" if part == 1 else f" in {words.percent(part)} of runs"
    typically = " typically" if several and not dates.same(first.p5, first.p95) else ""
    said = words.capital(f"{label} was ordered{odds},{typically} on {dates.day(first.p50)}")
    if not several:
        said = said.replace(",", "")
    if not ready.n:
        return f"{said}, and never ready in time"
    days = round((ready.p50 - first.p50) / 86400)
    return f"{said}, and ready {words.count(days, 'day')} later" if days else f"{said}, and ready at once"
