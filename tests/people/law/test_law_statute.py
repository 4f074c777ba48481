"""The statute at its edges: each relation and status, ages and days at the boundary, and how facts act together."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from law_cases import LAW, turned

from sim.people.law.facts import Document, Mark, Party, Person, Relation, Relative, Tie, relation
from sim.people.law.outcome import Outcome
from sim.people.law.ruling import rule
from sim.scenario.language.screening.law import Law

DAY = date(2026, 9, 1)
ANA = Person("Ana", DAY, age=30, nationalities=("Peru",))
MOTHER = Person("mother", DAY, age=40, nationalities=("Peru",))
CHILD = Person("child", DAY, age=8, nationalities=("Peru",))
TRV = Document("temporary_resident_visa")
SISTER = Relative("sister", age=35, statuses=("citizen",))


def alone(person: Person, *relatives: tuple[Relative, Relation], law: Law = LAW) -> Outcome:
    ties = tuple(Tie(one.name, kind, person.name) for one, kind in relatives)
    return rule(Party((person,), ties, tuple(one for one, _ in relatives)), law)[person.name]


def together(
    *persons: Person, ties: tuple[Tie, ...], relatives: tuple[Relative, ...] = (), law: Law = LAW
) -> list[Outcome]:
    found = rule(Party(persons, ties, relatives), law)
    return [found[person.name] for person in persons]


@pytest.mark.unit
@pytest.mark.parametrize(
    ("word", "counts"),
    [("wife", True), ("partner", True), ("daughter", True), ("father", True), ("sister", True), ("grandmother", True),
     ("grandson", True), ("aunt", True), ("nephew", True), ("cousin", False), ("in_law", False), ("step_parent", False),
     ("great_uncle", False), ("guardian", False), ("ward", False)],
)  # fmt: skip
def test_relatives_are_those_of_the_list_and_a_guardian_is_none_of_an_adult(word: str, counts: bool) -> None:
    assert (alone(ANA, (SISTER, relation(word))).claim == "referred") is counts


@pytest.mark.unit
@pytest.mark.parametrize(
    ("status", "at_17", "at_18"),
    [("citizen", "R159.5(a)", "R159.5(a)"), ("protected_person", "R159.5(b)(i)", "R159.5(b)(i)"),
     ("permanent_resident", "R159.5(b)(ii)", "R159.5(b)(ii)"), ("removal_stayed", "R159.5(b)(iii)", "R159.5(b)(iii)"),
     ("claim_referred", "none", "R159.5(c)"), ("work_permit", "none", "R159.5(d)"),
     ("study_permit", "none", "R159.5(d)"),
     ("moratorium", "none", "none"), ("claimed_not_referred", "none", "none"), ("visitor", "none", "none")],
)  # fmt: skip
def test_a_status_carries_from_the_day_on_that_a_relative_is_of_age(status: str, at_17: str, at_18: str) -> None:
    youth = Relative("youth", born=DAY.replace(year=2008) + timedelta(days=1), statuses=(status,))
    adult = replace(youth, born=DAY.replace(year=2008))
    assert [alone(ANA, (one, "sibling")).exception for one in (youth, adult)] == [at_17, at_18]


@pytest.mark.unit
def test_a_relative_must_be_here_and_shown() -> None:
    assert alone(ANA, (replace(SISTER, where="elsewhere"), "sibling")).claim == "ineligible"
    unproven = Party((ANA,), (Tie("sister", "sibling", "Ana", "unproven"),), (SISTER,))
    assert rule(unproven, LAW)["Ana"].claim == "ineligible"


@pytest.mark.unit
def test_relations_by_blood_follow_from_those_that_are_shown_and_none_through_marriage() -> None:
    ties = (Tie("mother", "parent", "child"), Tie("sister", "sibling", "mother"), Tie("Ana", "spouse", "mother"))
    mother, child, wife = together(MOTHER, CHILD, ANA, ties=ties, relatives=(SISTER,))
    assert (mother.exception, mother.through, child.exception, child.through) == ("R159.5(a)", None, "R159.5(a)", None)
    assert (wife.exception, wife.through) == ("R159.5(c)", "mother")


@pytest.mark.unit
def test_a_chain_of_members_lets_each_other_in_one_after_the_other() -> None:
    ties = (Tie("sister", "sibling", "Ana"), Tie("Ana", "spouse", "he"), Tie("he", "sibling", "his brother"))
    he, brother = replace(ANA, name="he"), replace(ANA, name="his brother")
    found = together(brother, he, ANA, ties=ties, relatives=(SISTER,))
    assert [(one.exception, one.through) for one in found] == [
        ("R159.5(c)", "he"),
        ("R159.5(c)", "Ana"),
        ("R159.5(a)", None),
    ]


@pytest.mark.unit
@pytest.mark.parametrize(("age", "claim"), [(17, "ineligible"), (18, "referred")])
def test_a_citizen_of_the_partner_country_carries_a_parent_from_eighteen_on(age: int, claim: str) -> None:
    citizen = replace(CHILD, age=age, nationalities=("United States",))
    found = together(MOTHER, citizen, ties=(Tie("mother", "parent", "child"),))
    assert [one.claim for one in found] == [claim, "referred"]
    assert found[1].agreement == "outside"


@pytest.mark.unit
def test_a_member_of_whom_the_claim_is_barred_carries_nobody() -> None:
    barred = replace(
        ANA, nationalities=("United States",), record=(Mark("claimed_in_partner_country", country="Australia"),)
    )
    he = replace(ANA, name="he")
    assert [one.claim for one in together(barred, he, ties=(Tie("Ana", "spouse", "he"),))] == [
        "ineligible",
        "ineligible",
    ]
    assert alone(replace(barred, record=(Mark("claimed_in_partner_country", country="Chile"),))).claim == "referred"


@pytest.mark.unit
def test_a_child_who_is_a_citizen_here_enters_and_carries_a_parent() -> None:
    citizen = replace(CHILD, nationalities=("Canada",))
    mother, child = together(MOTHER, citizen, ties=(Tie("mother", "parent", "child"),))
    assert (mother.exception, mother.through, child.claim, child.next) == ("R159.5(a)", "child", "none", "enters")


@pytest.mark.unit
@pytest.mark.parametrize(
    ("age", "tie", "where", "exception"),
    [(17, "friend", "here", "R159.5(e)"), (18, "friend", "here", "none"), (17, "mother", "elsewhere", "R159.5(e)"),
     (17, "mother", "partner", "none"), (17, "father", "here", "none"), (17, "guardian", "partner", "none"),
     (17, "husband", "elsewhere", "none"), (17, "aunt", "here", "R159.5(e)")],
)  # fmt: skip
def test_a_minor_alone_has_no_parent_or_guardian_near_and_no_spouse(
    age: int, tie: str, where: str, exception: str
) -> None:
    relative = Relative("relative", age=40, where=where)  # type: ignore[arg-type]
    found = alone(replace(ANA, age=age), (relative, relation(tie)))
    assert found.exception == exception
    assert found.by == ("tribunal" if age < 18 else "delegate")


@pytest.mark.unit
def test_a_minor_with_an_aunt_is_heard_by_the_tribunal_and_one_with_a_guardian_is_not() -> None:
    for kind, by in (("uncle_aunt", "tribunal"), ("guardian", "delegate")):
        _, child = together(MOTHER, CHILD, ties=(Tie("mother", kind, "child"),))  # type: ignore[arg-type]
        assert child.by == by


@pytest.mark.unit
@pytest.mark.parametrize("day", range(16))
@pytest.mark.parametrize(("claimed", "late"), [(date(2025, 6, 2), ()), (date(2025, 6, 3), ("101(1)(b.2)",))])
def test_between_ports_the_agreement_ends_with_day_13_and_the_bar_begins_with_day_14(
    day: int, claimed: date, late: tuple[str, ...]
) -> None:
    crossed = claimed - timedelta(days=day)
    person = replace(ANA, claimed=claimed, decided=date(2026, 3, 26), place="between_ports", crossed=crossed)
    found = alone(person)
    assert found.agreement == ("applies" if day < 14 else "outside")
    assert found.under == (("101(1)(e)",) if day < 14 else late)
    assert alone(replace(person, decided=date(2026, 3, 25))).under == (("101(1)(e)",) if day < 14 else ())


@pytest.mark.unit
@pytest.mark.parametrize(
    ("claimed", "barred"),
    [(date(2026, 2, 28), False), (date(2026, 3, 1), True)],
)
def test_a_year_from_the_last_of_february_ends_with_february(claimed: date, barred: bool) -> None:
    person = replace(ANA, claimed=claimed, decided=DAY, entries=(date(2024, 2, 29), date(2026, 1, 1)))
    law = turned(bars={"late": {"entered_after": "2020-06-24", "years": 2}})
    assert (alone(person, (SISTER, "sibling"), law=law).under == ("late",)) is barred


@pytest.mark.unit
def test_a_harbour_is_outside_and_a_removal_in_transit_is_not() -> None:
    places = ("land_port", "harbour", "airport", "removal_in_transit")
    found = [alone(replace(ANA, place=place)).agreement for place in places]  # type: ignore[arg-type]
    assert found == ["applies", "outside", "outside", "applies"]
    off = turned(suspended_from=DAY, suspended_until=DAY + timedelta(days=1))
    assert [alone(replace(ANA, claimed=DAY + timedelta(days=k)), law=off).agreement for k in (-1, 0, 1)] == [
        "applies", "outside", "applies",
    ]  # fmt: skip


@pytest.mark.unit
def test_a_second_bar_beside_the_agreement_gives_seven_days_and_no_risk_assessment() -> None:
    found = alone(replace(ANA, record=(Mark("claimed_in_partner_country", country="United States"),)))
    assert (found.under, found.in_force, found.next) == (
        ("101(1)(c.1)", "101(1)(e)"), "7 days", "coach, no risk assessment",
    )  # fmt: skip
    assert "next" in found.assumed


@pytest.mark.unit
@pytest.mark.parametrize(("on", "risk"), [(date(2025, 9, 2), False), (date(2025, 9, 1), True)])
def test_a_year_after_a_rejection_there_is_a_risk_assessment(on: date, risk: bool) -> None:
    found = alone(replace(ANA, record=(Mark("rejected", on=on),)), (SISTER, "sibling"))
    assert found.next == ("coach, risk assessment" if risk else "coach, no risk assessment")


@pytest.mark.unit
def test_whom_the_partner_country_refuses_entry_may_try_again() -> None:
    once = Mark("refused_under_agreement", on=DAY - timedelta(days=20))
    assert alone(replace(ANA, record=(once,)), (SISTER, "sibling")).under == ("101(1)(c)",)
    again = alone(replace(ANA, record=(once, Mark("refused_by_partner"))))
    assert (again.exception, again.claim) == ("R159.5(h)(i)", "referred")


@pytest.mark.unit
@pytest.mark.parametrize(
    ("holds", "exception"),
    [(TRV, "R159.5(f)(i)"), (replace(TRV, transit_only=True), "none"),
     (replace(TRV, valid=False), "none"), (Document("temporary_resident_permit"), "R159.5(f)(ii)"),
     (Document("study_permit", back_from_partner=True), "R159.5(g)"), (Document("study_permit"), "none")],
)  # fmt: skip
def test_a_document_counts_while_it_is_valid_and_not_for_transit(holds: Document, exception: str) -> None:
    assert alone(replace(ANA, holds=(holds,))).exception == exception


@pytest.mark.unit
@pytest.mark.parametrize(("nation", "exception"), [("Romania", "R159.5(g)"), ("France", "none"), ("Peru", "none")])
def test_who_needs_a_visa_for_the_partner_country_alone_is_excepted(nation: str, exception: str) -> None:
    assert alone(replace(ANA, nationalities=(nation,))).exception == exception


@pytest.mark.unit
def test_people_without_a_country_are_outside_if_they_lived_in_the_partner_country() -> None:
    stateless = replace(ANA, nationalities=(), lived_in=("United States",))
    assert alone(stateless).agreement == "outside"
    assert alone(replace(stateless, nationalities=("Syria",))).agreement == "applies"
    assert "agreement" in alone(replace(stateless, nationalities=("Syria",))).assumed


@pytest.mark.unit
def test_who_lives_under_an_order_cannot_claim_and_sanctions_are_no_bar() -> None:
    assert alone(replace(ANA, under_order=True)).claim == "not receivable"
    found = alone(replace(ANA, record=(Mark("under_sanctions"),)), (SISTER, "sibling"))
    assert (found.claim, found.order, found.in_force, found.next) == ("referred", "deportation", "conditional", "coach")


@pytest.mark.unit
def test_an_examination_that_cannot_be_finished_goes_down_the_ladder() -> None:
    steps = [
        replace(ANA, finished=False, low_risk=True),
        replace(ANA, finished=False, detained=True),
        replace(ANA, finished=False),
    ]
    assert [alone(one).next for one in steps] == ["further examination", "detention", "direct-back"]
    assert alone(replace(ANA, age=16, finished=False)).next == "further examination"


@pytest.mark.unit
def test_a_family_that_withdraws_goes_back_and_strangers_beside_it_go_on() -> None:
    he, stranger = replace(ANA, name="he"), replace(ANA, name="stranger")
    ties = (
        Tie("Ana", "spouse", "he", "unproven"),
        Tie("sister", "sibling", "Ana"),
        Tie("sister 2", "sibling", "stranger"),
    )
    party = Party((ANA, he, stranger), ties, (SISTER, replace(SISTER, name="sister 2")), "withdraw")
    found = rule(party, LAW)
    assert [found[name].next for name in ("Ana", "he", "stranger")] == ["back with family", "hand-back", "coach"]


@pytest.mark.unit
def test_children_without_orders_go_back_with_their_family() -> None:
    law = turned("children_are_ordered")
    mother, child = together(MOTHER, CHILD, ties=(Tie("mother", "parent", "child"),), law=law)
    assert (mother.next, child.order, child.by, child.next) == ("hand-back", "none", "-", "back with family")


@pytest.mark.unit
def test_facts_that_name_nobody_are_refused() -> None:
    with pytest.raises(ValueError, match="among those who are named"):
        Party((ANA,), (Tie("nobody", "sibling", "Ana"),))
    with pytest.raises(ValueError, match="used once"):
        Party((ANA, ANA))
    with pytest.raises(ValueError, match="one of age and born"):
        Person("x", DAY)
    with pytest.raises(ValueError, match="found 'sistr'"):
        relation("sistr")
    with pytest.raises(ValueError, match="among its records"):
        alone(replace(ANA, record=(Mark("unheard_of"),)))
