"""Who is what to whom: relations that are stated and shown, and those that follow from them by blood."""

from collections.abc import Iterable, Iterator

from sim.people.law.facts import Party, Relation, Tie
from sim.scenario.language.screening.law import Law

INVERSE: dict[Relation, Relation] = {
    "spouse": "spouse", "partner": "partner", "sibling": "sibling", "parent": "child", "child": "parent",
    "grandparent": "grandchild", "grandchild": "grandparent", "uncle_aunt": "nephew_niece",
    "nephew_niece": "uncle_aunt", "guardian": "ward", "ward": "guardian", "none": "none",
}  # fmt: skip
Kinship = dict[tuple[str, str], set[Relation]]  # (who, of): what `who` is to `of`


def kinship(party: Party, law: Law) -> Kinship:
    """Relations that count: those stated and shown, their inverses, and what follows by blood.

    A child of one's child is a grandchild, a child of the same parent a sibling, a sibling of a parent an uncle or an
    aunt. Nothing is derived for two people of whom anything is stated, shown or not, and nothing through marriage.
    """
    found: Kinship = {}
    for tie in party.ties:
        if _shown(tie, law):
            kind = _plain(tie.kind, law)
            found.setdefault((tie.who, tie.of), set()).add(kind)
            found.setdefault((tie.of, tie.who), set()).add(INVERSE[kind])
    stated = {frozenset((tie.who, tie.of)) for tie in party.ties}
    for derive in (_siblings, _grandparents, _uncles):
        for who, kind, of in list(derive(found)):
            if who != of and frozenset((who, of)) not in stated:
                found.setdefault((who, of), set()).add(kind)
                found.setdefault((of, who), set()).add(INVERSE[kind])
    return found


def _shown(tie: Tie, law: Law) -> bool:
    return tie.proof == "proven" or (tie.proof == "doubtful" and law.readings.doubtful_ties_hold)


def _plain(kind: Relation, law: Law) -> Relation:
    """A relation with the readings of the law applied: adopted and apart count as related, or do not."""
    match kind:
        case "adoptive_parent":
            return "parent" if law.readings.adopted_are_relatives else "none"
        case "adoptive_child":
            return "child" if law.readings.adopted_are_relatives else "none"
        case "partner_apart":
            return "partner" if law.readings.apart_are_partners else "none"
    return kind


def _pairs(kinship: Kinship, kind: Relation) -> list[tuple[str, str]]:
    return [pair for pair, kinds in kinship.items() if kind in kinds]


def _siblings(kinship: Kinship) -> Iterator[tuple[str, Relation, str]]:
    for parent, child in _pairs(kinship, "parent"):
        for same, other in _pairs(kinship, "parent"):
            if same == parent and other != child:
                yield child, "sibling", other


def _grandparents(kinship: Kinship) -> Iterator[tuple[str, Relation, str]]:
    for old, middle in _pairs(kinship, "parent"):
        for parent, child in _pairs(kinship, "parent"):
            if parent == middle:
                yield old, "grandparent", child


def _uncles(kinship: Kinship) -> Iterator[tuple[str, Relation, str]]:
    for one, middle in _pairs(kinship, "sibling"):
        for parent, child in _pairs(kinship, "parent"):
            if parent == middle:
                yield one, "uncle_aunt", child


def alleged(party: Party, of: str, kinds: Iterable[Relation]) -> set[str]:
    """Who is said to be one of these to a person, shown or not."""
    wanted = set(kinds)
    said = {tie.who for tie in party.ties if tie.of == of and tie.kind in wanted}
    turned = {tie.of for tie in party.ties if tie.who == of and _inverse_of_said(tie.kind) in wanted}
    return said | turned


def _inverse_of_said(kind: Relation) -> Relation:
    given: dict[Relation, Relation] = {
        "adoptive_parent": "adoptive_child", "adoptive_child": "adoptive_parent", "partner_apart": "partner_apart",
    }  # fmt: skip
    return given.get(kind) or INVERSE[kind]


def families(party: Party) -> list[set[str]]:
    """Return names in groups that belong together by any tie, shown or not; a person without a tie is a group alone."""
    groups = [{person.name} for person in party.persons]
    for tie in party.ties:
        touched = [group for group in groups if {tie.who, tie.of} & group]
        groups = [group for group in groups if group not in touched]
        groups.append({tie.who, tie.of}.union(*touched))
    return groups
