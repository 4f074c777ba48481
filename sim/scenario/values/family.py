"""What every family of distributions has: how it is written, its mean, its inverse, and what it refuses."""

from typing import ClassVar, Protocol

import numpy as np

from sim.arrays import F
from sim.wording import say

POINTS = 1 << 16  # even quantiles, for spells of families without a closed form


class Drawn(Protocol):
    """A distribution as its family sees it: parameters by name, and in order."""

    @property
    def parameters(self) -> tuple[tuple[str, float], ...]:
        """Pairs of name and value."""

    @property
    def values(self) -> F:
        """Parameter values in order."""

    @property
    def points(self) -> F:
        """Parameter names as numbers, in order."""

    def __getitem__(self, name: str) -> float: ...


class Family:
    """A family: written with one of its `forms`, or as a list, as values with probabilities, or as a file."""

    name: ClassVar[str]
    forms: ClassVar[tuple[tuple[str, ...], ...]] = ()  # the sets of parameters it may be written with
    listed: ClassVar[tuple[str, ...]] = ()  # the names of its ascending values, where it is a list
    any_sign: ClassVar[tuple[str, ...]] = ()  # parameters that may be 0 or less

    def mean(self, d: Drawn) -> float:
        """Return its mean, in its unit."""
        return float(d.values.mean())

    def ppf(self, d: Drawn, u: F) -> F:
        """Its inverse at the uniforms `u`."""
        raise NotImplementedError

    def under_way(self, d: Drawn, u: F) -> F:
        """Return the length of the spell that covers a given moment, at the uniforms `u`: longer ones are met more
        often.
        """
        values = self.ppf(d, (np.arange(POINTS) + 0.5) / POINTS)
        before = np.cumsum(values) - values / 2
        return np.asarray(np.interp(u * values.sum(), before, values))

    def wrong(self, values: dict[str, float]) -> str:
        """Return what is allowed, if these parameters are not; empty if they are."""
        found = [name for name, value in values.items() if name not in self.any_sign and value <= 0]
        return say("{name} with {found} above 0", name=self.name, found=", ".join(found)) if found else ""
