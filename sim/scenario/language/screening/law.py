"""The law of a port as data: whom the agreement covers, who is excepted, what bars a claim, and which order follows.

The rules are those of a safe third country agreement, by which people claim in the first of two countries that they
reach: for Canada sections 99 to 101 of the Immigration and Refugee Protection Act and sections 159.1 to 159.7, 228 and
229 of its Regulations. Countries, lists, labels, dates and ages are values here; `sim.people.law` applies them.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from sim.scenario.values.section import Section, optional, required
from sim.scenario.values.units import Day
from sim.wording import say

Kin = Literal[
    "spouse", "partner", "guardian", "child", "parent", "sibling", "grandparent", "grandchild", "uncle_aunt",
    "nephew_niece",
]  # fmt: skip
OrderMade = Literal["none", "departure", "exclusion", "deportation"]
Days = Annotated[int, Field(ge=0, le=36500)]
BY_DELEGATE = ("departure", "exclusion", "deportation")  # the orders
# what persons of a party are counted by: the order, or who makes it; and what becomes of a claim that is not decided
ORDERED = (*BY_DELEGATE, "tribunal", "withdrawn", "suspended", "child_protection")
REFERRED_MEMBER = "claim_referred"  # the status that a member of a party has once their claim is referred


class Readings(Section):
    """What the law leaves open, and what is practice and not text: which reading is taken. All of them are grade C."""

    members_anchor: bool = optional(
        True, "An adult whose claim is referred is a relative of those who stand next to them."
    )
    adopted_are_relatives: bool = optional(True, "An adoption that makes a legal child makes a parent and a child.")
    apart_are_partners: bool = optional(
        True, "Partners who have lived together for a year and are apart for a time count."
    )
    doubtful_ties_hold: bool = optional(False, "A tie whose only paper is doubted counts within a party.")
    permits_are_documents: bool = optional(False, "A valid work or study permit is a document that excepts its holder.")
    return_is_visa_free: bool = optional(
        True, "Who comes back to a permit from a visit to the partner country alone needs no visa, and also claims."
    )
    former_home_of_nationals: bool = optional(
        False, "A former habitual residence in the partner country puts people who have a nationality outside too."
    )
    risk_after_agreement: bool = optional(
        False, "Who was refused under the agreement before has a right to a risk assessment."
    )
    visa_free_are_reported: bool = optional(
        True, "Who needs no visa is reported for want of a permanent resident's visa."
    )
    conviction_is_finding: bool = optional(True, "The delegate's order on a conviction here settles the bar.")
    children_are_ordered: bool = optional(True, "A child with a parent gets a report and an order of their own.")
    guardian_receives: bool = optional(
        False, "A minor alone whose parent or guardian is here goes to them by the coach."
    )


Reading = Literal["members_anchor", "permits_are_documents"]


class Exempt(Section):
    """One exception to the agreement: the person shows one of the things that are named here."""

    relative: tuple[str, ...] = optional((), "A relative in the country who has one of these statuses.")
    adult: bool = optional(False, "Such a relative counts from the age of an adult on.")
    minor_alone: bool = optional(False, "A minor without parent, guardian or spouse here or in the partner country.")
    holds: tuple[str, ...] = optional((), "One of these documents, valid and not for transit alone.")
    visa_free: bool = optional(False, "No visa is needed here, and one is needed in the partner country.")
    record: tuple[str, ...] = optional((), "One of these on record.")
    only_if: Reading | None = optional(None, "The reading under which this is an exception.")
    since: Day | None = optional(None, "The first day of a claim from which on it is one.")


class Bar(Section):
    """One ground on which a claim is not referred, whatever the agreement says."""

    record: tuple[str, ...] = optional((), "One of these on record.")
    entered_after: Day | None = optional(None, "More than `years` passed since the first entry after this day.")
    years: Annotated[int, Field(ge=0, le=100)] = optional(
        1, "How long after that entry a claim is still in time.", "years"
    )
    between_ports: bool = optional(False, "The person crossed between ports, and the agreement's days are over.")
    claims_from: Day | None = optional(None, "The first day of claims that it reaches.")
    in_force: Day | None = optional(None, "The first day of decisions on which it is law.")
    spares_minors_alone_from: Day | None = optional(
        None, "The first day of decisions on which it leaves out minors alone."
    )


class OnRecord(Section):
    """What follows from something on record, besides the exceptions and bars that name it."""

    order: OrderMade | None = optional(None, "The order that it leads to, whatever becomes of the claim.")
    settles: bool = optional(False, "It is a bar only if the delegate's finding settles it (`conviction_is_finding`).")
    suspends: bool = optional(False, "The decision waits for a tribunal or a court, without an end date.")
    enters: bool = optional(False, "The person may enter: no report, no order.")
    risk_assessment: bool = optional(True, "A right to a risk assessment before removal.")
    risk_assessment_after: Annotated[int, Field(ge=0, le=1200)] = optional(
        0, "How long after the record there is none.", "months"
    )
    under_agreement: bool = optional(False, "It is an earlier refusal under the agreement (`risk_after_agreement`).")
    countries: tuple[str, ...] = optional((), "The countries in which it counts; none named: any.")
    lifted_by: tuple[str, ...] = optional((), "It is no bar for a person who has one of these on record.")


class Law(Section):
    """The law as in force; what changes on a day carries the day."""

    home: str = required("The country of the port; its nationals enter.")
    partner: str = required("The country with which the agreement is; its nationals are outside it.")
    adult: Annotated[int, Field(ge=1, le=100)] = optional(18, "The age of an adult.", "years")
    between_ports_from: Day | None = optional(
        None, "The first day of crossing between ports that the agreement covers."
    )
    between_ports_days: Days = optional(0, "It covers claims made on fewer days than these after the crossing.", "days")
    suspended_from: Day | None = optional(None, "The first day of claims on which the agreement is suspended.")
    suspended_until: Day | None = optional(None, "The first day of claims on which it applies again.")
    relatives: tuple[Kin, ...] = optional((), "Who is a relative of a claimant.")
    guardian_of_minors_only: bool = optional(True, "A guardian is a relative of minors alone.")
    exceptions: dict[str, Exempt] = optional(
        {}, "The exceptions by their labels, in the order in which they are asked."
    )
    visa_free: tuple[str, ...] = optional((), "Nationalities that need no visa here.")
    partner_visa_free: tuple[str, ...] = optional((), "Nationalities that need no visa in the partner country.")
    return_permits: tuple[str, ...] = optional((), "Permits to which one may come back without a visa.")
    agreement_bar: str = optional("agreement", "The label of the bar that the agreement is.")
    bars: dict[str, Bar] = optional({}, "The other bars by their labels.")
    records: dict[str, OnRecord] = optional({}, "What follows from what is on record.")
    referral: Literal["at_port", "later"] = optional(
        "at_port",
        "When a claim is referred; `later`: nobody in a party is referred when the others are decided.",
    )
    anchors_before_referral: bool = optional(
        False,
        "With `referral: later`: a claim that is found eligible anchors the family though it is not referred yet.",
    )
    representative: bool = optional(
        False, "A representative acts for minors alone before the agency (`who: represented`)."
    )
    readings: Readings = optional(Readings(), "Which reading is taken where the law is open.")

    @model_validator(mode="after")
    def _known(self) -> "Law":
        named = {name for bar in self.bars.values() for name in bar.record}
        named |= {name for exempt in self.exceptions.values() for name in exempt.record}
        if missing := sorted(named - set(self.records)):
            raise ValueError(say("records for what exceptions and bars name ({missing})", missing=", ".join(missing)))
        return self

    @property
    def anchor(self) -> str | None:
        """The label of the exception that a referred member of the party gives to the others."""
        given = (label for label, exempt in self.exceptions.items() if REFERRED_MEMBER in exempt.relative)
        return next(given, None)
