"""The first screen of a comparison: verdict, doubt, boxes, and a line each on where people wait and what is in time."""

from sim.experiments.comparison.compare import Comparison, ScenarioDifference
from sim.views.comparison.first.against import Verdict, verdict
from sim.views.comparison.first.against_doubt import doubt
from sim.views.comparison.first.against_words import verdict_said
from sim.views.comparison.first.gap_words import letter, the_change
from sim.views.comparison.first.side_words import box_said
from sim.views.comparison.first.sides import boxes, in_time, waits
from sim.views.text.first_screen import HERE, BoxSaid, First, boxed
from sim.views.text.statement import Statement
from sim.views.text.words import plain
from sim.wording import counted, say
from sim.wording.quantity import hours

MOST = 4  # scenarios with a line


def front(comparison: Comparison, found: Verdict) -> ScenarioDifference:
    """Return the scenario whose numbers are large: the one that the verdict begins with."""
    return found.told[0].other if found.told else comparison.others[0]


def first(comparison: Comparison) -> First:
    """Return the first screen in the language that is spoken."""
    found = verdict(comparison)
    ahead = front(comparison, found)
    return First(
        verdict_said(comparison, found),
        _finished(comparison),
        doubt(comparison, found),
        tuple(box_said(comparison, ahead, box) for box in boxes(comparison, ahead)),
        tuple(line for line in (_waits(comparison, ahead), _ready(comparison, ahead)) if line),
    )


def _finished(comparison: Comparison) -> str:
    """Return how many pairs of runs were finished; empty where all were."""
    asked = max(one.asked for one in comparison.results.values())
    if comparison.pairs == asked:
        return ""
    return counted(
        "{n} of {asked} pairs of runs was finished; everything here rests on it.",
        "{n} of {asked} pairs of runs were finished; everything here rests on them.",
        comparison.pairs, asked=asked,
    )  # fmt: skip


def _waits(comparison: Comparison, ahead: ScenarioDifference) -> BoxSaid | None:
    """Return the step for which people wait longest, in the scenario in front and in each other."""
    question, found = say("Where do people wait?"), dict(zip(comparison.results, waits(comparison), strict=True))
    one = found.pop(ahead.label)
    if not one.subject:
        return boxed(question, say("nowhere"))
    phrase = say(
        "longest for {step}, {time} with {change}",
        step=plain(one.subject), time=HERE, change=the_change(comparison, ahead),
    )  # fmt: skip
    told = {label: say("{time} for {step}", step=plain(it.subject), time=hours(it["longest"]))
            for label, it in found.items() if it.subject}  # fmt: skip
    return boxed(question, hours(one["longest"]), phrase, *_of_each(comparison, told))


def _of_each(comparison: Comparison, told: dict[str, str]) -> list[str]:
    """Return what is said of each scenario but the one in front."""
    if len(comparison.others) == 1:
        return [say("{line} without it", line=line) for line in told.values()]
    return [say("{letter}: {line}", letter=letter(comparison, label), line=line) for label, line in told.items()][:MOST]


def _ready(comparison: Comparison, ahead: ScenarioDifference) -> BoxSaid | None:
    """Return how many orders are in time, and how long after the order space opens."""
    found = {one.subject: one for one in in_time(comparison)}
    if not found:
        return None
    question, one = say("Is it ready in time?"), found.pop(ahead.label, None)
    told = {label: _in_time(other) for label, other in found.items()}
    if one is None:
        return boxed(question, say("not ordered"), HERE, *_of_each(comparison, told))
    phrase = counted(
        "{k} of {n} order with {change}", "{k} of {n} orders with {change}",
        int(one["ordered"]), k=HERE, change=the_change(comparison, ahead),
    )  # fmt: skip
    small = (_opens(one), *_of_each(comparison, told))
    return boxed(question, say("{n}", n=int(one["in_time"])), phrase, *small)


def _in_time(one: Statement) -> str:
    every, opens = int(one["ordered"]), _opens(one)
    return counted("{k} of {n} order, {opens}", "{k} of {n} orders, {opens}", every, k=int(one["in_time"]), opens=opens)


def _opens(one: Statement) -> str:
    """Return the lead time itself, the median within runs: a difference of two median dates is none."""
    if not one["opened"]:
        return say("not open before the end")
    return say("open {time} after the order", time=hours(24 * one["lead"]))
