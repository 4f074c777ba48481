"""What a shorter lead time is worth, and what may be paid to have it."""

import math
from collections.abc import Sequence

from sim.arrays import DAY
from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.lead_time import LeadCurve
from sim.scenario.values.units import Money
from sim.views.kit.chart import Axis, Chart, Panel, Tick
from sim.views.kit.marks import Band, Dots, Interval, Label, Line, Mark, Rule, numbers
from sim.views.kit.palette import BASELINE, CHOSEN, INK, MEASURED, MUTED, alternative
from sim.views.kit.palette import MOST as MOST_RUNS
from sim.views.kit.scales import limits
from sim.views.text import words
from sim.views.text.unit_words import span_said
from sim.views.triggers.amounts import between, priced, scaled_unit, two_digits
from sim.views.triggers.charts.family_styles import source
from sim.wording import noted, said, say
from sim.wording.quantity import digits

TALL = 2.7  # inches, a panel
APART = 0.03  # of the longest lead, between labels
SHARES = (0.25, 0.5)  # of the break-even at the shortest lead, as prices where the scenario has none
MOST = 3  # prices besides none
CAPTION = noted(
    "Above, the loss of never ordering less that of the policy, at several retainers; below, what being ready so soon "
    "may cost a month. Bands: 95% intervals over the same people."
)


def lead_time(result: StudyResult, curve: LeadCurve) -> Chart:
    """Draw the value of the policy by lead time at several retainers; below, the retainer at which it breaks even."""
    most = max(abs(end) for point in curve.points for end in (*point.value.interval, point.value.mean) if end == end)
    scale = words.MILLION if most >= words.MILLION else 1000.0
    days = [point.lead / DAY for point in curve.points]
    shown = [day for k, day in enumerate(days) if not k or day - days[k - 1] > APART * days[-1]]
    ticks = tuple(Tick(day, say("{n}", n=digits(day, 6) if day else 0), role=MUTED) for day in shown)
    across = Axis(
        say("lead time of the {measure}, days", measure=words.plain(curve.measure)), "days", ticks=ticks, aside=True
    )
    panels = (_value(result, curve, scale, across), _retainer(result, curve, across))
    return Chart("lead_time", title(result, curve), said(CAPTION), source(result), panels, shared="x")


def _rules(curve: LeadCurve) -> tuple[Mark, ...]:
    """Nothing won or lost, and the lead time as it is."""
    return Rule(0, INK, behind=True), Rule(curve.own_lead / DAY, MUTED, upright=True, stroke="dotted", behind=True)


def prices(result: StudyResult, curve: LeadCurve) -> list[float]:
    """Return retainers a month that are drawn: none, and those of the scenario's measures, else parts of the
    break-even.
    """
    measures = result.study.question.scenario.contingency.values()
    given = {measure.cost.standby_per_month.amount for measure in measures if measure.cost.standby_per_month}
    even = curve.points[0].retainer.mean
    if not given and even > 0:
        given = {float(f"{even * share:.1g}") for share in SHARES}
    elif len(given) == 1:
        given |= {price / 2 for price in given}
    return sorted({0.0, *sorted(given, key=lambda price: abs(price - even))[:MOST]})


def _value(result: StudyResult, curve: LeadCurve, scale: float, across: Axis) -> Panel:
    days = numbers(point.lead / DAY for point in curve.points)
    marks: list[Mark] = []
    labels = []
    for k, price in enumerate(prices(result, curve)):
        values = [curve.value(point, price) for point in curve.points]
        if not price:
            low, high = (numbers(one.interval[end] / scale for one in values) for end in (0, 1))
            marks.append(Band(days, low, high, MOST_RUNS))
        middles, role = numbers(one.mean / scale for one in values), alternative(k) if price else MEASURED
        marks.append(Line(days, middles, role, weight=1.8, dots=4.0))
        told = say("{price} a month", price=_exact(price, result)) if price else say("no retainer; 95%")
        labels.append(Label(middles[-1], told, role))
    own, at = curve.own, curve.own_lead / DAY
    marks.append(Interval(at, own.interval.low / scale, own.interval.high / scale, CHOSEN, upright=True))
    marks.append(Dots((at,), (own.mean / scale,), CHOSEN, size=6.5, shape="D"))
    unit = scaled_unit(scale, result.currency)
    up = Axis(_over(say("value of the policy, {unit}", unit=unit)), unit, *limits([0.0, *_heights(marks)], zero=False))
    note = say("diamond: as it is, with a mean lead of {time}", time=_days(curve.own_lead))
    if curve.own_retainer:
        note = say(
            "diamond: as it is, with a mean lead of {time} and {price} a month",
            time=_days(curve.own_lead), price=_exact(curve.own_retainer, result),
        )  # fmt: skip
    return Panel((*_rules(curve), *marks), across, up, TALL, note=note, note_role=CHOSEN, labels=tuple(labels))


def _retainer(result: StudyResult, curve: LeadCurve, across: Axis) -> Panel:
    days = numbers(point.lead / DAY for point in curve.points)
    worths = [point.retainer for point in curve.points]
    low, high = (numbers(one.interval[end] / 1000 for one in worths) for end in (0, 1))
    middle = numbers(one.mean / 1000 for one in worths)
    paid = [price for price in prices(result, curve) if price]
    marks: list[Mark] = [Rule(price / 1000, BASELINE, stroke="dashed", behind=True) for price in paid]
    marks += [Band(days, low, high, MOST_RUNS), Line(days, middle, MEASURED, weight=1.8, dots=4.0)]
    labels = [Label(middle[-1], say("break-even; 95%"), MEASURED)]
    labels += [Label(price / 1000, _exact(price, result)) for price in paid]
    low_end, high_end = limits([*_heights(marks), *(price / 1000 for price in paid)], zero=False)
    top = max(high_end, *(label.y * 1.05 for label in labels))
    unit = say("{money} a month", money=scaled_unit(1000.0, result.currency))
    up = Axis(_over(say("retainer that it is worth, {unit}", unit=unit)), unit, min(max(low_end, -0.6 * top), 0.0), top)
    return Panel((*_rules(curve), *marks), across, up, TALL, labels=tuple(labels))


def _heights(marks: Sequence[Mark]) -> list[float]:
    """Return how high and how low bands, lines and intervals go."""
    found: list[float] = []
    for mark in marks:
        if isinstance(mark, Band | Interval):
            ends = (mark.low, mark.high) if isinstance(mark, Interval) else (*mark.low, *mark.high)
            found += ends
        elif isinstance(mark, Line):
            found += mark.y
    return found


def _days(seconds: float) -> str:
    return span_said(round(seconds / DAY) * float(DAY) if seconds >= DAY else seconds)


def _exact(price: float, result: StudyResult) -> str:
    return priced(Money(price, result.currency))


def _over(label: str) -> str:
    """Return the label of an axis on two lines, parted at its comma."""
    return label.replace(", ", ",\n", 1)


def title(result: StudyResult, curve: LeadCurve) -> str:
    """Return what a month of being ready at the shortest lead is worth, with its interval."""
    point = curve.points[0]
    low, high = point.retainer.interval
    told = {
        "own": _days(curve.own_lead), "policy": curve.policy.name, "time": _days(point.lead),
        "worth": two_digits(point.retainer.mean, result.currency), "span": between(low, high, result.currency),
    }  # fmt: skip
    return _at_once(low, high, told) if not point.lead else _sooner(low, high, told)


def _at_once(low: float, high: float, told: dict[str, str]) -> str:
    if low > 0:
        return say(
            "Being ready at once instead of {own} after the order is worth {worth} a month ({span}): {policy}", **told
        )
    if math.isnan(low):
        return say(
            "What being ready at once instead of {own} after the order is worth cannot be told from so few futures: "
            "{policy}",
            **told,
        )
    if not high > 0:
        return say("Being ready at once instead of {own} after the order is worth nothing: {policy}", **told)
    return say(
        "What being ready at once instead of {own} after the order is worth cannot be told from nothing ({span} a "
        "month): {policy}",
        **told,
    )


def _sooner(low: float, high: float, told: dict[str, str]) -> str:
    if low > 0:
        return say(
            "Being ready in {time} instead of {own} after the order is worth {worth} a month ({span}): {policy}", **told
        )
    if math.isnan(low):
        return say(
            "What being ready in {time} instead of {own} after the order is worth cannot be told from so few futures: "
            "{policy}",
            **told,
        )
    if not high > 0:
        return say("Being ready in {time} instead of {own} after the order is worth nothing: {policy}", **told)
    return say(
        "What being ready in {time} instead of {own} after the order is worth cannot be told from nothing ({span} a "
        "month): {policy}",
        **told,
    )
