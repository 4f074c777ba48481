"""Which points a sweep plays: a full grid of values, or a Latin hypercube over ranges."""

import itertools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from sim.errors import ArgumentError, ScenarioError
from sim.problems import Place, Problem, sentence
from sim.scenario.language.sections import READ_FIRST
from sim.scenario.source.scalars import short_text
from sim.scenario.source.source_tree import Path, dotted, parts
from sim.wording import noted, say

VARY = Place("--vary", 0, 0)
ALLOWED = noted("PATH=VALUE,VALUE,.. or PATH=LOW..HIGH, such as space.areas.hall.persons=120,150,200")
ENDS = noted(
    "LOW..HIGH, two days or two numbers of one unit, the greater last, such as {one} or {other}",
    one="10%..30%",
    other="2 h..6 h",
)
FINE = 4  # digits of a range's span that a sampled value has

_VARY = re.compile(r'((?:"(?:[^"\\]|\\.)*"|[^"=])*)=(.*)', re.DOTALL)
_RANGE = re.compile(r"\s*([^,\[\]{}\"']+?)\s*\.\.\s*([^,\[\]{}\"']+?)\s*")
_END = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(\D*)")

Point = tuple[str, ...]


@dataclass(frozen=True)
class Values:
    """A path and the values it takes, each as it would be written in a scenario."""

    path: Path
    values: tuple[str, ...]

    def at(self, u: float) -> str:
        """Return the value at a uniform in [0, 1): each as likely."""
        return self.values[int(u * len(self.values))]


@dataclass(frozen=True)
class Range:
    """A path and the range it is drawn from: uniform; whole numbers and days with both ends."""

    path: Path
    low: float
    high: float
    unit: str  # what follows the number; "day" for ordinals of days
    whole: bool

    def at(self, u: float) -> str:
        """Return the value at a uniform in [0, 1), as it would be written."""
        if self.whole:
            value = int(self.low + math.floor(u * (self.high - self.low + 1)))
            return date.fromordinal(value).isoformat() if self.unit == "day" else str(value)
        digits = max(FINE - 1 - math.floor(math.log10(self.high - self.low)), 0)
        return f"{self.low + u * (self.high - self.low):.{digits}f}{self.unit}"


Axis = Values | Range


def axes(vary: Sequence[str]) -> tuple[Axis, ...]:
    """Return what each `PATH=...` asks for. ScenarioError with everything that is wrong with them."""
    found: list[Axis] = []
    problems: list[Problem] = []
    for text in vary:
        try:
            found.append(_axis(text))
        except ScenarioError as error:
            problems += error.problems
    for one, other in itertools.combinations(found, 2):
        shorter, longer = sorted((_keys(one.path), _keys(other.path)), key=len)
        if longer[: len(shorter)] == shorter:
            both = say("{one} and {other}", one=dotted(one.path), other=dotted(other.path))
            problems.append(_wrong(dotted(other.path), both, say("paths of which none lies in another")))
    if problems:
        raise ScenarioError(problems)
    return tuple(found)


def grid(axes: Sequence[Axis]) -> tuple[Point, ...]:
    """Return every combination, the values of the last path changing fastest. ScenarioError for a range."""
    ranges = [_wrong(dotted(axis.path), say("a range"), say("values, or a sample (--sample N)")) for axis in axes
              if isinstance(axis, Range)]  # fmt: skip
    if ranges:
        raise ScenarioError(ranges)
    return tuple(itertools.product(*(axis.values for axis in axes if isinstance(axis, Values))))


def latin_hypercube(axes: Sequence[Axis], points: int, seed: int) -> tuple[Point, ...]:
    """Draw points of which each of as many equal parts of every path has one (McKay, Beckman and Conover 1979).

    They are spread out by exchanges that lower the centred discrepancy. They depend on the seed and the number of paths
    alone; ArgumentError for less than one point.
    """
    if points < 1:
        raise ArgumentError(say("at least one point"))
    from scipy.stats.qmc import LatinHypercube

    chance = np.random.default_rng([seed, *b"latin hypercube"])
    spread: Literal["random-cd"] | None = "random-cd" if points > 2 and len(axes) > 1 else None
    uniforms = LatinHypercube(len(axes), optimization=spread, rng=chance).random(points)
    return tuple(tuple(axis.at(float(u)) for axis, u in zip(axes, row, strict=True)) for row in uniforms)


def _axis(text: str) -> Axis:
    found = _VARY.fullmatch(text)
    try:
        path = parts(found[1].strip()) if found else ()
    except ValueError as error:
        raise ScenarioError([_wrong("", short_text(text), str(error))]) from None
    if not found or not path:
        raise ScenarioError([_wrong("", short_text(text), ALLOWED)])
    if path[0] in ("seed", "stay_limit", *READ_FIRST):
        allowed = say("what the port is like; one seed: the same people, one stay_limit: the same figures")
        raise ScenarioError([_wrong(dotted(path), dotted(path), allowed)])
    if ends := _RANGE.fullmatch(found[2]):
        return _range(path, ends[1], ends[2])
    values = tuple(value.strip() for value in _split(found[2]))
    if "" in values or len(set(values)) < len(values):
        allowed = say("values between commas, none of them twice")
        raise ScenarioError([_wrong(dotted(path), short_text(found[2]), allowed)])
    return Values(path, values)


def _range(path: Path, low: str, high: str) -> Range:
    wrong = ScenarioError([_wrong(dotted(path), f"{low}..{high}", ENDS)])
    try:
        first, last = date.fromisoformat(low), date.fromisoformat(high)
    except ValueError:
        ends = _END.fullmatch(low), _END.fullmatch(high)
        if not ends[0] or not ends[1] or ends[0][2].strip() not in ("", ends[1][2].strip()):
            raise wrong from None
        unit = high[len(ends[1][1]) :]
        whole = not unit and ends[0][1].isdecimal() and ends[1][1].isdecimal()
        found = Range(path, float(ends[0][1]), float(ends[1][1]), unit, whole)
    else:
        found = Range(path, first.toordinal(), last.toordinal(), "day", True)
    if found.low >= found.high:
        raise wrong
    return found


def _split(text: str) -> list[str]:
    """Return a text at its commas, those within brackets and quotes left alone."""
    found, depth, quote = [""], 0, ""
    for letter in text:
        if letter == "," and not depth and not quote:
            found.append("")
            continue
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        else:
            depth += (letter in "[{") - (letter in "]}")
        found[-1] += letter
    return found


def _keys(path: Path) -> tuple[str, ...]:
    return tuple(map(str, path))


def _wrong(path: str, found: str, allowed: str) -> Problem:
    return Problem(path, sentence(found, allowed), VARY)
