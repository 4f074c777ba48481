"""The diary of one run as an example: what was decided about each measure, when, and on what was seen."""

from typing import TYPE_CHECKING, NamedTuple

from sim.experiments.output import why_text
from sim.port.log import Entry, Event, Reason
from sim.scenario.language.contingency import Measure
from sim.views.run.measure_words import space_first
from sim.views.run.run_statistics import Example, example
from sim.views.text import words
from sim.views.text.condition_words import condition_text
from sim.views.text.dates import Dates

if TYPE_CHECKING:
    from sim.experiments.result import Result

WHAT = {
    Event.UNDER_WAY: "under way at the start",
    Event.ORDERED: "ordered",
    Event.READY: "ready",
    Event.STAGE: "further space ready",
    Event.PART: "part given back",
    Event.OVERTAKEN: "ready, but what it was ordered for was over",
    Event.CANCELLED: "called off",
    Event.KEPT: "{} taken",
    Event.GIVEN_BACK: "option not taken",
    Event.RELEASED: "given back",
    Event.REFUSED: "not ordered again",
}


class Line(NamedTuple):
    """One entry in words."""

    when: str
    measure: str
    what: str
    seen: tuple[str, ...]


class Diary(NamedTuple):
    """The run that was chosen, why it was, its entries, and how many were left out."""

    run: int
    chosen: str
    lines: tuple[Line, ...]
    left_out: int


def diary(result: "Result", most: int = 60) -> Diary:
    """Return the diary of an example: the run whose first order is nearest to the median date; at most this many
    entries.
    """
    found = example(result, space_first(result.scenario.measures))
    run = found.run
    dates, measures = Dates(result.scenario), list(result.scenario.measures.items())
    overtaken = {(entry.tick, entry.measure) for entry in run.diary if entry.event == Event.OVERTAKEN}
    told_once = [one for one in run.diary if one.event != Event.READY or (one.tick, one.measure) not in overtaken]
    lines = tuple(_line(entry, *measures[entry.measure], dates) for entry in told_once[:most])
    return Diary(run.number, _chosen(found, len(result.runs)), lines, len(told_once) - len(lines))


def _chosen(example: Example, runs: int) -> str:
    if runs == 1:
        return "the only one"
    if not example.measure:
        return "no measure was ordered in any; its cost is nearest to the median"
    return (
        f"of the runs in which the {words.plain(example.measure)} was ordered ({words.percent(example.share)} of "
        f"{runs:,}), the one whose first order is nearest to the median date"
    )


def _line(entry: Entry, name: str, measure: Measure, dates: Dates) -> Line:
    named = [one for one in entry.seen if one.condition in entry.why]
    seen = () if entry.event == Event.READY else tuple(named or entry.seen)  # an opening waits for no rule
    return Line(
        dates.moment(entry.tick),
        words.capital(words.plain(name)),
        _what(entry, bool(named)),
        tuple(condition_text(one, measure) for one in seen),
    )


def _what(entry: Entry, why_is_seen: bool) -> str:
    why = words.plain(why_text(entry))
    said = "not given back" if entry.reason == Reason.WITHIN_TERM else WHAT[entry.event].format(why)
    if why_is_seen or (entry.option and entry.event == Event.KEPT) or entry.event == Event.OVERTAKEN or not why:
        return said
    return f"{said}: {why}"
