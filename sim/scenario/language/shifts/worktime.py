"""When an officer on a shift is there: the hours of the shift, less its breaks."""

from collections.abc import Iterator
from typing import NamedTuple

from sim.arrays import DAY
from sim.scenario.values.units import Hours, hours
from sim.wording import say

KINDS = ("break", "paid break", "overtime")


class Worktime(NamedTuple):
    """The hours of a shift, the breaks in it, paid and not, and seconds of overtime at its end."""

    hours: Hours
    breaks: tuple[Hours, ...] = ()
    paid: tuple[Hours, ...] = ()
    overtime: int = 0

    def __str__(self) -> str:
        """As a roster says it: `07:00-17:00, break 11:00-11:30, overtime 15:00-17:00`."""
        end = self.hours.end or DAY
        extra = (Hours((end - self.overtime) % DAY, end),) if self.overtime else ()
        named = zip(KINDS, (self.breaks, self.paid, extra), strict=True)
        return ", ".join(
            [hours_text(self.hours), *(f"{kind} {hours_text(one)}" for kind, found in named for one in found)]
        )


class Part(NamedTuple):
    """A time of presence, in seconds since local midnight of the day on which the shift begins."""

    begin: int
    end: int
    paid: int  # seconds of the paid break that follows
    overtime: int  # seconds at its end that are overtime


def hours_text(span: Hours) -> str:
    """`07:00-15:00`; midnight at the end is 24:00."""
    return "-".join(f"{second // 3600:02d}:{second % 3600 // 60:02d}" for second in (span.begin, span.end or DAY))


def worktime(text: str) -> Worktime:
    """Return what `str` of one says. ValueError for anything else, and for breaks that do not lie within the hours."""
    first, *others = (part.strip() for part in text.split(","))
    found: dict[str, list[Hours]] = {kind: [] for kind in KINDS}
    for other in others:
        kind, _, span = other.rpartition(" ")
        if kind not in found:
            raise ValueError(say("hours, then breaks, such as 07:00-15:00, break 11:00-11:30"))
        found[kind].append(hours(span))
    extra = sum((span.end - span.begin) % DAY for span in found[KINDS[2]])
    read = Worktime(hours(first), tuple(found[KINDS[0]]), tuple(found[KINDS[1]]), extra)
    if any((span.end - read.hours.end) % DAY for span in found[KINDS[2]]):
        raise ValueError(say("overtime at the end of the hours of the shift"))
    list(parts(read))
    return read


def parts(worktime: Worktime) -> Iterator[Part]:
    """Yield the times of presence in order. ValueError for a break that is not within the shift, or over another."""
    begin, end = worktime.hours
    end = end if end > begin else end + DAY
    breaks = sorted(_placed(begin, one, bool(paid)) for paid, kind in enumerate(worktime[1:3]) for one in kind)
    for start, stop, paid in breaks:
        if not begin < start < stop < end:
            raise ValueError(say("breaks within the hours of the shift, none over another"))
        yield Part(begin, start, (stop - start) * paid, 0)
        begin = stop
    if worktime.overtime >= end - begin:
        raise ValueError(say("overtime that is shorter than the last part of the shift"))
    yield Part(begin, end, 0, worktime.overtime)


def _placed(begin: int, span: Hours, paid: bool) -> tuple[int, int, bool]:
    """Return a break since midnight of the day on which a shift begins that begins at `begin`."""
    start = span.begin if span.begin >= begin else span.begin + DAY
    return start, start + ((span.end - span.begin) % DAY or DAY), paid
