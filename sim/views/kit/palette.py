"""The one palette: what is drawn has a role, a role has a hue, a hue has a strong and a soft shade in each variant.

Strong shades are for lines, dots and texts, and contrast with the background by 3:1 at least (WCAG 2.2, 1.4.11); soft
ones are for areas and bars. The hues are those of Paul Tol's schemes high-contrast, medium-contrast, muted, bright and
light, which readers with any colour vision can tell apart (Tol 2021, Colour Schemes, SRON/EPS/TN/09-002, issue 3.2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Role(NamedTuple):
    """What something on a chart stands for; `k` counts what there are several of: scenarios, shifts, families."""

    name: str
    k: int = 0


INK, MUTED, FAINT, PAPER = Role("ink"), Role("muted"), Role("faint"), Role("paper")
MEASURED, HALF, MOST = Role("measured"), Role("half of the runs"), Role("nine runs in ten")
CAPACITY, TARGET, BASELINE = Role("capacity"), Role("target"), Role("baseline")
CHANCE, DOMINATED, BETTER, WORSE = Role("chance"), Role("dominated"), Role("better"), Role("worse")
ORDERED, READY, NEEDED, CHOSEN = Role("ordered"), Role("ready"), Role("needed"), Role("chosen")
ON_DUTY, BUSY, REQUIRED, SHORT = Role("on duty"), Role("busy"), Role("required"), Role("short")
REFERRED, RETURNED, OTHER_WAY = Role("referred"), Role("returned"), Role("other way to leave")
LATE, FOR_NOTHING, MEAN, WORST = Role("late"), Role("for nothing"), Role("mean"), Role("worst")
LOW_INPUT, HIGH_INPUT, ALONE, INTERACTING = Role("low input"), Role("high input"), Role("alone"), Role("interacting")


def alternative(k: int) -> Role:
    """Return one of several scenarios, prices or families, which are told apart by their colour."""
    return Role("alternative", k)


def shift(k: int) -> Role:
    """Return a shift of a roster."""
    return Role("shift", k)


def longer(k: int) -> Role:
    """Return those who waited longer, the greater `k` the more."""
    return Role("longer", k)


def shorter(k: int) -> Role:
    """Return those who waited shorter, the greater `k` the more."""
    return Role("shorter", k)


class Shade(NamedTuple):
    """A hue in one variant: for lines, dots and texts, and for areas and bars."""

    strong: str
    soft: str


HUES: Mapping[str, str] = {  # red is what is too much, too late or short, and nothing else
    "ink": "ink", "muted": "grey", "faint": "faint", "paper": "paper",
    "measured": "blue", "half of the runs": "blue", "nine runs in ten": "pale blue",
    "capacity": "ink", "target": "ink", "baseline": "grey",
    "chance": "pale grey", "dominated": "pale grey", "better": "blue", "worse": "red",
    "ordered": "yellow", "ready": "purple", "needed": "blue", "chosen": "ink",
    "on duty": "ink", "busy": "green", "required": "blue", "short": "red",
    "referred": "blue", "returned": "brown", "other way to leave": "grey",
    "late": "red", "for nothing": "grey", "mean": "grey", "worst": "red",
    "low input": "grey", "high input": "ink", "alone": "ink", "interacting": "grey",
}  # fmt: skip


@dataclass(frozen=True)
class Palette:
    """The colours of a variant: hues by name, and those that are counted, which begin again when they run out."""

    hues: Mapping[str, Shade]
    counted: Mapping[str, tuple[str, ...]]
    sequential: tuple[str, ...]  # from the least to the greatest
    diverging: tuple[str, ...]  # from below zero over zero to above

    def strong(self, role: Role) -> str:
        """Return the colour of lines, dots and texts."""
        return self._of(role, soft=False)

    def soft(self, role: Role) -> str:
        """Return the colour of areas and bars."""
        return self._of(role, soft=True)

    def _of(self, role: Role, *, soft: bool) -> str:
        if role.name in self.counted:
            colours = self.counted[role.name]
            return colours[role.k % len(colours)]
        hue = self.hues[HUES[role.name]]
        return hue.soft if soft else hue.strong


LIGHT = Palette(
    {
        "ink": Shade("#1b1f24", "#59626e"),
        "grey": Shade("#59626e", "#b6bec7"),
        "pale grey": Shade("#87909a", "#c3cad1"),
        "faint": Shade("#dfe3e8", "#dfe3e8"),
        "paper": Shade("#ffffff", "#ffffff"),
        "blue": Shade("#004488", "#6699cc"),
        "pale blue": Shade("#004488", "#d2e1f1"),
        "red": Shade("#bb5566", "#ee99aa"),
        "yellow": Shade("#997700", "#eecc66"),
        "green": Shade("#06742b", "#9bd0ac"),
        "purple": Shade("#8b3fd0", "#dcc8f2"),
        "brown": Shade("#8c4a1f", "#d9b08c"),
    },
    {
        "alternative": ("#332288", "#117733", "#999933", "#882255", "#6699cc", "#ee6677"),
        "shift": ("#332288", "#88ccee", "#ddcc77", "#117733", "#ee99aa", "#999933", "#aa4499", "#555555"),
        "longer": ("#f3cfd5", "#dd8797", "#bb5566", "#7d2236"),
        "shorter": ("#cfe0f0", "#8fb4d9", "#4478ad", "#004488"),
    },
    ("#ffffff", "#d2e1f1", "#6699cc", "#004488"),
    ("#bb5566", "#ffffff", "#004488"),
)
DARK = Palette(
    {
        "ink": Shade("#eef1f4", "#a9b2bc"),
        "grey": Shade("#a9b2bc", "#5d6772"),
        "pale grey": Shade("#747e89", "#47505a"),
        "faint": Shade("#2c333b", "#2c333b"),
        "paper": Shade("#14181d", "#14181d"),
        "blue": Shade("#77aadd", "#3f6c9b"),
        "pale blue": Shade("#77aadd", "#24405c"),
        "red": Shade("#ee99aa", "#a04a5d"),
        "yellow": Shade("#eecc66", "#997700"),
        "green": Shade("#4fd488", "#24703f"),
        "purple": Shade("#a860c8", "#5b3a73"),
        "brown": Shade("#d99a66", "#7a4a24"),
    },
    {
        "alternative": ("#77aadd", "#eedd88", "#aa4499", "#aaaa00", "#ffaabb", "#ee6677"),
        "shift": ("#77aadd", "#aa4499", "#eedd88", "#228833", "#ffaabb", "#aaaa00", "#99ddff", "#ee8866"),
        "longer": ("#5a2733", "#8c3f50", "#c96a7d", "#f4b3bf"),
        "shorter": ("#24405c", "#35628f", "#5b90c4", "#a9cdf0"),
    },
    ("#14181d", "#24405c", "#3f6c9b", "#77aadd"),
    ("#ee99aa", "#14181d", "#77aadd"),
)


class Tone(NamedTuple):
    """The colour of one role on a page, on a light and on a dark ground."""

    light: str
    dark: str


PAGE: Mapping[str, Tone] = {  # a colour has one role: red is without a place or too late, and nothing else
    "ground": Tone("#ffffff", "#14171b"),
    "panel": Tone("#f4f3ef", "#1d2127"),
    "ink": Tone("#16191d", "#eceef1"),  # words; what there is: places, officers on duty; the interval of chance
    "muted": Tone("#555b64", "#aab1bb"),  # second words, numbers of an axis
    "axis": Tone("#82888f", "#7c848f"),  # base lines; the interval with assumptions
    "rule": Tone("#dcdcd8", "#343a43"),  # lines between rows, and of a grid
    "people": Tone("#1a5aa0", "#7db8f5"),  # who comes and who is there; links
    "people-band": Tone("#cfdff1", "#1f3b5a"),
    "people-edge": Tone("#5b90c8", "#4f86bd"),
    "staff": Tone("#0a6b60", "#56c7b6"),
    "staff-band": Tone("#c6e4de", "#18433d"),
    "staff-edge": Tone("#3f968a", "#38897d"),
    "measure": Tone("#7b3894", "#d3a3ea"),  # what is ordered, open, used
    "over": Tone("#b5380c", "#ff9a70"),  # without a place, too late; always hatched, or a bar with its own label
    "over-ground": Tone("#f6c9b6", "#5f2a14"),
    "focus": Tone("#0b57d0", "#8ec2ff"),
}


def page_colours() -> str:
    """Return the colours of a page as CSS: light, dark where the reader's system is, and light again on paper."""
    light = "".join(f"--{role}:{tone.light};" for role, tone in PAGE.items())
    dark = "".join(f"--{role}:{tone.dark};" for role, tone in PAGE.items())
    on_paper = f"@media print{{:root{{{light}color-scheme:light}}}}"
    return f":root{{{light}color-scheme:light dark}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}{on_paper}\n"
