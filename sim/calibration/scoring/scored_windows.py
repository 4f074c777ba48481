"""Which counts are foretold: windows of one kind that share no day, and what had been fitted on them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from sim.calibration.published.window import Window
from sim.scenario.schema import Scenario

DAY = timedelta(days=1)
KINDS = ((1, 1), (5, 9), (28, 31), (89, 92), (365, 366))  # days of a day, a week, a month, a quarter, a year
MONTH = KINDS[2]


def kind_of(window: Window) -> tuple[int, int] | None:
    """Return the least and the most days of a window's kind; None for an odd one."""
    return next((kind for kind in KINDS if kind[0] <= window.days <= kind[1]), None)


def targets(windows: Sequence[Window]) -> tuple[Window, ...]:
    """Return the exact windows that share no day, of the kind that has most of the days; months before others."""
    best: tuple[Window, ...] = ()
    for kind in (MONTH, *KINDS):
        found = tuple(_apart([one for one in windows if kind_of(one) == kind and one.is_exact]))
        if sum(one.days for one in found) > sum(one.days for one in best):
            best = found
    return best or tuple(_apart([one for one in windows if one.is_exact]))


def months(windows: Sequence[Window]) -> tuple[Window, ...]:
    """Return whole months, as they were counted or as the sum of shorter windows that fill them."""
    counted = {(one.first, one.last): one for one in windows}
    found = []
    for first, last in _months(windows):
        if (first, last) in counted:
            found.append(counted[first, last])
            continue
        within = [one for one in windows if first <= one.first and one.last <= last]
        if sum(one.days for one in within) == (last - first).days + 1:
            known = [one.known for one in within if one.known]
            persons = sum(one.least for one in within)
            whole = Window(first, last, persons, sum(one.most for one in within), within[0].place, within[0].stream)
            found.append(whole if len(known) < len(within) else _published(whole, max(known)))
    return tuple(found)


def _published(window: Window, day: date) -> Window:
    from dataclasses import replace

    return replace(window, known=day)


def _months(windows: Sequence[Window]) -> Iterator[tuple[date, date]]:
    first = min(one.first for one in windows).replace(day=1)
    end = max(one.last for one in windows)
    while first <= end:
        after = (first + 31 * DAY).replace(day=1)
        yield first, after - DAY
        first = after


def _apart(windows: Sequence[Window]) -> Iterator[Window]:
    last = date.min
    for one in sorted(windows, key=lambda each: (each.first, each.last)):
        if one.first > last:
            yield one
            last = one.last


def fitted_windows(scenario: Scenario, stream: str, file: str, renewed: Sequence[str] = ()) -> set[tuple[date, date]]:
    """Return the first and last days of the windows of a file that values of a stream were fitted on, apart from values
    that are fitted again."""
    found = set()
    for path, fitted in scenario.fitted_on.items():
        inside = path.split(".")[:2] == ["arrivals", stream]
        again = any(path == one or path.startswith(f"{one}.") for one in renewed)
        if inside and not again and Path(fitted.file).name == Path(file).name:
            found |= {_days(one) for one in fitted.windows}
    return found


def _days(text: str) -> tuple[date, date]:
    first, last = text.split("/")
    return date.fromisoformat(first), date.fromisoformat(last)


def is_fitted(window: Window, fitted: set[tuple[date, date]]) -> bool:
    """Return whether a value was fitted on any day of a window."""
    return any(first <= window.last and window.first <= last for first, last in fitted)
