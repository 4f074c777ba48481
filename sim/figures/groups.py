"""Stays of a priority class, a stream or an outcome, where a scenario asks for them."""

import numpy as np

from sim.arrays import HOUR, F, I
from sim.figures.basis import Basis
from sim.figures.stays import Stays, up_to
from sim.figures.waits import Waited, by_step, members
from sim.people.sample import Sample
from sim.port.log import Log


def stays_of_groups(basis: Basis, sample: Sample, log: Log, people: Stays) -> dict[str, float]:
    """Return the figures of stays that the catalogue has of some claimants, in the order in which they are asked
    for.
    """
    figures: dict[str, float] = {}
    played_on = log._replace(exit=log.exit_after_end)
    limited, *known = up_to(basis, sample, people, basis.stay_limit)
    for group, wanted in basis.stays.items():
        mine, ends_so = (members(sample, one, group)[people.arrived] for one in (log, played_on))
        served, own = mine & (people.unserved == 0), ends_so & (people.lost == 0)
        tables = {
            0: _times(people.persons[own], people.stay[own]),
            basis.stay_limit: _times(*(column[ends_so[limited]] for column in known)),
        }
        for one in wanted:
            if one.hours:
                observed = mine & (sample.arrive[people.arrived] <= basis.end - one.hours * HOUR)
                gone = observed & served & (people.gone == 1) & (people.stay <= one.hours * HOUR)
                whole = int(people.persons[observed].sum())
                figures[one.name] = int(people.persons[gone].sum()) / whole if whole else np.nan
            else:
                figures[one.name] = float(tables[one.limit][one.what][0])
    return figures


def _times(persons: I, stay: I) -> dict[str, F]:
    """Return (1,) of every statistic, in hours."""
    nothing = np.zeros(persons.size, dtype=np.int64)
    return by_step(Waited(nothing, stay, persons, nothing), 1)
