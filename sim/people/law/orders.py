"""What follows from the decision: the removal order, who makes it, when it is in force, and where the person goes."""

from typing import NamedTuple

from sim.people.law.bars import marks, risk_assessment
from sim.people.law.exceptions import PARENTS, minor, unaccompanied, visa_free
from sim.people.law.facts import Party, Person
from sim.people.law.kinship import alleged
from sim.people.law.outcome import Claim, Force, Maker, Next, OrderMade
from sim.scenario.language.screening.law import Law


class Made(NamedTuple):
    """An order, who makes it, and when it takes effect."""

    order: OrderMade
    by: Maker
    in_force: Force


NONE = Made("none", "-", "-")


def made(person: Person, party: Party, claim: Claim, under: tuple[str, ...], law: Law) -> Made:
    """Return the removal order of a person: one report and one order each, made by a delegate who did not write the
    report.

    A claim that is referred, or not decided when the report is heard, softens an exclusion order to a departure order;
    orders that something on record leads to it does not soften. For a minor alone, and for a person alone who cannot
    follow, the tribunal makes the order later.
    """
    rules = [rule for _, rule in marks(person, law)]
    if claim not in ("referred", "ineligible") or any(rule.enters for rule in rules):
        return NONE
    hard = next((rule.order for rule in rules if rule.order), None)
    softened = claim == "referred"
    tribunal = before_tribunal(person, party, law)
    if hard is None and not tribunal and not _reported(person, party, law):
        return NONE
    order: OrderMade = hard or ("departure" if softened or (person.order_first and not tribunal) else "exclusion")
    return Made(order, "tribunal" if tribunal else "delegate", in_force(claim, under, tribunal, law))


def _reported(person: Person, party: Party, law: Law) -> bool:
    child = minor(person, law) and not unaccompanied(person, party, law)
    if child and not law.readings.children_are_ordered:
        return False
    return law.readings.visa_free_are_reported or not visa_free(person, law)


def before_tribunal(person: Person, party: Party, law: Law) -> bool:
    """Return whether a delegate may make no order: a minor alone, or a person alone who cannot follow."""
    beside = {member.name for member in party.persons}
    accompanied = alleged(party, person.name, PARENTS) & beside
    return unaccompanied(person, party, law) or (not person.follows and not accompanied)


def in_force(claim: Claim, under: tuple[str, ...], tribunal: bool, law: Law) -> Force:
    """Return when an order takes effect: at once only where the agreement is the one bar, and else seven days after
    notice.
    """
    if claim == "referred":
        return "conditional"
    if under != (law.agreement_bar,):
        return "7 days"
    return "when made" if tribunal else "same day"


def next_place(person: Person, party: Party, claim: Claim, under: tuple[str, ...], order: OrderMade, law: Law) -> Next:
    """Return where a person goes from the port."""
    match claim:
        case "none":
            return "enters"
        case "withdrawn":
            return "back with family"
        case "suspended":
            return "detention" if person.detained else "tribunal"
        case "undecided":
            return _unfinished(person, party, law)
        case "ineligible" if any(rule.enters for _, rule in marks(person, law)):
            return "enters"
    if unaccompanied(person, party, law):
        return _received(person, party, law)
    if under == (law.agreement_bar,):
        return "back with family" if order == "none" and minor(person, law) else "hand-back"
    if person.detained:
        return "detention"
    if claim == "referred":
        return "coach"
    return "coach, risk assessment" if risk_assessment(person, under, law) else "coach, no risk assessment"


def _unfinished(person: Person, party: Party, law: Law) -> Next:
    """Return where an examination that cannot be finished ends; the last rung is never for minors alone."""
    if person.low_risk or unaccompanied(person, party, law):
        return "further examination"
    return "detention" if person.detained else "direct-back"


def _received(person: Person, party: Party, law: Law) -> Next:
    here = {relative.name for relative in party.relatives if relative.where == "here"}
    waits = alleged(party, person.name, PARENTS) & here
    return "coach" if waits and law.readings.guardian_receives else "child protection"
