"""What space buys: the cost of each policy against the crowding that it leaves."""

from collections.abc import Iterator, Sequence
from math import isfinite

from sim.planning.triggers.found import Row, StudyResult, together
from sim.planning.triggers.trigger import NEVER
from sim.views.kit.chart import Axis, Chart, Panel
from sim.views.kit.marks import Dots, Interval, Line, Mark, numbers
from sim.views.kit.palette import CHOSEN, DOMINATED, FAINT
from sim.views.text import words
from sim.views.triggers import amounts
from sim.views.triggers.charts.family_styles import FAMILY_STYLES, source
from sim.wording import noted, said, say

TALL = 4.6  # inches
CAPTION = noted(
    "Each dot is a policy; on the line, no other is both cheaper and less crowded. Bars: 95% intervals of what it does "
    "to the same people, its cost and the crowding it avoids. Of policies that were left out early, crowding left is "
    "what there is without space in all futures, less what they avoided in theirs."
)


def pareto(result: StudyResult) -> Chart:
    """Return a dot a policy: families by colour on the front, grey where another is better in both.

    The bars are 95% intervals of what a policy does on the same people: of its cost, and of the crowding it avoids.
    """
    rows, currency = result.rows, result.currency
    scale = words.MILLION if max(abs(row.cost) for row in rows) >= words.MILLION else 1000.0
    front = sorted((row for row in rows if row.front), key=lambda row: row.cost)
    x, y = numbers(row.cost / scale for row in front), numbers(row.crowding for row in front)
    marks = [mark for group in reversed(together(rows)) for mark in _marks(group.row, scale)]
    unit = amounts.scaled_unit(scale, currency)
    panel = Panel(
        (Line(x, y, FAINT, weight=2.0), *marks),
        Axis(say("cost above doing nothing, {unit}", unit=unit), unit, grid=True, aside=True, margin=0.04),
        _up(marks),
        TALL,
    )
    return Chart("pareto", title(result), said(CAPTION), source(result), (panel,), key=tuple(_key(rows)))


def _up(marks: Sequence[Mark]) -> Axis:
    """Return the axis of crowding, from 0 unless all that is drawn is far above."""
    ends = [end for mark in marks if isinstance(mark, Interval) and mark.upright for end in (mark.low, mark.high)]
    ends += [y for mark in marks if isinstance(mark, Dots) for y in mark.y]
    there = [end for end in ends if isfinite(end)]
    gap = 0.06 * (max(there) - min(there)) or 1.0
    low, high = min(there) - gap, max(there) + gap
    low = low if low > high / 2 else min(low, 0.0)
    return Axis(say("crowding left, person-hours above the space open"), "person-hours", low, high)


def _marks(row: Row, scale: float) -> Iterator[Mark]:
    style, x, y = FAMILY_STYLES[row.policy.family], row.cost / scale, row.crowding
    cost, avoided = row.figures["cost"], row.figures["crowding_avoided"]
    stands = row.front or bool(row.part)
    role, weight = (style.role, 1.1) if stands else (DOMINATED, 0.5)
    left, right = x + (cost.low - cost.mean) / scale, x + (cost.high - cost.mean) / scale
    yield Interval(y, left, right, role, "", weight, fade=0.6)
    down, up = max(y - (avoided.high - avoided.mean), 0.0), y - (avoided.low - avoided.mean)
    yield Interval(x, down, up, role, "", weight, upright=True, fade=0.6)
    yield Dots((x,), (y,), role, size=12.0 if style.shape == "*" else 6.5 if stands else 4.5, shape=style.shape)
    if row.alike:
        yield Dots((x,), (y,), CHOSEN, size=11.0, ring=0.9)
    if row.chosen:
        yield Dots((x,), (y,), CHOSEN, size=15.0, ring=2.4)


def _key(rows: Sequence[Row]) -> Iterator[Mark]:
    for family in dict.fromkeys(row.policy.family for row in rows):
        style = FAMILY_STYLES[family]
        yield Dots((), (), style.role, said(style.called), size=6.0, shape=style.shape)
    if not all(row.front or row.part for row in rows):
        yield Dots((), (), DOMINATED, say("another is better in both"), size=4.5)
    if any(row.alike and not row.chosen for row in rows):
        yield Dots((), (), CHOSEN, say("cannot be told from the best"), size=9.0, ring=0.9)
    if any(row.chosen for row in rows):
        chosen = next(row for row in rows if row.chosen)
        yield Dots((), (), CHOSEN, say("recommended: {policy}", policy=chosen.policy.name), size=11.0, ring=2.4)


def title(result: StudyResult) -> str:
    """Return what the recommended policy costs and leaves, against never ordering."""
    chosen, was = result.chosen, result.never.figures["crowding"]
    left = chosen.figures["crowding"]
    if chosen.policy.family == NEVER:
        return say("Never ordering is best: nothing is spent, and crowding stays at {left}", left=amounts.mean(left))
    return say(
        "For {cost} crowding falls from {was} to {left}: {policy}",
        cost=amounts.mean(chosen.figures["cost"], result.currency),
        was=amounts.mean(was, unit=""), left=amounts.mean(left), policy=chosen.policy.name,
    )  # fmt: skip
