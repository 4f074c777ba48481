"""What a history says: sentences, and a table with what was done in it."""

from datetime import date

from sim.planning.triggers.history import PUBLISHED, History, Replayed, Spread
from sim.scenario.data.on_record import Ordered
from sim.views.kit.page import Table
from sim.views.text import words
from sim.views.text.dates import MONTHS
from sim.views.triggers.charts.history_calendar import title


def past(history: History) -> list[str]:
    """Return what the policies would have done, and what was done."""
    known = "on what had been published by then" if history.knowledge == PUBLISHED else "on what the port itself counts"
    said = [f"History, {known}: {title(history)}."]
    for row in history.actual_orders:
        said.append(f"On record (grade {row.grade}): {row.what}: {_dates(row)}; {row.use}.")
    return said


def _dates(row: Ordered) -> str:
    if row.ordered is None:
        return f"{day(row.ready)}, no order on record"
    return f"ordered {day(row.ordered)}, ready {day(row.ready)}"


def past_table(history: History) -> Table:
    """Return a row a policy: the days on which it would have ordered, opened and closed, at what cost; what was done
    first.
    """
    note = (
        f"Medians over {words.count(history.futures, 'replication')} of the people who came, with the span of nine in "
        "ten; means of days and money. Cost is above doing nothing. What was ordered in fact costs as the measure of "
        "the scenario would."
    )
    unknown = (words.NOT_KNOWN,) * 4
    rows: list[tuple[str, ...]] = [
        (
            f"on record: {row.what}",
            day(row.ordered) if row.ordered else words.NOT_KNOWN,
            day(row.ready),
            *unknown,
            f"{row.use} (grade {row.grade})",
        )
        for row in history.actual_orders
    ]
    replayed = [*([history.actual] if history.actual else []), *history.replayed]
    rows += [_row(one) for one in replayed]
    header = ("policy", "ordered", "ready", "given back", "days open", "days needed", "cost", "on what")
    return Table("History", note, header, rows, 1)


def _row(replayed: Replayed) -> tuple[str, ...]:
    reasons = ((words.plain(" and ".join(conditions)), times) for conditions, times in replayed.reasons)
    why = ", ".join(f"{names} ({times})" for names, times in reasons) or words.NOT_KNOWN
    days = (spread(replayed.when(what)) for what in ("ordered", "ready", "released"))
    opened, needed, cost = (replayed.mean(name) for name in ("days_open", "days_needed", "cost"))
    return (replayed.policy.name, *days, f"{opened:,.0f}", f"{needed:,.1f}", f"{float(f'{cost:.3g}'):,.0f}", why)


def spread(when: Spread) -> str:
    """Return a day over replications: the median, the span of nine in ten, and in what share it happened if not in
    all.
    """
    if when.median is None or when.p5 is None or when.p95 is None:
        return "never"
    within = f" ({day(when.p5)}–{day(when.p95)})" if when.p5 != when.p95 else ""
    return f"{day(when.median)}{within}{f', in {words.percent(when.share)}' if when.share < 1 else ''}"


def day(when: date) -> str:
    """`22 Jan 2025`."""
    return f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}"
