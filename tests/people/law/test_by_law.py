"""Parties of a sample that are decided by the law: who is let in with whom, who is divided, and how often."""

from typing import Any

import numpy as np
import pytest
from law_cases import JOURNEYS, LAW, ROOT, SISTER, STEPS, port

from sim.errors import ScenarioError
from sim.people.expectation.workload import officer_hours
from sim.people.sample import Sample, in_all
from sim.people.sampler import Sampler
from sim.scenario.language.screening.law import ORDERED
from sim.scenario.load import load


def drawn(facts: dict[str, Any], people: dict[str, Any], **more: Any) -> Sample:
    return Sampler(port(facts, people, **more)).sample(0)


def ordered(sample: Sample) -> dict[str, int]:
    return {name: int(many) for name, many in zip(ORDERED, sample.orders.sum(axis=0), strict=True) if many}


@pytest.mark.unit
def test_shares_of_facts_become_shares_of_outcomes() -> None:
    """Half name a sister who is a citizen, four in five of them show it; one in ten has claimed next door."""
    facts = {
        "relatives": {"sister": SISTER | {"share": 0.5, "proven": 0.8}},
        "records": {"claimed_in_partner_country": 0.1},
    }
    sample = drawn(facts, {})
    n = sample.arrive.size
    for outcome, share in ((0, 0.4 * 0.9), (1, 0.6 * 0.9), (2, 0.1)):
        assert abs(np.mean(sample.outcome == outcome) - share) < 4 * np.sqrt(share * (1 - share) / n)  # 1 in 16,000
    assert (sample.parent == -1).all()


@pytest.mark.unit
def test_a_cousin_lets_nobody_in_and_a_sister_in_the_country_everybody() -> None:
    for relation, outcome in (("none", 1), ("sibling", 0)):
        sample = drawn({"relatives": {"one": SISTER | {"relation": {relation: 1}}}}, {})
        assert (sample.outcome == outcome).all()


@pytest.mark.unit
def test_a_couple_that_is_not_believed_is_divided_and_each_part_has_its_own_journey() -> None:
    facts = {"relatives": {"sister": SISTER}, "spouses_proven": 0}
    sample = drawn(facts, {"party_size": {2: 1.0}})
    first, second = sample.parent < 0, sample.parent >= 0
    assert first.sum() == second.sum() > 100
    assert (np.flatnonzero(second) - 1 == sample.parent[second]).all()
    assert (sample.outcome[first] == 0).all() and (sample.outcome[second] == 1).all()
    assert (in_all(sample)[first] == 2).all() and (sample.persons == 1).all()
    assert np.diff(sample.first)[:2].tolist() == [2, 1]
    assert sample.step[:3].tolist() == [0, 1, 2]
    assert (sample.decided[first] == sample.first[:-1][first] + 1).all()
    assert sample.seconds[:3].tolist() == [50 * 60, 5 * 60, 20 * 60]  # together two persons, then each one
    assert ordered(sample) == {"departure": first.sum(), "exclusion": second.sum()}
    assert np.unique(sample.identity).size == sample.arrive.size


@pytest.mark.unit
def test_a_couple_that_is_believed_stays_together_and_one_that_withdraws_goes_back_together() -> None:
    believed = drawn({"relatives": {"sister": SISTER}}, {"party_size": {2: 1.0}})
    assert (believed.parent < 0).all() and (believed.outcome == 0).all() and (believed.persons == 2).all()
    back = drawn({"relatives": {"sister": SISTER}, "spouses_proven": 0, "withdraw": 1}, {"party_size": {2: 1.0}})
    assert (back.parent < 0).all() and (back.outcome == 1).all()
    n = back.arrive.size
    assert ordered(back) == {"exclusion": n, "withdrawn": n}


@pytest.mark.unit
def test_a_family_that_the_law_would_divide_takes_time_to_choose_whatever_it_does_then() -> None:
    steps = STEPS | {"choice": {"time": "40 min", "who": "would_be_divided"}}
    journeys = {"everyone": ["interview", "choice"], "returned": ["order"], "referred": ["papers"]}
    facts = {"relatives": {"sister": SISTER | {"share": 0.5}}, "spouses_proven": 0, "withdraw": 0.5}
    world = port(facts, {"party_size": {2: 1.0}}).edited({"process": {"steps": steps, "journeys": journeys}})
    sample = Sampler(world).sample(0)
    rows = np.repeat(np.arange(sample.arrive.size), np.diff(sample.first))
    chose = np.bincount(rows, weights=sample.step == 3, minlength=sample.arrive.size) > 0
    withdrew = sample.orders[:, 4] > 0
    parents = np.isin(np.arange(sample.arrive.size), sample.parent)
    assert (chose == (withdrew | parents)).all()
    assert withdrew.sum() > 50 and parents.sum() > 50 and (~chose & (sample.parent < 0)).sum() > 50


@pytest.mark.unit
def test_children_are_related_by_blood_and_those_born_next_door_are_let_in_without_their_parents() -> None:
    people = {"party_size": {3: 1.0}, "minors": 2 / 3}
    family = drawn({"relatives": {"sister": SISTER}}, people)
    assert (family.parent < 0).all() and (family.outcome == 0).all()
    born = drawn({"born_in_partner": 1}, people)
    apart = born.parent >= 0
    assert (born.outcome[~apart] == 1).all() and (born.outcome[apart] == 0).all()
    assert (born.adults[apart] == 0).all() and (born.persons[apart] == 2).all()


@pytest.mark.unit
def test_minors_alone_are_heard_by_the_tribunal_whatever_the_decision() -> None:
    people = {"minors": 1.0, "unaccompanied_minors": 1.0}
    for parent, outcome in ((0, 0), (1, 2)):
        sample = drawn({"parent_in_partner": parent}, people)
        assert (sample.outcome == outcome).all()
        assert ordered(sample) == dict.fromkeys(("tribunal", "child_protection"), sample.arrive.size)


@pytest.mark.unit
@pytest.mark.parametrize(("parent", "outcome"), [(0, 0), (1, 2)])
def test_minors_alone_wait_to_be_picked_up_on_a_journey_of_their_own(parent: float, outcome: int) -> None:
    """Whether their claim is referred (0) or barred (2), they make their own step and not that of the others."""
    steps = STEPS | {"pick_up": {"time": "6 h"}}
    journeys = JOURNEYS | {"child_protection": ["pick_up"]}
    people = {"minors": 1.0, "unaccompanied_minors": 1.0}
    world = port({"parent_in_partner": parent}, people).edited({"process": {"steps": steps, "journeys": journeys}})
    sample = Sampler(world).sample(0)
    assert (sample.outcome == outcome).all()
    assert sample.step[:4].tolist() == [0, 3, 0, 3]  # interview and pick-up
    assert sample.seconds[:2].tolist() == [40 * 60, 6 * 3600]


@pytest.mark.unit
def test_who_is_before_the_tribunal_leaves_by_a_journey_of_its_own_apart_from_the_family() -> None:
    """Each adult is before it in half of the cases; without the journey they would count as barred, with the others."""
    facts = {"relatives": {"sister": SISTER}, "records": {"before_division": 0.5}}
    journeys = JOURNEYS | {"suspended": []}
    world = port(facts, {"party_size": {2: 1.0}}).edited({"process": {"steps": STEPS, "journeys": journeys}})
    sample = Sampler(world).sample(0)
    waits = sample.orders[:, ORDERED.index("suspended")]
    assert (waits[sample.outcome == 2] == sample.persons[sample.outcome == 2]).all()
    assert (waits[sample.outcome == 0] == 0).all() and (waits == 2).sum() > 50 and (waits == 1).sum() > 50
    made = np.diff(sample.first) - (sample.parent < 0)  # besides the interview, which a party makes together
    assert (made[waits > 0] == 0).all() and (made[waits == 0] == 1).all()
    hours = float(sample.seconds.sum()) / 3600 / float(in_all(sample)[sample.parent < 0].sum())
    assert hours == pytest.approx(officer_hours(world)["officers"], rel=0.03)


@pytest.mark.unit
def test_more_proof_only_spares_people() -> None:
    facts = {"relatives": {"sister": SISTER | {"share": 0.5, "proven": 0.5}}, "spouses_proven": 0.5}
    few = Sampler(port(facts, {"party_size": {1: 0.5, 2: 0.5}})).sample(0)
    facts["relatives"]["sister"]["proven"] = 0.8  # type: ignore[index]
    more = Sampler(port(facts, {"party_size": {1: 0.5, 2: 0.5}})).sample(0)
    worse = dict(zip(few.identity.tolist(), few.outcome.tolist(), strict=True))
    better = dict(zip(more.identity.tolist(), more.outcome.tolist(), strict=True))
    both = few.identity[few.parent < 0]
    assert all(better[k] <= worse[k] for k in both.tolist())
    assert sum(better[k] < worse[k] for k in both.tolist()) > 50


@pytest.mark.unit
def test_a_detained_party_is_whole() -> None:
    facts = {"relatives": {"sister": SISTER}, "spouses_proven": 0}
    sample = drawn(facts, {"party_size": {2: 1.0}}, detained=1)
    assert (sample.outcome == 3).all() and (sample.parent < 0).all() and (sample.persons == 2).all()


DELEGATE = {"time": {"party": "5 min", "order": "15 min"}, "staff": {"officers": 1}}
BY_DELEGATE = {"order": ["departure", "exclusion", "deportation"]}


@pytest.mark.unit
def test_a_delegate_takes_time_for_each_order_and_none_for_those_that_a_tribunal_makes() -> None:
    steps = {"interview": STEPS["interview"], "review": DELEGATE | {"who": BY_DELEGATE}}
    journeys = {"everyone": ["interview"], "referred": ["review"], "returned": ["review"], "barred": ["review"]}
    people = {"party_size": {1: 0.5, 3: 0.5}, "minors": 0.3, "unaccompanied_minors": 0.1}
    world = port({"relatives": {"sister": SISTER}, "spouses_proven": 0.5}, people).edited(
        {"process": {"steps": steps, "journeys": journeys}}
    )
    sample = Sampler(world).sample(0)
    reviews = np.bincount(np.repeat(np.arange(sample.arrive.size), np.diff(sample.first)), weights=sample.step == 1)
    made = sample.orders[:, :3].sum(axis=1)
    assert (reviews == (made > 0)).all() and (made == 0).sum() > 50
    assert sorted(set(sample.seconds[sample.step == 1].tolist())) == [20 * 60, 35 * 60, 50 * 60]
    hours = float(sample.seconds.sum()) / 3600 / float(sample.persons.sum())
    assert hours == pytest.approx(officer_hours(world)["officers"], rel=0.03)


@pytest.mark.unit
def test_needs_are_what_samples_take() -> None:
    """The expectation rests on 2,048 parties: 3% is three standard errors of a share of a half among them."""
    facts = {"relatives": {"sister": SISTER | {"share": 0.5}}, "spouses_proven": 0.5, "born_in_partner": 0.5}
    world = port(facts, {"party_size": {1: 0.4, 2: 0.3, 4: 0.3}, "minors": 0.3})
    sample = Sampler(world).sample(0)
    hours = float(sample.seconds.sum()) / 3600 / float(sample.persons.sum())
    assert hours == pytest.approx(officer_hours(world)["officers"], rel=0.03)


@pytest.mark.unit
def test_the_law_may_stand_in_a_file_of_its_own(tmp_path: Any) -> None:
    file = tmp_path / "port.yaml"
    text = FILE.replace("unit: person", "unit: party") + "  law: the-law.yaml\n  facts: {withdraw: .5}\n"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match="no such file"):
        load(file)
    (tmp_path / "the-law.yaml").write_text("home: A\npartner: B\nadult: young\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"the-law.yaml:3:8: screening.law.adult: found young"):
        load(file)
    shipped = ROOT / "scenarios/data/law-2026.yaml"
    (tmp_path / "the-law.yaml").write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")
    assert load(file).scenario.screening.law == LAW


FILE = """
format: 2
name: a port
start: 2025-06-02
end: 2025-06-04
arrivals: {all: {claimants_per_day: 10}}
process:
  steps:
    one: {time: 10 min, unit: person}
    two: {time: {order: 10 min}, who: {order: [departure]}}
  journeys: {everyone: [one]}
screening:
"""


@pytest.mark.unit
@pytest.mark.parametrize(
    ("screening", "said"),
    [
        ("  facts: {withdraw: .5}", "allowed: law and facts, or neither"),
        ("  law: {home: A, partner: B}", "allowed: law and facts, or neither"),
        ("  law: {home: A, partner: B}\n  facts: {}\n  not_covered: [other]", "without not_covered"),
        ("  law: {home: A, partner: B}\n  facts: {records: {theft: .1}}", "it has no theft"),
        ("  law: {home: A, partner: B}\n  facts: {relatives: {one: {share: 2, status: x, proven: 1}}}", "a share"),
        ("  detained: .1", "found a time for each order; allowed: screening.law and screening.facts beside it"),
        ("  law: {home: A, partner: B}\n  facts: {}", "allowed: family: together, or unit: party"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Any, screening: str, said: str) -> None:
    file = tmp_path / "port.yaml"
    file.write_text(FILE + screening + "\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(file)
    assert said in str(caught.value)
    assert "port.yaml:" in str(caught.value)
