"""One station without priorities: M/M/c, M/G/1, M/D/c, patience, finite room and batches. 24 comparisons.

How a figure is judged, and how often a right program fails: see `estimate`.
"""

import pytest
from estimate import Run, estimates, judge

from sim import formulas

pytestmark = pytest.mark.theory


def test_exponential_service_of_several_officers() -> None:
    def figures(run: Run) -> list[float]:
        waits = run.waits("desk")
        return [waits.mean(), (waits > 0).mean(), (waits > 1).mean(), run.mean_present()]

    exact = formulas.mmc(6.8, 1.0, 8)
    over = formulas.mmc_wait_over(1.0, 6.8, 1.0, 8)
    judge(estimates("mmc", figures), [exact.wait, exact.delayed, over, exact.waiting + exact.busy], 0.02)


def test_lognormal_service_of_one_officer() -> None:
    def figures(run: Run) -> list[float]:
        waits = run.waits("desk")
        return [waits.mean(), (waits > 0).mean(), run.mean_present()]

    wait = formulas.mg1(1.4, 0.5, 1.5)
    judge(estimates("mg1", figures, last=7), [wait, 0.7, 1.4 * (wait + 0.5)], 0.02)


def test_constant_service_of_several_officers() -> None:
    def figures(run: Run) -> list[float]:
        waits = run.waits("desk")
        return [waits.mean(), (waits > 0).mean(), (waits > 0.5).mean(), (waits > 1.25).mean()]

    over = [1 - formulas.mdc_within(limit, 3.4, 1.0, 4) for limit in (0.0, 0.5, 1.25)]
    judge(estimates("mdc", figures), [formulas.mdc(3.4, 1.0, 4), *over], 0.02)


def test_patience() -> None:
    def figures(run: Run) -> list[float]:
        rows, settled = run.visits("desk"), run.settled
        gave_up = run.log.start[rows] < 0
        until = run.log.start[rows].copy()
        until[gave_up] = run.log.left[settled][gave_up]
        waits = until - run.log.ready[rows]
        return [waits.mean() / 3600, (waits > 0).mean(), run.share("withdrawn"), run.mean_present()]

    exact = formulas.erlang_a(5.5, 1.0, 1.5, 5)
    judge(estimates("patience", figures), [exact.wait, exact.delayed, exact.lost, exact.waiting + exact.busy], 0.01)


def test_nobody_waits_in_a_room_for_as_many_as_are_served() -> None:
    def figures(run: Run) -> list[float]:
        rows = run.visits("desk")
        assert (run.log.start[rows] == run.log.ready[rows]).all()
        return [run.share("diverted"), run.mean_present()]

    exact = formulas.erlang_b(6, 5.0)
    judge(estimates("erlang_b", figures, last=14), [exact, 5 * (1 - exact)], 0.01)


def test_finite_room() -> None:
    def figures(run: Run) -> list[float]:
        rows = run.visits("desk")
        let_in = rows[run.log.ready[rows] >= 0]
        waits = (run.log.start[let_in] - run.log.ready[let_in]) / 3600
        return [run.share("diverted"), waits.mean(), (waits > 0).mean(), run.mean_present()]

    exact = formulas.mmck(3.0, 1.0, 3, 8)
    judge(estimates("finite_room", figures), [exact.lost, exact.wait, exact.delayed, exact.waiting + exact.busy], 0.01)


def test_batch_arrivals() -> None:
    def figures(run: Run) -> list[float]:
        waits = run.waits("desk")
        return [waits.mean(), (waits > 0).mean(), run.mean_present()]

    loads = 0.6 / 4.5 / (0.6 / 4.5 + 0.4)  # share of events that are loads, 4.5 parties in the mean
    sizes = {1: 1 - loads, 3: loads / 2, 6: loads / 2}
    exact = formulas.mxmc(4.2 * (0.6 / 4.5 + 0.4), sizes, 1.0, 6)
    judge(estimates("batches", figures), [exact.wait, exact.delayed, exact.waiting + exact.busy], 0.02)
