"""A file of counts as it was published, read: each cell is read right, or refused with its place and what to write."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sim.calibration.published.contradicted import contradictions
from sim.calibration.published.encodings import opened
from sim.calibration.published.folded import folded
from sim.calibration.published.layouts import ASSUMED, Layout, cell, is_count, is_total, layout, text_of, unused
from sim.calibration.published.numerals import EMPTY, Count, NoCount, Withheld, has_decimal_comma, numeral
from sim.calibration.published.periods import NoPeriod, Span, plain
from sim.calibration.published.spans import Asked, Spans, month_of, spans
from sim.calibration.published.window import Dropped, Kind, Published, Window
from sim.problems import Place, listing, plainly, sentence
from sim.scenario.data.counts import GRADES
from sim.scenario.data.tables.faults import Faults, refuse
from sim.scenario.data.tables.raw_table import Row, Table
from sim.wording import say


@dataclass(frozen=True)
class Reading:
    """What a planner says of a file: the name of each column that is needed, by what it is for (`period`, `from`, `to`,
    `count`, `stream`, `group`, ...); values that a column must have; the sheet; how periods are read."""

    columns: Mapping[str, str] = field(default_factory=dict)
    only: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    periods: Asked = field(default_factory=Asked)


class Cell(NamedTuple):
    """A count as it stands: the cells of its period, its own, where both are, and the row."""

    period: tuple[str, ...]
    value: Any
    place: Place
    row: Row
    begins: Place


@dataclass(frozen=True)
class Rows:
    """The counts of a file, row by row, before rows are put together; `minutes` of those that begin within a day."""

    file: str
    windows: tuple[Window, ...]
    minutes: Mapping[int, int]
    roles: Mapping[str, int]
    dropped: tuple[Dropped, ...]

    def known_by(self, day: date) -> "Published":
        """Return what had been published on or before a day; a row that does not say when was, on its last day."""
        kept = [k for k, one in enumerate(self.windows) if (one.known or one.last) <= day]
        minutes = {at: self.minutes[k] for at, k in enumerate(kept) if k in self.minutes}
        return self._together([self.windows[k] for k in kept], minutes)

    @property
    def all(self) -> "Published":
        """All that was published."""
        return self._together(self.windows, self.minutes)

    def _together(self, windows: Sequence[Window], minutes: Mapping[int, int]) -> "Published":
        made, more = folded(windows, self.roles, minutes)
        return Published(self.file, tuple(made), (*self.dropped, *more), contradictions(made))


def published(path: Path, reading: Reading | None = None) -> Published:
    """Return what a CSV or XLSX file of counts says. TableError with everything that cannot be read, by cell."""
    return rows(path, reading).all


def rows(path: Path, reading: Reading | None = None) -> Rows:
    """Return the rows of a CSV or XLSX file of counts. TableError with everything that cannot be read, by cell."""
    reading = reading or Reading()
    table = _table(path, reading)
    found = layout(table, reading.columns)
    dropped = [Dropped("title", _line(row), table.begin(row)) for row in found.before]
    dropped += [Dropped("tags", _line(found.tags), table.begin(found.tags))] if found.tags else []
    dropped += [Dropped("other column", text, place) for text, place in unused(found, table)]
    cells = list(_cells(found, table, _asked_for(found, table, reading, dropped), dropped))
    windows = _Windows(found, table, reading, dropped)
    read = windows.of(cells)
    return Rows(str(path), tuple(read), windows.minutes, found.roles, tuple(dropped))


def _table(path: Path, reading: Reading) -> Table:
    tables = [one for one in opened(path).tables if not reading.sheet or plainly(one.sheet) == plainly(reading.sheet)]
    if len(tables) == 1:
        return tables[0]
    names = listing(one.sheet for one in opened(path).tables)
    message = sentence(
        say("sheets with something in them: {names}", names=names), say("one of them: {option}", option="--sheet NAME")
    )
    return refuse(Place(str(path), 0, 0), message)


def _line(row: Row) -> str:
    return " ".join(text_of(value) for value in row.values if value is not None)


def _asked_for(found: Layout, table: Table, reading: Reading, dropped: list[Dropped]) -> Iterator[Row]:
    """Yield the rows that have the values asked for. TableError for a column that is not there."""
    heads = [text_of(value) for value in (found.head.values if found.head else ())]
    at = {}
    for name, wanted in reading.only.items():
        if plainly(name) not in map(plainly, heads):
            message = sentence(
                say("no column {name}", name=name), say("one of {names}", names=listing(heads)), heads, name
            )
            refuse(table.begin(found.head or found.body[0]), message)
        at[[plainly(head) for head in heads].index(plainly(name))] = plainly(wanted)
    for row in found.body:
        if all(plainly(text_of(cell(row, k))) == wanted for k, wanted in at.items()):
            yield row
        else:
            dropped.append(Dropped("not asked for", _line(row), table.begin(row)))


def _cells(found: Layout, table: Table, rows: Iterator[Row], dropped: list[Dropped]) -> Iterator[Cell]:
    """Yield every count with the cells of its period, in file order."""
    for at, head in found.across.items():
        if is_total(text_of(head)) and found.head:
            dropped.append(Dropped("total", text_of(head), table.place(found.head, at)))
    count = found.roles.get("count", found.roles.get("cumulative"))
    for row in rows:
        own = tuple(text_of(cell(row, k)) for k in found.period)
        for at in found.across or [one for one in (count,) if one is not None]:
            period = (*own, text_of(found.across[at])) if found.across else own
            yield Cell(period, cell(row, at), table.place(row, at), row, table.place(row, (found.period or (at,))[0]))


class _Windows:
    """Makes windows of cells, and collects what cannot be read."""

    def __init__(self, found: Layout, table: Table, reading: Reading, dropped: list[Dropped]) -> None:
        self._found, self._table, self._reading, self._dropped = found, table, reading, dropped
        self._faults = Faults()
        self.minutes: dict[int, int] = {}  # of windows that begin within a day, by the place in their list

    def of(self, cells: Sequence[Cell]) -> list[Window]:
        """Return the windows of all cells. TableError with every fault, or if there is no count."""
        spans_of = self._spans(cells)
        comma = has_decimal_comma([one.value for one in cells])
        read: list[Window] = []
        last = max((k for k, one in enumerate(cells) if self._reads(spans_of, one)), default=-1)
        for k, one in enumerate(cells):
            window = self._window(spans_of, one, comma, k > last)
            if window is not None:
                span, counted = window
                if span.minute is not None:
                    self.minutes[len(read)] = span.minute
                read.append(self._with_words(one, span, counted))
        self._faults.stop()
        if not read:
            refuse(
                Place(self._table.file, 0, 0),
                sentence(say("no count in it"), say("a period and a number in each line")),
            )
        return read

    def _spans(self, cells: Sequence[Cell]) -> Spans:
        found, head = self._found, self._found.head
        names = [text_of(cell(head, k)) for k in found.period] if head else []
        fiscal = "fiscal year" in found.roles
        asked = self._reading.periods
        months = [one for one in found.across.values() if text_of(one)[:3].isalpha()]
        if months and found.period and asked.fiscal_start is None:
            start = month_of(text_of(months[0]))
            fiscal = fiscal or start > 1
            asked = asked._replace(fiscal_start=start or None)
        return spans([one.period for one in cells], " ".join(names), asked, fiscal)

    def _reads(self, found: Spans, one: Cell) -> bool:
        try:
            return found.of(one.period) is not None
        except NoPeriod as error:
            return error.unclear

    def _window(self, found: Spans, one: Cell, comma: bool, after: bool) -> tuple[Span, Count] | None:
        """Return the days and the count of a cell; None for one that is dropped or refused."""
        named = next(filter(None, one.period), "") or text_of(next(filter(None, one.row.values), None))
        if is_total(named) or (is_total(_label(self._found, one.row)) and not self._stands_alone()):
            self._dropped_as("total", _line(one.row), one)
            return None
        try:
            span = found.of(one.period)
        except NoPeriod as error:
            if after and not is_count(one.value):
                self._dropped_as("note", _line(one.row), one)
            else:
                self._faults.add(one.begins, str(error))
            return None
        try:
            counted = numeral(one.value, comma)
        except NoCount as error:
            self._faults.add(one.place, str(error))
            return None
        if isinstance(counted, Withheld):
            text = " ".join((*one.period, text_of(one.value))).strip()
            self._dropped_as("empty" if counted.kind == EMPTY else "withheld", text, one)
            return None
        return span, counted

    def _stands_alone(self) -> bool:
        """Whether nobody but the total is in the file."""
        labels = {_label(self._found, one) for one in self._found.body if _label(self._found, one)}
        return all(map(is_total, labels))

    def _dropped_as(self, kind: Kind, text: str, one: Cell) -> None:
        found = Dropped(kind, text, one.place if kind in ("empty", "withheld") else self._table.begin(one.row))
        if found not in self._dropped:
            self._dropped.append(found)

    def _with_words(self, one: Cell, span: Span, counted: Count) -> Window:
        """Return the window with what its row says besides. What is said wrongly is a fault."""
        roles, row = self._found.roles, one.row
        known, grade = self._known(one), text_of(cell(row, roles.get("grade"))).upper()
        if grade and grade not in GRADES:
            self._faults.add(self._table.place(row, roles["grade"]), sentence(grade, listing(GRADES)))
        label, source = (text_of(cell(row, roles.get(role))) for role in ("stream", "source"))
        group = text_of(cell(row, roles.get("group")))
        name = f"{label}\0{group}" if "group" in roles else label
        assumed = plain(text_of(cell(row, roles.get("known basis")))) in ASSUMED
        return Window(
            span.first, span.last, counted.least, counted.most, one.place, name, known, grade, source, assumed
        )

    def _known(self, one: Cell) -> date | None:
        at = self._found.roles.get("known")
        text = text_of(cell(one.row, at))
        if at is None or not text:
            return None
        try:
            return spans([[text]], "", self._reading.periods).of([text]).last
        except NoPeriod as error:
            self._faults.add(self._table.place(one.row, at), str(error))
            return None


def _label(found: Layout, row: Row) -> str:
    return text_of(cell(row, found.roles.get("stream"))) if "stream" in found.roles else ""
