"""Officers on duty and busy in each hour of one replication, which is played again for it: results keep weeks alone."""

from typing import NamedTuple

import numpy as np

from sim.arrays import HOUR, F
from sim.experiments.playing.engine import Engine
from sim.figures.basis import basis
from sim.figures.contingency import by_name
from sim.figures.staff import pools, tasks
from sim.scenario.schema import Scenario


class OfficersByHour(NamedTuple):
    """(P, H) mean officers of each pool in each hour from the start: on duty, and busy, on overtime included."""

    on_duty: F
    busy: F

    @property
    def busiest(self) -> int:
        """Return the place of the pool that does most of the work, in officer-hours."""
        return int(self.busy.sum(axis=1).argmax())


def officers_by_hour(scenario: Scenario, number: int) -> OfficersByHour:
    """Play one replication of a scenario again, with the lives of its measures, and count its officers."""
    engine = Engine(scenario)
    made = basis(engine.plan)
    sample, log = engine.played(number)
    found = pools(made, tasks(made, sample, log, sample.party), log, by_name(made, log.diary))
    return OfficersByHour(
        np.array([pool.present for pool in found], dtype=np.float64) / HOUR,
        np.array([pool.busy for pool in found], dtype=np.float64) / HOUR,
    )
