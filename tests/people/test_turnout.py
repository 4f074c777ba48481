"""Officers who turn up, and lead times."""

import numpy as np
import pytest
from people_scenarios import DEFERRAL, PORT, build, draw, z_share

from sim.people.sample import ORDERS
from sim.scenario.calendar.clock import clock
from sim.scenario.calendar.roster import duties

pytestmark = pytest.mark.unit
BORROWED = {
    "borrowed": {
        "order_when": {"any": {"long_wait": {"watch": "longest_wait", "above": "24 h"}}},
        "lead_time": "3 d",
        "brings": {"staff": {"officers": {"day": 30}}},
    }
}


def test_absentees_have_their_share_by_pool() -> None:
    scenario = build(PORT, {"end": "2026-03-01"})
    roster, present = duties(scenario, clock(scenario)), draw(scenario).present
    officers = roster.crew < 2
    missing = (roster.posts - present)[officers].sum()
    assert abs(z_share(missing, roster.posts[officers].sum(), 0.05)) < 4
    assert np.array_equal(present[~officers], roster.posts[~officers])


def test_borrowed_officers_are_absent_by_draws_of_their_own() -> None:
    scenario = build(PORT, {"end": "2026-03-01", "contingency": BORROWED})
    roster, present = duties(scenario, clock(scenario)), draw(scenario).present
    own, borrowed = ((roster.posts - present)[roster.crew == crew] for crew in (0, 1))
    assert own.size == borrowed.size > 300
    assert abs(np.corrcoef(own, borrowed)[0, 1]) < 4 / np.sqrt(own.size)  # |z| < 4


def test_nobody_absent() -> None:
    scenario = build(PORT, {"staff": {"officers": {"absence": 0}}})
    assert np.array_equal(draw(scenario).present, duties(scenario, clock(scenario)).posts)


def test_lead_times_by_measure_and_order() -> None:
    off = {"off": DEFERRAL["two_step"] | {"enabled": False}}
    sample = draw(build(PORT, {"contingency": BORROWED | DEFERRAL | off}))
    assert sample.lead.shape == (2, ORDERS)
    assert set(sample.lead[0]) == {3 * 86400}
    days = sample.lead[1] / 86400
    assert days.min() >= 1 and days.max() <= 4
    assert abs(days.mean() - 7 / 3) < 4 * np.sqrt((1 + 4 + 16 - 2 - 4 - 8) / 18 / ORDERS)


def test_a_measure_without_lead_time_is_ready_at_once() -> None:
    instant = {"now": {**DEFERRAL["two_step"], "lead_time": 0}}
    assert not draw(build(PORT, {"contingency": instant})).lead.any()
