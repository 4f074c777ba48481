"""Space in stages, and given back in parts: what is open when, and what it costs, worked out by hand.

The year 2025 in UTC; 100 places of its own, and a camp of 500 places, then 400. A place costs 24.35 a month of 30.4375
days, which is 0.80 a day. The camp is ordered on 1 March and opens on the 2nd, for 30 days at least, to 1 April; the
further 400 places open on the 5th, for 20 days at least, to 25 March.
"""

from datetime import datetime
from typing import Any, NamedTuple

import pytest
from pydantic import ValidationError

from sim.figures import basis, reduce
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.log import Log
from sim.port.plan import plan
from sim.port.reference.port import ReferencePort
from sim.port.verify import differences
from sim.scenario.calendar.clock import clock
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.agreement

CAMP: dict[str, Any] = {
    "order_when": {"on": "2025-03-01"}, "lead_time": "1 d", "brings": {"areas": {"hall": 500}}, "minimum_term": "30 d",
    "stages": {"further": {
        "lead_time": "4 d", "brings": {"areas": {"hall": 400}}, "minimum_term": "20 d", "cost": {"set_up": "5000 CAD"},
    }},
    "release_when": {"on": "2025-05-01"},
    "cost": {"set_up": "36000 CAD", "per_month": "24.35 CAD per place", "restoration": "10 CAD per place"},
}  # fmt: skip
HALF = {"half": {"areas": {"hall": 450}, "when": {"on": "2025-03-26"}}}
SET_UP, GIVING_BACK = 36_000 + 5_000, 9_000


def scenario(**changes: Any) -> Scenario:
    return Scenario.model_validate({
        "name": "camp", "time_zone": "UTC", "start": "2025-01-01", "end": "2026-01-01",
        "arrivals": {"road": {"claimants_per_day": 1}},
        "process": {"steps": {"stay": {"area": "hall", "time": "3 h"}}, "journeys": {"everyone": ["stay"]}},
        "space": {"areas": {"hall": {"persons": 100}}},
        "contingency": {"camp": CAMP | changes},
    })  # fmt: skip


class Played(NamedTuple):
    """What came of a year: places open in the hall from each day on, the diary by day, what it costs in all."""

    places: list[tuple[str, int]]
    diary: list[tuple[str, str]]
    figures: dict[str, float]

    @property
    def cost(self) -> float:
        return round(self.figures["cost_camp"], 2)


def played(**changes: Any) -> Played:
    """A year, the same of both players."""
    given = scenario(**changes)
    made, sample = plan(given), Sampler(given).sample(1)
    log: Log = FlowPort(made, sample).play()
    assert differences(log, ReferencePort(made, sample).play()) == []
    time, ground = clock(given), basis(made)
    figures = dict(zip(ground.names, reduce(ground, sample, log, 1).figures.tolist(), strict=True))
    rows = [(f"{time.at(tick):%m-%d}", int(n)) for tick, place, n in log.levels if place == made.area("hall")]
    return Played(
        rows, [(f"{time.at(e.tick):%m-%d}", str(e.event)) for e in log.diary if e.event != "refused"], figures
    )


def test_each_stage_has_its_lead_time_and_all_is_given_back_when_both_terms_are_over() -> None:
    found = played()
    assert found.places == [("01-01", 100), ("03-02", 600), ("03-05", 1000), ("05-01", 100)]
    assert found.diary == [
        ("03-01", "ordered"), ("03-02", "ready"), ("03-05", "stage ready"), ("05-01", "released"),
    ]  # fmt: skip
    # 500 places for 60 days, 400 for 57.
    assert found.cost == SET_UP + (500 * 60 + 400 * 57) * 0.8 + GIVING_BACK == 92_240


def test_a_stage_is_not_ready_before_the_one_that_is_named_before_it() -> None:
    stages = {"further": CAMP["stages"]["further"] | {"lead_time": "12 h"}}
    assert played(stages=stages).places[1:3] == [("03-02", 1000), ("05-01", 100)]


def test_one_set_up_unless_a_stage_has_its_own() -> None:
    stages = {"further": CAMP["stages"]["further"] | {"cost": {}}}
    assert played(stages=stages).cost == 92_240 - 5_000


def test_a_part_is_taken_from_the_stage_opened_first_whose_term_is_over_and_waits_for_the_other() -> None:
    found = played(give_back=HALF)
    # On 26 March only the further 400 are past their term; 50 of the first 500 follow on 1 April.
    assert found.places[3:] == [("03-26", 600), ("04-01", 550), ("05-01", 100)]
    assert found.diary[3:] == [("03-26", "part given back"), ("05-01", "released")]
    assert found.cost == SET_UP + (400 * 21 + 50 * 30 + 450 * 60) * 0.8 + GIVING_BACK == 79_520


def test_when_both_terms_are_over_the_first_stage_goes_first() -> None:
    found = played(give_back={"half": HALF["half"] | {"when": {"on": "2025-04-10"}}})
    # 450 of the first 500, open since 2 March, on 10 April; 50 of them and the further 400 on 1 May.
    assert found.places[3:] == [("04-10", 550), ("05-01", 100)]
    assert found.cost == SET_UP + (450 * 39 + 50 * 60 + 400 * 57) * 0.8 + GIVING_BACK == 84_680


def test_the_rest_waits_for_the_terms_that_are_not_over() -> None:
    found = played(release_when={"on": "2025-03-26"})
    assert found.places[3:] == [("03-26", 600), ("04-01", 100)]
    assert found.diary[3:] == [("03-26", "part given back"), ("04-01", "released")]
    assert found.cost == SET_UP + (500 * 30 + 400 * 21) * 0.8 + GIVING_BACK == 68_720


def test_giving_back_is_paid_once_with_the_last_part_where_it_is_not_by_place() -> None:
    cost = CAMP["cost"] | {"restoration": "9500 CAD"}
    found = played(give_back=HALF, cost=cost)
    assert found.cost == 79_520 - GIVING_BACK + 9_500
    late = played(give_back=HALF, cost=cost, release_when={"on": "2026-03-01"})  # never decided: to the end
    assert round(late.figures["cost_camp_later"], 2) == 9_500
    # The further 400 go on 26 March, 50 of the first 500 on 1 April; 450 stay from 2 March to the end, 305 days.
    assert late.cost == SET_UP + (400 * 21 + 50 * 30 + 450 * 305) * 0.8 + 9_500


def test_a_rent_for_the_whole_runs_from_the_first_opening_until_the_last_part_is_given_back() -> None:
    cost = CAMP["cost"] | {"per_month": "24350 CAD"}
    assert played(give_back=HALF, cost=cost).cost == SET_UP + 60 * 800 + GIVING_BACK
    own = {"further": CAMP["stages"]["further"] | {"cost": {"per_month": "12175 CAD"}}}  # 400 a day, to 26 March
    assert played(give_back=HALF, cost=cost, stages=own).cost == 36_000 + 60 * 800 + 21 * 400 + GIVING_BACK


def test_months_of_a_price_by_place_count_from_the_opening_of_each_stage() -> None:
    tiers = {1: "24.35 CAD per place", 2: "12.175 CAD per place"}
    found = played(cost=CAMP["cost"] | {"per_month": tiers})
    month = 30.4375
    rent = 500 * (month * 0.8 + (60 - month) * 0.4) + 400 * (month * 0.8 + (57 - month) * 0.4)
    assert found.cost == round(SET_UP + rent + GIVING_BACK, 2)


def test_what_opens_after_the_end_is_owed_in_full() -> None:
    """Ordered on 20 December: ready on the 21st and the 24th of it, given back on 20 and 13 January."""
    late = {"order_when": {"on": "2025-12-20"}, "release_when": {"watch": "occupancy", "of": "hall", "below": 1000}}
    for first, further in (("1 d", "4 d"), ("40 d", "40 d"), ("1 d", "20 d")):
        stages = {"further": CAMP["stages"]["further"] | {"lead_time": further}}
        found = played(**late, lead_time=first, stages=stages)
        assert found.cost == SET_UP + (500 * 30 + 400 * 20) * 0.8 + GIVING_BACK == 68_400
    assert round(found.figures["cost_camp_later"], 2) == 500 * 19 * 0.8 + 400 * 20 * 0.8 + GIVING_BACK


def test_a_part_larger_than_all_that_is_there_takes_what_there_is() -> None:
    found = played(give_back={"too_much": {"areas": {"hall": 2000}, "when": {"on": "2025-04-10"}}})
    assert found.places[3:] == [("04-10", 100)]
    assert found.diary[3:] == [("04-10", "part given back"), ("05-01", "released")]


def test_stages_are_leased_without_options_and_ordered_in_the_run() -> None:
    with pytest.raises(ValidationError, match="no options with stages or give_back"):
        scenario(options={"count": 1, "each": "10 d"})
    with pytest.raises(ValidationError, match="no stages with at_start"):
        scenario(at_start={"open_since": "2024-12-01", "term_left": "20 d"})


def test_what_is_open_at_the_start_goes_back_in_parts_too() -> None:
    """Open since 1 December, the term to 21 January: 450 places go on the 25th, 50 on 10 February. No set-up."""
    begun = {"open_since": "2024-12-01", "term_left": "20 d"}
    half = {"half": HALF["half"] | {"when": {"on": "2025-01-25"}}}
    found = played(at_start=begun, stages={}, give_back=half, release_when={"on": "2025-02-10"}, order_when=None)
    assert found.places == [("01-01", 600), ("01-25", 150), ("02-10", 100)]
    assert found.cost == (450 * 24 + 50 * 40) * 0.8 + 500 * 10


def test_a_part_whose_rule_holds_within_the_term_goes_at_its_end() -> None:
    """Its rule holds from the first day on; the term ends on 21 January."""
    begun = {"open_since": "2024-12-01", "term_left": "20 d"}
    empty = {"watch": "occupancy", "of": "hall", "below": 1000}
    half = {"half": HALF["half"] | {"when": empty}}
    found = played(at_start=begun, stages={}, give_back=half, release_when={"on": "2025-02-10"}, order_when=None)
    assert found.places == [("01-01", 600), ("01-21", 150), ("02-10", 100)]


def test_it_can_be_ordered_again_when_all_of_it_is_given_back() -> None:
    twice = {"any": {"first": {"on": "2025-03-01"}, "again": {"on": "2025-09-01"}}}
    gone = {"any": {"first": {"on": "2025-05-01"}, "again": {"on": "2025-11-01"}}}
    found = played(order_when=twice, release_when=gone)
    first, again = 500 * 60 + 400 * 57, 500 * 60 + 400 * 57
    assert found.places[4:] == [("09-02", 600), ("09-05", 1000), ("11-01", 100)]
    assert found.cost == 2 * (SET_UP + GIVING_BACK) + (first + again) * 0.8
    assert datetime(2025, 11, 1).timetuple().tm_yday - datetime(2025, 9, 2).timetuple().tm_yday == 60
