"""Priority classes of their own service times, and priorities of steps, against Cobham's formulas. 6 comparisons.

How a figure is judged, and how often a right program fails: see `estimate`.
"""

import pytest
from estimate import Run, estimates, judge

from sim import formulas

pytestmark = pytest.mark.theory


def test_classes_with_their_own_service_times() -> None:
    def figures(run: Run) -> list[float]:
        return [float(run.waits(step).mean()) for step in ("urgent_desk", "family_desk", "other_desk")]

    exact = formulas.mg1_priority((0.6, 0.4, 0.5), (1 / 3, 2 / 3, 1 / 2), (1.0, 0.8, 0.0))
    judge(estimates("priorities", figures), list(exact), 0.02)


def test_the_step_declared_last_is_served_first() -> None:
    def figures(run: Run) -> list[float]:
        leavers, newcomers = run.waits("farewell"), run.waits("registration")
        return [leavers.mean(), newcomers.mean(), (leavers > 0).mean()]

    waits = formulas.mmc_priority((1.0, 1.5), 1.0, 3)
    judge(estimates("step_priorities", figures), [*waits, formulas.erlang_c(3, 2.5)], 0.02)
