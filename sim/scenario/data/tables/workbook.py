"""An XLSX workbook as tables, a table a sheet."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sim.scenario.data.tables.package import ALLOWED, Attributes, Handler, Package, links, main_part
from sim.scenario.data.tables.raw_table import Table
from sim.scenario.data.tables.sheet import Styles, sheet_table
from sim.wording import say

MOST_SHEETS = 200
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\[[^]]*\]')  # what a format shows as it stands
CJK_DATES = {*range(27, 37), *range(50, 59)}  # numbers of formats that the library does not know


class Book(NamedTuple):
    """The sheets of a workbook that have something in them and are shown, and the names of hidden ones that have."""

    file: str
    tables: tuple[Table, ...]
    hidden: tuple[str, ...] = ()


class _Sheets(Handler):
    """The sheets in order: name, whether it is hidden, identifier of its part; and which year day 0 is in."""

    def __init__(self) -> None:
        self.found: list[tuple[str, bool, str]] = []
        self.since_1904 = False

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            part = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.found.append((attributes.get("name", ""), attributes.get("state", "visible") != "visible", part))
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0") in ("1", "true")


class _Texts(Handler):
    """The texts that sheets share, in order; how they are to be spoken is left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.parts: list[str] = []
        self.inside = ""

    def begin(self, name: str, attributes: Attributes) -> None:
        self.inside = name if self.inside != "rPh" else self.inside
        if name == "si":
            self.parts = []

    def text(self, text: str) -> None:
        if self.inside == "t":
            self.parts.append(text)

    def end(self, name: str) -> None:
        if name == "si":
            self.found.append("".join(self.parts))
        if self.inside != "rPh" or name == "rPh":
            self.inside = ""


class _Formats(Handler):
    """The format of numbers of each style, in order."""

    def __init__(self) -> None:
        self.own: dict[str, str] = {}
        self.found: list[str] = []
        self.within = False

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            self.own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self.within = True
        elif name == "xf" and self.within:
            self.found.append(attributes.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        self.within = self.within and name != "cellXfs"


def book(raw: bytes, file: str) -> Book:
    """Return the tables of a workbook's bytes. TableError with what is wrong with it, by its cell where that is
    known.
    """
    package = Package(raw, file)
    main = main_part(package)
    sheets, parts = _Sheets(), links(package, main)
    package.walk(main, sheets)
    if len(sheets.found) > MOST_SHEETS:
        package.wrong(
            say("more than {most_sheets} sheets", most_sheets=str(MOST_SHEETS)),
            say("at most {most_sheets} sheets", most_sheets=str(MOST_SHEETS)),
        )
    texts = _Texts()
    for kind, part in parts.values():
        if kind == "sharedStrings" and not texts.found:
            package.walk(part, texts)
    styles = Styles(tuple(texts.found), tuple(_kinds(package, parts)), sheets.since_1904)
    tables, hidden = [], []
    for title, is_hidden, identifier in sheets.found:
        kind, part = parts.get(identifier, ("", ""))
        if not kind:
            package.wrong(say("a damaged workbook (a sheet without a part)"), ALLOWED)
        if not title or not title.isprintable():
            package.wrong(say("a sheet without a name that can be read"), ALLOWED)
        table = sheet_table(package, part, title, styles) if kind == "worksheet" else None
        if table and table.rows:
            hidden += [title] if is_hidden else []
            tables += [] if is_hidden else [table]
    return Book(file, tuple(tables), tuple(hidden))


def _kinds(package: Package, parts: dict[str, tuple[str, str]]) -> Iterator[str]:
    """Yield what numbers of each style are: "" plain ones, "percent", "date", or "span"."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

    formats = _Formats()
    for kind, part in parts.values():
        if kind == "styles" and not formats.found:
            package.walk(part, formats)
    known: dict[str, str] = {}
    for number in formats.found:
        if number not in known:
            index = int(number) if number.isdecimal() and len(number) < 9 else 0
            code = formats.own.get(number, BUILTIN_FORMATS.get(index, "General"))[:1000]
            dated = index in CJK_DATES and number not in formats.own
            known[number] = "date" if dated or is_date_format(code) else ""
            known[number] = "span" if is_timedelta_format(code) else known[number]
            known[number] = "percent" if _QUOTED.sub("", code).count("%") == 1 else known[number]
        yield known[number]
