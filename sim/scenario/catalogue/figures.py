"""The names of the figures: columns of `kpis.csv`, keys of `summary.json`, words of `targets` and `precision`.

What a figure means is said here and in the three modules next to it, for figures of people, of the port and of money;
`sim.figures` computes it.
"""

from sim.scenario.catalogue import figures_of_cost, figures_of_people, figures_of_port
from sim.scenario.catalogue.figure import FigureInfo
from sim.scenario.catalogue.figures_of_days import of_windows
from sim.scenario.language.sections import Sections
from sim.wording import say

PARTS = (*figures_of_people.PARTS, *figures_of_port.PARTS, *figures_of_cost.PARTS)


def catalogue(scenario: Sections) -> dict[str, FigureInfo]:
    """Return every figure of a scenario by name, in the order of the columns.

    Every measure that is declared has its figures, whether enabled or not, so that scenarios can be compared.
    ValueError when two figures would have the same name (a measure called `staff` would make a second `cost_staff`).
    """
    known: dict[str, FigureInfo] = {}
    for part in PARTS:
        for figure in part(scenario):
            if figure.name in known:
                twice = say("names that give every figure its own: two would be called {name}", name=figure.name)
                raise ValueError(twice)
            known[figure.name] = figure.in_words()
    return known | of_windows(scenario, known)
