"""Every command that plays says first what `check` would warn of in the scenarios that it plays, once and briefly."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.cli.remarks import MOST, remark_on
from sim.problems import Problem, sentence
from sim.wording.spoken import Noted

pytestmark = pytest.mark.cli

Command = Callable[..., Any]
BUSY = "arrivals.door.claimants_per_day=60"  # 30 hours of work a day for 24 of two officers
ON_DUTY = "staff.officers.shifts.day.on_duty"
LOAD, SHORT = "hours of work and 168 productive hours are rostered", "the warm-up of 0 d looks too short"
UNCERTAIN = "uncertain: {process.steps.intake.time.party: {p10: 29 min, p90: 31 min}}\n"
TENT = """\
contingency:
  tent: {order_when: {watch: occupancy, of: hall, above: 40}, lead_time: 1 d, brings: {areas: {hall: 20}}}
"""


def add(text: str) -> None:
    port = Path("port.yaml")
    port.write_text(port.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.mark.parametrize("command", [
    ("run", "-n", "2", "--workers", "1"),
    ("sensitivity", "-n", "2", "--size", "2", "--workers", "1"),
    ("policy", "-n", "2", "--workers", "1", "--no-lead-curve"),
    ("staff", "-n", "2", "--search", "2", "--workers", "1", "--busy", "90%"),
    ("verify", "-n", "1"),
], ids=lambda command: str(command[0]))  # fmt: skip
def test_the_warnings_of_the_scenario_that_is_played(command: tuple[str, ...], portsim: Command) -> None:
    add(UNCERTAIN if command[0] == "sensitivity" else TENT)
    name, *rest = command
    left = portsim(name, "port.yaml", "--set", BUSY, *rest)
    assert left.status == 0, left.err
    assert left.err.count(LOAD) == left.err.count(SHORT) == 1
    assert all(line.startswith("port.yaml:8:") for line in left.err.splitlines() if "hours of work" in line)
    assert "hours of work" not in portsim(name, "port.yaml", "--set", BUSY, *rest, "--quiet").err
    assert portsim(name, "port.yaml", "--set", BUSY, *rest, "--json").err == ""


def test_a_roster_that_is_to_come_is_not_said_to_be_too_small(portsim: Command) -> None:
    asked = ("-n", "2", "--search", "2", "--workers", "1", "--busy", "90%")
    left = portsim("staff", "port.yaml", "--set", f"{ON_DUTY}=0", *asked)
    assert left.status == 0, left.err
    assert "productive hours are rostered" not in left.err


def test_of_scenarios_that_are_compared_each_once_with_whose_it_is(portsim: Command) -> None:
    for name, a_day in (("busy", 60), ("busier", 80)):
        Path(f"{name}.yaml").write_text(
            f"format: 2\nextends: port.yaml\nname: {name}\narrivals: {{door: {{claimants_per_day: {a_day}}}}}\n",
            encoding="utf-8",
        )
    left = portsim("compare", "port.yaml", "busy.yaml", "busier.yaml", "-n", "2", "--workers", "1")
    assert left.status == 0, left.err
    assert left.err.count("productive hours are rostered") == 1
    assert "(in Busy, and another of 1 more)" in left.err
    alike = portsim("compare", "busy.yaml", "busy.yaml", "-n", "2", "--workers", "1", "--set", "name=twins")
    assert alike.err.count("productive hours are rostered") == 1
    assert "(in " not in alike.err


def test_of_the_points_of_a_sweep_each_once_with_the_first_point(portsim: Command) -> None:
    left = portsim("sweep", "port.yaml", "--vary", f"{ON_DUTY}=1,2,3,4", "--set", BUSY, "-n", "2", "--workers", "1")
    assert left.status == 0, left.err
    assert len(left.err.splitlines()) == 2
    assert left.err.count(f"(at {ON_DUTY}=1, and another of 1 more)") == 2


def test_only_so_many_of_several_scenarios(capsys: pytest.CaptureFixture[str]) -> None:
    many = [Problem(f"staff.pool{k}", "found nothing", severity="warning") for k in range(MOST + 3)]
    remark_on({"one": many, "other": many[:1]}, "in", quiet=False)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == MOST + 1
    assert lines[0] == "warning: staff.pool0: found nothing"
    assert lines[1] == "warning: staff.pool1: found nothing (in one)"
    assert lines[-1] == "and 3 more warnings: portsim check has all of a file"
    remark_on({"one": many}, "in", quiet=True)
    assert capsys.readouterr().err == ""


def test_warnings_of_one_path_that_say_the_same_of_other_values_are_of_one_kind(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def warning(sum_: str, allowed: str = "shares that sum to {n}") -> Problem:
        return Problem("people", sentence(sum_, Noted(allowed, {"n": 1})), severity="warning")

    remark_on({"one": [warning("ab")], "two": [warning("cd")]}, "at", quiet=False)
    assert capsys.readouterr().err.splitlines() == [f"{warning('ab')} (at one, and another of 1 more)"]
    remark_on({"one": [warning("3")], "two": [warning("4", "no {n}")]}, "at", quiet=False)
    assert len(capsys.readouterr().err.splitlines()) == 2
