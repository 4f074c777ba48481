"""The law applied to a party: each person by their own facts, then by the members who are let in, then the choice."""

from dataclasses import replace

from sim.people.law.bars import bars, suspended
from sim.people.law.exceptions import covered, is_relative, minor, own_exception, unaccompanied
from sim.people.law.facts import Party, Person
from sim.people.law.kinship import Kinship, families, kinship
from sim.people.law.orders import made, next_place
from sim.people.law.outcome import NO_EXCEPTION, NOT_ASKED, NOT_DECIDED, Claim, Outcome
from sim.scenario.language.screening.law import Exempt, Law, Readings

CITIZEN = "citizen"  # the status of a national of the country of the port
Rulings = dict[str, Outcome]


def rule(party: Party, law: Law) -> Rulings:
    """Return the outcome of each person of a party, by name: a function of the facts and the law, and of nothing else.

    First whether the agreement covers the person, then the exceptions in the order of the law, each by the person's own
    facts. Then adults whose claim is referred let in the relatives who stand next to them, as long as somebody is let
    in so. Then orders, the choice of a family that would be split, and which fields another reading would change.
    ValueError for something on record of which the law says nothing.
    """
    if unknown := sorted({mark.kind for one in party.persons for mark in one.record} - set(law.records)):
        raise ValueError(f"what the law has among its records: {', '.join(law.records)} (found {', '.join(unknown)})")
    ruled = _ruled(party, law)
    flags: dict[str, frozenset[str]] = {name: _settled_by_nobody(party, name, ruled[name], law) for name in ruled}
    for other in _other_readings(law):
        for name, outcome in _ruled(party, other).items():
            flags[name] |= ruled[name].differs(outcome)
    return {name: replace(outcome, assumed=flags[name]) for name, outcome in ruled.items()}


def as_read(party: Party, law: Law) -> Rulings:
    """Return the outcomes of `rule` under the readings taken, without asking what the others would change."""
    return _ruled(party, law)


def _other_readings(law: Law) -> list[Law]:
    """Return the law with each reading turned, one at a time."""
    taken = law.readings.model_dump()
    return [
        Law.model_construct(**{**dict(law), "readings": Readings(**{**taken, name: not value})})
        for name, value in taken.items()
    ]


def _ruled(party: Party, law: Law) -> Rulings:
    kin = kinship(party, law)
    own = {one.name: own_exception(one, party, kin, law) for one in party.persons if covered(one, law)}
    ruled = {one.name: _judged(one, party, own.get(one.name), None, law) for one in party.persons}
    while True:
        for person in party.persons:
            if ruled[person.name].exception == NO_EXCEPTION and (found := _anchored(person, party, ruled, kin, law)):
                ruled[person.name] = _judged(person, party, found[0], found[1], law)
                break
        else:
            return _chosen(party, ruled)


def _judged(person: Person, party: Party, exception: str | None, through: str | None, law: Law) -> Outcome:
    """Return the outcome of a person who has this exception, or none."""
    applies = covered(person, law)
    claim, under = _claim(person, party, exception, law)
    order, by, in_force = made(person, party, claim, under, law)
    asked = (exception or NO_EXCEPTION) if applies else NOT_ASKED
    if not _claims(person, law):
        asked = NOT_ASKED
    return Outcome(
        agreement=("applies" if applies else "outside") if _claims(person, law) else "-",
        exception=NOT_DECIDED if claim == "undecided" and asked == NO_EXCEPTION else asked,
        through=through,
        claim=claim,
        under=under,
        order=order,
        by=by,
        in_force=in_force,
        next=next_place(person, party, claim, under, order, law),
    )


def _claims(person: Person, law: Law) -> bool:
    return person.claims and law.home not in person.nationalities


def _claim(person: Person, party: Party, exception: str | None, law: Law) -> tuple[Claim, tuple[str, ...]]:
    """Return what becomes of a claim, and the bars that it meets."""
    if not _claims(person, law):
        return "none", ()
    if person.under_order:
        return "not receivable", ()
    if not person.finished:
        return "undecided", ()
    if suspended(person, law):
        return "suspended", ()
    agreement = (law.agreement_bar,) if covered(person, law) and exception is None else ()
    under = (*bars(person, party, law), *agreement)
    return ("ineligible" if under else "referred"), under


def _anchored(person: Person, party: Party, ruled: Rulings, kin: Kinship, law: Law) -> tuple[str, str] | None:
    """Return the exception that a member of the party gives to a person, and the member's name."""
    if not law.readings.members_anchor:
        return None
    for label, exempt in law.exceptions.items():
        for member in party.persons:
            if _gives(member, ruled[member.name], exempt, label, law) and is_relative(member.name, person, kin, law):
                return label, member.name
    return None


def _gives(member: Person, outcome: Outcome, exempt: Exempt, label: str, law: Law) -> bool:
    """Return whether a member is a relative of this exception: by a referred claim, or by the status of one who needs
    none.
    """
    if exempt.adult and minor(member, law):
        return False
    if outcome.claim == "none":
        statuses = (*member.statuses, *((CITIZEN,) if law.home in member.nationalities else ()))
        return any(status in exempt.relative for status in statuses)
    anchors = law.referral == "at_port" or law.anchors_before_referral
    return outcome.claim == "referred" and anchors and label == law.anchor


def _chosen(party: Party, ruled: Rulings) -> Rulings:
    """Withdraw a family together of which some are handed back and others let in, if that is its choice."""
    if party.choice != "withdraw":
        return ruled
    for family in families(party):
        members = [name for name in ruled if name in family]
        if any(ruled[name].next == "hand-back" for name in members):
            for name in members:
                if ruled[name].claim in ("referred", "undecided"):
                    ruled[name] = _withdrawn(ruled[name])
    return ruled


def _withdrawn(outcome: Outcome) -> Outcome:
    """Before any report is written: no order."""
    return replace(outcome, claim="withdrawn", order="none", by="-", in_force="-", next="back with family")


def _settled_by_nobody(party: Party, name: str, outcome: Outcome, law: Law) -> frozenset[str]:
    """Return the fields on which no text says anything."""
    person = next(one for one in party.persons if one.name == name)
    found: set[str] = set()
    if outcome.claim == "withdrawn":
        found |= {"claim"}
    if outcome.claim == "suspended":
        found |= {"exception", "order"}
    if outcome.claim == "not receivable" or (outcome.claim == "ineligible" and outcome.next == "enters"):
        found |= {"order"} if outcome.next == "enters" else {"next"}
    if outcome.claim == "ineligible" and unaccompanied(person, party, law):
        found |= {"in_force", "next"}
    if outcome.claim == "undecided" and outcome.agreement == "applies" and outcome.next == "further examination":
        found |= {"next"}
    if law.agreement_bar in outcome.under and len(outcome.under) > 1:
        found |= {"next"}
    return frozenset(found)
