"""Whether the agreement covers a person, and which exception lets them claim all the same."""

from datetime import timedelta

from sim.people.law.facts import Party, Person, Relation, Relative
from sim.people.law.kinship import Kinship, alleged
from sim.scenario.language.screening.law import Exempt, Law

PARENTS: tuple[Relation, ...] = ("parent", "adoptive_parent", "guardian")
SPOUSES: tuple[Relation, ...] = ("spouse", "partner", "partner_apart")


def covered(person: Person, law: Law) -> bool:
    """Return whether the agreement applies to a person: where they come from, whose nationals they are, where they
    arrive.

    Land ports are covered, and so are crossings between ports for some days from the day of crossing, which is day
    0. Harbours and airports are not, but for people whom the partner country removes in transit.
    """
    if not person.from_partner or law.partner in person.nationalities or _lived_in_partner(person, law):
        return False
    if law.suspended_from and law.suspended_from <= person.claimed < (law.suspended_until or person.claimed.max):
        return False
    if person.place == "between_ports":
        return _within_days(person, law)
    return person.place in ("land_port", "removal_in_transit")


def _lived_in_partner(person: Person, law: Law) -> bool:
    stateless = not person.nationalities or law.readings.former_home_of_nationals
    return stateless and law.partner in person.lived_in


def _within_days(person: Person, law: Law) -> bool:
    crossed = person.crossed or person.claimed
    if law.between_ports_from is None or crossed < law.between_ports_from:
        return False
    return person.claimed < crossed + timedelta(days=law.between_ports_days)


def own_exception(person: Person, party: Party, kin: Kinship, law: Law) -> str | None:
    """Return the label of the first exception that a person shows without a claim of another member; None for none."""
    for label, exempt in law.exceptions.items():
        if _in_use(exempt, person, law) and _shown(exempt, person, party, kin, law):
            return label
    return None


def _in_use(exempt: Exempt, person: Person, law: Law) -> bool:
    taken = exempt.only_if is None or getattr(law.readings, exempt.only_if)
    return taken and (exempt.since is None or exempt.since <= person.claimed)


def _shown(exempt: Exempt, person: Person, party: Party, kin: Kinship, law: Law) -> bool:
    return (
        any(_counts(relative, exempt, person, kin, law) for relative in party.relatives)
        or (exempt.minor_alone and minor_alone(person, party, law))
        or any(d.kind in exempt.holds and d.valid and not d.transit_only for d in person.holds)
        or (exempt.visa_free and visa_free(person, law) and not _visa_free_in_partner(person, law))
        or any(mark.kind in exempt.record and mark.established for mark in person.record)
    )


def _counts(relative: Relative, exempt: Exempt, person: Person, kin: Kinship, law: Law) -> bool:
    return (
        relative.where == "here"
        and any(status in exempt.relative for status in relative.statuses)
        and (not exempt.adult or relative.age_on(person.claimed) >= law.adult)
        and is_relative(relative.name, person, kin, law)
    )


def is_relative(other: str, person: Person, kin: Kinship, law: Law) -> bool:
    """Return whether somebody is a relative of a person whom the law lists; a guardian is one of minors alone."""
    kinds = kin.get((other, person.name), set()) & set(law.relatives)
    if law.guardian_of_minors_only and not minor(person, law):
        kinds = kinds - {"guardian"}
    return bool(kinds)


def minor(person: Person, law: Law) -> bool:
    """Return whether a person is under the age of an adult on the day of the claim."""
    return person.age_on(person.claimed) < law.adult


def minor_alone(person: Person, party: Party, law: Law) -> bool:
    """A minor who comes without parent or guardian, has none here or in the partner country, and has no spouse."""
    where = {relative.name: relative.where for relative in party.relatives}
    near = {name for name in alleged(party, person.name, PARENTS) if where.get(name) != "elsewhere"}
    return minor(person, law) and not near and not alleged(party, person.name, SPOUSES)


def unaccompanied(person: Person, party: Party, law: Law) -> bool:
    """A minor who comes without a parent or an adult responsible in law, whoever else is here: for the order."""
    beside = {member.name for member in party.persons}
    return minor(person, law) and not alleged(party, person.name, PARENTS) & beside


def visa_free(person: Person, law: Law) -> bool:
    """Return whether a person needs no visa here: by nationality, or because they come back to a permit from next
    door.
    """
    if set(person.nationalities) & {*law.visa_free, law.partner}:
        return True
    back = (d.valid and d.back_from_partner and d.kind in law.return_permits for d in person.holds)
    return law.readings.return_is_visa_free and any(back)


def _visa_free_in_partner(person: Person, law: Law) -> bool:
    return bool(set(person.nationalities) & {*law.partner_visa_free, law.partner, law.home})
