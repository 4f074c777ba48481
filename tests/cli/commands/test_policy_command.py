"""`portsim policy` as a director and an auditor meet it."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.cli
QUICK = ("-n", "6", "--workers", "1")
MORE = """\
contingency:
  tents:
    order_when: {any: {crowded: {watch: occupancy, of: hall, above: 50%, of_space: base, for: 2 h}}}
    lead_time: 12 h
    brings: {areas: {hall: 20}}
    minimum_term: 1 d
    release_when: {all: {quiet: {watch: occupancy, of: hall, below: 30%, of_space: base, for: 6 h}}}
    cost: {set_up: 500 CAD, per_month: 3000 CAD}
policy:
  need: {for: 1 h, above: 60%}
  families:
    occupancy: {above: [40%, 80%], for: 2 h}
    arrivals: false
    longest_wait: false
    forecast: false
    fixed_date: {on: 2025-06-04}
    two_tiers: false
run_on: 2025-07-01
"""
SMALL = ("--set", "space.areas.hall.persons=6", "--set", "arrivals.door.claimants_per_day=30")


@pytest.fixture
def port(portsim: Callable[..., object]) -> Callable[..., object]:
    """A port whose hall is small, with tents that can be ordered."""
    with Path("port.yaml").open("a", encoding="utf-8") as file:
        file.write(MORE)
    return lambda *arguments: portsim("policy", "port.yaml", *SMALL, *arguments)


def files(folder: str) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file()}


def test_it_says_which_trigger_to_adopt_and_writes_the_record(port: Callable[..., object]) -> None:
    left = port(*QUICK, "--charts", "png,svg")
    assert left.status == 0, left.err
    assert left.err == ""
    heading, verdict = left.out.splitlines()[:2]
    assert heading == "A small port" and "never ordering" in " ".join(" ".join(left.out.splitlines()[1:4]).split())
    assert verdict.startswith((
        "  Rules that watch are late", "  No alternative is shown", "  Never ordering", "  Space ordered", "  Space as",
        "  Space always",
    ))  # fmt: skip
    assert "too late" in left.out and "for nothing" in left.out and "recommended" in left.out
    charts = {f"charts/{name}.{end}" for name in ("pareto", "errors", "lead_time", "tail") for end in ("png", "svg")}
    tables = {"policies.csv", "futures.csv", "fresh_futures.csv", "lead_time.csv", "audit.md", "stress-des.md"}
    tables |= {"policy.html", "hindsight.csv"}
    assert files("results/port/policy") == charts | tables
    with Path("results/port/policy/policies.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["policy"] for row in rows} >= {"as written", "never", "always open", "on 2025-06-04"}
    assert sum(row["chosen"] == "1" for row in rows) == 1
    record = Path("results/port/policy/audit.md").read_text(encoding="utf-8")
    assert "## Keep or close" in record and "It never decides about a person" in record


def test_json_is_one_document_and_more_policies_can_be_varied(port: Callable[..., object]) -> None:
    left = port(*QUICK, "--json", "--no-lead-curve", "--vary", "contingency.tents.lead_time=1 h,3 d", "--out", "there")
    assert left.status == 0, left.err
    told = json.loads(left.out)
    assert told["judged"] == ["tents"]
    assert [one["policy"] for one in told["policies"] if one["family"] == "varied"] == [
        "tents.lead_time 1 h", "tents.lead_time 3 d",
    ]  # fmt: skip
    assert "lead_time.csv" not in files("there")


def test_a_history_on_the_ports_own_counts_needs_no_days_of_publication(port: Callable[..., object]) -> None:
    left = port(*QUICK, "--no-lead-curve", "--history", "--own-counts", "--charts", "png")
    assert left.status == 0, left.err
    assert "History, on what the port itself counts: " in Path("results/port/policy/audit.md").read_text(
        encoding="utf-8"
    )
    assert {"history.csv", "charts/calendar.png"} <= files("results/port/policy")


def test_nothing_is_played_twice(port: Callable[..., object]) -> None:
    asked = (*QUICK, "--no-lead-curve", "--store", "kept.db")
    first = port(*asked, "--out", "one")
    again = port(*asked, "--out", "two")
    assert (first.status, again.status) == (0, 0)
    assert "0 played and kept" in again.err and "0 played and kept" not in first.err
    assert files("one") == files("two")
    for name in files("one"):
        assert (Path("one") / name).read_bytes() == (Path("two") / name).read_bytes(), name


def test_an_interrupt_saves_what_was_finished(port: Callable[..., object], monkeypatch: pytest.MonkeyPatch) -> None:
    from sim.planning.triggers import study as module

    play = module.Futures.play

    def interrupted(self: module.Futures, *given: object) -> bool:
        play(self, *given)
        return False

    monkeypatch.setattr(module.Futures, "play", interrupted)
    left = port(*QUICK)
    assert left.status == 130
    assert "Interrupted: every alternative has" in left.out
    assert "Interrupted: what was finished is saved." in left.out
    assert "audit.md" in files("results/port/policy") and "lead_time.csv" not in files("results/port/policy")


def test_an_interrupt_before_anything_is_finished(port: Callable[..., object], monkeypatch: pytest.MonkeyPatch) -> None:
    from sim.planning.triggers import study as module

    monkeypatch.setattr(module.Futures, "play", lambda *_: False)
    left = port(*QUICK)
    assert left.status == 130
    assert left.err == "Interrupted before every policy had a future: nothing to save.\n"
    assert left.out == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("occupancy, of: hall, above: 50%", "ocupancy, of: hall, above: 50%", "port.yaml:13:41"),
        ("brings: {areas: {hall: 20}}", "brings: {deferral: true}", "a measure that brings space to an area"),
        ("above: [40%, 80%]", "above: [40 persons]", "port.yaml:22:25"),
        ("{for: 1 h,", "{for: 1 hours,", "a duration with its unit"),
    ],
)
def test_a_scenario_that_is_wrong(port: Callable[..., object], old: str, new: str, said: str) -> None:
    path = Path("port.yaml")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    left = port(*QUICK)
    assert left.status == 2
    assert said in left.err
    assert left.out == "" and not Path("results").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--vary", "space.areas.hall.persons=5,6"), "a path under a measure"),
        (("--history",), "a stream with `counts`"),
        (("--own-counts",), "only with --history"),
        (("-n", "1"), "--replications"),
    ],
)
def test_a_call_that_is_wrong(port: Callable[..., object], arguments: tuple[str, ...], said: str) -> None:
    left = port(*arguments)
    assert left.status == 2
    assert said in left.err
