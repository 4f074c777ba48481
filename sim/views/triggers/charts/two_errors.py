"""The two errors of a trigger by its threshold: it comes too late, or for nothing."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sim.planning.triggers.found import Found, Row
from sim.views.kit.panels import sheet
from sim.views.kit.style import ALERT, BLUE, INK, MUTED, styled
from sim.views.text import words
from sim.views.triggers.palette import FAMILY_STYLES, source

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TALL = 2.5  # inches, a panel
ACROSS = 3
LONG = 6  # letters of a threshold that stands on one line
STROKES = ("-", (0, (4, 2)), (0, (1.2, 1.4)), (0, (6, 2, 1, 2)))  # of the second setting, the shortest first
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
UNITS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "%": 1}


class Threshold(NamedTuple):
    """A family along its first setting: a line for each value of the others, a place on the axis for each of it."""

    family: str
    setting: str
    places: tuple[str, ...]
    lines: dict[str, dict[str, Row]]  # by the other settings in words, then by the first


def thresholds(rows: Sequence[Row]) -> list[Threshold]:
    """The families that have a setting with at least two values."""
    found = []
    for family in dict.fromkeys(row.policy.family for row in rows):
        mine = [row for row in rows if row.policy.family == family and row.policy.settings]
        if not mine:
            continue
        places = sorted({row.policy.settings[0][1] for row in mine}, key=_size)
        lines: dict[str, dict[str, Row]] = {}
        for row in sorted(mine, key=lambda row: [_size(value) for _, value in row.policy.settings[1:]]):
            rest = ", ".join(f"{words.plain(name)} {value}" for name, value in row.policy.settings[1:])
            lines.setdefault(rest, {})[row.policy.settings[0][1]] = row
        if len(places) > 1:
            found.append(Threshold(family, mine[0].policy.settings[0][0], tuple(places), lines))
    return found


def _size(value: str) -> tuple[float, str]:
    number = NUMBER.match(value)
    unit = value[number.end() :].strip() if number else ""
    return (float(number[0]) * UNITS.get(unit, 1), "") if number and "-" not in value[1:] else (-1.0, value)


@styled
def errors(found: Found) -> "Figure":
    """A panel a family: the chance of coming too late (red) and of opening for nothing (blue) along the threshold."""
    families = thresholds(found.rows)
    down = max(-(-len(families) // ACROSS), 1)
    figure, panels = sheet(title(found.rows), source(found), (down, ACROSS), TALL * down + 0.25, sharey=True)
    for k, (panel, one) in enumerate(zip(panels, families, strict=False)):
        _draw(panel, one)
        if k % ACROSS == 0:
            panel.set_ylabel("share of futures")
    for panel in panels[len(families) :]:
        panel.set_axis_off()
    _legend(panels[0])
    return figure


def _draw(panel: "Axes", of: Threshold) -> None:
    at = {place: k for k, place in enumerate(of.places)}
    for stroke, (rest, line) in zip(STROKES * len(of.lines), of.lines.items(), strict=False):
        for figure, colour in (("late", ALERT), ("for_nothing", BLUE)):
            points = sorted((at[place], row.figures[figure]) for place, row in line.items())
            x = [k for k, _ in points]
            panel.vlines(x, [100 * s.low for _, s in points], [100 * s.high for _, s in points], color=colour, lw=4,
                         alpha=0.18)  # fmt: skip
            panel.plot(x, [100 * s.mean for _, s in points], color=colour, ls=stroke, lw=1.7, marker="o", ms=3.5)
        panel.plot([], [], color=INK, ls=stroke, lw=1.5, label=rest)
    _axis(panel, of)
    if any(of.lines):
        drawn = panel.legend(
            loc="upper left", bbox_to_anchor=(-0.06, -0.39 if _long(of) else -0.31), ncols=len(of.lines),
            fontsize=8, handlelength=1.9, columnspacing=0.9, handletextpad=0.4, borderaxespad=0.0,
        )  # fmt: skip
        drawn.set_in_layout(False)


def _long(of: Threshold) -> bool:
    return max(len(place) for place in of.places) > LONG


def _axis(panel: "Axes", of: Threshold) -> None:
    long = _long(of)
    texts = [place.replace("_", "\n").replace("-", "-\n", 1) if long else place for place in of.places]
    panel.set_xticks(range(len(texts)), texts)
    panel.tick_params(axis="x", labelsize=7.5 if long else 9.0)
    panel.set_xlim(-0.3, len(of.places) - 0.7)
    panel.set_ylim(-3, 103)
    panel.set_yticks([0, 50, 100], ["0%", "50%", "100%"])
    panel.set_xlabel(words.plain(of.setting))
    if any(of.lines):
        _reserve(panel, (0, 0), -57 if long else -47)
    panel.set_title(words.capital(FAMILY_STYLES[of.family].called), loc="left", fontsize=10, fontweight="bold")


def _reserve(panel: "Axes", corner: tuple[int, int], points: float) -> None:
    """Room for a legend so far from a corner: the layout leaves none for one that reaches over other panels."""
    panel.annotate(" ", corner, xycoords="axes fraction", xytext=(0, points), textcoords="offset points",
                   annotation_clip=False)  # fmt: skip


def _legend(panel: "Axes") -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    _reserve(panel, (0, 1), 22)
    marks = [
        Line2D([], [], color=ALERT, lw=1.7, marker="o", ms=3.5, label="too late: an event began without the space"),
        Line2D([], [], color=BLUE, lw=1.7, marker="o", ms=3.5, label="for nothing: opened, and no event came"),
        Patch(color=MUTED, alpha=0.25, lw=0, label="95% interval"),
    ]
    keep = panel.get_legend()
    drawn = panel.legend(handles=marks, loc="lower left", bbox_to_anchor=(-0.02, 1.13), ncols=3, borderaxespad=0.1)
    drawn.set_in_layout(False)
    if keep is not None:
        panel.add_artist(keep)


def title(rows: Sequence[Row]) -> str:
    """The trigger that is too late least often, and what that takes; dates are none, as they look at nothing."""
    triggers = (row for row in rows if row.policy.settings and row.policy.family != "fixed_date")
    judged = [row for row in triggers if row.figures["late"].n]
    if not judged:
        return "In no future is space needed: no trigger can be too late, and every opening is for nothing"
    best = min(judged, key=lambda row: (row.figures["late"].mean, row.figures["for_nothing"].mean))
    late, nothing = (best.figures[name].mean for name in ("late", "for_nothing"))
    if late == 1:
        return "Whatever the threshold, the space comes too late; the lower it is, the more often also for nothing"
    return (
        f"The trigger that is too late least often, {best.policy.name}, is so in {words.percent(late)} of futures with "
        f"an event, and opens for nothing in {words.percent(nothing)} of all"
    )
