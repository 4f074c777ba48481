"""`--xlsx`: the workbook of each command, read back, has every value of its CSVs; days, times and numbers are such."""

import csv
import math
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from port_file import write

from sim.cli import main
from sim.cli.saving import BOOK

pytestmark = pytest.mark.cli
ONE = ("--workers", "1", "--xlsx", "--out", "out")
FEW = ("--set", "end=2025-07-05", *ONE)
COMMANDS = {
    "run": ("run", "port.yaml", "-n", "6", "--sets", "2", "--per-set", "2", "--levers", *ONE),
    "compare": ("compare", "port.yaml", "other.yaml", "-n", "6", "--sets", "0", "--explain", *ONE),
    "sweep": ("sweep", "port.yaml", "--vary", "space.areas.hall.persons=15,20", "-n", "4", *FEW),
    "sensitivity": ("sensitivity", "port.yaml", "--size", "2", "-n", "2", *FEW),
    "staff": ("staff", "port.yaml", "-n", "3", "--search", "2", "--served", "80%", "--wait", "1 h", "--surge", "1.2",
              "--time-limit", "1", *FEW),
    "policy": ("policy", "port.yaml", "-n", "4", "--set", "space.areas.hall.persons=8", *FEW),
}  # fmt: skip
# Each CSV and its sheet.
SHEETS = {
    "run": {"kpis.csv": "By run", "hourly.csv": "By hour", "contingency.csv": "Orders", "assumption_sets.csv": "Sets",
            "levers.csv": "Levers"},
    "compare": {"differences.csv": "Differences", "inputs.csv": "Inputs", "attribution.csv": "Attribution",
                "hourly.csv": "By hour"},
    "sweep": {"sweep.csv": "All points"},
    "sensitivity": {"sensitivity.csv": "Influence"},
    "staff": {"requirement.csv": "Requirement officers", "rounds.csv": "Proof", "hours.csv": "Hours of the week",
              "surge.csv": "Surge"},
    "policy": {"policies.csv": "Policies", "futures.csv": "Futures", "fresh_futures.csv": "Fresh futures",
               "lead_time.csv": "Lead time"},
}  # fmt: skip
WITH_OFFSET = ("hourly.csv", "requirement.csv")
ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
OTHER = "extends: port.yaml\nname: '=1+1'\nspace: {areas: {hall: {persons: 25}}}\nstaff: {officers: {absence: 3%}}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ports with names that a spreadsheet would compute."""
    folder = tmp_path_factory.mktemp("books")
    path = write(folder, uncertain=True)
    text = path.read_text(encoding="utf-8").replace("name: A busy port", "name: '+x'\ntime_zone: America/Toronto")
    path.write_text(text, encoding="utf-8")
    (folder / "other.yaml").write_text(OTHER, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=COMMANDS)
def made(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A command, and the folder that it wrote."""
    out = tmp_path_factory.mktemp(request.param)
    arguments = [str(folder / word) if word.endswith(".yaml") else word for word in COMMANDS[request.param]]
    arguments[arguments.index("out")] = str(out)
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--quiet"])
    assert not left.value.code
    return request.param, out


def cells(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def same(written: str, found: Any) -> bool:
    """Whether a cell has the value of a cell of the CSV, where text that looks like a formula has an apostrophe."""
    if written == "":
        return found is None
    if isinstance(found, datetime):
        return ISO.match(written) is not None and datetime.fromisoformat(written).replace(tzinfo=None) == found
    if isinstance(found, int | float):
        return math.isclose(float(written), found, rel_tol=1e-15)  # a workbook has 16 digits
    return str(found) == (written[1:] if written[0] == "'" else written)


def rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from list(csv.reader(file))[1:]


def test_the_workbook_has_every_value_of_the_csvs(made: tuple[str, Path]) -> None:
    command, out = made
    book = load_workbook(out / BOOK)
    for file, name in SHEETS[command].items():
        expected, found = list(rows(out / file)), cells(book[name])
        if file in WITH_OFFSET:
            for line, row in zip(expected, found, strict=True):
                assert line[0].endswith(row.pop(1))
        assert len(found) == len(expected) > 0
        wrong = [
            (a, b)
            for line, row in zip(expected, found, strict=True)
            for a, b in zip(line, row, strict=True)
            if not same(a, b)
        ]
        assert wrong == [], (file, wrong[:5])


def test_no_cell_is_a_formula_and_headings_stay_in_view(made: tuple[str, Path]) -> None:
    command, out = made
    book = load_workbook(out / BOOK)
    assert book.sheetnames[0] == "Answer"
    assert {"Answer", "Assumptions"} <= set(book.sheetnames)
    for sheet in book:
        assert sheet.freeze_panes is not None
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
        assert all(dimension.width >= 11 for dimension in sheet.column_dimensions.values())
    assert book["Answer"]["B2"].value == "+x"
    charts = {
        "run": "By hour",
        "compare": "By hour",
        "sweep": "Figures",
        "staff": "Requirement officers",
        "policy": "Policies",
    }
    if command in charts:
        assert len(book[charts[command]]._charts) >= 1


def test_times_in_a_csv_are_iso(made: tuple[str, Path]) -> None:
    """A CSV is for programs: local time with its offset, which reads back as it is."""
    command, out = made
    if command in ("run", "compare"):
        times = [line[0] for line in rows(out / "hourly.csv")]
    if command == "run":
        times += [cell for line in rows(out / "contingency.csv") for cell in line[2:3]]
    elif command == "staff":
        times = [line[0] for line in rows(out / "requirement.csv")]
    else:
        return
    assert times
    assert all(datetime.fromisoformat(time).utcoffset() is not None for time in times)


def test_the_day_sheet_adds_up_to_the_hours_and_runs(made: tuple[str, Path]) -> None:
    command, out = made
    if command != "run":
        return
    book = load_workbook(out / BOOK)
    days = cells(book["By day"])
    assert [row[0].date().isoformat() for row in days] == [f"2025-07-{day:02d}" for day in range(1, 11)]
    kpis = list(csv.DictReader((out / "kpis.csv").read_text(encoding="utf-8").splitlines()))
    peaks = sorted(int(float(row["on_site_peak"])) for row in kpis)
    assert max(row[6] for row in days) <= peaks[-1]
    assert sum(row[1] for row in days) <= min(int(row["arrived"]) for row in kpis)
    assert sum(row[3] for row in days) >= max(int(row["arrived"]) for row in kpis)


def test_the_figures_are_those_of_the_summary(made: tuple[str, Path]) -> None:
    import json

    command, out = made
    if command != "run":
        return
    told = json.loads((out / "summary.json").read_text(encoding="utf-8"))["figures"]
    found = {row[1]: row for row in cells(load_workbook(out / BOOK)["Figures"])}
    assert list(found) == list(told)
    for name, row in found.items():
        expected = [
            "" if (value := told[name][point]) is None else str(value)
            for point in ("mean", "low", "high", "p5", "p50", "p95")
        ]
        assert all(same(a, b) for a, b in zip(expected, row[3:9], strict=True)), name
        assert row[9] == told[name]["n"]


def test_without_it_there_is_no_workbook(tmp_path: Path) -> None:
    call = ["run", str(write(tmp_path)), "-n", "1", "--workers", "1", "--quiet", "--out", str(tmp_path)]
    for more, there in ((["--xlsx"], True), ([], False)):
        with pytest.raises(SystemExit):
            main([*call, *more])
        assert (tmp_path / BOOK).exists() == there
