"""Workbooks for tests: a sound roster of two shifts and two days, and the same with parts of its zip changed."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
Part = bytes | None | Callable[[bytes], bytes]


def workbook(*changes: Callable[[Any], object]) -> bytes:
    """A roster for the pool `officers`, 7 and 8 July 2025, after `changes` were made to its sheet."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "officers"
    sheet.append(["shift", "hours", datetime(2025, 7, 7), datetime(2025, 7, 8)])
    sheet.append(["day", "08:00-16:00", 5, 6])
    sheet.append(["night", "22:00-06:00", 2, 0])
    for change in changes:
        change(sheet)
    return saved(book)


def table(*rows: list[Any]) -> bytes:
    """A workbook of one sheet with these rows."""
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    found = io.BytesIO()
    book.save(found)
    return found.getvalue()


def put(**cells: Any) -> Callable[[Any], None]:
    """A change: these cells get these values."""

    def change(sheet: Any) -> None:
        for address, value in cells.items():
            sheet[address] = value

    return change


def with_parts(raw: bytes, parts: dict[str, Part]) -> bytes:
    """The workbook with parts replaced, changed by a function, taken away (None), or added."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            given: Part = parts.get(name, lambda part: part)
            held = given(old.read(name)) if callable(given) else given
            if held is not None:
                new.writestr(name, held)
    return found.getvalue()


def part_names(raw: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        return book.namelist()
