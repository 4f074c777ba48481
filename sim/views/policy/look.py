"""What the charts of a study share: a colour and a marker a family, labels beside a panel, where it all comes from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sim.planning.policy.model import ALWAYS_OPEN, AS_WRITTEN, NEVER, VARIED
from sim.views.style import ALERT, BLUE, INK, MUTED, apart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PALE = "#aab1b9"  # what is dominated
RECOMMENDED = ALERT
PRICES = (BLUE, "#b98512", "#3d7d5b", "#6a4c93")  # of retainers, none first


class Look(NamedTuple):
    """How a family is drawn and called."""

    colour: str
    marker: str
    called: str


LOOKS = {  # apart in hue, in lightness and in shape
    "occupancy": Look(BLUE, "o", "occupancy"),
    "arrivals": Look("#b98512", "s", "arrivals against staff"),
    "longest_wait": Look("#6a4c93", "^", "longest wait"),
    "forecast": Look("#3d7d5b", "D", "forecast"),
    "fixed_date": Look("#4f9bb8", "v", "fixed date"),
    "two_tiers": Look("#a14d78", "p", "two tiers"),
    VARIED: Look("#7a5c2e", "X", "varied"),
    AS_WRITTEN: Look(INK, "*", "as written"),
    NEVER: Look(MUTED, "<", "never"),
    ALWAYS_OPEN: Look(MUTED, ">", "always open"),
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
