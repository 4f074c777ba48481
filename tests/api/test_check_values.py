"""`sim.check` gives errors and warnings as values, the same that the command prints, and shows them as a table."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import sim
from sim.cli.app import app

pytestmark = pytest.mark.unit
MINIMAL = Path(__file__).parents[2] / "scenarios" / "minimal.yaml"
SLIPS = ["staff.officers.shifts.day.on_duty=1", "warm_up=0 d"]


def printed(*arguments: str) -> list[str]:
    return CliRunner().invoke(app, ["check", str(MINIMAL), *arguments]).stdout.splitlines()


def test_a_file_without_faults_is_ok_and_says_so() -> None:
    found = sim.check(MINIMAL)
    assert found.ok and not found.problems and not found.warnings
    assert found.scenario == sim.load(MINIMAL)
    assert str(found) == f"{MINIMAL}: no errors and no warnings"
    assert found.tables.problems.empty


def test_errors_come_as_values_with_their_places() -> None:
    found = sim.check(MINIMAL, ["staff.officers.absence=140%", "end=2020-01-01"])
    assert not found.ok and found.scenario is None
    assert {one.path for one in found.problems} == {"staff.officers.absence", "end"}
    assert all(one.place.file == "--set" for one in found.problems)
    assert found.answer[0] == f"{MINIMAL}: 2 errors and no warnings"


def test_warnings_that_load_is_silent_of_are_those_of_the_command() -> None:
    found = sim.check(MINIMAL, SLIPS)
    assert found.ok and found.warnings
    assert found.scenario == sim.load(MINIMAL, SLIPS)
    assert list(map(str, found.warnings)) == printed(*(part for one in SLIPS for part in ("--set", one)))
    table = found.tables.problems
    assert list(table["severity"]) == ["warning"] * len(found.warnings)
    assert list(table["path"]) == [one.path for one in found.warnings]


def test_a_notebook_shows_a_row_for_each_problem() -> None:
    shown = sim.check(MINIMAL, ["staff.officers.absence=<b>"])._repr_html_()
    assert shown.count("<tr>") == 2
    assert "&lt;b&gt;" in shown and "<b>" not in shown


def test_no_file_is_a_problem_and_no_traceback(tmp_path) -> None:
    found = sim.check(tmp_path / "nowhere.yaml")
    assert [one.allowed for one in found.problems] == ["the path of a scenario file"]
