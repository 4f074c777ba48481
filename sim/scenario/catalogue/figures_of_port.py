"""Figures of the port: who is on site, each area, each pool of officers, each measure."""

from collections.abc import Callable, Iterator

from sim.scenario.calendar.clock import clock
from sim.scenario.catalogue.figure import FigureInfo, Kind, Owns
from sim.scenario.language.contingency import Measure
from sim.scenario.language.sections import Sections
from sim.wording import noted
from sim.wording.named import called

SHORT_OF_MEASURE = {  # of its figures, in a table under its name
    "ordered": noted("chance of an order"),
    "times": noted("orders"),
    "at_start": noted("under way at the start"),
    "first_order": noted("first order, median"),
    "first_ready": noted("first ready, median"),
    "days_open": noted("days open"),
    "hours_open": noted("hours open"),
    "hours_pending": noted("hours pending"),
    "days_needed": noted("days needed"),
    "days_idle": noted("days open, unneeded"),
    "late_hours": noted("crowded before ready"),
}


def _subject(what: str, measure: str) -> str:
    """Return a figure of a measure as the subject of a sentence; empty for what no sentence is about."""
    name = called(measure)
    return {
        "ordered": noted("the chance of an order of the {measure}", measure=name),
        "times": noted("the number of orders of the {measure}", measure=name),
        "first_order": noted("the first order of the {measure}", measure=name),
        "first_ready": noted("the opening of the {measure}", measure=name),
        "days_open": noted("the days with the {measure} open", measure=name),
        "days_needed": noted("the days with the {measure} needed", measure=name),
        "days_idle": noted("the days with the {measure} open but not needed", measure=name),
        "late_hours": noted("the hours of crowding before the {measure} opened", measure=name),
    }.get(what, "")


def _label(what: str, measure: str) -> str:
    """Return a figure of a measure in a list of figures: "leased hall, days open"."""
    name = called(measure)
    return {
        "ordered": noted("{measure} ordered", measure=name),
        "times": noted("{measure} times", measure=name),
        "at_start": noted("{measure} at start", measure=name),
        "first_order": noted("{measure} first order", measure=name),
        "first_ready": noted("{measure} first ready", measure=name),
        "days_open": noted("{measure} days open", measure=name),
        "hours_open": noted("{measure} hours open", measure=name),
        "hours_pending": noted("{measure} hours pending", measure=name),
        "days_needed": noted("{measure} days needed", measure=name),
        "days_idle": noted("{measure} days idle", measure=name),
        "late_hours": noted("{measure} late hours", measure=name),
    }[what]


def _of_histories(figure: FigureInfo, measure: str) -> FigureInfo:
    """Return a figure of a measure in words of a year that was counted: of histories, since it has no chance."""
    if figure.what != "ordered":
        return figure
    subject = noted("the share of histories with an order of the {measure}", measure=called(measure))
    return figure._replace(short=noted("histories with an order"), subject=subject)


def _presence(scenario: Sections) -> Iterator[FigureInfo]:
    of, subject = noted("Persons on site, outside included, mean over time."), noted("the mean number on site")
    label = noted("on site, mean")
    yield FigureInfo("on_site_mean", "persons", "persons", of, label=label, subject=subject)
    of, subject = noted("Most persons on site at one time, outside included."), noted("the most on site at once")
    label, short = noted("on site, peak"), noted("most on site at once")
    yield FigureInfo("on_site_peak", "persons", "persons", of, label=label, subject=subject, short=short)
    of, out = noted("Most persons at one time who had not been let into an area yet."), ("outside",)
    label, short = noted("outside, peak"), noted("most outside at once")
    yield FigureInfo("outside_peak", "persons", "persons", of, unless=out, label=label, short=short)
    of, label = noted("Hours that persons spent outside, not let into an area yet."), noted("person-hours outside")
    yield FigureInfo("outside_person_hours", "person-hours", "number", of, unless=out, label=label)
    of, label = noted("Persons present at 04:00 local time, all days."), noted("nights on site")
    yield FigureInfo("nights_on_site", "person-nights", "count", of, label=label)


def _calendar(scenario: Sections) -> tuple[float, float]:
    """Return hours and local days of the counted span."""
    time = clock(scenario)
    return (time.end - time.start) / 3600, float((scenario.end - scenario.start).days)


def _areas(scenario: Sections) -> Iterator[FigureInfo]:
    hours, _ = _calendar(scenario)
    for area in scenario.space.areas:
        mine: tuple[tuple[Owns, str], ...] = (("area", area),)
        name, full = called(area), ("crowding", area)
        yield FigureInfo(
            f"peak_{area}", "persons", "persons", noted("Most persons in {area} at one time.", area=name),
            unless=("use", area), what="peak", owners=mine, label=noted("peak of the {area}", area=name),
            subject=noted("the most in the {area}", area=name),
        )  # fmt: skip
        of = noted("Hours in which persons in {area} exceeded the space open at that time.", area=name)
        yield FigureInfo(
            f"over_capacity_hours_{area}", "h", "hours", of, most=hours, unless=full,
            what="over_capacity_hours", owners=mine,
            label=noted("hours above the open space of the {area}", area=name),
            subject=noted("the hours above the open space of the {area}", area=name),
            short=noted("hours over space, {area}", area=name),
        )  # fmt: skip
        of = noted("Person-hours by which persons in {area} exceeded the space open at that time.", area=name)
        yield FigureInfo(
            f"over_capacity_person_hours_{area}", "person-hours", "number", of, unless=full,
            what="over_capacity_person_hours", owners=mine,
            label=noted("person-hours above the open space of the {area}", area=name),
        )  # fmt: skip


def _lodgings(scenario: Sections) -> Iterator[FigureInfo]:
    for name, lodging in scenario.space.lodging.items():
        its = called(name)
        of = noted("Rooms of {lodging} occupied at 04:00 local time, all days.", lodging=its)
        yield FigureInfo(
            f"nights_{name}", "room-nights", "count", of, unless=("use", lodging.area),
            label=noted("nights of {lodging}", lodging=its),
        )  # fmt: skip
        of = noted(
            "Persons who lodged in {lodging} at 04:00 local time, all days; they are on site for `nights_on_site`.",
            lodging=its,
        )
        yield FigureInfo(
            f"lodged_{name}", "person-nights", "count", of, unless=("use", lodging.area),
            label=noted("nights of persons in {lodging}", lodging=its),
        )  # fmt: skip


def _pools(scenario: Sections) -> Iterator[FigureInfo]:
    for pool in scenario.staff:
        mine: tuple[tuple[Owns, str], ...] = (("pool", pool),)
        work, duty, name = "work", "duty", called(pool)
        busy = noted("Busy hours of {pool} without overtime / hours of officers present.", pool=name)
        if scenario.staff[pool].at_most:
            busy = noted("Busy hours of {pool} without overtime / hours of officers at desks (at_most).", pool=name)
        yield FigureInfo(
            f"utilisation_{pool}", "", "share", busy, unless=(work, pool),
            what="utilisation", owners=mine, label=noted("utilisation, {pool}", pool=name),
        )  # fmt: skip
        for what, can, said, label in (
            (
                "busy", work,
                noted("Hours of {pool} on tasks, overtime included.", pool=name),
                noted("busy hours, {pool}", pool=name),
            ),
            (
                "rostered", duty,
                noted("Hours of {pool} rostered and paid, absentees and officers brought by open measures included.",
                      pool=name),
                noted("rostered hours, {pool}", pool=name),
            ),
            (
                "present", duty,
                noted("Hours of {pool} present, absentees left out.", pool=name),
                noted("present hours, {pool}", pool=name),
            ),
            (
                "overtime", work,
                noted("Hours of {pool} busy above the officers on duty, or past their shift where shifts hand over.",
                      pool=name),
                noted("overtime hours, {pool}", pool=name),
            ),
        ):  # fmt: skip
            yield FigureInfo(
                f"{what}_hours_{pool}", "officer-hours", "hours", said, unless=(can, pool),
                what=f"{what}_hours", owners=mine, label=label,
            )  # fmt: skip


def _measures(scenario: Sections) -> Iterator[FigureInfo]:
    hours, days = _calendar(scenario)
    counted = any(stream.conditioned_on for stream in scenario.arrivals.values())
    for name, measure in scenario.contingency.items():
        for figure in _measure(name, measure, hours, days, scenario.warm_up > 0):
            told = _of_histories(figure, name) if counted else figure
            yield told if measure.enabled else told._replace(most=0.0)


def _measure(name: str, measure: Measure, hours: float, days: float, warm_up: bool) -> Iterator[FigureInfo]:
    its = called(name)
    ordered, times = (
        noted("Whether {measure} was ordered: the share of replications.", measure=its),
        noted("How often {measure} was ordered.", measure=its),
    )
    if warm_up:
        ordered, times = (
            noted(
                "Whether {measure} was ordered, under way when the counted span began or since: the share of "
                "replications.", measure=its,
            ),
            noted("How often {measure} was ordered, under way when the counted span began or since.", measure=its),
        )  # fmt: skip
    yield _of(name, "ordered", "", "flag", ordered)
    yield _of(name, "times", "orders", "count", times)
    if warm_up or measure.at_start:
        under_way = noted("Whether {measure} was under way, ordered or open, when the counted span began.", measure=its)
        yield _of(name, "at_start", "", "flag", under_way)._replace(unless=("watch", name))
    yield _of(name, "first_order", "", "date", noted("When {measure} was first ordered.", measure=its))
    yield _of(name, "first_ready", "", "date", noted("When {measure} was first ready.", measure=its))
    opened = noted("Local days on which {measure} was open, if but for a moment.", measure=its)
    can, early = ("opening", name), ("pending", name)
    yield _of(name, "days_open", "days", "number", opened)._replace(most=days, unless=can)
    opened = noted("Hours for which {measure} was open.", measure=its)
    yield _of(name, "hours_open", "h", "hours", opened)._replace(most=hours, unless=can)
    pending = noted("Hours for which {measure} was ordered and not yet open.", measure=its)
    yield _of(name, "hours_pending", "h", "hours", pending)._replace(most=hours, unless=early)
    if measure.space:
        needed = noted(
            "Days on which, while {measure} was open, persons in an area that it extends, or outside waiting for it, "
            "exceeded the base space.", measure=its,
        )  # fmt: skip
        yield _of(name, "days_needed", "days", "number", needed)._replace(most=days, unless=can)
        idle = f"{name}_days_open - {name}_days_needed."
        yield _of(name, "days_idle", "days", "number", idle)._replace(most=days, unless=can)
        late = noted(
            "Hours between order and ready in which persons in an area that it extends, or outside waiting for it, "
            "exceeded the base space."
        )
        yield _of(name, "late_hours", "h", "hours", late)._replace(most=hours, unless=early)


def _of(measure: str, what: str, unit: str, kind: Kind, meaning: str) -> FigureInfo:
    """Return a figure of a measure."""
    return FigureInfo(
        f"{measure}_{what}", unit, kind, meaning,
        what=what, owners=(("measure", measure),), label=_label(what, measure), short=SHORT_OF_MEASURE[what],
        subject=_subject(what, measure),
    )  # fmt: skip


PARTS: tuple[Callable[[Sections], Iterator[FigureInfo]], ...] = (_presence, _areas, _lodgings, _pools, _measures)
