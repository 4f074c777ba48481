"""What is counted by the local day: how many persons the departures of a day take together."""

from typing import Any

import pytest
from hand_worked import Played, people, played, scenario

pytestmark = pytest.mark.agreement


def handed_back(*came: str, at: str = "08:00-20:00", **more: Any) -> Played:
    """A van of four seats every two hours, and a partner that takes back six persons a day."""
    van = {"every": "2 h", "between": at, "seats": 4, "at_most_per_day": 6}
    return played(scenario({"road": people(*came)}, {"van": {"departures": van}}, **more))


def test_the_departures_of_a_day_take_no_more_together_than_the_quota() -> None:
    """08:00 takes three of four seats, 10:00 the three that the quota leaves; nobody more goes on that day."""
    found = handed_back("07:00 x3", "07:10 x3", "07:20 x2", "30:00 x4")
    assert found.tasks("van") == ["08:00-08:00", "10:00-10:00", "32:00-32:00", "34:00-34:00"]


def test_who_does_not_fit_into_the_quota_ends_the_boarding() -> None:
    found = handed_back("07:00 x4", "09:00 x3", "09:10")
    assert found.tasks("van") == ["08:00-08:00", "32:00-32:00", "32:00-32:00"]


def test_a_quota_is_of_the_local_day_and_not_of_the_hours_of_departure() -> None:
    """The departures of one evening go on past midnight, where a new day begins before anybody boards."""
    found = handed_back("19:00 x4", "19:10 x2", "21:00 x4", at="20:00-04:00")
    assert found.tasks("van") == ["20:00-20:00", "22:00-22:00", "24:00-24:00"]


def test_a_quota_may_change_by_date() -> None:
    """Six persons on the first day, and three from the second on."""
    later = {"changes": {"2025-06-03": {"process": {"steps": {"van": {"departures": {"at_most_per_day": 4}}}}}}}
    found = handed_back("07:00 x4", "07:10 x3", "07:20 x2", "07:30", "31:00", **later)
    assert found.tasks("van") == ["08:00-08:00", "32:00-32:00", "---", "---", "---"]


def test_when_the_clock_goes_back_the_day_is_an_hour_longer() -> None:
    """2 November 2025 in Toronto has 25 hours: the second day begins at tick 25 h, and its first van leaves then."""
    from datetime import datetime

    from sim.scenario.data.listed import Listed, ListedParty

    parties = tuple(ListedParty(datetime(2025, 11, 2, 7, k), 3) for k in range(3))
    van = {"at": ["00:00", "12:00"], "seats": 9, "at_most_per_day": 6}
    days = {"start": "2025-11-02", "end": "2025-11-04", "time_zone": "America/Toronto"}
    found = played(scenario({"road": {"listed": Listed("by hand", parties)}}, {"van": {"departures": van}}, **days))
    assert found.tasks("van") == ["13:00-13:00", "13:00-13:00", "25:00-25:00"]
