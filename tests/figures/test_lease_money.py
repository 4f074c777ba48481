"""What a lease owes and when, each rule worked out by hand to the cent.

Set-up 36,000; 24,350 a month of 30.4375 days, which is 800.00 a day; restoration 9,500; a term of 120 days. The run is
the year 2025, in UTC; fiscal years begin on 1 April.
"""

from datetime import datetime
from typing import Any

import pytest
from hand_logs import PORT, Party, run

from sim.experiments.run import run as play
from sim.scenario.calendar.clock import clock
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

APRIL, JANUARY = {"fiscal_year_starts": 4}, {"fiscal_year_starts": 1}
YEAR = {
    "time_zone": "UTC",
    "start": "2025-01-01",
    "end": "2026-01-01",
    "warm_up": "31 d",
    "port": APRIL,
}
COST = {"set_up": "36000 CAD", "per_month": "24350 CAD", "restoration": "9500 CAD"}
SHIFTS = {"day": {"hours": "08:00-20:00", "on_duty": 2}}
UNPAID = {"officers": {"shifts": SHIFTS}, "delegates": {"shifts": SHIFTS}}  # so that the total is the lease alone
YEARS = ("2024_25", "2025_26", "2026_27_on")

Figures = dict[str, float]


def lease(*entries: tuple[str, str], lead: str = "0 d", **terms: Any) -> Figures:
    """The figures of a run with one measure; `entries` are its diary, each with its day."""
    given: dict[str, Any] = {
        "order_when": {"on": "2025-01-01"}, "brings": {"areas": {"hall": 60}}, "minimum_term": "120 d", "cost": COST,
    } | terms  # fmt: skip
    start = datetime(2025, 1, 1)
    hours = [((datetime.fromisoformat(day) - start).total_seconds() / 3600, "lease", what) for day, what in entries]
    leads = {"lease": 24 * float(lead.removesuffix(" d"))}
    return run(
        Party(0, 1), diary=tuple(hours), leads=leads, contingency={"lease": given}, staff=UNPAID, **YEAR
    ).figures  # fmt: skip


def split(found: Figures) -> tuple[float, ...]:
    """All that is owed; by the end, later; and by fiscal year. The parts add up to the cent."""
    whole, later = found["cost_lease"], found["cost_lease_later"]
    years = tuple(found[f"cost_lease_{year}"] for year in YEARS)
    assert round(sum(years), 2) == round(whole, 2)
    for when in ("", "_later", *(f"_{year}" for year in YEARS)):
        assert found[f"cost_total{when}"] == found[f"cost_lease{when}"]
    return tuple(round(amount, 2) for amount in (whole, whole - later, later, *years))


def test_an_order_whose_opening_comes_after_the_end() -> None:
    # Ready on 14 January 2026, given back on 14 May: 18 + 28 + 31 = 77 days before 1 April, 43 after.
    found = lease(("2025-11-20", "ordered"), lead="55 d")
    assert split(found) == (141_500, 36_000, 105_500, 0, 97_600, 43_900)


@pytest.mark.parametrize(
    ("lead", "by_the_end", "fiscal_years"),
    [
        # Ready on 20 December: 12 days of rent by the end, 102 by 1 April; given back on 19 April.
        ("30 d", 36_000 + 12 * 800, (36_000 + 102 * 800, 18 * 800 + 9_500)),
        # Ready on 8 February: 21 + 31 = 52 days by 1 April; given back on 8 June.
        ("80 d", 36_000, (36_000 + 52 * 800, 68 * 800 + 9_500)),
    ],
)
def test_the_lead_time_moves_the_days_on_which_it_falls_due_and_not_the_sum(
    lead: str, by_the_end: float, fiscal_years: tuple[float, float]
) -> None:
    found = split(lease(("2025-11-20", "ordered"), lead=lead))
    assert found == (141_500, by_the_end, 141_500 - by_the_end, 0, *fiscal_years)


OPTIONS = {"options": {"count": 2, "each": "60 d", "notice": "14 d"}}
OPENED = (("2025-07-01", "ordered"), ("2025-07-21", "ready"))


def test_an_option_kept_before_the_end_is_owed_and_one_not_decided_by_then_is_not_taken() -> None:
    # To 17 January 2026: 180 days of rent, 164 of them by the end.
    found = split(lease(*OPENED, ("2025-11-04", "kept"), **OPTIONS))
    assert found == (189_500, 167_200, 22_300, 0, 189_500, 0)


def test_an_option_that_is_not_kept_is_not_owed() -> None:
    entries = (*OPENED, ("2025-11-04", "given back"), ("2025-11-18", "released"))
    assert split(lease(*entries, **OPTIONS)) == (141_500, 141_500, 0, 0, 141_500, 0)


def test_two_orders_owe_two_of_everything_and_prices_by_month_begin_anew() -> None:
    tiers = {"cost": COST | {"per_month": {1: "24350 CAD", 2: "12175 CAD"}}}
    once = (("2025-02-01", "ordered"), ("2025-02-01", "ready"), ("2025-06-01", "released"))  # 120 days
    again = (("2025-10-01", "ordered"), ("2025-10-01", "ready"))  # its 120 days end on 29 January 2026
    each = 36_000 + 24_350 + (120 - 30.4375) * 400 + 9_500
    found = split(lease(*once, *again, **tiers))
    assert found[:3] == (2 * each, 2 * each - 28 * 400 - 9_500, 28 * 400 + 9_500)


def test_a_retainer_is_due_from_the_start_to_the_end_ordered_or_not() -> None:
    retained = {"cost": COST | {"standby_per_month": "3043.75 CAD"}}  # 100.00 a day
    assert split(lease(**retained)) == (36_500, 36_500, 0, 9_000, 27_500, 0)
    ordered = split(lease(("2025-11-20", "ordered"), lead="55 d", **retained))
    assert ordered == (178_000, 72_500, 105_500, 9_000, 125_100, 43_900)


def test_of_an_order_in_the_warm_up_what_fell_due_before_the_start_stands_apart() -> None:
    # Ordered on 2 December 2024, ready on the 22nd: 10 days of rent before the start, 110 from it on.
    found = lease(("2024-12-02", "ordered"), ("2024-12-22", "ready"), ("2025-04-21", "released"))
    assert found["cost_before_start"] == 36_000 + 10 * 800
    # 90 days from January to March, 20 in April.
    assert split(found) == (97_500, 97_500, 0, 90 * 800, 20 * 800 + 9_500, 0)


def test_a_price_by_month_goes_on_from_the_month_that_was_reached_at_the_start() -> None:
    tiers = {"cost": COST | {"per_month": {1: "24350 CAD", 2: "12175 CAD"}}}
    found = lease(("2024-12-02", "ordered"), ("2024-12-22", "ready"), ("2025-04-21", "released"), **tiers)
    dear = 30.4375 - 10  # days of the first month that are left
    assert split(found)[0] == round(dear * 800 + (110 - dear) * 400 + 9_500, 2)
    assert found["cost_before_start"] == 36_000 + 10 * 800


def test_an_order_called_off_owes_its_set_up_alone() -> None:
    found = split(lease(("2025-03-31", "ordered"), ("2025-04-02", "cancelled"), lead="20 d"))
    assert found == (36_000, 36_000, 0, 36_000, 0, 0)


def test_what_is_past_its_term_at_the_end_owes_rent_to_it_and_giving_back() -> None:
    found = split(lease(("2025-05-01", "ordered"), ("2025-05-01", "ready")))
    assert found == (36_000 + 245 * 800 + 9_500, 36_000 + 245 * 800, 9_500, 0, 241_500, 0)


def test_what_falls_due_at_the_very_end_is_later() -> None:
    # The term of 120 days ends on 1 January 2026 at midnight.
    found = split(lease(("2025-09-03", "ordered"), ("2025-09-03", "ready")))
    assert found == (141_500, 132_000, 9_500, 0, 141_500, 0)


def test_a_day_is_24_hours_and_not_one_of_the_local_calendar() -> None:
    """In Toronto the clocks go forward on 9 March and back on 2 November 2025."""
    given = {"order_when": {"on": "2025-03-01"}, "brings": {"areas": {"hall": 6}}, "cost": COST}
    diary = ((0.0, "lease", "ordered"), (0.0, "lease", "ready"), (23.0, "lease", "released"))  # the day of 23 hours
    a_day = {"time_zone": "America/Toronto", "start": "2025-03-09", "end": "2025-03-10", "staff": UNPAID}
    space = PORT["space"] | {"cost": "730.5 CAD/month"}  # 1.00 an hour
    found = run(diary=diary, contingency={"lease": given}, space=space, **a_day).figures
    assert found["cost_lease"] == pytest.approx(36_000 + 23 * 800 / 24 + 9_500, abs=0.005)
    assert found["cost_space"] == 23


def test_an_amount_falls_due_by_the_local_day() -> None:
    """Midnight of 1 April in Toronto is four hours after that of UTC."""
    given = {"order_when": {"on": "2025-03-01"}, "brings": {"areas": {"hall": 6}}, "cost": {"set_up": "100 CAD"}}
    span = {
        "time_zone": "America/Toronto",
        "start": "2025-03-31",
        "end": "2025-04-02",
        "port": APRIL,
    }
    for hour, year in ((23.9, "2024_25"), (24.0, "2025_26")):
        found = run(diary=((hour, "lease", "ordered"),), contingency={"lease": given}, staff=UNPAID, **span).figures
        assert (found["cost_lease"], found[f"cost_lease_{year}"]) == (100, 100)


def test_the_calendar_year_is_a_fiscal_year_too() -> None:
    given = {"order_when": {"on": "2025-03-01"}, "brings": {"areas": {"hall": 6}}, "cost": COST, "minimum_term": "2 d"}
    span = {
        "time_zone": "UTC",
        "start": "2025-12-31",
        "end": "2026-01-02",
        "port": JANUARY,
        "staff": UNPAID,
    }
    diary = ((0.0, "lease", "ordered"), (1.0, "lease", "ready"))
    found = run(diary=diary, contingency={"lease": given}, **span).figures
    told = [round(found[f"cost_lease_{year}"], 2) for year in ("2025", "2026", "2027_on")]
    assert told == [round(36_000 + 23 * 800 / 24, 2), round(25 * 800 / 24 + 9_500, 2), 0]


def test_cost_per_claimant_leaves_out_what_is_due_later() -> None:
    found = lease(("2025-11-20", "ordered"), lead="55 d")
    assert (found["cost_total"], found["cost_per_claimant"]) == (141_500, 36_000)  # of the one who came


def test_parts_of_a_cent_are_not_lost() -> None:
    """A third of a cent a second for ten years' worth of seconds, from a price that no float holds."""
    thirds = {"cost": {"per_month": "0.1 CAD"}, "minimum_term": "3650 d"}
    found = lease(("2025-01-01", "ordered"), ("2025-01-01", "ready"), **thirds)
    assert found["cost_lease"] == 3650 * 86400 * 0.1 / 2_629_800


def test_what_falls_due_by_fiscal_year_is_split_for_every_cost() -> None:
    staff = {"officers": {"shifts": SHIFTS, "cost": "50 CAD/h"}, "delegates": {"shifts": SHIFTS}}
    span = {"time_zone": "UTC", "start": "2025-03-30", "end": "2025-04-02", "port": APRIL}
    space = PORT["space"] | {"cost": "3043.75 CAD/month"}
    late = Party(40, 48, visits=())
    found = run(late, levels=((8, "officers", 2),), staff=staff, space=space, **span).figures
    assert [found[f"cost_staff_{year}"] for year in ("2024_25", "2025_26", "2026_27_on")] == [48 * 50, 24 * 50, 0]
    assert [found[f"cost_space_{year}"] for year in ("2024_25", "2025_26", "2026_27_on")] == [200, 100, 0]
    assert found["cost_total"] == 72 * 50 + 300


def ordered_on(day: str, lead: str, **more: Any) -> Scenario:
    return Scenario.model_validate({
        "name": "leased", "time_zone": "America/Toronto", "start": "2025-01-01", "end": "2026-01-01",
        "arrivals": {"road": {"claimants_per_day": 1}},
        "process": {"steps": {"stay": {"area": "hall", "time": "3 h"}}, "journeys": {"everyone": ["stay"]}},
        "space": {"areas": {"hall": {"persons": 30}}},
        "contingency": {"lease": {
            "order_when": {"on": day}, "lead_time": lead, "brings": {"areas": {"hall": 60}}, "minimum_term": "120 d",
            "release_when": {"watch": "occupancy", "of": "hall", "below": 1000}, "cost": COST,
        } | more},
    })  # fmt: skip


def test_the_same_lease_ordered_on_20_october_costs_the_same_with_60_and_82_days_of_lead() -> None:
    for lead in ("60 d", "82 d"):
        result = play(ordered_on("2025-10-20", lead), 1)
        assert round(result.summary["cost_lease"].mean, 2) == 141_500
        assert round(result.summary["cost_total"].mean, 2) == 141_500


def test_nothing_is_ordered_and_no_option_decided_from_the_end_on() -> None:
    late = play(ordered_on("2026-01-01", "1 d"), 1)
    assert late.summary["cost_lease"].mean == late.summary["lease_times"].mean == 0
    # Ready on 1 July at midnight; the term ends on 29 October, the first option 60 days on, on 27 December at 23:00.
    options = {"count": 3, "each": "60 d", "notice": "0 d"}
    full = play(ordered_on("2025-07-01", "0 d", options=options, release_when=None), 1)
    kept = [entry for entry in full.runs[0].diary if entry.option]
    assert len(kept) == 2  # then; the third would be decided on 25 February 2026
    assert round(full.summary["cost_lease"].mean, 2) == 36_000 + 240 * 800 + 9_500
    assert clock(full.scenario).at(kept[-1].tick).date().isoformat() == "2025-12-27"
