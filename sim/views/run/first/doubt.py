"""How sure the verdict is: what chance alone could have made, and what the assumptions could."""

from typing import TYPE_CHECKING, NamedTuple

from sim.experiments.statistics.assumption_sets import main_figures
from sim.people.chance.uncertain_inputs import STATED
from sim.views.run.first.overflow import ordered, overflow_area, overflow_measure
from sim.views.run.first.resting import Statement, counted_runs, interval, number

if TYPE_CHECKING:
    from sim.experiments.result import Result

MOST = 2  # inputs named


class Assumed(NamedTuple):
    """What the sets of assumptions say of the verdict: `kind` is `fixed` (nothing is uncertain), `left out` (no set was
    played), `orders` or `figure`.

    Of `orders`: in how many sets every run orders the measure and in how many none does. Of `figure`: from where to
    where its mean goes over nine sets in ten. `inputs` are those that move it most.
    """

    kind: str
    figure: str = ""
    sets: int = 0
    every: int = 0
    none: int = 0
    low: float = 0.0
    high: float = 0.0
    inputs: tuple[str, ...] = ()


def by_chance(result: "Result") -> Statement:
    """Return the 95% interval of the share of runs that order, or of the highest number of people."""
    name = overflow_measure(result)
    if not name:
        area = overflow_area(result)
        figure = f"peak_{area}" if area else "on_site_peak"
        numbers = {"runs": counted_runs(result), "peak": number(result, "mean", figure)}
        return Statement("peak by chance", area, numbers | interval(result, figure))
    numbers = {"runs": counted_runs(result), "ordered": counted_runs(result, ordered(name))}
    return Statement("orders by chance", name, numbers | interval(result, f"{name}_ordered"))


def by_assumptions(result: "Result") -> Assumed:
    """Return what the sets of assumptions say of the same."""
    if not result.scenario.uncertain:
        return Assumed("fixed")
    found, name = result.assumption_sets, overflow_measure(result)
    if found is None or not found.runs:
        return Assumed("left out")
    figure = f"{name}_ordered" if name else main_figures(result.scenario)[0]
    if figure not in found.names:
        return Assumed("left out")
    inputs = tuple(one for group in found.influences(figure).groups for one in group)[:MOST]
    if name:
        stated = found.shares(figure, STATED)
        return Assumed("orders", figure, stated.n, stated.every, stated.none, inputs=inputs)
    spread = found.spread(figure, STATED)
    return Assumed("figure", figure, found.asked, low=spread.low, high=spread.high, inputs=inputs)
