"""Rosters: cover, rotation, rest, breaks, part time, overtime and absence, in every roster that is made."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.planning.rostering.break_turns import bettered, turns
from sim.planning.rostering.crew import Officer
from sim.planning.rostering.lines import lines, presence
from sim.planning.rostering.rostering import Roster, Solver, roster, with_binding
from sim.scenario.calendar.clock import Clock, clock
from sim.scenario.language.shifts.shift_templates import Templates
from sim.scenario.language.shifts.worktime import Worktime, parts
from sim.scenario.language.staff_and_space import Pool
from sim.scenario.schema import Scenario
from sim.scenario.values.units import Hours

pytestmark = pytest.mark.unit

OWN = {"day": {"hours": "07:00-15:00", "on_duty": 3}, "night": {"hours": "23:00-07:00", "on_duty": 1}}
HOUR, DAY = 3600, 86400


def pool(patterns: dict[str, Any] | None = None, **more: Any) -> Pool:
    rules = {name: more.pop(name) for name in ("rest", "consecutive_days", "part_time_share", "weeks") if name in more}
    return Pool.model_validate({"shifts": OWN, "templates": {"patterns": patterns or {}} | rules} | more)


def span(small: Callable[..., Scenario], days: int = 14, **more: Any) -> Clock:
    return clock(small(end=str(date(2025, 6, 2) + timedelta(days=days)), **more))


def on_duty(found: Roster, when: Clock, hours: int, share: float = 1.0) -> np.ndarray:
    """Officers present by hour, counted from the posts alone."""
    present = np.zeros(hours)
    for worktime, by_day in found.posts.items():
        for part, (day, count) in product(parts(worktime), by_day.items()):
            since, until = when.tick(day, part.begin), when.tick(day, part.end)
            for hour in range(max(since, 0) // HOUR, min(-(-until // HOUR), hours)):
                present[hour] += share * count * (min(until, HOUR * hour + HOUR) - max(since, HOUR * hour)) / HOUR
    return present


patterns = st.fixed_dictionaries(
    {
        "starts": st.lists(st.sampled_from(["00:00", "06:00", "07:00", "14:30", "22:00"]), min_size=1, unique=True),
        "lengths": st.lists(st.sampled_from(["6 h", "8 h", "10 h", "12 h"]), min_size=1, max_size=2, unique=True),
        "on": st.integers(1, 7),
        "off": st.integers(0, 4),
        "part_time": st.booleans(),
        "overtime": st.sampled_from([0, "2 h"]),
        "breaks": st.sampled_from([{}, {"meal": {"length": "30 min", "between": ["2 h", "4 h"]}}]),
    }
)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(
    given=st.dictionaries(st.sampled_from(["a", "b"]), patterns, min_size=1),
    rest=st.sampled_from(["0 h", "11 h", "13 h"]),
    run=st.integers(2, 7),
    share=st.sampled_from([0.0, 0.3, 1.0]),
    seed=st.integers(0, 1000),
)
def test_every_roster_keeps_its_rules(given: dict[str, Any], rest: str, run: int, share: float, seed: int) -> None:
    one = pool(given, rest=rest, consecutive_days=run, part_time_share=share, weeks=1)
    when = clock(Scenario.model_validate(SMALL))
    needed = np.random.default_rng(seed).integers(0, 4, when.end // HOUR).astype(np.float64)
    found = roster("officers", one, needed, when, Solver(0.05, 5.0))
    for block in found.blocks:
        staffed = [(line, int(n)) for line, n in zip(block.lines, block.officers, strict=True) if n]
        part_time = sum(n for line, n in staffed if line.part_time)
        assert part_time <= share * sum(n for _, n in staffed) + 1e-9
        for line, _ in staffed:
            pattern = one.templates.patterns[line.template]
            for before, after in pairwise(line.days):
                assert (after - before).days * DAY - line.length >= one.templates.rest
            runs = np.array([day in line.days for day in block.days], dtype=np.int64)
            longest = max(len(piece) for piece in "".join(map(str, runs)).split("0"))
            assert longest <= run
            cycle = pattern.on + pattern.off
            worked = [(day.toordinal() - line.days[0].toordinal()) % cycle for day in line.days]
            assert len(set(worked)) <= pattern.on
        assert found.at_once >= sum(n for _, n in staffed)
    keep_their_rules(found, one.templates)
    assert found.present == pytest.approx(on_duty(found, when, needed.size))
    assert found.short == pytest.approx(np.maximum(needed - found.present, 0))


def keep_their_rules(found: Roster, rules: Templates) -> None:
    """Every post has an officer, and no officer breaks a rule, be it within a block or between two."""
    for k, block in enumerate(found.blocks):
        worked = Counter(o.lines[k].key for o in found.people if k < len(o.lines) and o.lines[k] is not None)
        assert worked == {line.key: n for line, n in zip(block.lines, block.officers, strict=True) if n}
    for officer in found.people:
        shifts = [(day, line) for line in officer.lines if line for day in line.days]
        run, longest = 1, shifts[0][1].rotation.on
        for (day, line), (next_day, follows) in pairwise(shifts):
            apart = (next_day - day).days
            assert apart * DAY + follows.parts[0][0] - line.parts[-1][1] >= rules.rest and apart > 0
            assert apart == 1 or apart - 1 >= min(line.rotation.off, follows.rotation.off)
            run, longest = (run + 1 if apart == 1 else 1), max(longest if apart == 1 else 0, follows.rotation.on)
            assert run <= longest or not follows.rotation.off
            assert run <= (rules.consecutive_days or run)


def test_who_moves_to_another_line_keeps_the_rules_between_blocks(small: Callable[..., Scenario]) -> None:
    """Work by day in one week, by night in the next: some go on, where 11 h of rest and the rotation let them."""
    when = span(small, 27)
    hours = np.arange(when.end // HOUR)
    by_day = (hours % 24 >= 7) & (hours % 24 < 15)
    needed = np.where((hours // 24 % 14 < 6) == by_day, 5.0, 0.0)
    given = {"eight": {"starts": ["07:00", "15:00", "23:00"], "lengths": ["8 h"], "on": 4, "off": 2}}
    found = roster("officers", pool(given, rest="11 h", weeks=1, consecutive_days=4), needed, when, Solver(0.05, 5.0))
    keep_their_rules(found, pool(given, rest="11 h", consecutive_days=4).templates)
    moved = [
        (one, other) for o in found.people for one, other in pairwise(o.lines) if one and other and one.key != other.key
    ]
    assert moved and len(found.blocks) == 4
    assert len(found.people) < sum(int(block.officers.sum()) for block in found.blocks)
    forced = [Officer([one]) for one in found.blocks[0].lines]
    refused = [not officer.can_go_on(line, found.rules) for officer in forced for line in found.blocks[1].lines]
    assert any(refused) and not all(refused)


SMALL: dict[str, Any] = {
    "name": "three weeks",
    "start": "2025-06-02",
    "end": "2025-06-22",
    "arrivals": {"door": {"claimants_per_day": 1}},
    "process": {"steps": {"talk": {"staff": {"officers": 1}, "time": "1 h"}}, "journeys": {"everyone": ["talk"]}},
    "staff": {"officers": {"shifts": OWN}},
}


def test_the_own_shifts_cover_what_they_can_and_no_more(small: Callable[..., Scenario]) -> None:
    when = span(small)
    needed = np.tile(np.where((np.arange(24) >= 7) & (np.arange(24) < 15), 4.0, 1.0), 14)
    found = roster("officers", pool(cost="10 CAD/h"), needed, when, Solver())
    hours = np.arange(needed.size) % 24
    assert (found.present[(hours >= 7) & (hours < 15)] == 4).all()
    assert (found.short[(hours >= 15) & (hours < 23)] == 1).all() and found.short.sum() == 14 * 8
    assert found.paid_hours == 14 * (4 * 8 + 8) and found.cost == 10 * found.paid_hours
    assert found.proven and found.gap == 0.0


def test_absence_is_in_the_cover(small: Callable[..., Scenario]) -> None:
    needed = np.tile(np.where((np.arange(24) >= 7) & (np.arange(24) < 15), 4.0, 0.0), 14)
    found = roster("officers", pool(absence=0.1), needed, span(small), Solver())
    assert set(found.posts[Worktime(Hours(7 * HOUR, 15 * HOUR))].values()) == {5}
    assert found.present.max() == pytest.approx(4.5)


def test_a_break_lies_where_officers_are_spared_and_is_paid_or_not(small: Callable[..., Scenario]) -> None:
    needed = np.tile(np.where((np.arange(24) >= 8) & (np.arange(24) < 16), 1.0, 0.0), 14)
    needed[12::24] = 0.0
    for paid, hours in ((False, 14 * 7.0), (True, 14 * 8.0)):
        meal = {"meal": {"length": "1 h", "between": ["2 h", "5 h"], "paid": paid}}
        given = {"whole": {"starts": ["08:00"], "lengths": ["8 h"], "on": 1, "off": 0, "breaks": meal}}
        found = roster("officers", pool(given), needed, span(small), Solver())
        assert not found.short.any() and found.paid_hours == hours
        (worktime,) = found.posts
        assert str(worktime) == f"08:00-16:00, {'paid ' * paid}break 12:00-13:00"


def test_overtime_is_bought_where_it_is_cheaper_than_a_shift(small: Callable[..., Scenario]) -> None:
    needed = np.tile(np.where((np.arange(24) >= 8) & (np.arange(24) < 18), 2.0, 0.0), 14)
    given = {"day": {"starts": ["08:00"], "lengths": ["8 h"], "on": 1, "off": 0, "overtime": "2 h"}}
    one = pool(given, cost="50 CAD/h", overtime_cost="75 CAD/h")
    found = roster("officers", one, needed, span(small), Solver(gap=0.0))
    assert (found.paid_hours, found.overtime_hours) == (14 * 2 * 8, 14 * 2 * 2)
    assert found.cost == 50 * found.paid_hours + 75 * found.overtime_hours


def test_a_shortfall_has_a_price(small: Callable[..., Scenario]) -> None:
    needed = np.zeros(14 * 24)
    needed[10::24] = 1.0
    for price, posts in (("100 CAD/h", 0), ("500 CAD/h", 14)):
        own = {"shifts": {"day": {"hours": "07:00-15:00", "on_duty": 1}}, "cost": "50 CAD/h"}
        one = Pool.model_validate(own | {"templates": {"shortfall_cost": price}})
        found = roster("officers", one, needed, span(small), Solver())
        assert found.paid_hours == 8 * posts


def test_the_rule_that_binds_is_named(small: Callable[..., Scenario]) -> None:
    needed = np.tile(np.where((np.arange(24) >= 8) & (np.arange(24) < 20), 2.0, 0.0), 14)
    given = {
        "long": {"starts": ["08:00"], "lengths": ["12 h"], "on": 1, "off": 0},
        "short": {"starts": ["08:00"], "lengths": ["8 h"], "on": 1, "off": 0},
    }
    found = roster("officers", pool(given, rest="14 h"), needed, span(small), Solver())
    assert found.short.sum() == 14 * 8
    named = with_binding(found, pool(given, rest="14 h"), span(small), Solver()).binding
    assert named == (("rest", 112.0, 0.0),)
    assert lines(pool(given, rest="14 h"), [date(2025, 6, 2)]).excluded == (("long", "rest"),)
    free = roster("officers", pool(given, rest="11 h"), needed, span(small), Solver())
    assert with_binding(free, pool(given, rest="11 h"), span(small), Solver()).binding == ()


def test_a_clock_that_jumps_is_followed() -> None:
    tree = SMALL | {"time_zone": "America/Toronto", "start": "2025-03-08", "end": "2025-03-11"}
    when = clock(Scenario.model_validate(tree))
    night = lines(pool(), [date(2025, 3, 8)]).lines[-1]
    assert night.name == "night Sat"
    assert presence(night, when, 71).nonzero()[0].tolist() == list(range(23, 30))  # 23:00 to 07:00 is seven hours


@pytest.mark.slow
def test_four_weeks_three_pools_thirty_templates_within_the_time_limit(small: Callable[..., Scenario]) -> None:
    when, rng = span(small, 28), np.random.default_rng(4)
    starts = [f"{hour:02d}:00" for hour in range(0, 24, 2)]
    given = {
        f"{kind} {k}": {"starts": [start], "lengths": [length], "on": on, "off": off}
        for kind, length, on, off in (("eight", "8 h", 5, 2), ("ten", "10 h", 4, 3), ("twelve", "12 h", 4, 4))
        for k, start in enumerate(starts[:10])
    }
    assert len(given) == 30
    hours = np.arange(28 * 24)
    for level in (6, 15, 40):
        shape = 1 + 0.5 * np.sin(2 * np.pi * (hours % 24 - 8) / 24) + 0.2 * (hours // 24 % 7 >= 5)
        needed = np.round(level * shape + rng.normal(0, 0.05 * level, hours.size)).clip(0)
        found = roster("officers", pool(given, rest="11 h"), needed, when, Solver(0.02, 20.0))
        assert found.seconds < 2 * 2 * 20 + 10  # two blocks, each solved twice
        assert np.isfinite(found.gap) and found.gap < 0.1
        assert found.short.sum() <= 0.01 * needed.sum()


def test_those_of_one_shift_eat_in_turns(small: Callable[..., Scenario]) -> None:
    """Twelve officers, a window of three hours: at no time do more than half of them eat, few lines or many."""
    meal = {"meal": {"length": "30 min", "between": ["3 h", "5 h"], "every": "30 min"}}
    needed = np.tile(np.where((np.arange(24) >= 8) & (np.arange(24) < 16), 12.0, 0.0), 14)
    for on, off in ((1, 0), (20, 15)):
        given = {"whole": {"starts": ["08:00"], "lengths": ["8 h"], "on": on, "off": off, "breaks": meal}}
        one = pool(given)
        found = roster("officers", one, needed, span(small), Solver(0.02, 20.0))
        for day in {day for by_day in found.posts.values() for day in by_day if day >= date(2025, 6, 2)}:
            eating = [by_day.get(day, 0) for by_day in found.posts.values()]
            assert max(eating) <= max(0.5 * sum(eating), 1)
        assert len(found.posts) >= 3


def test_turns_leave_fewest_missing() -> None:
    """Six officers, of whom three are needed in one hour and five in the other: three eat in the first."""
    choices = [np.array([[0.0, 1.0], [1.0, 0.0]])]
    (first,) = turns(choices, [6], np.array([3.0, 3.0]))
    assert first.tolist() == [3, 3]
    (second,) = turns(choices, [6], np.array([1.0, 5.0]))
    assert second.tolist() == [5, 1]
    (moved,) = bettered(choices, [np.array([0, 6])], np.array([1.0, 5.0]))
    assert moved.tolist() == [5, 1]
