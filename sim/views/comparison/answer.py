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
        return ["The same scenario under another name: every figure is exactly the same in every run."]
    shown = [other.differences[name] for name in comparison.figures]
    said = [_different(other), _clear(other, shown, telling), _chance(shown, telling), _absent(shown, telling)]
    said.append(_over_sets(comparison, other, shown, telling))
    return [sentence for sentence in (*said, waited(other)) if sentence]


def _different(other: ScenarioDifference) -> str:
    some = [f"{change.name}: {change.old} → {change.new}" for change in other.changes[:TOLD]]
    if len(other.changes) == 1:
        return f"One value is different: {some[0]}."
    more = f"; and {len(other.changes) - TOLD} more" if len(other.changes) > TOLD else ""
    return f"{len(other.changes)} values are different: {'; '.join(some)}{more}."


def _clear(other: ScenarioDifference, shown: list[Difference], telling: Steps) -> str:
    first = _unserved(other, telling)
    rest = [one for one in shown if not (first and one.name == UNSERVED)]
    clear = [telling.moved(one) for one in rest if one.verdict in ("more", "less")]
    if not clear and not first:
        return "None of the differences can be told from chance."
    none = "none of the other differences can be told from chance"
    return f"The change did this: {f'{first}: ' if first else ''}{'; '.join(clear) or none}."


def _over_sets(comparison: Comparison, other: ScenarioDifference, shown: list[Difference], telling: Steps) -> str:
    """Return where the differences lie that are clear, and the first of the others, over the sets of assumptions."""
    sets = comparison.sets.get(other.label)
    if sets is None:
        return ""
    wanted = [one for one in shown if one.verdict in ("more", "less")] or shown[:1]
    found = [(one, comparison.over_sets(other.label, one.name)) for one in wanted]
    told = [
        telling.over_sets(one, spread.low, spread.high) for one, spread in found if spread and spread.low == spread.low
    ]
    if not told:
        return ""
    over = f"in nine of ten of {words.count(sets.asked, 'set')} of assumptions, the same for both"
    return f"With assumptions, {over}: {'; '.join(told[:MOST])}.{_held(comparison.held)}"


def _held(paths: tuple[str, ...]) -> str:
    """Return what is uncertain in some of the scenarios and not drawn, since they would not meet the same."""
    if not paths:
        return ""
    more = f" and {words.count(len(paths) - TOLD, 'other')}" if len(paths) > TOLD else ""
    return f" Held as written in both, since it is not uncertain in both alike: {', '.join(paths[:TOLD])}{more}."


def _chance(shown: list[Difference], telling: Steps) -> str:
    chance = [telling.unclear(one) for one in shown if one.verdict == "chance"]
    rare = [telling.unclear(one) for one in shown if one.verdict == "unknown" and one.n]
    said = f"Cannot be told from chance: {'; '.join(chance)}." if chance else ""
    return " ".join(part for part in (said, f"Too rare to tell: {'; '.join(rare)}." if rare else "") if part)


def _absent(shown: list[Difference], telling: Steps) -> str:
    here, there = ([telling.subject(one.name) for one in shown if one.absent == side] for side in ("other", "baseline"))
    said = f"Not in this scenario: {words.listed(here)}." if here else ""
    return " ".join(part for part in (said, f"Only in this scenario: {words.listed(there)}." if there else "") if part)


def waited(other: ScenarioDifference) -> str:
    """Return who waited longer and who shorter, of the people who come in both and are turned away in neither."""
    if not other.people:
        return ""
    counts = np.array([met.by_change for met in other.people], dtype=np.float64)
    every = counts.sum(axis=1)
    counts, every = counts[every > 0], every[every > 0]
    if not every.size:
        return "Nobody comes and is served in both."
    equal = len(EDGES) + 1
    longer, shorter, same = (counts[:, part].sum(axis=1) / every for part in (
        slice(equal + 1, None), slice(0, equal), slice(equal, equal + 1)
    ))  # fmt: skip
    much = counts[:, equal + 2 :].sum(axis=1) / every
    less = counts[:, : equal - 1].sum(axis=1) / every
    ends = [(one, of_mean(one, of=Range(0.0, 1.0))) for one in (longer, shorter)]
    shares = [words.share(float(one.mean()), *(found if found.low < found.high else UNKNOWN)) for one, found in ends]
    return (
        f"The same people in both, followed through {words.count(len(every), 'pair')} of runs: {shares[0]} waited "
        f"longer, {words.percent(float(much.mean()))} by more than an hour; {shares[1]} waited shorter, "
        f"{words.percent(float(less.mean()))} by more than an hour; {words.percent(float(same.mean()))} waited exactly "
        f"as long{_apart(other)}."
    )


def _apart(other: ScenarioDifference) -> str:
    """Return those who are not among the people compared: who left unserved on either side, who come on one side
    only.
    """
    told = {
        "unserved_old": "left unserved in the baseline", "unserved_new": "left unserved here",
        "only_old": "come only in the baseline", "only_new": "come only here",
    }  # fmt: skip
    numbers = {said: float(np.mean([getattr(met, name) for met in other.people])) for name, said in told.items()}
    parts = [f"{number:,.0f} {said}" for said, number in numbers.items() if number]
    return f" (not among them, on average: {words.listed(parts)})" if parts else ""


HOW = {
    "shapley": "Which change did it (the mean effect over all orders of making them; the parts add up)",
    "single": "Which change did it (each made alone; the last part is what they do only together)",
}


def explanations(comparison: Comparison, attributions: Sequence[Attribution]) -> list[str]:
    """Return the differences of one scenario in parts, a line a figure that any part moves; how they were made comes
    first.
    """
    telling = steps(comparison)
    lines = [sentence(one, telling) for one in attributions if any(part.clear for part in one.parts)]
    return [f"{HOW[attributions[0].method]}:", *lines] if lines else []


def method(comparison: Comparison) -> str:
    """Return how the intervals are made, in one paragraph."""
    return (
        f"In brackets: 95% intervals that hold all at once, over the {words.count(comparison.intervals, 'difference')} "
        f"shown (Bonferroni): of means over {words.count(comparison.pairs, 'pair')} of replications by Student's t or "
        "Hall's correction of it for skewness, whichever is wider, of chances by Tango's score for pairs, of dates by "
        "the order statistics of the differences where it happened in both. A difference whose interval contains 0 "
        "cannot be told from chance; where half of the pairs or more are exactly equal, the exact sign test of the "
        "others can tell its direction, and it is too rare to tell where neither does."
    )


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
        return "Both meet the same people; no shown figure varies in both."
    gains, alike = [one.reduction for one in found], [one.correlation for one in found]
    said = (
        "All scenarios meet the same people, one by one. So the runs of a pair move together: the correlation of a "
        f"figure in both is {np.median(alike):.2f} in the median (from {_signed(min(alike))} to {max(alike):.2f}), and "
        f"unpaired runs would have to be {_times(float(np.median(gains)))} times as many for intervals as narrow (the "
        f"variance-reduction ratio; from {_times(min(gains))} to {_times(max(gains))})."
    )
    if np.median(alike) < WEAK:
        said += " That is little: these scenarios change so much that pairing hardly helps."
    return said


def _signed(correlation: float) -> str:
    return f"{correlation:.2f}".replace("-", "−")


def _times(ratio: float) -> str:
    return f"{ratio:.1f}" if ratio < 10 else f"{ratio:,.0f}"


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
    levels = f"{old} in the baseline, {new} here"
    if one.verdict not in MOVED:
        return f"the numbers that left unserved differ ({levels}), so that neither side is better by the rest"
    within = telling.within(one)
    more = "more" if one.verdict == "more" else "fewer"
    size = f"{words.bare(abs(one.difference))} {more} claimants left unserved"
    return f"{size} ({levels}{f'; {within}' if within else ''}), so that neither side is better by the rest"
