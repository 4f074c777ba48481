"""`portsim sweep` and `portsim sensitivity` as a planner meets them."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.cli

STAFF = "staff.officers.shifts.day.on_duty"
UNCERTAIN = "uncertain: {arrivals.door.claimants_per_day: {p10: 8, p90: 12}}\n"


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_sweep_of_one_path(portsim: Callable[..., object]) -> None:
    left = portsim("sweep", "port.yaml", "--vary", f"{STAFF}=1,2", "-n", "2", "--workers", "1", "--charts", "png,svg")
    assert left.status == 0, left.err
    assert left.err == ""
    assert left.out.startswith("A small port: a sweep over officers day on duty\n  ")
    assert "day on duty" in left.out and "served and gone within 24 h" in left.out
    folder = Path("results/port/sweep")
    lines = {f"charts/sweep_lines-{name}" for name in ("over_capacity_hours_hall", "within_24h", "cost_total")}
    drawn = {f"{one}.{end}" for one in lines for end in ("png", "svg")}
    assert files(folder) == {"sweep.csv", "sweep.html", "stress-des.md"} | drawn
    page = (folder / "sweep.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 3 and all(f'href="{one}.svg"' in page for one in lines)
    with (folder / "sweep.csv").open(encoding="utf-8") as file:
        assert {row[STAFF] for row in csv.DictReader(file)} == {"1", "2"}


def test_a_grid_of_two_paths_as_json(portsim: Callable[..., object]) -> None:
    left = portsim(
        "sweep", "port.yaml", "--vary", f"{STAFF}=1,2", "--vary", "staff.officers.absence=0%,50%",
        "--figure", "on_site_mean", "-n", "2", "--workers", "1", "--json", "--out", "there",
    )  # fmt: skip
    assert left.status == 0, left.err
    told = json.loads(left.out)
    assert told["points"] == {"asked": 4, "done": 4}
    assert [one["at"][STAFF] for one in told["results"]] == ["1", "1", "2", "2"]
    assert list(told["results"][0]["figures"]) == ["on_site_mean"]
    assert files(Path("there")) == {"sweep.csv", "sweep.html", "stress-des.md"}


def test_a_sample(portsim: Callable[..., object]) -> None:
    left = portsim(
        "sweep", "port.yaml", "--vary", f"{STAFF}=1..4", "--vary", "staff.officers.absence=0%..50%",
        "--sample", "4", "-n", "1", "--workers", "1", "--json",
    )  # fmt: skip
    assert left.status == 0, left.err
    assert sorted(one["at"][STAFF] for one in json.loads(left.out)["results"]) == ["1", "2", "3", "4"]


def test_a_store_plays_nothing_twice(portsim: Callable[..., object]) -> None:
    asked = ("sweep", "port.yaml", "--vary", f"{STAFF}=1,2", "-n", "2", "--workers", "1", "--store", "kept.db")
    assert portsim(*asked, "--out", "one").status == 0
    assert portsim(*asked, "--out", "two").status == 0
    assert Path("one/sweep.csv").read_bytes() == Path("two/sweep.csv").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--vary", "staff.officers.absence=200%"), "--vary: staff.officers.absence: found 200%; allowed: a share"),
        (("--vary", "staff.oficers.absence=1%"), "did you mean staff.officers.absence?"),
        (("--vary", f"{STAFF}=1..3"), "found a range; allowed: values, or a sample (--sample N)"),
        (("--vary", f"{STAFF}=1,2", "--figure", "cost"), "--figure: found cost; allowed: the name of a figure"),
        (("--vary", f"{STAFF}=0,1,2"), f"port.yaml:6:20: process.steps.intake.staff: at {STAFF}=0: "),
        (
            ("--vary", f"{STAFF}=1,0", "--vary", "staff.officers.absence=0%,1%"),
            f"at {STAFF}=0, staff.officers.absence=1%",
        ),
        ((), "--vary"),
    ],
)
def test_a_sweep_that_is_wrong(portsim: Callable[..., object], arguments: tuple[str, ...], said: str) -> None:
    left = portsim("sweep", "port.yaml", *arguments)
    assert left.status == 2
    assert said in left.err
    assert left.out == ""


def test_sensitivity(portsim: Callable[..., object]) -> None:
    with Path("port.yaml").open("a", encoding="utf-8") as file:
        file.write(UNCERTAIN)
    asked = ("sensitivity", "port.yaml", "--figure", "arrived", "--size", "4", "--workers", "1")
    left = portsim(*asked, "--max-replications", "3")
    assert left.status == 0, left.err
    assert left.out.startswith("A small port: what moves it\n  No input moves arrived more than door claimants per")
    assert "door claimants per day" in left.out
    folder = Path("results/port/sensitivity")
    assert files(folder) == {"sensitivity.csv", "sensitivity.html", "stress-des.md"}
    left = portsim(*asked, "--replications", "2", "--method", "sobol", "--json", "--charts", "svg")
    assert "charts/tornado-arrived.svg" in files(folder)
    told = json.loads(left.out)
    assert (told["method"], told["points"], told["replications"]) == ("sobol", 12, {"points": 2, "swings": 2})
    assert {row["measure"] for row in told["results"]} >= {"first", "total", "swing", "noise"}


@pytest.mark.parametrize(
    ("more", "arguments", "said"),
    [
        ("", (), "uncertain: found nothing that is uncertain; allowed: a range of at least one input"),
        (UNCERTAIN, ("--method", "sobol", "--size", "5"), "a power of two from 4"),
        (UNCERTAIN, ("--method", "guess"), "--method"),
    ],
)
def test_a_sensitivity_that_is_wrong(
    portsim: Callable[..., object], more: str, arguments: tuple[str, ...], said: str
) -> None:
    with Path("port.yaml").open("a", encoding="utf-8") as file:
        file.write(more)
    left = portsim("sensitivity", "port.yaml", *arguments)
    assert left.status == 2
    assert said in left.err
