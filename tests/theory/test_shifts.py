"""A day of three shifts under both disciplines, against the Kolmogorov equations of M(t)/M/c(t). 18 comparisons.

Rates and levels are constant between changes, so the law of the state moves by a matrix exponential from one change to
the next; over a day this is a chain whose stationary law is that of midnight (Ingolfsson 2005).

How a figure is judged, and how often a right program fails: see `estimate`.
"""

from functools import cache

import numpy as np
import pytest
from estimate import DAY, HOUR, F, Run, estimates, judge
from scipy import integrate, linalg

pytestmark = pytest.mark.theory

SHIFTS = ((1.0, 2), (4.0, 5), (2.0, 3))  # arrivals an hour and officers, for eight hours each from midnight on
MOST, QUEUE = 5, 50
STATES = [(busy, waiting) for busy in range(MOST + 1) for waiting in range(QUEUE + 1)]
INDEX = {state: k for k, state in enumerate(STATES)}
BUSY, WAITING = np.array(STATES, dtype=np.float64).T


def started(busy: int, waiting: int, level: int) -> tuple[int, int]:
    """Nothing starts until fewer than the level are busy; then all that can."""
    starts = min(waiting, max(level - busy, 0))
    return busy + starts, waiting - starts


@cache
def step(rate: float, level: int) -> F:
    """Transition probabilities of five minutes."""
    q = np.zeros((len(STATES), len(STATES)))
    for (busy, waiting), k in INDEX.items():
        if waiting < QUEUE:
            q[k, INDEX[started(busy, waiting + 1, level)]] += rate
        if busy:
            q[k, INDEX[started(busy - 1, waiting, level)]] += busy
    return np.asarray(linalg.expm((q - np.diag(q.sum(axis=1))) / 12))


def change(level: int, handover: bool) -> F:
    """Transition probabilities at the beginning of a shift; with handover the tasks under way are no longer counted."""
    moves = np.zeros((len(STATES), len(STATES)))
    for (busy, waiting), k in INDEX.items():
        moves[k, INDEX[started(0 if handover else busy, waiting, level)]] = 1.0
    return moves


def midnight(handover: bool) -> F:
    """Probabilities of the states just before midnight."""
    day = np.eye(len(STATES))
    for rate, level in SHIFTS:
        day = day @ change(level, handover) @ np.linalg.matrix_power(step(rate, level), 96)
    flow = (day - np.eye(len(STATES))).T
    flow[-1] = 1.0
    return np.asarray(linalg.solve(flow, np.eye(len(STATES))[-1]))


def exact(handover: bool) -> list[float]:
    """Mean number present just before 00:00, 03:00, .. 21:00, and the mean wait."""
    p, overtime, present, queues = midnight(handover), 0.0, np.empty(0), 0.0
    for _ in range(3):  # tasks on overtime end at rate 1 whatever else happens: three days forget the start
        present, queues = np.empty(0), 0.0
        for hour in range(24):
            rate, level = SHIFTS[hour // 8]
            present = np.append(present, p @ (BUSY + WAITING) + overtime)
            if hour % 8 == 0:
                overtime += p @ BUSY if handover else 0.0
                p = p @ change(level, handover)
            waiting = [p @ WAITING]
            for _ in range(12):
                p = p @ step(rate, level)
                waiting.append(p @ WAITING)
            queues += integrate.simpson(waiting, dx=1 / 12)
            overtime *= np.exp(-1.0)
    return [*present[::3], queues / sum(8 * rate for rate, _ in SHIFTS)]


@pytest.mark.parametrize(("case", "handover"), [("shifts", False), ("shifts_handover", True)])
def test_numbers_present_round_the_clock(case: str, handover: bool) -> None:
    def figures(run: Run) -> list[float]:
        hours = np.arange(run.begin, run.end, 3 * HOUR)
        left = np.sort(np.where(run.log.left < 0, run.plan.clock.end, run.log.left))
        present = np.searchsorted(run.sample.arrive, hours) - np.searchsorted(left, hours)
        return [*present.reshape(-1, DAY // HOUR // 3).mean(axis=0), run.waits("desk").mean()]

    judge(estimates(case, figures), exact(handover), 0.02)
