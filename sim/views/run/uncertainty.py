"""What is not known: how much of each figure's spread comes from uncertain inputs, and what the scenario assumes."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from sim.views.kit.scales import path_or_label
from sim.views.text import words
from sim.wording import said, say
from sim.wording.quantity import listed

if TYPE_CHECKING:
    from sim.experiments.assumptions import Row
    from sim.experiments.result import Result
    from sim.experiments.statistics.variance import Split
    from sim.scenario.catalogue.figure import FigureInfo

MOST = 3  # inputs named for a figure
NAMED = 0.01  # least share of the variance for which an input is named


class SplitRow(NamedTuple):
    """A figure: the share of its variance that comes from inputs, with its interval, and the inputs that matter."""

    label: str
    share: str
    interval: str
    inputs: str


class AssumptionRow(NamedTuple):
    """An assumption: what hangs on it, and what is wrong with it."""

    path: str
    grade: str
    source: str
    owner: str
    review: str
    remark: str
    influence: str


def splits(result: "Result", splits: "dict[str, Split]") -> list[SplitRow]:
    """Return the figures that a decision rests on and that vary."""
    orders = [f"{name}_ordered" for name in result.scenario.measures]
    wanted = (*orders, *result.scenario.targets, "on_site_peak", "cost_total")
    names = [name for name in dict.fromkeys(wanted) if name in splits and not math.isnan(splits[name].share)]
    return [_split(result.figures[name].label, splits[name]) for name in names]


def _split(label: str, split: "Split") -> SplitRow:
    main = [one for one in split.influences[:MOST] if one.share >= NAMED]
    inputs = [say("{input} {share}", input=path_or_label(one.path), share=words.percent(one.share)) for one in main]
    return SplitRow(
        words.capital(said(label)),
        words.percent(split.share),
        say("{low}–{high}", low=words.percent(split.low), high=words.percent(split.high)),
        listed(inputs) or say("none that can be told from chance"),
    )


def assumed(rows: "tuple[Row, ...]", figures: "Mapping[str, FigureInfo]") -> list[AssumptionRow]:
    """Return the assumptions, the most influential first."""
    return [
        AssumptionRow(
            row.path,
            row.grade or words.NOT_KNOWN,
            row.source or words.NOT_KNOWN,
            row.owner or words.NOT_KNOWN,
            str(row.review_by) if row.review_by else words.NOT_KNOWN,
            listed([say("overdue")] * row.overdue + [say("ungraded")] * row.ungraded),
            _influence(row, figures),
        )
        for row in rows
    ]


def _influence(row: "Row", figures: "Mapping[str, FigureInfo]") -> str:
    if math.isnan(row.influence):
        return words.NOT_KNOWN
    share, figure = words.percent(row.influence), said(figures[row.figure].label)
    return say("{share} of {figure}", share=share, figure=figure)
