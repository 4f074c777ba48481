"""What is drawn within the boxes of a run."""

import math
from typing import TYPE_CHECKING

from sim.people.chance.uncertain_inputs import STATED
from sim.views.kit.inline.box_graphics import Bar, Case, Graphic, Span
from sim.views.run.first.box_words import cases_said, costs_said
from sim.views.run.first.phrases import places
from sim.views.run.first.resting import Statement
from sim.wording import say
from sim.wording.quantity import money, percents, rounded

if TYPE_CHECKING:
    from sim.experiments.result import Result


def graphic(result: "Result", found: Statement) -> Graphic:
    """Return what is drawn in a box (`boxes.boxes`)."""
    if found.kind == "is ordered" and found["runs"] > 1:
        return Graphic(span=_share(result, found))
    if found.kind == "in time" and found["runs"] > 1 and found["ordered"]:
        return Graphic(cases=_cases(found), instead=(cases_said(found),))
    if found.kind == "peak" and found["runs"] > 1 and not math.isnan(found["peak"]):
        return Graphic(span=_peak(result, found))
    if found.kind == "cost" and found["total with"] > 0 and found["total without"] > 0:
        return Graphic(bars=_costs(result, found), instead=(costs_said(result, found),))
    return Graphic()


def _assumed(result: "Result", figure: str) -> tuple[float, float] | None:
    """Return where the mean of a figure lies in nine of ten sets of assumptions."""
    sets = result.assumption_sets
    if sets is None or not sets.runs or figure not in sets.names:
        return None
    spread = sets.spread(figure, STATED)
    return None if math.isnan(spread.low) else (spread.low, spread.high)


def _share(result: "Result", found: Statement) -> Span:
    low, high = found["low"], found["high"]
    wide = _assumed(result, found.numbers["share"].figure)
    said = say("chance: {span}", span=percents(low, high))
    if wide:
        said = say("{chance}; with assumptions: {span}", chance=said, span=percents(*wide))
        wide = (100 * wide[0], 100 * wide[1])
    return Span(100 * low, 100 * high, wide, None, (say("never"), say("every run")), said)


def _peak(result: "Result", found: Statement) -> Span | None:
    area, low, high = found.subject, found["low"], found["high"]
    if math.isnan(low):
        return None
    limit = float(places(result, area)) if area else 0.0
    wide = _assumed(result, found.numbers["peak"].figure)
    most = max(found["p95"], high, 1.1 * limit, wide[1] if wide else 0.0, 1.0)
    step = 10.0 ** max(math.floor(math.log10(most)), 1) / 2
    top = step * math.ceil(most / step)
    said = say("chance: {low} to {high}", low=rounded(low), high=rounded(high))
    if wide:
        ends = say("{low} to {high}", low=rounded(wide[0]), high=rounded(wide[1]))
        said = say("{chance}; with assumptions: {span}", chance=said, span=ends)
        wide = (100 * wide[0] / top, 100 * wide[1] / top)
    at = 100 * limit / top if area else None
    return Span(100 * low / top, 100 * high / top, wide, at, (say("{n}", n=0), say("{n}", n=rounded(top))), said)


def _cases(found: Statement) -> tuple[Case, ...]:
    in_time, used, late, idle = (int(found[case]) for case in ("in_time", "used", "late", "idle"))
    return (
        Case("in-time", in_time, say("{n} in time", n=in_time)),
        Case("used", used, say("{n} late, but used", n=used)),
        Case("late", late, say("{n} too late", n=late)),
        Case("idle", idle, say("{n} not needed", n=idle)),
    )


def _costs(result: "Result", found: Statement) -> tuple[Bar, ...]:
    currency, with_it, without = result.scenario.currency, found["total with"], found["total without"]
    most = max(with_it, without)
    return (
        Bar("measure", 45 * with_it / most, say("All costs with it"), money(with_it, currency)),
        Bar("other", 45 * without / most, say("without"), money(without, currency)),
    )
