"""Stays of a priority class, a stream or an outcome, where a scenario asks for them."""

import numpy as np

from sim.measures.basis import Basis
from sim.measures.changes import HOUR
from sim.measures.stays import Stays
from sim.measures.waits import Waited, by_step, members
from sim.people.sample import Sample
from sim.port.log import Log


def stays_of_groups(basis: Basis, sample: Sample, log: Log, people: Stays) -> dict[str, float]:
    """The figures of stays that the catalogue has of some claimants, in the order in which they are asked for."""
    figures: dict[str, float] = {}
    for group, wanted in basis.stays.items():
        mine = members(sample, log, group)[people.arrived]
        served = mine & (people.unserved == 0)
        nothing = np.zeros(int(served.sum()), dtype=np.int64)
        table = by_step(Waited(nothing, people.stay[served], people.persons[served], nothing), 1)
        for one in wanted:
            if one.hours:
                observed = mine & (sample.arrive[people.arrived] <= basis.end - one.hours * HOUR)
                gone = observed & served & (people.gone == 1) & (people.stay <= one.hours * HOUR)
                whole = int(people.persons[observed].sum())
                figures[one.name] = int(people.persons[gone].sum()) / whole if whole else np.nan
            else:
                figures[one.name] = float(table[one.what][0])
    return figures
