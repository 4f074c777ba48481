"""What a scenario assumes: where each value comes from, whether it is due for review, and how much hangs on it."""

import math
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from sim.experiments.statistics.variance import Split
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import parts
from sim.scenario.values.provenance import Assumption


class Row(NamedTuple):
    """An assumption. One with no `influence` (NaN) has no uncertain value under it."""

    path: str
    source: str
    grade: str
    owner: str
    review_by: date | None
    overdue: bool
    ungraded: bool
    uncertain: tuple[str, ...]  # uncertain paths under it
    influence: float  # share of the variance of `figure` that these explain
    figure: str  # the figure on which they have the greatest influence


def assumptions(scenario: Scenario, splits: Mapping[str, Split], on: date | None = None) -> tuple[Row, ...]:
    """Return every assumption, and every uncertain value that nobody answers for: the most influential first, then as
    written.

    `splits` are those of the figures that matter (`variance`); influence is the greatest among them. One is overdue if
    its review was due before `on` (default: the end of the scenario).
    """
    at = {path: parts(path) for path in (*scenario.assumptions, *scenario.uncertain)}
    answered = {
        path: tuple(inner for inner in sorted(scenario.uncertain) if at[inner][: len(at[path])] == at[path])
        for path in scenario.assumptions
    }
    left = [path for path in sorted(scenario.uncertain) if not any(path in under for under in answered.values())]
    given = [*scenario.assumptions.items(), *((path, Assumption()) for path in left)]
    due = on or scenario.end
    rows = [_row(path, told, answered.get(path, (path,)), splits, due) for path, told in given]
    return tuple(sorted(rows, key=lambda row: -row.influence if row.influence >= 0 else math.inf))


def _row(path: str, told: Assumption, under: tuple[str, ...], splits: Mapping[str, Split], due: date) -> Row:
    found = max(_influences(under, splits), default=(math.nan, ""))
    return Row(
        path=path,
        source=told.source or "",
        grade=told.grade or "",
        owner=told.owner or "",
        review_by=told.review_by,
        overdue=told.review_by is not None and told.review_by < due,
        ungraded=told.grade is None,
        uncertain=under,
        influence=found[0],
        figure=found[1],
    )


def _influences(under: tuple[str, ...], splits: Mapping[str, Split]) -> Iterator[tuple[float, str]]:
    for figure, split in splits.items() if under else ():
        if not math.isnan(split.share):
            yield sum(one.share for one in split.influences if one.path in under), figure
