"""Windows of what stands in several rows: quarters of an hour as days, groups as their sum, running totals as what is
between them, the same period twice as its last revision."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sim.calibration.published.layouts import is_total
from sim.calibration.published.periods import DAY
from sim.calibration.published.spans import step
from sim.calibration.published.window import Dropped, Window

WHOLE_DAY = 24 * 60
CLOCK_CHANGE = 60  # minutes that a day can be short of when clocks go forward

Folded = tuple[list[Window], list[Dropped]]


def folded(windows: Sequence[Window], roles: Mapping[str, int], minutes: Mapping[int, int]) -> Folded:
    """Return the windows of a file, in the order of their days, and what was dropped. `minutes` of those that begin
    within a day, by their place; `roles` of the columns."""
    found, dropped = _days(windows, minutes)
    if "group" in roles:
        found, more = _groups(found)
        dropped += more
    found, more = _once(found)
    dropped += more
    if "cumulative" in roles and "count" not in roles:
        found, more = _differenced(found)
        dropped += more
    order = {id(window): k for k, window in enumerate(found)}
    return sorted(found, key=lambda one: (one.first, one.last, order[id(one)])), dropped


def _days(windows: Sequence[Window], minutes: Mapping[int, int]) -> Folded:
    """Return windows with the parts of days summed; a day of which parts are missing is dropped."""
    parts: dict[tuple[str, date], list[tuple[int, Window]]] = defaultdict(list)
    for k, minute in minutes.items():
        parts[windows[k].stream, windows[k].first].append((minute, windows[k]))
    found = [window for k, window in enumerate(windows) if k not in minutes]
    dropped: list[Dropped] = []
    every = max((step(sorted({minute for minute, _ in many})) for many in parts.values()), default=WHOLE_DAY)
    if parts:
        every = min(step(sorted({minute for minute, _ in many})) for many in parts.values())
    for (_, day), many in parts.items():
        first = many[0][1]
        if len({minute for minute, _ in many}) * every < WHOLE_DAY - CLOCK_CHANGE:
            dropped.append(Dropped("part of a day", f"{day}", first.place))
            continue
        found.append(replace(first, least=sum(w.least for _, w in many), most=sum(w.most for _, w in many)))
    return found, dropped


def _groups(windows: Sequence[Window]) -> Folded:
    """Return the sums over groups; a group that is called a total is not one of them."""
    dropped: list[Dropped] = []
    sums: dict[tuple[str, date, date], Window] = {}
    totals: dict[tuple[str, date, date], Window] = {}
    for window in windows:
        stream, _, group = window.stream.partition("\0")
        key, one = (stream, window.first, window.last), replace(window, stream=stream)
        if is_total(group):
            totals[key] = one
            dropped.append(Dropped("total", f"{group} {window.first} {window.last}: {window.count:g}", window.place))
        elif key in sums:
            sums[key] = replace(sums[key], least=sums[key].least + one.least, most=sums[key].most + one.most)
        else:
            sums[key] = one
    alone = [total for key, total in totals.items() if key not in sums]
    # a total that is not the sum of its groups stays, so that both are shown
    unlike = [
        total for key, total in totals.items() if key in sums and not sums[key].least <= total.count <= sums[key].most
    ]
    return [*sums.values(), *alone, *unlike], dropped


def _once(windows: Sequence[Window]) -> Folded:
    """Return each window once: the last published of those that differ; two of which none is later both stay."""
    dropped: list[Dropped] = []
    kept: dict[tuple[str, date, date], list[Window]] = defaultdict(list)
    for window in windows:
        same = kept[window.stream, window.first, window.last]
        for other in list(same):
            equal = (other.least, other.most) == (window.least, window.most)
            if equal:
                dropped.append(Dropped("repeated", f"{window.first} {window.last}: {window.count:g}", window.place))
                break
            if other.known and window.known and other.known != window.known:
                older = min(other, window, key=lambda one: one.known or date.min)
                dropped.append(Dropped("revised", f"{older.first} {older.last}: {older.count:g}", older.place))
                if older is window:
                    break
                same.remove(other)
        else:
            same.append(window)
    return [window for same in kept.values() for window in same], dropped


def _differenced(windows: Sequence[Window]) -> Folded:
    """Return what lies between running totals of a year, each as written up to the last day of its row.

    A total that falls says nothing of its own period: it is dropped, and shown.
    """
    dropped: list[Dropped] = []
    found: list[Window] = []
    before: dict[tuple[str, int], Window] = {}
    for window in sorted(windows, key=lambda one: one.last):
        year = (window.stream, window.last.year)
        last = before.get(year)
        first = last.last + DAY if last else date(window.last.year, 1, 1)
        taken = last.most if last else 0
        if window.least < taken:
            dropped.append(Dropped("falls", f"{window.last}: {window.count:g} < {taken:g}", window.place))
            continue
        found.append(
            replace(window, first=first, least=window.least - taken, most=window.most - (last.least if last else 0))
        )
        before[year] = window
    return found, dropped
