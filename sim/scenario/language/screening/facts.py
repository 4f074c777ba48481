"""`screening.facts`: how often the facts of a person are such, from which the law says what becomes of them."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from sim.scenario.values.distributions import DurationDraw
from sim.scenario.values.section import Section, optional, required
from sim.scenario.values.units import Share
from sim.wording import noted, say

Tied = Literal[
    "spouse", "partner", "child", "parent", "sibling", "grandparent", "grandchild", "uncle_aunt", "nephew_niece", "none"
]


def _one(shares: dict[Any, float]) -> dict[Any, float]:
    if not sum(shares.values()) > 0:
        raise ValueError(say("shares of which one is above 0"))
    return shares


Ties = Annotated[dict[Tied, Share], AfterValidator(_one)]


def _for_all(value: Any) -> Any:
    return value if isinstance(value, dict) else {"other": value}


ByNation = Annotated[
    dict[str, Share],
    BeforeValidator(_for_all),
    WithJsonSchema({"description": noted("a share, or {nationality: share}"), "type": ["number", "string", "object"]}),
]


class Named(Section):
    """A kind of relative in the country whom a party names."""

    share: ByNation = required("Share of parties that have one; by nationality, `other` for the rest.")
    status: str = required("The status of the relative, such as `citizen`, by its name in the law.")
    relation: Ties = optional({"sibling": 1.0}, "What the relative is to the member whose relative it is, as shares.")
    of: Literal["first_adult", "second_adult", "couple"] = optional(
        "first_adult",
        "Whose relative: of one adult alone, so that children are related by blood and a spouse is not; or of both.",
    )
    proven: ByNation = required("Share of these relatives who are shown; by nationality, `other` for the rest.")


class Facts(Section):
    """Shares of facts; each is drawn for every party or person by itself, and the law is applied to what is drawn."""

    adults: Ties = optional({"spouse": 1.0}, "What each further adult of a party is to the first, as shares.")
    spouses_proven: Share = optional(1.0, "Share of spouses and partners within a party who are shown to be so.")
    born_in_partner: Share = optional(0.0, "Share of minors with an adult who are nationals of the partner country.")
    parent_in_partner: Share = optional(0.0, "Share of minors alone who have a parent in the partner country.")
    relatives: dict[str, Named] = optional({}, "Relatives in the country, by a name of yours; each kind by itself.")
    documents: dict[str, Share] = optional({}, "Share of adults who hold each of these documents of the law.")
    records: dict[str, Share] = optional({}, "Share of adults of whom each of these records of the law is true.")
    entered_before: Share = optional(0.0, "Share of parties that first entered more than a year before they claim.")
    entered_ago: Annotated[int, Field(ge=1, le=36500)] = optional(730, "How long before the claim that was.", "days")
    late_between_ports: dict[str, Share] = optional(
        {}, "Streams that crossed between ports, and the share that claims when the days of the agreement are over."
    )
    days_since_crossing: dict[str, DurationDraw] = optional(
        {},
        "Streams that crossed between ports, and how long before their claim, in whole days that are over, or a "
        "distribution of it; in the place of `late_between_ports`.",
        "s",
    )
    order_first: Share = optional(0.0, "Share of parties whose report is heard before the claim is decided.")
    in_person: Share = optional(
        0.0, "Share of parties to whom a delegate must speak in person, and not by telephone (`who: in_person`)."
    )
    withdraw: Share = optional(0.0, "Share of parties that go back together where some would be let in and others not.")

    @model_validator(mode="after")
    def _one_way(self) -> "Facts":
        if both := sorted({*self.late_between_ports} & {*self.days_since_crossing}):
            raise ValueError(
                say(
                    "late_between_ports or days_since_crossing of a stream, not both (found {both})",
                    both=", ".join(both),
                )
            )
        return self
