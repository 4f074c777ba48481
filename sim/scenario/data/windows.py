"""Published counts as totals that a history must have: windows apart from each other or one within the other.

What a window has beyond those within it is a total of its own, of the days that are left. So nested windows come down
to cells: sets of days that share no day, each with the persons who came on them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from sim.problems import listing
from sim.scenario.data.counts import Count, Counts
from sim.wording import noted, say

HELD = ("A", "B")  # grades of what was reported, and of sums and differences of it; what is only estimated stays open
AFTER = 60  # days after the end: a run is played on for no longer


@dataclass(frozen=True)
class Cell:
    """Persons who came on some days."""

    days: tuple[date, ...]
    total: int
    row: int  # of the count that they are left of


class Refused(NamedTuple):
    """A row that cannot hold together with another one."""

    row: int
    found: str
    allowed: str


@dataclass
class _Window:
    row: int
    count: Count
    within: list["_Window"] = field(default_factory=list)

    def __str__(self) -> str:
        return say(
            "{claims} from {first} to {last}",
            claims=self.count.claims,
            first=str(self.count.first),
            last=str(self.count.last),
        )


def held(counts: Counts, first: date, last: date) -> list[int]:
    """Return the rows of what was reported that say something of the days from `first` to `last`, the longest first.

    Those are the windows that touch these days, and so on those that touch such a window.
    """
    rows = [k for k, count in enumerate(counts.rows) if count.grade in HELD]
    while True:
        found = [k for k in rows if counts.rows[k].first <= last and counts.rows[k].last >= first]
        wider = min([first, *(counts.rows[k].first for k in found)]), max([last, *(counts.rows[k].last for k in found)])
        if wider == (first, last):
            return sorted(found, key=lambda k: (counts.rows[k].first, -counts.rows[k].last.toordinal(), k))
        first, last = wider


def cells(counts: Counts, first: date, last: date) -> tuple[tuple[Cell, ...], tuple[Refused, ...]]:
    """Return the totals of the days from `first` to `last`, and every row that contradicts another one."""
    roots: list[_Window] = []
    windows: list[_Window] = []
    open_: list[_Window] = []
    wrong: list[Refused] = []
    for row in held(counts, first, last):
        window = _Window(row, counts.rows[row])
        while open_ and open_[-1].count.last < window.count.first:
            open_.pop()
        around = open_[-1] if open_ else None
        if around and (around.count.first, around.count.last) == (window.count.first, window.count.last):
            if around.count.claims != window.count.claims:
                wrong.append(
                    Refused(
                        row,
                        say("{window} beside {around}", window=str(window), around=str(around)),
                        say("one total of the same days"),
                    )
                )
            continue
        if around and window.count.last > around.count.last:
            wrong.append(
                Refused(
                    row,
                    say("{window}, which overlaps in part {around}", window=str(window), around=str(around)),
                    _APART,
                )
            )
            continue
        (around.within if around else roots).append(window)
        windows.append(window)
        open_.append(window)
    parts = [part for window in windows for part in _left(window)]
    wrong += [part for part in parts if isinstance(part, Refused)]
    return tuple(part for part in parts if isinstance(part, Cell)), tuple(wrong)


_APART = noted("windows apart from each other, or one within the other")


def _left(window: _Window) -> Iterator[Cell | Refused]:
    """Yield what a window has beyond those within it, if that is anything, or why it cannot be."""
    taken = {day for inner in window.within for day in inner.count.days}
    days = tuple(day for day in window.count.days if day not in taken)
    rest = window.count.claims - sum(inner.count.claims for inner in window.within)
    inside = listing(str(inner) for inner in window.within)
    if rest < 0:
        yield Refused(
            window.row,
            say("{window}, less than within it: {inside}", window=str(window), inside=inside),
            say("at least as many as come within it"),
        )
    elif rest and not days:
        allowed = say("the sum of windows that have all of its days, {claims}", claims=window.count.claims - rest)
        yield Refused(
            window.row, say("{window}, more than within it: {inside}", window=str(window), inside=inside), allowed
        )
    elif days:
        yield Cell(days, rest, window.row)


def reach(first: date, end: date, run_on: date | None) -> tuple[date, date]:
    """Return the first and the last day on which anybody of a run can come, those after its end included."""
    return first, max(end + timedelta(days=AFTER), run_on or end) - timedelta(days=1)
