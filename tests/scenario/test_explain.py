"""The scenario spelt out again: equal when it is read, and every value with its origin."""

from pathlib import Path

import pytest
from scenario_reader import Read

from sim.scenario.load import load
from sim.scenario.source.explain import explained
from sim.scenario.source.yaml_writer import as_file, to_plain, yaml
from sim.scenario.values.units import level

pytestmark = pytest.mark.unit

WHOLE = Path(__file__).parent / "data" / "whole-language.yaml"


@pytest.mark.parametrize("sets", [(), ("staff.officers.absence=.1", "process.steps.us_acceptance.time=3 h")])
def test_what_is_explained_is_the_same_scenario(sets: tuple[str, ...], tmp_path: Path) -> None:
    loaded = load(WHOLE, sets)
    (tmp_path / "explained.yaml").write_text(explained(loaded), encoding="utf-8")
    assert load(tmp_path / "explained.yaml").scenario == loaded.scenario


def test_what_is_spelt_is_the_same_scenario(tmp_path: Path) -> None:
    scenario = load(WHOLE).scenario
    (tmp_path / "spelt.yaml").write_text(yaml(to_plain(scenario)), encoding="utf-8")
    assert load(tmp_path / "spelt.yaml").scenario == scenario


@pytest.mark.parametrize(
    "text",
    ["screening: {exceptions: {family_member: {proven: {uniform: [.5, .9]}}}}",
     "contingency: {tent: {order_when: {any: null, watch: occupancy, of: hall, above: 9, for: {uniform: [1 h, 2 h]}}}}",
     "contingency: {tent: {order_when: {any: {crowded: {for: {uniform: [1 h, 2 h]}}}}}}"],
)  # fmt: skip
def test_what_is_uncertain_within_a_short_form_reads_back(text: str, read: Read, tmp_path: Path) -> None:
    loaded = read(text)
    assert loaded.scenario.uncertain
    for written in (explained(loaded), as_file(loaded.scenario)):
        (tmp_path / "written.yaml").write_text(written, encoding="utf-8")
        again = load(tmp_path / "written.yaml").scenario
        assert again == loaded.scenario
        assert again.uncertain == loaded.scenario.uncertain


def test_a_family_of_policies_that_is_left_out_stays_out(read: Read, tmp_path: Path) -> None:
    scenario = read("policy: {families: {occupancy: false, two_tiers: false}}").scenario
    assert scenario.policy is not None
    assert scenario.policy.families.occupancy is None
    (tmp_path / "written.yaml").write_text(as_file(scenario), encoding="utf-8")
    assert load(tmp_path / "written.yaml").scenario == scenario


@pytest.mark.parametrize("text", ["9.000000000000002%", "0.00000000000001%", "80%", "33.333333333333336%", "99900%"])
def test_a_share_is_spelt_with_the_digits_that_it_needs(text: str) -> None:
    assert to_plain(level(text)) == text
    assert level(to_plain(level(text))) == level(text)


def origin_of(text: str, start: str) -> str:
    return next(line for line in text.splitlines() if line.strip().startswith(start)).split("#")[1].strip()


def test_origins_stand_beside_the_values(read: Read) -> None:
    text = explained(
        read(
            "people: {minors: 20%}\nstaff: {officers: {absence: {uniform: [0, .1]}}}\n"
            "process: {steps: {intake: {patience: {lognormal: {median: 1 h, p95: 3 h}}}}}",
            "seed=5", "process.steps.intake.patience.lognormal.p95=4 h",
        )
    )  # fmt: skip
    assert text.splitlines()[1] == f"{'name: A small port':<64}  # base.yaml:1"
    assert origin_of(text, "minors: 20%") == "port.yaml:2"
    assert origin_of(text, "seed: 5") == "--set"
    assert origin_of(text, "warm_up: 0 s") == "default"
    assert origin_of(text, "patience: {lognormal: {median: 1 h, p95: 4 h}}") == "port.yaml:4, --set"
    assert origin_of(text, "absence: {uniform: [0, 0.1]}") == "port.yaml:3"
    assert origin_of(text, "staff.officers.absence") == "port.yaml:3" if "staff.officers.absence" in text else True
    assert all("#" in line or line.rstrip().endswith(":") for line in text.splitlines())


def test_short_forms_are_recognised(read: Read) -> None:
    text = explained(
        read(
            "contingency: {tent: {order_when: {any: null, on: 2025-06-03}}}\n"
            "process: {steps: {intake: {time: 5 min, cv: null}}}\n"
        )
    )
    assert origin_of(text, "on: 2025-06-03") == "port.yaml:2"
    assert origin_of(text, "time: 5 min") == "port.yaml:3"
    assert origin_of(text, "claimants_per_day: 10") == "base.yaml:5"
    assert origin_of(text, "proven: 0.9") == "base.yaml:11"
    assert origin_of(text, "cv: null") == "default"


def test_a_default_that_is_called_as_what_holds_it_is_a_default(read: Read, tmp_path: Path) -> None:
    pattern = "{starts: [10:00], lengths: [6 h], on: 3, off: 4}"
    loaded = read(f"staff: {{officers: {{templates: {{patterns: {{part_time: {pattern}}}}}}}}}")
    (tmp_path / "written.yaml").write_text(explained(loaded), encoding="utf-8")
    assert load(tmp_path / "written.yaml").scenario == loaded.scenario
