"""The look of every drawing: canvas, fonts and lines by palette. Matplotlib's own settings are left as they were."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib

from sim.views.kit.palette import FAINT, INK, MUTED, PAPER, Palette

WIDTH = 9.0  # inches


def settings(palette: Palette) -> dict[str, Any]:
    """Matplotlib's settings for a palette."""
    ink, muted, faint, paper = (palette.strong(role) for role in (INK, MUTED, FAINT, PAPER))
    return {
        "font.family": ["DejaVu Sans", "sans-serif"],
        "font.size": 9.5,
        "text.color": ink,
        "text.parse_math": False,
        "axes.edgecolor": muted,
        "axes.labelcolor": muted,
        "axes.linewidth": 0.8,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.labelsize": 9.5,
        "grid.color": faint,
        "grid.linewidth": 0.8,
        "xtick.color": muted,
        "ytick.color": muted,
        "ytick.major.size": 0,
        "xtick.minor.size": 0,
        "figure.facecolor": paper,
        "axes.facecolor": paper,
        "savefig.facecolor": paper,
        "legend.frameon": False,
        "legend.fontsize": 9.0,
        "lines.solid_capstyle": "butt",
        "svg.fonttype": "none",  # text stays text, to be read aloud, found and copied
        "svg.hashsalt": "portsim",
        "path.simplify": True,
        "hatch.linewidth": 0.6,
        "hatch.color": paper,
    }


@contextmanager
def look(palette: Palette) -> Iterator[None]:
    """Draw with the look of a palette. A letter that the font lacks is drawn as a box, and no warning is given."""
    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "(Glyph|Matplotlib currently does not support)", UserWarning)
        matplotlib.rcdefaults()
        rc: Any = matplotlib.rcParams
        for name, value in settings(palette).items():
            rc[name] = value
        yield
