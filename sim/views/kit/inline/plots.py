"""Pictures over values of an input as values: a figure along a path, over a grid of two, and how far inputs move it."""

from typing import NamedTuple


class Spot(NamedTuple):
    """A number at a place, with the ends of its interval; NaN where there is none."""

    at: float
    value: float
    low: float
    high: float


class Curve(NamedTuple):
    """A figure along an input: its message, what the axis counts, its spots by place, and the ticks of the places.

    `percent`: values are shares of a hundred. `joined`: a line goes from spot to spot. `level`: a line across, NaN for
    none, with what it says. `across`: what the places are.
    """

    title: str
    what: str
    across: str
    spots: tuple[Spot, ...]
    ticks: tuple[tuple[float, str], ...]
    percent: bool = False
    joined: bool = True
    level: float = float("nan")
    level_said: str = ""


class Cell(NamedTuple):
    """A cell of a grid: its text, how dark it is from nought to one, and whether it is on the far side of the level."""

    text: str
    shade: float
    beyond: bool


class Grid(NamedTuple):
    """A figure over two inputs: its message, what the level is, both inputs with their values, (down, across) cells."""

    title: str
    level_said: str
    down: str
    across: str
    downs: tuple[str, ...]
    acrosses: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]


class Reach(NamedTuple):
    """How far an input moves a figure: its name, what it is at both ends, the figure there, and their intervals."""

    label: str
    ends: tuple[str, str]
    low: Spot
    high: Spot


class Reaches(NamedTuple):
    """How far each input moves a figure, the farthest first; `middle`: with all as written."""

    title: str
    what: str
    middle: float
    middle_said: str
    rows: tuple[Reach, ...]
    percent: bool = False


class Plot(NamedTuple):
    """The picture: what it shows in a title and in a sentence, and its panels."""

    title: str
    said: str
    panels: tuple[Curve | Grid | Reaches, ...]
