"""The removal orders of a run, person by person, in one sentence."""

from typing import TYPE_CHECKING

from sim.scenario.catalogue.words_of_people import ORDERS_BY_OUTCOME
from sim.views.run.told import Told, told
from sim.views.text import words
from sim.wording import said, say
from sim.wording.quantity import listed

if TYPE_CHECKING:
    from sim.experiments.result import Result

BESIDES = ("withdrawn_together", "suspended", "child_protection")


def orders(result: "Result") -> list[Told]:
    """Return how many orders of each kind are made of whom, and what else the law makes of persons; nothing without
    facts.
    """
    if not result.scenario.screening.facts:
        return []
    found = [(result.figures.get(name), result.summary.get(name)) for name in (*ORDERS_BY_OUTCOME, *BESIDES)]
    each = [
        say("{what}: {number}", what=said(info.label), number=words.estimate(one))
        for info, one in found
        if info is not None and one is not None and one.n and one.mean > 0
    ]
    return told(say("Orders, one a person"), say("{list}.", list=listed(each)) if each else say("None."))
