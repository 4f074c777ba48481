"""Figures of some days of a run alone: the measures of people and areas again, over another counted span."""

from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

import numpy as np

from sim.arrays import HOUR, I
from sim.figures.basis import NIGHT, Basis
from sim.figures.groups import stays_of_groups
from sim.figures.space import areas, crowding, outside, whereabouts
from sim.figures.stays import flows, on_site, presence, stays, through, time_on_site
from sim.figures.timelines import measured
from sim.figures.waits import waits
from sim.people.sample import Sample
from sim.port.log import Log
from sim.scenario.calendar.clock import Clock
from sim.scenario.catalogue.figures_of_days import windows
from sim.scenario.values.fact import Window


def of_windows(basis: Basis, sample: Sample, log: Log) -> dict[str, float]:
    """Return the figures of the days that facts of `evidence` are of, by the names that the catalogue gives them."""
    found: dict[str, float] = {}
    for window, wanted in windows(basis.plan.scenario).items():
        figures = of_days(basis, sample, log, window)
        found |= {window.of(name): figures[name] for name in wanted if name in figures}
    return found


def of_days(basis: Basis, sample: Sample, log: Log, window: Window) -> dict[str, float]:
    """Return every figure that some days can have. Who is not out at their end counts as not gone, as at the end of a
    run; how long such a stay was is known."""
    days, nights = _days(basis.plan.clock, window)
    start, end = int(days[0]), int(days[-1])
    own = replace(basis, start=start, end=end, hours=-(-(end - start) // HOUR), midnights=days, nights=nights)
    so_far = log._replace(left=np.where(log.left < end, log.left, -1))
    people, all_through, present = stays(own, sample, so_far), through(own, sample, so_far), presence(sample, log)
    persons = measured(present, start, end, own.hours)
    where = whereabouts(sample, log, basis.plan.step_area, sample.party)
    figures = flows(own, all_through) | time_on_site(own, sample, people) | waits(own, sample, so_far, sample.party)
    figures |= stays_of_groups(own, sample, so_far, people) | on_site(own, persons, all_through.nights)
    return figures | outside(own, where) | crowding(areas(own, log, where))


@lru_cache(maxsize=32)
def _days(clock: Clock, window: Window) -> tuple[I, I]:
    """Return the ticks at which the days begin, and the end; and those of their nights."""
    days = [window.first + timedelta(days=k) for k in range((window.until - window.first).days)]
    nights = [clock.tick(day, NIGHT) for day in days if clock.has(day)]
    return (
        np.array([clock.tick(day) for day in (*days, window.until)], dtype=np.int64),
        np.array(nights, dtype=np.int64),
    )
