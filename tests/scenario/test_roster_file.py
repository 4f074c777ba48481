"""Rosters read from a table: what is refused, each in one sentence."""

from datetime import date
from pathlib import Path

import pytest
from scenario_reader import Read, Said

pytestmark = pytest.mark.unit

FILE = "staff: {officers: {roster_file: roster.csv}}"
HEAD = "date,pool,shift,hours,officers\n"
COLUMNS = (
    "a CSV with columns date, pool, shift, hours, officers, or an XLSX with a sheet a pool: shift, hours, "
    "then a column a date"
)


def test_the_table_is_the_roster_and_its_first_and_last_day_go_on(folder: Path, read: Read) -> None:
    rows = "2025-06-03,officers,early,06:00-14:00,3\n2025-06-05,officers,early,06:00-14:00,4\n"
    (folder / "roster.csv").write_text(HEAD + rows + "2025-06-03,guards,early,01:00-02:00,9\n", encoding="utf-8")
    pool = read(FILE).scenario.staff["officers"]
    assert [pool.on_duty("early", date(2025, 6, day)) for day in (1, 3, 4, 5, 9)] == [3, 3, 0, 4, 4]
    assert pool.on_duty("day", date(2025, 6, 3)) == 0 and set(pool.shifts) == {"day", "early"}


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", COLUMNS),
        ("date,officers\n", COLUMNS),
        (HEAD + "monday,officers,day,07:00-15:00,1\n", "line 2 is not"),
        (HEAD + "2025-06-02,officers,day,07:00,1\n", "line 2 is not"),
        (HEAD + "2025-06-02,officers,day,07:00-15:00,1.5\n", "line 2 is not"),
        (HEAD + "2025-06-02,officers,day,07:00-15:00,-1\n", "line 2 is not"),
        (HEAD + "2025-06-02,officers,day\n", "line 2 is not"),
    ],
)
def test_the_sentence_of(text: str, allowed: str, folder: Path, said: Said) -> None:
    (folder / "roster.csv").write_text(text, encoding="utf-8")
    if allowed != COLUMNS:
        allowed = f"rows such as `2025-07-01,officers,day,07:00-15:00,12` (roster.csv, {allowed})"
    assert said(FILE) == [f"port.yaml:2:33: staff.officers.roster_file: found roster.csv; allowed: {allowed}"]


def test_a_file_that_is_not_there_or_no_workbook(folder: Path, said: Said) -> None:
    (line,) = said(FILE)
    assert line.endswith("allowed: a roster that can be read (roster.csv cannot)")
    (folder / "roster.xlsx").write_text("no workbook", encoding="utf-8")
    (line,) = said(FILE.replace(".csv", ".xlsx"))
    assert line.endswith(COLUMNS)


def test_a_table_without_the_pool_or_with_two_times_for_a_shift(folder: Path, said: Said) -> None:
    (folder / "roster.csv").write_text(HEAD + "2025-06-02,guards,day,07:00-15:00,1\n", encoding="utf-8")
    (line,) = said(FILE)
    assert line.endswith("allowed: a file with rows of the pool officers (roster.csv has none)")
    rows = "2025-06-02,officers,day,07:00-15:00,1\n2025-06-03,officers,day,08:00-15:00,1\n"
    (folder / "roster.csv").write_text(HEAD + rows, encoding="utf-8")
    (line,) = said(FILE)
    assert line.endswith("allowed: one time for each shift (roster.csv has two for day)")
