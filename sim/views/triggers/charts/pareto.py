"""What space buys: the cost of each policy against the crowding that it leaves."""

from collections.abc import Sequence
from math import hypot, inf
from typing import TYPE_CHECKING, Any

from sim.planning.triggers.found import Found, Group, Row, together
from sim.planning.triggers.trigger import NEVER
from sim.views.kit.panels import sheet
from sim.views.kit.style import FAINT, INK, styled, wrapped
from sim.views.text import words
from sim.views.triggers import amounts
from sim.views.triggers.palette import FAMILY_STYLES, PALE, RECOMMENDED, Label, label_beside, source

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TALL = 4.6  # inches
NAMED = 9  # policies on the front that are named beside the panel
LETTERS = 30


@styled
def pareto(found: Found) -> "Figure":
    """A dot a policy: families by colour on the front, grey where another is better in both.

    The bars are 95% intervals of what a policy does on the same people: of its cost, and of the crowding it avoids.
    """
    from matplotlib.ticker import FuncFormatter

    rows, currency = found.rows, found.currency
    figure, (panel,) = sheet(title(found), source(found), (1, 1), TALL)
    scale = words.MILLION if max(abs(row.cost) for row in rows) >= words.MILLION else 1000.0
    front = sorted((row for row in rows if row.front), key=lambda row: row.cost)
    panel.plot(*_middles(front, scale), color=FAINT, lw=2.0, zorder=1)
    for group in reversed(together(rows)):
        _draw(panel, group.row, scale)
    panel.margins(0.04, 0.06)
    low, high = panel.get_ylim()
    panel.set_ylim(low if low > high / 2 else min(low, 0.0), high)
    panel.set_xlabel(f"cost above doing nothing, {'million' if scale > 1000 else 'thousand'} {currency}", loc="right")
    panel.set_ylabel("crowding left, person-hours above the space open")
    panel.yaxis.set_major_formatter(FuncFormatter(lambda y, _: f"{y:,.0f}"))
    panel.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,.10g}".replace("-", "−")))
    panel.grid(axis="x", visible=True)
    label_beside(panel, TALL - 1.0, _labels(rows, front, scale))
    _legend(panel, rows)
    return figure


def _middles(rows: Sequence[Row], scale: float) -> tuple[list[float], list[float]]:
    return [row.cost / scale for row in rows], [row.crowding for row in rows]


def _draw(panel: "Axes", row: Row, scale: float) -> None:
    look, x, y = FAMILY_STYLES[row.policy.family], row.cost / scale, row.crowding
    (left, right), (down, up) = ((one.low - one.mean, one.high - one.mean) for one in
                                 (row.figures["cost"], row.figures["crowding_avoided"]))  # fmt: skip
    stands = row.front or bool(row.part)
    colour = look.colour if stands else PALE
    thin: dict[str, Any] = {"color": colour, "lw": 1.1 if stands else 0.5, "alpha": 0.6, "zorder": 3 if stands else 2}
    panel.plot([x + left / scale, x + right / scale], [y, y], **thin)
    panel.plot([x, x], [max(y - up, 0.0), y - down], **thin)
    size = 12 if look.marker == "*" else 6.5 if stands else 4.5
    panel.plot(x, y, look.marker, color=colour, ms=size, mec="white", mew=0.6, zorder=5 if stands else 3)
    if row.alike:
        panel.plot(x, y, "o", color="none", mec=RECOMMENDED, mew=0.9, ms=11, zorder=6)
    if row.chosen:
        panel.plot(x, y, "o", color="none", mec=RECOMMENDED, mew=2.4, ms=15, zorder=6)


def _labels(rows: Sequence[Row], front: Sequence[Row], scale: float) -> list[Label]:
    """The parts of the answer, and of the front as many as there is room for."""
    groups = together(rows)
    named = [group for group in groups if group.row.part]
    others = [group for group in groups if group.row in front and not group.row.part]
    named += _spread(named, others, NAMED - len(named))
    labels = []
    for group in named:
        colour = RECOMMENDED if group.row.chosen else FAMILY_STYLES[group.row.policy.family].colour
        text = wrapped(group.called, LETTERS)
        labels.append(Label(group.row.cost / scale, group.row.crowding, text, colour, bold=group.row.chosen))
    return labels


def _spread(named: Sequence[Group], others: Sequence[Group], most: int) -> list[Group]:
    """So many of the others, each time the one that is furthest from all that are named; those alike first."""
    rows = [group.row for group in (*named, *others)]
    wide, high = (max(values) - min(values) or 1.0 for values in (
        [row.cost for row in rows], [row.crowding for row in rows]
    ))  # fmt: skip

    def away(group: Group) -> tuple[bool, float]:
        one = group.row
        steps = (hypot((one.cost - row.cost) / wide, (one.crowding - row.crowding) / high) for row in taken)
        return one.alike, min(steps, default=inf)

    taken, left = [group.row for group in named], list(others)
    chosen: list[Group] = []
    while left and len(chosen) < most:
        chosen.append(max(left, key=away))
        left.remove(chosen[-1])
        taken.append(chosen[-1].row)
    return chosen


def _legend(panel: "Axes", rows: Sequence[Row]) -> None:
    from matplotlib.lines import Line2D

    families = list(dict.fromkeys(row.policy.family for row in rows if not row.part or row.chosen))
    marks = [
        Line2D(
            [],
            [],
            ls="",
            marker=FAMILY_STYLES[one].marker,
            color=FAMILY_STYLES[one].colour,
            ms=6,
            label=FAMILY_STYLES[one].called,
        )
        for one in families
    ]
    if not all(row.front or row.part for row in rows):
        marks.append(Line2D([], [], ls="", marker="o", color=PALE, ms=4.5, label="another is better in both"))
    ring: dict[str, Any] = {"ls": "", "marker": "o", "markerfacecolor": "none", "markeredgecolor": RECOMMENDED}
    if any(row.alike and not row.chosen for row in rows):
        marks.append(Line2D([], [], ms=9, markeredgewidth=0.9, label="cannot be told from the best", **ring))
    if any(row.chosen for row in rows):
        marks.append(Line2D([], [], ms=11, markeredgewidth=2.4, label="recommended", **ring))
    panel.set_title(" \n \n " if len(marks) > 4 else " ", loc="left", fontsize=8.5)
    drawn = panel.legend(
        handles=marks, loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=4, columnspacing=1.3, handlelength=1.2,
        labelcolor=INK, borderaxespad=0.1, fontsize=8.5,
    )  # fmt: skip
    drawn.set_in_layout(False)


def title(found: Found) -> str:
    """What the recommended policy costs and leaves, against never ordering."""
    chosen, was = found.chosen, found.never.figures["crowding"]
    left = chosen.figures["crowding"]
    if chosen.policy.family == NEVER:
        return f"Never ordering is best: nothing is spent, and {amounts.mean(left)} of crowding stay"
    cost = amounts.mean(chosen.figures["cost"], found.currency)
    return f"{cost} buy crowding down from {amounts.mean(was, unit='')} to {amounts.mean(left)}: {chosen.policy.name}"
