"""portsim from Python."""

import numpy as np
import pytest

import sim
from sim.experiments.store.store import Store

pytestmark = pytest.mark.unit
PORT = """\
name: A busy port
start: 2025-07-01
end: 2025-07-11
arrivals: {door: {claimants_per_day: 40}}
process:
  steps: {interview: {staff: {officers: 1}, area: hall, time: {party: 2 h}, cv: .5}}
  journeys: {everyone: [interview]}
staff: {officers: {shifts: {day: {hours: 00:00-24:00, on_duty: 4}}}}
space: {areas: {hall: {persons: 20}}}
precision: {time_on_site_mean: 0.2}
"""


@pytest.fixture
def scenario(tmp_path):
    path = tmp_path / "port.yaml"
    path.write_text(PORT, encoding="utf-8")
    return lambda *sets: sim.load(path, sets)


def test_a_run_kept_in_a_store(scenario, tmp_path):
    store = tmp_path / "runs.sqlite"
    first = sim.run(scenario(), 3, workers=1, store=store)
    assert first.kpis.shape == (3, len(first.names))
    again = sim.run(scenario(), 4, workers=1, store=store)
    assert np.array_equal(again.values[:3], first.values, equal_nan=True)
    with Store(store, make=False) as kept:
        assert [one.runs for one in kept.experiments()] == [4]


def test_a_comparison_kept_in_a_store(scenario, tmp_path):
    store, more = tmp_path / "runs.sqlite", scenario("name=More", "staff.officers.shifts.day.on_duty=5")
    sim.run(scenario(), 2, workers=1, store=store)
    found = sim.compare(scenario(), more, replications=3, workers=1, figures=["time_on_site_mean"], store=store)
    assert (found.pairs, set(found.tables.differences.scenario)) == (3, {"More"})
    with Store(store, make=False) as kept:
        assert sorted(one.runs for one in kept.experiments()) == [3, 3]


def test_as_many_as_precision_needs(scenario):
    alone = sim.run(scenario(), "auto", workers=1, max_replications=40)
    assert 10 < len(alone.runs) < 40
    beside = sim.compare(
        scenario("precision=null"), scenario("name=Other"), replications="auto", workers=1, max_replications=40
    )
    assert beside.pairs == len(alone.runs)
    with pytest.raises(ValueError, match="declares `precision`"):
        sim.run(scenario("precision=null"), "auto", workers=1)


def test_a_cluster_that_is_not_there(scenario):
    from sim.errors import ClusterError

    with pytest.raises(ClusterError, match="no Dask scheduler answers"):
        sim.run(scenario(), 2, cluster="tcp://127.0.0.1:9")
