"""The history of 2024 and 2025: its levels, and when the written trigger would have ordered on what was published."""

from datetime import date

import pytest
from published import LACOLLE, SCENARIOS

from sim.planning.triggers.history import actual_orders, actual_policy
from sim.planning.triggers.question import question
from sim.planning.triggers.vintages import Replayer, vintages
from sim.scenario.load import load

HISTORY = SCENARIOS / "history-2024-2025.yaml"
NOTICE, FIRST_COUNTS_OF_2025 = date(2025, 1, 22), date(2025, 4, 8)
REPLICATIONS = 8


@pytest.mark.backtest
def test_the_levels_of_2025_are_those_of_the_scenario_of_that_year() -> None:
    made = load(HISTORY).scenario.arrivals["port_of_entry"]
    written = load(LACOLLE).scenario.arrivals["port_of_entry"].claimants_per_day
    assert {day for day in made.levels if day.year == 2025} == set(written)
    for day, level in written.items():
        assert made.level(day) == pytest.approx(level, abs=0.0051)


@pytest.mark.backtest
def test_what_was_done_is_on_record() -> None:
    # A: notice of 22 January 2025, for 1 May; C: that the trailers of 19 June answer it; B: two without an order
    asks = question(HISTORY)
    assert [(row.ordered, row.ready) for row in actual_orders(asks)] == [
        (NOTICE, date(2025, 5, 1)),
        (NOTICE, date(2025, 6, 19)),
        (None, date(2025, 7, 30)),
        (None, date(2025, 7, 29)),
    ]
    policy = actual_policy(asks)
    assert policy is not None
    assert policy.settings == (("on", "2025-01-22"), ("ready", "2025-06-19"))


@pytest.mark.backtest
def test_nothing_that_was_published_by_then_asked_for_the_notice_of_january() -> None:
    # By 22 January 2025 a year's level of about 23 a day (C) and a week of 20 (C) were known, against a roster for 41.
    # A rule on arrivals or crowding orders at that by chance only; the first counts of 2025 came out on 7 April. Band:
    # no order from 26 November 2024 to 7 April 2025 in any replication, at most a third before, by chance.
    asks = question(HISTORY)
    assert [vintage.begins for vintage in vintages(asks.scenario)][:3] == [
        date(2024, 1, 1),
        date(2024, 11, 26),
        FIRST_COUNTS_OF_2025,
    ]
    replayer = Replayer(asks.policies[0].scenario, asks.judged)
    first = [replayer._clock.at(replayer.script(number)[0].tick).date() for number in range(1, REPLICATIONS + 1)]
    by_chance = [day for day in first if day < date(2024, 11, 26)]
    assert len(by_chance) <= REPLICATIONS / 3
    assert all(day >= FIRST_COUNTS_OF_2025 for day in first if day not in by_chance)
