"""What planners are told is in the catalogue: under the pseudo-locale, no word stands outside of a message."""

import ast
import re
from pathlib import Path

import pytest
from brackets import without_brackets
from mutations import csv_case, xlsx_case

from sim.people.expectation.checked import checked
from sim.scenario.data.tables.faults import TableError
from sim.scenario.schema import json_schema
from sim.wording import PSEUDO, speaking

pytestmark = pytest.mark.unit
ROOT = Path(__file__).parents[3]
PORT = """\
format: 2
name: A small port
start: 2025-06-02
end: 2025-06-09
arrivals: {door: {claimants_per_day: 10}}
process:
  steps: {intake: {staff: {officers: 1}, area: hall, time: {party: 30 min}}}
  journeys: {everyone: [intake]}
staff: {officers: {shifts: {day: {hours: 07:00-19:00, on_duty: 2}}}}
space: {areas: {hall: {persons: 50}}}
"""
WRONG = (
    "staff.officers.absence=two", "staff.officers.absence=20", "staff.oficers.absence=1", "start=tomorrow",
    "end=2025-06-01", "arrivals.door.claimants_per_day=-1",
    "arrivals.door.claimants_per_day={2025-06-02: 1, 2025-06-03: x}", "process.steps.intake.time={party: 30}",
    "process.steps.intake.time={party: {triangular: [3 min, 2 min, 1 min]}}",
    "process.steps.intake.time={party: {gamma: {mean: 3 min}}}", "process.steps.intake.staff={oficers: 1}",
    "process.steps.intake.area=hal", "process.steps.intake.staff={officers: 9}", "process.journeys.everyone=[]",
    "process.journeys.everyone=[intake, interview]", "staff.officers.shifts.day.hours=7-19", "staff.officers.cost=65",
    "staff.officers.shifts.day.days=[lundi]", "space.areas.hall={persons: 1, limit: solid}",
    "space.areas.hall.persons=1.5", "targets={within_24: {at_least: 90%}}", "targets={within_24h: {at_least: 90}}",
    "precision={within_24h: 2 d}", "uncertain={staff.officers.absence: {uniform: [1%, 200%]}}",
    "uncertain={nothing.at_all: {uniform: [1, 2]}}", "contingency.tent={lead_time: 1 d, brings: {areas: {hall: 5}}}",
    "assumptions={space.nowhere: {grade: A, source: x}}",
    "contingency.tent={order_when: {any: {full: {watch: occupancy}}}, lead_time: 1 d, brings: {areas: {hal: 5}}}",
    "surges.june={stream: gate, begins: 2025-06-02, times: 3, hold: 1 d}", "census=nobody.csv",
    "people.party_size={1: .5}", "screening={exceptions: {none: {claimed: 1, proven: 2}}}",
    "staff.officers.roster_file=nowhere.csv", "extends=other.yaml",
    "changes={2025-06-04: {staff: {officers: {absence: 1%}}}}", "warm_up=1 h", "run_on=2025-06-01",
    "time_zone=Mars/Base", "arrivals.door.listed=nowhere.xlsx",
    "space.lodging.beds={area: hall, rooms: bed, at: 22:00, back: 23:00}", "currency=X",
)  # fmt: skip
FILES = (
    "a: 1\na: 2\n", "a: b: c\n", "\tx: 1\n", "x: {1\n", "x: 'a\n", "- 1\n", "x: *y\n", "x: !t 1\n", "x: \x07\n", "",
    "format: 9\n" + PORT[10:], PORT.replace("30 min", "half an hour"), PORT + "---\nx: 1\n", PORT + "spce: 1\n",
)  # fmt: skip


def messages(text: str, folder: Path, sets: tuple[str, ...] = ()) -> list[str]:
    """What is wrong with a file, under the pseudo-locale; what planners wrote has no brackets there."""
    path = folder / "port.yaml"
    path.write_text(text, encoding="utf-8")
    with speaking(PSEUDO):
        return [problem.message for problem in checked(path, list(sets)).problems]


@pytest.mark.parametrize("change", WRONG)
def test_a_wrong_value_is_told_in_messages(change: str, tmp_path: Path) -> None:
    found = messages(PORT, tmp_path, (change,))
    assert found
    assert [one for one in found if not one.startswith("[") or re.search(r"[^\W\d_]", without_brackets(one))] == []


@pytest.mark.parametrize("text", FILES, ids=range(len(FILES)))
def test_a_wrong_file_is_told_in_messages(text: str, tmp_path: Path) -> None:
    found = messages(text, tmp_path)
    assert found
    assert [one for one in found if not one.startswith("[") or re.search(r"[^\W\d_]", without_brackets(one))] == []


@pytest.mark.parametrize("case", [csv_case, xlsx_case], ids=["csv", "xlsx"])
def test_a_wrong_table_is_told_in_messages(case: object, tmp_path: Path) -> None:
    told: list[str] = []
    for seed in range(60):
        reader, name, raw = case(seed)  # type: ignore[operator]
        (tmp_path / name).write_bytes(raw)
        with speaking(PSEUDO):
            try:
                reader(name, _Info(tmp_path))
            except TableError as error:
                told += [wrong.message for wrong in error.wrong]
            except ValueError as error:
                told.append(str(error))
    assert len(told) > 20
    assert [one for one in told if re.search(r"[^\W\d_]", re.sub(r"^\w+: ", "", without_brackets(one)))] == []


class _Info:
    """What pydantic gives to a reader."""

    def __init__(self, folder: Path) -> None:
        self.context = {"folder": folder}


TOLD = {"sentence", "ValueError", "NotAllowed", "Refused", "Problem", "Wrong", "refuse", "_refuse", "_warn", "wrong"}


def test_what_is_refused_is_said() -> None:
    """A text of several words that an error or a problem is made of is a message."""
    found = []
    for path in sorted((ROOT / "sim" / "scenario").rglob("*.py")):
        if path.name == "reference_page.py":  # its error is for who works on the program
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in TOLD:
                given = [one for one in node.args if isinstance(one, ast.Constant | ast.JoinedStr)]
                words = [re.sub(r"\{.*?\}", "", ast.unparse(one)) for one in given]
                found += [f"{path.name}: {text}" for text in words if re.search(r"[a-z]{2,},? [a-z]", text)]
    assert found == []


def test_the_schema_says_what_fields_mean_in_the_language() -> None:
    absence = json_schema()["$defs"]["Pool"]["properties"]["absence"]["description"]
    assert absence == "Chance that a rostered officer is missing, for each shift."
    with speaking("fr"):
        said = json_schema()
    assert said["$defs"]["Pool"]["properties"]["absence"]["description"].startswith("Probabilité qu’un agent")
    assert said["properties"].keys() == json_schema()["properties"].keys()
