"""The table of offered load in scenarios/README.md says what the scenario says."""

import calendar
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from published import LACOLLE, SCENARIOS, SHIPPED

from sim.people.expectation.overload import offered_by_month, overloads
from sim.people.expectation.workload import officer_hours
from sim.scenario.load import load
from sim.scenario.schema import Scenario

README = SCENARIOS / "README.md"
WITHOUT_SURGE = [path for path in SHIPPED if not path.stem.startswith("surge-")]  # a surge overloads on purpose


@pytest.fixture(scope="module")
def lacolle() -> Scenario:
    return load(LACOLLE).scenario


def days_of(scenario: Scenario) -> list[date]:
    return [scenario.start + timedelta(days=k) for k in range((scenario.end - scenario.start).days)]


def arriving(scenario: Scenario, day: date) -> float:
    """Expected claimants of all streams."""
    return sum(s.level(day) * s.weekday.factors[day.weekday()] for s in scenario.arrivals.values())


def shifts(scenario: Scenario, day: date) -> int:
    pool = scenario.staff["officers"]
    return sum(pool.on_duty(shift, day) for shift in pool.shifts)


def productive(scenario: Scenario, day: date) -> float:
    """Officer-hours of the shifts that begin on a day, of eight hours each, after absence."""
    pool = scenario.staff["officers"]
    return shifts(scenario, day) * 8 * pool.productive_share * (1 - pool.absence)


@pytest.mark.backtest
@pytest.mark.parametrize("month", range(1, 13), ids=lambda month: calendar.month_name[month])
def test_the_row_of_a_month(lacolle: Scenario, month: int) -> None:
    days = [day for day in days_of(lacolle) if day.month == month]
    claimants = np.mean([arriving(lacolle, day) for day in days])
    needed = claimants * officer_hours(lacolle)["officers"]
    given = np.mean([productive(lacolle, day) for day in days])
    posts = np.mean([shifts(lacolle, day) for day in days])
    cells = (f"{claimants:.0f}", f"{needed:.0f}", f"{posts:.0f}", f"{given:.0f}", f"{needed / given:.0%}")
    row = f"| {calendar.month_name[month]} | {' | '.join(cells)} |"
    assert row in README.read_text(encoding="utf-8").splitlines()


@pytest.mark.backtest
def test_the_program_reckons_the_same_months(lacolle: Scenario) -> None:
    # by the tick there, by the day here: a night shift that crosses into another month is all that differs
    months = [month for month in offered_by_month(lacolle) if month.pool == "officers"]
    for number, month in enumerate(months, start=1):
        days = [day for day in days_of(lacolle) if day.month == number]
        here = sum(arriving(lacolle, day) for day in days) * officer_hours(lacolle)["officers"]
        assert month.offered == pytest.approx(here, rel=1e-6)
        assert month.rostered == pytest.approx(sum(productive(lacolle, day) for day in days), rel=0.02)


@pytest.mark.backtest
@pytest.mark.parametrize("path", WITHOUT_SURGE, ids=lambda path: path.stem)
def test_no_shipped_roster_is_overloaded_for_a_fortnight_without_a_surge(path: Path) -> None:
    assert overloads(load(path).scenario) == ()


@pytest.mark.backtest
def test_the_fullest_fortnight_is_below_the_roster(lacolle: Scenario) -> None:
    # the agency said in April and July 2025 that its staff was enough (B)
    days, need = days_of(lacolle), officer_hours(lacolle)["officers"]
    loads = [
        sum(arriving(lacolle, day) for day in span) * need / sum(productive(lacolle, day) for day in span)
        for span in (days[k : k + 14] for k in range(len(days) - 13))
    ]
    assert max(loads) == pytest.approx(0.845, abs=0.005)
    assert days[int(np.argmax(loads))] == date(2025, 2, 17)


@pytest.mark.backtest
def test_a_claim_is_four_to_six_officer_hours_in_the_mean(lacolle: Scenario) -> None:
    # A: committee, November 2022; a claim is that of a party, of 2.3 persons in the mean
    persons = sum(size * share for size, share in lacolle.people.party_size.items())
    assert 4 < officer_hours(lacolle)["officers"] * persons < 6
