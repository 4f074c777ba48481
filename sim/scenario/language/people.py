"""`people` and `screening`: who comes, who makes up a party in expectation, and how the eligibility decision falls."""

from math import copysign, inf, isclose
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from sim.scenario.language.screening.facts import Facts
from sim.scenario.language.screening.law import Law
from sim.scenario.values.section import Section, optional, required
from sim.scenario.values.units import Share
from sim.wording import noted, say

RELATIVE = "relative"  # what a party names by which the law may let it in, where facts are drawn
Size = Annotated[int, Field(ge=1, le=1000)]


def _some(shares: dict[Any, float]) -> dict[Any, float]:
    if not sum(shares.values()):
        raise ValueError(say("shares of which one is above 0"))
    return shares


class People(Section):
    """Composition of the parties."""

    party_size: Annotated[dict[Size, Share], AfterValidator(_some)] = optional(
        {1: 1.0}, "Shares of parties by number of claimants.", "share by size"
    )
    minors: Share = optional(
        0.0, "Share of claimants under 18; each member after the first is one with equal probability."
    )
    under_14: Share = optional(0.0, "Share of minors who are under 14 (no biometrics).")
    unaccompanied_minors: Share = optional(0.0, "Share of claimants who are minors alone.")
    nationalities: Annotated[dict[str, Share], AfterValidator(_some)] = optional(
        {"other": 1.0}, "Shares of parties by nationality."
    )


class OwnPeople(Section):
    """Who comes by one way, where that is not as in `people`; what is not said is."""

    party_size: Annotated[dict[Size, Share], AfterValidator(_some)] | None = optional(
        None, "Shares of parties by number of claimants, instead.", "share by size"
    )
    minors: Share | None = optional(None, "Share of claimants under 18, instead.")
    under_14: Share | None = optional(None, "Share of minors who are under 14, instead.")
    unaccompanied_minors: Share | None = optional(None, "Share of claimants who are minors alone, instead.")
    nationalities: Annotated[dict[str, Share], AfterValidator(_some)] | None = optional(
        None, "Shares of parties by nationality, instead; each is named in `people`, if with a share of 0."
    )

    def instead_of(self, people: People) -> People:
        """Return the people with what is said here in its place; nationalities keep their order."""
        said = {name: value for name in type(self).model_fields if (value := getattr(self, name)) is not None}
        if self.nationalities:
            known = {name: self.nationalities.get(name, 0.0) for name in people.nationalities}
            said["nationalities"] = known if any(known.values()) else people.nationalities  # else `check` refuses them
        return People.model_validate({name: getattr(people, name) for name in People.model_fields} | said)


class Claim(Section):
    """How often an exception is asked for, and shown."""

    claimed: Share = optional(1.0, "Share of parties that ask for the exception.")
    proven: Share = required("Share of those who ask that show it.")


def _by_nationality(value: Any) -> Any:
    if isinstance(value, dict) and value and set(value) <= {"claimed", "proven"}:
        return {"other": value}
    return value


ByNationality = Annotated[
    dict[str, Claim],
    BeforeValidator(_by_nationality),
    WithJsonSchema({"description": noted("{claimed, proven}, or {nationality: {claimed, proven}}"), "type": "object"}),
]


class Screening(Section):
    """The eligibility decision in the order of the law, for the party as a whole (IRPA s. 100-101, STCA)."""

    not_covered: tuple[str, ...] = optional(
        (), "Nationalities to which the Safe Third Country Agreement does not apply."
    )
    exceptions: dict[str, ByNationality] = optional(
        {},
        "Exceptions to the agreement, in order; by nationality, `other` for the rest. "
        "`unaccompanied_minor` is for minors alone.",
    )
    other_bars: dict[str, Share] = optional({}, "Share of those who pass that is barred for another reason.")
    detained: Share = optional(0.0, "Share of all parties that is detained, whatever the decision.")
    law: Law | None = optional(
        None,
        "The law that is applied person by person, or the name of its file, or `{file: NAME}` next to what "
        "is changed of it; only with `facts`.",
    )
    facts: Facts | None = optional(
        None, "How often the facts are such, in the place of not_covered, exceptions and other_bars; only with `law`."
    )

    @model_validator(mode="after")
    def _one_way(self) -> "Screening":
        if (self.law is None) != (self.facts is None):
            raise ValueError(say("law and facts, or neither"))
        if self.law and (self.not_covered or self.exceptions or self.other_bars):
            raise ValueError(say("law and facts without not_covered, exceptions and other_bars, which the law has"))
        if self.law and self.facts:
            unknown = {*self.facts.documents} - {name for one in self.law.exceptions.values() for name in one.holds}
            unknown |= {*self.facts.records} - {*self.law.records}
            unknown -= {*self.law.return_permits}
            if unknown:
                raise ValueError(
                    say(
                        "documents and records that the law names (it has no {unknown})",
                        unknown=", ".join(sorted(unknown)),
                    )
                )
        return self

    @property
    def asked(self) -> tuple[str, ...]:
        """What `claims_NAME` can ask of a party: its exceptions; with `facts`, whether it names a relative."""
        return (RELATIVE,) if self.facts else tuple(self.exceptions)

    def covers(self, nationality: str) -> bool:
        """Return whether the agreement applies to a nationality; to none where nothing is said of screening at all."""
        if self.law:
            return nationality != self.law.partner
        return self != Screening() and nationality not in self.not_covered


def sizes(people: People) -> dict[int, float]:
    """Return shares of the parties that are not unaccompanied minors, by number of claimants, ascending, with sum 1."""
    total = sum(people.party_size.values())
    return {size: share / total for size, share in sorted(people.party_size.items()) if share}


def unaccompanied_share_of_parties(people: People) -> float:
    """Return share of parties that are a minor alone.

    With u their share of claimants and m the mean of `party_size`, u m / (1 - u + u m): they are parties of one.
    """
    alone = people.unaccompanied_minors * _mean_size(people)
    return alone / (1 - people.unaccompanied_minors + alone)


def mean_party(people: People) -> float:
    """Return mean claimants of a party, minors alone included."""
    alone = unaccompanied_share_of_parties(people)
    return alone + (1 - alone) * _mean_size(people)


def minor_chance(people: People) -> float:
    """Return the chance that a member after the first is a minor, so that minors are the share of claimants asked for.

    Of claimants, u are minors alone and (1 - u) (m - 1) / m are members after the first, of whom this chance are
    minors; the sum is `minors`. A result outside 0..1 (infinite if nobody could be a minor) means that the shares
    contradict each other.
    """
    mean = _mean_size(people)
    wanted = people.minors - people.unaccompanied_minors
    members = (1 - people.unaccompanied_minors) * (mean - 1) / mean
    if isclose(wanted, 0, abs_tol=1e-12):
        return 0.0
    if isclose(members, 0, abs_tol=1e-12):
        return copysign(inf, wanted)
    return 1.0 if isclose(wanted, members, rel_tol=1e-12) else wanted / members


def _mean_size(people: People) -> float:
    return sum(size * share for size, share in sizes(people).items())
