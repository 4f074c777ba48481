"""Rent by head, prices by date, and what sending ports pay, worked out by hand to the cent; the port is in `hand_logs`.

The hall holds 4 at its base. A head costs 730.5 a month, which has 730.5 h: 1.00 an hour.
"""

from typing import Any

import pytest
from hand_logs import Party, Visit, run

from sim.experiments.run import run as play
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

STAFF = {"officers": {"shifts": {"day": {"hours": "08:00-20:00", "on_duty": 2}}},
         "delegates": {"shifts": {"day": {"hours": "08:00-16:00", "on_duty": 1}}}}  # fmt: skip
DAYS = {"time_zone": "UTC", "start": "2025-07-02", "end": "2025-07-06", "warm_up": "1 d", "staff": STAFF}
HEADS = {"per_month": "730.5 CAD per head"}


def there(persons: int, begin: float, end: float | None) -> Party:
    """A party that is in the hall from one hour to another."""
    return Party(begin, end, persons=persons, visits=(Visit("intake", begin),))


def measure(places: int, cost: dict[str, Any], **terms: Any) -> dict[str, Any]:
    return {"order_when": {"on": "2025-07-02"}, "brings": {"areas": {"hall": places}}, "cost": cost} | terms


def test_heads_are_those_above_the_base_at_most_the_places_open() -> None:
    # 6 persons from 10:00 to 14:00: 2 heads for 4 h; 15 from 20:00 to 20:30: 11 above, 5 places open, half an hour.
    people = (there(6, 10, 14), there(15, 20, 20.5), there(9, 1, 2))  # the last before anything is open
    diary = ((0.0, "tents", "ordered"), (8.0, "tents", "ready"), (40.0, "tents", "released"))
    found = run(*people, diary=diary, contingency={"tents": measure(5, HEADS)}, **DAYS).figures
    assert found["cost_tents"] == pytest.approx(2 * 4 + 5 * 0.5, abs=1e-9)


def test_heads_are_charged_from_the_opening_to_the_release() -> None:
    diary = ((0.0, "tents", "ordered"), (8.0, "tents", "ready"), (12.0, "tents", "released"))
    found = run(there(6, 2, 30), diary=diary, contingency={"tents": measure(5, HEADS)}, **DAYS).figures
    assert found["cost_tents"] == pytest.approx(2 * 4, abs=1e-9)


def test_the_least_number_is_owed_for_the_whole_term() -> None:
    # Open from 8:00 of the first day for 10 days; the run has 96 h. Three heads at least, five while 20 are there.
    given = measure(5, HEADS | {"least_heads": 3}, minimum_term="10 d")
    diary = ((0.0, "tents", "ordered"), (8.0, "tents", "ready"))
    found = run(there(20, 10, 12), diary=diary, contingency={"tents": given}, **DAYS).figures
    assert found["cost_tents"] == pytest.approx(240 * 3 + 2 * 2, abs=1e-9)
    assert found["cost_tents_later"] == pytest.approx((8 + 240 - 96) * 3, abs=1e-9)


def test_where_two_bring_space_the_first_in_the_file_is_filled_first() -> None:
    dear = measure(5, {"per_month": "1461 CAD per head"})
    diary = tuple((0.0, name, what) for name in ("tents", "trailers") for what in ("ordered", "ready"))
    found = run(there(12, 10, 14), diary=diary, contingency={"tents": measure(5, HEADS), "trailers": dear}, **DAYS)
    # 8 above the base: 5 in the tents, 3 in the trailers.
    assert found.figures["cost_tents"] == pytest.approx(5 * 4, abs=1e-9)
    assert found.figures["cost_trailers"] == pytest.approx(3 * 4 * 2, abs=1e-9)


def test_a_price_by_head_may_be_one_of_a_later_month() -> None:
    span = DAYS | {"end": "2025-10-01"}
    tiers = {"per_month": {1: "0 CAD", 2: "730.5 CAD per head"}}
    diary = ((0.0, "tents", "ordered"), (0.0, "tents", "ready"))
    found = run(there(6, 730.5 - 10, 730.5 + 6), diary=diary, contingency={"tents": measure(5, tiers)}, **span).figures
    assert found["cost_tents"] == pytest.approx(2 * 6, abs=1e-9)


LEASE = {"set_up": "100 CAD", "per_month": "730.5 CAD", "restoration": "7 CAD"}
FROM_THE_4TH = {"2025-07-04": {"set_up": "200 CAD", "per_month": "1461 CAD", "restoration": "9 CAD"}}


@pytest.mark.parametrize(
    ("ordered", "owed"),
    [
        (47.0, 100 + 20 * 1 + 7),  # on 3 July at 23:00; it opens on the 4th
        (48.0, 200 + 20 * 2 + 9),
    ],
)
def test_the_day_of_the_order_says_the_price_though_it_opens_and_goes_back_later(ordered: float, owed: float) -> None:
    given = measure(5, LEASE | {"changes": FROM_THE_4TH}, minimum_term="20 h")
    diary = ((ordered, "tents", "ordered"), (50.0, "tents", "ready"), (70.0, "tents", "released"))
    assert run(diary=diary, contingency={"tents": given}, **DAYS).figures["cost_tents"] == pytest.approx(owed, abs=1e-9)


def test_the_term_has_the_prices_of_the_day_of_the_order_and_an_option_those_of_the_day_it_is_kept() -> None:
    options = {"minimum_term": "20 h", "options": {"count": 3, "each": "10 h", "notice": "2 h"}}
    given = measure(5, LEASE | {"changes": FROM_THE_4TH}, **options)
    # Ready on 3 July at 4:00; options kept at 22:00, at 8:00 of the 4th and at 18:00; over on the 5th at 6:00.
    told = ((28.0, "ready"), (46.0, "kept"), (56.0, "kept"), (66.0, "kept"), (78.0, "released"))
    diary = ((10.0, "tents", "ordered"), *((hour, "tents", what) for hour, what in told))
    found = run(diary=diary, contingency={"tents": given}, **DAYS).figures
    assert found["cost_tents"] == pytest.approx(100 + 20 * 1 + 10 * 1 + 10 * 2 + 10 * 2 + 7, abs=1e-9)


def test_a_retainer_has_the_prices_of_each_day() -> None:
    changes = {"2025-07-04": {"standby_per_month": "1461 CAD"}, "2025-07-05": {"set_up": "1 CAD"}}
    given = measure(5, {"standby_per_month": "730.5 CAD", "changes": changes})
    found = run(contingency={"tents": given}, **DAYS).figures
    assert found["cost_tents"] == pytest.approx(48 * 1 + 48 * 2, abs=1e-9)


POOLS = {"officers": {"shifts": {"day": {"hours": "08:00-20:00", "on_duty": 2}}, "people_per_post": 1.4},
         "delegates": STAFF["delegates"]}  # fmt: skip
LENT = {
    "order_when": {"on": "2025-07-02"}, "brings": {"staff": {"officers": {"day": 5}}}, "minimum_term": "10 d",
    "cost": {"to_sending_ports": "400 CAD", "set_up": "50 CAD"},
}  # fmt: skip


def test_officers_from_elsewhere_cost_the_ports_that_send_them() -> None:
    span = DAYS | {"staff": POOLS}
    diary = ((6.0, "lent", "ordered"), (12.0, "lent", "ready"), (84.0, "lent", "released"))
    found = run(diary=diary, contingency={"lent": LENT}, **span).figures
    assert found["cost_sending_ports"] == 5 * 1.4 * 3 * 400  # 7 officers for three days
    assert found["cost_lent"] == 50
    assert found["cost_total"] == 8_400 + 50
    # Not released: ten days from noon of 2 July, of which three and a half lie before the end.
    cut = run(diary=diary[:2], contingency={"lent": LENT}, **span).figures
    assert cut["cost_sending_ports"] == 7 * 10 * 400
    assert cut["cost_sending_ports_later"] == 7 * 6.5 * 400


def test_the_price_to_sending_ports_is_that_of_the_day_of_the_order() -> None:
    cost = {"to_sending_ports": "400 CAD", "changes": {"2025-07-03": {"to_sending_ports": "500 CAD"}}}
    for hour, price in ((23.0, 400), (24.0, 500)):
        diary = ((hour, "lent", "ordered"), (30.0, "lent", "ready"), (54.0, "lent", "released"))
        found = run(diary=diary, contingency={"lent": LENT | {"cost": cost}}, **DAYS | {"staff": POOLS}).figures
        assert found["cost_sending_ports"] == 7 * price


def test_what_the_sending_ports_pay_is_in_the_ranking() -> None:
    """Ordered on the last day for ten days: all of it is owed by `run_on`, and nothing else is."""
    given = Scenario.model_validate({
        "name": "lent", "start": "2025-07-02", "end": "2025-07-06", "run_on": "2025-07-20", "staff": POOLS,
        "arrivals": {"road": {"claimants_per_day": 1}},
        "process": {"steps": {"stay": {"staff": {"officers": 1}, "time": "3 h"}}, "journeys": {"everyone": ["stay"]}},
        "contingency": {"lent": LENT | {
            "order_when": {"on": "2025-07-05"}, "release_when": {"watch": "longest_wait", "below": "99 h"},
            "cost": {"to_sending_ports": "400 CAD"},
        }},
    })  # fmt: skip
    summary = play(given, 1).summary
    assert summary["cost_total_run_on"].mean == summary["cost_sending_ports"].mean == 7 * 10 * 400
