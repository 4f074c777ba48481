"""The figures of which two states of a brief are compared, and how the page writes them."""

from typing import TYPE_CHECKING, Any

from sim.experiments.comparison.levers.levers import shown
from sim.scenario.catalogue.figures_of_people import stay_phrases
from sim.views.run.first.overflow import overflow_area, overflow_measure
from sim.views.text.words import capital
from sim.wording import said, say
from sim.wording.quantity import sign

if TYPE_CHECKING:
    from sim.experiments.result import Result

MOST = 10


def compared(result: "Result") -> tuple[str, ...]:
    """Return the names of figures: those of the boxes, then what a lever is judged by, dates left out."""
    measure, area = overflow_measure(result), overflow_area(result)
    wanted = [f"{measure}_ordered", f"{measure}_days_needed"] if measure else []
    wanted += [f"peak_{area}", f"over_capacity_hours_{area}"] if area else ["on_site_peak"]
    wanted += ["cost_total", f"cost_{measure}", stay_phrases(result.scenario, result.withheld)["mean"]]
    names = [name for name in dict.fromkeys((*wanted, *shown([result]))) if name in result.names]
    return tuple(name for name in names if result.figures[name].kind != "date")[:MOST]


def written(result: "Result", names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return each figure for the page: its label in the language that is spoken, its kind, what its differences can
    be (null: anything).
    """
    rows = []
    for name in names:
        info = result.figures[name]
        ends = [end if abs(end) != float("inf") else None for end in info.steps]
        rows.append({"name": name, "label": capital(said(info.label)), "kind": info.kind, "steps": ends})
    return rows


def patterns(currency: str) -> dict[str, str]:
    """Return how numbers are written in the language that is spoken, each with `{n}` in the place of one."""
    n = "{n}"
    return {
        "percent": say("{n}%", n=n),
        "points": say("{n} points", n=n),
        "hours": say("{n} hours", n=n),
        "days": say("{n} days", n=n),
        "money": say("{symbol}{n}", symbol=sign(currency), sign=sign(currency), blank="\u00a0", n=n),
        "interval": say("{low} to {high}", low="{low}", high="{high}"),
    }
