"""The diary of one run as an example: what was decided about each measure, when, and on what was seen."""

from typing import TYPE_CHECKING, NamedTuple

from sim.experiments.output import REASONS
from sim.port.log import Entry, Event, Reason
from sim.scenario.language.contingency import Measure
from sim.views.run.measure_words import space_first
from sim.views.run.run_statistics import Example, example
from sim.views.text import words
from sim.views.text.condition_words import condition_text
from sim.views.text.dates import Dates
from sim.wording import counted, noted, said, say
from sim.wording.quantity import listed

if TYPE_CHECKING:
    from sim.experiments.result import Result

WHAT = {
    Event.UNDER_WAY: noted("under way at the start"),
    Event.ORDERED: noted("ordered"),
    Event.READY: noted("ready"),
    Event.STAGE: noted("further space ready"),
    Event.PART: noted("part given back"),
    Event.OVERTAKEN: noted("ready, but what it was ordered for was over"),
    Event.CANCELLED: noted("called off"),
    Event.KEPT: noted("kept"),
    Event.GIVEN_BACK: noted("option not taken"),
    Event.RELEASED: noted("given back"),
    Event.REFUSED: noted("not ordered again"),
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
        return say("the only one")
    if not example.measure:
        return say("no measure was ordered in any; its cost is nearest to the median")
    return counted(
        "of the runs in which the {measure} was ordered ({share} of {n}), the one whose first order is nearest to the "
        "median date",
        "of the runs in which the {measure} was ordered ({share} of {n}), the one whose first order is nearest to the "
        "median date",
        runs, measure=words.plain(example.measure), share=words.percent(example.share),
    )  # fmt: skip


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
    what = said(WHAT[entry.event])
    if entry.event == Event.KEPT and entry.option:
        return say("option {n} taken", n=entry.option)
    if entry.reason == Reason.WITHIN_TERM:
        what = say("not given back")
    why = "" if why_is_seen or entry.event == Event.OVERTAKEN else _why(entry)
    return say("{what}: {why}", what=what, why=why) if why else what


def _why(entry: Entry) -> str:
    """Return why something was decided: a stage, an option, the reason, or the conditions that held."""
    if entry.option and entry.event == Event.STAGE:
        return say("stage {n}", n=entry.option)
    if entry.option and entry.event != Event.PART:
        return say("option {n}", n=entry.option)
    return said(REASONS[entry.reason]) if entry.reason else listed([words.plain(one) for one in entry.why])
