"""Several stations: feedback, tandem, blocking after service. 15 comparisons.

Stations of exponential service in a row are independent M/M/c at rest (Jackson 1957), also where some go back: the
arrivals of a loop are not Poisson, yet each station has the law of one. Blocking is held against its Markov chain.

How a figure is judged, and how often a right program fails: see `estimate`.
"""

import numpy as np
import pytest
from chains import mean, stationary
from estimate import HOUR, Run, estimates, judge

from sim import formulas

pytestmark = pytest.mark.theory


def test_some_go_back() -> None:
    def figures(run: Run) -> list[float]:
        visits = run.visits("review").size / run.settled.sum()
        return [visits, run.waits("forms").mean(), run.waits("review").mean(), run.mean_present()]

    first, second = formulas.mmc(3.0, 1.0, 4), formulas.mmc(3.0, 0.5, 2)
    present = first.waiting + first.busy + second.waiting + second.busy
    judge(estimates("feedback", figures), [1 / 0.7, first.wait, second.wait, present], 0.02)


def test_two_pools_in_tandem() -> None:
    def figures(run: Run) -> list[float]:
        first, second = run.waits("intake"), run.waits("decision")
        return [
            first.mean(), (first > 0).mean(), second.mean(), (second > 0).mean(), (second > 1).mean(),
            run.mean_present(),
        ]  # fmt: skip

    first, second = formulas.mmc(2.4, 1.0, 3), formulas.mmc(2.4, 2 / 3, 2)
    over = formulas.mmc_wait_over(1.0, 2.4, 2 / 3, 2)
    present = first.waiting + first.busy + second.waiting + second.busy
    exact = [first.wait, first.delayed, second.wait, second.delayed, over, present]
    judge(estimates("tandem", figures), exact, 0.02)


def test_a_full_office_holds_the_officers_of_the_step_before() -> None:
    State = tuple[int, int, int]  # at intake, of these held there, in the office (room for 2)

    def transitions(state: State) -> list[tuple[State, float]]:
        first, held, second = state
        serving = min(first, 2) - held
        done = (first - 1, held, second + 1) if second < 2 else (first, held + 1, second)
        freed = (first - 1, held - 1, second) if held else (first, held, second - 1)
        come = [((first + 1, held, second), 1.0)] if first < 300 else []
        return [*come, (done, float(serving)), (freed, 1.5 * (second > 0))]

    def figures(run: Run) -> list[float]:
        rows = run.visits("decision")
        held = (run.log.ready[rows] - run.log.end[rows - 1]) / HOUR
        return [
            run.waits("intake").mean(), held.mean(), (held > 0).mean(), run.waits("decision").mean(),
            run.mean_present(),
        ]  # fmt: skip

    p = stationary((0, 0, 0), transitions)
    finishing = mean(p, lambda s: min(s[0], 2) - s[1])
    exact = [
        mean(p, lambda s: max(s[0] - 2, 0)), mean(p, lambda s: s[1]),
        mean(p, lambda s: (min(s[0], 2) - s[1]) * (s[2] == 2)) / finishing,
        mean(p, lambda s: max(s[2] - 1, 0)), mean(p, lambda s: s[0] + s[2]),
    ]  # fmt: skip
    assert np.isclose(finishing, 1.0)
    judge(estimates("blocking", figures), exact, 0.02)
