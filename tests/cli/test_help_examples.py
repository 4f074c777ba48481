"""The examples of `--help`: every command has some, shown as written, and each does what it says when typed."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from workbooks import table

from sim.cli import app as whole
from sim.cli import commands
from sim.cli.commands import results
from sim.cli.examples import Example

pytestmark = pytest.mark.cli
Command = Callable[..., Any]
BUSIER = """\
format: 2
extends: port.yaml
name: A busier port
arrivals: {port_of_entry: {claimants_per_day: {2025-06-02: 60, 2025-07-01: 80}}}
staff: {officers: {absence: 5%}}
levers: {absence: {label: absence, path: staff.officers.absence, states: [5%, 10%]}}
uncertain: {people.minors: {uniform: [.2, .4]}, staff.officers.absence: {uniform: [2%, 8%]}}
"""
COUNTS = "month,Claims,Encounters,Office\n2025-03,1356,1400,North\n2025-04,2733,2800,North\n2025-05,638,650,North\n"
MINE = """\
format: 2
extends: port.yaml
start: 2025-03-01
end: 2025-06-01
arrivals: {port_of_entry: {claimants_per_day: {2025-03-01: 60}}}
fitted_on:
  arrivals.port_of_entry.claimants_per_day: {file: counts.csv, day: 2025-03-31, windows: [2025-03-01/2025-03-31]}
"""
HERE = """\
now,party,persons,arrived,step,since
2025-07-03 12:00,1,2,2025-07-03 10:10,intake,2025-07-03 11:40
2025-07-03 12:00,2,1,2025-07-03 11:20,intake,
"""
TABLES = {
    "counts.csv": COUNTS,
    "here.csv": HERE,
    "orders.csv": "measure,ordered\noverflow_tent,2025-07-01\n",
    "shares.csv": "path,count,of,from,to\npeople.minors,310,1000,2025-03-01,2025-05-31\n",
    "log.csv": "activity,start,end\n"
    + "".join(f"intake,2025-03-0{k} 08:00,2025-03-0{k} 08:{30 + 3 * k}\n" for k in range(1, 9)),
}
SUB = ("list", "show", "export", "prune")
FEW = {  # fewer runs of the same call, so that it takes seconds
    "run": ("-n", "3", "--workers", "1"),
    "compare": ("-n", "3", "--sets", "2", "--per-set", "2", "--workers", "1"),
    "sweep": ("-n", "2", "--workers", "1", "--set", "end=2025-06-09"),
    "sensitivity": ("-n", "2", "--workers", "1"),
    "staff": ("-n", "2", "--search", "2", "--time-limit", "1", "--workers", "1", "--set", "end=2025-06-09"),
    "brief": ("-n", "2", "--sets", "0", "--workers", "1", "--set", "end=2025-06-09"),
    "outlook": ("-n", "3", "--workers", "1"),
    "policy": ("-n", "2", "--no-lead-curve", "--workers", "1", "--set", "end=2025-06-16"),
}
EXAMPLES: dict[str, tuple[Example, ...]] = {"": whole.EXAMPLES} | {
    name: module.EXAMPLES for name, module in vars(commands).items() if hasattr(module, "EXAMPLES")
}
EXAMPLES |= {f"results {name}": getattr(results, f"{name.upper()}_EXAMPLES") for name in SUB}
SERVES = "desk"  # goes on until it is ended: `tests/views/browser/test_desk_in_a_browser.py` opens it
CASES = [(command, one) for command, examples in EXAMPLES.items() for one in examples if command != SERVES]


def names(group: Any, before: str = "") -> list[str]:
    found = [before]
    for name, command in getattr(group, "commands", {}).items():
        found += names(command, f"{before} {name}".strip())
    return found


def test_every_command_has_examples() -> None:
    assert sorted(names(typer.main.get_command(whole.app))) == sorted(EXAMPLES)


@pytest.mark.parametrize("command", EXAMPLES)
def test_help_shows_them_as_they_are_typed(portsim: Command, command: str) -> None:
    printed = portsim(*command.split(), "--help").out
    for one in EXAMPLES[command]:
        assert f"\n    {one.line}\n        {one.does}\n" in printed
        assert len(one.line) <= 76
        assert one.line.startswith(f"portsim {command.split(' ')[0]}")


@pytest.mark.parametrize(
    ("command", "example"), CASES, ids=[f"{name or 'portsim'}-{k}" for k, (name, _) in enumerate(CASES)]
)
def test_an_example_does_what_it_says(portsim: Command, command: str, example: Example) -> None:
    words = shlex.split(example.line)[1:]
    Path("port.yaml").unlink()
    if words[0] != "new":
        portsim("new", "port")
    for name, text in TABLES.items():
        Path(name).write_text(text, encoding="utf-8")
    Path("counts.xlsx").write_bytes(table(["month", "claims"], ["2025-03", 1356], ["2025-04", 2733]))
    Path("busier.yaml").write_text(BUSIER, encoding="utf-8")
    Path("mine.yaml").write_text(MINE, encoding="utf-8")
    if words[0] == "results":
        portsim("run", "busier.yaml", "-n", "2", "--sets", "0", "--workers", "1", "--store", "runs.sqlite", "--quiet")
        (one,) = json.loads(portsim("results", "--store", "runs.sqlite", "list", "--json").out)
        words = [one["key"][:8] if word == "3f9a" else word for word in words]
    told = words.index(">") if ">" in words else len(words)
    left = portsim(*words[:told], *FEW.get(words[0], ()))
    assert left.status == 0, left.err
    assert left.out
    if "--out" in words:
        assert list(Path(words[words.index("--out") + 1]).glob("*.csv"))
    if "--json" in words:
        assert json.loads(left.out)["replications"]["done"] == 3
