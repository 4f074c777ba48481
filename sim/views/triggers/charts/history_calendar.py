"""A history as a calendar: what each policy would have done on the days that were, next to what was done."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from sim.planning.triggers.history import PUBLISHED, History, Replayed, Spread
from sim.scenario.calendar.clock import Clock, clock
from sim.views.kit.chart import Axis, Chart, Panel, rows
from sim.views.kit.marks import Bar, Dots, Interval, Label, Line, Mark, Span, numbers
from sim.views.kit.palette import BASELINE, INK, MUTED, NEEDED, ORDERED, READY
from sim.views.kit.sources import program_version
from sim.views.kit.time_axis import time_axis
from sim.views.kit.wrapping import wrapped
from sim.views.text import words
from sim.wording import counted, noted, said, say, say_in
from sim.wording.calendar_said import day_of_year
from sim.wording.quantity import HARD, rounded

ROW = 0.36  # inches
ARRIVALS = 1.6
LETTERS = 34
WIDEST_LABEL = 30
NEEDED_SHARE = 0.5  # share of the replications from which on a day is shaded, and a policy is not pale
CAPTION = noted(
    "Medians over the replications. Decisions rest on what had been published by then; crowding and need are of the "
    "people as they came. Hatched: what was ordered in fact, from order to ready."
)


class Row(NamedTuple):
    """A row of the calendar: when space was ordered, ready and given back; None: not, or not within the span."""

    name: str
    ordered: date | None
    ready: date | None
    released: date | None
    said: str
    spread: Spread | None  # of the order
    fact: bool = False


def _key() -> tuple[Mark, ...]:
    return (
        Bar(0, 0, 0, ORDERED, say("ordered, waiting"), soft=True),
        Bar(0, 0, 0, READY, say_in("of space", "open")),
        Bar(0, 0, 0, ORDERED, say("as it was done"), soft=True, hatched=True),
        Bar(0, 0, 0, NEEDED, say("needed"), fade=0.5),
        Interval(0, 0, 0, MUTED, say("order, nine runs in ten")),
    )


def calendar(history: History) -> Chart:
    """Draw claimants a day above; below, a row a policy: waiting from order to ready, then open; red: needed."""
    shown, at = lines(history), clock(history.question.scenario)
    time = replace(time_axis(at), grid=True)
    arrived = Line(numbers(at.midnights[at.midnights >= at.start]), numbers(history.arrived), BASELINE, weight=0.7)
    days = Panel((arrived,), time, Axis(say("claimants a day"), "claimants a day", low=0.0), ARRIVALS)
    marks = [*_strip(history, at), *(mark for y, line in enumerate(shown, start=1) for mark in _marks(line, y, at))]
    labels = tuple(Label(y, wrapped(line.said, WIDEST_LABEL), INK, size=8.0) for y, line in enumerate(shown, start=1))
    names = [say("space needed, had none been ordered"), *(wrapped(line.name, LETTERS) for line in shown)]
    down = replace(rows(names, low=-0.6, high=len(shown) + 0.6, size=8.5), stroke=False)
    each = Panel(tuple(marks), time, down, ROW * (len(shown) + 1) + 0.3, labels=labels)
    return Chart("calendar", title(history), said(CAPTION), _source(history), (days, each), shared="x", key=_key())


def lines(history: History) -> list[Row]:
    """Return what was done in fact, then the same on these people, then each policy, those that order first on top."""
    found = [_replayed(one) for one in history.replayed]
    found.sort(key=lambda line: (line.ordered is None, line.ordered or date.min))
    facts = [
        Row(say("on record: {what}", what=row.what), row.ordered, row.ready, None, row.use, None, True)
        for row in history.actual_orders
    ]
    done = [_replayed(history.actual)] if history.actual else []
    return [*facts, *done, *found]


def _replayed(one: Replayed) -> Row:
    ordered, ready, released = (one.when(what) for what in ("ordered", "ready", "released"))
    if ordered.median is None:
        return Row(said(one.policy.name), None, None, None, say("never ordered"), None)
    opened, needed = rounded(one.mean("days_open")), words.bare(one.mean("days_needed"))
    told = counted("open {n} day, needed {needed}", "open {n} days, needed {needed}", opened, needed=needed)
    if ordered.share < 1:
        told = say("in {share} of runs; {what}", share=words.percent(ordered.share), what=told)
    closed = released.median if released.share > ready.share / 2 else None
    return Row(said(one.policy.name), ordered.median, ready.median, closed, told, ordered)


def _strip(history: History, at: Clock) -> Iterator[Mark]:
    """Draw the first row: how likely space is needed on each day; and shade its days over all rows."""
    begins = at.midnights[at.midnights >= at.start].tolist()
    for begin, end, share in zip(begins[:-1], begins[1:], history.need.tolist(), strict=True):
        if share:
            yield Bar(0, begin, end, NEEDED, fade=0.1 + 0.9 * share)
        if share >= NEEDED_SHARE:
            yield Span(begin, end, NEEDED)


def _marks(line: Row, y: int, at: Clock) -> Iterator[Mark]:
    if not line.ordered:
        if line.fact and line.ready:
            yield Dots((_tick(at, line.ready),), (y,), INK, size=11.0, shape="|")
        return
    begin = _tick(at, line.ordered)
    ready = _tick(at, line.ready) if line.ready else at.end
    pale = 1.0 if line.spread is None or line.spread.share >= NEEDED_SHARE else 0.35
    yield Bar(y, begin, ready, ORDERED, thick=0.42, soft=True, fade=pale, hatched=line.fact)
    if line.ready and line.fact:
        yield Dots((ready,), (y,), INK, size=11.0, shape="|")
    elif line.ready:
        yield Bar(y, ready, _tick(at, line.released) if line.released else at.end, READY, thick=0.42, fade=pale)
    spread = line.spread
    if spread and spread.p5 and spread.p95 and spread.p5 != spread.p95:
        yield Interval(y - 0.31, _tick(at, spread.p5), _tick(at, spread.p95), MUTED)


def _tick(at: Clock, day: date) -> int:
    return min(max(at.tick(day), at.start), at.end)


def _source(history: History) -> str:
    scenario = history.question.scenario
    told = {
        "version": program_version(), "name": scenario.name, "runs": words.count(history.futures, "replication"),
        "seed": str(scenario.seed),
    }  # fmt: skip
    if history.knowledge == PUBLISHED:
        return say(
            "portsim {version} · scenario {name} · {runs} · decided on what was published by then · seed {seed}", **told
        )
    return say(
        "portsim {version} · scenario {name} · {runs} · decided on what the port itself counts · seed {seed}", **told
    )


def title(history: History) -> str:
    """Return how many of the policies would have ordered, and had the space before it was first needed."""
    replayed = history.replayed
    ordering = [one for one in replayed if one.when("ordered").share >= NEEDED_SHARE]
    if not ordering:
        return say("On what was known, no policy would have ordered space")
    start = history.question.scenario.start
    needed = [start + timedelta(days=k) for k, share in enumerate(history.need) if share >= NEEDED_SHARE]
    all_of_them = len(replayed)
    if not needed:
        return counted(
            "{n} of {all} policies would have ordered space that, had none been ordered, would hardly have been needed",
            "{n} of {all} policies would have ordered space that, had none been ordered, would hardly have been needed",
            len(ordering), all=all_of_them,
        )  # fmt: skip
    ready = [one for one in ordering if (when := one.when("ready").median) is not None and when <= needed[0]]
    day = day_of_year(needed[0]).replace(HARD, " ")
    if not ready:
        return counted(
            "{n} of {all} policies would have ordered space; none would have had it by {day}, when it was first needed",
            "{n} of {all} policies would have ordered space; none would have had it by {day}, when it was first needed",
            len(ordering), all=all_of_them, day=day,
        )  # fmt: skip
    return counted(
        "{n} of {all} policies would have ordered space; {ready} would have had it by {day}, when it was first needed",
        "{n} of {all} policies would have ordered space; {ready} would have had it by {day}, when it was first needed",
        len(ordering), ready=len(ready), all=all_of_them, day=day,
    )  # fmt: skip
