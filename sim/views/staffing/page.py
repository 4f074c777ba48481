"""The staffing answer as one HTML file with its charts and tables, that opens offline and prints."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.views.comparison.difference_words import Steps
from sim.views.kit.page import Page, Table
from sim.views.kit.page import html as rendered
from sim.views.kit.pictures import Drawing, drawings, pictures
from sim.views.staffing import charts, proofs, sentences
from sim.views.text import words
from sim.views.text.dates import Dates

if TYPE_CHECKING:
    from sim.planning.staffing.proof import Staffing
    from sim.planning.staffing.whatif import Multiple, Point


def html(
    staffing: "Staffing",
    surges: "Sequence[Multiple]" = (),
    frontier: "Sequence[Point]" = (),
    drawn: Sequence[Drawing] | None = None,
) -> str:
    """Return the text of the page. Names and texts of the scenario are escaped; equal answers give equal bytes.

    `drawn`: its charts, if they are already.
    """
    said = [line.strip() for line in sentences(staffing, surges, frontier)]
    page = Page(
        over=f"Staffing · {Dates(staffing.scenario).whole()}",
        title=said[0],
        question=staffing.scenario.question,
        lead=said[1:],
        tables=list(_tables(staffing, surges, frontier)),
    )
    return rendered(page, pictures(drawings(charts(staffing, frontier)) if drawn is None else drawn))


def _tables(staffing: "Staffing", surges: "Sequence[Multiple]", frontier: "Sequence[Point]") -> Iterator[Table]:
    yield targets(staffing)
    if staffing.rounds[-1].asked:
        yield proofs.table(staffing)
    for pool in staffing.rosters:
        yield _roster(staffing, pool)
    if staffing.limits:
        header = ("Target", "Limit relaxed", "Change", "95%", "Target met")
        rows = [
            (
                words.plain(one.figure),
                words.plain(one.limit),
                f"{one.change:+.3g}",
                f"{one.low:+.3g} to {one.high:+.3g}",
                "yes" if one.met else "no",
            )
            for one in staffing.limits
        ]
        note = "Each limit taken away by itself in a run, on the same people."
        yield Table("What stands in the way", note, header, rows, 2)
    if surges:
        yield _surges(surges)
    if frontier:
        yield _frontier(staffing, frontier)


def targets(staffing: "Staffing") -> Table:
    """Return a row a target: what the proposed roster and today's do, on the same people."""
    rows = []
    currency = staffing.scenario.currency
    steps = Steps(currency, staffing.proposed.figures, Dates(staffing.scenario))
    for proposed in staffing.rounds[-1].verdicts:
        one = staffing.difference(proposed.name)
        within = steps.within(one)
        rows.append(
            (
                f"{staffing.proposed.figures[proposed.name].label}, {proposed.text}",
                proposed.state,
                words.shown(staffing.proposed.summary[proposed.name], currency),
                words.shown(staffing.today.summary[proposed.name], currency),
                f"{steps.step(one)} ({within})" if within else steps.step(one),
            )
        )
    runs = len(staffing.proposed.runs)
    note = f"{runs} fresh runs, those of the last round, of both rosters on the same people; 95% intervals."
    return Table("Targets", note, ("Target", "Proposed roster", "Mean", "Today", "Difference"), rows, 2)


def _roster(result: "Staffing", pool: str) -> Table:
    """Return a row a shift: when, and how many officers on it a day."""
    from sim.planning.staffing.tables import grid

    first = result.scenario.start
    rows = []
    for name, hours, counts in grid(result.scenario, pool, result.rosters[pool]):
        days = np.array([count for day, count in counts.items() if day >= first])
        label = "" if name == hours else words.plain(name)
        rows.append((hours, label, f"{days.min()} to {days.max()}", f"{days.mean():.1f}", f"{days.sum():,}"))
    header = ("Hours", "Shift", "Officers a day", "Mean", "Shifts in all")
    note = "roster.csv and roster.xlsx have every day; roster.yaml is the scenario with this roster."
    return Table(f"Roster of {words.plain(pool)}", note, header, rows, 2)


def _surges(surges: "Sequence[Multiple]") -> Table:
    rows = [
        (
            f"x {times:g}",
            words.plain(pool),
            f"{int(one.required[p].max()):,}",
            f"{roster.hours:,.0f}",
            "proven" if one.proven else "met" if one.met else "no",
        )
        for times, one in surges
        for p, (pool, roster) in enumerate(one.rosters.items())
    ]
    header = ("Demand", "Pool", "Most required at once", "Officer-hours", "Targets met")
    note = "Every stream multiplied over the whole run, each time with a roster of its own."
    return Table("Under a surge", note, header, rows, 2)


def _frontier(staffing: "Staffing", frontier: "Sequence[Point]") -> Table:
    rows = []
    for point in frontier:
        share = point.result.summary["within_24h"]
        rows.append(
            (
                f"{point.hours:,.0f}",
                f"{point.cost:,.0f}",
                words.tenths(share.mean, share.low, share.high),
                f"{point.result.summary['cost_total'].mean:,.0f}",
            )
        )
    money = staffing.scenario.currency
    header = ("Officer-hours", f"Cost of the roster, {money}", "Gone within 24 hours", f"Cost in all, {money}")
    return Table("What money buys", "A roster at each level of staffing.", header, rows, 1)
