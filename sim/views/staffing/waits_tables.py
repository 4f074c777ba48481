"""Where people wait under both rosters: by step, and for each pool."""

import math
from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import HOURS_OF_WEEK
from sim.planning.staffing.written_roster import is_written
from sim.views.kit.page import Table
from sim.views.run.first.boxes import wait
from sim.views.text.words import capital, plain
from sim.wording import say
from sim.wording.calendar_said import weekday_short
from sim.wording.quantity import hours, listed, rounded

if TYPE_CHECKING:
    from sim.experiments.result import Result
    from sim.planning.staffing.proof import Staffing

NONE = "–"


def bottleneck_said(staffing: "Staffing") -> str:
    """Return for which step people wait longest, under both rosters."""
    mine, theirs = wait(staffing.proposed), wait(staffing.today)
    if not mine.subject:
        return say("Nobody waits under the proposed roster.")
    told = {"step": plain(mine.subject), "time": hours(mine["longest"])}
    if not is_written(staffing.scenario):
        return say("The bottleneck is {step}: {time} on average.", **told)
    if mine.subject == theirs.subject:
        return say(
            "The bottleneck is {step}: {time} on average under the proposed roster, {then} under the written one.",
            then=hours(theirs["longest"]), **told,
        )  # fmt: skip
    if not theirs.subject:
        return say("The bottleneck is {step}: {time} on average; nobody waits under the written roster.", **told)
    return say(
        "The bottleneck is {step}: {time} on average; under the written roster it is {other}, with {then}.",
        other=plain(theirs.subject), then=hours(theirs["longest"]), **told,
    )  # fmt: skip


def steps_with_waits(result: "Result") -> dict[str, tuple[str, str]]:
    """Return the figures of the mean wait and of what one claimant in twenty exceeds, by step."""
    found: dict[str, tuple[str, str]] = {}
    for name in result.names:
        info = result.figures[name]
        if info.what == "wait" and len(info.owners) == 1 and name.endswith("_mean"):
            late = f"{name.removesuffix('_mean')}_p95"
            found[info.owner("step")] = (name, late if late in result.summary else "")
    return found


def waits(staffing: "Staffing") -> Table:
    """Return a row a step, the longest wait first: who serves it, the waits of both rosters."""
    rows, steps = [], staffing.scenario.process.steps
    named = steps_with_waits(staffing.proposed)
    by_wait = sorted(named, key=lambda step: -np.nan_to_num(staffing.proposed.summary[named[step][0]].mean))
    for step in by_wait:
        mean, late = named[step]
        cells = [_time(result, name) for name in (mean, late) for result in (staffing.proposed, staffing.today)]
        given = [plain(pool) for pool in steps[step].alternatives[0]] if step in steps else []
        rows.append((plain(step), listed(given) or NONE, *cells))
    header = (
        say("Step"), say("Served by"), say("Mean wait, proposed"), say("written"),
        say("One in 20 waits, proposed"), say("written"),
    )  # fmt: skip
    return Table(say("By step"), say("Waits from ready to begun, longest first."), header, rows, 2)


def _time(result: "Result", name: str) -> str:
    value = result.summary[name].mean if name else math.nan
    return NONE if math.isnan(value) else hours(value)


def queues(staffing: "Staffing") -> Table:
    """Return a row a pool: how many parties wait for it on average, and in the worst hour of the week."""
    rows = []
    for p, pool in enumerate(staffing.rosters):
        cells: list[str] = []
        for seen in staffing.queues:
            mean = seen[:, p].mean(axis=0)
            worst = int(mean.argmax())
            cells += [say("{n}", n=rounded(float(mean.mean()), 1)), _worst(float(mean[worst]), worst)]
        rows.append((capital(plain(pool)), *cells))
    header = (say("Pool"), say("Queue, proposed"), say("worst hour"), say("Queue, written"), say("worst hour"))
    note = say("Parties that are ready and not begun, mean by hour of the week.")
    return Table(say("By pool"), note, header, rows, 1)


def _worst(most: float, hour: int) -> str:
    weekday, time = weekday_short(hour % HOURS_OF_WEEK // 24), f"{hour % 24:02d}:00"
    return say("{n}, {weekday} {time}", n=rounded(most, 1), weekday=weekday, time=time)
