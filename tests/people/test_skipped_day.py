"""A day that a time zone skips (Samoa crossed the date line: no 30 December 2011): nothing happens on it, nor twice."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from sim.people.arrivals import Arrivals
from sim.people.chance.random_streams import Chance, Register
from sim.people.expectation.demand import daily_claimants, day_profile
from sim.people.parties import nations
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.plan import plan
from sim.scenario.calendar.clock import clock
from sim.scenario.calendar.roster import checks, departures, duties
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit
SKIPPED = date(2011, 12, 30)


def samoa(**changes: Any) -> Scenario:
    """Twenty a day; a day shift of two; a coach at noon, and a look at the hall at eight."""
    return Scenario.model_validate({
        "name": "Apia", "time_zone": "Pacific/Apia", "start": "2011-12-28", "end": "2012-01-02",
        "arrivals": {"ferry": {"claimants_per_day": 20}},
        "process": {"steps": {"desk": {"staff": {"officers": 1}, "time": "30 min", "area": "hall"},
                              "coach": {"area": "hall", "departures": {"at": "12:00", "seats": 50}}},
                    "journeys": {"everyone": ["desk", "coach"]}},
        "staff": {"officers": {"shifts": {"day": {"hours": "08:00-16:00", "on_duty": 2}}}},
        "space": {"areas": {"hall": {"persons": 10}}},
        "contingency": {"tent": {"check_at": "08:00", "brings": {"areas": {"hall": 5}},
                                 "order_when": {"watch": "occupancy", "of": "hall", "above": 100}}},
    } | changes)  # fmt: skip


def test_nothing_happens_on_it_nor_twice_on_the_next() -> None:
    given = samoa()
    time = clock(given)
    assert not time.has(SKIPPED)
    assert daily_claimants(given, "ferry", time, time.days).tolist() == [20, 20, 0, 20, 20]
    own = duties(given, time)
    days = own.day[(own.begin >= 0) & (own.begin < time.end)].tolist()
    assert [date.fromordinal(day).day for day in days] == [28, 29, 31, 1]
    for ticks, _ in (departures(given, time), checks(given, time)):
        assert [time.at(int(tick)).day for tick in ticks] == [28, 29, 31, 1]


def test_its_profile_has_no_length_and_the_run_is_played() -> None:
    given = samoa()
    shape, edges = day_profile(given.arrivals["ferry"].hour, clock(given))
    assert np.ptp(edges[2]) == 0
    assert shape[2, 0] == 0
    arrivals = Arrivals(given, clock(given), nations(given), Register())
    came = arrivals.draw(Chance(1, 1, arrivals.sources))
    assert (np.diff(came.tick) >= 0).all()
    assert SKIPPED.toordinal() not in came.keys.day
    assert FlowPort(plan(given), Sampler(given).sample(1)).play().left.size == came.tick.size


def test_a_warm_up_of_no_length_is_none() -> None:
    given = samoa(start="2011-12-31", warm_up="1 d")
    assert clock(given).start == 0
    assert np.isfinite(FlowPort(plan(given), Sampler(given).sample(1)).play().left).all()


def test_no_run_begins_on_it() -> None:
    with pytest.raises(ValueError, match="a day that Pacific/Apia has"):
        samoa(start="2011-12-30")
