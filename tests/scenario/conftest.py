"""A small port in `base.yaml`, and a reader of files laid on it."""

from pathlib import Path

import pytest
from scenario_reader import BASE, Read, Said

from sim.errors import ScenarioError
from sim.scenario.load import Loaded, load


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with `base.yaml`; the current one, so that places are short."""
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text(BASE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def read(folder: Path) -> Read:
    """Loads a text as `port.yaml`, laid on the base unless it says `extends`."""

    def reader(text: str = "", *sets: str) -> Loaded:
        head = "" if text.lstrip().startswith("extends:") else "extends: base.yaml\n"
        Path("port.yaml").write_text(head + text, encoding="utf-8")
        return load("port.yaml", sets)

    return reader


@pytest.fixture
def said(read: Read) -> Said:
    """What is wrong with a text laid on the base (its first line is line 2), or else what is warned of."""

    def problems(text: str = "", *sets: str) -> list[str]:
        try:
            return [str(problem) for problem in read(text, *sets).warnings]
        except ScenarioError as error:
            return [str(problem) for problem in error.problems]

    return problems
