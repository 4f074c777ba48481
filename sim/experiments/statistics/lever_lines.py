"""What each lever changes: one change a line, on the same people, its intervals at once over all lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sim.experiments.comparison.differences import Difference
from sim.experiments.statistics.ratio import Ratio


class Changed(NamedTuple):
    """A value that is otherwise: its dotted path, and both as a planner writes them."""

    path: str
    old: str
    new: str


class LeverLine(NamedTuple):
    """A lever against the scenario as written.

    `kind` and `of` say what it is. `price`: `priced`, `none` (the scenario has none for it), or `not bought` (who
    comes). `crowding` is of crowded person-hours, of all areas without a limit; `figures` are the others that are
    shown, by name. `per_hour` is the extra cost over the crowded person-hours avoided, where these are clear and the
    lever has a price. `same`: figures that are equal in every pair.
    """

    name: str
    kind: str
    of: Mapping[str, Any]
    price: str
    hindsight: bool
    changes: tuple[Changed, ...]
    crowding: Difference
    figures: Mapping[str, Difference]
    per_hour: Ratio | None
    same: frozenset[str]


@dataclass(frozen=True)
class Levers:
    """All levers of a run: played in its first `runs` of `of` runs, with `intervals` that hold at once at 95%."""

    runs: int
    of: int
    intervals: int = 0
    lines: tuple[LeverLine, ...] = ()
    interrupted: bool = False
