"""The numbers behind the one picture, by week: what a reader who cannot see it reads."""

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.views.kit.inline.timeline import Panel, Timeline
from sim.wording import say
from sim.wording.calendar_said import day
from sim.wording.quantity import percent, rounded

if TYPE_CHECKING:
    from sim.arrays import B


class Weekly(NamedTuple):
    """A table of texts."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def weekly(view: Timeline) -> Weekly:
    """Return a row a week (a day, of a short span): the highest of each line and band, means of officers, marks."""
    span = 7 if view.days > 45 else 1
    header = [say("Week of") if span == 7 else say("Day")]
    columns: list[list[str]] = [[day(view.first + timedelta(days=k)) for k in range(0, view.days, span)]]
    for panel in view.panels:
        for label, texts in _columns(panel, view.days, span):
            header.append(label)
            columns.append(texts)
    for row in view.rows:
        counts = Counter(int(at // span) for at in row.days)
        header.append(row.label)
        columns.append([say("{n}", n=counts.get(k, 0)) for k in range(len(columns[0]))])
    return Weekly(tuple(header), tuple(zip(*columns, strict=True)))


def _columns(panel: Panel, days: int, span: int) -> list[tuple[str, list[str]]]:
    at = np.asarray(panel.at)
    weeks = [(at >= k) & (at < k + span) for k in range(0, days, span)]

    def of(values: tuple[float, ...], *, mean: bool = False, decimals: int = 0) -> list[str]:
        found = np.asarray(values)
        return [_cell(found, week, mean=mean, decimals=decimals) for week in weeks]

    what = panel.keys[0].label
    if panel.colour == "staff":
        named = [(say("Officers on duty, mean"), of(panel.have, mean=True, decimals=1))]
        return [*named, (say("busy, mean"), of(panel.line, mean=True, decimals=1))]
    told = [(say("{what}, highest, {run}", what=panel.what, run=what), of(panel.line))]
    if panel.high:
        told.append((say("nine runs in ten up to"), of(panel.high)))
    if panel.have:
        told.append((say("places"), of(panel.have)))
    if panel.strip:
        shares = np.asarray(panel.strip)
        told.append((say("runs over, worst day"), [percent(float(shares[week].max(initial=0))) for week in weeks]))
    return told


def _cell(values: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]", week: "B", *, mean: bool, decimals: int) -> str:
    there = values[week]
    if not there.size:
        return "–"
    return say("{n}", n=rounded(float(there.mean() if mean else there.max()), decimals))
