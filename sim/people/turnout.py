"""Officers who turn up for duty, and how long measures take to be ready: chance that no party carries."""

import numpy as np

from sim.arrays import I
from sim.people.chance.philox import turned_up
from sim.people.chance.random_streams import Chance, Register
from sim.people.durations import whole_seconds
from sim.people.sample import ORDERS
from sim.scenario.calendar.roster import Crew, Duties, crews
from sim.scenario.schema import Scenario


class Absences:
    """One draw for each crew (pool, shift, and the measure that brought it), date and slot."""

    def __init__(self, scenario: Scenario, register: Register, roster: Duties) -> None:
        groups, self._duties = crews(scenario), roster
        pools, measures = list(scenario.staff), list(scenario.measures)
        absence = [pool.absence for pool in scenario.staff.values()]
        self._absence = np.array([absence[crew.pool] for crew in groups], dtype=np.float64)
        self._decisions = [register.decision(_path(crew, pools, measures)) for crew in groups]

    def draw(self, chance: Chance) -> I:
        """Return (D,) officers present, a value a duty."""
        if not self._absence.any():
            return self._duties.posts.copy()
        keys = np.stack([chance.key(decision) for decision in self._decisions])
        return turned_up(keys, self._duties.crew, self._duties.day, self._duties.posts, self._absence)


def _path(crew: Crew, pools: list[str], measures: list[str]) -> str:
    source = f"contingency/{measures[crew.source - 1]}/staff" if crew.source else "staff"
    return f"{source}/{pools[crew.pool]}/{crew.shift}/absence"


class LeadTimes:
    """The lead time of each measure's n-th order, then of each further stage; of what is under way at the start, which
    is order 0, what is left."""

    def __init__(self, scenario: Scenario, register: Register) -> None:
        self._measures = [
            (measure.lead_time, register.decision(f"contingency/{name}/lead_time"))
            for name, measure in scenario.measures.items()
        ]
        self._measures += [
            (stage.lead_time, register.decision(f"contingency/{name}/stages/{further}/lead_time"))
            for name, measure in scenario.measures.items()
            for further, stage in measure.stages.items()
        ]
        self._left = [
            (m, measure.at_start.ready_in, register.decision(f"contingency/{name}/at_start/ready_in"))
            for m, (name, measure) in enumerate(scenario.measures.items())
            if measure.at_start and measure.at_start.ready_in
        ]

    def draw(self, chance: Chance) -> I:
        """Return (M + stages, ORDERS) seconds."""
        order = np.arange(ORDERS)
        found = np.empty((len(self._measures), ORDERS), dtype=np.int64)
        for row, (time, path) in zip(found, self._measures, strict=True):
            u = np.full(1, 0.5) if time.is_constant else chance.series(path, np.zeros_like(order), order)
            row[:] = whole_seconds(time.ppf(u), 0)
        for m, left, path in self._left:
            found[m, :1] = whole_seconds(left.ppf(chance.series(path, order[:1], order[:1])), 0)
        return found
