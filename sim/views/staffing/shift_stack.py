"""The staffing chart: officers by shift over the weeks, stacked."""

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from sim.views.kit.style import INK, canvas, styled
from sim.views.text import words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.planning.staffing.proof import Staffing

COLOURS = ("#12496f", "#7ea9cb", "#e8b04a", "#5b7f5e", "#b3361b", "#8d7aa8", "#c9b79c", "#59626e")
MOST = 8  # shifts with a colour of their own


@styled
def shift_stack(found: "Staffing", pool: str) -> "Figure":
    """Officers rostered on each shift by the day on which it begins; small shifts beyond the eighth are one."""
    from matplotlib.ticker import MaxNLocator

    from sim.planning.staffing.tables import grid
    from sim.scenario.calendar.clock import clock

    first = clock(found.scenario).first_counted
    shifts = [
        (name, hours, np.array([n for day, n in counts.items() if day >= first]), [d for d in counts if d >= first])
        for name, hours, counts in grid(found.scenario, pool, found.rosters[pool])
    ]
    figure, (panel,) = canvas(found.proposed, title(found, pool), [3.2])
    if not shifts:
        panel.text(0.5, 0.5, "nobody is rostered", transform=panel.transAxes, ha="center")
        return figure
    days = shifts[0][3]
    largest = sorted(range(len(shifts)), key=lambda k: -int(shifts[k][2].sum()))[: MOST - (len(shifts) > MOST)]
    alone = Counter(hours.split(",")[0] for _, hours, _, _ in shifts)
    bottom = np.zeros(len(days))
    for colour, k in zip(COLOURS, sorted(largest), strict=False):
        name, hours, counts, _ = shifts[k]
        said = hours.split(",")[0] if alone[hours.split(",")[0]] == 1 else hours  # breaks only where they tell apart
        label = said if name == hours else f"{words.plain(name)} {said}"
        panel.stairs(bottom + counts, np.arange(len(days) + 1), baseline=bottom, fill=True, color=colour, label=label)
        bottom = bottom + counts
    rest = sum((shifts[k][2] for k in range(len(shifts)) if k not in largest), np.zeros(len(days)))
    if rest.any():
        edges = np.arange(len(days) + 1)
        panel.stairs(bottom + rest, edges, baseline=bottom, fill=True, color=COLOURS[-1], label="other shifts")
        bottom = bottom + rest
    every = max(7, 7 * -(-len(days) // 70))
    marks = range(next((k for k, day in enumerate(days) if day.weekday() == 0), 0), len(days), every)
    panel.set_xticks([float(k) for k in marks], [f"Mon {days[k].day} {days[k]:%b}" for k in marks])
    panel.tick_params(axis="x", labelsize=8.5, labelcolor=INK)
    panel.set_xlim(0, len(days))
    panel.set_ylim(0, 1.1 * max(float(bottom.max()), 1.0))
    panel.set_ylabel("officers rostered a day")
    panel.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    panel.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), handlelength=1.2)
    return figure


def title(found: "Staffing", pool: str) -> str:
    """The hours of the roster, and their price if there is one."""
    roster, name = found.rosters[pool], words.capital(words.plain(pool))
    over = f", {roster.overtime_hours:,.0f} of them overtime" if roster.overtime_hours else ""
    priced = found.scenario.staff[pool].cost
    cost = f", {roster.cost:,.0f} {found.scenario.currency}" if priced else ""
    return f"{name}: {roster.hours:,.0f} officer-hours on the roster{over}{cost}"
