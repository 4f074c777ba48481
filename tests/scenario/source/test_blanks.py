"""Keys without a value: unknown ones, blank ones, nulls that are written out. The first line of a text is line 2."""

import pytest
from scenario_reader import Read, Said

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        # an unknown key, with or without a value
        ("contingency: {tent: {relase_when: }}",
         "2:22: contingency.tent.relase_when: found the unknown key relase_when; allowed: enabled, watch_every, "),
        ("people: {minrs}", "2:10: people.minrs: found the unknown key minrs; allowed: party_size, minors, under_14, "
                            "unaccompanied_minors, nationalities; did you mean minors?"),
        ("people: {minrs: null}",
         "2:10: people.minrs: found the unknown key minrs; allowed: party_size, minors, under_14, "
         "unaccompanied_minors, nationalities; did you mean minors?"),
        ("process:\n  steps:\n    intake:\n      coment:\n",
         "5:7: process.steps.intake.coment: found the unknown key coment; allowed: staff, room, area, time, cv, who, "
         "departures, patience, priority, again, holds, unit and"),
        # a known key left blank
        ("people:\n  minors:\n",
         "3:3: warning: people.minors: found minors without a value; "
         "allowed: a value, or to leave the key out; the default holds (0.0)"),
        ("targets:\n", "2:1: warning: targets: found targets without a value; "
                       "allowed: a value, or to leave the key out; the default holds (none)"),
        ("warm_up:", "2:1: warning: warm_up: found warm_up without a value; "
                     "allowed: a value, or to leave the key out; the default holds (0 s)"),
        ("format:", "2:1: warning: format: found format without a value; "
                    "allowed: a value, or to leave the key out; the default holds (1)"),
        ("contingency: {tent: {order_when: {any: null, watch: arrivals, above: 5, for: }}}",
         "2:73: contingency.tent.order_when.for: found for without a value; allowed: a value"),
        # blank over something, or in the place of a name
        ("people: {party_size: }",
         "2:10: people.party_size: found party_size without a value; "
         "allowed: a value, or null to remove what stands in base.yaml:7"),
        ("space: {areas: {hall}}",
         "2:17: space.areas.hall: found hall without a value; "
         "allowed: a value, or null to remove what stands in base.yaml:20"),
        ("space: {areas: {yard}}", "2:17: space.areas.yard: found yard without a value; allowed: a value"),
        ("process: {steps: {intake: {time: {person: {lognormal: {mean: 1 h, cv: }}}}}}",
         "2:67: process.steps.intake.time.person.lognormal.cv: found cv without a value; allowed: a value"),
        # null that has nothing to remove
        ("staff: {oficers: null}",
         "2:9: warning: staff.oficers: found null for oficers; "
         "allowed: a name that there is, to remove it; did you mean officers?"),
        ("process: {steps: {intake: {patience: {lognormal: {mean: 1 h, cv: 1, least: null}}}}}",
         "2:69: process.steps.intake.patience.lognormal.least: found null for least; allowed: a value"),
    ],
)  # fmt: skip
def test_the_sentence_of(text: str, sentence: str, said: Said) -> None:
    assert any(line.startswith(f"port.yaml:{sentence}") for line in said(text)), said(text)
    assert not any("relase" in line and "did you mean release_when?" not in line for line in said(text))


def test_null_removes_and_blank_does_not(read: Read, said: Said) -> None:
    assert read("process: {steps: {intake: {cv: null}}}").scenario.process.steps["intake"].cv is None
    assert read("people: {party_size: ~}").warnings == ()
    assert read("people: {minors: null}").warnings == ()
    assert said("", "people.party_size=null") == []
    assert said("", "people.party_size=") == [
        "--set: people.party_size: found party_size without a value; "
        "allowed: a value, or null to remove what stands in base.yaml:7"
    ]


def test_every_key_without_a_value_is_told_of(said: Said) -> None:
    text = "people:\n  minors:\n  under_14:\nspace: {areas: {hall: {persons: 40, limt}}}\n"
    assert [line.split(": ")[0] for line in said(text)] == ["port.yaml:5:37"]
    text = "people:\n  minors:\n  under_14:\n"
    assert [line.split(": ")[0] for line in said(text)] == ["port.yaml:3:3", "port.yaml:4:3"]


@pytest.mark.parametrize(
    ("sets", "sentence"),
    [
        (["process.journeys.everyone.9="], "process.journeys.everyone.9: found no item 9 in the list"),
        (["process.steps.new.y=", "process.steps=[1]"], "process.steps: found [1]"),
        (["process.steps.new.y=null", "process.steps=[1]"], "process.steps: found [1]"),
    ],
)
def test_a_key_without_a_value_in_a_list_is_told_of_as_any_other(sets: list[str], sentence: str, said: Said) -> None:
    assert any(sentence in line for line in said("", *sets))
