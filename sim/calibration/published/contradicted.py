"""Windows that cannot all be true: they are shown, and it is said which of them nothing is fitted on."""

from collections.abc import Iterator, Sequence
from datetime import date

from sim.calibration.published.periods import DAY
from sim.calibration.published.window import Against, Contradiction, Window
from sim.scenario.data.counts import GRADES


def contradictions(windows: Sequence[Window]) -> tuple[Contradiction, ...]:
    """Return each window that cannot be true together with others of its stream.

    Two counts of the same days that differ; a window that is less than one within it, or than windows within it that
    share no day; one whose days all lie in windows within it that do not sum to it. Left out is the one of the worse
    grade, or the longer one; of two counts of the same days, both.
    """
    return tuple(found for window in windows for found in _against(window, windows))


def _against(window: Window, windows: Sequence[Window]) -> Iterator[Contradiction]:
    same = [one for one in windows if one is not window and one.holds(window) and window.holds(one)]
    later = [one for one in same if windows.index(one) > windows.index(window)]
    if later:
        yield Contradiction("two counts", window, tuple(later), _left_out(window, later, same=True))
    inner = sorted((one for one in windows if window.holds(one) and not one.holds(window)), key=lambda one: one.last)
    fullest = _fullest(inner)
    if sum(one.least for one in fullest) > window.most:
        yield _found("more than it holds", window, fullest)
        return
    for tiles in _tilings(window, inner):
        if sum(one.least for one in tiles) > window.most or sum(one.most for one in tiles) < window.least:
            yield _found("not the sum of its parts", window, tiles)
            return


def _fullest(inner: Sequence[Window]) -> tuple[Window, ...]:
    """Return windows that share no day and have the most persons (weighted interval scheduling), sorted by last day."""
    best: list[tuple[int, tuple[Window, ...]]] = [(0, ())]
    for k, one in enumerate(inner):
        before = sum(other.last < one.first for other in inner[:k])
        with_it = (best[before][0] + one.least, (*best[before][1], one))
        best.append(max(best[k], with_it, key=lambda found: found[0]))
    return best[-1][1]


def _tilings(window: Window, inner: Sequence[Window]) -> tuple[tuple[Window, ...], ...]:
    """Return the windows that have all days of a window and share none: those with fewest persons, and with most."""
    found = []
    for name, choose in (("most", min), ("least", max)):
        up_to: dict[date, tuple[int, tuple[Window, ...]]] = {window.first - DAY: (0, ())}
        for one in inner:
            if one.first - DAY in up_to:
                total, tiles = up_to[one.first - DAY]
                made = (total + getattr(one, name), (*tiles, one))
                up_to[one.last] = choose(made, up_to.get(one.last, made), key=lambda kept: kept[0])
        if window.last in up_to:
            found.append(up_to[window.last][1])
    return tuple(found)


def _found(kind: Against, window: Window, parts: Sequence[Window]) -> Contradiction:
    return Contradiction(kind, window, tuple(parts), _left_out(window, parts))


def _left_out(window: Window, others: Sequence[Window], same: bool = False) -> tuple[Window, ...]:
    worst = max(map(_rank, others))
    if _rank(window) < worst:
        return tuple(one for one in others if _rank(one) == worst)
    return (window, *others) if same and _rank(window) == worst else (window,)


def _rank(window: Window) -> int:
    return GRADES.index(window.grade) if window.grade in GRADES else len(GRADES)
