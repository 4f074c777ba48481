"""What a history says: sentences, and a table with what was done in it."""

from datetime import date

from sim.planning.triggers.history import PUBLISHED, History, Replayed, Spread
from sim.scenario.data.on_record import Ordered
from sim.views.kit.page import Table
from sim.views.text import words
from sim.views.triggers.charts.history_calendar import title
from sim.wording import counted, said, say
from sim.wording.calendar_said import day_short
from sim.wording.quantity import HARD, digits, listed, rounded


def past(history: History) -> list[str]:
    """Return what the policies would have done, and what was done."""
    if history.knowledge == PUBLISHED:
        told = [say("History, on what had been published by then: {found}.", found=title(history))]
    else:
        told = [say("History, on what the port itself counts: {found}.", found=title(history))]
    return told + [
        say(
            "On record (grade {grade}): {what}: {dates}; {use}.", grade=row.grade, what=row.what, dates=_dates(row),
            use=row.use,
        )
        for row in history.actual_orders
    ]  # fmt: skip


def _dates(row: Ordered) -> str:
    if row.ordered is None:
        return say("{day}, no order on record", day=day(row.ready))
    return say("ordered {day}, ready {ready}", day=day(row.ordered), ready=day(row.ready))


def past_table(history: History) -> Table:
    """Return a row a policy: the days on which it would have ordered, opened and closed, at what cost; what was done
    first.
    """
    note = counted(
        "Medians over {n} replication of the people who came, with the span of nine in ten; means of days and money. "
        "Cost is above doing nothing. What was ordered in fact costs as the measure of the scenario would.",
        "Medians over {n} replications of the people who came, with the span of nine in ten; means of days and money. "
        "Cost is above doing nothing. What was ordered in fact costs as the measure of the scenario would.",
        history.futures,
    )  # fmt: skip
    rows = [_on_record(row) for row in history.actual_orders]
    replayed = [*([history.actual] if history.actual else []), *history.replayed]
    rows += [_row(one) for one in replayed]
    header = (
        say("policy"), say("ordered"), say("ready"), say("given back"), say("days open"), say("days needed"),
        say("cost"), say("on what"),
    )  # fmt: skip
    return Table(say("History"), note, header, rows, 1)


def _on_record(row: Ordered) -> tuple[str, ...]:
    return (
        say("on record: {what}", what=row.what),
        day(row.ordered) if row.ordered else words.NOT_KNOWN,
        day(row.ready),
        *(words.NOT_KNOWN,) * 4,
        say("{use} (grade {grade})", use=row.use, grade=row.grade),
    )


def _row(replayed: Replayed) -> tuple[str, ...]:
    reasons = [
        say("{conditions} ({n})", conditions=listed([words.plain(one) for one in conditions]), n=times)
        for conditions, times in replayed.reasons
    ]
    days = (spread(replayed.when(what)) for what in ("ordered", "ready", "released"))
    opened, needed, cost = (replayed.mean(name) for name in ("days_open", "days_needed", "cost"))
    numbers = (rounded(opened), rounded(needed, 1), digits(cost, 3) if cost else 0)
    why = ", ".join(reasons) or words.NOT_KNOWN
    return (said(replayed.policy.name), *days, *(say("{n}", n=number) for number in numbers), why)


def spread(when: Spread) -> str:
    """Return a day over replications: the median, the span of nine in ten, and in what share it happened if not in
    all.
    """
    if when.median is None or when.p5 is None or when.p95 is None:
        return say("never")
    told = day(when.median)
    if when.p5 != when.p95:
        told = say("{day} ({first}–{last})", day=told, first=day(when.p5), last=day(when.p95))
    return say("{day}, in {share}", day=told, share=words.percent(when.share)) if when.share < 1 else told


def day(when: date) -> str:
    """`22 Jan 2025`."""
    return f"{day_short(when)} {when.year}".replace(HARD, " ")
