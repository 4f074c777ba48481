"""What the roster of a scenario takes now."""

import numpy as np

from sim.scenario.calendar import clock
from sim.scenario.roster import crews, duties
from sim.scenario.schema import Scenario

HOUR = 3600


def base_hours(scenario: Scenario) -> dict[str, float]:
    """Officer-hours paid of each pool, on shifts that begin in the counted span, without those that measures bring."""
    time, groups = clock(scenario), crews(scenario)
    table = duties(scenario, time)
    base = np.array([crew.source == 0 for crew in groups], dtype=np.bool_)[table.crew]
    pool = np.array([crew.pool for crew in groups], dtype=np.int64)[table.crew]
    counted = base & (table.begin >= time.start) & (table.begin < time.end)
    hours = np.where(counted, (table.end + table.paid - table.begin) * table.posts, 0) / HOUR
    return {name: float(hours[pool == p].sum()) for p, name in enumerate(scenario.staff)}
