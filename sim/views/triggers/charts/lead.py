"""What a shorter lead time is worth, and what may be paid to have it."""

from collections.abc import Sequence

from sim.arrays import DAY
from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.lead_time import LeadCurve
from sim.scenario.source.yaml_writer import duration
from sim.views.kit.chart import Axis, Chart, Panel, Tick
from sim.views.kit.marks import Band, Dots, Interval, Label, Line, Mark, Rule, numbers
from sim.views.kit.palette import BASELINE, CHOSEN, INK, MEASURED, MUTED, alternative
from sim.views.kit.palette import MOST as MOST_RUNS
from sim.views.kit.scales import limits
from sim.views.text import words
from sim.views.triggers.charts.family_styles import source

TALL = 2.7  # inches, a panel
APART = 0.03  # of the longest lead, between labels
SHARES = (0.25, 0.5)  # of the break-even at the shortest lead, as prices where the scenario has none
MOST = 3  # prices besides none
CAPTION = (
    "Above, the loss of never ordering less that of the policy, at several retainers; below, what being "
    "ready so soon may cost a month. Bands: 95% intervals over the same people."
)


def lead_time(result: StudyResult, curve: LeadCurve) -> Chart:
    """Draw the value of the policy by lead time at several retainers; below, the retainer at which it breaks even."""
    most = max(abs(end) for point in curve.points for end in (*point.value.interval, point.value.mean) if end == end)
    scale = words.MILLION if most >= words.MILLION else 1000.0
    days = [point.lead / DAY for point in curve.points]
    shown = [day for k, day in enumerate(days) if not k or day - days[k - 1] > APART * days[-1]]
    ticks = tuple(Tick(day, f"{day:g}", role=MUTED) for day in shown)
    across = Axis(f"lead time of the {words.plain(curve.measure)}, days", "days", ticks=ticks, aside=True)
    panels = (_value(result, curve, scale, across), _retainer(result, curve, across))
    return Chart("lead_time", title(result, curve), CAPTION, source(result), panels, shared="x")


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
        said = f"{price:,.0f} {result.currency} a month" if price else "no retainer; 95%"
        labels.append(Label(middles[-1], said, role))
    own, at = curve.own, curve.own_lead / DAY
    marks.append(Interval(at, own.interval.low / scale, own.interval.high / scale, CHOSEN, upright=True))
    marks.append(Dots((at,), (own.mean / scale,), CHOSEN, size=6.5, shape="D"))
    unit = f"{'million' if scale > 1000 else 'thousand'} {result.currency}"
    up = Axis(f"value of the policy,\n{unit}", unit, *limits([0.0, *_heights(marks)], zero=False))
    note = f"red: as it is, with a mean lead of {_days(curve.own_lead)}"
    note += f" and {curve.own_retainer:,.0f} {result.currency} a month" if curve.own_retainer else ""
    return Panel((*_rules(curve), *marks), across, up, TALL, note=note, note_role=CHOSEN, labels=tuple(labels))


def _retainer(result: StudyResult, curve: LeadCurve, across: Axis) -> Panel:
    days = numbers(point.lead / DAY for point in curve.points)
    worths = [point.retainer for point in curve.points]
    low, high = (numbers(one.interval[end] / 1000 for one in worths) for end in (0, 1))
    middle = numbers(one.mean / 1000 for one in worths)
    paid = [price for price in prices(result, curve) if price]
    marks: list[Mark] = [Rule(price / 1000, BASELINE, stroke="dashed", behind=True) for price in paid]
    marks += [Band(days, low, high, MOST_RUNS), Line(days, middle, MEASURED, weight=1.8, dots=4.0)]
    labels = [Label(middle[-1], "break-even; 95%", MEASURED)]
    labels += [Label(price / 1000, f"{price:,.0f} {result.currency}") for price in paid]
    low_end, high_end = limits([*_heights(marks), *(price / 1000 for price in paid)], zero=False)
    top = max(high_end, *(label.y * 1.05 for label in labels))
    unit = f"thousand {result.currency} a month"
    up = Axis(f"retainer that it is worth,\n{unit}", unit, min(max(low_end, -0.6 * top), 0.0), top)
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
    return duration(round(seconds / DAY) * float(DAY)) if seconds >= DAY else duration(seconds)


def _sooner(curve: LeadCurve) -> str:
    lead = curve.points[0].lead
    return f"{f'in {_days(lead)}' if lead else 'at once'} instead of {_days(curve.own_lead)} after the order"


def title(result: StudyResult, curve: LeadCurve) -> str:
    """Return what a month of being ready at the shortest lead is worth, with its interval."""
    point = curve.points[0]
    low, high = (f"{end:,.0f}".replace("-", "−") for end in (_round(point.retainer.interval.low),
                                                             _round(point.retainer.interval.high)))  # fmt: skip
    name = curve.policy.name
    if point.retainer.interval.low > 0:
        worth = f"{_round(point.retainer.mean):,.0f} {result.currency} a month ({low} to {high})"
        return f"Being ready {_sooner(curve)} is worth {worth}: {name}"
    if not point.retainer.interval.high > 0:
        return f"Being ready {_sooner(curve)} is worth nothing: {name}"
    said = f"cannot be told from nothing ({low} to {high} {result.currency} a month)"
    return f"What being ready {_sooner(curve)} is worth {said}: {name}"


def _round(value: float) -> float:
    return float(f"{value:.2g}") if value == value else value
