"""Those who left unserved in either scenario: in the same sentence as what the change did."""

from sim.experiments.comparison.compare import ScenarioDifference
from sim.views.comparison.difference_words import MOVED, Steps
from sim.views.text import words

FIGURE = "unserved"


def differs(other: ScenarioDifference) -> bool:
    """Return whether the numbers that left unserved differ from the baseline in any pair of runs."""
    one = other.differences.get(FIGURE)
    return one is not None and bool(one.changed)


def unserved_difference(other: ScenarioDifference, telling: Steps) -> str:
    """Say that the numbers unserved differ, and that neither side is better for the rest; empty if they are the
    same.
    """
    if not differs(other):
        return ""
    one = other.differences[FIGURE]
    old, new = (words.bare(level) for level in (one.baseline, one.other))
    levels = f"{old} in the baseline, {new} here"
    if one.verdict not in MOVED:
        return f"the numbers that left unserved differ ({levels}), so that neither side is better by the rest"
    within = telling.within(one)
    more = "more" if one.verdict == "more" else "fewer"
    size = f"{words.bare(abs(one.difference))} {more} claimants left unserved"
    return f"{size} ({levels}{f'; {within}' if within else ''}), so that neither side is better by the rest"
