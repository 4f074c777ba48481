"""The differences as dots with their intervals: which scenario moves which figure, and what is chance."""

import math
from typing import TYPE_CHECKING, Any

from sim.arrays import DAY
from sim.experiments.comparison.compare import Comparison
from sim.experiments.comparison.differences import Difference
from sim.views.comparison.answer import steps
from sim.views.comparison.charts.palette import colours, source
from sim.views.comparison.rows import cell
from sim.views.kit.panels import sheet
from sim.views.kit.style import INK, MUTED, styled, wrapped
from sim.views.text import words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ACROSS = 3
MOST = 12  # panels; the table has all figures
ROW = 0.3  # inches, a scenario


@styled
def whiskers(comparison: Comparison) -> "Figure":
    """A panel a figure, a row a scenario: the difference and its interval, grey where it contains 0."""
    names = drawn(comparison)
    rows = max(-(-len(names) // ACROSS), 1)
    tall = rows * (ROW * len(comparison.others) + 0.75)
    figure, panels = sheet(title(comparison), source(comparison), (rows, ACROSS), tall)
    for k, (panel, name) in enumerate(zip(panels, names, strict=False)):
        _draw(panel, comparison, name, named=k % ACROSS == 0)
    for panel in panels[len(names) :]:
        panel.axis("off")
    return figure


def drawn(comparison: Comparison) -> list[str]:
    """The first dozen of the figures that any scenario moves; if none does, of those that differ at all."""
    found = [name for name in comparison.figures if _moves(comparison, name, ("more", "less", "chance"))]
    clear = [name for name in found if _moves(comparison, name, ("more", "less"))]
    return (clear or found)[:MOST]


def _moves(comparison: Comparison, name: str, verdicts: tuple[str, ...]) -> bool:
    return any(other.differences[name].verdict in verdicts for other in comparison.others)


def _has_interval(one: Difference) -> bool:
    return bool(one.changed) and not math.isnan(one.low)


def _instead(one: Difference, step: str) -> str:
    """What stands where there is no interval."""
    if not one.n:
        return "not in both"
    return {"unknown": "too rare to tell", "chance": f"{step}, not clear"}.get(one.verdict, step)


def _draw(panel: "Axes", comparison: Comparison, name: str, *, named: bool) -> None:
    telling, shades = steps(comparison), colours(comparison)
    scale = _scale(comparison.others[0].differences[name])
    panel.axvline(0, color=INK, lw=1.0)
    right = any(_has_interval(one := other.differences[name]) and one.high > 0 for other in comparison.others)
    for row, other in enumerate(comparison.others):
        one = other.differences[name]
        colour = shades[other.label] if one.verdict in ("more", "less") else "#9aa3ad"
        said = _instead(one, cell(one, telling).step)
        if not _has_interval(one):
            beside: Any = {"xytext": (5, 0), "ha": "left"} if right else {"xytext": (-5, 0), "ha": "right"}
            panel.annotate(said, (0, row), textcoords="offset points", va="center", fontsize=8, color=MUTED, **beside)
            continue
        panel.plot([one.low / scale, one.high / scale], [row, row], color=colour, lw=2.2, solid_capstyle="butt")
        panel.plot(one.difference / scale, row, "o", color=colour, ms=6, mec="white", mew=1.0, zorder=4)
    panel.set_ylim(len(comparison.others) - 0.45, -0.55)
    panel.set_yticks(range(len(comparison.others)), [wrapped(o.label, 22) if named else "" for o in comparison.others])
    panel.tick_params(axis="y", labelcolor=INK)
    panel.grid(axis="y", visible=False)
    panel.grid(axis="x", visible=True)
    panel.margins(x=0.08)
    panel.spines["left"].set_visible(False)
    panel.locator_params(axis="x", nbins=4)
    panel.set_title(_heading(comparison, name), loc="left", fontsize=9.5, fontweight="bold")


def _scale(one: Difference) -> float:
    if one.kind == "date":
        return DAY
    return 0.01 if one.kind in ("share", "flag") else 1000.0 if one.kind == "money" else 1.0


def _heading(comparison: Comparison, name: str) -> str:
    figure = comparison.info(name)
    unit = {
        "date": "days later",
        "share": "percentage points",
        "flag": "percentage points",
        "money": f"thousand {comparison.baseline.scenario.currency}",
        "hours": "h",
    }.get(figure.kind, figure.unit)
    about = steps(comparison).subject(name).removeprefix("the ")
    return wrapped(f"{words.capital(about)}, {unit}", 32)


def title(comparison: Comparison) -> str:
    """How many of the differences shown are clear of chance, and which scenario has most of them."""
    verdicts = {o.label: [o.differences[name].verdict for name in comparison.figures] for o in comparison.others}
    clear = {label: sum(one in ("more", "less") for one in found) for label, found in verdicts.items()}
    every = sum(clear.values())
    if not every:
        return "No difference can be told from chance"
    if len(clear) == 1:
        return f"{every} of {words.count(len(comparison.figures), 'figure')} differ by more than chance"
    most = max(clear, key=lambda label: clear[label])
    return (
        f"{every} of {words.count(comparison.intervals, 'difference')} are clear of chance; "
        f"most of them, {clear[most]}, in “{most}”"
    )
