"""How claimants left: shares and numbers by stream."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.arrays import F
from sim.port.log import WAYS
from sim.views.kit.style import ALERT, BLUE, HALF, INK, MUTED, canvas, styled, wrapped
from sim.views.run.run_statistics import bands, column
from sim.views.text import words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.experiments.result import Result

MEANINGS = {
    "referred": "referred to the Refugee Board",
    "returned": "returned to the United States",
    "barred": "barred: risk assessment",
    "detained": "detained",
    "deferred": "deferred: examined later",
    "withdrawn": "withdrew",
    "diverted": "turned to elsewhere",
    "still_present": "still there at the end",
}


class Bar(NamedTuple):
    """One way to leave: its mean number, its mean share in percent, and the share's 5-95% range."""

    way: str
    number: str
    share: float
    low: float
    high: float


@styled
def outcomes(result: "Result") -> "Figure":
    """A panel for all claimants and one for each stream, a bar for each way to leave; the line is nine runs in ten."""
    panels_of = [(label, found) for label, found in _panels(result) if found]
    heights = [0.33 * max(len(found), 1) + 0.35 for _, found in panels_of] or [1.0]
    figure, panels = canvas(result, title(result), heights)
    for panel, (label, found) in zip(panels, panels_of, strict=False):
        _draw(panel, label, found, len(result.runs))
    if not panels_of:
        panels[0].text(0.5, 0.5, "nobody left", transform=panels[0].transAxes, ha="center", color=MUTED)
    panels[-1].set_xlim(0, 100)
    panels[-1].set_xticks(range(0, 101, 20), [f"{k}%" for k in range(0, 101, 20)])
    panels[-1].set_xlabel("share of claimants" + ("; the line spans nine runs in ten" if len(result.runs) > 1 else ""))
    return figure


def _panels(result: "Result") -> list[tuple[str, list[Bar]]]:
    streams = list(result.scenario.arrivals)
    suffixes = [("All claimants", "")]
    if len(streams) > 1:
        suffixes += [(words.capital(words.plain(stream)), f"_{stream}") for stream in streams]
    return [(label, bars(result, suffix)) for label, suffix in suffixes]


def bars(result: "Result", suffix: str = "") -> list[Bar]:
    """The ways to leave that anyone took, in the order of the law; `suffix` is `_<stream>` for one stream."""
    ways = [way for way in (*WAYS[1:], "still_present") if f"{way}{suffix}" in result.names]
    numbers: list[F] = [np.nan_to_num(column(result, f"{way}{suffix}")) for way in ways]
    total = np.sum(numbers, axis=0) if numbers else np.zeros(len(result.runs))
    found = []
    for way, number in zip(ways, numbers, strict=True):
        if number.any():
            share = 100 * np.divide(number, total, out=np.zeros_like(number), where=total > 0)
            over = bands(share[:, None])
            told = words.mean(result.summary[f"{way}{suffix}"])
            found.append(Bar(way, told, float(share.mean()), float(over.p5[0]), float(over.p95[0])))
    return found


def _draw(panel: "Axes", label: str, found: list[Bar], runs: int) -> None:
    rows = range(len(found))
    panel.barh(
        rows,
        [bar.share for bar in found],
        height=0.68,
        color=[ALERT if bar.way == "returned" else BLUE if bar.way == "referred" else HALF for bar in found],
    )
    for row, bar in zip(rows, found, strict=True):
        if runs > 1:
            panel.plot([bar.low, bar.high], [row, row], color=INK, lw=1.4, zorder=3)
        share = f"{bar.share:.0f}%" if bar.share >= 10 else f"{bar.share:.1f}%"
        panel.annotate(
            f"{share} · {bar.number}",
            (max(bar.share, bar.high), row),
            xytext=(6, 0),
            fontsize=9,
            va="center",
            textcoords="offset points",
            color=INK,
            annotation_clip=False,
        )
    panel.set_yticks(rows, [MEANINGS.get(bar.way, words.plain(bar.way)) for bar in found])
    panel.tick_params(axis="y", labelcolor=INK)
    panel.set_ylim(len(found) - 0.5, -0.5)
    panel.grid(axis="y", visible=False)
    panel.grid(axis="x", visible=True)
    panel.set_title(wrapped(label, 90), loc="left", fontsize=10, fontweight="bold")


def title(result: "Result") -> str:
    """The share returned, and the stream in which it is greatest."""
    part, number = result.summary.get("returned_share"), result.summary.get("returned")
    if part is None or number is None or not part.n:
        return "No claimant was decided"
    who = words.mean(number, "claimant")
    average = " on average" if len(result.runs) > 1 else ""
    said = f"{words.mean(part)} of decided claimants were returned to the United States, {who}{average}"
    streams = [
        (found.mean, stream, found)
        for stream in result.scenario.arrivals
        if (found := result.summary.get(f"returned_share_{stream}")) is not None and found.n
    ]
    if len(streams) < 2:
        return said
    _, stream, most = max(streams)
    return f"{said}; most often in the stream {words.plain(stream)}, {words.mean(most)}"
