"""How claimants left: shares and numbers by stream."""

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.arrays import F
from sim.port.log import EXITS
from sim.views.kit.chart import Axis, Chart, Panel, percents, rows
from sim.views.kit.marks import Bar, Interval, Mark, Text
from sim.views.kit.palette import INK, OTHER_WAY, REFERRED, RETURNED
from sim.views.kit.sources import source
from sim.views.run.run_statistics import bands, column
from sim.views.text import words

if TYPE_CHECKING:
    from sim.experiments.result import Result
    from sim.scenario.language.port import Port

MEANINGS = {
    "referred": "referred to {tribunal}",
    "returned": "returned to {over_there}",
    "barred": "barred: risk assessment",
    "detained": "detained",
    "deferred": "deferred: examined later",
    "withdrawn": "withdrew",
    "diverted": "turned to elsewhere",
    "sent_on": "sent to another port",
    "directed_back": "directed back for now",
    "still_present": "still there at the end",
}
ROLES = {"referred": REFERRED, "returned": RETURNED}
CAPTION = "How claimants left, as a share of all in the stream, with the mean number of claimants."


class Way(NamedTuple):
    """One way to leave: its mean number, its mean share in percent, and the share's 5-95% range."""

    exit: str
    number: str
    share: float
    low: float
    high: float


def outcomes(result: "Result") -> Chart:
    """Return a panel for all claimants and one for each stream, a bar for each way to leave; the line is nine runs in
    ten.
    """
    over = "; the line spans nine runs in ten" if len(result.runs) > 1 else ""
    shares = replace(percents(f"share of claimants{over}", 100.5, 20), grid=True)
    panels = [_panel(label, found, shares, result) for label, found in _panels(result) if found]
    panels = panels or [Panel((), shares, Axis("", "rows", bare=True), 1.0, empty="nobody left")]
    return Chart("outcomes", title(result), CAPTION, source(result), tuple(panels), shared="x")


def _panels(result: "Result") -> list[tuple[str, list[Way]]]:
    streams = list(result.scenario.arrivals)
    suffixes = [("All claimants", "")]
    if len(streams) > 1:
        suffixes += [(words.capital(words.plain(stream)), f"_{stream}") for stream in streams]
    return [(label, bars(result, suffix)) for label, suffix in suffixes]


def bars(result: "Result", suffix: str = "") -> list[Way]:
    """Return the ways to leave that anyone took, in the order of the law; `suffix` is `_<stream>` for one stream."""
    ways = [way for way in (*EXITS[1:], "still_present") if f"{way}{suffix}" in result.names]
    numbers: list[F] = [np.nan_to_num(column(result, f"{way}{suffix}")) for way in ways]
    total = np.sum(numbers, axis=0) if numbers else np.zeros(len(result.runs))
    found = []
    for way, number in zip(ways, numbers, strict=True):
        if number.any():
            share = 100 * np.divide(number, total, out=np.zeros_like(number), where=total > 0)
            over = bands(share[:, None])
            told = words.mean(result.summary[f"{way}{suffix}"])
            found.append(Way(way, told, float(share.mean()), float(over.p5[0]), float(over.p95[0])))
    return found


def _meaning(way: str, port: "Port") -> str:
    return MEANINGS.get(way, words.plain(way)).format(tribunal=port.tribunal, over_there=port.over_there)


def _panel(label: str, found: list[Way], shares: Axis, result: "Result") -> Panel:
    marks: list[Mark] = []
    for row, bar in enumerate(found):
        marks.append(Bar(row, 0.0, bar.share, ROLES.get(bar.exit, OTHER_WAY), thick=0.68))
        if len(result.runs) > 1:
            marks.append(Interval(row, bar.low, bar.high, INK))
        share = f"{bar.share:.0f}%" if bar.share >= 10 else f"{bar.share:.1f}%"
        marks.append(Text(max(bar.share, bar.high), row, f"{share} · {bar.number}"))
    named = rows([_meaning(bar.exit, result.scenario.port) for bar in found], low=-0.5, high=len(found) - 0.5)
    return Panel(tuple(marks), shares, named, 0.33 * max(len(found), 1) + 0.35, label)


def title(result: "Result") -> str:
    """Return the share returned, and the stream in which it is greatest."""
    part, number = result.summary.get("returned_share"), result.summary.get("returned")
    if part is None or number is None or not part.n:
        return "No claimant was decided"
    who = words.mean(number, "claimant")
    average = " on average" if len(result.runs) > 1 else ""
    said = f"{words.mean(part)} of decided claimants were returned to {result.scenario.port.over_there}, {who}{average}"
    streams = [
        (found.mean, stream, found)
        for stream in result.scenario.arrivals
        if (found := result.summary.get(f"returned_share_{stream}")) is not None and found.n
    ]
    if len(streams) < 2:
        return said
    _, stream, most = max(streams)
    return f"{said}; most often in the stream {words.plain(stream)}, {words.mean(most)}"
