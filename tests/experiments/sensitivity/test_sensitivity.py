"""Sensitivity of a port in which one input dominates by construction."""

import csv
from pathlib import Path

import numpy as np
import port_file
import pytest
from progress_seen import seen

from sim.errors import Interrupted, ScenarioError
from sim.experiments.output import lines
from sim.experiments.playing.runner import Runner
from sim.experiments.run import run
from sim.experiments.sensitivity import one_at_a_time
from sim.experiments.sensitivity.noise import ENOUGH
from sim.experiments.sensitivity.sensitivity import Runs, Sensitivity, check, rows, sensitivity
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.scenario.uncertain.realise import realise
from sim.views.sensitivity.tornado import input_words, tornado

pytestmark = pytest.mark.unit

FIGURES = ("arrived", "on_site_mean")
DOOR, PARTY, ABSENCE = "arrivals.door.claimants_per_day", "process.steps.interview.time.party", "staff.officers.absence"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    return load(port_file.write(tmp_path_factory.mktemp("port"), uncertain=True)).scenario


@pytest.fixture(scope="module")
def screened(port: Scenario) -> Sensitivity:
    return sensitivity(Runs(port, FIGURES, Runner(2)), "morris", size=6, most=40)


def test_arrivals_dominate_and_nothing_else_moves_how_many_come(screened: Sensitivity) -> None:
    assert screened.paths == (DOOR, PARTY, ABSENCE)
    assert (screened.points, screened.paired) == (6 * 4, 40)
    door, *others = screened.effects["arrived"]
    assert door.absolute > 150  # 10 days, of 28 to 53 a day from the first level to the last
    assert all(other.absolute == other.sigma == 0 for other in others)
    door, *others = screened.effects["on_site_mean"]
    assert door.absolute > 5 * max(other.absolute for other in others)


def test_the_swing_is_from_the_10th_to_the_90th_percentile(screened: Sensitivity) -> None:
    door, party, _ = screened.swings["arrived"]
    assert door.at_p10.mean == pytest.approx(300, rel=0.05)
    assert door.at_p90.mean == pytest.approx(500, rel=0.05)
    assert door.low < door.change < door.high
    assert door.change == pytest.approx(door.at_p90.change - door.at_p10.change)
    assert (party.change, party.low, party.high) == (0, 0, 0)


def test_noise_is_below_what_is_enough(screened: Sensitivity) -> None:
    assert 0 < screened.noise["on_site_mean"] <= ENOUGH


def test_sobol_agrees(port: Scenario) -> None:
    found = sensitivity(Runs(port, FIGURES, Runner(2)), "sobol", size=32, replications=2)
    door, *others = found.indices["on_site_mean"]
    assert found.points == 32 * 5
    assert found.replications == found.paired == 2
    assert door.total > 0.8
    assert max(other.total for other in others) < 0.2


def test_the_same_call_gives_the_same_bytes_whoever_plays(port: Scenario) -> None:
    one, two = (sensitivity(Runs(port, FIGURES, Runner(workers)), size=2, most=3) for workers in (1, 2))
    assert list(lines(rows(one))) == list(lines(rows(two)))


def test_the_table_is_tidy(screened: Sensitivity) -> None:
    table = list(csv.DictReader(lines(rows(screened))))
    by = {(row["figure"], row["input"], row["measure"]): row for row in table}
    assert len(by) == len(table) == 2 * (3 * 8 + 1)
    star = by["arrived", DOOR, "mu_star"]
    assert (float(star["value"]), float(star["low"])) == screened.effects["arrived"][0][1:3]
    assert float(by["on_site_mean", "", "noise"]["value"]) == screened.noise["on_site_mean"]


def test_nothing_uncertain_and_dates_are_refused(port: Scenario, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="uncertain: found nothing that is uncertain; allowed: a range"):
        check(load(port_file.write(tmp_path)).scenario, FIGURES)
    with pytest.raises(ScenarioError, match="tents_first_order: found a date; allowed: figures that every run has"):
        check(port, ["tents_first_order"])


def test_an_interrupt_is_told(port: Scenario) -> None:
    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(Interrupted):
        sensitivity(Runs(port, FIGURES, seen(stop)), size=2, replications=2)


def test_swings_by_hand() -> None:
    points = np.nan_to_num(one_at_a_time.design(2), nan=-1)  # as written
    assert points.tolist() == [[-1, -1], [0.1, -1], [0.9, -1], [-1, 0.1], [-1, 0.9]]
    noise = np.array([0.0, 10.0, -10.0])  # common to all points, so it cancels
    values = np.array([5, 3, 9, 5, 5])[:, None] + noise
    one, other = one_at_a_time.swings(values)
    assert one == (one_at_a_time.End(3, -2, -2, -2), one_at_a_time.End(9, 4, 4, 4), 6, 6, 6)
    assert (other.change, other.at_p10.change) == (0, 0)


def test_values_that_share_one_quantile_are_one_input(port: Scenario) -> None:
    grouped = port.edited({"move_together": {"work": {"values": [PARTY, ABSENCE]}}})
    runs = Runs(grouped, ("on_site_mean",))
    found = sensitivity(runs, size=2, replications=2)
    assert found.paths == (DOOR, "work")
    apart = run(realise(grouped, {PARTY: 0.9, ABSENCE: 0.9}), 2)
    both = runs.values(np.array([[np.nan, 0.9]]), 2)[0, 0]
    assert both.tolist() == apart.values[:, apart.names.index("on_site_mean")].tolist()
    assert both.tolist() != runs.values(np.array([[np.nan, 0.1]]), 2)[0, 0].tolist()
    assert input_words(found, 1, 0.9) == "all at 90%"
    assert input_words(found, 0, 0.9) != "all at 90%"
    assert tornado(found, "on_site_mean").panels
