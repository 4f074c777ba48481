"""Every layout in which counts are published, with its right values."""

from pathlib import Path

import pytest
from layout_files import DESK, FILES, MONTHS, Right
from workbooks import table

from sim.calibration.published.published import Reading, published
from sim.calibration.published.spans import Asked
from sim.calibration.published.window import Published

pytestmark = pytest.mark.unit


def read(folder: Path, written: str | bytes, reading: Reading | None = None, name: str = "counts.csv") -> Published:
    path = folder / name
    path.write_bytes(written.encode() if isinstance(written, str) else written)
    return published(path, reading)


def right(found: Published) -> Right:
    plain = [(str(one.first), str(one.last), int(one.count), one.stream) for one in found.windows]
    return [one if one[3] else one[:3] for one in plain]


@pytest.mark.parametrize("name", FILES)
def test_every_layout_is_read_right(name: str, tmp_path: Path) -> None:
    written, expected = FILES[name]
    assert right(read(tmp_path, written)) == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_encoding_and_separator_is_found(encoding: str, separator: str, tmp_path: Path) -> None:
    rows = [["Période", "Demandes"], ["février 2025", "755"], ["août 2025", "1594"]]
    written = "".join(f"{separator.join(row)}\r\n" for row in rows)
    found = read(tmp_path, written.encode(encoding))
    assert right(found) == [("2025-02-01", "2025-02-28", 755), ("2025-08-01", "2025-08-31", 1594)]


THOUSANDS = ("1 356", "1\u00a0356", "1\u2009356", "1\u202f356", "1'356", "1’356", '"1,356"', "1356.0", '"1356,0"')


@pytest.mark.parametrize("number", THOUSANDS)
def test_every_way_to_write_a_thousand_is_read(number: str, tmp_path: Path) -> None:
    assert right(read(tmp_path, f"month,claims\n2025-03,{number}\n")) == [("2025-03-01", "2025-03-31", 1356)]


def test_a_quarter_hour_export_is_summed_by_day_and_a_part_of_a_day_is_listed(tmp_path: Path) -> None:
    found = read(tmp_path, DESK[0])
    assert right(found) == DESK[1]
    assert [(one.kind, one.text) for one in found.dropped] == [("part of a day", "2025-04-06")]


def test_a_workbook_is_read_as_its_sheet_is(tmp_path: Path) -> None:
    from datetime import datetime

    written = table(["month", "claims"], [datetime(2025, 3, 1), 1356], [datetime(2025, 4, 1), 2733.0])
    assert right(read(tmp_path, written, name="counts.xlsx")) == MONTHS


@pytest.mark.parametrize("name", ["FY2025", "2024-25", "2024-2025", "exercice 2024-2025"])
def test_a_fiscal_year_is_read_where_its_first_month_is_named(name: str, tmp_path: Path) -> None:
    written, april = f"period,claims\n{name},8000\n", Reading(periods=Asked(fiscal_start=4))
    assert right(read(tmp_path, written, april)) == [("2024-04-01", "2025-03-31", 8000)]


def test_columns_can_be_named_and_rows_chosen(tmp_path: Path) -> None:
    written = "When,Who,How many,Seen\n2025-03,Lacolle,1356,9\n2025-03,Stanstead,60,8\n2025-04,Lacolle,2733,7\n"
    reading = Reading(columns={"period": "when", "count": "how many"}, only={"Who": "lacolle"})
    found = read(tmp_path, written, reading)
    assert right(found) == MONTHS
    assert [one.text for one in found.dropped] == ["Who", "Seen", "2025-03 Stanstead 60 8"]


def test_what_is_withheld_or_empty_is_listed_by_its_cell_and_a_small_number_is_kept_as_a_range(tmp_path: Path) -> None:
    found = read(tmp_path, "month,claims\n2025-01,X\n2025-02,<5\n2025-03,--\n2025-04,\n2025-05,7\nTotal,12\nNote: p,\n")
    assert [(one.least, one.most) for one in found.windows] == [(0, 4), (7, 7)]
    assert [one.kind for one in found.dropped] == ["withheld", "withheld", "empty", "total", "note"]
    assert str(found.dropped[0].place).endswith("counts.csv:2:9")


def test_a_later_publication_replaces_an_earlier_one_and_is_listed(tmp_path: Path) -> None:
    found = read(tmp_path, "month,claims,published\n2024-08,433,2024-08-25\n2024-08,545,2025-09-01\n")
    assert right(found) == [("2024-08-01", "2024-08-31", 545)]
    assert [(one.kind, one.text) for one in found.dropped] == [("revised", "2024-08-01 2024-08-31: 433")]


def test_the_shipped_counts_are_read_as_they_are_and_their_one_contradiction_is_shown() -> None:
    found = published(Path("scenarios/data/lacolle-history.csv"))
    assert len(found.windows) == 45
    [one] = found.contradictions
    # 699 in June, 700 in July and 545 in August of 2024 are 1,944; the summer's total says 1,971
    assert (one.kind, one.window.count, sum(part.count for part in one.others)) == (
        "not the sum of its parts",
        1971,
        1944,
    )
    assert len(found.of("")) == 44
