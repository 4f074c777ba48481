"""Loading as a whole: the language, origins, and everything wrong at once."""

import pickle
from pathlib import Path

import pytest
from scenario_reader import Read, Said

from sim.errors import ScenarioError
from sim.problems import Place, Problem
from sim.scenario.load import load

pytestmark = pytest.mark.unit

WHOLE = Path(__file__).parent / "data" / "whole-language.yaml"


def test_the_whole_language_loads_without_a_warning() -> None:
    loaded = load(WHOLE)
    scenario = loaded.scenario
    assert loaded.warnings == ()
    assert list(scenario.process.steps)[:3] == ["intake", "checks", "biometrics"]
    assert scenario.staff["officers"].shifts["night"].hours == (82800, 25200)
    assert scenario.people.party_size[6] == 0.03
    assert scenario.contingency["district_officers"].cost.per_month[1].each == "officer"
    assert scenario.warm_up == 7 * 86400


def test_merged_is_as_it_was_written(read: Read) -> None:
    merged = read("people: {minors: 20%}", "staff.officers.absence=5%").merged
    assert merged["people"]["minors"] == "20%"
    assert merged["staff"]["officers"]["absence"] == "5%"
    assert merged["arrivals"] == {"door": {"claimants_per_day": 10}}
    assert "extends" not in merged


def test_origins(read: Read) -> None:
    origins = read("people: {minors: 20%}\nseed: 5\n", "staff.officers.absence=5%", "seed=6").origins
    assert origins[("people", "minors")] == "port.yaml:2"
    assert origins[("seed",)] == "--set"
    assert origins[("staff", "officers", "absence")] == "--set"
    assert origins[("people", "party_size", 2)] == "base.yaml:7"
    assert origins[("process", "journeys", "everyone")] == "base.yaml:16"
    assert ("warm_up",) not in origins


def test_errors_of_every_kind_come_together_in_the_order_of_the_files(said: Said) -> None:
    text = """\
warm_up: 3 h
people: {minor: .2}
process:
  steps:
    intake: {room: desk, cv: high}
    extra: {time: 5}
  journeys: {barred: [extra, coatch]}
targets: {within_24: {at_least: .5}}
uncertain: {people.minrs: {p10: .1, p90: .2}}
assumptions: {staff.officer: {}}
"""
    assert said(text, "seed=x") == [
        "--set: seed: found x; allowed: a whole number",
        "port.yaml:2:10: warm_up: found 3 h; allowed: whole days, such as 7 d",
        "port.yaml:3:10: people.minor: found the unknown key minor; allowed: party_size, minors, under_14, "
        "unaccompanied_minors, nationalities; did you mean minors?",
        "port.yaml:6:20: process.steps.intake.room: found desk; allowed: a declared kind of room (counters)",
        "port.yaml:6:30: process.steps.intake.cv: found high; allowed: a number, 0 or more",
        "port.yaml:7:19: process.steps.extra.time: found 5; "
        "allowed: a duration with its unit, such as 25 min, 6 h or 3 d",
        "port.yaml:8:30: process.journeys.barred.1: found coatch; allowed: a declared step (intake, coach, extra); "
        "did you mean coach?",
        "port.yaml:10:13: uncertain.\"people.minrs\": found people.minrs; "
        "allowed: the dotted path of a value that is written; did you mean people.minor?",
        "port.yaml:11:15: assumptions.\"staff.officer\": found staff.officer; "
        "allowed: the dotted path of a value of this scenario; did you mean staff.officers?",
    ]  # fmt: skip


def test_unknown_figures_are_told_beside_other_errors_while_every_name_is_there(said: Said) -> None:
    assert said("warm_up: 3 h\ntargets: {within_24: {at_least: .5}}") == [
        "port.yaml:2:10: warm_up: found 3 h; allowed: whole days, such as 7 d",
        "port.yaml:3:11: targets.within_24: found within_24; allowed: a figure of this scenario, such as within_24h or "
        "time_on_site_p90; did you mean within_24h?",
    ]


def test_a_section_that_is_no_mapping_declares_nothing_that_could_be_missed(said: Said) -> None:
    assert said("process: {steps: 5}") == ["port.yaml:2:18: process.steps: found 5; allowed: a mapping of names"]


def test_what_is_missing_altogether(folder: Path) -> None:
    Path("empty.yaml").write_text("name: nothing else\n")
    with pytest.raises(ScenarioError) as caught:
        load("empty.yaml")
    assert str(caught.value).splitlines() == [
        "empty.yaml:1:1: start: found nothing; allowed: a value (first day)",
        "empty.yaml:1:1: end: found nothing; allowed: a value (the day after the last one)",
        "empty.yaml:1:1: arrivals: found nothing; allowed: a value (streams of parties, by name)",
        "empty.yaml:1:1: process: found nothing; allowed: a value (steps and journeys)",
    ]


def test_a_problem_of_a_later_stage_gets_its_place(read: Read) -> None:
    loaded = read("people: {minors: 20%}")
    assert str(loaded.placed(Problem("staff.officers", "too few"))) == "base.yaml:18:3: staff.officers: too few"
    assert str(loaded.placed(Problem("people.minors", "x", severity="warning"))) == (
        "port.yaml:2:18: warning: people.minors: x"
    )
    assert str(loaded.placed(Problem("people.under_14", "x"))) == "port.yaml:2:1: people.under_14: x"
    placed = Problem("a", "b", Place("c", 1, 2))
    assert loaded.placed(placed) is placed


def test_a_short_form_is_named_as_it_was_written(read: Read) -> None:
    loaded = read("contingency: {tent: {order_when: {any: null, watch: outside, above: 5}}}")
    path = "contingency.tent.order_when.all.condition.above"
    assert str(loaded.placed(Problem(path, "x"))) == "port.yaml:2:69: contingency.tent.order_when.above: x"


def test_scenarios_and_errors_travel_between_processes(read: Read) -> None:
    scenario = read("staff: {officers: {absence: {uniform: [0, .1]}}}").scenario
    again = pickle.loads(pickle.dumps(scenario))
    assert again == scenario
    error = ScenarioError([Problem("a", "b")])
    assert pickle.loads(pickle.dumps(error)).problems == error.problems
