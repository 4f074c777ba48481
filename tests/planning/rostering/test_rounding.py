"""Rosters rounded from the linear programme: within every rule, near the best as they say, and never solved twice."""

import itertools
import math

import numpy as np
import pytest
from scipy import optimize

from sim.arrays import F
from sim.planning.rostering.covering import Ceiling, Limit, Template, cover
from sim.planning.rostering.rounding import Choice, rounded

pytestmark = pytest.mark.unit


def _case(seed: int, periods: int, templates: int, most: int | None) -> tuple[F, list[Template], float]:
    chance = np.random.default_rng(seed)
    required = chance.integers(0, 9, periods).astype(float)
    made = []
    for k in range(templates):
        first, length = int(chance.integers(0, periods)), int(chance.integers(2, max(periods // 2, 3)))
        present = np.roll(np.arange(periods) < length, first) * 0.95
        made.append(Template(f"t{seed}-{k}", present, float(chance.uniform(0.5, 1.5)) * length, most))
    return required, made, float(chance.uniform(1, 6))


def _least(required: F, made: list[Template], price: float, allowed: "list[Limit]", most: int) -> float:
    """Return the least cost over all whole numbers of officers, one by one."""
    present, costs = np.array([t.present for t in made]).T, np.array([t.cost for t in made])
    best = math.inf
    for officers in itertools.product(range(most + 1), repeat=len(made)):
        n = np.array(officers)
        if all(limit.weights @ n <= limit.most + 1e-9 for limit in allowed):
            best = min(best, costs @ n + price * np.maximum(required - present @ n, 0).sum())
    return best


@pytest.mark.parametrize("seed", range(12))
def test_what_is_said_of_the_gap_is_true(seed: int) -> None:
    required, made, price = _case(seed, 8, 4, 5)
    rule = Limit("share", np.array([0.75, -0.25, -0.25, -0.25]), 0.0)
    found = cover(required, made, price=price, limits=[rule], gap=0.25)
    value = found.cost + price * found.short.sum()
    least = _least(required, made, price, [rule], 5)
    assert rule.weights @ found.officers <= 1e-9
    assert (found.officers <= 5).all()
    assert value >= least - 1e-9
    assert value * (1 - found.gap) <= least + 1e-6


@pytest.mark.parametrize("seed", range(20, 28))
def test_a_large_roster_keeps_every_rule_and_is_near_the_integer_programme(seed: int) -> None:
    required, made, price = _case(seed, 96, 30, 40)
    limit = Limit("share", np.where(np.arange(30) % 3 == 0, 0.85, -0.15), 0.0)
    there = np.array([[t.present[h] > 0 for t in made] for h in range(0, 96, 12)], dtype=float)
    ceiling = Ceiling("desks", there, np.full(len(there), 7.0))
    asked = {"price": price, "limits": [limit], "ceiling": ceiling}
    quick, exact = cover(required, made, gap=0.05, **asked), cover(required, made, gap=0.0, **asked)  # type: ignore[arg-type]
    for one in (quick, exact):
        assert limit.weights @ one.officers <= 1e-6
        assert (there @ one.officers <= 7 + 1e-6).all()
    of_quick, of_exact = (one.cost + price * one.short.sum() for one in (quick, exact))
    assert of_exact - 1e-6 <= of_quick <= of_exact / 0.95
    assert of_quick * (1 - quick.gap) <= of_exact + 1e-6


def test_a_rule_that_no_rounding_keeps_is_left_to_the_integer_programme() -> None:
    choice = Choice(np.ones(2), np.eye(2), np.ones(2), 5.0, np.full(2, 3.0), np.array([[-1.0, -1.0]]), np.array([-9.0]))
    assert rounded(choice, np.array([0.5, 0.5])) is None


def test_no_officer_more_fewer_or_moved_betters_what_was_rounded() -> None:
    required, made, price = _case(5, 48, 12, None)
    choice = Choice(
        required, np.array([t.present for t in made]).T, np.array([t.cost for t in made]), price, np.full(12, math.inf),
        np.zeros((0, 12)), np.zeros(0),
    )  # fmt: skip
    found = rounded(choice, np.full(12, 1.5))
    assert found is not None
    value, unit = choice.value(found), np.eye(12)
    steps = [unit[k] for k in range(12)] + [-unit[k] for k in range(12)]
    steps += [unit[i] - unit[j] for i in range(12) for j in range(12)]
    assert all(choice.value(found + step) >= value - 1e-5 for step in steps if (found + step >= 0).all())


def test_no_programme_is_solved_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    solved = []
    real = optimize.milp
    monkeypatch.setattr(optimize, "milp", lambda *given, **named: solved.append(1) or real(*given, **named))
    required, made, price = _case(99, 24, 8, 6)
    first = cover(required, made, price=price, gap=0.01)
    programmes = len(solved)
    again = cover(required.copy(), list(made), price=price, gap=0.01)
    assert programmes > 0
    assert len(solved) == programmes
    assert again is first
    cover(required, made, price=price + 1, gap=0.01)
    assert len(solved) > programmes


def test_a_step_of_a_search_never_solves_the_integer_programme(monkeypatch: pytest.MonkeyPatch) -> None:
    required, made, price = _case(5, 40, 30, None)
    asked: list[int] = []
    milp = optimize.milp

    def counted(*given: object, integrality: F, **more: object) -> object:
        asked.append(int(integrality.max()))
        return milp(*given, integrality=integrality, **more)

    monkeypatch.setattr(optimize, "milp", counted)
    rough = cover(required, made, price=price, gap=1e-9, whole=False)
    assert asked == [0] and not rough.proven and rough.gap > 1e-9
    exact = cover(required, made, price=price, gap=1e-9)
    assert asked == [0, 0, 1]
    values = [one.cost + price * one.short.sum() for one in (rough, exact)]
    assert values[0] * (1 - rough.gap) - 1e-6 <= values[1] <= values[0] + 1e-9
