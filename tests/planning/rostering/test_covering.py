"""The covering programme against every roster there is, on small random instances."""

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.planning import Limit, Template, cover

pytestmark = pytest.mark.unit

F = NDArray[np.float64]
MOST = 3


def instance(seed: int) -> tuple[F, list[Template], list[Limit], float]:
    """Up to 8 templates over up to 10 periods round the clock, some with a break; half have a budget of hours."""
    rng = np.random.default_rng(seed)
    periods, n = int(rng.integers(4, 11)), int(rng.integers(2, 9))
    required = rng.integers(0, 6, periods).astype(np.float64)
    templates = []
    for k in range(n):
        begin, length = int(rng.integers(periods)), int(rng.integers(1, periods))
        present = np.zeros(periods)
        present[(begin + np.arange(length)) % periods] = 1
        if rng.random() < 0.4:
            present[(begin + length // 2) % periods] = 0.5
        templates.append(Template(f"t{k}", present, float(rng.integers(1, 20)), int(rng.integers(0, MOST + 1))))
    hours = np.array([template.present.sum() for template in templates])
    limits = [Limit("hours", hours, float(rng.integers(5, 40)))] if rng.random() < 0.5 else []
    return required, templates, limits, float(rng.integers(1, 12))


def every_roster(required: F, templates: list[Template], limits: list[Limit]) -> tuple[F, F]:
    """(cost, officer-periods missing) of each roster that keeps the rules."""
    counts = np.array(list(itertools.product(*(range((t.most or 0) + 1) for t in templates))))
    for limit in limits:
        counts = counts[counts @ limit.weights <= limit.most]
    short = np.maximum(required - counts @ np.array([t.present for t in templates]), 0).sum(axis=1)
    return counts @ np.array([t.cost for t in templates]), short


@pytest.mark.parametrize("seed", range(20))
def test_optimum_equals_brute_force(seed: int) -> None:
    required, templates, limits, price = instance(seed)
    cost, short = every_roster(required, templates, limits)

    found = cover(required, templates, price=price, limits=limits)
    assert found.proven and found.gap <= 1e-9
    assert found.cost + price * found.short.sum() == pytest.approx((cost + price * short).min())

    found = cover(required, templates, limits=limits)
    assert found.short.sum() == pytest.approx(short.min())
    assert found.cost == pytest.approx(cost[short <= short.min() + 1e-9].min())


@pytest.mark.parametrize("seed", range(20))
def test_the_cover_is_what_its_officers_give(seed: int) -> None:
    required, templates, limits, price = instance(seed)
    found = cover(required, templates, price=price, limits=limits)
    on_duty = sum(n * t.present for n, t in zip(found.officers, templates, strict=True))
    assert found.on_duty == pytest.approx(on_duty) and found.short == pytest.approx(np.maximum(required - on_duty, 0))
    assert all(0 <= n <= (t.most or 0) for n, t in zip(found.officers, templates, strict=True))
    assert all(limit.weights @ found.officers <= limit.most + 1e-9 for limit in limits)


def test_a_requirement_that_cannot_be_met_leaves_a_shortage_and_names_the_rule() -> None:
    day, night = Template("day", np.array([1.0, 0.0]), 8.0, 2), Template("night", np.array([0.0, 1.0]), 9.0)
    found = cover(np.array([5.0, 3.0]), [day, night])
    assert found.officers.tolist() == [2, 3] and found.short.tolist() == [3, 0] and found.binding == ("day",)
    hours = Limit("hours", np.array([8.0, 8.0]), 30.0)
    found = cover(np.array([2.0, 3.0]), [day, night], limits=[hours])
    assert found.short.sum() == 2 and found.binding[0] == "hours"
    assert cover(np.array([2.0, 3.0]), [], price=1.0).short.tolist() == [2, 3]


def test_a_shortage_that_is_cheaper_than_a_shift_is_left() -> None:
    shift = Template("shift", np.array([1.0, 1.0, 1.0]), 10.0)
    assert cover(np.array([0.0, 1.0, 0.0]), [shift], price=9.0).officers.tolist() == [0]
    assert cover(np.array([0.0, 1.0, 0.0]), [shift], price=11.0).officers.tolist() == [1]
    assert cover(np.array([0.0, 0.4, 0.0]), [shift]).officers.tolist() == [1]


def test_a_week_of_thirty_templates_a_day_is_solved_to_a_stated_gap() -> None:
    hours = np.arange(168)
    required = np.ceil(12 + 8 * np.sin(2 * np.pi * (hours - 6) / 24) + 2 * (hours // 24 >= 5))
    templates = []
    for day, begin, length in itertools.product(range(7), range(0, 24, 2), (8, 10)):
        present = np.zeros(168)
        present[(24 * day + begin + np.arange(length)) % 168] = 1
        templates.append(Template(f"{day} {begin}:00 {length} h", present, length * (1.1 if begin >= 20 else 1.0)))
    found = cover(required, templates, price=100.0, gap=0.01, time_limit=20)
    assert found.gap <= 0.01 and found.proven and not found.short.any()
    assert required.sum() <= found.cost <= 1.15 * required.sum()


def test_a_time_limit_of_nothing_still_gives_a_cover() -> None:
    rng = np.random.default_rng(3)
    templates = [Template(f"t{k}", (rng.random(200) < 0.3).astype(np.float64), rng.random() + 1) for k in range(150)]
    found = cover(rng.integers(0, 9, 200).astype(np.float64), templates, price=50.0, time_limit=1e-6)
    assert not found.proven and found.gap > 0 and (found.officers >= 0).all()


def test_bad_input_is_refused() -> None:
    one = Template("one", np.array([1.0, 1.0]), 1.0)
    with pytest.raises(ValueError, match="one required number of 0 or more for each period"):
        cover(np.array([1.0, -1.0]), [one])
    with pytest.raises(ValueError, match="template one: a presence of 0 to 1 for each of 3 periods"):
        cover(np.ones(3), [one])
    with pytest.raises(ValueError, match="template two: a cost and a most of 0 or more"):
        cover(np.ones(2), [Template("two", np.ones(2), -1.0)])
    with pytest.raises(ValueError, match="limit hours: a weight for each of 1 templates"):
        cover(np.ones(2), [one], limits=[Limit("hours", np.ones(2), 3.0)])
    with pytest.raises(ValueError, match="a price of 0 or more"):
        cover(np.ones(2), [one], price=-1.0)
