"""The page of a calibration: every count against its fit, in the language that is spoken."""

from pathlib import Path

import pytest

import sim
from sim.views.calibration.page import page
from sim.wording import PSEUDO, speaking

pytestmark = pytest.mark.unit
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def made() -> sim.CalibrationResult:
    port = sim.load(str(ROOT / "scenarios/lacolle-2025.yaml"))
    return sim.calibrate(ROOT / "scenarios/data/lacolle-history.csv", port, changes=[])


def test_the_page_has_every_count_and_what_is_not_identified(made: sim.CalibrationResult) -> None:
    written = page(made)
    assert all(f"{round(number):,}" in written for number in made.fit.counted.counts)
    assert "Not identified" in written and "the days of the week" in written


def test_the_page_is_in_the_language_that_is_spoken(made: sim.CalibrationResult) -> None:
    with speaking("fr"):
        french = page(made)
    assert "Non déterminé" in french and "Niveaux" in french
    assert "Counts against" not in french and "given these" not in french
    with speaking(PSEUDO):
        assert "[Not identified]" in page(made)


def test_the_result_has_its_tables_and_its_picture_in_a_notebook(made: sim.CalibrationResult) -> None:
    levels, counts = made.tables.levels, made.tables.counts
    assert len(levels) == 1 and str(levels["from"].iloc[0].date()) == str(made.first)
    assert counts["counted"].tolist() == made.fit.counted.counts.tolist()
    assert len(made.charts.counts().axes) == 2
    assert "<table>" in made._repr_html_()
