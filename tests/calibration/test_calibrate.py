"""`sim.calibrate`: a whole scenario that reads back as it is printed, and what is said of it."""

from pathlib import Path
from typing import Any

import pytest

import sim
from sim.scenario.fingerprint import fingerprint
from sim.wording import PSEUDO, speaking

ROOT = Path(__file__).parents[2]
COUNTS, LACOLLE = ROOT / "scenarios/data/lacolle-history.csv", ROOT / "scenarios/lacolle-2025.yaml"
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
