"""From the baseline to a scenario, change by change: what each of them does to a figure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import F
from sim.experiments.comparison.attribution import Attribution
from sim.experiments.comparison.compare import Comparison
from sim.views.comparison.answer import steps
from sim.views.comparison.charts.palette import source
from sim.views.comparison.difference_words import Steps
from sim.views.comparison.parts import as_difference, effect_text, named
from sim.views.kit.panels import sheet
from sim.views.kit.style import ALERT, BLUE, HALF, INK, MUTED, styled, wrapped
from sim.views.text import words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW = 0.34  # inches, a part
MOST = 4  # figures on one chart


@styled
def waterfall(comparison: Comparison, label: str, found: Sequence[Attribution]) -> "Figure":
    """A panel a figure: from its value in the baseline, a step a change, to its value in the scenario."""
    moved = [one for one in found if any(part.clear for part in one.parts)][:MOST] or list(found[:1])
    heights = [ROW * (len(one.parts) + 2) + 0.45 for one in moved]
    telling = steps(comparison)
    figure, panels = sheet(
        title(label, moved, telling), source(comparison), (len(moved), 1), sum(heights), height_ratios=heights
    )
    for panel, one in zip(panels, moved, strict=True):
        _draw(panel, label, one, telling)
    return figure


def _draw(panel: "Axes", label: str, one: Attribution, telling: Steps) -> None:
    levels = np.concatenate([[one.baseline], one.baseline + np.cumsum([part.effect for part in one.parts])])
    last = len(one.parts) + 1
    panel.barh([0, last], [one.baseline, one.other], height=0.6, color=HALF)
    for row, (part, start) in enumerate(zip(one.parts, levels, strict=False), start=1):
        colour = (ALERT if part.effect > 0 else BLUE) if part.clear else "#b6bec7"
        panel.barh(row, part.effect, left=start, height=0.6, color=colour)
        panel.plot([start, start], [row - 0.7, row + 0.3], color=MUTED, lw=0.8)
    panel.plot([levels[-1]] * 2, [last - 0.7, last + 0.3], color=MUTED, lw=0.8)
    _annotate(panel, one, levels, telling)
    texts = ["baseline", *(named(part, one.parts) for part in one.parts), label]
    panel.set_yticks(range(last + 1), [wrapped(text, 26) for text in texts])
    panel.tick_params(axis="y", labelcolor=INK)
    panel.set_ylim(last + 0.55, -0.55)
    panel.grid(axis="y", visible=False)
    panel.set_xticks([])
    for side in ("bottom", "left"):
        panel.spines[side].set_visible(False)
    panel.axvline(0, color=INK, lw=1.0)
    panel.set_title(words.capital(telling.subject(one.figure)), loc="left", fontsize=10, fontweight="bold")


def _annotate(panel: "Axes", one: Attribution, levels: F, telling: Steps) -> None:
    ends = [one.baseline, *(max(levels[k], levels[k + 1]) for k in range(len(one.parts))), one.other]
    first = telling.level(as_difference(one, one.parts[0]))
    swapped = as_difference(one, one.parts[0])._replace(baseline=one.other)
    texts = [first, *(effect_text(one, part, telling) for part in one.parts), telling.level(swapped)]
    for row, (end, text) in enumerate(zip(ends, texts, strict=True)):
        panel.annotate(
            text, (max(end, 0.0), row), xytext=(6, 0), textcoords="offset points", va="center", fontsize=9, color=INK
        )
    low, high = min(0.0, *ends, *levels), max(0.0, *ends)
    panel.set_xlim(low - 0.02 * (high - low), high + 0.55 * (high - low or 1.0))


def title(label: str, found: Sequence[Attribution], telling: Steps) -> str:
    """Which change does most of the first difference."""
    if not found:
        return f"“{label}”: no figure differs"
    one = found[0]
    part = max(one.parts, key=lambda part: abs(part.effect))
    if not part.effect:
        return f"“{label}”: no change moves {telling.subject(one.figure)}"
    effect = effect_text(one, part, telling)
    return f"“{label}”: {named(part, one.parts)} does most to {telling.subject(one.figure)}, {effect}"
