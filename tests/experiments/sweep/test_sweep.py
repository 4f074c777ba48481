"""A sweep: every point read as a planner would write it, the same people at each, one tidy table."""

import csv
from pathlib import Path

import port_file
import pytest
from progress_seen import seen

from sim.errors import ScenarioError
from sim.experiments.output import lines
from sim.experiments.playing.runner import Runner
from sim.experiments.run import run
from sim.experiments.store.store import Store
from sim.experiments.sweep.sweep import chosen, main_figures, plan, rows, sweep
from sim.scenario.load import load

pytestmark = pytest.mark.unit

STAFF, SPACE = "staff.officers.shifts.day.on_duty", "space.areas.hall.persons"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return port_file.write(tmp_path)


def test_each_point_is_the_scenario_with_its_values(file: Path) -> None:
    found = plan(file, [f"{STAFF}=4,6", f"{SPACE}=20,40"], sets=["staff.officers.absence=0"])
    assert found.paths == (STAFF, SPACE)
    assert found.points == (("4", "20"), ("4", "40"), ("6", "20"), ("6", "40"))
    assert [one.staff["officers"].shifts["day"].on_duty for one in found.scenarios] == [4, 4, 6, 6]
    assert [one.space.areas["hall"].persons for one in found.scenarios] == [20, 40, 20, 40]
    assert {one.staff["officers"].absence for one in (found.scenario, *found.scenarios)} == {0.0}


def test_a_point_gives_what_its_scenario_gives(file: Path) -> None:
    done = sweep(plan(file, [f"{STAFF}=4,6"]), 4, Runner(2))
    assert not done.interrupted
    for point in done.points:
        alone = run(load(file, [f"{STAFF}={point.values[0]}"]).scenario, 4)
        assert point.summary == alone.summary


def test_the_same_people_come_at_every_point(file: Path) -> None:
    done = sweep(plan(file, [f"{STAFF}=2,8"]), 3)
    few, many = (point.summary for point in done.points)
    assert few["arrived"] == many["arrived"]
    assert few["time_on_site_mean"].mean > many["time_on_site_mean"].mean


def test_all_that_is_wrong_is_said_once(file: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        plan(file, ["staff.officers.absence=200%,10%", "process.steps.interview.time.party=2 hours,3 h"])
    assert str(caught.value).splitlines() == [
        "--vary: process.steps.interview.time.party: found 2 hours; allowed: a duration with its unit, such as 25 min, "
        "6 h or 3 d; did you mean 2 h?",
        "--vary: staff.officers.absence: found 200%; allowed: a share, from 0 to 1 or from 0% to 100%",
    ]


def test_a_slip_in_a_path_is_found(file: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        plan(file, ["staff.oficers.absence=1%,2%"])
    assert str(caught.value).endswith("did you mean staff.officers.absence?")


def test_what_is_varied_is_not_uncertain(tmp_path: Path) -> None:
    found = plan(port_file.write(tmp_path, uncertain=True), ["arrivals.door.claimants_per_day=30,50"])
    assert "arrivals.door.claimants_per_day" in found.scenario.uncertain
    for scenario, level in zip(found.scenarios, (30, 50), strict=True):
        assert list(scenario.uncertain) == ["process.steps.interview.time.party", "staff.officers.absence"]
        assert scenario.arrivals["door"].level(scenario.start) == level


def test_the_table_is_tidy(file: Path) -> None:
    done = sweep(plan(file, [f"{SPACE}=20,2000"]), 3)
    table = list(csv.DictReader(lines(rows(done))))
    assert len(table) == sum(len(point.summary) for point in done.points)
    assert list(table[0])[:5] == ["point", SPACE, "figure", "unit", "replications"]
    by = {(row["point"], row["figure"]): row for row in table}
    hours = by["1", "time_on_site_mean"]
    assert (hours[SPACE], hours["unit"], hours["replications"]) == ("20", "h", "3")
    assert float(hours["mean"]) == done.points[0].summary["time_on_site_mean"].mean
    assert by["1", "tents_first_order"]["p50"].startswith("2025-07-0")
    assert by["2", "tents_first_order"]["p50"] == ""


def test_the_main_figures(file: Path) -> None:
    scenario = load(file).scenario
    assert main_figures(scenario) == ("tents_ordered", "over_capacity_hours_hall", "within_24h", "cost_total")
    assert chosen(scenario, []) == main_figures(scenario)
    assert chosen(scenario, ["on_site_peak", "on_site_peak"]) == ("on_site_peak",)
    with pytest.raises(ScenarioError, match=r"--figure: found on_site_pek; .*did you mean on_site_peak"):
        chosen(scenario, ["on_site_pek"])


def test_a_store_is_asked_first(file: Path, tmp_path: Path) -> None:
    given = plan(file, [f"{STAFF}=4,6"])
    with Store(tmp_path / "kept.db") as store:
        first = sweep(given, 3, Runner(store=store))
    told: list[int] = []
    with Store(tmp_path / "kept.db") as store:
        again = sweep(given, 3, seen(told.append, store=store))
        assert (store.found, store.added) == (6, 0)
    assert "".join(lines(rows(first))) == "".join(lines(rows(again)))


def test_an_interrupt_leaves_the_points_that_were_finished(file: Path) -> None:
    def stop(done: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    done = sweep(plan(file, [f"{STAFF}=4,5,6"]), 3, seen(stop))
    assert done.interrupted
    assert [point.values for point in done.points] == [("4",)]
