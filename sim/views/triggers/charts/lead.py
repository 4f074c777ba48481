"""What a shorter lead time is worth, and what may be paid to have it."""

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import DAY
from sim.planning.triggers.found import Found
from sim.planning.triggers.lead_time import LeadCurve
from sim.scenario.source.yaml_writer import duration
from sim.views.kit.panels import sheet
from sim.views.kit.style import ALERT, BLUE, HALF, INK, MUTED, WIDE, label_right, styled
from sim.views.text import words
from sim.views.triggers.palette import PRICES, source

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TALL = 2.7  # inches, a panel
APART = 0.03  # of the longest lead, between labels
SHARES = (0.25, 0.5)  # of the break-even at the shortest lead, as prices where the scenario has none
MOST = 3  # prices besides none


@styled
def lead_time(found: Found, curve: LeadCurve) -> "Figure":
    """Above, the value of the policy by lead time at several retainers; below, the retainer at which it breaks even."""
    figure, panels = sheet(title(found, curve), source(found), (2, 1), 2 * TALL, sharex=True)
    most = max(abs(end) for point in curve.points for end in (*point.value.interval, point.value.mean) if end == end)
    scale = words.MILLION if most >= words.MILLION else 1000.0
    unit = f"{'million' if scale > 1000 else 'thousand'} {found.currency}"
    _value(panels[0], found, curve, scale)
    panels[0].set_ylabel(f"value of the policy,\n{unit}")
    _retainer(panels[1], found, curve)
    panels[1].set_ylabel(f"retainer that it is worth,\nthousand {found.currency} a month")
    days = [point.lead / DAY for point in curve.points]
    shown = [day for k, day in enumerate(days) if not k or day - days[k - 1] > APART * days[-1]]
    panels[1].set_xticks(shown, [f"{day:g}" for day in shown])
    panels[1].set_xlabel(f"lead time of the {words.plain(curve.measure)}, days", loc="right")
    for panel in panels:
        panel.axhline(0, color=INK, lw=1.0, zorder=1)
        panel.axvline(curve.own_lead / DAY, color=MUTED, lw=1.0, ls=(0, (2, 2)), zorder=1)
        panel.yaxis.set_major_formatter(lambda y, _: f"{y:,.10g}".replace("-", "−"))
    return figure


def prices(found: Found, curve: LeadCurve) -> list[float]:
    """Retainers a month that are drawn: none, and those of the scenario's measures, else parts of the break-even."""
    measures = found.study.question.scenario.contingency.values()
    given = {measure.cost.standby_per_month.amount for measure in measures if measure.cost.standby_per_month}
    even = curve.points[0].retainer.mean
    if not given and even > 0:
        given = {float(f"{even * share:.1g}") for share in SHARES}
    elif len(given) == 1:
        given |= {price / 2 for price in given}
    return sorted({0.0, *sorted(given, key=lambda price: abs(price - even))[:MOST]})


def _value(panel: "Axes", found: Found, curve: LeadCurve, scale: float) -> None:
    days = [point.lead / DAY for point in curve.points]
    ends = []
    for price, colour in zip(prices(found, curve), PRICES, strict=False):
        worths = [curve.value(point, price) for point in curve.points]
        if not price:
            low, high = (np.array([worth.interval[k] for worth in worths]) / scale for k in (0, 1))
            panel.fill_between(days, low, high, color=WIDE, lw=0)
        middles = [worth.mean / scale for worth in worths]
        panel.plot(days, middles, "o-", color=colour, lw=1.8, ms=4)
        said = f"{price:,.0f} {found.currency} a month" if price else "no retainer; 95%"
        ends.append((middles[-1], said, colour))
    own = curve.own
    panel.errorbar(
        curve.own_lead / DAY, own.mean / scale,
        yerr=[[(own.mean - own.interval.low) / scale], [(own.interval.high - own.mean) / scale]],
        fmt="D", color=ALERT, ms=6, capsize=3, lw=1.4, zorder=5,
    )  # fmt: skip
    panel.margins(y=0.1)
    label_right(panel, TALL - 0.3, ends)
    panel.set_title(f"red: as it is, with a mean lead of {_days(curve.own_lead)}"
                    + (f" and {curve.own_retainer:,.0f} {found.currency} a month" if curve.own_retainer else ""),
                    loc="right", fontsize=8.5, color=ALERT)  # fmt: skip


def _retainer(panel: "Axes", found: Found, curve: LeadCurve) -> None:
    days = [point.lead / DAY for point in curve.points]
    low, middle, high = (np.array([value / 1000 for value in values]) for values in zip(
        *((p.retainer.interval.low, p.retainer.mean, p.retainer.interval.high) for p in curve.points), strict=True
    ))  # fmt: skip
    panel.fill_between(days, low, high, color=WIDE, lw=0)
    panel.plot(days, middle, "o-", color=BLUE, lw=1.8, ms=4)
    panel.margins(y=0.1)
    ends = [(float(middle[-1]), "break-even; 95%", BLUE)]
    for price in [price for price in prices(found, curve) if price]:
        panel.axhline(price / 1000, color=HALF, lw=1.0, ls=(0, (5, 3)), zorder=1)
        ends.append((price / 1000, f"{price:,.0f} {found.currency}", MUTED))
    low_end, high_end = panel.get_ylim()
    top = max(high_end, *(end[0] * 1.05 for end in ends))
    panel.set_ylim(min(max(low_end, -0.6 * top), 0), top)
    label_right(panel, TALL - 0.4, ends)


def _days(seconds: float) -> str:
    return duration(round(seconds / DAY) * float(DAY)) if seconds >= DAY else duration(seconds)


def _sooner(curve: LeadCurve) -> str:
    lead = curve.points[0].lead
    return f"{f'in {_days(lead)}' if lead else 'at once'} instead of {_days(curve.own_lead)} after the order"


def title(found: Found, curve: LeadCurve) -> str:
    """What a month of being ready at the shortest lead is worth, with its interval."""
    point = curve.points[0]
    low, high = (f"{end:,.0f}".replace("-", "−") for end in (_round(point.retainer.interval.low),
                                                             _round(point.retainer.interval.high)))  # fmt: skip
    name = curve.policy.name
    if point.retainer.interval.low > 0:
        worth = f"{_round(point.retainer.mean):,.0f} {found.currency} a month ({low} to {high})"
        return f"Being ready {_sooner(curve)} is worth {worth}: {name}"
    if not point.retainer.interval.high > 0:
        return f"Being ready {_sooner(curve)} is worth nothing: {name}"
    said = f"cannot be told from nothing ({low} to {high} {found.currency} a month)"
    return f"What being ready {_sooner(curve)} is worth {said}: {name}"


def _round(value: float) -> float:
    return float(f"{value:.2g}") if value == value else value
