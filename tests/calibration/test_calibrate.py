"""`sim.calibrate`: a whole scenario that reads back as it is printed, and what is said of it."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sim
from sim.calibration.written_levels import written
from sim.people.sampler import Sampler
from sim.scenario.fingerprint import fingerprint
from sim.wording import PSEUDO, speaking

ROOT = Path(__file__).parents[2]
COUNTS, LACOLLE = ROOT / "scenarios/data/lacolle-history.csv", ROOT / "scenarios/lacolle-2025.yaml"
MONTHS = [date(2025, month, 1).toordinal() for month in (6, 7, 8, 9)]
pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def fitted() -> Any:
    return sim.calibrate(COUNTS, sim.load(str(LACOLLE)))


def test_the_shipped_counts_make_a_scenario_that_reads_back_as_the_same(fitted: Any, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(fitted.yaml, encoding="utf-8")
    again = sim.load(str(path))
    assert again == fitted.scenario
    assert sim.check(str(path)).ok
    levels = again.arrivals["port_of_entry"].claimants_per_day
    assert [str(day) for day in levels][-7:] == [
        "2025-03-01", "2025-04-01", "2025-05-01", "2025-06-01", "2025-07-01", "2025-08-01", "2025-08-25",
    ]  # fmt: skip
    # a level over whole months is their count over the sum of the weekday factors, as the shipped scenario has it
    shipped = sim.load(str(LACOLLE)).arrivals["port_of_entry"].claimants_per_day
    for day in ("2025-05-01", "2025-06-01"):
        made, own = (next(v for k, v in of.items() if str(k) == day) for of in (levels, shipped))
        assert made == pytest.approx(own, rel=0.002)


def test_it_says_what_it_was_fitted_on_and_that_plays_nothing(fitted: Any) -> None:
    path = "arrivals.port_of_entry.claimants_per_day"
    on = fitted.scenario.fitted_on[path]
    assert (Path(on.file).name, str(on.day), len(on.windows)) == ("lacolle-history.csv", "2026-02-06", 44)
    assert fingerprint(fitted.scenario.edited({("fitted_on", path): None})) == fingerprint(fitted.scenario)
    assert fitted.scenario.assumptions[path].grade == "C"
    assert {name for name in fitted.scenario.uncertain if name.startswith(path)} == {
        f"{path}.{fitted.begins(k)}" for k in range(8)
    }


def test_what_the_counts_do_not_tell_is_named_and_stays_as_it_was(fitted: Any) -> None:
    assert fitted.held == ("weekday", "day_to_day.memory")
    own = sim.load(str(LACOLLE)).arrivals["port_of_entry"]
    assert fitted.scenario.arrivals["port_of_entry"].weekday == own.weekday
    assert any("do not tell the days of the week" in line for line in fitted.answer)


@pytest.mark.parametrize("language", ["fr", PSEUDO])
def test_every_sentence_is_said_in_the_language_that_is_spoken(fitted: Any, language: str) -> None:
    english = set(fitted.answer)
    with speaking(language):
        assert not english & set(fitted.answer)


def test_counts_that_hold_are_in_every_history_and_nothing_of_them_is_drawn(tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    path.write_text("period,claims\n2025-06,1200\n2025-07,2400\n2025-08,1250\n", encoding="utf-8")
    held = sim.calibrate(path, conditioned=True, changes=[date(2025, 7, 1), date(2025, 8, 1)]).scenario
    stream = held.arrivals["port_of_entry"]
    assert stream.conditioned_on and [row.claims for row in stream.conditioned_on.counts.rows] == [1200, 2400, 1250]
    assert not [name for name in held.uncertain if name.startswith("arrivals.port_of_entry")]
    for number in (1, 2):
        sample = Sampler(held).people(number)
        months = np.searchsorted(MONTHS, sample.identity >> 24, side="right")
        assert np.bincount(months, sample.persons, 4)[1:4].tolist() == [1200, 2400, 1250]


def test_levels_move_together_as_their_estimates_do(tmp_path: Path) -> None:
    path = tmp_path / "weeks.csv"
    path.write_text("from,to,claims\n2025-06-02,2025-06-08,140\n2025-06-09,2025-06-15,420\n2025-06-16,2025-06-22,210\n")
    base = sim.load(str(ROOT / "sim/cli/templates/land-port.yaml")).edited(
        {("arrivals", "port_of_entry", "day_to_day"): {"sd": 0.5, "memory": 0.9}}
    )
    found = sim.calibrate(path, base, changes=[date(2025, 6, 9), date(2025, 6, 16)])
    group = found.scenario.move_together["port_of_entry_levels"]
    levels = written(found.fit, found.last)
    scale = np.sqrt(np.diag(found.fit.log_scale)[:3])
    correlation = found.fit.log_scale[:3, :3] / np.outer(scale, scale)
    mean = (correlation.sum() - 3) / 6
    assert group.of_normals == pytest.approx(mean, abs=1e-3) and mean > 0.1
    assert list(group.values) == [f"arrivals.port_of_entry.claimants_per_day.{level.begins}" for level in levels]
    again = sim.calibrate(path, found.scenario, changes=[date(2025, 6, 16)]).scenario
    assert [str(day) for day in again.arrivals["port_of_entry"].claimants_per_day] == ["2025-06-02", "2025-06-16"]
