"""The staffing chart: officers by shift over the weeks, stacked."""

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.arrays import F
from sim.views.kit.chart import Axis, Chart, Panel
from sim.views.kit.marks import Band, numbers
from sim.views.kit.palette import shift
from sim.views.kit.sources import source
from sim.views.kit.time_axis import day_ticks
from sim.views.staffing.charts.cover_map import stem
from sim.views.text.words import capital, plain
from sim.wording import counted, say
from sim.wording.quantity import money, rounded

if TYPE_CHECKING:
    from sim.planning.staffing.proof import Staffing

MOST = 8  # shifts with a colour of their own


def caption() -> str:
    """Return what is drawn."""
    return say("Officers on the proposed roster by shift, on the day on which it begins.")


class Stacked(NamedTuple):
    """Shifts as the layers of a stack: what each is called, and (days) officers; and the days."""

    layers: tuple[tuple[str, F], ...]
    days: tuple[date, ...]


def shift_stack(result: "Staffing", pool: str) -> Chart:
    """Return officers rostered on each shift by the day on which it begins; small shifts beyond the eighth are one."""
    stacked = layers(result, pool)
    days = len(stacked.days)
    marks, bottom = [], np.zeros(days)
    for k, (label, officers) in enumerate(stacked.layers):
        edges = numbers(range(days + 1))
        marks.append(Band(edges, numbers(bottom), numbers(bottom + officers), shift(k), label))
        bottom = bottom + officers
    across = Axis(
        say("day on which the shift begins"),
        say("day"),
        0.0,
        max(days, 1),
        day_ticks(stacked.days),
        aside=True,
        size=8.5,
    )
    high = 1.1 * max(float(bottom.max(initial=0.0)), 1.0)
    up = Axis(say("officers rostered a day"), say("officers a day"), 0.0, high, whole=True, most=6)
    panel = Panel(tuple(marks), across, up, 3.4, empty="" if marks else say("nobody is rostered"))
    name, whence = f"shift_stack_{stem(pool)}", source(result.proposed)
    return Chart(name, title(result, pool), caption(), whence, (panel,), legend="right")


def layers(found: "Staffing", pool: str) -> Stacked:
    """Return the largest shifts of a pool, in their order, and the others together."""
    from sim.planning.staffing.tables import grid
    from sim.scenario.calendar.clock import clock

    first = clock(found.scenario).first_counted
    shifts = [
        (name, hours, {day: count for day, count in counts.items() if day >= first})
        for name, hours, counts in grid(found.scenario, pool, found.rosters[pool])
    ]
    if not shifts:
        return Stacked((), ())
    counts = [np.array(list(each.values()), dtype=np.float64) for _, _, each in shifts]
    largest = sorted(range(len(shifts)), key=lambda k: -counts[k].sum())[: MOST - (len(shifts) > MOST)]
    alone = Counter(hours.split(",")[0] for _, hours, _ in shifts)
    found_layers = [(_called(*shifts[k][:2], alone), counts[k]) for k in sorted(largest)]
    rest = sum((counts[k] for k in range(len(shifts)) if k not in largest), np.zeros(len(counts[0])))
    if rest.any():
        found_layers.append((say("other shifts"), rest))
    return Stacked(tuple(found_layers), tuple(shifts[0][2]))


def _called(name: str, hours: str, alone: Counter[str]) -> str:
    """Return a shift by its name and its hours; breaks only where they tell it apart from another."""
    begins = hours.split(",")[0]
    short = begins if alone[begins] == 1 else hours
    return short if name == hours else f"{plain(name)} {short}"


def title(staffing: "Staffing", pool: str) -> str:
    """Return the hours of the roster, and their price if there is one."""
    roster = staffing.rosters[pool]
    over, hours = int(rounded(roster.overtime_hours)), int(rounded(roster.hours))
    parts = [counted("{n} officer-hour on the roster", "{n} officer-hours on the roster", hours)]
    parts += [counted("{n} of them overtime", "{n} of them overtime", over)] if over else []
    parts += [money(roster.cost, staffing.scenario.currency)] if staffing.scenario.staff[pool].cost else []
    return say("{pool}: {what}", pool=capital(plain(pool)), what=", ".join(parts))
