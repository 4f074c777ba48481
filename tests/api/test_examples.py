"""The examples of the Python surface run as they stand, and every call says what it takes, gives and raises."""

import doctest
import inspect
from pathlib import Path

import pytest

import sim
from sim.scenario.schema import Scenario

pytestmark = [pytest.mark.unit, pytest.mark.slow]
HOME = Path(__file__).parents[2]
CALLS = [
    sim.load, sim.check, sim.run, sim.compare, sim.sweep, sim.sensitivity, sim.staff, sim.policy, sim.verify,
    Scenario.edited,
]  # fmt: skip
named = pytest.mark.parametrize("call", CALLS, ids=lambda call: call.__name__)


@named
def test_an_example_runs_as_it_stands(call, monkeypatch) -> None:
    monkeypatch.chdir(HOME)
    examples = doctest.DocTestFinder(recurse=False).find(call, call.__name__, globs={})
    assert sum(len(one.examples) for one in examples) >= 2
    for one in examples:
        assert doctest.DocTestRunner().run(one).failed == 0


@named
def test_a_call_says_what_it_takes_gives_and_raises(call) -> None:
    text = inspect.getdoc(call)
    for heading in ("Parameters", "Returns", "Raises", "Example"):
        assert f"\n{heading}\n{'-' * len(heading)}\n" in text
    said = text.partition("Parameters\n")[2].partition("Returns\n")[0]
    words = {word.strip(",") for line in said.splitlines() if not line.startswith(" ") for word in line.split()}
    assert set(inspect.signature(call).parameters) - {"self"} <= words


def test_all_that_is_public_is_there_and_nothing_else() -> None:
    for name in sim.__all__:
        assert getattr(sim, name) is not None
    assert set(sim.__all__) <= set(dir(sim))
    with pytest.raises(AttributeError, match="no attribute 'model'"):
        _ = sim.model
