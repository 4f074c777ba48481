"""The version of the model is raised when figures move: golden results, committed with it."""

import golden
import pytest

from sim.experiments.store import identity

pytestmark = pytest.mark.unit
MOVED = """
Figures of the same scenario and seed moved. If that was not meant, it is a fault.
If it was: raise MODEL in sim/experiments/store/identity.py by one, say what moved in CHANGELOG.md, mark it
**[numbers]** and run `python tests/experiments/golden.py`. Without it a store would mix figures of two models."""
ANEW = "What is recorded is of another scenario or program: run `python tests/experiments/golden.py`"
NAMES = sorted(golden.scenarios())


def test_the_golden_results_are_of_this_version_of_the_model_and_of_these_scenarios() -> None:
    found = golden.recorded()
    assert found["model"] == identity.MODEL, ANEW
    assert sorted(found["scenarios"]) == NAMES, ANEW


@pytest.mark.parametrize("name", NAMES)
def test_figures_are_as_recorded_or_the_version_of_the_model_is_raised(name: str) -> None:
    before, now = golden.recorded()["scenarios"][name], golden.played(golden.scenarios()[name])
    assert golden.moved(before, now) == [], MOVED
    assert {part: list(before[part]) for part in ("log", "figures")} == {
        part: list(now[part]) for part in ("log", "figures")
    }, ANEW
    assert before["identity"] == now["identity"], ANEW


def test_a_figure_that_moved_is_seen_and_one_in_its_last_digits_is_not() -> None:
    before = {"log": {"start": "ab"}, "figures": {"arrived": 12.0, "share": 0.25, "none": None}}
    assert golden.moved(before, before) == []
    assert golden.moved(before, before | {"log": {"start": "cd"}}) == ["log: start"]
    figures = {"arrived": 13.0, "share": 0.25 * (1 + 1e-12), "none": 1.0}
    assert [text.split(":")[0] for text in golden.moved(before, before | {"figures": figures})] == ["arrived", "none"]


def test_moved_figures_are_not_recorded_under_the_same_version(monkeypatch, tmp_path) -> None:
    name = "tests/theory/scenarios/mmc_day.yaml"
    path = golden.scenarios()[name]
    monkeypatch.setattr(golden, "FILE", tmp_path / "golden.json")
    monkeypatch.setattr(golden, "scenarios", lambda: {name: path})
    assert golden.record() == []
    first, honest = golden.FILE.read_text(), golden.played

    def other(path):
        found = honest(path)
        return found | {"figures": found["figures"] | {"arrived": 1.0}}

    monkeypatch.setattr(golden, "played", other)
    assert "arrived" in golden.record()[0]
    assert golden.FILE.read_text() == first
    monkeypatch.setattr(golden, "MODEL", identity.MODEL + 1)
    assert golden.record() == []
    assert golden.recorded()["model"] == identity.MODEL + 1
