"""Figures of the port: who is on site, each area, each pool of officers, each measure."""

from collections.abc import Callable, Iterator

from sim.scenario.calendar.clock import clock
from sim.scenario.catalogue.figure import FigureInfo, Kind, Owns, plain
from sim.scenario.language.contingency import Measure
from sim.scenario.language.sections import Sections

WORDS_OF_MEASURE = {  # of its figures: in a table under its name, and as the subject of a sentence
    "ordered": ("chance of an order", "the chance of an order of the {}"),
    "times": ("orders", "the number of orders of the {}"),
    "at_start": ("under way at the start", ""),
    "first_order": ("first order, median", "the first order of the {}"),
    "first_ready": ("first ready, median", "the opening of the {}"),
    "days_open": ("days open", "the days with the {} open"),
    "hours_open": ("hours open", ""),
    "hours_pending": ("hours pending", ""),
    "days_needed": ("days needed", "the days with the {} needed"),
    "days_idle": ("days open, unneeded", "the days with the {} open but not needed"),
    "late_hours": ("crowded before ready", "the hours of crowding before the {} opened"),
}


def _presence(scenario: Sections) -> Iterator[FigureInfo]:
    of, subject = "Persons on site, outside included, mean over time.", "the mean number on site"
    yield FigureInfo("on_site_mean", "persons", "persons", of, subject=subject)
    of, subject = "Most persons on site at one time, outside included.", "the most on site at once"
    yield FigureInfo("on_site_peak", "persons", "persons", of, subject=subject, short="most on site at once")
    of, out = "Most persons at one time who had not been let into an area yet.", ("outside",)
    yield FigureInfo("outside_peak", "persons", "persons", of, unless=out, short="most outside at once")
    of = "Hours that persons spent outside, not let into an area yet."
    yield FigureInfo("outside_person_hours", "person-hours", "number", of, unless=out)
    yield FigureInfo("nights_on_site", "person-nights", "count", "Persons present at 04:00 local time, all days.")


def _calendar(scenario: Sections) -> tuple[float, float]:
    """Return hours and local days of the counted span."""
    time = clock(scenario)
    return (time.end - time.start) / 3600, float((scenario.end - scenario.start).days)


def _areas(scenario: Sections) -> Iterator[FigureInfo]:
    hours, _ = _calendar(scenario)
    for area in scenario.space.areas:
        mine: tuple[tuple[Owns, str], ...] = (("area", area),)
        called, most = plain(area), f"Most persons in {area} at one time."
        yield FigureInfo(
            f"peak_{area}", "persons", "persons", most, unless=("use", area),
            what="peak", owners=mine, subject=f"the most in the {called}",
        )  # fmt: skip
        over, full = f"persons in {area} exceeded the space open at that time", ("crowding", area)
        label, short = f"hours above the open space of the {called}", f"hours over space, {called}"
        yield FigureInfo(
            f"over_capacity_hours_{area}", "h", "hours", f"Hours in which {over}.", most=hours, unless=full,
            what="over_capacity_hours", owners=mine, label=label, subject=f"the {label}", short=short,
        )  # fmt: skip
        yield FigureInfo(
            f"over_capacity_person_hours_{area}", "person-hours", "number", f"Person-hours by which {over}.",
            unless=full, what="over_capacity_person_hours", owners=mine, label=f"person-{label}",
        )  # fmt: skip


def _lodgings(scenario: Sections) -> Iterator[FigureInfo]:
    for name, lodging in scenario.space.lodging.items():
        of = f"Rooms of {name} occupied at 04:00 local time, all days."
        yield FigureInfo(
            f"nights_{name}", "room-nights", "count", of, unless=("use", lodging.area), label=f"nights of {plain(name)}"
        )
        of = f"Persons who lodged in {name} at 04:00 local time, all days; they are on site for `nights_on_site`."
        yield FigureInfo(
            f"lodged_{name}", "person-nights", "count", of, unless=("use", lodging.area),
            label=f"nights of persons in {plain(name)}",
        )  # fmt: skip


def _pools(scenario: Sections) -> Iterator[FigureInfo]:
    for pool in scenario.staff:
        mine: tuple[tuple[Owns, str], ...] = (("pool", pool),)
        over, work, duty = "above the officers on duty, or past their shift where shifts hand over", "work", "duty"
        rostered = "rostered and paid, absentees and officers brought by open measures included"
        seated = "at desks (at_most)" if scenario.staff[pool].at_most else "present"
        busy = f"Busy hours of {pool} without overtime / hours of officers {seated}."
        yield FigureInfo(
            f"utilisation_{pool}", "", "share", busy, unless=(work, pool),
            what="utilisation", owners=mine, label=f"utilisation, {plain(pool)}",
        )  # fmt: skip
        for what, can, said, label in (
            ("busy", work, "on tasks, overtime included", "busy hours, {}"),
            ("rostered", duty, rostered, "rostered hours, {}"),
            ("present", duty, "present, absentees left out", ""),
            ("overtime", work, f"busy {over}", "overtime hours, {}"),
        ):
            yield FigureInfo(
                f"{what}_hours_{pool}", "officer-hours", "hours", f"Hours of {pool} {said}.", unless=(can, pool),
                what=f"{what}_hours", owners=mine, label=label.format(plain(pool)),
            )  # fmt: skip


def _measures(scenario: Sections) -> Iterator[FigureInfo]:
    hours, days = _calendar(scenario)
    for name, measure in scenario.contingency.items():
        for figure in _measure(name, measure, hours, days, scenario.warm_up > 0):
            yield figure if measure.enabled else figure._replace(most=0.0)


def _measure(name: str, measure: Measure, hours: float, days: float, warm_up: bool) -> Iterator[FigureInfo]:
    counts = "was ordered" + (", under way when the counted span began or since" if warm_up else "")
    yield _of(name, "ordered", "", "flag", f"Whether {name} {counts}: the share of replications.")
    yield _of(name, "times", "orders", "count", f"How often {name} {counts}.")
    if warm_up or measure.at_start:
        under_way = f"Whether {name} was under way, ordered or open, when the counted span began."
        yield _of(name, "at_start", "", "flag", under_way)._replace(unless=("watch", name))
    yield _of(name, "first_order", "", "date", f"When {name} was first ordered.")
    yield _of(name, "first_ready", "", "date", f"When {name} was first ready.")
    opened = f"Local days on which {name} was open, if but for a moment."
    can, early = ("opening", name), ("pending", name)
    yield _of(name, "days_open", "days", "number", opened)._replace(most=days, unless=can)
    opened = f"Hours for which {name} was open."
    yield _of(name, "hours_open", "h", "hours", opened)._replace(most=hours, unless=can)
    pending = f"Hours for which {name} was ordered and not yet open."
    yield _of(name, "hours_pending", "h", "hours", pending)._replace(most=hours, unless=early)
    if measure.space:
        over = "persons in an area that it extends, or outside waiting for it, exceeded the base space"
        needed = f"Days on which, while {name} was open, {over}."
        yield _of(name, "days_needed", "days", "number", needed)._replace(most=days, unless=can)
        idle = f"{name}_days_open - {name}_days_needed."
        yield _of(name, "days_idle", "days", "number", idle)._replace(most=days, unless=can)
        late = f"Hours between order and ready in which {over}."
        yield _of(name, "late_hours", "h", "hours", late)._replace(most=hours, unless=early)


def _of(measure: str, what: str, unit: str, kind: Kind, meaning: str) -> FigureInfo:
    """Return a figure of a measure."""
    short, subject = WORDS_OF_MEASURE[what]
    return FigureInfo(
        f"{measure}_{what}", unit, kind, meaning,
        what=what, owners=(("measure", measure),), short=short, subject=subject.format(plain(measure)),
    )  # fmt: skip


PARTS: tuple[Callable[[Sections], Iterator[FigureInfo]], ...] = (_presence, _areas, _lodgings, _pools, _measures)
