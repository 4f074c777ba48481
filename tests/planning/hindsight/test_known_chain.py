"""A chain of days that can be counted out: the least with the path known, the programme without, and triggers."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import product

import numpy as np
import pytest

from sim.arrays import DAY
from sim.figures.timelines import Course
from sim.planning.triggers.judging.hindsight.contract import Contract, Span
from sim.planning.triggers.judging.hindsight.path import path
from sim.planning.triggers.judging.hindsight.programme import programme
from sim.port.plan import plan
from sim.scenario.load import load

pytestmark = pytest.mark.theory

# Eight days, quiet or crowded by ten persons; tomorrow is with this probability what today is. Space for six is ordered
# in the morning, when the days before are known, comes a day later for two days, and is kept for two more if that is
# said in the morning of its second day.
DAYS, STAYS, ABOVE, SPACE, PRICE, SET_UP, A_DAY = 8, 0.75, 10, 6, 4.0, 500.0, 120.0
SCENARIO = f"""\
name: Days that are crowded or not
start: 2025-06-02
end: 2025-06-10
arrivals: {{door: {{claimants_per_day: 1}}}}
process:
  steps: {{interview: {{staff: {{officers: 1}}, area: hall, time: {{party: 1 h}}}}}}
  journeys: {{everyone: [interview]}}
staff: {{officers: {{shifts: {{day: {{hours: 06:00-22:00, on_duty: 1}}}}}}}}
space: {{areas: {{hall: {{persons: 25}}}}}}
contingency:
  lease:
    order_when: {{any: {{crowded: {{watch: occupancy, of: hall, above: 80%, for: 6 h}}}}}}
    lead_time: 1 d
    brings: {{areas: {{hall: {SPACE}}}}}
    minimum_term: 2 d
    options: {{count: 1, each: 2 d, notice: 1 d}}
    release_when: {{any: {{quiet: {{watch: occupancy, of: hall, below: 40%, for: 2 d}}}}}}
    cost: {{set_up: {SET_UP:.0f} CAD, per_month: {A_DAY * 30.4375:.2f} CAD}}
"""
Days = tuple[int, ...]
A_CROWDED_DAY, SPARED = PRICE * 24 * ABOVE, PRICE * 24 * SPACE


def chance(days: Days) -> float:
    """Of a path; the day before the first is quiet."""
    same = [today == before for before, today in zip((0, *days), days, strict=False)]
    return float(np.prod([STAYS if one else 1 - STAYS for one in same]))


def order(days: Days, morning: int, lasting: int) -> float:
    """What an order owes less what it spares."""
    return SET_UP + A_DAY * lasting - SPARED * sum(days[morning + 1 : morning + 1 + lasting])


def ways(morning: int) -> tuple[int, ...]:
    """How long it may last: nothing is decided after the last day."""
    return (2, 4) if morning + 2 < DAYS else (2,)


def known(days: Days, morning: int = 0) -> float:
    """The least from a morning on, with the path known. The next order is given after the day of giving back."""
    if morning >= DAYS:
        return 0.0
    ordered = (order(days, morning, n) + known(days, morning + n + 2) for n in ways(morning))
    return min(known(days, morning + 1), *ordered)


@lru_cache
def unknown(morning: int, yesterday: int) -> float:
    """The least expected loss, crowding among it, from a morning on, when nothing is open or ordered."""
    if morning >= DAYS:
        return 0.0
    return min(
        following(yesterday, lambda today: A_CROWDED_DAY * today + unknown(morning + 1, today)),
        SET_UP + following(yesterday, lambda today: A_CROWDED_DAY * today + opened(morning + 1, today, 2)),
    )


@lru_cache
def opened(morning: int, yesterday: int, left: int, asked: bool = False) -> float:
    """The same, where space is open for some days more; `asked`: whether it was kept or not already."""
    if not left:  # the day of giving back: nothing is ordered yet
        return following(yesterday, lambda today: loss(morning, today) + unknown(morning + 1, today))
    if left == 1 and not asked and morning < DAYS:
        return min(day_open(morning, yesterday, 0, True), day_open(morning, yesterday, 2, True))
    return day_open(morning, yesterday, left - 1, asked)


def day_open(morning: int, yesterday: int, left: int, asked: bool) -> float:
    def value(today: int) -> float:
        spared = SPARED * today if morning < DAYS else 0.0
        return loss(morning, today) - spared + opened(morning + 1, today, left, asked)

    return A_DAY + following(yesterday, value)


def loss(morning: int, today: int) -> float:
    return A_CROWDED_DAY * today * (morning < DAYS)


def following(yesterday: int, value: Callable[[int], float]) -> float:
    return STAYS * value(yesterday) + (1 - STAYS) * value(1 - yesterday)


def triggers() -> Iterator[Callable[[Days], float]]:
    """Never; or order after some crowded days in a row, and keep it if the last day was crowded, always or never."""
    yield lambda days: A_CROWDED_DAY * sum(days)
    for after, keep in product((1, 2, 3), ("if crowded", "always", "never")):

        def played(days: Days, after: int = after, keep: str = keep) -> float:
            paid, morning = A_CROWDED_DAY * sum(days), after
            while morning < DAYS:
                if sum(days[morning - after : morning]) < after:
                    morning += 1
                    continue
                kept = len(ways(morning)) > 1 and (keep == "always" or (keep == "if crowded" and days[morning + 1]))
                paid += order(days, morning, 4 if kept else 2)
                morning += 6 if kept else 4
            return paid

        yield played


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> Contract:
    file = tmp_path_factory.mktemp("chain") / "chain.yaml"
    file.write_text(SCENARIO, encoding="utf-8")
    day = np.arange(2 * DAYS) * DAY
    return Contract(
        plan(load(file).scenario), 0, np.full(4, DAY), Span(day[:DAYS], day, DAYS * DAY, 2 * DAYS * DAY, True)
    )


def test_with_the_path_known_it_is_dynamic_programming_and_without_it_lies_before_the_best_trigger(
    contract: Contract,
) -> None:
    with_path = 0.0
    for days in product((0, 1), repeat=DAYS):
        course = Course(np.arange(DAYS) * DAY, np.full(DAYS, DAY), ABOVE * np.array(days))
        least = programme([contract], path([course], [[SPACE]]), PRICE).loss
        assert least == pytest.approx(A_CROWDED_DAY * sum(days) + known(days))
        with_path += chance(days) * least
    without = unknown(0, 0)
    best = min(sum(chance(days) * one(days) for days in product((0, 1), repeat=DAYS)) for one in triggers())
    assert with_path < without - 1 and without < best - 1
