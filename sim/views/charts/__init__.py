"""The charts: one file each. Matplotlib is imported only when one is drawn."""

from sim.views.charts.order_dates import order_dates
from sim.views.charts.outcomes import outcomes
from sim.views.charts.people_on_site import people_on_site
from sim.views.charts.staff_week import staff_week
from sim.views.charts.time_on_site import time_on_site

CHARTS = (people_on_site, order_dates, time_on_site, staff_week, outcomes)

__all__ = ["CHARTS", "order_dates", "outcomes", "people_on_site", "staff_week", "time_on_site"]
