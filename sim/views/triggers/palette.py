"""What the charts of a study share: a colour and a marker a family, labels beside a panel, where it all comes from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sim.planning.triggers.found import Found
from sim.planning.triggers.trigger import ALWAYS_OPEN, AS_WRITTEN, NEVER, VARIED
from sim.scenario.language.policy import FAMILIES
from sim.views.kit.style import ALERT, BLUE, INK, MUTED, apart, program_version
from sim.views.text import words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PALE = "#aab1b9"  # what is dominated
RECOMMENDED = ALERT
PRICES = (BLUE, "#b98512", "#3d7d5b", "#6a4c93")  # of retainers, none first


class FamilyStyle(NamedTuple):
    """How a family is drawn and called."""

    colour: str
    marker: str
    called: str


# Apart in hue, in lightness and in shape. Families take them in the order of their declaration; there are more than
# families, and so that no two can ever look the same, the colours begin again sooner than the markers.
COLOURS = (BLUE, "#b98512", "#6a4c93", "#3d7d5b", "#4f9bb8", "#a14d78", "#8c4a2f", "#6b7f1e")
MARKERS = ("o", "s", "^", "D", "v", "p", "P", "h", "d")
FAMILY_STYLES = {
    family: FamilyStyle(COLOURS[k % len(COLOURS)], MARKERS[k % len(MARKERS)], called)
    for k, (family, called) in enumerate(FAMILIES.items())
} | {
    VARIED: FamilyStyle("#7a5c2e", "X", "varied"),
    AS_WRITTEN: FamilyStyle(INK, "*", "as written"),
    NEVER: FamilyStyle(MUTED, "<", "never"),
    ALWAYS_OPEN: FamilyStyle(MUTED, ">", "always open"),
}


class Label(NamedTuple):
    """A text right of a panel, with a thin line to the point that it names; in the coordinates of the data."""

    x: float
    y: float
    text: str
    colour: str
    bold: bool = False


def label_beside(panel: "Axes", inches: float, labels: Sequence[Label], fontsize: float = 8.5) -> None:
    """Labels right of a panel so high, in the order of their heights and moved apart."""
    from matplotlib.transforms import blended_transform_factory

    low, high = panel.get_ylim()
    tall = [0.158 * (label.text.count("\n") + 1) for label in labels]
    heights = apart([label.y for label in labels], (high - low) * max(tall, default=0.1) / inches, low, high)
    for label, height in zip(labels, heights, strict=True):
        panel.annotate(
            label.text, (label.x, label.y), xytext=(1.015, height),
            textcoords=blended_transform_factory(panel.transAxes, panel.transData),
            va="center", ha="left", color=label.colour, fontsize=fontsize, linespacing=1.15,
            fontweight="bold" if label.bold else "normal", annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": label.colour, "lw": 0.6, "alpha": 0.6, "shrinkA": 1, "shrinkB": 5,
                        "relpos": (0, 0.5)},
        )  # fmt: skip


def source(found: Found) -> str:
    """Where a chart comes from."""
    scenario, policies = found.study.question.scenario, len(found.rows)
    played = f"{policies} policies, up to {words.count(found.futures, 'future')} each"
    return f"portsim {program_version()} · scenario {scenario.name} · {played} · seed {scenario.seed}"
