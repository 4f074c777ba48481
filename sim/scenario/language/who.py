"""`who`: the condition that says which parties a step or a priority class is for."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from sim.scenario.values import units
from sim.wording import noted

WORDS = ("everyone", "covered", "unaccompanied_minor", "with_children", "would_be_divided", "in_person", "represented")
LISTS = ("nationality", "stream", "outcome", "order")
ALLOWED = noted(
    "everyone, covered, unaccompanied_minor, with_children, would_be_divided, in_person, "
    "represented, claims_EXCEPTION, {share: .65}, {nationality: [..]}, {stream: [..]}, {outcome: "
    "[..]}, {order: [..]}, {any: [..]}, {all: [..]} or {not: ..}"
)


@dataclass(frozen=True)
class Who:
    """A condition on a party.

    `kind` is one of `WORDS`, "claims" (names: the exception), "share", one of `LISTS` (names), or "any", "all", "not"
    (parts).
    """

    kind: str
    names: tuple[str, ...] = ()
    share: float = 1.0
    parts: tuple["Who", ...] = ()

    def walk(self) -> tuple["Who", ...]:
        """Return this condition and all within it, outermost first; the index in it names a `share`'s own draw."""
        return (self, *(inner for part in self.parts for inner in part.walk()))


EVERYONE = Who("everyone")


def read_who(value: Any) -> Who:
    """Return a condition from what a planner wrote; ValueError with what is allowed."""
    if isinstance(value, Who):
        return value
    if isinstance(value, str):
        if value in WORDS:
            return Who(value)
        if value.startswith("claims_") and len(value) > len("claims_"):
            return Who("claims", (value.removeprefix("claims_"),))
    if isinstance(value, dict) and len(value) == 1:
        (kind, given), *_ = value.items()
        if kind == "share":
            return Who("share", share=units.share(given))
        if kind == "not":
            return Who("not", parts=(read_who(given),))
        if kind in LISTS and isinstance(given, list) and given:
            return Who(kind, tuple(str(name) for name in given))
        if kind in ("any", "all") and isinstance(given, list) and given:
            return Who(kind, parts=tuple(read_who(part) for part in given))
    raise ValueError(ALLOWED)


WhoField = Annotated[
    Who, BeforeValidator(read_who), WithJsonSchema({"description": ALLOWED, "type": ["string", "object"]})
]
