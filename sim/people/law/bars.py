"""What keeps a claim from being referred although the agreement does not: the other bars, and what suspends."""

from datetime import date

from sim.people.law.exceptions import unaccompanied
from sim.people.law.facts import Mark, Party, Person
from sim.scenario.language.screening.law import Bar, Law, OnRecord


def bars(person: Person, party: Party, law: Law) -> tuple[str, ...]:
    """Return the labels of the other bars that a claim meets, in the order of the law."""
    return tuple(label for label, bar in law.bars.items() if _reaches(bar, person, party, law))


def _reaches(bar: Bar, person: Person, party: Party, law: Law) -> bool:
    if bar.claims_from and person.claimed < bar.claims_from:
        return False
    if bar.in_force and person.decided_on < bar.in_force:
        return False
    spared = bar.spares_minors_alone_from
    if spared and person.decided_on >= spared and unaccompanied(person, party, law):
        return False
    return (
        any(mark.kind in bar.record and _bars(mark, person, law) for mark in person.record)
        or _late(bar, person)
        or (bar.between_ports and _late_between_ports(person, law))
    )


def _bars(mark: Mark, person: Person, law: Law) -> bool:
    if not counts(mark, law):
        return False
    rule = law.records[mark.kind]
    lifted = any(other.kind in rule.lifted_by and other.established for other in person.record)
    return not lifted and (not rule.settles or law.readings.conviction_is_finding)


def _late(bar: Bar, person: Person) -> bool:
    """More than the years allowed since the first entry after the day; leaving does not begin them again."""
    after = [entry for entry in person.entries if bar.entered_after and entry > bar.entered_after]
    return bool(after) and person.claimed > years_later(min(after), bar.years)


def _late_between_ports(person: Person, law: Law) -> bool:
    """Entry between ports, and a claim when the days of the agreement are over."""
    crossed = person.crossed or person.claimed
    return person.place == "between_ports" and (person.claimed - crossed).days >= law.between_ports_days


def counts(mark: Mark, law: Law) -> bool:
    """Return whether something on record is established, and of a country in which it counts."""
    known = law.records.get(mark.kind)
    return known is not None and mark.established and (not known.countries or mark.country in known.countries)


def marks(person: Person, law: Law) -> list[tuple[Mark, OnRecord]]:
    """Return what counts of a person's record, with what follows from it."""
    return [(mark, law.records[mark.kind]) for mark in person.record if counts(mark, law)]


def suspended(person: Person, law: Law) -> bool:
    """Return whether the decision waits for a tribunal or a court."""
    return any(rule.suspends for _, rule in marks(person, law))


def risk_assessment(person: Person, under: tuple[str, ...], law: Law) -> bool:
    """Return whether a person whose claim is barred may ask for a risk assessment before removal."""
    kept = (_leaves_risk(mark, rule, person, law) for mark, rule in marks(person, law))
    return law.agreement_bar not in under and all(kept)


def _leaves_risk(mark: Mark, rule: OnRecord, person: Person, law: Law) -> bool:
    if rule.under_agreement and law.readings.risk_after_agreement:
        return True
    over = mark.on is None or person.decided_on >= months_later(mark.on, rule.risk_assessment_after)
    return rule.risk_assessment and (over or not rule.risk_assessment_after)


def years_later(day: date, years: int) -> date:
    """Return the last day of a period of years that begins on the day after `day`."""
    return months_later(day, 12 * years)


def months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or its last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))
