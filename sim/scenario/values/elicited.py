"""A value that is not known, as a planner states it: its kind, its distribution, and what is drawn of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from sim.arrays import F
from sim.scenario.values.distributions import LISTS, Distribution
from sim.wording import say

WHOLE = ("whole", "day")  # kinds of which whole numbers are drawn
Uniforms = float | Sequence[float]  # one for each degree of freedom; a single one stands for all of them


@dataclass(frozen=True)
class Dirichlet:
    """Shares, or a profile of weights: on average as written, with the sum that is written.

    `strength` is the sum of the parameters: how many cases the shares would have been counted from. A share of 0 stays
    0. (K,) `names` are the keys of a mapping, empty for a list; (K,) `shares` are as written.
    """

    strength: float
    names: tuple[str | int, ...]
    shares: tuple[float, ...]

    @property
    def size(self) -> int:
        """Uniforms that a draw takes: one less than there are shares above 0."""
        return sum(share > 0 for share in self.shares) - 1

    def ppf(self, u: Sequence[float]) -> F:
        """(K,) the shares at (size,) uniforms, by breaking a stick: each takes a beta part of what is left (Connor and
        Mosimann 1969, Concepts of independence for proportions, JASA 64, 194-206)."""
        from scipy import special

        given = np.array(self.shares)
        at = np.flatnonzero(given > 0)
        parameters = self.strength * given[at] / given.sum()
        left = parameters.sum() - np.cumsum(parameters)
        parts = np.append(special.betaincinv(parameters[:-1], left[:-1], np.array(u)), 1.0)
        rest = np.append(1.0, np.cumprod(1 - parts[:-1]))
        found = np.zeros(given.size)
        found[at] = parts * rest * given.sum()
        return found

    def with_share(self, k: int, u: float) -> F:
        """(K,) the shares where the k-th is at the uniform `u` of its own (beta) distribution, the others in
        proportion."""
        from scipy import special

        given = np.array(self.shares) / sum(self.shares)
        own = float(special.betaincinv(self.strength * given[k], self.strength * (1 - given[k]), u))
        found = given * (1 - own) / (1 - given[k])
        found[k] = own
        return np.asarray(found * sum(self.shares))


@dataclass(frozen=True)
class Elicited:
    """The distribution of a value over sets of assumptions, and what kind of quantity it is.

    Kinds: `duration` (s), `share`, `number`, `whole`, `day` (ordinal), `level number`, `level share`,
    `level duration` (s), `money UNIT` (`money CAD/month`), and `shares` for a vector.
    """

    kind: str
    distribution: Distribution | Dirichlet

    @property
    def vector(self) -> Dirichlet | None:
        """The distribution of a vector; None for a single value."""
        return self.distribution if isinstance(self.distribution, Dirichlet) else None

    @property
    def size(self) -> int:
        """Uniforms that a draw takes."""
        return self.vector.size if self.vector else 1

    @property
    def columns(self) -> int:
        """Numbers that are drawn: one, or one for each share of a vector."""
        return len(self.vector.shares) if self.vector else 1

    @property
    def ends(self) -> tuple[float, float]:
        """From where to where a single value goes: as written (a list, p10 and p90), or else in nine sets in ten."""
        given = self.distribution
        assert isinstance(given, Distribution)
        if given.family in LISTS:
            return float(given.values[0]), float(given.values[-1])
        if given.family in ("discrete", "empirical"):
            taken = given.points if given.family == "discrete" else given.values
            return float(taken.min()), float(taken.max())
        known = dict(given.parameters)
        low, high = (known.get(name, float(given.ppf(np.array(u)))) for name, u in (("p10", 0.05), ("p90", 0.95)))
        return low, high

    @property
    def even(self) -> "Elicited":
        """The same drawn evenly between its `ends`; a vector stays as it is, since no ends of its are written."""
        if isinstance(self.distribution, Dirichlet):
            return self
        if self.distribution.family == "discrete":
            points = self.distribution.parameters
            return Elicited(self.kind, Distribution("discrete", tuple((name, 1 / len(points)) for name, _ in points)))
        return Elicited(self.kind, Distribution("uniform", tuple(zip(("low", "high"), self.ends, strict=True))))

    def drawn(self, u: Uniforms) -> F:
        """(columns,) what is drawn at the uniforms, in the program's unit; of whole numbers the nearest.

        Of a range of whole numbers or days with two ends, each one within is as likely as the distribution has it
        from half below to half above it, so that the ends of a uniform range are as likely as what lies between.
        """
        if isinstance(self.distribution, Dirichlet):
            at = [float(u)] * self.size if isinstance(u, float | int) else list(u)
            return self.distribution.ppf(at)
        one = float(u) if isinstance(u, float | int) else float(u[0])
        value = self.distribution.ppf(np.array([one]))
        return np.asarray(_whole(self.distribution, one, value)) if self.kind in WHOLE else value


def _whole(given: Distribution, u: float, value: F) -> F:
    if given.family not in LISTS:
        return np.asarray(np.rint(value))
    low, high = given.values[0], given.values[-1]
    ends = {given.parameters[0][0]: low - 0.5, given.parameters[-1][0]: high + 0.5}
    wider = Distribution(given.family, tuple((name, ends.get(name, at)) for name, at in given.parameters))
    return np.asarray(np.clip(np.rint(wider.ppf(np.array([u]))), ceil(low), high))


def as_elicited(value: Any) -> Elicited:
    """Return what was elicited, which only a scenario file that was read by load can hold. ValueError."""
    if not isinstance(value, Elicited):
        raise ValueError(say("a scenario file, read by load"))
    return value
