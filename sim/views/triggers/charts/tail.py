"""How bad it can get: the mean loss of each policy, and that of its worst futures."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.planning.triggers.found import Found, Group, Row, together
from sim.scenario.source.yaml_writer import to_plain
from sim.views.kit.panels import sheet
from sim.views.kit.style import ALERT, BLUE, FAINT, INK, styled
from sim.views.text import words
from sim.views.triggers import amounts
from sim.views.triggers.palette import RECOMMENDED, source

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW = 0.235  # inches
MOST = 24


def drawn(rows: Sequence[Row]) -> list[Group]:
    """Those with a part in the answer, the alike and the front, then the others; the least mean loss first."""

    def weight(group: Group) -> tuple[bool, float]:
        row = group.row
        return not (row.part or row.alike or row.front), row.loss

    return sorted(sorted(together(rows), key=weight)[:MOST], key=lambda group: group.row.loss)


@styled
def tail(found: Found) -> "Figure":
    """A row a policy: a dot for the mean of its loss over all futures, one for that of the worst; bars: 95%.

    Those that were left out before the last look met fewer bad futures: of them only the mean is told.
    """
    from matplotlib.ticker import FuncFormatter

    shown, settings = drawn(found.rows), found.study.question.settings
    figure, (panel,) = sheet(title(found), source(found), (1, 1), ROW * len(shown) + 0.7)
    great = max(abs(group.row.figures["loss_worst"].mean) for group in shown) >= words.MILLION
    scale = words.MILLION if great else 1000.0
    for y, (row, _) in enumerate(shown):
        mean = row.beside("loss")
        _dot(panel, y, mean.mean / scale, mean.low / scale, mean.high / scale, BLUE, "o")
        if row.played >= found.chosen.played:
            bad = row.figures["loss_worst"]
            panel.plot([row.loss / scale, bad.mean / scale], [y, y], color=FAINT, lw=2.0, zorder=1)
            _dot(panel, y, bad.mean / scale, bad.low / scale, bad.high / scale, ALERT, "D")
    panel.set_yticks(range(len(shown)), [group.called for group in shown])
    for text, (row, _) in zip(panel.get_yticklabels(), shown, strict=True):
        text.set_color(RECOMMENDED if row.chosen else INK)
        text.set_fontweight("bold" if row.part else "normal")
        text.set_fontsize(8.5)
    price = f"{to_plain(settings.price)} for each crowded person-hour"
    _finish(panel, shown, settings.worst)
    panel.set_xlabel(f"loss: cost above doing nothing, and {price}; {'million' if great else 'thousand'} "
                     f"{found.currency}", loc="right")  # fmt: skip
    panel.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,.10g}".replace("-", "−")))
    return figure


def _dot(panel: "Axes", y: int, at: float, low: float, high: float, colour: str, marker: str) -> None:
    panel.plot([low, high], [y, y], color=colour, lw=3.4, alpha=0.35, zorder=2)
    panel.plot(at, y, marker, color=colour, ms=5.5, mec="white", mew=0.7, zorder=3)


def _finish(panel: "Axes", shown: Sequence[Group], worst: float) -> None:
    from matplotlib.lines import Line2D

    panel.set_ylim(len(shown) - 0.4, -0.6)
    panel.grid(axis="y", visible=False)
    panel.grid(axis="x", visible=True)
    panel.spines["left"].set_visible(False)
    panel.margins(x=0.03)
    marks = [
        Line2D([], [], ls="", marker="o", color=BLUE, ms=6, label="mean of all futures"),
        Line2D([], [], ls="", marker="D", color=ALERT, ms=6, label=f"mean of the worst {words.percent(worst)}"),
    ]
    panel.set_title(" ", loc="left", fontsize=9)
    drawn = panel.legend(handles=marks, loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=2, borderaxespad=0.1)
    drawn.set_in_layout(False)


def title(found: Found) -> str:
    """What the worst futures cost under the recommended policy, against never ordering."""
    chosen, never = found.chosen, found.never
    worst = words.percent(found.study.question.settings.worst)
    bad = amounts.mean(chosen.figures["loss_worst"], found.currency)
    said = f"In the worst {worst} of futures the loss is {bad}"
    if never is chosen:
        return f"{said} if space is never ordered"
    said = f"{said} under {chosen.policy.name}"
    return f"{said}, and {amounts.mean(never.figures['loss_worst'], found.currency)} if space is never ordered"
