"""The inputs by how far they move a figure, from the 10th to the 90th percentile of their ranges."""

from typing import TYPE_CHECKING

from sim.views.text.statement import Number, Statement

if TYPE_CHECKING:
    from sim.experiments.sensitivity.one_at_a_time import Swing
    from sim.experiments.sensitivity.sensitivity import Sensitivity


def main_figure(found: "Sensitivity") -> str:
    """Return the figure that the verdict is about: the first that any input is shown to move; else the first."""
    moved = (name for name, swings in found.swings.items() if any(is_clear(one) for one in swings))
    return next(moved, next(iter(found.swings)))


def order(found: "Sensitivity", figure: str) -> list[int]:
    """Return the inputs, the one that moves a figure farthest first; of those that move it as far, one shown to."""
    swings = found.swings[figure]
    return sorted(range(len(swings)), key=lambda k: (-abs(swings[k].change), not is_clear(swings[k])))


def is_clear(swing: "Swing") -> bool:
    """Return whether the interval of a swing leaves out nought."""
    return swing.low > 0 or swing.high < 0


def swing_of(found: "Sensitivity", figure: str, k: int) -> Statement:
    """Return what an input does to a figure. Kinds: `moves` (clear of chance), `may move`, `does not move`."""
    swing, path = found.swings[figure][k], found.paths[k]
    numbers = {
        "low end": Number(swing.at_p10.mean, "at p10", figure, of=path),
        "high end": Number(swing.at_p90.mean, "at p90", figure, of=path),
        "gap": Number(swing.change, "gap", figure, of=path),
        "low": Number(swing.low, "gap low", figure, of=path),
        "high": Number(swing.high, "gap high", figure, of=path),
        "as written": Number(swing.at_p10.mean - swing.at_p10.change, "as written", figure, of=path),
    }
    kind = "moves" if is_clear(swing) else "may move" if swing.change else "does not move"
    return Statement(kind, path, numbers)


def noise(found: "Sensitivity", figure: str) -> Statement:
    """Return how much of the variance over the points is chance, and how many inputs are shown to move the figure."""
    share = Number(found.noise[figure], "noise", figure)
    clear = Number(float(sum(is_clear(one) for one in found.swings[figure])), "points", figure)
    return Statement("noise", figure, {"noise": share, "clear": clear})


def told_apart(found: "Sensitivity", figure: str) -> bool:
    """Return whether the first input moves a figure farther than the second beyond chance: intervals lie apart."""
    ranked = order(found, figure)
    if len(ranked) < 2 or not found.swings[figure][ranked[0]].change:
        return True
    first, second = (_size(found.swings[figure][k]) for k in ranked[:2])
    return first[0] > second[1]


def _size(swing: "Swing") -> tuple[float, float]:
    """Return the ends of how far an input moves a figure, whichever way."""
    ends = abs(swing.low), abs(swing.high)
    return (min(ends) if is_clear(swing) else 0.0), max(ends)
