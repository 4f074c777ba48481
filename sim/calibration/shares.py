"""Shares from counts of cases: a single share, or shares by name, each with what its number of cases leaves open.

A share that was counted c times of n is written as c / n, and drawn between the tenths of the beta law that such counts
leave (Jeffreys' prior: c + 1/2 and n - c + 1/2; Brown, Cai and DasGupta 2001, Interval estimation for a binomial
proportion). Shares by name are written as counted, and drawn from the Dirichlet law of that number of cases.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from scipy.stats import beta

from sim.calibration.fitting.day_to_day import CONFIDENCE, Interval
from sim.problems import sentence
from sim.scenario.data.counts import GRADES
from sim.scenario.data.tables import kinds
from sim.scenario.data.tables.columns import Column, Record, Refused, made, only, opened
from sim.scenario.data.tables.faults import Faults
from sim.scenario.source.source_tree import parts
from sim.wording import say

COLUMNS = (
    Column("path", kinds.text),
    Column("name", kinds.text, must=False),
    Column("count", kinds.whole_number(), counted=True),
    Column("of", kinds.whole_number(1), must=False, counted=True),
    Column("from", kinds.a_day),
    Column("to", kinds.a_day),
    Column("grade", kinds.one_of(GRADES), must=False),
    Column("source", kinds.text, must=False),
)
DIGITS = 6


@dataclass(frozen=True)
class Row:
    """A line of the file: the cases of a path, of how many there were (a share) or by a name (one of several)."""

    path: str
    name: str
    count: int
    of: int | None
    first: date
    last: date
    grade: str
    source: str


@dataclass(frozen=True)
class Shares:
    """What was counted of one path: its cases, the share (None of several), and the lines."""

    path: str
    cases: int
    share: Interval | None
    rows: tuple[Row, ...]

    @property
    def edits(self) -> dict[tuple[Any, ...], Any]:
        """What changes in a scenario but for where it is from."""
        keys = parts(self.path)
        if self.share is None:
            value = {_key(row.name): round(row.count / self.cases, DIGITS) for row in self.rows}
            return {keys: value, ("uncertain", self.path): {"dirichlet": {"strength": self.cases}}}
        low, high = (float(beta.ppf(q, *_posterior(self.rows[0]))) for q in (0.1, 0.9))
        drawn = {"p10": float(f"{low:.4g}"), "p90": float(f"{high:.4g}")}
        return {keys: round(self.share.at, DIGITS), ("uncertain", self.path): drawn}

    @property
    def windows(self) -> list[str]:
        """The days of the cases."""
        return list(dict.fromkeys(f"{row.first}/{row.last}" for row in self.rows))


def shares(path: Path) -> tuple[Shares, ...]:
    """Return what was counted of each path of a file, in its order. TableError with every fault, by cell."""
    table = only(opened(path.parent, path.name), say("shares"))
    rows = made(table, COLUMNS, _row)
    by_path: dict[str, list[tuple[Row, int]]] = {}
    for k, row in enumerate(rows, 1):
        by_path.setdefault(row.path, []).append((row, k))
    faults = Faults()
    for own in by_path.values():
        for k, said in _wrong(own):
            faults.add(table.place(table.rows[k], 0), said)
    faults.stop()
    return tuple(_of(name, [row for row, _ in own]) for name, own in by_path.items())


def _row(record: Record) -> Row:
    given = record.values
    name, count, of = given["name"] or "", given["count"], given["of"]
    if bool(name) == (of is not None):
        raise Refused(
            "of", say("both a name and of") if name else say("neither a name nor of"),
            say("of, how many cases there were, for a single share; a name for one of several shares"),
        )  # fmt: skip
    if of is not None and count > of:
        raise Refused("count", str(count), say("at most of, {of}", of=of))
    if given["to"] < given["from"]:
        raise Refused(
            "to", str(given["to"]), say("the last day, on or after the first, {first}", first=str(given["from"]))
        )
    return Row(
        given["path"], name, count, of, given["from"], given["to"], given["grade"] or GRADES[-1], given["source"] or ""
    )


def _wrong(own: Sequence[tuple[Row, int]]) -> Iterator[tuple[int, str]]:
    """Yield the lines of a path that do not go together, and why."""
    names = [row.name for row, _ in own]
    for place, (row, k) in enumerate(own):
        if row.name in names[:place]:
            found = say("{path} {name} a second time", path=row.path, name=row.name)
            yield k, sentence(found, say("each once, or names of several shares"))
    if names[0] and (len(names) < 2 or not sum(row.count for row, _ in own)):
        yield own[0][1], sentence(say("one name of {path}", path=own[0][0].path), say("two names or more with cases"))


def _of(path: str, rows: Sequence[Row]) -> Shares:
    first = rows[0]
    if first.of is None:
        return Shares(path, sum(row.count for row in rows), None, tuple(rows))
    tail = (1 - CONFIDENCE) / 2
    low, high = (float(beta.ppf(q, *_posterior(first))) for q in (tail, 1 - tail))
    at = first.count / first.of
    return Shares(path, first.of, Interval(at, low if first.count else 0.0, high if at < 1 else 1.0), tuple(rows))


def _key(name: str) -> str | int:
    """Return a name as a scenario has it: the size of a party is a number."""
    return int(name) if name.isdigit() else name


def _posterior(row: Row) -> tuple[float, float]:
    return row.count + 0.5, (row.of or 0) - row.count + 0.5
