"""Shares and profiles that are uncertain as a whole: drawn around what is written, with the sum that is written."""

from typing import Any

from sim.scenario.source.source_tree import Node, Path
from sim.scenario.values import units
from sim.scenario.values.elicited import Dirichlet, Elicited
from sim.scenario.values.ranges import Range
from sim.wording import noted, say

DIRICHLET = "dirichlet"
SHORT = "{dirichlet: {strength: 50}}"
FORM = noted("{dirichlet: {strength: 50}}, as if the shares had been counted from so many cases")
STRENGTH = Range(1.0, 1e6)
ANY = "*"  # stands for a name
VECTORS = (  # what can be drawn as a whole
    ("people", "party_size"),
    ("people", "nationalities"),
    ("arrivals", ANY, "hour"),
    ("arrivals", ANY, "weekday"),
    ("arrivals", ANY, "regimes", ANY, "next"),
)
ALLOWED = noted(
    "shares or a profile: people.party_size, people.nationalities, `hour` or `weekday` of a stream, `next` of a regime"
)


def is_vector(written: Any) -> bool:
    """Return whether something that is written under `uncertain:` is meant for a vector."""
    return isinstance(written, dict) and list(written) == [DIRICHLET]


def vector(path: Path, original: Node, written: Any) -> Elicited:
    """Return the distribution of the shares that are written at a path. ValueError with what is allowed."""
    if not any(_fits(path, pattern) for pattern in VECTORS):
        raise ValueError(ALLOWED)
    given = written[DIRICHLET]
    if not isinstance(given, dict) or set(given) != {"strength"}:
        raise ValueError(FORM)
    try:
        strength = STRENGTH(units.number(given["strength"]))
    except ValueError as error:
        raise ValueError(say("{form}, with {error}", form=SHORT, error=str(error))) from None
    plain = original.plain()
    named = plain if isinstance(plain, dict) else dict(enumerate(plain)) if isinstance(plain, list) else {}
    shares = tuple(map(_weight, named.values()))
    if sum(share > 0 for share in shares) < 2:
        raise ValueError(say("at least two shares above 0 that are written at the path"))
    return Elicited("shares", Dirichlet(strength, tuple(named) if isinstance(plain, dict) else (), shares))


def _fits(path: Path, pattern: tuple[str, ...]) -> bool:
    return len(path) == len(pattern) and all(want in (ANY, str(part)) for part, want in zip(path, pattern, strict=True))


def _weight(value: Any) -> float:
    return units.share(value) if isinstance(value, str) else units.number(value)
