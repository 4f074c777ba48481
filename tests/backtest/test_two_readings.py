"""The two readings of four to six hours: the delegate's minutes on top of them, or within them."""

import pytest
from published import SCENARIOS

from sim.people.expectation.workload import officer_hours
from sim.scenario.load import load

pytestmark = pytest.mark.backtest


def test_within_the_hours_the_officers_work_less_by_what_the_delegates_do() -> None:
    """Each part of a divided party is reviewed by itself, 10 minutes more; below 1% get no order. So somewhat less."""
    on_top, within = (officer_hours(load(SCENARIOS / f"{name}.yaml").scenario) for name in NAMES)
    assert within["delegates"] == pytest.approx(on_top["delegates"], rel=1e-12)
    assert 0.95 < (on_top["officers"] - within["officers"]) / on_top["delegates"] < 1


NAMES = ("lacolle-by-law", "lacolle-by-law-inside")
