"""Values that are not known: lifted out of their place, and put back for a replication."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenario_reader import Read, Said

from sim.errors import ScenarioError
from sim.scenario.language.people import People
from sim.scenario.load import load
from sim.scenario.uncertain.realise import realise
from sim.scenario.values.distributions import Distribution, constant
from sim.scenario.values.elicited import Elicited
from sim.scenario.values.not_allowed import NotAllowed
from sim.scenario.values.units import share

pytestmark = pytest.mark.unit

WHOLE = Path(__file__).parents[2] / "scenario" / "data" / "whole-language.yaml"


def test_a_distribution_in_the_place_of_a_share_a_duration_and_a_number(read: Read) -> None:
    scenario = read(
        "people: {minors: {uniform: [10%, 30%]}}\n"
        "arrivals: {door: {claimants_per_day: {triangular: [10, 20, 30]}}}\n"
        "uncertain: {process.steps.intake.time.party: {discrete: {30 min: .4, 1 h: .6}}}\n"
    ).scenario
    assert scenario.uncertain == {
        "people.minors": Elicited("share", Distribution("uniform", (("low", 0.1), ("high", 0.3)))),
        "arrivals.door.claimants_per_day": Elicited(
            "number", Distribution("triangular", (("low", 10.0), ("mode", 20.0), ("high", 30.0)))
        ),
        "process.steps.intake.time.party": Elicited(
            "duration", Distribution("discrete", (("1800.0", 0.4), ("3600.0", 0.6)))
        ),
    }
    assert scenario.people.minors == pytest.approx(0.2)
    assert scenario.arrivals["door"].level(scenario.start) == pytest.approx(20)
    time = scenario.process.steps["intake"].time
    assert time is not None
    assert time.party == constant(1800)  # as the file has it, the others at their median


def test_what_is_drawn_for_every_use_is_not_lifted(read: Read) -> None:
    scenario = read(
        "contingency: {tent: {lead_time: {uniform: [1 d, 3 d]}}}\n"
        "process: {steps: {intake: {cv: null, time: "
        "{party: {gamma: {mean: 1 h, cv: 1}}, person: {normal: {mean: 5 min, sd: 1 s}}}}}}\n"
    ).scenario
    assert scenario.uncertain == {}
    assert scenario.contingency["tent"].lead_time.family == "uniform"
    time = scenario.process.steps["intake"].time
    assert time is not None
    assert (time.party.family, time.person.family) == ("gamma", "normal")


def test_what_was_drawn_once_a_run_says_once_that_it_no_longer_is(said: Said) -> None:
    parts = "{party: {exponential: {mean: 1 h}}, adult: {uniform: [0 s, 1 h]}}"
    text = f"process: {{steps: {{intake: {{cv: null, time: {parts}}}}}}}"
    (found,) = said(text)
    assert found.startswith("port.yaml:2:")
    assert "warning: process.steps.intake.time.party: since format 2 (and at 1 more)" in found
    assert "a distribution in a part of `time` is drawn at every visit" in found
    assert said(f"format: 2\n{text}") == []
    assert said("uncertain: {process.steps.intake.time.party: {p10: 20 min, p90: 1 h}}") == []


def test_a_distribution_beside_cv_is_refused(said: Said) -> None:
    (found,) = said("process: {steps: {intake: {time: {party: {exponential: {mean: 1 h}}}}}}")
    assert "allowed: cv beside parts, not beside a distribution or one duration" in found


def test_a_parameter_of_what_is_drawn_for_every_visit_is_one_draw_a_run(read: Read) -> None:
    """A part of a time is drawn at each visit; its mean, where that is a distribution itself, once a run."""
    text = "process: {steps: {intake: {time: {party: {exponential: {mean: {uniform: [1 h, 3 h]}}}}, cv: null}}}\n"
    scenario = read(text).scenario
    path = "process.steps.intake.time.party.exponential.mean"
    assert list(scenario.uncertain) == [path]
    time = realise(scenario, {path: 0.75}).process.steps["intake"].time
    assert time is not None
    assert (time.party.family, time.party["mean"]) == ("exponential", pytest.approx(9000))


def test_the_section_reaches_every_quantity_even_a_parameter() -> None:
    scenario = load(WHOLE).scenario
    single = {path: drawn.distribution for path, drawn in scenario.uncertain.items() if not drawn.vector}
    assert [path for path in scenario.uncertain if path not in single] == ["people.nationalities"]
    assert {path: drawn.family for path, drawn in single.items() if isinstance(drawn, Distribution)} == {
        "screening.exceptions.family_member.Haiti.proven": "logitnormal",
        "process.steps.forms.time.adult": "lognormal",
        "contingency.leased_hall.lead_time": "lognormal",
        "contingency.leased_hall.minimum_term": "discrete",
        "process.steps.relative.time.lognormal.median": "uniform",
        "process.steps.coach.who.share": "logitnormal",
        "staff.officers.absence": "triangular",
        "staff.officers.shifts.day.on_duty": "uniform",
        "contingency.leased_hall.order_when.any.crowded.above": "uniform",
        "contingency.leased_hall.cost.set_up": "pert",
    }
    assert scenario.contingency["leased_hall"].lead_time["value"] == pytest.approx(math.sqrt(82 * 148) * 86400)
    relative = scenario.process.steps["relative"].time
    assert relative is not None
    assert relative.draw is not None
    assert relative.draw["median"] == 5400


def test_one_replication() -> None:
    scenario = load(WHOLE).scenario
    drawn = realise(scenario, dict.fromkeys(scenario.uncertain, 0.9))
    assert drawn.uncertain == {}
    assert drawn.screening.exceptions["family_member"]["Haiti"].proven == pytest.approx(0.95)
    assert drawn.process.steps["coach"].who.share == pytest.approx(0.75)
    forms, relative = drawn.process.steps["forms"].time, drawn.process.steps["relative"].time
    assert forms is not None
    assert forms.adult["value"] == pytest.approx(95 * 60)
    assert relative is not None
    assert relative.draw is not None
    assert relative.draw["median"] == pytest.approx(6840)
    assert drawn.contingency["leased_hall"].lead_time["value"] == pytest.approx(148 * 86400)
    assert drawn.contingency["leased_hall"].minimum_term == 400 * 86400
    assert drawn.contingency["standby_hall"] == scenario.contingency["standby_hall"]


def test_a_path_that_is_left_out_keeps_its_median(read: Read) -> None:
    scenario = read("people: {minors: {uniform: [.1, .3]}, under_14: {uniform: [.4, .6]}}").scenario
    drawn = realise(scenario, {"people.minors": 0.25})
    assert drawn.people.minors == pytest.approx(0.15)
    assert drawn.people.under_14 == pytest.approx(0.5)
    assert realise(scenario, {}).people == scenario.people
    with pytest.raises(KeyError, match=r"people\.nothing"):
        realise(scenario, {"people.nothing": 0.5})


def test_a_scenario_with_nothing_uncertain_is_itself(read: Read) -> None:
    scenario = read().scenario
    assert realise(scenario, {}) is scenario


def test_drawn_values_that_contradict_each_other(read: Read) -> None:
    scenario = read(
        "process: {steps: {coach: {time: {lognormal: {median: {uniform: [1 h, 3 h]}, p95: {uniform: [2 h, 5 h]}}}, "
        "departures: null}}}\n"
    ).scenario
    ends = [f"process.steps.coach.time.lognormal.{name}" for name in ("median", "p95")]
    with pytest.raises(ScenarioError, match=r"allowed: lognormal with median at most p95$"):
        realise(scenario, dict(zip(ends, (0.99, 0.01), strict=True)))


def test_a_list_of_people_is_read_once(folder: Path, read: Read) -> None:
    (folder / "people.csv").write_text("at,persons\n2025-06-02 10:00,1\n")
    scenario = read("arrivals: {list: {listed: people.csv}}\npeople: {minors: {uniform: [.1, .3]}}\n").scenario
    (folder / "people.csv").unlink()
    assert realise(scenario, {"people.minors": 0.5}).arrivals["list"] == scenario.arrivals["list"]


def test_an_edit_holds_in_every_replication(read: Read) -> None:
    scenario = read("people: {minors: {uniform: [.1, .2]}}\n").scenario
    drawn = realise(scenario.edited({"seed": 5, "space.areas.hall.persons": 7}), {"people.minors": 0.99})
    assert (drawn.seed, drawn.space.areas["hall"].persons) == (5, 7)
    assert drawn.people == realise(scenario, {"people.minors": 0.99}).people
    assert realise(scenario, {"people.minors": 0.99}).seed == scenario.seed
    known = scenario.edited({"people.minors": 0.3})
    assert realise(known, {}) is known
    with pytest.raises(KeyError):
        realise(known, {"people.minors": 0.5})


def test_what_is_copied_by_hand_is_drawn_as_it_would_be_written(read: Read) -> None:
    scenario = read("people: {minors: {uniform: [.1, .2]}}\n").scenario
    copy = scenario.model_copy(update={"seed": 5})
    for u in (0.01, 0.5, 0.99):
        drawn = realise(copy, {"people.minors": u})
        assert drawn.seed == 5
        assert drawn.people == realise(scenario, {"people.minors": u}).people


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("uncertain: [people.minors]", "2:12: uncertain: found [people.minors]; allowed: a mapping of dotted paths"),
        ("uncertain: {people.minor: {p10: .1, p90: .2}}",
         "2:13: uncertain.\"people.minor\": found people.minor; allowed: the dotted path of a value that is written; "
         "did you mean people?"),
        ("uncertain: {arrivals.door.claimants_per_da: {p10: 1, p90: 2}}",
         "2:13: uncertain.\"arrivals.door.claimants_per_da\": found arrivals.door.claimants_per_da; "
         "allowed: the dotted path of a value that is written; did you mean arrivals.door.claimants_per_day?"),
        ("uncertain: {a..b: {p10: .1, p90: .2}}",
         "2:13: uncertain.\"a..b\": found a..b; "
         "allowed: a dotted path, such as staff.officers.absence (a name with a dot in double quotes)"),
        ("uncertain: {contingency.tent.lead_time: 3 d}",
         "2:41: uncertain.\"contingency.tent.lead_time\": found 3 d; allowed: {p10: .., p90: ..}, or a distribution"),
        ("uncertain: {contingency.tent.lead_time: {p10: 3 d, p90: 2 d}}",
         "2:13: uncertain.\"contingency.tent.lead_time\": found {p10: 3 d, p90: 2 d}; "
         "allowed: lognormal with p10 at most p90"),
        ("uncertain: {contingency.tent.lead_time: {p10: 3, p90: 4}}",
         "2:13: uncertain.\"contingency.tent.lead_time\": found {p10: 3, p90: 4}; "
         "allowed: a duration with its unit, such as 25 min, 6 h or 3 d"),
        ("uncertain: {screening.exceptions.family_member.proven: {p10: 0, p90: .5}}",
         "2:13: uncertain.\"screening.exceptions.family_member.proven\": found {p10: 0, p90: 0.5}; "
         "allowed: logitnormal with p10 and p90 between 0 and 1"),
        ("people: {minors: {normal: {mean: .2, sd: .1}}}",
         "2:10: people.minors: found a distribution of values up to 0.7998; allowed: a distribution of values that are "
         "allowed here: a share from 0 (the minors who come alone) to 0.4118 (every member of a party but the first)"),
        ("staff: {officers: {absence: {lognormal: {mean: .5, cv: 1}}}}",
         "2:20: staff.officers.absence: found a distribution of values up to 52.13; "
         "allowed: a distribution of values that are allowed here: a share, from 0 to 1 or from 0% to 100%"),
        ("staff: {officers: {productive_share: {uniform: [0, 1]}, absence: {lognormal: {mean: x, cv: 1}}}}",
         "2:57: staff.officers.absence: found {lognormal: {mean: x, cv: 1}}; "
         "allowed: a share, from 0 to 1 or from 0% to 100%"),
    ],
)  # fmt: skip
def test_the_sentence_of(text: str, sentence: str, said: Said) -> None:
    assert said(text) == [f"port.yaml:{sentence}"]


def test_what_is_uncertain_is_found_and_bounded_whatever_the_words_of_messages(
    read: Read, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NotAllowed, "__str__", lambda self: "other words")
    text = "people: {minors: {uniform: [.1, .2]}}\nuncertain: {contingency.tent.lead_time: {p10: 3 d, p90: 4 d}}\n"
    assert {path: one.kind for path, one in read(text).scenario.uncertain.items()} == {
        "people.minors": "share",
        "contingency.tent.lead_time": "duration",
    }
    (found,) = said("people: {minors: {uniform: [.1, .5]}}")
    assert "allowed here: a share from 0 (the minors who come alone) to 0.4118" in found


@given(st.floats(0.01, 0.49), st.floats(0.5, 0.99), st.floats(1e-9, 1 - 1e-9))
def test_logit_normal_shares_stay_shares(p10: float, p90: float, u: float) -> None:
    drawn = Distribution("logitnormal", (("p10", p10), ("p90", p90)))
    assert drawn.ppf(np.array([0.1, 0.9])) == pytest.approx([p10, p90])
    value = float(drawn.ppf(np.array(u)))
    assert 0 <= value <= 1
    assert People(minors=share(value)).minors == value


def test_the_mean_of_a_logit_normal() -> None:
    drawn = Distribution("logitnormal", (("p10", 0.85), ("p90", 0.95)))
    grid = (np.arange(200_000) + 0.5) / 200_000
    assert drawn.mean() == pytest.approx(float(drawn.ppf(grid).mean()), abs=1e-6)
