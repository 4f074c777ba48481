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
from sim.wording import noted, said, say
from sim.wording.quantity import in_percent, rounded

if TYPE_CHECKING:
    from sim.experiments.result import Result
    from sim.scenario.language.port import Port

ROLES = {"referred": REFERRED, "returned": RETURNED}
CAPTION = noted("How claimants left, as a share of all in the stream, with the mean number of claimants.")


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
    label = say("share of claimants")
    if len(result.runs) > 1:
        label = say("share of claimants; the line spans nine runs in ten")
    shares = replace(percents(label, 100.5, 20), grid=True)
    panels = [_panel(label, found, shares, result) for label, found in _panels(result) if found]
    panels = panels or [Panel((), shares, Axis("", "rows", bare=True), 1.0, empty=say("nobody left"))]
    return Chart("outcomes", title(result), said(CAPTION), source(result), tuple(panels), shared="x")


def _panels(result: "Result") -> list[tuple[str, list[Way]]]:
    streams = list(result.scenario.arrivals)
    suffixes = [(say("All claimants"), "")]
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
    """Return a way to leave in words, with the names of the port."""
    return {
        "referred": say("referred to {tribunal}", tribunal=port.tribunal),
        "returned": say("returned to {country}", country=port.over_there),
        "barred": say("barred: risk assessment"),
        "detained": say("detained"),
        "deferred": say("deferred: examined later"),
        "withdrawn": say("withdrew"),
        "diverted": say("turned to elsewhere"),
        "sent_on": say("sent to another port"),
        "directed_back": say("directed back for now"),
        "still_present": say("still there at the end"),
    }[way]


def _panel(label: str, found: list[Way], shares: Axis, result: "Result") -> Panel:
    marks: list[Mark] = []
    for row, bar in enumerate(found):
        marks.append(Bar(row, 0.0, bar.share, ROLES.get(bar.exit, OTHER_WAY), thick=0.68))
        if len(result.runs) > 1:
            marks.append(Interval(row, bar.low, bar.high, INK))
        share = in_percent(rounded(bar.share, 0 if bar.share >= 10 else 1))
        marks.append(Text(max(bar.share, bar.high), row, f"{share} · {bar.number}"))
    named = rows([_meaning(bar.exit, result.scenario.port) for bar in found], low=-0.5, high=len(found) - 0.5)
    return Panel(tuple(marks), shares, named, 0.33 * max(len(found), 1) + 0.35, label)


def title(result: "Result") -> str:
    """Return the share returned, and the stream in which it is greatest."""
    part, number = result.summary.get("returned_share"), result.summary.get("returned")
    if part is None or number is None or not part.n:
        return say("No claimant was decided")
    who, share = words.mean(number, "claimant"), words.mean(part)
    if len(result.runs) > 1:
        who = say("{value} on average", value=who)
    country = result.scenario.port.over_there
    streams = [
        (found.mean, stream, found)
        for stream in result.scenario.arrivals
        if (found := result.summary.get(f"returned_share_{stream}")) is not None and found.n
    ]
    if len(streams) < 2:
        return say(
            "{share} of decided claimants were returned to {country}, {people}",
            share=share, country=country, people=who,
        )  # fmt: skip
    _, stream, most = max(streams)
    return say(
        "{share} of decided claimants were returned to {country}, {people}; most often in the stream {stream}, {most}",
        share=share, country=country, people=who, stream=words.plain(stream), most=words.mean(most),
    )  # fmt: skip
