"""The same people in both: what share of them waited longer, and what share shorter."""

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import F
from sim.experiments.comparison.compare import Comparison, ScenarioDifference
from sim.experiments.comparison.same_people import EDGES
from sim.views.comparison.charts.palette import source
from sim.views.kit.panels import sheet
from sim.views.kit.style import INK, MUTED, styled, wrapped
from sim.views.text import words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LONGER = ("#f0c9bb", "#dd9078", "#c25a3c", "#8c2a11")  # by up to 1, 6, 24 hours, and more
SHORTER = ("#c5daea", "#86b0d2", "#3f7fb0", "#12496f")
ROW = 0.62  # inches, a scenario


@styled
def same_people(comparison: Comparison) -> "Figure":
    """A bar a scenario: the shares of claimants who waited shorter, left of 0, and longer, right of it."""
    rows = [other for other in comparison.others if other.people]
    found = [shares(other) for other in rows]
    tall = ROW * max(len(rows), 1) + 0.9
    figure, (panel,) = sheet(title(rows, found), source(comparison) + _followed(rows), (1, 1), tall)
    for row, share in enumerate(found):
        _draw(panel, row, share)
    panel.axvline(0, color=INK, lw=1.0)
    reach = max((max(_less(share), _more(share)) for share in found), default=0.0)
    panel.set_xlim(-1.45 * max(reach, 0.5), 1.45 * max(reach, 0.5))
    panel.xaxis.set_major_formatter(lambda value, _: f"{abs(value):.10g}%")
    panel.set_ylim(len(rows) - 0.4, -0.6)
    panel.set_yticks(range(len(rows)), [wrapped(other.label, 22) for other in rows])
    panel.tick_params(axis="y", labelcolor=INK)
    panel.grid(axis="y", visible=False)
    panel.grid(axis="x", visible=True)
    panel.set_xlabel("← waited shorter      share of the claimants who are served in both      waited longer →")
    _legend(panel)
    return figure


def shares(other: ScenarioDifference) -> F:
    """(9,) percent of those served in both, by how much longer they waited, from much shorter to much longer."""
    counts = np.array([met.by_change for met in other.people], dtype=np.float64).sum(axis=0)
    return np.asarray(100 * counts / max(counts.sum(), 1.0))


def _less(share: F) -> float:
    return float(share[: len(EDGES) + 1].sum())


def _more(share: F) -> float:
    return float(share[len(EDGES) + 2 :].sum())


def _draw(panel: "Axes", row: int, share: F) -> None:
    middle = len(EDGES) + 1
    for sign, parts, shades in ((-1, share[:middle][::-1], SHORTER), (1, share[middle + 1 :], LONGER)):
        reached = 0.0
        for part, shade in zip(parts, shades, strict=True):
            panel.barh(row, sign * part, left=sign * reached, height=0.56, color=shade)
            reached += float(part)
        panel.annotate(
            words.percent(reached / 100),
            (sign * reached, row),
            xytext=(6 * sign, 0),
            textcoords="offset points",
            va="center",
            ha="left" if sign > 0 else "right",
            fontsize=9,
            color=INK if reached else MUTED,
        )


def _legend(panel: "Axes") -> None:
    from matplotlib.patches import Patch

    hours = ["up to 1 h", *(f"{a} to {b} h" for a, b in pairwise(EDGES)), f"over {EDGES[-1]} h"]
    handles = [Patch(color=shade, label=f"{hour} shorter") for shade, hour in zip(SHORTER, hours, strict=True)][::-1]
    handles += [Patch(color=shade, label=f"{hour} longer") for shade, hour in zip(LONGER, hours, strict=True)]
    order = [handles[k] for k in (0, 4, 1, 5, 2, 6, 3, 7)]
    panel.legend(
        handles=order, loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=4, borderaxespad=0.2, handlelength=1.1,
        columnspacing=1.2, fontsize=8.5,
    )  # fmt: skip


def _followed(rows: list[ScenarioDifference]) -> str:
    return f" ({len(rows[0].people)} of them followed)" if rows else ""


def title(rows: list[ScenarioDifference], found: list[F]) -> str:
    """Where most people waited longer, and where most waited shorter."""
    if not rows:
        return "Nobody was followed through the runs"
    worst, best = (max(range(len(rows)), key=lambda k: side(found[k])) for side in (_more, _less))
    if _more(found[worst]) == 0 and _less(found[best]) == 0:
        return "Nobody waits longer or shorter than in the baseline"
    if len(rows) == 1:
        more, less = words.percent(_more(found[0]) / 100), words.percent(_less(found[0]) / 100)
        return f"Of the same people, {more} wait longer and {less} shorter than in the baseline"
    if worst == best:
        more, less = words.percent(_more(found[worst]) / 100), words.percent(_less(found[best]) / 100)
        return f"Of the same people, up to {more} wait longer and up to {less} shorter, both in “{rows[worst].label}”"
    longer, shorter = words.percent(_more(found[worst]) / 100), words.percent(_less(found[best]) / 100)
    return (
        f"Of the same people, up to {longer} wait longer than in the baseline (“{rows[worst].label}”), "
        f"up to {shorter} shorter (“{rows[best].label}”)"
    )
