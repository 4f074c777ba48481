"""A run too long for memory keeps the arrays of its replications in a file, and says the same."""

import pickle
from pathlib import Path

import numpy as np
import pytest

from sim.experiments.output import write
from sim.experiments.result import Replication, Result, rows_of
from sim.experiments.run import run
from sim.experiments.store import shelved
from sim.scenario.load import load
from sim.views.run.first.middle import middle

pytestmark = pytest.mark.unit
MINIMAL = Path(__file__).parents[3] / "scenarios" / "minimal.yaml"
RUNS = 6


@pytest.fixture(scope="module")
def both() -> tuple[Result, Result]:
    """The same runs in memory, and all but the first two in a file."""
    scenario = load(MINIMAL).scenario
    kept = run(scenario, RUNS)
    size = sum(value.nbytes for name, value in kept.runs[0]._asdict().items() if isinstance(value, np.ndarray))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shelved, "IN_MEMORY", 2 * size)
        filed = run(scenario, RUNS)
    assert [isinstance(one, Replication) for one in filed.runs] == [True, True, *[False] * (RUNS - 2)]
    return kept, filed


def test_each_replication_is_as_it_was(both: tuple[Result, Result]) -> None:
    for one, other in zip(*(result.runs for result in both), strict=True):
        assert other._asdict().keys() == one._asdict().keys()
        for name, value in one._asdict().items():
            np.testing.assert_array_equal(getattr(other, name), value)
        again = pickle.loads(pickle.dumps(other))
        assert isinstance(again, Replication)
        assert again.number == one.number
    with pytest.raises(AttributeError):
        _ = both[1].runs[-1].nothing  # type: ignore[attr-defined]


def test_the_files_of_a_run_have_the_same_bytes(both: tuple[Result, Result], tmp_path: Path) -> None:
    folders = [tmp_path / "memory", tmp_path / "file"]
    for result, folder in zip(both, folders, strict=True):
        folder.mkdir()
        write(result, folder)
    for file in folders[0].iterdir():
        assert (folders[1] / file.name).read_bytes() == file.read_bytes()
    assert middle(both[0], "hall") == middle(both[1], "hall")


def test_rows_have_the_narrowest_type_that_holds_them_all(both: tuple[Result, Result]) -> None:
    runs = list(both[1].runs)
    assert rows_of(runs, "on_site").dtype == np.int16
    wide = runs[3]._replace(on_site=runs[3].on_site.astype(np.int32) + 100_000)
    rows = rows_of([*runs[:3], wide], "on_site")
    assert rows.dtype == np.int32
    assert rows.min(axis=1).tolist() == [one.on_site.min() for one in (*runs[:3], wide)]
