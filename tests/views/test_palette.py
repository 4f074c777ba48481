"""The palette: contrast with the background, and what readers with any colour vision can tell apart."""

import itertools
import re
from pathlib import Path

import numpy as np
import pytest

from sim.views.kit import palette
from sim.views.kit.palette import DARK, HUES, LIGHT, PAPER, Palette, Role

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]
VARIANTS = pytest.mark.parametrize("variant", [LIGHT, DARK], ids=["light", "dark"])
APART = 11.0  # colour difference; about 2.3 is just noticeable (Mahy, Van Eycken and Oosterlinck 1994)
NOT_LINES = {"faint", "paper"}  # the grid, and the background itself
ROWS = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)  # fmt: skip
SIDE_BY_SIDE = (  # on one chart: what people, space and a limit are; whose orders; officers; ways to leave
    ("blue", "red", "yellow"), ("blue", "yellow", "purple", "ink"), ("ink", "green", "red", "blue"),
    ("blue", "brown", "grey"),
)  # fmt: skip
VISION = {  # linear RGB as seen without one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1)
    "all cones": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def linear(colour: str) -> np.ndarray:
    """Linear red, green and blue of a hex colour."""
    share = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    low, high = sorted(float(ROWS[1] @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of linear RGB under D65."""
    x = ROWS @ np.clip(rgb, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(x > 0.008856, np.cbrt(x), 7.787 * x + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def nearest(colours: tuple[str, ...], vision: str) -> float:
    """The colour difference (CIE 1976) of the two of them that look most alike."""
    seen = [lab(np.array(VISION[vision]) @ linear(colour)) for colour in colours]
    return min(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(seen, 2))


def test_the_contrast_of_black_and_white_and_of_one_colour() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the known grey that just misses 4.5
    assert nearest(("#000000", "#ffffff"), "all cones") == pytest.approx(100, abs=0.1)


@VARIANTS
def test_what_lines_and_texts_are_drawn_in_stands_out_from_the_background(variant: Palette) -> None:
    paper = variant.strong(PAPER)
    lines = {hue: shade.strong for hue, shade in variant.hues.items() if hue not in NOT_LINES}
    lines |= {f"alternative {k}": colour for k, colour in enumerate(variant.counted["alternative"])}
    assert {name: colour for name, colour in lines.items() if contrast(colour, paper) < 3.0} == {}
    ink = {hue: variant.hues[hue].strong for hue in ("ink", "grey", "blue")}
    assert {name: colour for name, colour in ink.items() if contrast(colour, paper) < 4.5} == {}


@VARIANTS
@pytest.mark.parametrize("vision", VISION)
def test_colours_that_stand_side_by_side_are_told_apart(variant: Palette, vision: str) -> None:
    hues = (tuple(variant.hues[hue].strong for hue in side_by_side) for side_by_side in SIDE_BY_SIDE)
    for colours in (*hues, *variant.counted.values(), variant.diverging):
        assert nearest(colours, vision) > APART, colours


@VARIANTS
def test_every_role_has_a_colour(variant: Palette) -> None:
    roles = [one for one in vars(palette).values() if isinstance(one, Role)]
    assert {role.name for role in roles} == set(HUES)
    counted = (palette.alternative, palette.shift, palette.longer, palette.shorter)
    assert {make(0).name for make in counted} == set(variant.counted)
    for role in (*roles, *(make(9) for make in counted)):
        assert re.fullmatch("#[0-9a-f]{6}", variant.strong(role)) and re.fullmatch("#[0-9a-f]{6}", variant.soft(role))


def test_red_is_what_is_too_much_too_late_or_short_and_nothing_else() -> None:
    assert {role for role, hue in HUES.items() if hue == "red"} == {"worse", "short", "late", "worst"}
