"""Cover of one pool as a map: a column a day, a row an hour."""

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import HOUR, F
from sim.views.kit.style import ALERT, BLUE, INK, MUTED, PAPER, canvas, styled
from sim.views.text import words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.planning.staffing.proof import Staffing


@styled
def cover_map(found: "Staffing", pool: str) -> "Figure":
    """Officers on the roster less officers required, by local hour and day of the counted span."""
    from matplotlib.colors import LinearSegmentedColormap, TwoSlopeNorm

    spare, days = by_day(found, pool)
    figure, (panel,) = canvas(found.proposed, title(found, pool), [3.4])
    reach = max(float(np.nanmax(np.abs(spare), initial=0.0)), 1.0)
    colours = LinearSegmentedColormap.from_list("cover", [ALERT, PAPER, BLUE])
    picture = panel.imshow(
        spare, aspect="auto", cmap=colours, norm=TwoSlopeNorm(0.0, -reach, reach), interpolation="nearest"
    )
    every = max(1, -(-len(days) // 14))
    marks = range(0, len(days), every)
    panel.set_xticks(list(marks), [f"{days[k].day} {days[k]:%b}" for k in marks])
    panel.set_yticks(range(0, 24, 3), [f"{hour:02d}:00" for hour in range(0, 24, 3)])
    panel.tick_params(labelcolor=INK, labelsize=8.5)
    panel.grid(False)
    panel.set_ylabel("local hour")
    bar = figure.colorbar(picture, ax=panel, pad=0.01, fraction=0.03)
    bar.set_label("officers above or below what is required", color=MUTED, fontsize=8.5)
    bar.outline.set_visible(False)
    return figure


def by_day(found: "Staffing", pool: str) -> tuple[F, list[date]]:
    """(24, days) rostered less required, and the days; NaN for an hour that daylight saving skips."""
    from sim.scenario.calendar.clock import clock

    time, roster = clock(found.scenario), found.rosters[pool]
    days = [day for day in time.days if day >= time.first_counted]
    column = {day: k for k, day in enumerate(days)}
    spare = np.full((24, len(days)), np.nan)
    for hour, value in enumerate(roster.present - roster.required):
        moment = time.at(hour * HOUR)
        if moment.date() in column:
            spare[moment.hour, column[moment.date()]] = value
    return spare, days


def title(found: "Staffing", pool: str) -> str:
    """How often the roster falls short."""
    spare, _ = by_day(found, pool)
    there = np.isfinite(spare)
    short = int((spare[there] < -1e-9).sum())
    name = words.capital(words.plain(pool))
    if not short:
        return f"{name}: no hour has fewer officers than required"
    missing = float(-spare[there & (spare < 0)].sum())
    return f"{name}: {short:,} of {int(there.sum()):,} hours are short, by {missing:,.0f} officer-hours in all"
