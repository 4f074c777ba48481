"""Waits for each step, from ready to start."""

import numpy as np

from sim.measures.basis import Basis
from sim.measures.changes import HOUR
from sim.measures.quantile import quantiles
from sim.people.sample import Sample
from sim.port.log import Log
from sim.scenario.calendar import I


def waits(basis: Basis, sample: Sample, log: Log, party: I) -> dict[str, float]:
    """Mean and 95% quantile of the waits of all visits that started in the counted span, weighted by persons.

    A visit that never started (patience ran out, deferred, still waiting at the end) has no such wait. `party` (V,) is
    the party of each visit.
    """
    steps = basis.plan.steps
    rows = np.flatnonzero((log.start >= basis.start) & (log.start < basis.end))
    step, wait, persons = sample.step[rows], log.start[rows] - log.ready[rows], sample.persons[party[rows]]
    whole = np.bincount(step, weights=persons, minlength=len(steps))
    waited = np.bincount(step, weights=persons * wait, minlength=len(steps))
    p95 = quantiles(wait, persons, (95,), step, len(steps))[:, 0]
    figures: dict[str, float] = {}
    for k, name in enumerate(steps):
        figures[f"wait_{name}_mean"] = waited[k] / whole[k] / HOUR if whole[k] else np.nan
        figures[f"wait_{name}_p95"] = p95[k] / HOUR if whole[k] else np.nan
    return figures
