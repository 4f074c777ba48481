"""`portsim staff` as a planner meets it."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.scenario.load import load

pytestmark = pytest.mark.cli

SHORT = ("--replications", "4", "--search", "2", "--workers", "1")


def test_the_roster_drops_into_the_scenario(portsim: Callable[..., Any]) -> None:
    asked = ("--set", "targets={within_24h: {at_least: 20%}}", "--charts", "png,svg", "--out", "out")
    left = portsim("staff", "port.yaml", *SHORT, *asked)
    assert left.status == 0
    heading, verdict = left.out.splitlines()[:2]
    assert heading == "A small port" and verdict.startswith(
        "  A roster of officers with 1 by day is proven to meet the"
    )
    assert all(len(line) <= 80 for line in left.out.splitlines()[:-1])
    assert "served and gone within 24 h: 100%" in left.out and "at least 20% asked: proven" in left.out
    with Path("out/rounds.csv").open(encoding="utf-8") as file:
        assert [row["verdict"] for row in csv.DictReader(file)] == ["proven"]
    assert "No measure brings officers to the proposed roster" in left.out
    assert "<svg" in Path("out/staffing.html").read_text(encoding="utf-8")
    charts = {path.name for path in Path("out/charts").iterdir()}
    assert {"cover_week.png", "cover_map_officers.svg", "shift_stack_officers.png", "queue_hours.svg"} <= charts
    with Path("out/requirement.csv").open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == 7 * 24
    Path("roster.yaml").write_text(Path("out/roster.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    proposed = load("roster.yaml").scenario.staff["officers"]
    Path("roster.csv").write_text(Path("out/roster.csv").read_text(encoding="utf-8"), encoding="utf-8")
    read = load("port.yaml", ["staff.officers.roster_file=roster.csv"]).scenario.staff["officers"]
    for day in load("port.yaml").scenario.start, load("roster.yaml").scenario.end:
        counts = [sum(pool.on_duty(shift, day) for shift in pool.shifts) for pool in (proposed, read)]
        assert counts[0] >= 1 or day.weekday() > 4
    assert (Path("out") / "roster.xlsx").stat().st_size > 1000


def test_one_document(portsim: Callable[..., Any]) -> None:
    asked = ("--json", "--surge", "1,2", "--frontier", "--served", "80%", "--wait", "30 min")
    left = portsim("staff", "port.yaml", *SHORT, "--out", "out", *asked)
    told = json.loads(left.out)
    assert left.status == 0 and left.err == ""
    assert [one["times"] for one in told["surges"]] == [1.0, 2.0]
    assert told["surges"][1]["hours"] > told["surges"][0]["hours"] > 0
    assert [one["hours"] for one in told["frontier"]] == sorted(one["hours"] for one in told["frontier"])
    assert {"surge.csv", "frontier.csv"} <= {path.name for path in Path("out").iterdir()}


def test_what_is_in_the_store_is_not_played_again(portsim: Callable[..., Any]) -> None:
    asked = ("staff", "port.yaml", *SHORT, "--out", "out", "--store", "kept.db", "--with-help", "--busy", "80%")
    first, second = portsim(*asked), portsim(*asked)
    assert first.status == second.status == 0
    played = [int(re.search(r"(\d+) played and kept", left.err)[1]) for left in (first, second)]
    assert played[0] > 0 and played[1] == 0


def test_a_cluster_that_is_not_there(portsim: Callable[..., Any]) -> None:
    left = portsim("staff", "port.yaml", *SHORT, "--out", "out", "--cluster", "nowhere", "--busy", "80%")
    assert left.status == 2 and "no Dask scheduler answers there" in left.err


def test_a_budget_is_kept(portsim: Callable[..., Any]) -> None:
    told = json.loads(portsim("staff", "port.yaml", *SHORT, "--out", "out", "--json", "--budget", "120").out)
    assert 0 < told["rosters"]["officers"]["hours"] <= 120


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (("--surge", "none"), "multiples above 0, such as 1.0,1.5,2.0"),
        (("--served", "2"), "a share"),
        (("--served", "80%", "--wait", "soon"), "a duration with its unit"),
        (("--served", "80%", "--budget", "100"), "not both"),
        (("--busy", "80%", "--wait", "1 h"), "--wait with --served"),
        ((), "--served SHARE with --wait TIME, --busy SHARE, or --budget HOURS"),
        (("--surge", "2"), "found no goal"),
    ],
)
def test_a_call_that_is_wrong(options: tuple[str, ...], text: str, portsim: Callable[..., Any]) -> None:
    left = portsim("staff", "port.yaml", *SHORT, "--out", "out", *options)
    assert left.status == 2 and text in left.err
