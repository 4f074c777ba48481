"""The recipes of `sim/README.md`: their own snippets, put into a copy of the tree, do what the page says."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

import sim

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```diff recipe=(\w+)\n--- (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MOST = {"watch": 3, "figure": 2, "distribution": 1, "trigger": 2, "command": 2, "scenario": 1}  # files
PORT = """\
format: 2
name: A port of recipes
start: 2025-07-01
end: 2025-07-15
arrivals: {door: {claimants_per_day: 40}}
process:
  steps: {interview: {staff: {officers: 1}, area: hall, time: {rayleigh: {mean: 2 h}}}}
  journeys: {everyone: [interview]}
staff: {officers: {shifts: {day: {hours: 00:00-24:00, on_duty: 60}}}}
space: {areas: {hall: {persons: 20}}}
contingency:
  tents:
    order_when: {any: {queue: {watch: all_waiting, above: 3}}}
    lead_time: 1 d
    brings: {areas: {hall: 20}}
targets: {on_site_night: {at_most: 100}}
"""
QUEUE = "staff.officers.shifts.day.on_duty=4"
ONLY = ["occupancy", "arrivals", "longest_wait", "forecast", "fixed_date", "two_tiers"]


def recipes() -> dict[str, list[tuple[str, str]]]:
    """The blocks of each recipe: the file, and what is done to it."""
    found = defaultdict(list)
    for recipe, file, change in BLOCK.findall((ROOT / "sim" / "README.md").read_text(encoding="utf-8")):
        found[recipe].append((file, change))
    return found


def put(change: str, text: str) -> str:
    """The text of a file with a change put in; each place must be there once."""
    for hunk in change.split("@@\n"):
        lines = hunk.splitlines(keepends=True)
        assert all(line[0] in " +" for line in lines)
        old = "".join(line[1:] for line in lines if line[0] == " ")
        assert not old or text.count(old) == 1, old
        new = "".join(line[1:] for line in lines)
        text = text.replace(old, new) if old else text + new
    return text


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The tree with every recipe put in, and what is compiled already but for the flow, into which a recipe goes."""
    package = Path(sim.__file__).parent
    shutil.copytree(package, tmp_path / "sim", ignore=shutil.ignore_patterns("*.pyc"))
    shutil.rmtree(tmp_path / "sim" / "port" / "flow" / "__pycache__", ignore_errors=True)
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for blocks in recipes().values():
        for file, change in blocks:
            path = tmp_path / file
            path.write_text(put(change, path.read_text(encoding="utf-8") if path.exists() else ""), encoding="utf-8")
    (tmp_path / "port.yaml").write_text(PORT, encoding="utf-8")
    return tmp_path


def portsim(copy: Path, *arguments: str) -> str:
    """What a command of the copy prints."""
    kept = {"PYTHONPATH": str(copy), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "sim.cli", *arguments], cwd=copy, env=os.environ | kept, capture_output=True, text=True,
        encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def column(folder: Path, figure: str) -> list[float]:
    """A figure of each replication, from the table that a run writes."""
    with (folder / "kpis.csv").open(encoding="utf-8", newline="") as file:
        return [float(row[figure]) for row in csv.DictReader(file)]


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


@pytest.mark.unit
@pytest.mark.parametrize(("recipe", "most"), MOST.items())
def test_a_recipe_touches_no_more_files_than_the_page_promises(recipe: str, most: int) -> None:
    assert 1 <= len({file for file, _ in recipes()[recipe]}) <= most


@pytest.mark.cli
def test_the_new_command_answers_and_the_new_scenario_loads(copy: Path) -> None:
    assert portsim(copy, "pools", "port.yaml") == "officers: 1 shifts\n"
    assert "One step, busier" in portsim(copy, "explain", "scenarios/one-step-busier.yaml")
    assert "LongestStay" in portsim(copy, "schema")


@pytest.mark.slow
@pytest.mark.cli
def test_what_the_recipes_add_is_played_and_told(copy: Path) -> None:
    """One copy, since the compiled engine is compiled anew for it."""
    portsim(copy, "run", "port.yaml", "-n", "20", "--workers", "1", "--out", "idle")
    assert mean(column(copy / "idle", "time_on_site_mean")) == pytest.approx(2.0, abs=0.05)  # nobody waits
    assert set(column(copy / "idle", "tents_ordered")) == {0.0}
    said = portsim(copy, "run", "port.yaml", "-n", "4", "--workers", "1", "--out", "busy", "--set", QUEUE)
    assert "On site at night" in said  # a row of the table of targets
    assert set(column(copy / "busy", "tents_ordered")) == {1.0}
    nights, each = column(copy / "busy", "nights_on_site"), column(copy / "busy", "on_site_night")
    assert each == pytest.approx([night / 14 for night in nights])
    assert "on_site_night" in json.loads((copy / "busy" / "summary.json").read_text(encoding="utf-8"))["figures"]
    report = (copy / "busy" / "report.html").read_text(encoding="utf-8")
    assert "people waiting" in report
    assert "Persons on site at 04:00 local time, mean of all days" in report
    assert "on_site_night" in report
    portsim(copy, "verify", "port.yaml", "--set", QUEUE)
    portsim(copy, "run", "scenarios/one-step-busier.yaml", "-n", "2", "--workers", "1", "--out", "busier")
    off = [f"--set=policy.families.{family}=false" for family in ONLY]
    triggers = ["--set", "policy.families.longest_stay.above=6 h", *off]
    portsim(copy, "policy", "port.yaml", "-n", "20", "--workers", "1", "--no-lead-curve", "--set", QUEUE, *triggers)
    with (copy / "results" / "port" / "policy" / "policies.csv").open(encoding="utf-8", newline="") as file:
        found = {row["policy"]: row for row in csv.DictReader(file)}["longest stay above 6 h"]
    assert found["family"] == "longest_stay"
    assert float(found["ordered"]) > 0
