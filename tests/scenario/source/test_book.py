"""A workbook as a scenario: what its cells say, and what is wrong with it, by sheet and cell."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import port_file
import pytest
from openpyxl import Workbook, load_workbook

from sim.errors import ScenarioError
from sim.problems import Place
from sim.scenario.load import load
from sim.scenario.source.book_layout import laid_out, spelt
from sim.scenario.source.book_reader import read_book
from sim.scenario.source.cell_scalars import cell_of, said_by
from sim.scenario.source.merge import merged
from sim.scenario.source.sheet_paths import LONGEST_TITLE, sheets
from sim.scenario.source.source_tree import Node, as_node, parts
from sim.views.spreadsheet.scenario_book import scenario_book

pytestmark = pytest.mark.unit

Change = Callable[[Any], object]


def book(folder: Path, **rows: list[list[Any]]) -> Path:
    """A workbook with these rows by sheet; `_` in the name of a sheet is a point."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, given in rows.items():
        page = made.create_sheet(title.replace("_", "."))
        for row in given:
            page.append(row)
    made.save(folder / "plan.xlsx")
    return folder / "plan.xlsx"


def port(folder: Path, change: Change = lambda made: None) -> Path:
    """The busy port of `port_file` as a workbook, after a change was made to it."""
    path = folder / "plan.xlsx"
    path.write_bytes(scenario_book(merged(port_file.write(folder))))
    made = load_workbook(path)
    change(made)
    made.save(path)
    return path


def put(sheet: str, **cells: Any) -> Change:
    def change(made: Any) -> None:
        for address, value in cells.items():
            made[sheet][address] = value

    return change


def refused(path: Path) -> str:
    with pytest.raises(ScenarioError) as error:
        load(path)
    return "\n".join(str(problem) for problem in error.value.problems).replace(str(path), "plan.xlsx")


def test_a_cell_is_what_it_says(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        space=[["path", "value", "# mine"], ["a", 0.4], ["b", 12], ["c", True], ["d", datetime(2025, 7, 1)],
               ["e", time(8, 0)], ["f", "08:00"], ["g", "on"], ["h", "12"], ["i", '"12"'], ["j", "{pert: [1, 2, 3]}"],
               ["k", "a: b, c"], ["l", "1e5"], ["m", 12.0], ["n", None, "nothing"], ["o", "[a, 1.0]"]],
    )  # fmt: skip
    made = load_workbook(path)
    made["space"]["B2"].number_format = "0.0%"
    made.save(path)
    assert read_book(path).tree.plain() == {
        "space": {
            "a": "40%", "b": 12, "c": True, "d": "2025-07-01", "e": "08:00", "f": "08:00", "g": "on", "h": 12,
            "i": "12", "j": {"pert": [1, 2, 3]}, "k": "a: b, c", "l": 1e5, "m": 12, "n": None, "o": ["a", 1.0],
        }
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["=1+1", "@x", "1e5", "on", "true", "null", "~", "08:00", "24:00", "2025-07-01", "2025-13-01", "1899-01-01",
     "80%", "080%", "12.5%", " x ", "{a}", "[", '"', "'a", "#a", "a\nb", "a\tb", "_x0041_", "", "é…",
     "0x1F", ".inf", "-0"],
)  # fmt: skip
def test_a_text_is_read_as_it_was_written(text: str, tmp_path: Path) -> None:
    tree = {"question": text, "labels": {text or "x": text}, "levers": {"l": {"states": {"k": text}, "label": text}}}
    path = tmp_path / "plan.xlsx"
    path.write_bytes(scenario_book(book_tree(tree)))
    assert read_book(path).tree.plain() == tree
    assert all(cell.data_type != "f" for page in load_workbook(path) for row in page for cell in row)


def book_tree(tree: dict[str, Any]) -> Node:
    return as_node(tree, Place("here", 0, 0))


@pytest.mark.parametrize("value", [0, 1, -1, 0.1, 1e-7, 1e300, 10**14, 10**20, True, False])
def test_a_number_is_read_as_it_was_written(value: float) -> None:
    cell = cell_of(value)
    assert said_by(cell) == value
    assert isinstance(said_by(cell), type(value))


def test_what_nobody_declares_keeps_its_kind_of_number(tmp_path: Path) -> None:
    tree = {"changes": {"2025-07-01": {"space": {"areas": {"hall": {"persons": 2}}}, "people": {"minors": 1.0}}}}
    path = tmp_path / "plan.xlsx"
    path.write_bytes(scenario_book(book_tree(tree)))
    assert repr(read_book(path).tree.plain()) == repr(tree)


def test_names_stand_in_their_order_though_columns_have_another() -> None:
    steps = {"a": {"staff": {"x": 1, "y": 2}}, "b": {"staff": {"y": 1, "x": 2}}, "c": {"staff": {"y": 3}}}
    found = {sheet.title: sheet for sheet in laid_out({"process": {"steps": steps}})}["process.steps"]
    rows = [dict(zip((head.text for head in found.heads), row, strict=True)) for row in found.rows]
    assert [row.get("staff") for row in rows] == [None, "{y: 1, x: 2}", None]
    assert [(row["staff.x"], row["staff.y"]) for row in rows] == [(1, 2), (None, None), (None, 3)]


@pytest.mark.parametrize("path", [("a", "b"), ("a.b", 1), ("1", "x"), ('q"', "\\"), ("# n",), ("value",), ("a b", "=")])
def test_a_path_in_a_cell_is_read_as_it_was_written(path: tuple[Any, ...]) -> None:
    text = spelt(path, ("value",))
    assert text is not None
    assert parts(text) == path
    assert text != "value"
    assert not text.startswith("#")


def test_every_sheet_has_a_title_that_a_spreadsheet_takes() -> None:
    assert {"staff", "staff.shifts", "staff.changes", "space.areas", "surges", "contingency"} <= set(sheets())
    assert all(len(title) <= LONGEST_TITLE and not set("[]:*?/\\") & set(title) for title in sheets())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (put("staff", C2=1.4), "plan.xlsx:staff!C2: staff.officers.absence: found 140%; allowed: a share, from"),
        (put("staff.shifts", D3="many"), "plan.xlsx:staff.shifts!D3: staff.officers.shifts.night.on_duty: found many;"),
        (put("staff", J1="cots", J2=4), "plan.xlsx:staff!J1: staff.officers.cots: found the unknown key cots;"),
        (put("staff.shifts", D2="=1+4"),
         "plan.xlsx:staff.shifts!D2: staff.officers.shifts.day.on_duty: found a formula"),
        (put("staff.shifts", A3=None), "plan.xlsx:staff.shifts!A3: staff: found an empty cell; allowed: a name"),
        (put("staff.shifts", B3="day"), "found a second value; allowed: one value (the first is at plan.xlsx:staff."),
        (put("staff.shifts", A1="pool"),
         "plan.xlsx:staff.shifts!A1: found no column staff; allowed: the columns staff,"),
        (put("scenario", A4="start"), "plan.xlsx:scenario!B4: start: found a second value;"),
        (put("scenario", A3='a."'), "plan.xlsx:scenario!A3: found a.\"; allowed: a dotted path"),
        (put("scenario", B2="[a"),
         "plan.xlsx:scenario!B2: name: found a `[` that is not closed; allowed: [value, value]"),
        (put("scenario", C1="units"), "plan.xlsx:scenario!C1: found the unknown column units;"),
        (lambda made: made.create_sheet("staf").append(["a"]), "plan.xlsx:staf!A1: found the unknown sheet staf;"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_sheet_and_cell(change: Change, message: str, tmp_path: Path) -> None:
    assert message in refused(port(tmp_path, change))


def test_notes_are_left_out_and_what_is_hidden_is_said(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        made.create_sheet("# notes").append(["what I thought"])
        made.create_sheet("labels").append(["labels", "value"])
        made["labels"].sheet_state = "hidden"
        made["staff.shifts"].row_dimensions[3].hidden = True
        made["staff.shifts"]["G1"], made["staff.shifts"]["G2"] = "# who", "ask Kim"

    found = load(port(tmp_path, change))
    assert found.scenario == load(tmp_path / "port.yaml").scenario
    assert [problem.message for problem in found.warnings if "hidden" in problem.message] == [
        "the hidden sheet labels is not read; show it, or begin its name with #",
        "hidden rows, which are read as others are: A3 of the sheet staff.shifts",
    ]


def test_dates_of_cells_and_changes_by_set(tmp_path: Path) -> None:
    path = port(tmp_path, put("scenario", B3=date(2025, 7, 2)))
    found = load(path, ["staff.officers.absence=5%"])
    assert found.scenario.start == date(2025, 7, 2)
    assert found.scenario.staff["officers"].absence == 0.05
    assert found.origins[("start",)] == f"{path}:scenario!B3"


def test_a_file_can_extend_a_workbook(tmp_path: Path) -> None:
    port(tmp_path)
    (tmp_path / "more.yaml").write_text("extends: plan.xlsx\nspace: {areas: {hall: {persons: 25}}}\n", encoding="utf-8")
    assert load(tmp_path / "more.yaml").scenario.space.areas["hall"].persons == 25
