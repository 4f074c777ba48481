"""Workbooks that are damaged or made to do harm: one sentence each, soon, and with little memory."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from workbooks import SHEET, Part, part_names, with_parts, workbook

from sim.scenario.data.roster_file import roster_file

pytestmark = pytest.mark.unit

SOUND = workbook()
Wrong = Callable[..., list[str]]
LONG = 4.0  # seconds of this process


def rows(text: bytes) -> bytes:
    return b"<worksheet><sheetData>" + text + b"</sheetData></worksheet>"


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(part: bytes) -> bytes:
        assert old in part
        return part.replace(old, new)

    return change


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"", "no workbook, though it is called .xlsx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "no workbook, though it is called .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "an old workbook (.xls) or one with a password"),
        (SOUND[: len(SOUND) // 2], "a damaged workbook (its zip has no table of contents)"),
        (SOUND[:-300] + bytes(200) + SOUND[-100:], "a damaged workbook"),
    ],
)
def test_bytes_that_are_no_workbook(raw: bytes, found: str, wrong: Wrong) -> None:
    (line,) = wrong(roster_file, "roster.xlsx", raw)
    assert line.startswith(f"roster.xlsx: found {found}")


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"[Content_Types].xml": None}, "a zip that is no workbook"),
        ({"[Content_Types].xml": replaced(b"sheet.main+xml", b"other+xml")}, "a document that is no workbook"),
        ({"[Content_Types].xml": replaced(b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                                          b"vnd.ms-excel.sheet.macroEnabled.main+xml")}, "a workbook with macros"),
        ({"xl/vbaProject.bin": b""}, "a workbook with macros"),
        ({"../../evil": b""}, "a part whose name leads out of the workbook"),
        ({"/etc/evil": b""}, "a part whose name leads out of the workbook"),
        ({"_rels/.rels": None}, "a damaged workbook (no list of sheets)"),
        ({"xl/_rels/workbook.xml.rels": None}, "a damaged workbook (a sheet without a part)"),
        ({SHEET: None}, "a damaged workbook (its part xl/worksheets/sheet1.xml is missing)"),
        ({SHEET: b"<worksheet><sheetData>"}, "a damaged workbook (its part xl/worksheets/sheet1.xml is no XML)"),
        ({SHEET: rows(b'<row r="99999999999"/>')}, "a row whose number is none of a sheet"),
        ({SHEET: rows(b'<row><c r="A1"><v>1</v></c><c r="A1"><v>1</v></c></row>')}, "a cell that is there twice"),
        ({SHEET: rows(b'<row><c r="ZZZZ1"><v>1</v></c></row>')}, "a cell whose address is none of a sheet"),
        ({SHEET: rows(b"<row><c><v>1e999</v></c></row>")}, "a cell whose number is none"),
        ({SHEET: rows(b'<row><c t="s"><v>99</v></c></row>')}, "a cell whose text is not in the workbook"),
        ({SHEET: rows(b'<row><c t="s"><v>-1</v></c></row>')}, "a cell whose text is not in the workbook"),
        ({SHEET: replaced(b"</sheetData>", b'</sheetData><mergeCell ref="C2:D2"/>')},
         "a value of its own under the merged cells C2:D2"),
        ({SHEET: replaced(b"</sheetData>", b'</sheetData><mergeCell ref="nowhere"/>')},
         "merged cells without a sound address"),
    ],
)  # fmt: skip
def test_a_part_that_is_wrong(parts: dict[str, Part], found: str, wrong: Wrong) -> None:
    (line,) = wrong(roster_file, "roster.xlsx", with_parts(SOUND, parts))
    assert f": found {found}" in line


@pytest.mark.parametrize("name", [name for name in part_names(SOUND) if "docProps" not in name and "theme" not in name])
def test_no_part_may_bring_entities(name: str, wrong: Wrong) -> None:
    def change(part: bytes) -> bytes:
        return b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + part.split(b"?>")[-1]

    (line,) = wrong(roster_file, "roster.xlsx", with_parts(SOUND, {name: change}))
    assert line.startswith("roster.xlsx: found a workbook with a document type of its own")


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        (rows(b" " * (200 << 20)), "a workbook of more than 48 MiB when unpacked"),
        (rows(b"<row><c/></row>" * 2_000_000), "a workbook of more than 1,500,000 elements"),
        (rows((b"<row>" + b"<c><v>1</v></c>" * 1000 + b"</row>") * 500), "more than 200,000 cells"),
        (rows(b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (k, k) for k in range(1, 1001))),
         "a cell so far to the right"),
        (replaced(b"</sheetData>", b"</sheetData>" + b'<mergeCell ref="C9:D9"/>' * 1_000_000),
         "a great many merged cells"),
        (replaced(b"</sheetData>", b'</sheetData><mergeCell ref="C2:XFD1048576"/>'), "a great many merged cells"),
    ],
    ids=["blanks", "elements", "cells", "wide", "ranges", "merged"],
)  # fmt: skip
def test_a_bomb_is_refused_soon(sheet: Part, found: str, wrong: Wrong) -> None:
    raw = with_parts(SOUND, {SHEET: sheet})
    began = time.process_time()
    (line,) = wrong(roster_file, "roster.xlsx", raw)
    assert f": found {found}" in line
    assert time.process_time() - began < LONG


def test_a_sheet_is_not_believed_about_its_size(take: Callable[..., object]) -> None:
    raw = with_parts(SOUND, {SHEET: replaced(b'ref="A1:D3"', b'ref="A1:XFD1048576"')})
    sound = take(roster_file, "roster.xlsx", SOUND)
    tracemalloc.start()
    try:
        assert take(roster_file, "roster.xlsx", raw) == sound
        assert tracemalloc.get_traced_memory()[1] < 40 << 20
    finally:
        tracemalloc.stop()


def test_a_workbook_with_a_password_in_its_zip(wrong: Wrong) -> None:
    raw = bytearray(SOUND)
    raw[raw.find(b"PK\x01\x02") + 8] |= 1
    (line,) = wrong(roster_file, "roster.xlsx", bytes(raw))
    assert line.startswith("roster.xlsx: found a workbook with a password")


def test_two_parts_of_one_name(wrong: Wrong) -> None:
    held = io.BytesIO(SOUND)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(held, "a") as book:
        book.writestr(SHEET, rows(b""))
    (line,) = wrong(roster_file, "roster.xlsx", held.getvalue())
    assert line.startswith("roster.xlsx: found too many parts, or two of one name")
