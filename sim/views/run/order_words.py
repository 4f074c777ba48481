"""The removal orders of a run, person by person, in one sentence."""

from typing import TYPE_CHECKING

from sim.scenario.catalogue.figures_of_people import BY_LAW, ORDERS_BY_OUTCOME
from sim.views.text import words

if TYPE_CHECKING:
    from sim.experiments.result import Result

BESIDES = ("withdrawn_together", "suspended", "child_protection")


def orders(result: "Result") -> list[tuple[str, str]]:
    """Return what it is about, and how many orders of each kind are made of whom, and what else the law makes of
    persons; nothing without facts.
    """
    if not result.scenario.screening.facts:
        return []
    by_outcome = [
        (name, f"{BY_LAW[order][1]} of those {outcome}") for name, (order, outcome) in ORDERS_BY_OUTCOME.items()
    ]
    told = [*by_outcome, *((name, BY_LAW[name][1]) for name in BESIDES)]
    found = [(result.summary.get(name), label) for name, label in told]
    each = [f"{words.estimate(one)} {label}" for one, label in found if one is not None and one.n and one.mean > 0]
    return [("Orders, one a person", f"{words.listed(each) or 'none'}.")]
