"""The charts of a run, a file each: values, which the kit draws."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sim.people.expectation.demand_bands import is_uncertain
from sim.views.kit.chart import Chart
from sim.views.run.charts.claimant_outcomes import outcomes
from sim.views.run.charts.demand import demand
from sim.views.run.charts.order_dates import order_dates
from sim.views.run.charts.people_on_site import people_on_site
from sim.views.run.charts.staff_week import staff_week
from sim.views.run.charts.time_on_site import time_on_site

if TYPE_CHECKING:
    from sim.experiments.result import Result

CHARTS = (
    people_on_site,
    order_dates,
    time_on_site,
    staff_week,
    outcomes,
)


def charts(result: "Result") -> "dict[str, Callable[..., Chart]]":
    """Return what makes each chart, by its name: those of every result, and the demand where it is uncertain."""
    made = (demand, *CHARTS) if is_uncertain(result.scenario) else CHARTS
    return {chart.__name__: partial(chart, result) for chart in made}


__all__ = ["CHARTS", "charts", "demand", "order_dates", "outcomes", "people_on_site", "staff_week", "time_on_site"]
