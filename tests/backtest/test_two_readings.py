"""The two readings of four to six hours: the delegate's minutes on top of them, or within them."""

import pytest
from published import SCENARIOS

from sim.people.expectation.workload import officer_hours
from sim.scenario.load import load
from sim.scenario.variants import read_otherwise

pytestmark = pytest.mark.backtest


def test_within_the_hours_the_officers_work_less_by_what_the_delegates_do() -> None:
    """Each part of a divided party is reviewed by itself, 10 minutes more; below 1% get no order. So somewhat less."""
    scenario = load(SCENARIOS / "lacolle-by-law.yaml").scenario
    on_top, within = (officer_hours(one) for one in (scenario, read_otherwise(scenario, INSIDE)))
    assert within["delegates"] == pytest.approx(on_top["delegates"], rel=1e-12)
    assert 0.95 < (on_top["officers"] - within["officers"]) / on_top["delegates"] < 1


INSIDE = "with the delegate's minutes inside the four to six hours"
