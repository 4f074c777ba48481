"""`portsim check`: lines, exit status, JSON."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.cli

Portsim = Callable[..., Any]


def test_a_scenario_that_is_right(portsim: Portsim) -> None:
    assert portsim("check", "port.yaml") == (0, "port.yaml: no errors, no warnings\n", "")
    assert portsim("check", "port.yaml", "--quiet") == (0, "", "")


def test_errors_leave_with_2(portsim: Portsim) -> None:
    allowed = "a share, from 0 to 1 or from 0% to 100%"
    said = f"--set: staff.officers.absence: found 2; allowed: {allowed}; did you mean 2%?\n"
    assert portsim("check", "port.yaml", "--set", "staff.officers.absence=2") == (2, said, "")


def test_warnings_leave_with_0_or_when_strict_with_1(portsim: Portsim) -> None:
    said = (
        "--set: warning: people.party_size: found shares that sum to 0.9; "
        "allowed: shares that sum to 1; they are divided by their sum\n"
    )
    assert portsim("check", "port.yaml", "--set", "people.party_size={1: .9}") == (0, said, "")
    assert portsim("check", "port.yaml", "--set", "people.party_size={1: .9}", "--strict") == (1, said, "")


def test_the_overload_of_a_pool_is_a_warning_at_its_place(portsim: Portsim) -> None:
    left = portsim("check", "port.yaml", "--set", "arrivals.door.claimants_per_day=100")
    assert left.status == 0
    assert left.out.startswith("port.yaml:8:9: warning: staff.officers")
    assert left.out.count("\n") == 2  # and that no warm-up builds what it leaves over
    assert "warm-up of 0 d looks too short" in left.out


def test_several_files_each_with_its_lines(portsim: Portsim) -> None:
    Path("other.yaml").write_text("extends: port.yaml\nseed: x\n")
    left = portsim("check", "port.yaml", "other.yaml", "nothing.yaml")
    assert left.status == 2
    assert left.out.splitlines() == [
        "port.yaml: no errors, no warnings",
        "other.yaml:2:7: seed: found x; allowed: a whole number",
        "nothing.yaml: found no such file; allowed: the path of a scenario file",
    ]


def test_json(portsim: Portsim) -> None:
    Path("other.yaml").write_text("extends: port.yaml\nseed: x\n")
    left = portsim("check", "port.yaml", "other.yaml", "--json")
    assert left.status == 2
    assert json.loads(left.out) == [
        {
            "severity": "error",
            "file": "other.yaml",
            "line": 2,
            "column": 7,
            "path": "seed",
            "message": "found x; allowed: a whole number",
        }
    ]


@pytest.mark.parametrize("arguments", [("check",), ("check", "port.yaml", "--sett", "a=1"), ("chek", "port.yaml")])
def test_a_call_that_is_wrong_leaves_with_2_and_says_how(portsim: Portsim, arguments: tuple[str, ...]) -> None:
    left = portsim(*arguments)
    assert left.status == 2
    assert "Usage: " in left.err
    assert "Traceback" not in left.err
