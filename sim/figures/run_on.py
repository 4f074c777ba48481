"""What alternatives are ranked by where a scenario says `run_on`: all cost and crowding from `start` to that day.

They are those of a run that is played to `run_on` on the same people, in which nothing is decided from the end of the
scenario on. What was ordered by then comes, and is given back by its rule, or on `run_on` at the latest.
"""

import math

from sim.figures.basis import Basis
from sim.figures.contingency import by_name
from sim.figures.cost import bill
from sim.figures.space import areas, crowding, whereabouts
from sim.figures.staff import pools, tasks
from sim.people.sample import Sample
from sim.port.log import Log
from sim.scenario.calendar.clock import NEVER
from sim.scenario.catalogue.figures_of_cost import CROWDING_RUN_ON, TOTAL_RUN_ON


def ranked(basis: Basis, sample: Sample, log: Log) -> dict[str, float]:
    """Return the figures to `run_on`, from the run that was played to it; the basis is that of the longer run."""
    party = sample.party
    found = areas(basis, log, whereabouts(sample, log, basis.plan.step_area, party))
    called, work = by_name(basis, log.diary), tasks(basis, sample, log, party)
    owed = bill(basis, sample, log, work, called, pools(basis, work, log, called), found)
    figures = {TOTAL_RUN_ON: float(sum(owed.between(basis.start, NEVER).values()))}
    crowded = crowding(found)
    for area in basis.plan.areas:
        figures[CROWDING_RUN_ON.format(area)] = crowded[f"over_capacity_person_hours_{area}"]
    return figures


def unknown(basis: Basis) -> dict[str, float]:
    """None of these figures: of a run whose policies are not known to end with the scenario."""
    names = (TOTAL_RUN_ON, *(CROWDING_RUN_ON.format(area) for area in basis.plan.areas))
    return dict.fromkeys((name for name in names if name in basis.names), math.nan)
