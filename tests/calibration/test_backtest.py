"""`sim.backtest`: scores that a hand can check, what was known by when, and limits that hold where the forecaster is
the truth."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from histories import days
from true_forecaster import coverage_held

import sim
from sim.calibration.published.published import rows
from sim.calibration.published.window import Window
from sim.calibration.scoring.block_limits import mean_limits, share_limits
from sim.calibration.scoring.knowledge import Knowledge
from sim.calibration.scoring.predictive_law import PredictiveLaw
from sim.calibration.scoring.scored_windows import months, targets
from sim.errors import ArgumentError
from sim.problems import Place
from sim.wording import PSEUDO, speaking

pytestmark = pytest.mark.unit
ROOT = Path(__file__).parents[2]
COUNTS = ROOT / "scenarios/data/lacolle-history.csv"
HERE = Place("counts.csv", 2, 1)


MINIMAL = ROOT / "scenarios/minimal.yaml"
PATH = ("fitted_on", "arrivals.claimants.claimants_per_day")


@pytest.fixture(scope="module")
def rolled(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Fourteen months, each published ten days after its end, two of them on a day that is assumed; rolled from
    November 2025 on."""
    path = tmp_path_factory.mktemp("counts") / "counts.csv"
    lines = ["month,claims,known,known_basis"]
    for k in range(14):
        month, after = (date(2024 + m // 12, 1 + m % 12, 1) for m in (11 + k, 12 + k))
        lines.append(f"{month:%Y-%m},{1200 + 40 * (k % 3)},{after + timedelta(days=9)},{'assumed' if k < 2 else ''}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    port = sim.load(str(MINIMAL)).edited({PATH: {"file": "other.csv", "day": "2024-11-30", "windows": []}})
    return sim.backtest(port, path, as_of=date(2025, 11, 1), leads=[7, 28])


def test_scores_of_a_law_are_those_of_the_normal_law_it_was_drawn_from() -> None:
    """CRPS of a normal law at its middle: s (sqrt 2 - 1) / sqrt pi (Gneiting and Raftery 2007, equation 21)."""
    draws = np.random.default_rng(1).normal(1000, 50, 4000)
    judged = PredictiveLaw(draws).judged(1000, 0.5)
    assert judged.crps == pytest.approx(50 * (np.sqrt(2) - 1) / np.sqrt(np.pi), rel=0.03)
    assert judged.log_score == pytest.approx(np.log(50 * np.sqrt(2 * np.pi)), abs=0.03)
    assert judged.pit == pytest.approx(0.5, abs=0.02)
    assert judged.wide[2] == pytest.approx(2 * 1.96 * 50, rel=0.05)


def test_a_far_count_has_a_log_score_that_grows_with_its_distance() -> None:
    law = PredictiveLaw(np.random.default_rng(1).normal(1000, 50, 400))
    far = [law.judged(count, 0.5).log_score for count in (2000, 3000, 4000)]
    assert 20 < far[0] < far[1] < far[2] < np.inf


def test_errors_that_overlap_count_once_a_block() -> None:
    first = [date(2024, 1, 1) + timedelta(days=7 * k) for k in range(52)]
    assert share_limits([True] * 52, first, 110 + 7).blocks == 4
    assert share_limits([True] * 52, first, 7).low > share_limits([True] * 52, first, 117).low
    assert mean_limits([1.0] * 52, first, 400)[:3] == (1.0, -np.inf, np.inf)


def test_months_are_foretold_before_weeks_and_are_the_sum_of_days_that_fill_them() -> None:
    def window(first: date, length: int) -> Window:
        return Window(first, first + timedelta(days=length - 1), length, length, HERE, known=first)

    daily = [window(date(2025, 4, 1) + timedelta(days=k), 1) for k in range(40)]
    assert [(one.first, one.count) for one in months(daily)] == [(date(2025, 4, 1), 30)]
    assert len(targets(daily)) == 40
    assert [one.days for one in targets([window(date(2025, 4, 1), 30), window(date(2025, 4, 1), 7)])] == [30]


def test_a_simple_forecast_uses_what_had_been_published() -> None:
    known = Knowledge(rows(COUNTS), "")
    october = Window(date(2025, 10, 1), date(2025, 10, 31), 679, 679, HERE)
    # by 24 September July was known, 3,493 in 31 days, and neither August nor September
    assert known.assumed == 10
    assert known.point("last_value", october, 7) == pytest.approx(3493)
    # October 2024 was published on 19 December 2025
    assert known.point("same_month_last_year", october, 7) is None
    december = Window(date(2025, 12, 1), date(2025, 12, 31), 1, 1, HERE)
    assert known.point("same_month_last_year", december, -25) == pytest.approx(600)


def test_each_forecast_is_older_than_its_window(rolled: Any) -> None:
    assert rolled.forecasts and rolled.asked.since == date(2025, 11, 1)
    assert all(one.origin == one.target.first - timedelta(days=one.lead) for one in rolled.forecasts)
    assert all(one.origin >= rolled.asked.since for one in rolled.forecasts)
    assert (rolled.assumed, rolled.fits) == (2, 3)


def test_persistence_comes_first_and_too_few_events_are_not_judged(rolled: Any) -> None:
    assert rolled.answer[0].startswith("Not shown to beat the last value 110 days ahead")
    assert any("no events: cannot be judged" in line for line in rolled.answer)
    assert "reliability" not in rolled.charts
    assert any("Not fitted again" in line and "the days of the week" in line for line in rolled.answer)
    assert any("days of publication of 2 counts are assumed" in line for line in rolled.answer)


@pytest.mark.parametrize("language", ["fr", PSEUDO])
def test_page_and_sentences_are_in_the_language_that_is_spoken(rolled: Any, language: str) -> None:
    english = set(rolled.answer)
    with speaking(language):
        assert not english & set(rolled.answer)
        assert "Every forecast" not in rolled.page.replace("[Every forecast]", "")


def test_windows_under_fitted_on_score_nothing(tmp_path: Path) -> None:
    first = date(2025, 1, 1)
    weeks = [first + timedelta(days=7 * k) for k in range(30)]
    persons = days(np.random.default_rng(3), np.full(210, 40.0), 0.2, 0.0).reshape(30, 7).sum(axis=1)
    lines = [f"{day},{day + timedelta(days=6)},{n}" for day, n in zip(weeks, persons, strict=True)]
    path = tmp_path / "counts.csv"
    path.write_text("from,to,claims\n" + "\n".join(lines) + "\n", encoding="utf-8")
    port = sim.load(str(MINIMAL))
    with pytest.raises(ArgumentError, match="no fitted_on for arrivals"):
        sim.backtest(port, path)
    on = {"file": "counts.csv", "day": "2025-05-20", "windows": [f"{weeks[0]}/{weeks[19] + timedelta(days=6)}"]}
    half = port.edited({PATH: on, ("start",): "2025-01-01"})
    found = sim.backtest(half, path, leads=[7, 28])
    assert len(found.of("scenario", 7)) + len(found.of("scenario", 28)) == 10 and len(found.fitted) == 20
    all_of_it = on | {"windows": [f"{weeks[0]}/{weeks[-1] + timedelta(days=6)}"]}
    with pytest.raises(ArgumentError, match="--as-of DATE"):
        sim.backtest(port.edited({PATH: all_of_it}), path)


def test_limits_of_the_bands_hold_where_the_forecaster_is_the_truth() -> None:
    """Of 40 series of three years of weeks, foretold 7 and 110 days ahead; were it 95% as said, fewer than 35 would
    have a chance of 1 in 100."""
    held = coverage_held(series=40, weeks=156, leads=(7, 110), seed=5)
    assert min(held.values()) >= 35 / 40, held
