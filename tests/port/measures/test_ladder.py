"""The rungs of a ladder, each worked by hand: whom a measure takes, how many a day, and overtime within its limits."""

from typing import Any

import pytest
from hand_worked import Played, officers, people, played, scenario

from sim.experiments.playing.engine import Engine
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.agreement

STEPS = {
    "assess": {"time": "10 min"},
    "interview": {"time": "1 h", "staff": {"officers": 1}},
    "papers": {"time": "5 min"},
}
JOURNEYS = {"everyone": ["assess", "interview"], "deferred": ["papers"]}
LOW = {"stream": ["low"]}


def measure(brings: dict[str, Any], on: str = "2025-06-02", **more: Any) -> dict[str, Any]:
    """Ordered at midnight of a day, and open at once unless there is a lead time; it stays."""
    return {"measure": {"order_when": {"on": on}, "brings": brings} | more}


def port(came: dict[str, Any], contingency: dict[str, Any], **more: Any) -> Scenario:
    staff = {"officers": officers(3)}
    return scenario(came, STEPS, journeys=JOURNEYS, contingency=contingency, **{"staff": staff} | more)


def road(*came: str) -> dict[str, Any]:
    return {"road": people(*came)}


def test_parties_are_sent_to_another_port_on_arrival_as_long_as_it_has_places_for_all_of_them() -> None:
    """Three places a day: the second party of two does not fit into the one that is left, the single after it does."""
    open_all_day = measure({"other_port": {"places_per_day": 3}})
    found = played(port(road("08:00 x2", "08:10 x2", "08:20", "32:00 x3", "32:10"), open_all_day))
    assert found.left() == ["sent_on 08:00", "referred 09:20", "sent_on 08:20", "sent_on 32:00", "referred 33:20"]


def test_the_low_risk_enter_after_the_assessment_and_the_others_have_full_intake() -> None:
    """It opens on the second day: before, nobody makes the assessment."""
    brings = {"further_examination": {"after": "assess", "who": LOW}}
    came = {"low": people("08:00", "32:00"), "road": people("33:00")}
    found = played(port(came, measure(brings, on="2025-06-03")))
    assert found.tasks("assess") == ["---", "32:00-32:10", "33:00-33:10"]
    assert found.tasks("interview") == ["08:00-09:00", "---", "33:10-34:10"]
    assert found.left() == ["referred 09:00", "deferred 32:15", "referred 34:10"]


def test_who_is_detained_after_the_assessment_leaves_then_if_there_is_a_place() -> None:
    brings = {"detention": {"after": "assess", "places_per_day": 1}}
    found = played(port(road("08:00 x2", "09:00", "09:30"), measure(brings)))
    assert found.left() == ["referred 09:10", "detained 09:10", "referred 10:40"]


def test_people_are_directed_back_once_it_is_approved_and_never_minors_alone() -> None:
    """Two hours until both approvals are there; the party of 01:00 came before."""
    approved = measure({"direct_back": {"places_per_day": 1}}, lead_time="2 h")
    found = played(port(road("01:00", "02:00", "02:01", "26:00"), approved))
    assert found.left() == ["referred 02:10", "directed_back 02:00", "referred 03:11", "directed_back 26:00"]
    alone = {"minors": 1.0, "unaccompanied_minors": 1.0}
    found = played(port(road("01:00", "02:00"), approved, people=alone))
    assert found.left() == ["referred 02:10", "referred 03:10"]


def test_rungs_are_asked_in_their_order_and_then_in_that_of_the_file() -> None:
    """The first that is open, means the party and has places takes it: full intake comes when all are full."""
    brings = {
        "direct_back": {"after": "assess", "places_per_day": 1},
        "detention": {"after": "assess", "places_per_day": 1},
        "further_examination": {"after": "assess", "who": LOW, "places_per_day": 1},
    }
    came = {"low": people("08:00", "08:01"), "road": people("08:02", "08:03")}
    found = played(port(came, measure(brings)))
    assert found.left() == ["deferred 08:15", "detained 08:11", "directed_back 08:12", "referred 09:13"]


def test_the_places_of_a_day_are_for_the_local_day_and_the_port_keeps_what_a_step_holds_no_longer() -> None:
    steps = STEPS | {"assess": {"time": "10 min", "staff": {"officers": 1}, "holds": True}}
    one = officers(1)
    world = scenario(
        road("23:45", "23:46", "24:05"), steps, journeys=JOURNEYS, staff={"officers": one},
        contingency=measure({"direct_back": {"after": "assess", "places_per_day": 1}}),
    )  # fmt: skip
    found = played(
        world
    )  # one officer: 23:45-23:55, 23:55-24:05 on the new day, and 24:05-24:15 when its place is gone
    assert found.left() == ["directed_back 23:55", "directed_back 24:05", "referred 25:15"]


LONG = {"end": "2025-06-12"}


def overtime(**limits: Any) -> dict[str, Any]:
    return {"overtime": {"officers": {"shifts": {"shift": 2}, "officers": 2, "hours_per_week": "60 h"} | limits}}


def on_shift(brings: dict[str, Any], **more: Any) -> Played:
    """One officer from 08:00 to 16:00 every day, from Monday 2 June to Wednesday 11 June, and nobody comes."""
    return played(port(road(), measure(brings, **more), staff={"officers": officers(1, "08:00-16:00")}, **LONG))


def by_day(found: Played) -> list[int]:
    """Officers who are there at each 08:00."""
    return [int(level) for tick, place, level in found.log.levels if place == 0 and tick % 86400 == 8 * 3600]


def test_overtime_of_a_week_is_used_up_and_begins_anew_on_monday() -> None:
    """Two officers have 24 hours a week: 16 go on Monday, eight are left for one of them on Tuesday."""
    assert by_day(on_shift(overtime(hours_per_week="12 h"))) == [3, 2, 1, 1, 1, 1, 1, 3, 2, 1]


def test_after_days_in_a_row_nobody_is_called_for_a_day() -> None:
    assert by_day(on_shift(overtime(days_in_a_row=2))) == [3, 3, 1, 3, 3, 1, 3, 3, 1, 3]


def test_officers_are_called_to_shifts_that_begin_while_the_measure_is_open() -> None:
    """Open from 10:00 of the second day: those of the third come."""
    found = on_shift(overtime(), on="2025-06-03", lead_time="10 h")
    assert by_day(found) == [1, 1, 3, 3, 3, 3, 3, 3, 1, 3]  # six days in a row, then one without


def figures(world: Scenario) -> dict[str, float]:
    engine = Engine(world)
    return dict(zip(engine.names, engine.replication(0).figures.tolist(), strict=True))


def test_overtime_is_paid_at_its_price_by_the_hours_called() -> None:
    """24 officer-hours in the first week and 24 in the second, at 80; ten shifts of eight hours at 50."""
    pool = officers(1, "08:00-16:00", cost="50 CAD/h", overtime_cost="80 CAD/h")
    found = figures(port(road(), measure(overtime(hours_per_week="12 h")), staff={"officers": pool}, **LONG))
    assert found["measure_overtime_hours"] == 48
    assert (found["cost_overtime"], found["cost_staff"]) == (48 * 80, 80 * 50)
    assert found["rostered_hours_officers"] == 128


def test_who_is_taken_is_counted_by_the_way_out_and_by_what_would_have_become_of_them() -> None:
    brings = {"other_port": {"who": LOW}, "direct_back": {"after": "assess", "places_per_day": 2}}
    came = {"low": people("08:00 x3"), "road": people("09:00 x2", "10:00")}
    found = figures(port(came, measure(brings)))
    assert (found["sent_on"], found["directed_back"], found["referred"], found["unserved"]) == (3, 2, 1, 5)
    assert (found["sent_on_low"], found["directed_back_road"]) == (3, 2)
    assert (found["directed_back_referred"], found["directed_back_returned"]) == (2, 0)
    assert found["within_24h"] == pytest.approx(1 / 6)


def test_detained_by_a_measure_are_told_from_those_detained_anyway() -> None:
    brings = {"detention": {"after": "assess", "places_per_day": 1}}
    found = figures(port(road("08:00", "09:00"), measure(brings), screening={"detained": 1.0}))
    assert (found["detained"], found["detained_by_measure"]) == (2, 0)
    found = figures(port(road("08:00", "09:00"), measure(brings)))
    assert (found["detained"], found["detained_by_measure"]) == (1, 1)
