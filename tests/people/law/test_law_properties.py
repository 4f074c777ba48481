"""What holds of the law for any party: drawn facts, not cases."""

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from law_cases import LAW, turned

from sim.people.law.facts import Mark, Party, Person, Place, Relation, Relative, Tie
from sim.people.law.ruling import rule
from sim.scenario.language.screening.law import Kin

NAMES = ("a", "b", "c", "d")
RELATIVES = ("x", "y", "z")
DAY = date(2026, 8, 1)
RELATIONS = st.sampled_from([*get_args(Kin), "none", "adoptive_parent", "partner_apart"])
STATUSES = st.sampled_from(["citizen", "permanent_resident", "claim_referred", "study_permit", "moratorium"])
few = settings(max_examples=60, deadline=None)


@st.composite
def persons(draw: st.DrawFn, name: str) -> Person:
    crossed = DAY - timedelta(days=draw(st.integers(0, 20)))
    return Person(
        name,
        DAY,
        age=draw(st.integers(0, 70)),
        nationalities=draw(
            st.sampled_from([("Peru",), ("United States",), ("Peru", "United States"), ("Romania",), ("Canada",), ()])
        ),
        place=draw(st.sampled_from(get_args(Place))),
        crossed=crossed,
        entries=draw(st.sampled_from([(), (date(2025, 1, 1),)])),
        record=tuple(Mark(kind) for kind in draw(st.lists(st.sampled_from(sorted(LAW.records)), max_size=1))),
        finished=draw(st.integers(0, 9)) > 0,
        order_first=draw(st.booleans()),
    )


@st.composite
def parties(draw: st.DrawFn) -> Party:
    members = [draw(persons(name)) for name in NAMES[: draw(st.integers(1, 4))]]
    relatives = [
        Relative(name, age=draw(st.integers(0, 70)), statuses=(draw(STATUSES),))
        for name in RELATIVES[: draw(st.integers(0, 3))]
    ]
    names = [one.name for one in members] + [one.name for one in relatives]
    pairs = [(who, of) for k, who in enumerate(names) for of in names[:k] if of in NAMES]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=5, unique=True)) if pairs else []
    proofs = st.sampled_from(["proven", "proven", "doubtful", "unproven"])
    ties = tuple(Tie(who, draw(RELATIONS), of, draw(proofs)) for who, of in chosen)
    return Party(tuple(members), ties, tuple(relatives), draw(st.sampled_from(["proceed", "withdraw"])))


@pytest.mark.unit
@few
@given(parties())
def test_names_do_not_matter(party: Party) -> None:
    """Only which of several members a person comes in through may depend on the order, never on a name."""
    call = {name: f"{name}-{7 * k % 5}" for k, name in enumerate((*NAMES, *RELATIVES))}
    renamed = Party(
        tuple(replace(one, name=call[one.name]) for one in party.persons),
        tuple(replace(tie, who=call[tie.who], of=call[tie.of]) for tie in party.ties),
        tuple(replace(one, name=call[one.name]) for one in party.relatives),
        party.choice,
    )
    there = rule(renamed, LAW)
    for name, found in rule(party, LAW).items():
        assert replace(there[call[name]], through=None) == replace(found, through=None)
        assert there[call[name]].through == (call[found.through] if found.through else None)


@pytest.mark.unit
@few
@given(parties(), st.permutations(range(4)))
def test_who_is_let_in_does_not_depend_on_the_order_of_the_party(party: Party, order: list[int]) -> None:
    shuffled = replace(party, persons=tuple(party.persons[k] for k in order if k < len(party.persons)))
    there = rule(shuffled, LAW)
    for name, found in rule(party, LAW).items():
        assert not found.differs(there[name]) - {"through"}


@pytest.mark.unit
@few
@given(parties(), STATUSES)
def test_one_more_relative_who_is_no_parent_takes_no_exception_away(party: Party, status: str) -> None:
    aunt = Relative("aunt", age=50, statuses=(status,))
    tied = Tie("aunt", "uncle_aunt", party.persons[0].name)
    kept = replace(party, choice="proceed")
    more = rule(replace(kept, relatives=(*kept.relatives, aunt), ties=(*kept.ties, tied)), LAW)
    for name, found in rule(kept, LAW).items():
        if found.claim == "referred":
            assert more[name].claim == "referred"


@pytest.mark.unit
@few
@given(parties(), STATUSES)
def test_a_cousin_changes_nothing(party: Party, status: str) -> None:
    cousin = Relative("cousin", age=50, statuses=(status,))
    ties = tuple(Tie("cousin", "none", one.name) for one in party.persons[:1])
    assert rule(replace(party, relatives=(*party.relatives, cousin), ties=(*party.ties, *ties)), LAW) == rule(
        party, LAW
    )


@pytest.mark.unit
@few
@given(parties())
def test_outcomes_are_of_one_piece(party: Party) -> None:
    for person in party.persons:
        found = rule(party, LAW)[person.name]
        assert (found.claim == "ineligible") == bool(found.under)
        assert (found.order == "none") == (found.by == "-") == (found.in_force == "-")
        assert (found.in_force == "same day") <= (found.under == (LAW.agreement_bar,))
        assert (found.next == "hand-back") <= (found.under == (LAW.agreement_bar,))
        assert (found.agreement == "outside") <= (LAW.agreement_bar not in found.under)
        assert (found.through is not None) <= (
            "claim" in found.assumed or found.claim != "referred" or bool(found.assumed)
        )
        minor_alone = person.age_on(DAY) < 18 and found.by == "tribunal"
        assert not (minor_alone and found.next in ("hand-back", "direct-back"))


@pytest.mark.unit
@few
@given(parties())
def test_a_later_referral_lets_nobody_in_who_was_not(party: Party) -> None:
    kept: Party = replace(party, choice="proceed")
    later = rule(kept, turned(referral="later"))
    for name, found in rule(kept, LAW).items():
        assert (later[name].claim == "referred") <= (found.claim == "referred")


@pytest.mark.unit
def test_every_relation_has_its_inverse() -> None:
    from sim.people.law.kinship import INVERSE

    assert all(INVERSE[INVERSE[kind]] == kind for kind in INVERSE)
    assert set(INVERSE) >= set(get_args(Kin))
    assert {*INVERSE, "adoptive_parent", "adoptive_child", "partner_apart"} == _all(Relation)


def _all(literal: object) -> set[str]:
    return {name for one in get_args(literal) for name in (get_args(one) or (one,))}
