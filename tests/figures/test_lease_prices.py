"""What a lease costs by its terms, in numbers worked out by hand.

Hours from the beginning of the counted span, which has 182 days from 2 July (4,368 h and one, since clocks go back); a
month is 30.4375 days, 730.5 h.
"""

from typing import Any

import pytest
from hand_logs import run

pytestmark = pytest.mark.unit

MONTH = 730.5  # hours
HALF_YEAR = {"time_zone": "America/Toronto", "start": "2025-07-02", "end": "2025-12-31"}
DAYS = 182 + 1 / 24
TIERS = {1: "3000 CAD", 2: "2000 CAD", 4: "1000 CAD"}

Entries = tuple[tuple[float, str], ...]


def lease(
    entries: Entries, cost: dict[str, Any], brings: Any = None, staff: Any = None, lead: float = 0, **terms: Any
) -> float:
    """The cost of one lease whose orders take `lead` hours; in its terms durations are hours."""
    hours = {key: f"{value} h" if isinstance(value, float) else value for key, value in terms.items()}
    measure = {"order_when": {"on": "2025-07-02"}, "brings": brings or {"areas": {"hall": 6}}, "cost": cost} | hours
    diary = tuple((hour, "lease", what) for hour, what in entries)
    more = {"staff": staff} if staff else {}
    leads = {"lease": lead} if lead else None
    return run(diary=diary, leads=leads, contingency={"lease": measure}, **HALF_YEAR, **more).figures["cost_lease"]


def open_for(months: float, since: float = 0) -> Entries:
    return ((since, "ordered"), (since, "ready"), (since + months * MONTH, "released"))


@pytest.mark.parametrize(
    ("months", "price"),
    [
        (0, 0), (0.5, 1500), (1, 3000), (1.25, 3500), (2, 5000), (3, 7000), (3.5, 7500), (4, 8000), (5, 9000),
    ],
)  # fmt: skip
def test_tiers_by_the_month_of_the_term(months: float, price: float) -> None:
    assert lease(open_for(months), {"per_month": TIERS}) == pytest.approx(price, abs=1e-6)
    assert lease(open_for(months), {"per_month": "2000 CAD"}) == pytest.approx(2000 * months, abs=1e-6)


def test_the_order_in_which_tiers_are_written_has_no_meaning() -> None:
    turned = {"per_month": dict(reversed(TIERS.items()))}
    assert lease(open_for(3.5), turned) == pytest.approx(7500)


def test_a_day_costs_its_share_of_a_month_whatever_the_calendar_says() -> None:
    a_day = {"per_month": "30437.5 CAD"}
    assert lease(((10, "ordered"), (20, "ready"), (20 + 24, "released")), a_day) == pytest.approx(1000)
    clocks_go_back = (((0, "ordered"), (2951, "ready"), (2951 + 25, "released")), a_day)
    assert lease(*clocks_go_back) == pytest.approx(1000 * 25 / 24)


def test_the_lead_time_costs_nothing() -> None:
    assert lease(((0, "ordered"), (MONTH, "ready"), (2 * MONTH, "released")), {"per_month": TIERS}) == pytest.approx(
        3000
    )
    waiting = lease(((0, "ordered"),), {"per_month": TIERS}, lead=6000, minimum_term=2 * MONTH)
    assert waiting == pytest.approx(5000)  # its term of two months alone, though the run ends after 4,369 h


@pytest.mark.parametrize(
    ("term", "released", "price"),
    [
        (2 * MONTH, 2 * MONTH, 5000),  # given back as the term ends
        (2 * MONTH, 3 * MONTH, 7000),  # later: by the day
        (2 * MONTH, None, 7000 + 1000 * (4369 - 3 * MONTH) / MONTH),  # never: to the end
        (8 * MONTH, None, 12000),  # the whole term is owed past the end: 3000 + 2 x 2000 + 5 x 1000
    ],
)
def test_the_whole_term_and_no_less(term: float, released: float | None, price: float) -> None:
    entries: Entries = ((0, "ordered"), (0, "ready"))
    entries += ((released, "released"),) if released is not None else ()
    assert lease(entries, {"per_month": TIERS}, minimum_term=term) == pytest.approx(price)


def test_a_lease_that_opens_on_the_last_day_owes_its_term_by_its_tiers() -> None:
    assert lease(((0, "ordered"), (4360, "ready")), {"per_month": TIERS}, minimum_term=3.5 * MONTH) == pytest.approx(
        7500
    )


def test_options_taken_carry_the_tiers_on_also_past_the_end() -> None:
    options = {"count": 3, "each": f"{MONTH} h", "notice": "24 h"}
    terms = {"minimum_term": 3 * MONTH, "options": options}
    opened: Entries = ((0, "ordered"), (2 * MONTH, "ready"))  # the term ends at 5 months, the run just before 6
    kept: Entries = ((5 * MONTH - 24, "kept"),)
    again: Entries = ((6 * MONTH - 24, "kept"),)
    assert lease((*opened, (5 * MONTH - 24, "given back"), (5 * MONTH, "released")), {"per_month": TIERS}, **terms) == (
        pytest.approx(7000)
    )
    assert lease((*opened, *kept), {"per_month": TIERS}, **terms) == pytest.approx(8000)
    assert lease((*opened, *kept, *again), {"per_month": TIERS}, **terms) == pytest.approx(9000)


def test_a_second_order_begins_with_the_first_tier() -> None:
    twice = (*open_for(2), *open_for(2, since=3 * MONTH))
    assert lease(twice, {"per_month": TIERS}) == pytest.approx(2 * 5000)
    assert lease(twice, {"per_month": TIERS, "set_up": "100 CAD", "restoration": "7 CAD"}) == pytest.approx(10214)


def test_options_of_one_order_are_not_owed_by_another() -> None:
    options = {"count": 1, "each": f"{MONTH} h"}
    first: Entries = ((0, "ordered"), (0, "ready"), (MONTH, "kept"), (2 * MONTH, "released"))
    second: Entries = ((3 * MONTH, "ordered"), (3 * MONTH, "ready"), (4 * MONTH, "given back"), (4 * MONTH, "released"))
    terms = {"minimum_term": MONTH, "options": options}
    assert lease((*first, *second), {"per_month": TIERS}, **terms) == pytest.approx(5000 + 3000)
    assert lease(second, {"per_month": TIERS}, **terms) == pytest.approx(3000)


def test_an_order_called_off_owes_its_set_up_alone() -> None:
    cost = {"set_up": "100 CAD", "restoration": "7 CAD", "per_month": TIERS}
    off: Entries = ((0, "ordered"), (240, "cancelled"))
    assert lease(off, cost, minimum_term=MONTH) == 100
    opened = open_for(1, since=MONTH)
    assert lease((*off, *opened), cost, minimum_term=MONTH) == pytest.approx(2 * 100 + 3000 + 7)
    waiting: Entries = (*off, (4000, "ordered"))  # not ready at the end, and owed like any other
    assert lease(waiting, cost, lead=500, minimum_term=MONTH) == pytest.approx(2 * 100 + 3000 + 7)


def test_restoration_is_owed_by_each_lease_also_by_one_that_is_open_at_the_end() -> None:
    cost = {"restoration": "7 CAD", "set_up": "100 CAD"}
    assert lease(((0, "ordered"), (0, "ready")), cost) == 107
    assert lease((*open_for(1), *open_for(1, since=2 * MONTH)), cost) == 2 * 107


@pytest.mark.parametrize("entries", [(), open_for(2), (*open_for(2), *open_for(1, since=3 * MONTH))])
def test_the_retainer_runs_for_the_whole_run_whatever_is_open(entries: Entries) -> None:
    rent = lease(entries, {"per_month": TIERS})
    both = lease(entries, {"per_month": TIERS, "standby_per_month": "304.375 CAD"})
    assert both - rent == pytest.approx(10 * DAYS)  # of 24 hours, the warm-up left out


def test_there_is_no_retainer_for_what_is_not_enabled() -> None:
    assert lease((), {"standby_per_month": "304.375 CAD"}, enabled=False) == 0


def test_tiers_of_a_price_per_officer() -> None:
    shifts = {"day": {"hours": "08:00-20:00", "on_duty": 2}}
    staff = {"officers": {"shifts": shifts, "people_per_post": 1.5}, "delegates": {"shifts": shifts}}
    brings = {"staff": {"officers": {"day": 4}, "delegates": {"day": 1}}}  # 4 x 1.5 + 1 = 7 people
    cost = {"per_month": {1: "1000 CAD per officer", 3: "600 CAD per officer"}, "set_up": "500 CAD"}
    found = lease(open_for(3), cost, brings=brings, staff=staff)
    assert found == pytest.approx(500 + 7 * (1000 + 1000 + 600))
    mixed = {"per_month": {1: "1000 CAD per officer", 2: "600 CAD"}}  # from the second month on a price for all
    assert lease(open_for(3), mixed, brings=brings, staff=staff) == pytest.approx(7 * 1000 + 2 * 600)


def test_all_terms_together() -> None:
    cost = {
        "set_up": "20000 CAD", "restoration": "5000 CAD", "standby_per_month": "304.375 CAD",
        "per_month": {1: "110000 CAD", 3: "90000 CAD"},
    }  # fmt: skip
    terms = {"minimum_term": 2 * MONTH, "options": {"count": 2, "each": f"{MONTH} h", "notice": f"{MONTH / 2} h"}}
    entries: Entries = (
        (0, "ordered"), (100, "cancelled"),
        (200, "ordered"), (0.5 * MONTH, "ready"), (2 * MONTH, "kept"), (3 * MONTH, "given back"),
        (3.5 * MONTH, "released"),  # three months: 110 + 110 + 90 thousand
        (4 * MONTH, "ordered"), (5 * MONTH, "ready"),  # its term of two months is owed past the end: 220 thousand
    )  # fmt: skip
    rent, fees, standby = 310_000 + 220_000, 3 * 20_000 + 2 * 5_000, 10 * DAYS
    assert lease(entries, cost, **terms) == pytest.approx(rent + fees + standby)
