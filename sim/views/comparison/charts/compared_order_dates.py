"""When each measure is first ordered, the scenarios laid over one another."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import F
from sim.experiments.comparison.compare import Comparison
from sim.experiments.result import Result
from sim.scenario.calendar.clock import clock
from sim.views.comparison.charts.palette import called, colours, source
from sim.views.kit.panels import sheet
from sim.views.kit.style import MUTED, label_right, styled
from sim.views.kit.time_axis import set_time_axis
from sim.views.run.run_statistics import column
from sim.views.text import words
from sim.views.text.dates import Dates

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TALL = 1.9  # inches, a panel
LETTERS = 26  # of a label
Label = tuple[float, str, str]


def measures(comparison: Comparison) -> tuple[str, ...]:
    """The measures that are ordered in any run of any scenario, those that bring space first."""
    known = {
        name: measure
        for result in comparison.results.values()
        for name, measure in result.scenario.measures.items()
        if np.isfinite(column(result, f"{name}_first_order")).any()
    }
    return tuple(sorted(known, key=lambda name: not known[name].brings.areas))


@styled
def order_dates(comparison: Comparison) -> "Figure":
    """A panel a measure: by each date, in what share of runs it had been ordered (line) and was ready (dashes)."""
    names = measures(comparison)
    rows = max(len(names), 1)
    figure, panels = sheet(title(comparison, names), source(comparison), (rows, 1), TALL * rows, sharex=True)
    at = clock(comparison.baseline.scenario)
    for panel, name in zip(panels, names, strict=False):
        _draw(panel, comparison, name, at.start, at.end)
    if not names:
        panels[0].text(0.5, 0.5, "no measure is ordered", transform=panels[0].transAxes, ha="center", color=MUTED)
        panels[0].set_yticks([])
    set_time_axis(panels[-1], at)
    return figure


def _draw(panel: "Axes", comparison: Comparison, name: str, start: int, end: int) -> None:
    shades = colours(comparison)
    ends: dict[float, list[str]] = {}
    panel.set_ylim(0, 104)
    for label, result in comparison.results.items():
        if name not in result.scenario.measures:
            continue
        ordered, ready = (column(result, f"{name}_first_{what}") for what in ("order", "ready"))
        x, y = _cumulative(ordered, start, end)
        panel.step(*_cumulative(ready, start, end), where="post", color=shades[label], lw=1.3, ls=(0, (4, 2)))
        panel.step(x, y, where="post", color=shades[label], lw=2.0)
        ends.setdefault(float(y[-1]), []).append(label)
    panel.set_yticks([0, 50, 100], ["0%", "50%", "100%"])
    meant = "line: ordered, dashes: ready"
    panel.set_title(f"{words.capital(words.plain(name))} ({meant})", loc="left", fontsize=10, fontweight="bold")
    label_right(panel, TALL - 0.4, list(_labels(comparison, ends, shades)))


def _labels(comparison: Comparison, ends: dict[float, list[str]], shades: dict[str, str]) -> Iterator[Label]:
    """What to write at the right: the share of runs at the end; once where it is the same in every scenario."""
    for height, alike in ends.items():
        share = words.percent(height / 100)
        if len(alike) == len(comparison.results):
            yield height, f"every scenario {share}", MUTED
            continue
        for label in alike:
            name = "baseline" if label == comparison.label else label
            yield height, f"{name if len(name) <= LETTERS else f'{name[: LETTERS - 1]}…'} {share}", shades[label]


def _cumulative(when: F, start: int, end: int) -> tuple[F, F]:
    there = np.sort(when[np.isfinite(when)])
    share = 100 * np.arange(1, len(there) + 1) / len(when)
    last = share[-1] if len(share) else 0.0
    return np.concatenate([[start], there, [end]]), np.concatenate([[0.0], share, [last]])


def title(comparison: Comparison, names: tuple[str, ...]) -> str:
    """How likely the first measure is ordered in each scenario that has it, and typically when."""
    if not names:
        return "No measure is ordered in any scenario"
    name, dates = names[0], Dates(comparison.baseline.scenario, abbreviated=True)
    told = [
        _when(result, name, called(comparison, label), dates)
        for label, result in comparison.results.items()
        if name in result.scenario.measures
    ]
    return f"The {words.plain(name)} is ordered {words.listed(told)}"


def _when(result: Result, name: str, label: str, dates: Dates) -> str:
    first = result.summary[f"{name}_first_order"]
    if not first.n:
        return f"in no run of {label}"
    return f"in {words.percent(first.n / len(result.runs))} of runs of {label} ({dates.day(first.p50)})"
