"""`move_together`: groups of uncertain values that move together."""

from math import asin, pi, sin
from typing import Annotated

from pydantic import Field, model_validator

from sim.scenario.values.section import Section, optional, required
from sim.wording import say

LEAST = 2  # values of a group


class Together(Section):
    """Uncertain values that are high together: they share one quantile, or their ranks are correlated."""

    values: tuple[str, ...] = required("The dotted paths, each of a single value that is uncertain.", min_length=LEAST)
    rank_correlation: Annotated[float, Field(ge=-1, le=1)] = optional(
        1.0,
        "Rank correlation of each two of them (Spearman); 1: one quantile for all; below 0: one is high where others "
        "are low.",
    )

    @property
    def of_normals(self) -> float:
        """The correlation of normal variates whose rank correlation is the one that is written: 2 sin(pi r / 6)
        (Kruskal 1958, Ordinal measures of association, JASA 53, 814-861)."""
        return 2 * sin(pi * self.rank_correlation / 6)

    @model_validator(mode="after")
    def _possible(self) -> "Together":
        if len(set(self.values)) < len(self.values):
            raise ValueError(say("each value once"))
        least = -1 / (len(self.values) - 1)
        if self.of_normals < least - 1e-12:
            lowest = 6 / pi * asin(least / 2)
            raise ValueError(
                say(
                    "a rank_correlation of at least {lowest}: {n} values cannot all be opposed",
                    lowest=f"{lowest:.4g}",
                    n=len(self.values),
                )
            )
        return self
