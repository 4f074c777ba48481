"""A store as a planner meets it: `--store`, `--replications auto`, `portsim results`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.cli
Command = Callable[..., object]


@pytest.fixture
def stored(portsim: Command) -> str:
    """The key of three replications in `s.sqlite`, whose files are in `first`."""
    left = portsim("run", "port.yaml", "-n", "3", "--workers", "1", "--store", "s.sqlite", "--out", "first")
    assert left.err.splitlines()[-1] == "s.sqlite: 0 replications found, 3 played and kept."
    return str(json.loads(portsim("results", "--store", "s.sqlite", "list", "--json").out)[0]["key"])


def test_a_store_is_used(portsim: Command, stored: str) -> None:
    left = portsim("run", "port.yaml", "-n", "5", "--workers", "1", "--store", "s.sqlite", "--out", "second")
    assert left.err.splitlines()[-1] == "s.sqlite: 3 replications found, 2 played and kept."
    portsim("run", "port.yaml", "-n", "5", "--workers", "1", "--out", "alone")
    assert Path("second/kpis.csv").read_bytes() == Path("alone/kpis.csv").read_bytes()
    quiet = portsim("run", "port.yaml", "-n", "5", "--workers", "1", "--store", "s.sqlite", "--quiet")
    assert (quiet.status, quiet.err) == (0, "")


def test_the_environment_names_the_store(portsim: Command, stored: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTSIM_STORE", "s.sqlite")
    assert "3 replications found" in portsim("run", "port.yaml", "-n", "3", "--workers", "1").err
    assert stored[:12] in portsim("results", "list").out


def test_list_and_show(portsim: Command, stored: str) -> None:
    line = portsim("results", "--store", "s.sqlite", "list").out.split()
    assert (line[0], line[1], " ".join(line[5:])) == (stored[:12], "3", "seed 1 A small port")
    shown = portsim("results", "--store", "s.sqlite", "show", stored[:5]).out
    assert f"# key: {stored}" in shown
    assert "\nname: A small port\n" in shown
    Path("again.yaml").write_text(shown, encoding="utf-8")
    assert portsim("check", "again.yaml").status == 0
    known = json.loads(portsim("results", "--store", "s.sqlite", "show", stored, "--json").out)
    assert (known["name"], known["runs"], known["current"]) == ("A small port", 3, True)


def test_list_says_in_which_values_results_differ(portsim: Command, stored: str) -> None:
    asked = ("--workers", "1", "--store", "s.sqlite", "-n", "2", "--quiet")
    portsim("run", "port.yaml", *asked, "--set", "staff.officers.absence=10%", "--seed", "7")
    portsim("sweep", "port.yaml", *asked, "--vary", "space.areas.hall.persons=5,6,7,8,9")
    lines = portsim("results", "--store", "s.sqlite", "list").out.splitlines()
    assert lines[2].strip() == f"differs from {stored[:12]} in seed: 1 -> 7; staff.officers.absence: 0.0 -> 0.1"
    assert lines[4].strip() == f"differs from {stored[:12]} in space.areas.hall.persons: 50 -> 5"
    last = json.loads(portsim("results", "--store", "s.sqlite", "list", "--json").out)[-1]
    assert lines[5].strip() == f"and 4 more that differ in the same values, to {last['key'][:12]} (list --all: each)"
    assert (len(lines), last["differs_from"]) == (6, stored)
    assert last["changed"] == [{"path": "space.areas.hall.persons", "old": "50", "new": "9"}]
    assert len(portsim("results", "--store", "s.sqlite", "list", "--all").out.splitlines()) == 3 + 2 * 5


def test_runs_of_sets_of_assumptions_are_counted_with_their_result(portsim: Command) -> None:
    Path("port.yaml").write_text(
        Path("port.yaml").read_text() + "uncertain: {arrivals.door.claimants_per_day: {p10: 9, p90: 11}}\n"
    )
    portsim("run", "port.yaml", "-n", "3", "--sets", "2", "--per-set", "2", "--workers", "1", "--store", "s.sqlite")
    line, more = portsim("results", "--store", "s.sqlite", "list").out.splitlines()
    assert (line.split()[1], more.strip()) == ("3", "and 8 runs of sets of assumptions")


def test_export_writes_what_the_run_wrote(portsim: Command, stored: str) -> None:
    left = portsim("results", "--store", "s.sqlite", "export", stored, "--out", "out")
    assert left.out == "out: 6 files, 3 replications\n"
    for name in ("kpis.csv", "hourly.csv", "contingency.csv", "diary.csv", "summary.json"):
        assert Path("out", name).read_bytes() == Path("first", name).read_bytes()
    assert portsim("run", "out/scenario.yaml", "-n", "3", "--store", "s.sqlite").err.endswith(
        "3 replications found, 0 played and kept.\n"
    )


def test_prune(portsim: Command, stored: str, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = portsim("results", "--store", "s.sqlite", "prune").out
    assert nothing == "Nothing to take out: every result is of this version of the program.\n"
    monkeypatch.setattr("sim.experiments.store.store.model", lambda: "another")
    assert "(another version: not used again)" in portsim("results", "--store", "s.sqlite", "list").out
    left = portsim("results", "--store", "s.sqlite", "prune")
    assert left.out == f"{stored[:12]}  A small port: taken out, 3 replications\n"
    assert portsim("results", "--store", "s.sqlite", "list").out == "No results.\n"


def test_prune_what_is_named(portsim: Command, stored: str) -> None:
    assert "taken out" in portsim("results", "--store", "s.sqlite", "prune", stored[:8]).out
    left = portsim("results", "--store", "s.sqlite", "show", stored)
    assert left.status == 2
    assert left.err == f"s.sqlite: no result begins with '{stored}'; `portsim results list` shows them\n"


def test_no_store(portsim: Command) -> None:
    assert portsim("results", "list").status == 2
    left = portsim("results", "--store", "nowhere.sqlite", "list")
    assert left.status == 2
    assert left.err == ("nowhere.sqlite: found no such file; allowed: a store that `portsim run --store` has made\n")
    left = portsim("run", "port.yaml", "-n", "1", "--store", "port.yaml")
    assert (left.status, left.err.splitlines()[-1]) == (
        2,
        "port.yaml: found a file that is damaged or no database (file is not a database); allowed: a store of portsim",
    )


def test_auto(portsim: Command) -> None:
    asked = ("--set", "precision={time_on_site_mean: 0.2, within_24h: 0.1}")
    left = portsim("run", "port.yaml", "-n", "auto", "--workers", "1", "--json", *asked)
    done = json.loads(left.out)["replications"]["done"]
    left = portsim("run", "port.yaml", "-n", "auto", "--workers", "1", *asked)
    first, second = left.err.splitlines()[-2:]
    assert first.startswith("time_on_site_mean: ± ")
    assert first.endswith(f"% after {done} replications, ± 20% asked")
    assert second.startswith("within_24h: ± ")
    assert second.endswith(f" points after {done} replications, ± 10 points asked")


def test_auto_says_how_many_more(portsim: Command) -> None:
    few = ("--max-replications", "12", "--set", "precision.time_on_site_mean=0.0001")
    left = portsim("run", "port.yaml", "-n", "auto", "--workers", "1", *few)
    assert left.status == 0
    said = left.err.splitlines()[-1]
    assert " after 12 replications, ± 0.01% asked; about " in said
    assert said.endswith(" are needed")


@pytest.mark.parametrize(
    "asked", [("-n", "auto"), ("-n", "0"), ("-n", "some"), ("-n", "auto", "--max-replications", "0")]
)
def test_how_many_is_wrong(portsim: Command, asked: tuple[str, ...]) -> None:
    left = portsim("run", "port.yaml", *asked)
    assert left.status == 2
    assert "--replications" in left.err or "--max-replications" in left.err


def test_no_cluster(portsim: Command) -> None:
    left = portsim("run", "port.yaml", "-n", "1", "--cluster", "nonsense")
    assert left.status == 2
    assert left.err.splitlines()[-1].startswith("nonsense: no Dask scheduler answers there")
