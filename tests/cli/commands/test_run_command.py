"""`portsim run` as a planner meets it: what it prints and writes, and what it says when it cannot."""

import csv
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.cli

Command = Callable[..., object]
FILES = {
    "contingency.csv", "diary.csv", "hourly.csv", "kpis.csv", "report.html", "scenario.yaml",
    "stress-des.md", "summary.json",
}  # fmt: skip


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_answer_and_files(portsim: Command, tmp_path: Path) -> None:
    left = portsim("run", "port.yaml", "-n", "3", "--workers", "1", "--log", "2")
    assert left.status == 0
    assert left.out.startswith("A small port\n")
    assert "The scenario has no measure to order" in left.out
    folder = tmp_path / "results" / "port"
    assert {path.name for path in folder.iterdir()} == {*FILES, "log.csv"}
    assert [row["replication"] for row in rows(folder / "kpis.csv")] == ["1", "2", "3"]
    assert {row["case"].split("-")[0] for row in rows(folder / "log.csv")} == {"2"}


def test_charts_are_drawn_when_asked_and_named_on_the_page(portsim: Command, tmp_path: Path) -> None:
    asked = ("run", "port.yaml", "-n", "1", "--workers", "1")
    left = portsim(*asked, "--charts", "svg,png")
    assert "17 files beside it" in left.out
    folder = tmp_path / "results" / "port"
    drawn = {path.relative_to(folder).as_posix() for path in (folder / "charts").iterdir()}
    assert len(drawn) == 10
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert set(re.findall(r'href="(charts/[^"]+)"', page)) == drawn
    assert portsim(*asked, "--charts", "pdf").status == 2
    assert portsim(*asked).status == 0
    assert not list(folder.glob("charts/*"))


def test_the_merged_scenario_plays_the_same(portsim: Command, tmp_path: Path) -> None:
    portsim("run", "port.yaml", "-n", "2", "--workers", "1", "--out", "first", "--set", "staff.officers.absence=20%")
    left = portsim("run", "first/scenario.yaml", "-n", "2", "--workers", "1", "--out", "second")
    assert left.status == 0
    assert (tmp_path / "first/kpis.csv").read_bytes() == (tmp_path / "second/kpis.csv").read_bytes()


def test_json_is_one_document(portsim: Command) -> None:
    left = portsim("run", "port.yaml", "-n", "2", "--workers", "1", "--json")
    assert json.loads(left.out)["figures"]["arrived"]["n"] == 2
    assert left.err == ""


def test_the_warm_up_is_tested_when_asked(portsim: Command) -> None:
    left = portsim("run", "port.yaml", "-n", "2", "--workers", "1", "--warm-up-test")
    assert left.status == 0
    assert "warm-up of 0 d" in left.out and "after one of 7 d. That is of 2 pairs of replications." in " ".join(
        left.out.split()
    )
    left = portsim("run", "port.yaml", "-n", "2", "--workers", "1", "--warm-up-test", "--json")
    assert (test := json.loads(left.out)["warm_up_test"])["longer"] == 7 and test["pairs"] == 2
    assert json.loads(Path("results/port/summary.json").read_text(encoding="utf-8"))["warm_up_test"] == test


def test_seed_changes_the_people(portsim: Command, tmp_path: Path) -> None:
    for seed in ("4", "5"):
        portsim("run", "port.yaml", "-n", "1", "--seed", seed, "--out", seed)
    assert (tmp_path / "4/kpis.csv").read_bytes() != (tmp_path / "5/kpis.csv").read_bytes()


def test_strict_leaves_with_1_when_a_target_is_missed(portsim: Command) -> None:
    target = "targets.on_site_peak={at_most: 1}"
    assert portsim("run", "port.yaml", "-n", "1", "--set", target, "--strict").status == 1
    assert portsim("run", "port.yaml", "-n", "1", "--set", target).status == 0


def test_out_that_is_a_file(portsim: Command, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    left = portsim("run", "port.yaml", "-n", "1", "--out", "taken")
    assert left.status == 2
    assert left.err.splitlines()[-1] == "cannot write taken/.trial: taken is not a folder"


def test_a_full_disk(portsim: Command) -> None:
    if not Path("/dev/full").exists():
        raise AssertionError("this test needs /dev/full")
    Path("results").mkdir()
    Path("results/port").mkdir()
    Path("results/port/.trial").symlink_to("/dev/full")
    left = portsim("run", "port.yaml", "-n", "1")
    assert left.status == 0  # a draft is written beside, not through what stands there


def test_no_arrivals(portsim: Command) -> None:
    left = portsim("run", "port.yaml", "-n", "2", "--workers", "1", "--set", "arrivals.door.claimants_per_day=0")
    assert left.status == 0
    assert "Traceback" not in left.err


def test_no_staff_for_weeks(portsim: Command, tmp_path: Path) -> None:
    nobody = ("--set", "staff.officers.shifts.day.on_duty=0")
    left = portsim("run", "port.yaml", "-n", "2", "--workers", "1", *nobody)
    assert left.status == 2
    assert "found 1 of officers, of whom nobody is ever on duty" in left.err
    late = ("--set", "staff.officers.changes={2025-06-08: {day: 1}}")  # the last of seven days
    left = portsim("run", "port.yaml", "-n", "2", "--workers", "1", *nobody, *late)
    assert left.status == 0
    assert "productive hours are rostered for it" in left.err
    for row in rows(tmp_path / "results/port/kpis.csv"):
        assert 0 < float(row["still_present"]) < float(row["arrived"])
        assert float(row["time_on_site_mean"]) > 24


def test_run_warns_of_what_check_warns_of(portsim: Command) -> None:
    change = ("--set", "arrivals.door.claimants_per_day=60")  # six hours of work a day are left over
    said = portsim("check", "port.yaml", *change).out
    assert portsim("run", "port.yaml", "-n", "1", "--workers", "1", *change).err == said
    assert "the warm-up of 0 d looks too short" in said and len(said.splitlines()) == 2
    assert portsim("run", "port.yaml", "-n", "1", "--workers", "1", "--quiet", *change).err == ""


def test_a_hundred_times_the_people(portsim: Command, tmp_path: Path) -> None:
    left = portsim("run", "port.yaml", "-n", "1", "--set", "arrivals.door.claimants_per_day=1000")
    assert left.status == 0
    row = rows(tmp_path / "results/port/kpis.csv")[0]
    assert int(row["arrived"]) > 6000
    assert int(row["arrived"]) == int(row["left"]) + int(row["still_present"])


def test_a_call_that_is_wrong(portsim: Command) -> None:
    assert portsim("run", "none.yaml").status == 2
    assert portsim("run", "port.yaml", "-n", "0").status == 2


@pytest.mark.slow
def test_interrupt_saves_what_was_finished(tmp_path: Path) -> None:
    lacolle = Path(__file__).parents[3] / "scenarios" / "lacolle-2025.yaml"
    call = [sys.executable, "-m", "sim.cli", "run", str(lacolle), "-n", "100000", "--out", str(tmp_path / "out")]
    here = Path(__file__).parents[3]
    running = subprocess.Popen(call, cwd=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(1)
    deadline = time.monotonic() + 240
    while _children(running.pid) < 2 and time.monotonic() < deadline and running.poll() is None:
        time.sleep(0.2)
    time.sleep(3)
    begin = time.monotonic()
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=120)
    assert running.returncode == 130
    assert time.monotonic() - begin < 90
    assert "Traceback" not in err
    assert "of 100,000 replications that were finished are saved." in " ".join(out.split())
    assert 1 <= len(rows(tmp_path / "out/kpis.csv")) < 100_000


def _children(pid: int) -> int:
    """How many processes a process has started that still run."""
    count = 0
    for entry in (path.name for path in Path("/proc").iterdir()):
        if entry.isdecimal():
            try:
                fields = Path("/proc", entry, "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
            except OSError:
                continue
            count += int(fields[1]) == pid
    return count


@pytest.mark.parametrize("sets", [(), ("--set", "staff.officers.absence={uniform: [0, .5]}")])
def test_verify(portsim: Command, sets: tuple[str, ...]) -> None:
    left = portsim("verify", "port.yaml", "-n", "2", *sets)
    assert left.status == 0
    assert left.out.splitlines() == [
        "flow = reference: holds in 2 replications",
        "conservation: holds in 2 replications",
        "nobody beyond capacity: holds in 2 replications",
        "Little's law in each area: holds in 2 replications",
        "order of service: holds in 2 replications",
    ]
