"""Statements as values: what is said of what, and the numbers that it rests on, each with how it is computed.

A number names a column of `kpis.csv`, the runs that count, and what is taken of them. So a test computes each again
from the file, and nothing has to read a sentence back.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Test = Literal["above nought", "nought", "there", "not there", "in month"]
How = Literal["runs", "mean", "median", "least", "most", "p5", "p95", "low", "high", "gap", "gap low", "gap high",
              "shorter", "longer", "as long", "points",
              "at p10", "at p90", "as written", "noise"]  # fmt: skip


class Condition(NamedTuple):
    """What holds in the runs that count: of a figure; `month` as in 2025-04, for a date."""

    figure: str
    test: Test
    month: str = ""


class Number(NamedTuple):
    """A number of a statement: `how` of the column `figure` over the runs in which all of `among` holds.

    `runs` counts these runs and needs no figure. `since`: in days after the date in that column, run by run. NaN where
    no run counts. `p5` and `p95`: the least value that 5 or 95 percent of the runs do not exceed. `low` and `high`: the
    ends of the 95% interval of the mean, as `Result.summary` has them.

    Where there are several scenarios or points, `of` is the one whose number it is. `gap` is its mean difference from
    the first, pair by pair (of dates the median, in days); `gap low` and `gap high` are the ends of its interval, as
    `differences.csv` has them. `shorter`, `longer`, `as long`: a share of the people who are followed through both.
    `points`: at how many points of a sweep the answer is yes, or how many inputs are shown to move a figure. `at p10`,
    `at p90`: with an input at that percentile of its range; `gap` from one to the other. `as written`: with all inputs
    so. `noise`: the share of chance in the variance over points.
    """

    value: float
    how: How
    figure: str = ""
    among: tuple[Condition, ...] = ()
    since: str = ""
    of: str = ""


@dataclass(frozen=True)
class Statement:
    """What is said: its kind, which has a message, its subject (a name), its numbers by role, and the conditions on
    which its words depend.
    """

    kind: str
    subject: str
    numbers: Mapping[str, Number] = field(default_factory=dict)
    conditions: tuple[str, ...] = ()

    def __getitem__(self, role: str) -> float:
        """Return the value of a number by its role; NaN if the statement has none of it."""
        return self.numbers[role].value if role in self.numbers else math.nan
