"""What the law made of those who left decided: orders, families that were divided, claims given up; and the ladder."""

import numpy as np

from sim.figures.basis import Basis
from sim.people.sample import Sample
from sim.port.log import EXITS, Log
from sim.scenario.catalogue.words_of_people import BY_LAW, ORDERS_BY_OUTCOME
from sim.scenario.language.process import OUTCOMES

DECIDED = tuple(EXITS.index(way) for way in OUTCOMES if way != "deferred")


def orders(basis: Basis, sample: Sample, log: Log) -> dict[str, float]:
    """Of those who left decided in the counted span, by the names of figures; none where no facts are drawn."""
    if basis.plan.scenario.screening.facts is None:
        return {}
    left = (log.left >= basis.start) & np.isin(log.exit, DECIDED)
    part = sample.parent >= 0
    part[sample.parent[part]] = True
    counts = sample.orders[left].sum(axis=0).tolist()
    place = {name: k for k, name in enumerate(BY_LAW)}
    by_outcome = {
        name: float(sample.orders[left & (log.exit == EXITS.index(outcome)), place[order]].sum())
        for name, (order, outcome) in ORDERS_BY_OUTCOME.items()
    }
    return {
        **{name: float(many) for name, many in zip(BY_LAW, counts, strict=True)},
        **by_outcome,
        "divided": float(sample.persons[left & part].sum()),
    }


def ladder(basis: Basis, sample: Sample, log: Log) -> dict[str, float]:
    """Of those whom measures took out of the port in the counted span: what would have become of them."""
    left = log.left >= basis.start
    back, held = (left & (log.exit == EXITS.index(way)) for way in ("directed_back", "detained"))
    found = {
        f"directed_back_{name}": float(sample.persons[back & (sample.outcome == k)].sum())
        for k, name in enumerate(OUTCOMES)
    }
    other = sample.outcome != OUTCOMES.index("detained")
    return found | {"detained_by_measure": float(sample.persons[held & other].sum())}
