"""Numbers, money, shares, times, lists and dates for a reader."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from sim.wording import calendar_said, quantity, speaking

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "$0"), (418, "$418"), (1_234, "$1,200"), (15_440, "$15,000"), (527_123, "$530,000"),
        (999_499, "$1,000,000"), (999_500, "$1.00\u00a0million"), (1_604_000, "$1.60\u00a0million"),
        (12_083_000, "$12.1\u00a0million"), (126_000_000, "$126\u00a0million"), (-1_604_000, "−$1.60\u00a0million"),
    ],
)  # fmt: skip
def test_money_has_three_digits_and_millions(amount: float, said: str) -> None:
    assert quantity.money(amount, "CAD") == said


def test_a_currency_has_the_sign_that_it_has_at_home() -> None:
    assert quantity.money(20, "EUR") == "€20"
    assert quantity.money(20, "USD") == "US$20"  # the money of several territories
    assert quantity.money(20, "NOK") == "NOK\u00a020"
    assert quantity.money(20, "") == "20"
    assert quantity.currency_name("CAD") == "Canadian dollars"


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0%"), (0.001, "under 1%"), (0.006, "1%"), (0.326, "33%"), (0.994, "99%"), (0.999, "over 99%"), (1, "100%")],
)
def test_a_share_is_never_nought_or_all_for_what_is_neither(share: float, said: str) -> None:
    assert quantity.percent(share) == said


def test_a_span_of_shares() -> None:
    assert quantity.percents(0.24, 0.43) == "24 to 43%"
    assert quantity.percents(0.241, 0.239) == "24%"


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (0, "0 hours"), (0.004, "under a minute"), (0.04, "2 minutes"), (0.5, "30 minutes"), (0.99, "59 minutes"),
        (1.96, "2.0 hours"), (9.94, "9.9 hours"), (9.96, "10 hours"), (72, "72 hours"),
        (73, "3.0 days"), (480, "20 days"),
    ],
)  # fmt: skip
def test_a_time_has_the_unit_that_is_read_at_once(time: float, said: str) -> None:
    assert quantity.hours(time).replace("\u00a0", " ") == said


def test_a_rounded_number_keeps_its_decimals_and_has_no_negative_nought() -> None:
    assert quantity.rounded(1.96, 1) == Decimal("2.0") and str(quantity.rounded(1.96, 1)) == "2.0"
    assert str(quantity.rounded(-0.04, 1)) == "0.0"
    assert quantity.rounded(1234, -2) == 1200


def test_lists_and_small_numbers() -> None:
    assert quantity.listed(["a", "b", "c"]) == "a, b and c"
    assert quantity.either(["a", "b"]) == "a or b"
    assert (quantity.small(0), quantity.small(12), quantity.small(13)) == ("no", "twelve", "13")


def test_dates() -> None:
    assert calendar_said.day(date(2025, 4, 1)) == "1\u00a0April"
    assert calendar_said.day_of_year(date(2025, 4, 1)) == "1\u00a0April\u00a02025"
    assert (calendar_said.month(7), calendar_said.month_short(9), calendar_said.month_letter(1)) == ("July", "Sep", "J")
    assert calendar_said.weekday_short(0) == "Mon"
    assert (calendar_said.time_at(0), calendar_said.time_at(8, 5)) == ("00:00", "08:05")


def test_french_dates_have_the_first_as_an_ordinal_and_points_where_a_name_is_shortened() -> None:
    with speaking("fr"):
        assert calendar_said.day(date(2025, 4, 1)) == "1er\u00a0avril"
        assert calendar_said.day_short(date(2025, 7, 1)) == "1er\u00a0juill."
        assert calendar_said.day_of_year(date(2025, 8, 14)) == "14\u00a0août\u00a02025"
        assert [calendar_said.month_short(month) for month in (3, 9)] == ["mars", "sept."]
        assert calendar_said.weekday_short(1) == "mar."
        assert (calendar_said.time_at(0, 5), calendar_said.time_at(8, 30)) == ("0\u00a0h\u00a005", "8\u00a0h\u00a030")
        assert calendar_said.time_of_day(datetime(2025, 7, 1, 14)) == "14\u00a0h"
        assert quantity.money(1_604_000, "CAD") == "1,60\u00a0million\u00a0$"
        assert quantity.money(2_000_000, "CAD") == "2,00\u00a0millions\u00a0$"
