"""The look of the charts: colours, canvas, title, source line. Matplotlib is imported only when something is drawn."""

import functools
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from sim.experiments.files import write_bytes
from sim.views.kit.wrapping import apart as apart
from sim.views.kit.wrapping import wrapped as wrapped
from sim.views.text import words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.experiments.result import Result

# Told apart by colour-blind readers, and by lightness on a black-and-white print.
INK, MUTED, FAINT, PAPER = "#1b1f24", "#59626e", "#dfe3e8", "#ffffff"
BLUE, HALF, WIDE = "#12496f", "#7ea9cb", "#d3e1ed"
ALERT, SAND = "#b3361b", "#e8b04a"
WIDTH = 9.0  # inches
LETTERS = 84  # of a title on one line
STYLE: Any = {
    "font.family": ["DejaVu Sans"],
    "font.size": 9.5,
    "text.color": INK,
    "text.parse_math": False,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": MUTED,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.labelsize": 9.5,
    "grid.color": FAINT,
    "grid.linewidth": 0.8,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelsize": 9.0,
    "ytick.labelsize": 9.0,
    "ytick.major.size": 0,
    "xtick.minor.size": 0,
    "figure.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "legend.frameon": False,
    "legend.fontsize": 9.0,
    "lines.solid_capstyle": "butt",
    "svg.fonttype": "path",
    "svg.hashsalt": "portsim",
    "path.simplify": True,
    "hatch.linewidth": 0.6,
}

SVG_METADATA: dict[str, Any] = {"Date": None, "Creator": None, "Format": None, "Type": None}

P = ParamSpec("P")
R = TypeVar("R")


def styled(draw: Callable[P, R]) -> Callable[P, R]:
    """Draws under the style of the project, and leaves the global settings of Matplotlib as they were."""

    @functools.wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> R:
        import matplotlib

        with matplotlib.rc_context(), _any_letter():
            matplotlib.rcdefaults()
            matplotlib.rcParams.update(STYLE)
            return draw(*args, **kwargs)

    return drawn


@contextmanager
def _any_letter() -> Iterator[None]:
    """A letter that the font lacks is drawn as a box, and nothing is said of it."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "(Glyph|Matplotlib currently does not support)", UserWarning)
        yield


def canvas(result: "Result", title: str, heights: Sequence[float]) -> tuple["Figure", list["Axes"]]:
    """A figure with panels below one another (heights in inches), its message on top and its source at the foot."""
    from matplotlib.figure import Figure

    said = wrapped(title, LETTERS)
    lines = said.count("\n") + 1
    figure = Figure(figsize=(WIDTH, sum(heights) + 0.24 * lines + 0.75), layout="constrained")
    panels = figure.subplots(len(heights), 1, sharex=True, height_ratios=list(heights), squeeze=False)[:, 0]
    figure.suptitle(said, x=0.008, ha="left", fontsize=12.5, fontweight="bold", color=INK, linespacing=1.25)
    figure.supxlabel(wrapped(source(result), 120), x=0.008, ha="left", fontsize=8, color=MUTED)
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.set(h_pad=0.07, w_pad=0.07, hspace=0.02)  # type: ignore[call-arg]
    return figure, list(panels)


def source(result: "Result") -> str:
    """Where a chart comes from: program, scenario, replications (of what was played), seed."""
    done, asked = len(result.runs), result.asked
    if not asked:
        return f"portsim {program_version()} · scenario {result.scenario.name} · seed {result.seed}"
    runs = words.count(done, "replication") if done == asked else f"{done:,} of {words.count(asked, 'replication')}"
    return f"portsim {program_version()} · scenario {result.scenario.name} · {runs} · seed {result.seed}"


def program_version() -> str:
    """The version that is installed."""
    try:
        return version("portsim")
    except PackageNotFoundError:
        return "(not installed)"


def label_right(panel: "Axes", inches: float, labels: Sequence[tuple[float, str, str]]) -> None:
    """Labels (height in data, text, colour) right of a panel so high, moved apart so that none lies over another."""
    low, high = panel.get_ylim()
    heights = apart([height for height, _, _ in labels], (high - low) * 0.17 / inches, low, high)
    for height, (_, text, colour) in zip(heights, labels, strict=True):
        panel.annotate(
            text,
            (1.0, height),
            xycoords=("axes fraction", "data"),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            ha="left",
            color=colour,
            fontsize=9,
            annotation_clip=False,
        )


def settle(figure: "Figure") -> None:
    """Lays a figure out and keeps it so, rounded: the last digits of the layout differ from one drawing to the next."""
    from matplotlib.layout_engine import PlaceHolderLayoutEngine

    if isinstance(figure.get_layout_engine(), PlaceHolderLayoutEngine):  # it is
        return
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for panel in figure.axes:
        x, y, width, height = (round(part, 4) for part in panel.get_position().bounds)
        panel.set_position((x, y, width, height))
    for text in figure.texts:
        x, y = text.get_position()
        text.set_position((round(float(x), 4), round(float(y), 4)))


def save(figure: "Figure", path: Path) -> None:
    """Writes a figure as SVG or PNG by the ending of the path, whole or not at all; equal figures give equal bytes.

    OutputError when it cannot be written.
    """
    import matplotlib

    content, kind = BytesIO(), path.suffix.removeprefix(".")
    with matplotlib.rc_context(STYLE), _any_letter():
        settle(figure)
        metadata = SVG_METADATA if kind == "svg" else {"Software": None}
        figure.savefig(content, format=kind, dpi=160, metadata=metadata)
    write_bytes(path, [content.getvalue()])


def save_all(figures: "Iterable[tuple[str, Figure]]", folder: Path) -> list[Path]:
    """Writes every figure as SVG and as PNG into a folder, under its name; the files. OutputError as `save`."""
    written = []
    for name, figure in figures:
        for ending in ("svg", "png"):
            written.append(folder / f"{name}.{ending}")
            save(figure, written[-1])
    return written


def svg(figure: "Figure") -> str:
    """A figure as SVG text."""
    import matplotlib

    text = StringIO()
    with matplotlib.rc_context(STYLE), _any_letter():
        settle(figure)
        figure.savefig(text, format="svg", metadata=SVG_METADATA)
    return text.getvalue()
