"""The levers of a run as rows and as a document. What does not exist is empty (null in JSON)."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

from sim.experiments.comparison.differences import Difference
from sim.experiments.statistics.lever_lines import LeverLine, Levers

FIRST = ("lever", "kind", "change", "price", "hindsight", "pairs")
AVOIDED = ("crowded_person_hours", "avoided", "avoided_low", "avoided_high", "avoided_verdict")
PER_HOUR = ("cost_per_hour_avoided", "cost_per_hour_low", "cost_per_hour_high")
OF_FIGURE = ("", "_difference", "_low", "_high", "_verdict")


def rows(levers: Levers) -> Iterator[Sequence[Any]]:
    """Yield the rows of `levers.csv`, a lever each, after those of the columns.

    `crowded_person_hours` is as written, `avoided` how many of them the lever avoids, below nought those that it adds.
    Of every other figure: its value with the lever, its difference, the interval that holds at once with all others.
    """
    figures = tuple(levers.lines[0].figures) if levers.lines else ()
    yield (*FIRST, *AVOIDED, *(f"{name}{end}" for name in figures for end in OF_FIGURE), *PER_HOUR, "same")
    for line in levers.lines:
        yield ["" if cell is None else cell for cell in _row(line, figures)]


def _row(line: LeverLine, figures: Sequence[str]) -> Iterator[Any]:
    change = "; ".join(f"{one.path}: {one.old} -> {one.new}" for one in line.changes)
    yield from (line.name, line.kind, change, line.price, int(line.hindsight), line.crowding.of)
    yield from avoided(line).values()
    for name in figures:
        yield from _difference(line.figures[name])
    yield from (None, None, None) if line.per_hour is None else map(_number, line.per_hour)
    yield " ".join(sorted(line.same))


def avoided(line: LeverLine) -> dict[str, Any]:
    """Return the crowded person-hours as written, how many the lever avoids, and their interval."""
    one = line.crowding
    told = (_number(one.baseline), *(_number(-end) for end in (one.difference, one.high, one.low)), one.verdict)
    return dict(zip(AVOIDED, told, strict=True))


def _difference(one: Difference) -> tuple[Any, ...]:
    return (*map(_number, (one.other, one.difference, one.low, one.high)), one.verdict)


def _number(value: float) -> float | None:
    """Return a number that exists; a nought has no sign."""
    return None if math.isnan(value) else value + 0.0


def document(levers: Levers) -> dict[str, Any]:
    """Return what `summary.json` says of the levers."""
    names, *told = rows(levers)
    lines = [dict(zip(names, row, strict=True)) for row in told]
    return {
        "runs": levers.runs,
        "of": levers.of,
        "intervals": levers.intervals,
        "lines": [{name: None if cell == "" else cell for name, cell in line.items()} for line in lines],
    }
