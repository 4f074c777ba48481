"""The record of a study: every item of the guideline is there, each fact that of the scenario and the run."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from port_file import write

from sim.cli import main
from sim.cli.saving import RECORD
from sim.experiments.output import versions
from sim.scenario.fingerprint import fingerprint
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.views.stress_des.item import Item, code, in_words, values, written
from sim.views.stress_des.objectives import objectives
from sim.views.stress_des.recorded import of_run, record

pytestmark = pytest.mark.cli
SHIPPED = Path(__file__).parents[3] / "scenarios"
ITEMS = [
    "1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "2.5.1", "2.5.2", "2.5.3", "2.5.4", "2.5.5", "3.1", "3.2", "3.3",
    "3.4", "4.1", "4.2", "4.3", "5.1", "5.2", "5.3", "5.4", "6.1",
]  # fmt: skip
OPEN = "**Open:** "
ALWAYS_OPEN = {"1.1": "who decides", "3.2": "derived", "5.4": "machine", "6.1": "licence"}
FEW = ("--workers", "1", "--quiet", "--set", "end=2025-07-04")
COMMANDS = {
    "run": ("-n", "3", "--sets", "2", "--per-set", "1", *FEW),
    "sweep": ("-n", "2", "--vary", "space.areas.hall.persons=15,20", *FEW),
    "sensitivity": ("-n", "2", "--size", "2", *FEW),
    "staff": ("-n", "2", "--search", "2", "--time-limit", "1", *FEW),
    "policy": ("-n", "3", "--no-lead-curve", *FEW),
}


def items(text: str) -> dict[str, str]:
    """The text of each item by its number."""
    parts = re.split(r"^### ([\d.]+) .*\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.fixture(scope="module")
def whole() -> tuple[Scenario, dict[str, str]]:
    """The record of three runs of the shipped year, made without playing it, and its scenario."""
    from sim.experiments.result import Result

    scenario = load(SHIPPED / "lacolle-2025.yaml").scenario
    return scenario, items("".join(record(of_run(Result(scenario, fingerprint(scenario), scenario.seed, 3, (), ())))))


def test_every_item_of_the_guideline_is_there_in_its_order(whole: tuple[Scenario, dict[str, str]]) -> None:
    assert list(whole[1]) == ITEMS
    assert all(text.strip() for text in whole[1].values())


def test_what_the_program_cannot_know_is_open_by_name(whole: tuple[Scenario, dict[str, str]]) -> None:
    found = {number: text for number, text in whole[1].items() if OPEN in text}
    assert set(found) == {*ALWAYS_OPEN, "4.1"}
    assert all(word in found[number].split(OPEN)[1] for number, word in ALWAYS_OPEN.items())
    assert "--warm-up-test" in found["4.1"]


def test_the_parts_of_the_model_are_those_of_the_scenario(whole: tuple[Scenario, dict[str, str]]) -> None:
    scenario, found = whole
    rows = [line.split(" | ") for line in found["2.5.2"].splitlines() if line.startswith("| `")]
    assert [row[0] for row in rows] == [f"| `{name}`" for name in scenario.process.steps]
    assert [row[2] for row in rows] == [f"`{one.room}`" if one.room else "–" for one in scenario.process.steps.values()]
    names = [*(f"staff.{name}" for name in scenario.staff), *(f"space.rooms.{name}" for name in scenario.space.rooms)]
    names += [f"space.areas.{name}" for name in scenario.space.areas]
    assert re.findall(r"^- `(.*?)`: ", found["2.5.3"], re.MULTILINE) == names
    assert f"- `space.rooms.counters`: `{scenario.space.rooms['counters']}`" in found["2.5.3"]
    assert re.findall(r"^- `(.*?)`: ", found["2.3"], re.MULTILINE) == list(scenario.measures)
    assert "on_duty: 6" in found["2.5.3"]
    assert "lognormal: {median: 90 min, p95: 8 h}" in found["2.5.2"]


def test_the_diagram_has_every_step_and_the_way_of_every_journey(whole: tuple[Scenario, dict[str, str]]) -> None:
    scenario, found = whole
    labels = dict(re.findall(r'^    (\w+)\(?\[?\(?\[?"(.*?)"', found["2.1"], re.MULTILINE))
    ways = {(labels[a], labels[b]) for a, b in re.findall(r"^    (\w+) --> (\w+)$", found["2.1"], re.MULTILINE)}
    plain = {name: name.replace("_", " ") for name in (*scenario.process.steps, *scenario.arrivals)}
    assert set(plain.values()) <= set(labels.values())
    first = [plain[name] for name in scenario.process.journeys.everyone]
    assert {(plain[stream], first[0]) for stream in scenario.arrivals} <= ways
    assert set(pairwise(first)) <= ways
    assert {(first[-1], "removal order"), ("removal order", "us acceptance"), ("hand back", "returned")} <= ways
    assert {("coach", "referred"), ("acknowledgement", "coach"), ("removal order", "detained")} <= ways


def test_sources_and_grades_are_those_of_the_scenario(whole: tuple[Scenario, dict[str, str]]) -> None:
    scenario, found = whole
    rows = [line.strip("| ").split(" | ") for line in found["3.1"].splitlines() if line.startswith("| `")]
    assert [(row[0].strip("`"), row[1]) for row in rows] == [(p, one.grade) for p, one in scenario.assumptions.items()]
    grades = Counter(one.grade for one in scenario.assumptions.values())
    assert dict(re.findall(r"^- (\w) \(.*\): (\d+)$", found["3.4"], re.MULTILINE)) == {
        k: str(n) for k, n in grades.items() if k
    }
    assert found["3.4"].lstrip().startswith(f"{len(scenario.assumptions)} values")


def test_how_it_was_played_is_that_of_the_run(whole: tuple[Scenario, dict[str, str]]) -> None:
    scenario, found = whole
    assert "365 days, 2025-01-01 to 2026-01-01" in found["4.2"]
    assert "Warm-up: 7 d" in found["4.1"]
    assert "0 independent replications of 3 asked for" in found["4.3"]
    assert f"Seed: {scenario.seed}." in found["5.2"]
    assert all(f"{name} {number}" in found["5.1"] for name, number in versions().items())
    assert f"`{fingerprint(scenario)}`" in found["6.1"]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_writes_the_record_of_its_study(command: str, tmp_path: Path) -> None:
    file = write(tmp_path, uncertain=True)
    with pytest.raises(SystemExit) as left:
        main([command, str(file), "--out", str(tmp_path / "out"), *COMMANDS[command]])
    assert not left.value.code
    found = items((tmp_path / "out" / RECORD).read_text(encoding="utf-8"))
    assert list(found) == ITEMS
    named = re.findall(r"`([\w.-]+\.\w+)`", found["6.1"].split("Results:")[1].split("beside")[0])
    assert named
    assert all((tmp_path / "out" / name).exists() for name in named)
    assert f"`portsim {command}`" in found["6.1"]
    assert re.findall(r"^- `([\w.]+)`: `\{", found["3.3"], re.MULTILINE) == list(load(file).scenario.uncertain)
    assert re.findall(r"^- `(\w+)`: `\{at_least", found["1.2"], re.MULTILINE) == ["within_24h"]
    facts = {
        "run": ("4.3", "3 independent replications of 3 asked for", "2 sets of assumptions, 1 replications each"),
        "sweep": ("4.3", "2 replications of each of 2 points (the full grid)"),
        "sensitivity": ("4.3", "2 replications of each"),
        "staff": ("4.3", "runs of the last: 2"),
        "policy": ("4.3", "futures of 3 asked for"),
    }
    item, *said = facts[command]
    assert all(one in found[item] for one in said)
    if command == "sweep":
        assert "- `point 2`: `space.areas.hall.persons=20`" in found["2.3"]


def test_a_comparison_records_what_each_scenario_changes(tmp_path: Path) -> None:
    file, other = write(tmp_path), tmp_path / "other.yaml"
    other.write_text("extends: port.yaml\nname: Larger\nspace: {areas: {hall: {persons: 25}}}\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["compare", str(file), str(other), "-n", "3", "--out", str(tmp_path / "out"), *FEW])
    found = items((tmp_path / "out" / RECORD).read_text(encoding="utf-8"))
    assert "- `Larger`: `space.areas.hall.persons: 20 → 25`" in found["2.3"]
    assert "3 pairs of replications" in found["4.3"]


def test_a_question_that_nobody_wrote_is_open(tmp_path: Path) -> None:
    from sim.experiments.result import Result

    scenario = load(write(tmp_path)).scenario
    first = next(iter(objectives(of_run(Result(scenario, "", 1, 1, (), ())))))
    assert any("`question`" in one for one in first.left_open)
    shipped = load(SHIPPED / "minimal.yaml").scenario
    first = next(iter(objectives(of_run(Result(shipped, "", 1, 1, (), ())))))
    assert f"Question: {shipped.question}" in first.said
    assert not any("`question`" in one for one in first.left_open)


def test_nothing_of_the_input_is_markup() -> None:
    text = "".join(written("<b>*x*\n# y", [Item("1.1", "A", ("One.",), ("what",))]))
    assert text.startswith("# \\<b\\>\\*x\\* # y: record")
    assert text.endswith("## 1 Objectives\n\n### 1.1 A\n\nOne.\n\n**Open:** what.\n")
    assert code("a | b") == "a \\| b"
    assert code("a`b") == "a\\`b"
    assert values({"x\ny": "{a: 1}"}) == ("- `x y`: `{a: 1}`",)


def test_values_are_told_without_what_is_left_to_the_defaults() -> None:
    scenario = load(SHIPPED / "minimal.yaml").scenario
    assert in_words(scenario.space.areas["hall"]) == "{persons: 60}"
