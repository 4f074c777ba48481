"""Odd files of counts: a right answer, or a message that says where, and what to write."""

from pathlib import Path

import pytest
from layout_files import MONTHS
from test_layouts import read, right

from sim.calibration.published.published import Reading
from sim.scenario.data.tables.bytes_of import MOST_BYTES
from sim.scenario.data.tables.faults import TableError

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("written", "place", "allowed"),
    [
        ("", "counts.csv: ", "columns such as period and claims"),
        ("a,b\n1,2\n", "counts.csv:1:1: ", "columns such as period and claims"),
        ("month,claims\n", "counts.csv: ", "a period and a number in each line"),
        ("month,claims\n2025-03,-4\n", "counts.csv:2:9: ", "a count from 0"),
        ("month,claims\n2025-03,45.5\n", "counts.csv:2:9: ", "a whole number of persons"),
        ("month;claims\n2025-03;45,5\n2025-04;1,356\n", "counts.csv:2:9: ", "a whole number of persons"),
        ("month,claims\n2025-03,many\n", "counts.csv:2:9: ", "a whole number, such as"),
        ("month,claims\n2025-13,5\n2025-03,5\n", "counts.csv:2:1: ", "a period, such as"),
        ("month,claims\n2025-02-30,5\n2025-03-01,5\n", "counts.csv:2:1: ", "a period, such as"),
        ("day,claims\n04/05/2025,5\n", "counts.csv:2:1: ", "a day that can be read in one way"),
        ("period,claims\nFY2025,5\n", "counts.csv:2:1: ", "--fiscal-year-starts"),
        ("from,to,claims\n2025-04-06,2025-04-01,5\n", "counts.csv:2:1: ", "a last day on or after the first"),
        ("month,men,women\n2025-03,5,6\n", "counts.csv:1:1: ", "--column count=NAME"),
        ("month,who\n2025-03,a\n", "counts.csv:1:1: ", "--column count=NAME"),
        ("month,claims,grade\n2025-03,5,D\n", "counts.csv:2:11: ", "A, B, C"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_cell_and_what_to_write(
    written: str, place: str, allowed: str, tmp_path: Path
) -> None:
    with pytest.raises(TableError) as refused:
        read(tmp_path, written)
    first = str(refused.value.wrong[0])
    assert place in first and allowed in first


def test_all_faults_of_a_file_come_together(tmp_path: Path) -> None:
    with pytest.raises(TableError) as refused:
        read(tmp_path, "month,claims\n2025-03,-4\n2025-04,1.5\n2025-05,8\n")
    assert [wrong.place.line for wrong in refused.value.wrong if wrong.place] == [2, 3]


def test_a_column_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="did you mean Office"):
        read(tmp_path, "month,claims,Office\n2025-03,5,a\n", Reading(only={"Ofice": "a"}))


def test_one_row_zeros_and_a_year_of_days_are_read(tmp_path: Path) -> None:
    from datetime import date, timedelta

    assert right(read(tmp_path, "month,claims\n2025-03,0\n")) == [("2025-03-01", "2025-03-31", 0)]
    days = [date(2025, 1, 1) + timedelta(days=k) for k in range(365)]
    found = read(tmp_path, "day,claims\n" + "".join(f"{day},{k}\n" for k, day in enumerate(days)))
    assert [(one.first, one.count) for one in found.windows] == [(day, k) for k, day in enumerate(days)]


def test_a_file_that_is_too_large_is_refused_without_reading_all_of_it(tmp_path: Path) -> None:
    with (tmp_path / "counts.csv").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    from sim.calibration.published.published import published

    with pytest.raises(TableError, match=str(MOST_BYTES // 1024 // 1024)):
        published(tmp_path / "counts.csv")


@pytest.mark.parametrize(
    ("written", "kind", "numbers"),
    [
        ("period,claims\n2025-04,2733\n2025-04-07 to 2025-04-13,2800\n", "more than it holds", [2733, 2800]),
        ("period,claims\n2025-01,1\n2025-02,2\n2025-03,3\n2025-Q1,7\n", "not the sum of its parts", [7, 1, 2, 3]),
        ("period,claims\n2025-03,5\n2025-03,6\n", "two counts", [5, 6]),
        ("month,group,claims\n2025-03,a,5\n2025-03,b,6\n2025-03,Total,12\n", "two counts", [11, 12]),
    ],
)  # fmt: skip
def test_a_contradiction_is_shown_with_its_numbers(written: str, kind: str, numbers: list[int], tmp_path: Path) -> None:
    found = read(tmp_path, written)
    [one] = found.contradictions
    assert (one.kind, [window.count for window in (one.window, *one.others)]) == (kind, numbers)
    assert one.left_out and not any(window in found.of("") for window in one.left_out)


def test_a_running_total_that_falls_is_listed(tmp_path: Path) -> None:
    found = read(tmp_path, "month,ytd\n2025-03,2671\n2025-02,3000\n")
    assert [one.kind for one in found.dropped] == ["falls"]


def test_windows_that_overlap_in_part_contradict_nothing(tmp_path: Path) -> None:
    written = "period,claims\n2025-03,1356\n2025-04,2733\n2025-W14,500\n"
    found = read(tmp_path, written)
    assert right(found)[0] == MONTHS[0] and found.contradictions == ()
