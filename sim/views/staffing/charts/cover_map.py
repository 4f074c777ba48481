"""Cover of one pool as a map: a column a day, a row an hour."""

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import HOUR, F
from sim.views.kit.chart import Axis, Chart, Panel, Tick
from sim.views.kit.marks import Map, numbers
from sim.views.kit.sources import source
from sim.views.kit.time_axis import day_ticks
from sim.views.text.words import capital, plain
from sim.wording import counted, say
from sim.wording.quantity import rounded

if TYPE_CHECKING:
    from sim.planning.staffing.proof import Staffing


def cover_map(staffing: "Staffing", pool: str) -> Chart:
    """Return officers on the roster less officers required, by local hour and day of the counted span."""
    spare, days = by_day(staffing, pool)
    hours = tuple(Tick(hour, f"{hour:02d}:00") for hour in range(0, 24, 3))
    across = Axis(say("day"), say("day"), -0.5, len(days) - 0.5, day_ticks(days), grid=False, size=8.5)
    up = Axis(say("local hour"), say("hour"), 23.5, -0.5, hours, grid=False, size=8.5)
    cells = Map(
        tuple(numbers(row) for row in spare), diverging=True, bar=say("officers above or below what is required")
    )
    panel = Panel((cells,), across, up, 3.4)
    return Chart(f"cover_map_{stem(pool)}", title(staffing, pool), caption(), source(staffing.proposed), (panel,))


def caption() -> str:
    """Return what is drawn."""
    return say("Officers on the roster less officers required, a column a day and a row an hour.")


def stem(pool: str) -> str:
    """Return the name of a pool within the name of a file."""
    return "".join(letter if letter.isalnum() else "_" for letter in pool)


def by_day(staffing: "Staffing", pool: str) -> tuple[F, list[date]]:
    """Return (24, days) rostered less required, and the days; NaN for an hour that daylight saving skips."""
    from sim.scenario.calendar.clock import clock

    time, roster = clock(staffing.scenario), staffing.rosters[pool]
    days = [day for day in time.days if day >= time.first_counted]
    column = {day: k for k, day in enumerate(days)}
    spare = np.full((24, len(days)), np.nan)
    for hour, value in enumerate(roster.present - roster.required):
        moment = time.at(hour * HOUR)
        if moment.date() in column:
            spare[moment.hour, column[moment.date()]] = value
    return spare, days


def title(staffing: "Staffing", pool: str) -> str:
    """Return how often the roster falls short."""
    spare, _ = by_day(staffing, pool)
    there = np.isfinite(spare)
    short = int((spare[there] < -1e-9).sum())
    name, missed = capital(plain(pool)), sum(not one.met for one in staffing.proposed.targets)
    if not short and missed:
        return counted(
            "{pool}: as many as are required in every hour, yet {n} target is missed",
            "{pool}: as many as are required in every hour, yet {n} targets are missed",
            missed, pool=name,
        )  # fmt: skip
    if not short:
        return say("{pool}: no hour has fewer officers than required", pool=name)
    missing = int(rounded(float(-spare[there & (spare < 0)].sum())))
    return counted(
        "{pool}: {short} of {n} hour are short, by {missing} officer-hours in all",
        "{pool}: {short} of {n} hours are short, by {missing} officer-hours in all",
        int(there.sum()), pool=name, short=short, missing=missing,
    )  # fmt: skip
