"""The shipped scenarios: they load, and they say what was published."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from published import EARLY_JULY, LACOLLE, MONTHS, SCENARIOS, SHIPPED, WINDOWS, Count
from scipy.stats import chi2

from sim.scenario.language.who import EVERYONE
from sim.scenario.load import load
from sim.scenario.schema import Scenario

NAMES = (
    "history-2024-2025",
    "july-surge", "lacolle-2025-as-counted", "lacolle-2025", "lacolle-2027",
    "lacolle-by-law", "ladder", "minimal",
    "ordered-in-january", "standby-lease", "strict-screening", "surge-plateau",
    "surge-status-ends", "surge-weekend-rumour", "when-to-lease",
)  # fmt: skip


@pytest.fixture(scope="module")
def lacolle() -> Scenario:
    return load(LACOLLE).scenario


def expected(scenario: Scenario, stream: str, count: Count) -> float:
    """Expected claimants over the days of a count: level times weekday factor."""
    given = scenario.arrivals[stream]
    return sum(given.level(day) * given.weekday.factors[day.weekday()] for day in count.days)


def officer_hours(scenario: Scenario, *, persons: int, adults: int, over_14: int) -> float:
    """Mean officer-hours, before the stretch by the productive share, of a covered party that is referred."""
    journeys = scenario.process.journeys
    units = {"party": 1, "person": persons, "adult": adults, "person_14_up": over_14}
    steps = [scenario.process.steps[name] for name in (*journeys.everyone, *journeys.referred)]
    times = [step.time for step in steps if step.time and "officers" in step.alternatives[0]]
    seconds: float = sum(time.parts[part].mean() * number for time in times for part, number in units.items())
    return seconds / 3600


@pytest.mark.backtest
def test_the_shipped_scenarios_are_these() -> None:
    assert tuple(path.stem for path in SHIPPED) == NAMES


@pytest.mark.backtest
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_scenario_loads_without_a_warning(path: Path) -> None:
    assert load(path).warnings == ()


@pytest.mark.backtest
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_scenario_names_its_schema_for_editors(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=./scenario.schema.json\n")


@pytest.mark.backtest
@pytest.mark.parametrize("count", [*MONTHS, *WINDOWS], ids=str)
def test_the_expected_count_is_the_published_one(lacolle: Scenario, count: Count) -> None:
    # scenarios/data: published and derived counts (B), estimates for part of August and for September, October and
    # December (C). Levels have two decimals: a month is off by at most 31 x .005 = .16.
    assert expected(lacolle, "port_of_entry", count) == pytest.approx(count.claimants, abs=0.2)


@pytest.mark.backtest
def test_the_windows_add_up_to_their_months() -> None:
    for month in MONTHS:
        within = [w for w in WINDOWS if month.first <= w.first and w.last <= month.last]
        if within and within[-1].last == month.last:
            assert sum(w.claimants for w in within) == month.claimants
    assert EARLY_JULY in WINDOWS


@pytest.mark.backtest
def test_counts_to_a_date_that_were_published_apart_agree(lacolle: Scenario) -> None:
    # B: 8,396 claims to 6 July, 10,724 to 27 July, 12,498 to 24 August 2025
    for last, published in ((date(2025, 7, 6), 8396), (date(2025, 7, 27), 10724), (date(2025, 8, 24), 12498)):
        count = Count(lacolle.start, last, published, "B")
        assert expected(lacolle, "port_of_entry", count) == pytest.approx(published, abs=1)


@pytest.mark.backtest
def test_the_rcmp_brings_two_a_day(lacolle: Scenario) -> None:
    # A: 648 interceptions in Quebec in 2024, 1.8 a day
    year = Count(lacolle.start, lacolle.end - timedelta(days=1), 730, "A")
    assert expected(lacolle, "police", year) == pytest.approx(730)


@pytest.mark.backtest
def test_a_claim_takes_four_to_six_officer_hours(lacolle: Scenario) -> None:
    # A: four to six hours for a full claim in person (committee, November 2022); C: single adult about 3.8, family of
    # four with two children under 14 about 5.8
    assert officer_hours(lacolle, persons=1, adults=1, over_14=1) == pytest.approx(3.8, abs=0.1)
    assert officer_hours(lacolle, persons=4, adults=2, over_14=2) == pytest.approx(5.8, abs=0.1)


@pytest.mark.backtest
def test_the_relative_is_waited_for_without_an_officer(lacolle: Scenario) -> None:
    relative = lacolle.process.steps["relative"]
    assert not any(relative.alternatives) and relative.who != EVERYONE


@pytest.mark.backtest
def test_the_scenarios_that_extend_lacolle_change_only_what_they_say() -> None:
    base = load(LACOLLE).scenario.model_dump()
    changed = {
        "july-surge": {"move_together", "uncertain", "start", "end", "staff", "levers", "assumptions"},
        "lacolle-by-law": {"screening", "process", "staff", "readings", "uncertain", "move_together", "assumptions"},
        "lacolle-2025-as-counted": {"arrivals", "uncertain", "assumptions"},
        "lacolle-2027": {
            *("start", "end", "seed", "arrivals", "surges", "screening", "process", "staff", "space"),
            *("contingency", "changes", "readings", "uncertain", "move_together", "assumptions"),
        },
        "ladder": {"process", "contingency", "assumptions"},
        "ordered-in-january": {"uncertain", "contingency", "precision", "assumptions"},
        "standby-lease": {"uncertain", "contingency", "precision"},
        "strict-screening": {"arrivals", "assumptions"},
        "surge-plateau": {"uncertain", "start", "end", "arrivals", "surges", "assumptions"},
        "surge-status-ends": {"start", "end", "arrivals", "surges", "uncertain", "assumptions"},
        "surge-weekend-rumour": {"uncertain", "start", "end", "arrivals", "surges", "assumptions"},
    }
    for name, sections in changed.items():
        other = load(SCENARIOS / f"{name}.yaml").scenario.model_dump()
        said_of_it = {"labels", "fitted_on"}
        differ = {section for section, value in other.items() if value != base[section]} - said_of_it
        assert differ == {"name", "question", *sections}


@pytest.mark.backtest
def test_the_retainer_is_the_leased_space_at_another_notice() -> None:
    standby = load(SCENARIOS / "standby-lease.yaml").scenario
    assert list(standby.measures) == ["standby_hall", "district_officers"]
    retainer, lease = standby.contingency["standby_hall"], standby.contingency["leased_hall"]
    assert retainer.brings == lease.brings
    assert retainer.lead_time.mean() < lease.lead_time.mean() / 10


@pytest.mark.backtest
def test_the_port_of_2027_has_the_space_of_2025_while_its_base_lease_runs(lacolle: Scenario) -> None:
    ahead = load(SCENARIOS / "lacolle-2027.yaml").scenario
    site = ahead.contingency["base_site"]
    assert site.at_start is not None and site.at_start.term_left == 90 * 86400  # to 1 April: 31 + 28 + 31 days
    assert ahead.space.areas["hall"].persons + site.brings.areas["hall"] == lacolle.space.areas["hall"].persons
    assert {name: number + site.brings.rooms[name] for name, number in ahead.space.rooms.items()} == lacolle.space.rooms
    # A: 399,478 a year for the lease, of three million in all
    assert site.cost.per_month[1].amount * 12 == pytest.approx(399_478, abs=0.1)
    assert lacolle.space.cost is not None and ahead.space.cost is not None
    assert ahead.space.cost.amount + site.cost.per_month[1].amount == pytest.approx(lacolle.space.cost.amount, abs=20)
    drawn = ahead.uncertain["contingency.base_site.at_start.term_left"].distribution
    assert [float(drawn.ppf(u)) / 86400 for u in (0.25, 0.75)] == [90, 455]  # to 31 March 2028 in half of the sets


@pytest.mark.backtest
def test_what_two_storms_in_two_years_tell_of_their_rate() -> None:
    # A gamma of 2 and a half events in two years (Jeffreys' prior): chi-square with five degrees of freedom, over four.
    rate = load(SCENARIOS / "lacolle-2027.yaml").scenario.uncertain["surges.storm.per_year"].distribution
    assert [float(rate.ppf(u)) for u in (0.1, 0.9)] == pytest.approx([chi2(5).ppf(u) / 4 for u in (0.1, 0.9)], rel=0.01)


@pytest.mark.backtest
def test_minimal_is_short() -> None:
    lines = (SCENARIOS / "minimal.yaml").read_text(encoding="utf-8").splitlines()
    assert sum(bool(line.strip()) and not line.startswith("#") for line in lines) <= 20
