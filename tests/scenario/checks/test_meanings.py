"""The version of the language that a file is in, and what is said of lines that mean something else since."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from scenario_reader import Read, Said

from sim.scenario.checks import meanings
from sim.scenario.checks.meanings import Meaning
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.scenario.source.explain import explained
from sim.scenario.source.source_tree import Node
from sim.scenario.source.source_tree import Path as NodePath

pytestmark = pytest.mark.unit


def steps_with_cv(scenario: Scenario, source: Node) -> Iterator[NodePath]:
    yield from (("process", "steps", name, "cv") for name, step in scenario.process.steps.items() if step.cv)


CV = Meaning(2, steps_with_cv, "cv is per person; write it per party")


@pytest.fixture
def one_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanings, "MEANINGS", (CV,))


@pytest.mark.usefixtures("one_meaning")
def test_a_change_of_meaning_is_told_once(said: Said) -> None:
    two = "process: {steps: {coach: {departures: null, time: {party: 1 h}, cv: .3}}}"
    ends = "if that is meant, `format: 2` at the top of port.yaml ends this warning"
    assert said() == [
        "base.yaml:14:91: warning: process.steps.intake.cv: since format 2 cv is per person; write it per party; "
        f"{ends}"
    ]
    assert said(two) == [
        "base.yaml:14:91: warning: process.steps.intake.cv: since format 2 (and at 1 more) cv is per person; "
        f"write it per party; {ends}"
    ]
    assert said("format: 2\n" + two) == []
    assert said("format: 1\n" + two) == said(two)


@pytest.mark.usefixtures("one_meaning")
def test_the_format_is_that_of_the_file_that_is_loaded(read: Read, said: Said) -> None:
    base = Path("base.yaml")
    base.write_text("format: 2\n" + base.read_text(encoding="utf-8"), encoding="utf-8")
    assert len(said()) == 1
    assert read().format == 1
    assert load("base.yaml").format == 2
    assert load("base.yaml").warnings == ()
    assert said("", "format=2") == []


def test_a_format_that_this_program_does_not_know(said: Said) -> None:
    for found in ("3", "2.0", "'2'", "0", "[2]"):
        assert [line.partition("; allowed: ")[2] for line in said(f"format: {found}")] == [
            "1 or 2, the versions of the language that this program reads"
        ]
    assert "did you mean format?" in said("fromat: 2")[0]


def test_what_is_explained_keeps_its_format(read: Read, tmp_path: Path) -> None:
    assert explained(read()).splitlines()[0].split() == ["format:", "1", "#", "default"]
    assert explained(read("format: 2")).splitlines()[0].split() == ["format:", "2", "#", "port.yaml:2"]


def test_a_format_is_no_part_of_what_a_scenario_is(read: Read) -> None:
    assert read("format: 2").scenario == read().scenario
