"""How long claimants stay: the share served and gone within some hours, against the targets."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import F
from sim.scenario.catalogue.asked import stay_limit
from sim.scenario.catalogue.figures_of_people import stay_phrases
from sim.views.kit.chart import Axis, Chart, Panel, Tick, percents
from sim.views.kit.marks import Band, Dots, Interval, Line, Mark, Text, numbers
from sim.views.kit.palette import HALF, INK, MEASURED, MOST, MUTED, TARGET, WORSE
from sim.views.kit.sources import source
from sim.views.run.run_statistics import bands
from sim.views.text import words
from sim.wording import counted, noted, said, say

if TYPE_CHECKING:
    from sim.experiments.result import Result, Summary, TargetMet

LAST = 96  # hours shown
CAPTION = noted(
    "The share of all claimants who were served and had gone, by hours since they arrived; those who left unserved "
    "never count as gone, those present at the end are played on until they leave. Dots are the figures compared with "
    "the targets: of those who arrived long enough before the end."
)


def time_on_site(result: "Result") -> Chart:
    """Return the share of claimants served and gone by hours since arrival; named shares next to their targets."""
    over, at, several = bands(_shares(result)), numbers(range(LAST + 1)), len(result.runs) > 1
    spread = (
        Band(at, numbers(over.p5), numbers(over.p95), MOST, say("nine runs in ten")),
        Band(at, numbers(over.p25), numbers(over.p75), HALF, say("half of the runs")),
    )
    median = Line(
        at, numbers(over.p50), MEASURED, say("median") if several else say("share served and gone"), weight=1.8
    )
    marks = (*(spread if several else ()), median, *_marks(result))
    ticks = tuple(Tick(hour, str(hour), role=MUTED) for hour in range(0, LAST + 1, 12))
    since = Axis(say("hours since arrival (waiting outside included)"), "h", 0.0, LAST, ticks)
    panel = Panel(marks, since, percents(say("share of claimants served and gone"), 108.0, 20), 3.9)
    return Chart("time_on_site", title(result), said(CAPTION), source(result), (panel,))


def _shares(result: "Result") -> F:
    stays = np.array([run.stays for run in result.runs], dtype=np.float64)
    total = stays.sum(axis=1, keepdims=True)
    gone = np.hstack([np.zeros((len(stays), 1)), stays[:, :LAST].cumsum(axis=1)])
    shares: F = 100 * np.divide(gone, total, out=np.full_like(gone, np.nan), where=total > 0)
    return shares


def within(result: "Result") -> list[tuple[int, "Summary", "TargetMet | None"]]:
    """Return the figures `within_<h>h` that fit on the chart, by hours, each with its target if it has one."""
    targets = {met.name: met for met in result.targets}
    found = [
        (info.within, result.summary[info.name], targets.get(info.name))
        for info in map(result.figures.__getitem__, result.names)
        if info.within and not info.owners
    ]
    return sorted((h, figure, target) for h, figure, target in found if h <= LAST and figure.n)


def _marks(result: "Result") -> Iterator[Mark]:
    for hour, figure, target in within(result):
        height = 100 * figure.mean
        yield Interval(hour, 0.0, height, MUTED, weight=0.9, upright=True, stroke="dotted")
        yield Dots((hour,), (height,), MEASURED, size=7.0)
        below, told = height, f"{words.estimate(figure)}\n{say('within {hours} h', hours=hour)}"
        if target is not None:
            level = 100 * level_of(result, target.name)
            yield Interval(level, hour - 2.5, hour + 2.5, TARGET, weight=3.0)
            below = min(height, level)
            told += f"\n{_judged(target)}"
        role = INK if target is None or target.met else WORSE
        yield Text(hour, below, told, role, "below right" if hour < LAST - 30 else "below left")


def _judged(target: "TargetMet") -> str:
    asked = said(target.text)
    return say("target {asked}: met", asked=asked) if target.met else say("target {asked}: missed", asked=asked)


def level_of(result: "Result", name: str) -> float:
    """Return what a target asks of a share."""
    target = result.scenario.targets[name]
    given = target.at_least or target.at_most
    return given.value if given is not None else float("nan")


def title(result: "Result") -> str:
    """Return the first share that has a target, or that there is; else the mean stay."""
    found = within(result)
    chosen = [item for item in found if item[2] is not None] or found
    average = result.summary[stay_phrases(result.scenario, result.withheld)["mean"]]
    if not chosen:
        if not average.n:
            return say("Nobody arrived")
        time, limit = words.mean(average, "hour"), stay_limit(result.scenario)
        if result.withheld:
            return counted(
                "Claimants stay {time} on average, of stays up to {n} hour",
                "Claimants stay {time} on average, of stays up to {n} hours", limit, time=time,
            )  # fmt: skip
        return say("Claimants stay {time} on average", time=time)
    hour, figure, target = chosen[0]
    served = say("{share} of claimants were served and gone within {hours} hours", share=words.mean(figure), hours=hour)
    if target is None:
        return served
    asked = said(target.text)
    if target.met:
        return say("{served}; the target of {asked} is met", served=served, asked=asked)
    return say("{served}; the target of {asked} is missed", served=served, asked=asked)
