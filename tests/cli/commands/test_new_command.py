"""`portsim new`: a scenario that runs as it is, and never over another."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.cli.commands.new import Template
from sim.scenario.load import load
from sim.scenario.source.source_tree import parts

pytestmark = pytest.mark.cli

Portsim = Callable[..., Any]
OF_A_COUNTRY = ("Canada", "United States", "stca", "irpa", "family_member", "screening:")


@pytest.mark.parametrize(("name", "called"), [("harbour", "harbour"), ("north.yaml", "north"), ("a: b #1", "a: b #1")])
def test_a_new_scenario_is_right(portsim: Portsim, name: str, called: str) -> None:
    file = f"{called}.yaml"
    assert portsim("new", name) == (0, f"{file}: written; look at it, then: portsim check {file}\n", "")
    assert load(file).scenario.name == called
    assert portsim("check", file) == (0, f"{file}: no errors, no warnings\n", "")


@pytest.mark.parametrize("template", list(Template))
def test_a_template_is_the_same_as_a_workbook(portsim: Portsim, template: Template) -> None:
    written = "plan.xlsx: written; look at it, then: portsim check plan.xlsx\n"
    assert portsim("new", "plan", "--xlsx", "--template", template) == (0, written, "")
    assert portsim("new", "plan.yaml", "--template", template).status == 0
    assert load("plan.xlsx").scenario == load("plan.yaml").scenario


def test_a_scenario_is_written_whole_where_it_finds_its_tables(portsim: Portsim) -> None:
    Path("below").mkdir()
    Path("below/list.csv").write_text("at,persons\n2025-07-01 08:00,2\n", encoding="utf-8")
    Path("below/base.yaml").write_text(Path("port.yaml").read_text(), encoding="utf-8")
    door = "arrivals: {bus: {listed: list.csv}}"
    Path("below/more.yaml").write_text(f"extends: base.yaml\n{door}\n", encoding="utf-8")
    for name in ("whole.xlsx", "whole.yaml"):
        assert portsim("new", name, "--from", "below/more.yaml").status == 0
        read = load(name).scenario
        assert read.arrivals["bus"].listed.file == "below/list.csv"  # type: ignore[union-attr]
        assert read.edited({"arrivals.bus": None}) == load("below/more.yaml").scenario.edited({"arrivals.bus": None})


def test_nothing_is_overwritten(portsim: Portsim) -> None:
    before = Path("port.yaml").read_text()
    assert portsim("new", "port") == (
        2,
        "",
        "port.yaml: found a file of this name; allowed: a new name (nothing is overwritten)\n",
    )
    assert Path("port.yaml").read_text() == before


def test_a_folder_that_is_not_there(portsim: Portsim) -> None:
    assert portsim("new", "nowhere/port") == (2, "", "nowhere/port.yaml: No such file or directory\n")


def test_without_a_template_it_is_a_land_port(portsim: Portsim) -> None:
    portsim("new", "one")
    portsim("new", "two", "--template", "land-port")
    assert Path("one.yaml").read_text() == Path("two.yaml").read_text().replace("name: two", "name: one")
    assert portsim("new", "three", "--template", "harbour").status == 2


@pytest.mark.parametrize("template", Template)
def test_a_template_is_right_and_every_value_that_is_assumed_has_a_grade(portsim: Portsim, template: str) -> None:
    portsim("new", "here", "--template", template)
    assert portsim("check", "here.yaml", "--strict") == (0, "here.yaml: no errors, no warnings\n", "")
    scenario = load("here.yaml").scenario
    named = {parts(path)[:2] for path in scenario.assumptions}
    wanted = [("staff", name) for name in scenario.staff] + [("contingency", name) for name in scenario.measures]
    wanted += [("arrivals", name) for name in scenario.arrivals] + [("process", "steps"), ("space",), ("people",)]
    assert [path for path in wanted if not any(path[: len(one)] == one for one in named)] == []
    assert {one.grade for one in scenario.assumptions.values()} == {"C"}
    assert scenario.question.endswith("?")


@pytest.mark.parametrize("template", [Template.airport, Template.reception_centre])
def test_a_template_of_no_country_has_no_law_of_one(template: str) -> None:
    text = (Path(__file__).parents[3] / "sim" / "cli" / "templates" / f"{template}.yaml").read_text(encoding="utf-8")
    assert [word for word in OF_A_COUNTRY if word.casefold() in text.casefold()] == []


def figures(portsim: Portsim, template: str) -> dict[str, Any]:
    portsim("new", "here", "--template", template)
    told = json.loads(portsim("run", "here.yaml", "-n", "40", "--workers", "1", "--json").out)
    assert told["replications"]["done"] == 40
    return dict(told["figures"])


def test_the_land_port_answers_its_question_with_no(portsim: Portsim) -> None:
    """At most 75 claimants a day, there for some eight hours: some 25 at once, twice that at the peak of the day."""
    found = figures(portsim, "land-port")
    assert found["overflow_tent_ordered"]["mean"] < 0.5
    assert found["within_24h"]["mean"] > 0.9
    assert 30 < found["peak_hall"]["p50"] < 80


def test_the_airport_needs_the_gate_area_on_some_nights_of_the_summer(portsim: Portsim) -> None:
    found = figures(portsim, "airport")
    assert found["gate_area_ordered"]["mean"] > 0.5
    assert 45 * 0.8 < found["peak_lounge"]["p50"] < 2 * 45
    assert found["over_capacity_hours_lounge"]["mean"] < 24
    assert found["within_24h"]["mean"] > 0.9


def test_the_beds_of_the_reception_centre_are_a_matter_of_days(portsim: Portsim) -> None:
    """20 a day who stay 15 days, and 1 to 2 more until a coach leaves, are 330, of 320 beds."""
    found = figures(portsim, "reception-centre")
    assert 15 * 24 < found["time_on_site_mean"]["mean"] < 18 * 24
    assert found["more_beds_ordered"]["mean"] > 0.8
    assert 300 < found["peak_beds"]["p50"] < 440
    assert found["wait_registration_p90"]["mean"] < 4
