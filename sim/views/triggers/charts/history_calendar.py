"""A history as a calendar: what each policy would have done on the days that were, next to what was done."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sim.planning.triggers.history import PUBLISHED, History, Replayed, Spread
from sim.scenario.calendar.clock import Clock, clock
from sim.views.kit.panels import sheet
from sim.views.kit.style import ALERT, BLUE, INK, MUTED, SAND, program_version, styled, wrapped
from sim.views.kit.time_axis import set_time_axis
from sim.views.text import words
from sim.views.text.dates import MONTHS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW = 0.36  # inches
ARRIVALS = 1.3
LETTERS = 34
WIDEST_LABEL = 30
NEEDED = 0.5  # share of the replications from which on a day is shaded, and a policy is not pale


class Line(NamedTuple):
    """A row of the calendar: when space was ordered, ready and given back; None: not, or not within the span."""

    name: str
    ordered: date | None
    ready: date | None
    released: date | None
    said: str
    spread: Spread | None  # of the order
    fact: bool = False


@styled
def calendar(history: History) -> "Figure":
    """Above, claimants a day; below, a row a policy: waiting from order to ready, then open; red: needed."""
    shown, at = lines(history), clock(history.question.scenario)
    heights = [ARRIVALS, ROW * (len(shown) + 1) + 0.3]
    figure, panels = sheet(title(history), _source(history), (2, 1), sum(heights), sharex=True, height_ratios=heights)
    panels[0].step(at.midnights[at.midnights >= at.start][:-1], history.arrived, where="post", color=MUTED, lw=0.7)
    panels[0].set_ylim(bottom=0)
    panels[0].set_ylabel("claimants a day")
    _strip(panels[1], history, at)
    for y, line in enumerate(shown, start=1):
        _draw(panels[1], line, y, at)
    panels[1].set_ylim(len(shown) + 0.6, -0.6)
    panels[1].set_yticks(
        range(len(shown) + 1), ["space needed, had none been ordered", *(wrapped(line.name, LETTERS) for line in shown)]
    )
    panels[1].tick_params(axis="y", labelcolor=INK, labelsize=8.5)
    panels[1].grid(axis="y", visible=False)
    panels[1].spines["left"].set_visible(False)
    for panel in panels:
        panel.grid(axis="x", visible=True)
    panels[0].tick_params(axis="x", which="both", labelbottom=False)
    set_time_axis(panels[1], at)
    _legend(panels[1])
    return figure


def lines(history: History) -> list[Line]:
    """What was done in fact, then the same on these people, then each policy, those that order first on top."""
    found = [_replayed(one) for one in history.replayed]
    found.sort(key=lambda line: (line.ordered is None, line.ordered or date.min))
    facts = [Line(f"on record: {row.what}", row.ordered, row.ready, None, row.use, None, True) for row in history.done]
    done = [_replayed(history.as_done)] if history.as_done else []
    return [*facts, *done, *found]


def _replayed(one: Replayed) -> Line:
    ordered, ready, released = (one.when(what) for what in ("ordered", "ready", "released"))
    if ordered.median is None:
        return Line(one.policy.name, None, None, None, "never ordered", None)
    often = "" if ordered.share == 1 else f"in {words.percent(ordered.share)} of runs; "
    needed, opened = one.mean("days_needed"), one.mean("days_open")
    said = f"{often}open {opened:,.0f} days, needed {needed:,.{0 if needed >= 10 or needed == 0 else 1}f}"
    closed = released.median if released.share > ready.share / 2 else None
    return Line(one.policy.name, ordered.median, ready.median, closed, said, ordered)


def _strip(panel: "Axes", history: History, at: Clock) -> None:
    """The first row: how likely space is needed on each day; and its days shaded over all rows."""
    begins = at.midnights[at.midnights >= at.start].tolist()
    for begin, end, share in zip(begins[:-1], begins[1:], history.need.tolist(), strict=True):
        if share:
            panel.barh(0, end - begin, left=begin, height=0.6, color=ALERT, alpha=0.1 + 0.9 * share, lw=0)
        if share >= NEEDED:
            panel.axvspan(begin, end, color=ALERT, alpha=0.12, lw=0, zorder=0)


def _draw(panel: "Axes", line: Line, y: int, at: Clock) -> None:
    panel.annotate(
        wrapped(line.said, WIDEST_LABEL), (1.0, y), xycoords=("axes fraction", "data"), xytext=(5, 0),
        textcoords="offset points", va="center", ha="left", fontsize=8, color=INK, annotation_clip=False,
    )  # fmt: skip
    if not line.ordered:
        if line.fact and line.ready:
            panel.plot([_tick(at, line.ready)], [y], "|", color=INK, ms=11, mew=2.0)
        return
    begin = _tick(at, line.ordered)
    ready = _tick(at, line.ready) if line.ready else at.end
    pale = 1.0 if line.spread is None or line.spread.share >= NEEDED else 0.35
    panel.barh(y, ready - begin, left=begin, height=0.42, color=SAND, alpha=pale, hatch="////" if line.fact else None,
               edgecolor="white" if line.fact else "none", lw=0)  # fmt: skip
    if line.ready and line.fact:
        panel.plot([ready], [y], "|", color=INK, ms=11, mew=2.0)
    elif line.ready:
        end = _tick(at, line.released) if line.released else at.end
        panel.barh(y, end - ready, left=ready, height=0.42, color=BLUE, alpha=pale, lw=0)
    spread = line.spread
    if spread and spread.p5 and spread.p95 and spread.p5 != spread.p95:
        panel.plot([_tick(at, spread.p5), _tick(at, spread.p95)], [y - 0.31] * 2, color=MUTED, lw=1.4)


def _tick(at: Clock, day: date) -> int:
    return min(max(at.tick(day), at.start), at.end)


def _legend(panel: "Axes") -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    marks = [
        Patch(color=SAND, lw=0, label="ordered, waiting"),
        Patch(color=BLUE, lw=0, label="open"),
        Patch(facecolor=SAND, hatch="////", edgecolor="white", lw=0, label="as it was done"),
        Patch(color=ALERT, alpha=0.5, lw=0, label="needed"),
        Line2D([], [], color=MUTED, lw=1.4, label="order, nine runs in ten"),
    ]
    panel.set_title(" ", loc="left", fontsize=9)
    drawn = panel.legend(
        handles=marks, loc="lower left", bbox_to_anchor=(-0.3, 1.0), ncols=5, borderaxespad=0.1, handlelength=1.4,
        columnspacing=1.2,
    )  # fmt: skip
    drawn.set_in_layout(False)


def _source(history: History) -> str:
    scenario, known = history.question.scenario, "what was published by then"
    told = known if history.knowledge == PUBLISHED else "what the port itself counts"
    return (
        f"portsim {program_version()} · scenario {scenario.name} · {words.count(history.futures, 'replication')} · "
        f"decided on {told} · seed {scenario.seed}"
    )


def title(history: History) -> str:
    """How many of the policies would have ordered, and had the space before it was first needed."""
    replayed = history.replayed
    ordering = [one for one in replayed if one.when("ordered").share >= NEEDED]
    if not ordering:
        return "On what was known, no policy would have ordered space"
    start = history.question.scenario.start
    needed = [start + timedelta(days=k) for k, share in enumerate(history.need) if share >= NEEDED]
    said = f"{len(ordering)} of {len(replayed)} policies would have ordered"
    if not needed:
        return f"{said} space that, had none been ordered, would hardly have been needed"
    ready = [one for one in ordering if (when := one.when("ready").median) is not None and when <= needed[0]]
    return f"{said} space; {len(ready) or 'none'} would have had it by {_day(needed[0])}, when it was first needed"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
