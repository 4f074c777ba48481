"""What the law makes of one person."""

from dataclasses import dataclass, fields
from typing import Literal

from sim.scenario.language.screening.law import OrderMade as OrderMade

Claim = Literal["referred", "ineligible", "suspended", "undecided", "withdrawn", "not receivable", "none"]
Maker = Literal["delegate", "tribunal", "-"]
Force = Literal["conditional", "same day", "7 days", "when made", "-"]
Next = Literal[
    "coach", "coach, risk assessment", "coach, no risk assessment", "hand-back", "back with family", "child protection",
    "tribunal", "detention", "direct-back", "further examination", "enters",
]  # fmt: skip
NOT_ASKED, NO_EXCEPTION, NOT_DECIDED = "-", "none", "not decided"


@dataclass(frozen=True)
class Outcome:
    """The decision on a person, the order, and where they go from the port.

    `exception` is a label of the Law, or "none"; "-" where the agreement does not apply, "not decided" where nobody
    decided. `through` names the member of the party whose referred claim gives it. `assumed` are the fields that
    another reading of the law would change, and those that no text settles: grade C. The others are grade A.
    """

    agreement: Literal["applies", "outside", "-"]
    exception: str
    through: str | None
    claim: Claim
    under: tuple[str, ...]
    order: OrderMade
    by: Maker
    in_force: Force
    next: Next
    assumed: frozenset[str] = frozenset()

    def differs(self, other: "Outcome") -> frozenset[str]:
        """Return the fields, but for `assumed`, in which another outcome differs.

        Where one of the two has no order, who makes it and when it takes effect are no matter of their own.
        """
        names = [one.name for one in fields(self) if getattr(self, one.name) != getattr(other, one.name)]
        unordered = "none" in (self.order, other.order)
        return frozenset(names) - {"assumed"} - ({"by", "in_force"} if unordered else set())

    def grade(self, field: str) -> Literal["A", "C"]:
        """C for what is assumed, A for what the text settles."""
        return "C" if field in self.assumed else "A"
