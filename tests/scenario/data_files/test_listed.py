"""Lists of people: what is read of a row, and every row that is refused."""

from datetime import datetime
from pathlib import Path

import pytest
from scenario_reader import Read, Said

from sim.scenario.data.listed import ListedParty
from sim.scenario.data.tables import columns

pytestmark = pytest.mark.unit

COLUMNS = "at, persons and, if known, party, nationality, minors, under_14, unaccompanied_minor, outcome"
LISTED = "arrivals: {door: {claimants_per_day: null, listed: people.csv}}"


def test_a_row(folder: Path, read: Read) -> None:
    (folder / "people.csv").write_text(
        "at,persons,party,nationality,minors,under_14,unaccompanied_minor,outcome\n"
        "2025-06-02 10:00,3,A,Haiti,2,1,no,returned\n"
        "2025-06-02T06:30-04:00, 1, , , , ,yes,\n",
        encoding="utf-8-sig",
    )
    listed = read(LISTED).scenario.arrivals["door"].listed
    assert listed is not None
    assert listed.file == "people.csv"
    assert listed.parties == (
        ListedParty(datetime(2025, 6, 2, 10), 3, "A", "Haiti", 2, 1, False, "returned"),
        ListedParty(datetime.fromisoformat("2025-06-02T06:30-04:00"), 1, unaccompanied_minor=True),
    )


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("", "", f"found a file without a line; allowed: a first line with the columns {COLUMNS}"),
        ("at,people\n", ":1:4", f"found the unknown column people; allowed: {COLUMNS}"),
        ("at,persons\nmonday,2\n", ":2:1", "at: found monday; allowed: a day and a time, such as 2025-07-01 06:30"),
        ("at,persons\n2025-06-02 08:00,two\n", ":2:18",
         "persons: found two; allowed: a whole number from 1 to 1000, such as 12"),
        ("at,persons\n2025-06-02 08:00\n", ":2:17",
         "found 1 cell under 2 columns; allowed: 2, with commas between them"),
        ("at,persons,unaccompanied_minor\n2025-06-02 08:00,1,maybe\n", ":2:20",
         "unaccompanied_minor: found maybe; allowed: yes, no, true, false, 1, 0"),
        ("at,persons\n2025-06-02 08:00,1\n2025-06-02 09:00,0\n", ":3:18",
         "persons: found 0; allowed: a whole number from 1 to 1000"),
        ("at,persons,minors\n2025-06-02 08:00,1,2\n", ":2:20",
         "minors: found 2 minors of 1 persons; allowed: at most as many as persons"),
        ("at,persons,minors,under_14\n2025-06-02 08:00,3,1,2\n", ":2:22",
         "under_14: found 2 under 14 of 1 minors; allowed: at most as many as minors"),
        ("at,persons,unaccompanied_minor\n2025-06-02 08:00,2,yes\n", ":2:20",
         "unaccompanied_minor: found yes for a party that is not one minor; allowed: one minor alone"),
        ("at,persons,outcome\n2025-06-02 08:00,1,Returned\n", ":2:20",
         "outcome: found Returned; allowed: referred, returned, barred, detained; did you mean returned?"),
        ("at,persons\n2025-06-02 08:00,1\n2025-06-02 09:00," + "1" * 200_000, ":3:18",
         "found 200,000 characters in a cell; allowed: at most 32,767 characters in a cell, and 2,000 cells in a line"),
    ],
)  # fmt: skip
def test_the_sentence_of(text: str, place: str, sentence: str, folder: Path, said: Said) -> None:
    (folder / "people.csv").write_text(text, encoding="utf-8")
    found = said(LISTED)
    assert [line for line in found if "no column persons" not in line] == [
        f"people.csv{place}: arrivals.door.listed: {sentence}"
    ]


def test_a_file_is_read_once_for_a_check(folder: Path, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "people.csv").write_text("at,persons\n2025-06-02 10:00,3\n", encoding="utf-8")
    opened: list[str] = []
    content = columns.content

    def counting(folder: Path, name: str) -> bytes:
        opened.append(name)
        return content(folder, name)

    monkeypatch.setattr(columns, "content", counting)
    read(LISTED + "\npeople: {minors: {uniform: [.1, .3]}}\n")
    assert opened == ["people.csv"]


def test_a_file_that_is_not_there_or_no_file_name(folder: Path, said: Said) -> None:
    (folder / "peopel.csv").touch()
    assert said(LISTED) == [
        "port.yaml:2:52: arrivals.door.listed: found people.csv, which is not there; "
        "allowed: a file beside the scenario or below; did you mean peopel.csv?"
    ]
    assert said(LISTED.replace("people.csv", "5")) == [
        "port.yaml:2:52: arrivals.door.listed: found 5; allowed: a CSV or XLSX file of people, beside the scenario"
    ]
