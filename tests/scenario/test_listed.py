"""Lists of people: what is read of a row, and every row that is refused."""

from datetime import datetime
from pathlib import Path

import pytest
from scenario_reader import Read, Said

from sim.scenario.listed import ListedParty

pytestmark = pytest.mark.unit

COLUMNS = (
    "a CSV with columns at, persons and, if known, party, nationality, minors, under_14, unaccompanied_minor, outcome"
)
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
    ("text", "allowed"),
    [
        ("", COLUMNS),
        ("at,people\n", COLUMNS),
        ("at,persons\nmonday,2\n", "rows such as `2025-07-01 06:30,2` (people.csv, line 2 is not)"),
        ("at,persons\n2025-06-02,two\n", "rows such as `2025-07-01 06:30,2` (people.csv, line 2 is not)"),
        ("at,persons\n2025-06-02\n", "rows such as `2025-07-01 06:30,2` (people.csv, line 2 is not)"),
        ("at,persons,unaccompanied_minor\n2025-06-02,1,maybe\n",
         "rows such as `2025-07-01 06:30,2` (people.csv, line 2 is not)"),
        ("at,persons\n2025-06-02,1\n2025-06-02,0\n", "1 to 1000 persons a row (people.csv, line 3)"),
        ("at,persons,minors\n2025-06-02,1,2\n",
         "at most as many under_14 as minors, and minors as persons (people.csv, line 2)"),
        ("at,persons,minors,under_14\n2025-06-02,3,1,2\n",
         "at most as many under_14 as minors, and minors as persons (people.csv, line 2)"),
        ("at,persons,unaccompanied_minor\n2025-06-02,2,yes\n",
         "an unaccompanied_minor who is one minor alone (people.csv, line 2)"),
        ("at,persons,outcome\n2025-06-02,1,deferred\n",
         "an outcome of referred, returned, barred, detained (people.csv, line 2)"),
        ("at,persons\n2025-06-02,1\n2025-06-02," + "1" * 200_000,
         "a CSV file (people.csv, line 2: field larger than field limit (131072))"),
    ],
)  # fmt: skip
def test_the_sentence_of(text: str, allowed: str, folder: Path, said: Said) -> None:
    (folder / "people.csv").write_text(text, encoding="utf-8")
    assert said(LISTED) == [f"port.yaml:2:52: arrivals.door.listed: found people.csv; allowed: {allowed}"]


def test_a_file_that_is_not_there_or_no_file_name(said: Said) -> None:
    assert said(LISTED) == [
        "port.yaml:2:52: arrivals.door.listed: found people.csv; "
        "allowed: a CSV file that can be read (people.csv cannot)"
    ]
    assert said(LISTED.replace("people.csv", "5")) == [
        "port.yaml:2:52: arrivals.door.listed: found 5; allowed: a CSV file of people, beside the scenario"
    ]
