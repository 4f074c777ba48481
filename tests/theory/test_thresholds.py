"""A measure that adds officers at a threshold and gives them back at a lower one, against its chain. 15 comparisons.

`watch_every: always`, so that an order falls at the very arrival that crosses the threshold. (That a release falls at
the very end of a term is finer than what is judged here: `test_term_chain`.) The first 14 days are left
out.

How a figure is judged, and how often a right program fails: see `estimate`.
"""

from collections.abc import Mapping

import pytest
from chains import mean, stationary
from estimate import DAY, Run, estimates, judge

pytestmark = [pytest.mark.theory, pytest.mark.slow]

RATE, BASE, ALL = 3.2, 3, 6  # arrivals an hour; officers without and with the measure; services of an hour
MOST = 200
State = tuple[str, int, int]  # idle, ordered or open; tasks under way; waiting


def figures(run: Run) -> list[float]:
    """Share of the time that the measure is open, orders a day, mean wait, mean number on site, share who wait."""
    waits = run.waits("desk")
    days = (run.end - run.begin) / DAY
    opened = (run.mean_level(run.plan.pool("officers")) - BASE) / (ALL - BASE)
    return [opened, run.noted("ordered") / days, waits.mean(), run.mean_present(), (waits > 0).mean()]


def exact(p: Mapping[State, float], orders: float) -> list[float]:
    """The same of the chain, given the mean number of orders an hour."""

    def waits(state: State) -> bool:
        return state[1] >= (ALL if state[0] == "open" else BASE)

    return [
        mean(p, lambda s: s[0] == "open"), 24 * orders, mean(p, lambda s: s[2]) / RATE, mean(p, lambda s: s[1] + s[2]),
        mean(p, waits),
    ]  # fmt: skip


def filled(phase: str, present: int) -> State:
    """So many present, and as many of them served as there are officers."""
    busy = min(present, ALL if phase == "open" else BASE)
    return phase, busy, present - busy


def by_occupancy(state: State, lead: float) -> list[tuple[State, float]]:
    """Ordered above 8 present, open after a mean lead of `lead` hours (0: at once), released below 4."""
    phase, busy, waiting = state
    present = busy + waiting
    ordered = "ordered" if lead else "open"
    come = filled(ordered if phase == "idle" and present == 8 else phase, present + 1)
    gone = filled("idle" if phase == "open" and present == 4 else phase, present - 1)
    ready = filled("idle" if present < 4 else "open", present)
    return [
        (come, RATE * (present < MOST)), (gone, float(busy)), (ready, 1 / lead if phase == "ordered" else 0.0),
    ]  # fmt: skip


@pytest.mark.parametrize(("case", "lead"), [("hysteresis", 0.0), ("hysteresis_lead", 3.0)])
def test_officers_by_the_number_present(case: str, lead: float) -> None:
    p = stationary(("idle", 0, 0), lambda s: by_occupancy(s, lead))
    orders = RATE * p["idle", BASE, 8 - BASE]
    judge(estimates(case, figures, skip=14), exact(p, orders), 0.02)


def by_queue(state: State) -> list[tuple[State, float]]:
    """Ordered above 5 waiting, released when nobody does; tasks under way end, and nothing starts above the base."""
    phase, busy, waiting = state
    if phase == "open":
        gone = filled("open", busy + waiting - 1)
        return [
            (filled("open", busy + waiting + 1), RATE * (busy + waiting < MOST)),
            (gone if gone[2] else ("idle", gone[1], 0), float(busy)),
        ]
    if busy < BASE:
        return [(("idle", busy + 1, 0), RATE), (("idle", busy - 1, 0), float(busy))]
    come = ("idle", busy, waiting + 1) if waiting < 5 else filled("open", busy + 6)
    starts = busy == BASE and waiting > 0
    return [(come, RATE), (("idle", busy - (not starts), waiting - starts), float(busy))]


def test_officers_by_the_queue_and_tasks_that_outlast_their_release() -> None:
    p = stationary(("idle", 0, 0), by_queue)
    orders = RATE * sum(share for (phase, _, waiting), share in p.items() if phase == "idle" and waiting == 5)
    judge(estimates("hysteresis_pooled", figures, skip=14), exact(p, orders), 0.02)
