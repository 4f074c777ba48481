"""CSV files: what is read, and every way to be wrong, with the place and the spelling that works."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sim.scenario.data.listed import listed
from sim.scenario.data.tables.faults import TableError
from sim.scenario.data.tables.plain import plain_table

pytestmark = pytest.mark.unit

HEAD = "at,persons\n"
ROW = "2025-07-07 08:00,2\n"
NAMES = "at, persons and, if known, party, nationality, minors, under_14, unaccompanied_minor, outcome"
UTF8 = 'text as UTF-8 (save it as "CSV UTF-8")'
AT = "a day and a time, such as 2025-07-01 06:30"
WHOLE = "a whole number from 1 to 1000"
Wrong = Callable[..., list[str]]


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + ROW,
        "\ufeff" + HEAD + ROW,
        (HEAD + ROW).replace("\n", "\r\n"),
        (HEAD + ROW).replace("\n", "\r"),
        HEAD + "\n\n" + ROW + "\n,\n",
        ' at , "persons" \n "2025-07-07 08:00" , 2 ',
    ],
)
def test_one_list_in_every_sound_spelling(raw: str, take: Callable[..., Any]) -> None:
    (party,) = take(listed, "people.csv", raw.encode()).parties
    assert (party.at, party.persons) == (datetime(2025, 7, 7, 8), 2)


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("at;persons\n2025-07-07 08:00;2\n", ":1:1", "found semicolons between the cells; allowed: commas"),
        ("at\tpersons\n", ":1:1", "found tabs between the cells; allowed: commas"),
        ("at,persons,\n2025-07-07 08:00,2,\n", ":1:12",
         "found a comma at the end of the line, and so a column without a name; "
         "allowed: a name above each column, and no comma at the end"),
        (HEAD + ROW[:-1] + ",\n", ":2:20",
         "found 3 cells under 2 columns (a comma at the end of the line); allowed: 2"),
        ("at,persons,at\n", ":1:12",
         "found the column at a second time; allowed: each column once (it is column 1 too)"),
        ("at,personnes\n", ":1:4", f"found the unknown column personnes; allowed: {NAMES}; did you mean persons?"),
        ("People of July\n" + HEAD, ":1:1",
         f"found a first line without a name of a column (People of July ..); allowed: {NAMES}"),
        (HEAD + "2025-07-07 08:00,1,200\n", ":2:20",
         "found 3 cells under 2 columns (200 too many); "
         "allowed: 2; a number has no comma, and text with a comma stands in quotes"),
        (HEAD + ROW + "2025-07-07 08:00;2\n", ":3:19",
         "found 1 cell under 2 columns, with semicolons in it; allowed: 2, with commas between them"),
        (HEAD + '"2025-07-07 08:00,2\n' + ROW, ":2:1",
         'found a quote that is not closed; allowed: text within two quotes ("")'),
        (HEAD + '"2025-07-07 08:00"?,2\n', ":2:19",
         'found text behind a closing quote; allowed: a comma or the end of the line; a quote within quotes is written '
         'twice ("")'),
        (HEAD + "2025-07-07,38\n", ":2:1",
         f"at: found 2025-07-07; allowed: {AT}; a day without a time of day is no party (totals of days are `counts`)"),
        (HEAD + "2025-07-07 24:00,2\n", ":2:1", f"at: found 2025-07-07 24:00; allowed: {AT}, here 2025-07-08 00:00"),
        (HEAD + "2025-07-07 8:30,2\n", ":2:1", f"at: found 2025-07-07 8:30; allowed: {AT}, here 2025-07-07 08:30"),
        (HEAD + "01/07/2025 08:00,2\n", ":2:1",
         f"at: found 01/07/2025 08:00; allowed: {AT}: year, month, day; here 2025-07-01 or 2025-01-07"),
        (HEAD + "45845.35,2\n", ":2:1",
         f"at: found 45845.35; allowed: {AT}; a spreadsheet's number 45845 is 2025-07-07"),
        (HEAD + "1850-07-07 08:00,2\n", ":2:1",
         f"at: found 1850-07-07 08:00; allowed: {AT}, in a year from 1900 to 2199"),
        (HEAD + "2025-07-07 08:00,2.0\n", ":2:18", f"persons: found 2.0; allowed: {WHOLE}, such as 2"),
        (HEAD + '2025-07-07 08:00,"1,200"\n', ":2:18",
         f"persons: found 1,200; allowed: {WHOLE} without a mark between the thousands, such as 1200"),
        (HEAD + '2025-07-07 08:00,"2,5"\n', ":2:18", f"persons: found 2,5; allowed: {WHOLE}, such as 12"),
        (HEAD + "2025-07-07 08:00,5%\n", ":2:18", f"persons: found 5%; allowed: {WHOLE}, such as 12"),
        (HEAD + "2025-07-07 08:00,\n", ":2:18", f"persons: found an empty cell; allowed: {WHOLE}, such as 12"),
        (HEAD + "2025-07-07 08:00,\x1b[31m\n", ":2:18",
         "found the control character U+001B; allowed: text that can be read"),
    ],
)  # fmt: skip
def test_the_sentence_of(text: str, place: str, sentence: str, wrong: Wrong) -> None:
    assert wrong(listed, "people.csv", text.encode())[0] == f"people.csv{place}: {sentence}"


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("at,persons,nationality\n2025-07-07 08:00,2,Haïti\n".encode("cp1252"),
         f"people.csv:2:22: found the byte EF (ï in cp1252), not UTF-8; allowed: {UTF8}"),
        ((HEAD + ROW).encode("utf-16"), f"people.csv: found UTF-16, not UTF-8; allowed: {UTF8}"),
        ((HEAD + ROW).encode("utf-16-le"),
         f"people.csv: found bytes that are 0, as UTF-16 without a mark or no text has; allowed: {UTF8}"),
        (b"PK\x03\x04" + bytes(100),
         "people.csv: found a workbook or another zip file in the place of a CSV; allowed: a CSV, or the ending .xlsx"),
        ((HEAD + ROW * 20).encode() + b"\0", "people.csv:22:1: found the control character U+0000; allowed: text"),
    ],
)  # fmt: skip
def test_bytes_that_are_no_text(raw: bytes, sentence: str, wrong: Wrong) -> None:
    (line,) = wrong(listed, "people.csv", raw)
    assert line.startswith(sentence)


def test_ten_faults_are_told_and_the_rest_is_said_to_be_left(wrong: Wrong) -> None:
    found = wrong(listed, "people.csv", (HEAD + "x,1\n" * 500).encode())
    assert len(found) == 10
    assert found[-1].endswith("(the rest of the file was not looked at)")


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"a" * (17 << 20), "found people.csv, which is larger than 16 MiB"),
        (b"at,persons\n" * 200_000, "people.csv:100001:1: found more than 100,000 lines"),
        (b"," * 5000, "people.csv:1:2001: found more cells in a line"),
        (b"at,persons\n" + b"1" * 140_000 + b",2\n", "people.csv:2:1: found 140,000 characters in a cell"),
        (b'at,persons\n"' + b'a""' * 3_000_000, "people.csv:2:1: found a quote that is not closed"),
    ],
)
def test_a_file_of_no_end_is_refused_soon(raw: bytes, sentence: str, wrong: Wrong) -> None:
    assert wrong(listed, "people.csv", raw)[0].startswith(sentence)


def test_the_place_of_a_cell_behind_one_of_two_lines() -> None:
    found = plain_table(b'a,b,c\n"1\n2", x,"y"\n', "t.csv")
    places = [found.place(found.rows[1], k) for k in range(4)]
    assert list(map(str, places)) == ["t.csv:2:1", "t.csv:3:5", "t.csv:3:7", "t.csv:3:10"]


@pytest.mark.parametrize("name", ["people.csv", "people.xlsx"])
def test_a_file_that_nobody_may_read(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / name).write_text("arrived\n", encoding="utf-8")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(TableError) as error:
        listed(name, SimpleNamespace(context={"folder": tmp_path}))
    said = f"found {name}, which is a file that cannot be read (Permission denied); allowed: a file that can be read"
    assert str(error.value.wrong[0]) == said


def test_what_is_no_plain_file(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "dangling.csv").symlink_to("nowhere.csv")
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    if hasattr(os, "mkfifo"):  # Windows has none
        os.mkfifo(tmp_path / "pipe.csv")
    else:
        (tmp_path / "pipe.csv").mkdir()
    for name, sentence in (
        ("pipe.csv", "found pipe.csv, which is "),
        ("folder.csv", "found folder.csv, which is a folder; allowed: a CSV or XLSX file"),
        ("dangling.csv", "found dangling.csv, which is a link to a file that is not there; allowed: a file beside"),
        ("loop.csv", "found loop.csv, which is a file that cannot be read"),
        ("x" * 300 + ".csv", "which is a file that cannot be read (File name too long)"),
        ("a\nb.csv", "which is no name of a file"),
        ("nul\0.csv", "which is no name of a file"),
    ):
        with pytest.raises(TableError) as error:
            listed(name, SimpleNamespace(context={"folder": tmp_path}))
        assert sentence in str(error.value.wrong[0])
        assert str(error.value.wrong[0]).isprintable()
