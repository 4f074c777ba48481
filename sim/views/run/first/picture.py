"""The one picture of a run: demand, people against places, officers, and what was ordered, on one axis of time."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.arrays import F
from sim.port.log import Event
from sim.scenario.calendar.clock import clock
from sim.views.kit.inline.timeline import Key, MarkRow, Panel, Timeline, Values
from sim.views.run.first.middle import busiest_by_day, by_day, middle, middle_run, over_by_day
from sim.views.run.first.overflow import overflow_area
from sim.views.run.first.phrases import places, the_area
from sim.views.run.measure_words import space_first
from sim.views.run.run_statistics import day_begins, hours, people_in, people_of
from sim.views.text.words import capital, plain
from sim.wording import counted, say
from sim.wording.calendar_said import month
from sim.wording.quantity import listed, percent, rounded

if TYPE_CHECKING:
    from sim.experiments.playing.officers_by_hour import OfficersByHour
    from sim.experiments.result import Result

DAY = 86400.0
LONG = 45  # days: of a longer span every day is drawn, of a shorter one every hour
ENOUGH = 20  # runs for a band of nine in ten
MOST_ROWS = 6  # measures drawn
FULL = 0.9  # of the officers on duty
NEAR, FAR = 0.85, 30  # of the highest week, for a second peak; days between peaks


def picture(result: "Result", officers: "OfficersByHour | None" = None) -> Timeline:
    """Return the picture of a result; `officers` are those of its middle run."""
    time, area = clock(result.scenario), overflow_area(result)
    chosen = middle(result, area)
    panels = [_demand(result, chosen), people_panel(result, area, chosen)]
    if officers is not None and len(officers.on_duty):
        panels.append(_officers(result, officers))
    rows = tuple(_rows(result))[: 2 * MOST_ROWS]
    rows_title = say("What was ordered, and when it opened") if rows else ""
    said = " ".join(say("{title}.", title=panel.title) for panel in panels)
    title = say("Demand, people, officers and measures by day")
    days = (time.last - time.first_counted).days
    return Timeline(time.first_counted, days, title, said, tuple(panels), rows_title, rows)


def caption(result: "Result", *, with_officers: bool = False) -> str:
    """Return which run the line is, and how days are drawn."""
    runs, number = len(result.runs), middle_run(result).number
    how = say("Each day is drawn at its fullest hour.") if _daily(result) else ""
    if how and with_officers:
        how = say("Each day is drawn at its fullest hour, officers at the mean of the day.")
    if runs == 1:
        return how
    line = say("The line is run {number} of {runs}, the one in the middle by crowding.", number=number, runs=runs)
    return f"{line} {how}".strip()


def _daily(result: "Result") -> bool:
    time = clock(result.scenario)
    return (time.last - time.first_counted).days > LONG


def _numbers(values: F) -> Values:
    return tuple(np.asarray(values, dtype=np.float64).round(2).tolist())


def _line_key(result: "Result") -> tuple[Key, ...]:
    keys = [Key("line", say("the middle run") if len(result.runs) > 1 else say("the run"))]
    return (*keys, Key("band", say("nine runs in ten"))) if len(result.runs) >= ENOUGH else tuple(keys)


def _band(result: "Result", rows: F) -> tuple[Values, Values]:
    """Return the ends of nine runs in ten at each place; nothing with few runs."""
    if len(result.runs) < ENOUGH:
        return (), ()
    low, high = np.quantile(rows, [0.05, 0.95], axis=0, method="inverted_cdf")
    return _numbers(low), _numbers(high)


def _demand(result: "Result", chosen: int) -> Panel:
    rows = np.stack([run.arrivals.sum(axis=0) for run in result.runs]).astype(np.float64)
    at = tuple(k + 0.5 for k in range(rows.shape[1]))
    low, high = _band(result, rows)
    return Panel(
        _demand_said(result, rows),
        say("Claimants a day"),
        "people",
        at,
        _numbers(rows[chosen]),
        _line_key(result),
        70,
        low,
        high,
    )


def _demand_said(result: "Result", rows: F) -> str:
    """Return in which month or months most claimants come, and how many in the highest week of the median run."""
    width = min(7, rows.shape[1])
    weekly = np.convolve(np.median(rows, axis=0), np.ones(width) / width, mode="valid")
    most = rounded(float(weekly.max()), -1 if weekly.max() >= 100 else 0)
    if not _daily(result):
        return counted("At most {n} claimant a day", "At most {n} claimants a day", rounded(float(rows.max())))
    first = clock(result.scenario).first_counted.toordinal()
    peaks: list[int] = []
    for k in np.argsort(-weekly, kind="stable"):
        if weekly[k] >= NEAR * weekly.max() and all(abs(int(k) - other) > FAR for other in peaks):
            peaks.append(int(k))
    months = sorted({type(clock(result.scenario).last).fromordinal(first + k + width // 2).month for k in peaks[:3]})
    named = listed([month(one) for one in months])
    if len(peaks) > 3 or not most:
        return counted("About {n} claimant a day all year", "About {n} claimants a day all year", most)
    return counted(
        "Demand is highest in {months}, at about {n} claimant a day",
        "Demand is highest in {months}, at about {n} claimants a day",
        most,
        months=named,
    )


def people_panel(result: "Result", area: str, chosen: int) -> Panel:
    """Return the people of one run against the places, the band of nine runs in ten, in how many runs it is over."""
    space = _space(result, area, chosen)
    every = [space] if area else []
    if _daily(result):
        over = over_by_day(result, area) if area else None
        people = busiest_by_day(result, (people_of(result, run, area or None) for run in result.runs))
        every = [by_day(result, one[None])[0] for one in every]
        at = tuple(k + 0.5 for k in range(people.shape[1]))
    else:
        people = people_in(result, area or None)
        over = people > _space_of_all(result, area) if area else None
        at = _numbers((hours(clock(result.scenario), people.shape[1]) - clock(result.scenario).start) / DAY)
    low, high = _band(result, people)
    keys = _line_key(result)
    strip: Values = ()
    strip_said = ""
    if area and over is not None:
        base = places(result, area)
        keys += (Key("have", counted("{n} place", "{n} places", base)), Key("over", say("without a place")))
        share = over.mean(axis=0)
        if len(result.runs) > 1 and share.any():
            strip, strip_said = _numbers(share), say("runs over: {share} at most", share=percent(float(share.max())))
    title = _people_said(result, area, chosen, people)
    have = _numbers(every[0]) if every else ()
    line = _numbers(people[chosen])
    return Panel(
        title, say("People"), "people", at, line, keys, 112, low, high, have, bool(area), False, strip, strip_said
    )


def _space(result: "Result", area: str, chosen: int) -> F:
    if not area:
        return np.zeros(0)
    return np.asarray(result.runs[chosen].space[list(result.scenario.space.areas).index(area)], dtype=np.float64)


def _space_of_all(result: "Result", area: str) -> Any:
    return result.by_run("space", list(result.scenario.space.areas).index(area))


def _people_said(result: "Result", area: str, chosen: int, people: F) -> str:
    """Return on how many days the area is over its places; in the very run that is drawn."""
    if not area:
        most = rounded(float(people[chosen].max(initial=0)))
        return counted("At most {n} person on site at once", "At most {n} people on site at once", most)
    hourly = people_of(result, result.runs[chosen], area) > _space(result, area, chosen)
    starts = day_begins(clock(result.scenario), len(hourly))
    days = int(np.logical_or.reduceat(hourly, starts).sum()) if len(starts) else 0
    there = capital(the_area(area))
    where = say("in the middle run") if len(result.runs) > 1 else say("in this run")
    if not days:
        return say("{area} is over its places on no day {where}", area=there, where=where)
    return counted(
        "{area} is over its places on {n} day {where}", "{area} is over its places on {n} days {where}",
        days, area=there, where=where,
    )  # fmt: skip


def _officers(result: "Result", officers: "OfficersByHour") -> Panel:
    """Return the pool that does most of the work, each day or hour: on duty, and busy."""
    k = officers.busiest
    duty, busy = officers.on_duty[k : k + 1], officers.busy[k : k + 1]
    if _daily(result):
        duty, busy = by_day(result, duty, mean=True), by_day(result, busy, mean=True)
        at = tuple(k + 0.5 for k in range(duty.shape[1]))
    else:
        at = _numbers((hours(clock(result.scenario), duty.shape[1]) - clock(result.scenario).start) / DAY)
    pool = capital(plain(list(result.scenario.staff)[k]))
    full = int(((busy[0] >= FULL * duty[0]) & (duty[0] > 0)).sum())
    title = _busy_said(pool, full, daily=_daily(result))
    keys = (Key("have", say("on duty")), Key("busy", say("busy")))
    return Panel(title, say("Officers"), "staff", at, _numbers(busy[0]), keys, 60, have=_numbers(duty[0]), filled=True)


def _busy_said(pool: str, full: int, *, daily: bool) -> str:
    """Return how often work leaves next to no slack."""
    if not full:
        return say("{pool}: fewer than nine in ten are busy at any time", pool=pool)
    if daily:
        return counted(
            "{pool}: nine in ten or more are busy on {n} day",
            "{pool}: nine in ten or more are busy on {n} days",
            full, pool=pool,
        )  # fmt: skip
    return counted(
        "{pool}: nine in ten or more are busy in {n} hour",
        "{pool}: nine in ten or more are busy in {n} hours",
        full, pool=pool,
    )  # fmt: skip


def _rows(result: "Result") -> Iterator[MarkRow]:
    """Yield for each measure when it was ordered, and when it opened if that is later, in all runs."""
    for name in result.scenario.measures:
        if name in space_first(result.scenario.measures)[:MOST_ROWS]:
            yield from marks(result, name)


def marks(result: "Result", name: str) -> Iterator[MarkRow]:
    """Yield when a measure was ordered, and when it opened if that is later, in all runs."""
    start, k = clock(result.scenario).start, list(result.scenario.measures).index(name)
    space = bool(result.scenario.measures[name].brings.areas)
    entries = [entry for run in result.runs for entry in run.diary if entry.measure == k and entry.tick >= start]
    ordered = tuple((one.tick - start) / DAY for one in entries if one.event == Event.ORDERED)
    opened = tuple((one.tick - start) / DAY for one in entries if one.event == Event.READY)
    label = capital(plain(name))
    if ordered:
        said = (
            say("{measure} ordered, runs a week", measure=label)
            if _daily(result)
            else say("{measure} ordered, runs a day", measure=label)
        )
        yield MarkRow("order" if space else "officers", said, ordered)
    if opened and space:
        yield MarkRow("open", say("{measure} opens", measure=label), opened)
