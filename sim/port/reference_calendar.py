"""What the calendar brings to the reference, and the order of what happens in one second."""

from typing import Any

from sim.port.plan import Plan

CHECK, ROSTER, DEPART, END, PATIENCE, ARRIVE = range(6)


def timetable(plan: Plan, since: int = 0) -> list[tuple[int, int, Any]]:
    """(tick, rank, what) from a tick on: a measure's check; a departure; all duties that end and begin at once, and
    caps that change with them, which are numbered after the duties."""
    rows: list[tuple[int, int, Any]] = [(int(t), CHECK, int(m)) for t, m in zip(*plan.checks, strict=True)]
    roster: dict[int, list[int]] = {}
    for duty, (begin, end) in enumerate(zip(plan.duties.begin, plan.duties.end, strict=True)):
        roster.setdefault(max(int(begin), 0), []).append(duty)
        roster.setdefault(int(end), []).append(-1 - duty)
    for row, tick in enumerate(plan.caps[0]):
        roster.setdefault(int(tick), []).append(plan.duties.begin.size + row)
    rows += [(tick, ROSTER, sorted(duties)) for tick, duties in roster.items()]
    rows += [(int(t), DEPART, int(s)) for t, s in zip(*plan.departures, strict=True)]
    return sorted((row for row in rows if since <= row[0] < plan.clock.end), key=lambda row: (row[0], row[1], row[2]))
