"""`portsim new`: a scenario that runs as it is, and never over another."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.scenario.load import load

pytestmark = pytest.mark.cli

Portsim = Callable[..., Any]


@pytest.mark.parametrize(("name", "called"), [("harbour", "harbour"), ("north.yaml", "north"), ("a: b #1", "a: b #1")])
def test_a_new_scenario_is_right(portsim: Portsim, name: str, called: str) -> None:
    file = f"{called}.yaml"
    assert portsim("new", name) == (0, f"{file}: written; look at it, then: portsim check {file}\n", "")
    assert load(file).scenario.name == called
    assert portsim("check", file) == (0, f"{file}: no errors, no warnings\n", "")


def test_nothing_is_overwritten(portsim: Portsim) -> None:
    before = Path("port.yaml").read_text()
    assert portsim("new", "port") == (
        2,
        "",
        "port.yaml: found a file of this name; allowed: a new name (nothing is overwritten)\n",
    )
    assert Path("port.yaml").read_text() == before


def test_a_folder_that_is_not_there(portsim: Portsim) -> None:
    assert portsim("new", "nowhere/port") == (2, "", "nowhere/port.yaml: No such file or directory\n")
