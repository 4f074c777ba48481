"""What counts tell of a stream, against simulated histories whose truth is known."""

import numpy as np
import pytest
from histories import days, months, summed

from sim.calibration.fitting.change_points import change_points
from sim.calibration.fitting.daily_law import Covariance, DayToDay, correlations
from sim.calibration.fitting.storms import rate
from sim.calibration.fitting.stream_fit import Start, fit

pytestmark = pytest.mark.unit
EVEN = np.ones(7)
TRUE = DayToDay(0.27, 0.4)


def test_variances_of_days_and_windows_are_those_of_the_language() -> None:
    # by hand: D mu + s^2 mu^2 on each day; two days without memory add up
    cells = summed(np.array([3, 5, 7]), [0, 1, 3])
    found = Covariance(np.array([40.0, 30.0, 20.0]), cells.days, DayToDay(0.27, 0.0, 2.5))
    day = [2.5 * mu + 0.27**2 * mu**2 for mu in (40, 30, 20)]
    assert found.whole == pytest.approx(np.array([[day[0], 0], [0, day[1] + day[2]]]), abs=1e-9)


def test_factors_remember_as_a_gaussian_copula_of_gammas_does() -> None:
    rng = np.random.default_rng(4)
    z = rng.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], 400_000)
    from scipy.special import gammaincinv, ndtr

    factor = gammaincinv(1 / 0.5**2, ndtr(z)) * 0.5**2
    simulated = np.corrcoef(factor.T)[0, 1]  # its standard error is under 0.002
    assert correlations(0.5, 0.6, 2)[1] == pytest.approx(simulated, abs=0.006)


def test_two_storms_in_two_years_say_from_0_12_to_3_6_a_year() -> None:
    found = rate(2, 2.0)
    assert (found.at, round(found.low, 2), round(found.high, 1)) == (1.0, 0.12, 3.6)
    assert rate(0, 2.0).low == 0 and round(rate(0, 2.0).high, 2) == 1.84  # 3.69 / 2


def test_daily_counts_tell_levels_weekdays_and_memory_and_months_tell_levels_alone() -> None:
    rng = np.random.default_rng(11)
    weekday = (0.85, 0.85, 0.87, 0.90, 1.05, 1.28, 1.20)
    level = np.where(np.arange(366) < 182, 40.0, 80.0)
    persons = days(rng, level, TRUE.sd, TRUE.memory, weekday)
    by_day = fit(summed(persons, list(range(367))), [182], Start(TRUE, EVEN))
    assert by_day.weekday and by_day.sd and by_day.memory
    truths = [40, 80, *weekday, TRUE.sd, TRUE.memory]
    intervals = [*by_day.levels, *by_day.weekday, by_day.sd, by_day.memory]
    assert sum(one.low <= truth <= one.high for one, truth in zip(intervals, truths, strict=True)) >= 10  # of 11
    by_month = fit(summed(persons, months(366)), [182], Start(TRUE, np.array(weekday)))
    assert by_month.weekday is None and by_month.memory is None
    assert all(one.low <= truth <= one.high for one, truth in zip(by_month.levels, (40, 80), strict=True))


@pytest.mark.parametrize("every", ["week", "month"])
def test_intervals_of_levels_cover_the_truth_as_often_as_they_say(every: str) -> None:
    """24 levels of 12 histories at 95%: fewer than 19 have a chance of 0.1%; `fitted_coverage.py` plays more."""
    rng = np.random.default_rng(12)
    level = np.where(np.arange(364) < 182, 40.0, 80.0)
    cuts = list(range(0, 365, 7)) if every == "week" else [*months(364), 364]
    held = 0
    for _ in range(12):
        found = fit(summed(days(rng, level, TRUE.sd, TRUE.memory), cuts), [182], Start(TRUE, EVEN))
        held += sum(one.low <= truth <= one.high for one, truth in zip(found.levels, (40, 80), strict=True))
    assert held >= 19


def test_a_level_that_doubles_is_found_within_days_and_a_constant_one_is_left_alone() -> None:
    rng = np.random.default_rng(13)
    start = Start(DayToDay(0.27, 0.2), EVEN)
    doubled = summed(days(rng, np.where(np.arange(120) < 60, 30.0, 60.0), 0.27, 0.4), list(range(121)))
    [found] = change_points(doubled, start)
    assert abs(found - 60) <= 3
    alike = summed(days(rng, np.full(120, 40.0), 0.27, 0.4), list(range(121)))
    assert change_points(alike, start) == ()
    weeks = summed(days(rng, np.full(119, 40.0), 0.27, 0.4), list(range(0, 120, 7)))
    assert change_points(weeks, start) == ()


def test_nested_and_overlapping_windows_are_used_once() -> None:
    from datetime import date

    from histories import HERE

    from sim.calibration.fitting.window_cells import counted
    from sim.calibration.published.window import Window

    def window(first: int, last: int, n: int) -> Window:
        return Window(date(2025, 4, first), date(2025, 4, last), n, n, HERE)

    cells = counted([window(1, 30, 300), window(1, 6, 90), window(7, 30, 210), window(20, 25, 50)])
    assert cells.counts.tolist() == [90, 160, 50]  # the month is the sum of the first two
    assert cells.days.sum(axis=1).tolist() == [6, 18, 6]


@pytest.mark.parametrize("numbers", [[5], [0, 0, 0], [0, 0, 700]])
def test_few_counts_and_noughts_have_a_fit_too(numbers: list[int]) -> None:
    persons = np.zeros(30 * len(numbers), dtype=np.int64)
    persons[::30] = numbers
    cells = summed(persons, list(range(0, persons.size + 1, 30)))
    found = fit(cells, change_points(cells, Start(TRUE, EVEN)), Start(TRUE, EVEN))
    assert all(np.isfinite(one.at) for one in found.levels)


def test_a_season_is_found_in_four_years_of_months_and_none_in_a_constant_level() -> None:
    from sim.calibration.fitted_scenario import _fitted
    from sim.calibration.fitting.season import years_enough
    from sim.calibration.written_levels import written

    rng, size = np.random.default_rng(21), 1461
    cuts, start = months(size), Start(DayToDay(0.27, 0.2), EVEN)
    wave = 1 + 0.4 * np.sin(2 * np.pi * np.arange(size) / 365.25)
    seasonal = summed(days(rng, 40 * wave, 0.27, 0.4), cuts)
    assert years_enough(seasonal.windows) and not years_enough(seasonal.windows[:30])
    found = _fitted(seasonal, None, start, years=True)
    assert found.season is not None and found.changes == ()
    by_month = {level.begins.month: level.at for level in written(found, seasonal.windows[-1].last)}
    assert by_month[4] == pytest.approx(40 * 1.4, rel=0.1) and by_month[10] == pytest.approx(40 * 0.6, rel=0.1)
    assert _fitted(summed(days(rng, np.full(size, 40.0), 0.27, 0.4), cuts), None, start, years=True).season is None


def test_the_size_of_storms_is_as_open_as_few_of_them_leave_it() -> None:
    from sim.calibration.fitting.storms import size, storms

    rng = np.random.default_rng(22)
    level = np.repeat([20.0, 60.0, 20.0, 100.0], [182, 98, 350, 98])
    found = storms(fit(summed(days(rng, level, 0.27, 0.4), list(range(0, 729, 7))), [182, 280, 630], Start(TRUE, EVEN)))
    assert found.levels == ((1,), (3,)) and found.open
    assert all(one.low <= truth <= one.high for one, truth in zip(found.sizes, (3, 5), strict=True))
    assert size((3.0,)) is None
    # by hand: logs 1.0986 and 1.6094, sd 0.3612, t of one degree 12.706: half width 12.706 x 0.3612 / root 2 = 3.245
    of_two = size((3.0, 5.0))
    assert of_two and np.log(of_two.high / of_two.at) == pytest.approx(3.245, abs=0.01)
