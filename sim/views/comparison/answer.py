"""What each change did, and what was chance, in plain sentences."""

import math
from collections.abc import Sequence

import numpy as np

from sim.experiments.comparison.attribution import Attribution
from sim.experiments.comparison.compare import Comparison, ScenarioDifference
from sim.experiments.comparison.differences import Difference
from sim.experiments.comparison.same_people import EDGES
from sim.experiments.statistics.intervals import UNKNOWN
from sim.experiments.statistics.means import of_mean
from sim.scenario.catalogue.figure import Range
from sim.views.comparison.attributed import sentence
from sim.views.comparison.difference_words import MOVED, Steps
from sim.views.text import words
from sim.views.text.dates import Dates
from sim.wording import counted, say
from sim.wording.quantity import listed, rounded
from sim.wording.spoken import Number

TOLD = 3  # changed values named in a sentence; a table has all
MOST = 6  # differences told over the sets of assumptions
UNSERVED = "unserved"
WEAK = 0.2  # a correlation below it says that pairing did not work


def steps(comparison: Comparison) -> Steps:
    """Return how differences of a comparison are worded."""
    scenario = comparison.baseline.scenario
    return Steps(scenario.currency, comparison.known, Dates(scenario))


def answer(comparison: Comparison) -> list[tuple[str, list[str]]]:
    """Return the label of each scenario and what to say of it: what is different, what it did, what is chance, who
    waits.
    """
    telling = steps(comparison)
    return [(other.label, sentences(comparison, other, telling)) for other in comparison.others]


def sentences(comparison: Comparison, other: ScenarioDifference, telling: Steps) -> list[str]:
    """Return what to say of one scenario."""
    if other.alike:
        return [say("The same scenario under another name: every figure is exactly the same in every run.")]
    shown = [other.differences[name] for name in comparison.figures]
    said = [_different(other), _clear(other, shown, telling), _chance(shown, telling), _absent(shown, telling)]
    said.append(_over_sets(comparison, other, shown, telling))
    return [sentence for sentence in (*said, waited(other)) if sentence]


def _different(other: ScenarioDifference) -> str:
    changes = [say("{path}: {old} → {new}", path=one.name, old=one.old, new=one.new) for one in other.changes[:TOLD]]
    number, some = len(other.changes), "; ".join(changes)
    if number > TOLD:
        return say("{n} values are different: {some}; and {more} more.", n=number, some=some, more=number - TOLD)
    return counted("One value is different: {some}.", "{n} values are different: {some}.", number, some=some)


def _clear(other: ScenarioDifference, shown: list[Difference], telling: Steps) -> str:
    first = _unserved(other, telling)
    rest = [one for one in shown if not (first and one.name == UNSERVED)]
    clear = "; ".join(telling.moved(one) for one in rest if one.verdict in MOVED)
    if not first:
        return (
            say("The change did this: {clear}.", clear=clear)
            if clear
            else say("None of the differences can be told from chance.")
        )
    if not clear:
        return say("The change did this: {first}: none of the other differences can be told from chance.", first=first)
    return say("The change did this: {first}: {clear}.", first=first, clear=clear)


def _over_sets(comparison: Comparison, other: ScenarioDifference, shown: list[Difference], telling: Steps) -> str:
    """Return where the differences lie that are clear, and the first of the others, over the sets of assumptions."""
    sets = comparison.sets.get(other.label)
    if sets is None:
        return ""
    wanted = [one for one in shown if one.verdict in MOVED] or shown[:1]
    found = [(one, comparison.over_sets(other.label, one.name)) for one in wanted]
    told = [
        telling.over_sets(one, spread.low, spread.high) for one, spread in found if spread and spread.low == spread.low
    ]
    if not told:
        return ""
    return counted(
        "With assumptions, in nine of ten of {n} set of assumptions, the same for both: {told}.{held}",
        "With assumptions, in nine of ten of {n} sets of assumptions, the same for both: {told}.{held}",
        sets.asked, told="; ".join(told[:MOST]), held=_held(comparison.held),
    )  # fmt: skip


def _held(paths: tuple[str, ...]) -> str:
    """Return what is uncertain in some of the scenarios and not drawn, since they would not meet the same."""
    if not paths:
        return ""
    some = ", ".join(paths[:TOLD])
    if len(paths) <= TOLD:
        return say(" Held as written in both, since it is not uncertain in both alike: {paths}.", paths=some)
    return counted(
        " Held as written in both, since it is not uncertain in both alike: {paths} and {n} other.",
        " Held as written in both, since it is not uncertain in both alike: {paths} and {n} others.",
        len(paths) - TOLD, paths=some,
    )  # fmt: skip


def _chance(shown: list[Difference], telling: Steps) -> str:
    chance = "; ".join(telling.unclear(one) for one in shown if one.verdict == "chance")
    rare = "; ".join(telling.unclear(one) for one in shown if one.verdict == "unknown" and one.n)
    parts = (
        say("Cannot be told from chance: {figures}.", figures=chance) if chance else "",
        say("Too rare to tell: {figures}.", figures=rare) if rare else "",
    )
    return " ".join(part for part in parts if part)


def _absent(shown: list[Difference], telling: Steps) -> str:
    here, there = ([telling.subject(one.name) for one in shown if one.absent == side] for side in ("other", "baseline"))
    parts = (
        say("Not in this scenario: {figures}.", figures=listed(here)) if here else "",
        say("Only in this scenario: {figures}.", figures=listed(there)) if there else "",
    )
    return " ".join(part for part in parts if part)


def waited(other: ScenarioDifference) -> str:
    """Return who waited longer and who shorter, of the people who come in both and are turned away in neither."""
    if not other.people:
        return ""
    counts = np.array([met.by_change for met in other.people], dtype=np.float64)
    every = counts.sum(axis=1)
    counts, every = counts[every > 0], every[every > 0]
    if not every.size:
        return say("Nobody comes and is served in both.")
    equal = len(EDGES) + 1
    longer, shorter, same = (counts[:, part].sum(axis=1) / every for part in (
        slice(equal + 1, None), slice(0, equal), slice(equal, equal + 1)
    ))  # fmt: skip
    much = counts[:, equal + 2 :].sum(axis=1) / every
    less = counts[:, : equal - 1].sum(axis=1) / every
    ends = [(one, of_mean(one, of=Range(0.0, 1.0))) for one in (longer, shorter)]
    shares = [words.share(float(one.mean()), *(found if found.low < found.high else UNKNOWN)) for one, found in ends]
    return counted(
        "The same people in both, followed through {n} pair of runs: {longer} waited longer, {much} by more than an "
        "hour; {shorter} waited shorter, {less} by more than an hour; {same} waited exactly as long{apart}.",
        "The same people in both, followed through {n} pairs of runs: {longer} waited longer, {much} by more than an "
        "hour; {shorter} waited shorter, {less} by more than an hour; {same} waited exactly as long{apart}.",
        len(every), longer=shares[0], much=words.percent(float(much.mean())), shorter=shares[1],
        less=words.percent(float(less.mean())), same=words.percent(float(same.mean())), apart=_apart(other),
    )  # fmt: skip


def _apart(other: ScenarioDifference) -> str:
    """Return those who are not among the people compared: who left unserved on either side, who come on one side
    only.
    """
    found = {name: float(np.mean([getattr(met, name) for met in other.people])) for name in APART}
    parts = [_apart_said(name, rounded(number)) for name, number in found.items() if number]
    return say(" (not among them, on average: {parts})", parts=listed(parts)) if parts else ""


APART = ("unserved_old", "unserved_new", "only_old", "only_new")


def _apart_said(name: str, n: Number) -> str:
    if name == "unserved_old":
        return say("{n} left unserved in the baseline", n=n)
    if name == "unserved_new":
        return say("{n} left unserved here", n=n)
    return say("{n} come only in the baseline", n=n) if name == "only_old" else say("{n} come only here", n=n)


def explanations(comparison: Comparison, attributions: Sequence[Attribution]) -> list[str]:
    """Return the differences of one scenario in parts, a line a figure that any part moves; how they were made comes
    first.
    """
    telling = steps(comparison)
    lines = [sentence(one, telling) for one in attributions if any(part.clear for part in one.parts)]
    if not lines:
        return []
    if attributions[0].method == "shapley":
        how = say("Which change did it (the mean effect over all orders of making them; the parts add up):")
    else:
        how = say("Which change did it (each made alone; the last part is what they do only together):")
    return [how, *lines]


def method(comparison: Comparison) -> str:
    """Return how the intervals are made, in one paragraph."""
    pairs = counted("{n} pair", "{n} pairs", comparison.pairs)
    return counted(
        "In brackets: 95% intervals that hold all at once, over the {n} difference shown (Bonferroni): of means over "
        "{pairs} of replications by Student's t or Hall's correction of it for skewness, whichever is wider, of "
        "chances by Tango's score for pairs, of dates by the order statistics of the differences where it happened in "
        "both. A difference whose interval contains 0 cannot be told from chance; where half of the pairs or more are "
        "exactly equal, the exact sign test of the others can tell its direction, and it is too rare to tell where "
        "neither does.",
        "In brackets: 95% intervals that hold all at once, over the {n} differences shown (Bonferroni): of means over "
        "{pairs} of replications by Student's t or Hall's correction of it for skewness, whichever is wider, of "
        "chances by Tango's score for pairs, of dates by the order statistics of the differences where it happened in "
        "both. A difference whose interval contains 0 cannot be told from chance; where half of the pairs or more are "
        "exactly equal, the exact sign test of the others can tell its direction, and it is too rare to tell where "
        "neither does.",
        comparison.intervals, pairs=pairs,
    )  # fmt: skip


def pairing(comparison: Comparison) -> str:
    """Return what common random numbers gained: the correlation achieved, and how many times more runs it would have
    taken.
    """
    found = [
        one
        for other in comparison.others
        if not other.alike
        for one in (other.differences[name] for name in comparison.figures)
        if one.changed and not math.isnan(one.correlation) and not math.isinf(one.reduction)
    ]
    if not found:
        return say("Both meet the same people; no shown figure varies in both.")
    gains, alike = [one.reduction for one in found], [one.correlation for one in found]
    said = say(
        "All scenarios meet the same people, one by one. So the runs of a pair move together: the correlation of a "
        "figure in both is {middle} in the median (from {least} to {most}), and unpaired runs would have to be {times} "
        "times as many for intervals as narrow (the variance-reduction ratio; from {fewest} to {greatest}).",
        middle=rounded(float(np.median(alike)), 2), least=rounded(min(alike), 2), most=rounded(max(alike), 2),
        times=_times(float(np.median(gains))), fewest=_times(min(gains)), greatest=_times(max(gains)),
    )  # fmt: skip
    if np.median(alike) >= WEAK:
        return said
    return say("{pairing} That is little: these scenarios change so much that pairing hardly helps.", pairing=said)


def _times(ratio: float) -> Number:
    return rounded(ratio, 1 if ratio < 10 else 0)


def _unserved_differ(other: ScenarioDifference) -> bool:
    """Return whether the numbers that left unserved differ from the baseline in any pair of runs."""
    one = other.differences.get(UNSERVED)
    return one is not None and bool(one.changed)


def _unserved(other: ScenarioDifference, telling: Steps) -> str:
    """Say that the numbers unserved differ, and that neither side is better for the rest; empty if they are the
    same.
    """
    if not _unserved_differ(other):
        return ""
    one = other.differences[UNSERVED]
    old, new = (words.bare(level) for level in (one.baseline, one.other))
    levels = say("{old} in the baseline, {new} here", old=old, new=new)
    if one.verdict not in MOVED:
        return say(
            "the numbers that left unserved differ ({levels}), so that neither side is better by the rest",
            levels=levels,
        )
    if within := telling.within(one):
        levels = say("{levels}; {span}", levels=levels, span=within)
    size = words.bare(abs(one.difference))
    if one.verdict == "more":
        return say(
            "{n} more claimants left unserved ({levels}), so that neither side is better by the rest",
            n=size, levels=levels,
        )  # fmt: skip
    return say(
        "{n} fewer claimants left unserved ({levels}), so that neither side is better by the rest",
        n=size, levels=levels,
    )  # fmt: skip
