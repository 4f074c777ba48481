"""How often the desk calls a difference where there is none, and when it says nothing."""

import numpy as np
import pytest
from small_port import port

from sim.cli.desk.looks import LOOKS, differences, spent
from sim.experiments.comparison.differences import difference
from sim.experiments.run import run
from sim.scenario.catalogue.figure import FigureInfo

pytestmark = pytest.mark.theory
TRIES, STATES = 60, 20
HOURS = FigureInfo("wait", "h", "hours", "")
FLAG = FigureInfo("ordered", "", "flag", "")


def drawn(kind: str, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The figures of a state that differs from the written one in nothing but chance, in the runs of the last look."""
    runs = max(LOOKS)
    if kind == "normal":
        shared = rng.normal(50, 10, runs)
        return shared + rng.normal(0, 3, runs), shared + rng.normal(0, 3, runs)
    if kind == "skewed":
        return rng.lognormal(1, 1, runs), rng.lognormal(1, 1, runs)
    return (rng.random(runs) < 0.3).astype(float), (rng.random(runs) < 0.3).astype(float)


def called(kind: str, rng: np.random.Generator, looks: dict[int, int]) -> bool:
    """Whether any look at a state calls a difference."""
    old, new = drawn(kind, rng)
    figure = FLAG if kind == "flag" else HOURS
    return any(
        difference(figure, old[:runs], new[:runs], parts).verdict in ("more", "less") for runs, parts in looks.items()
    )


@pytest.mark.parametrize("kind", ["normal", "skewed", "flag"])
def test_of_twenty_looks_at_no_difference_at_most_a_quarter_call_one(kind: str) -> None:
    """Twenty states in each of 60 tries; at the bound of 25% more than 24 tries have one in 1 of 400 plays."""
    rng = np.random.default_rng(16)
    tries = sum(any(called(kind, rng, LOOKS) for _ in range(STATES)) for _ in range(TRIES))
    assert tries <= 24, tries
    naive = sum(any(called(kind, rng, dict.fromkeys(LOOKS, 1)) for _ in range(STATES)) for _ in range(TRIES // 4))
    assert naive > TRIES / 8, naive


def test_twenty_looks_at_one_state_call_a_difference_in_at_most_as_many_as_are_spent() -> None:
    assert spent() <= 0.05 / 4 and 1 - (1 - spent()) ** STATES <= 0.25


def test_between_two_looks_nothing_is_called() -> None:
    less, more = port(), port(space={"areas": {"hall": {"persons": 3}}})
    assert not list(differences(run(less, 9), run(more, 9)))
    assert list(differences(run(less, 8), run(more, 8)))
