"""The charts: one file each. Matplotlib is imported only when one is drawn."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sim.people.expectation.demand_bands import is_uncertain
from sim.views.run.charts.demand import demand
from sim.views.run.charts.order_dates import order_dates
from sim.views.run.charts.outcomes import outcomes
from sim.views.run.charts.people_on_site import people_on_site
from sim.views.run.charts.staff_week import staff_week
from sim.views.run.charts.time_on_site import time_on_site

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.experiments.result import Result

CHARTS = (people_on_site, order_dates, time_on_site, staff_week, outcomes)


def charts(result: "Result") -> "tuple[Callable[[Result], Figure], ...]":
    """The charts of a result: those that every result has, and the demand where surges or inputs move it."""
    return (demand, *CHARTS) if is_uncertain(result.scenario) else CHARTS


__all__ = ["CHARTS", "charts", "demand", "order_dates", "outcomes", "people_on_site", "staff_week", "time_on_site"]
