"""The facts of a party, as an officer finds them: who they are, how they are related, what is on record."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from sim.scenario.language.screening.law import Kin

Place = Literal["land_port", "between_ports", "harbour", "airport", "removal_in_transit"]
Proof = Literal["proven", "doubtful", "unproven"]
Where = Literal["here", "partner", "elsewhere"]
Choice = Literal["proceed", "withdraw"]
Relation = Literal[Kin, "ward", "adoptive_parent", "adoptive_child", "partner_apart", "none"]

WORDS: dict[str, Relation] = {  # what else a relation is called
    "husband": "spouse", "wife": "spouse", "mother": "parent", "father": "parent", "son": "child", "daughter": "child",
    "brother": "sibling", "sister": "sibling", "grandmother": "grandparent", "grandfather": "grandparent",
    "grandson": "grandchild", "granddaughter": "grandchild", "aunt": "uncle_aunt", "uncle": "uncle_aunt",
    "nephew": "nephew_niece", "niece": "nephew_niece", "common_law_partner": "partner", "legal_guardian": "guardian",
    "cousin": "none", "in_law": "none", "step_parent": "none", "step_child": "none", "great_uncle": "none",
    "great_aunt": "none", "great_nephew": "none", "great_niece": "none", "friend": "none",
}  # fmt: skip


def relation(word: str) -> Relation:
    """Return the relation that a word names, such as "sister". ValueError with the words that there are."""
    found: Relation | None = WORDS.get(word) or next((known for known in get_args(Relation) if known == word), None)
    found = found or next((kin for kin in get_args(Kin) if kin == word), None)
    if found is None:
        raise ValueError(f"one of {', '.join(sorted({*WORDS, *get_args(Kin)}))} (found {word!r})")
    return found


@dataclass(frozen=True)
class Document:
    """A paper that a person holds."""

    kind: str  # a name of the Law, such as "study_permit"
    valid: bool = True
    transit_only: bool = False
    back_from_partner: bool = False  # comes back to it after a visit to the partner country alone


@dataclass(frozen=True)
class Mark:
    """Something on record about a person."""

    kind: str  # a name of the Law's records
    on: date | None = None  # when it was decided
    country: str | None = None
    established: bool = True  # False: alleged and not confirmed


@dataclass(frozen=True)
class Person:
    """A member of the party. Ages are on the day of the claim; `born` is before `age`."""

    name: str
    claimed: date
    age: int | None = None
    born: date | None = None
    nationalities: tuple[str, ...] = ()  # none: stateless
    lived_in: tuple[str, ...] = ()  # countries of former habitual residence
    from_partner: bool = True  # came from the partner country, directly or not
    place: Place = "land_port"
    crossed: date | None = None  # between ports; None: the day of the claim
    decided: date | None = None  # None: the day of the claim
    entries: tuple[date, ...] = ()  # earlier days of entry into the country
    holds: tuple[Document, ...] = ()
    record: tuple[Mark, ...] = ()
    statuses: tuple[str, ...] = ()  # of a member who makes no claim
    claims: bool = True
    under_order: bool = False  # a removal order was made before, and not carried out
    order_first: bool = False  # the delegate hears the report before the claim is decided
    follows: bool = True  # can appreciate the proceedings
    finished: bool = True  # the examination can be finished on this arrival
    low_risk: bool = False  # by the short assessment, where it cannot
    detained: bool = False  # there are grounds, and the officer detains

    def __post_init__(self) -> None:
        if (self.age is None) == (self.born is None):
            raise ValueError(f"one of age and born for {self.name}")

    @property
    def decided_on(self) -> date:
        """The day of the decision."""
        return self.decided or self.claimed

    def age_on(self, day: date) -> int:
        """Age in years."""
        return age_of(self.born, self.age, day)


@dataclass(frozen=True)
class Relative:
    """Somebody who is not in the party."""

    name: str
    age: int | None = None
    born: date | None = None
    statuses: tuple[str, ...] = ()  # such as "citizen"; names of the Law's exceptions
    where: Where = "here"

    def age_on(self, day: date) -> int:
        """Age in years; an age that is not known is none that counts."""
        return age_of(self.born, self.age, day)


@dataclass(frozen=True)
class Tie:
    """`who` is the `kind` of `of`: who="Ana", kind="parent", of="Luis" says that Ana is a parent of Luis."""

    who: str
    kind: Relation
    of: str
    proof: Proof = "proven"


@dataclass(frozen=True)
class Party:
    """People who come together, those whom they name, and what they do where the border would split them."""

    persons: tuple[Person, ...]
    ties: tuple[Tie, ...] = ()
    relatives: tuple[Relative, ...] = ()
    choice: Choice = "proceed"

    def __post_init__(self) -> None:
        names = [*(person.name for person in self.persons), *(relative.name for relative in self.relatives)]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"names that are used once (found {', '.join(twice)} more than once)")
        if unknown := sorted({end for tie in self.ties for end in (tie.who, tie.of)} - set(names)):
            raise ValueError(f"ties among those who are named (found {', '.join(unknown)})")


def age_of(born: date | None, age: int | None, day: date) -> int:
    """Age in years on a day: counted from the day of birth where it is known, else as given; -1 for unknown."""
    if born is None:
        return -1 if age is None else age
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
