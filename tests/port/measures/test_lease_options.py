"""Keep or close: when it is decided, on what, and what it costs. Hours from the beginning of the run.

Everyone stays one hour in the hall, so that the check of an hour sees those who came in the hour before it. The lease
is ordered at 0, ready at 2, and its term of 10 h ends at 12; two options of 6 h end at 18 and 24. It costs 1 CAD an
hour, 100 CAD at each order and 7 CAD at each release.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest

from sim.figures import basis, reduce
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.log import Log, Reason, Seen
from sim.port.plan import plan
from sim.port.reference.port import ReferencePort
from sim.port.verify import differences
from sim.scenario.data.listed import Listed, ListedParty
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.agreement

START = datetime(2025, 6, 2)
HOUR = 3600
AN_HOUR = "730.5 CAD"  # a month, which has 730.5 h
LEASE: dict[str, Any] = {
    "order_when": {"on": "2025-06-02"}, "lead_time": "2 h", "minimum_term": "10 h", "brings": {"areas": {"hall": 50}},
    "options": {"count": 2, "each": "6 h", "notice": "2 h"},
    "release_when": {"watch": "occupancy", "of": "hall", "below": 1},
    "cost": {"set_up": "100 CAD", "per_month": AN_HOUR, "restoration": "7 CAD"},
}  # fmt: skip
TERMS = {"count": 2, "each": "6 h"}


def scenario(seen: tuple[float, ...], days: int = 2, **changes: Any) -> Scenario:
    """The port, with one party at each of the checks `seen`."""
    came = tuple(ListedParty(START + timedelta(hours=hour - 0.5), 1) for hour in seen)
    return Scenario.model_validate({
        "name": "lease", "time_zone": "UTC", "start": "2025-06-02", "end": str((START + timedelta(days=days)).date()),
        "arrivals": {"road": {"listed": Listed("by hand", came)}},
        "process": {"steps": {"stay": {"area": "hall", "time": "1 h"}}, "journeys": {"everyone": ["stay"]}},
        "space": {"areas": {"hall": {"persons": 100}}},
        "contingency": {"lease": LEASE | changes},
    })  # fmt: skip


def played(given: Scenario) -> Log:
    """The log, the same of both players."""
    made, sample = plan(given), Sampler(given).sample(1)
    log = FlowPort(made, sample).play()
    assert differences(log, ReferencePort(made, sample).play()) == []
    return log


def told(*seen: float, **changes: Any) -> list[tuple[float, str]]:
    """(hour, what) of the diary, without what was refused."""
    return [(e.tick / HOUR, e.event) for e in played(scenario(seen, **changes)).diary if e.event != "refused"]


def cost(*seen: float, days: int = 2, **changes: Any) -> float:
    """What the lease costs."""
    given = scenario(seen, days, **changes)
    ground = basis(plan(given))
    figures = reduce(ground, Sampler(given).sample(1), played(given), 1).figures
    return float(figures[ground.names.index("cost_lease")])


ORDERED = [(0, "ordered"), (2, "ready")]
BUSY = tuple(range(1, 48))


def but(*quiet: int) -> tuple[int, ...]:
    """Busy at all checks but these."""
    return tuple(hour for hour in BUSY if hour not in quiet)


def test_each_option_in_turn_and_the_end_after_the_last() -> None:
    assert told(*but(10)) == [*ORDERED, (10, "given back"), (12, "released")]
    assert told(*but(16)) == [*ORDERED, (10, "kept"), (16, "given back"), (18, "released")]
    assert told(*BUSY) == [*ORDERED, (10, "kept"), (16, "kept"), (24, "released")]


def test_the_space_is_there_until_the_end_of_what_was_paid_for() -> None:
    for seen, until in ((but(10), 12), (but(16), 18), (BUSY, 24)):
        log = played(scenario(seen))
        space = [(tick / HOUR, level) for tick, _, level in log.levels.tolist()]
        assert space == [(0, 100), (2, 150), (until, 100)]


def test_only_what_is_so_at_the_decision_counts() -> None:
    assert told(10) == [*ORDERED, (10, "kept"), (16, "given back"), (18, "released")]
    assert told(*but(9, 11, 12, 15, 17, 18)) == [*ORDERED, (10, "kept"), (16, "kept"), (24, "released")]
    assert told(10, 16) == [*ORDERED, (10, "kept"), (16, "kept"), (24, "released")]


def test_between_checks_the_last_one_counts() -> None:
    late = {"options": TERMS | {"notice": "90 min"}}  # decided at 10:30 and 16:30, on the checks of 10 and 16
    assert told(10, 11, **late) == [*ORDERED, (10.5, "kept"), (16.5, "given back"), (18, "released")]
    assert told(11, 16.4, 17, **late) == [*ORDERED, (10.5, "given back"), (12, "released")]


def test_a_daily_check_is_the_last_one_until_the_next() -> None:
    daily = {"check_at": "09:00"}  # of the first day; ordered at its check, ready at 11, decided at 19 and at 25
    ordered = [(9, "ordered"), (11, "ready")]
    assert told(9, **daily) == [*ordered, (19, "kept"), (25, "kept"), (33, "released")]
    assert told(19, 25, **daily) == [*ordered, (19, "given back"), (21, "released")]
    later = {"options": TERMS | {"count": 3}} | daily  # no notice: at 21 and 27 on the check of 9, at 33 on its own
    assert told(9, 21, 27, **later) == [*ordered, (21, "kept"), (27, "kept"), (33, "given back"), (33, "released")]


def test_a_rule_that_must_hold_for_a_while_must_have_done_so_by_then() -> None:
    lasting = {"release_when": {"watch": "occupancy", "of": "hall", "below": 1, "for": "3 h"}}
    assert told(*but(8, 9, 10), **lasting)[2] == (10, "given back")  # at every check in (7, 10]
    assert told(*but(9, 10, 11, 12), **lasting)[2] == (10, "kept")
    assert told(*but(6, 7, 8, 9), **lasting)[2] == (10, "kept")


def test_without_notice_it_is_decided_at_the_end_itself() -> None:
    none = {"options": TERMS}
    assert told(*but(12), **none) == [*ORDERED, (12, "given back"), (12, "released")]
    assert told(*but(10, 18), **none) == [*ORDERED, (12, "kept"), (18, "given back"), (18, "released")]


def test_with_the_longest_notice_it_is_decided_as_the_term_and_the_option_begin() -> None:
    whole = {"options": TERMS | {"notice": "6 h"}}
    assert told(*but(12), **whole) == [*ORDERED, (6, "kept"), (12, "given back"), (18, "released")]
    at_once = whole | {"minimum_term": "6 h"}
    assert told(*but(2), **at_once) == [*ORDERED, (2, "given back"), (8, "released")]


def test_without_a_release_rule_every_option_is_taken() -> None:
    log = played(scenario((), release_when=None))
    told_of = [(e.tick / HOUR, e.event, e.option, e.reason) for e in log.diary][2:]
    assert told_of == [(10, "kept", 1, None), (16, "kept", 2, None), (24, "released", 0, Reason.TERM_OVER)]


def test_the_record_says_what_was_seen_at_each_decision() -> None:
    kept, given_back = (e for e in played(scenario((10,))).diary if e.event in ("kept", "given back"))
    assert [kept.seen, given_back.seen] == [(Seen("condition", 1.0, 1.0),), (Seen("condition", 0.0, 1.0),)]


def test_a_second_lease_has_all_its_options_again() -> None:
    crowded = {"order_when": {"watch": "occupancy", "of": "hall", "above": 0}}
    first = [(1, "ordered"), (3, "ready"), (11, "kept"), (17, "given back"), (19, "released")]
    second = [(21, "ordered"), (23, "ready"), (31, "kept"), (37, "kept"), (45, "released")]
    assert told(1, 3, 11, 21, 23, 31, 37, **crowded) == first + second


@pytest.mark.parametrize(
    ("seen", "hours"), [(but(10), 10), (but(16), 16), (BUSY, 22)], ids=["given back", "one option", "both options"]
)
def test_what_was_open_is_paid_with_set_up_and_restoration(seen: tuple[int, ...], hours: int) -> None:
    assert cost(*seen) == pytest.approx(100 + hours + 7)


def test_what_was_decided_before_the_end_is_owed_past_it() -> None:
    given_back = {"minimum_term": "24 h", "options": TERMS | {"notice": "4 h"}}  # decided at 22, of a run of 24 h
    assert cost(*but(22), days=1, **given_back) == pytest.approx(100 + 24 + 7)
    assert cost(*BUSY, days=1, **given_back) == pytest.approx(100 + 24 + 6 + 7)
    undecided = {"minimum_term": "24 h", "options": TERMS}  # decided at 26, after the end: nobody has kept it
    assert cost(*BUSY, days=1, **undecided) == pytest.approx(100 + 24 + 7)
    longer = {"count": 2, "each": "30 h", "notice": "2 h"}
    assert cost(*BUSY, days=1, options=longer) == pytest.approx(100 + 10 + 30 + 7)


def test_a_lease_called_off_is_paid_by_its_set_up_and_the_next_one_whole() -> None:
    changes = {
        "order_when": {"watch": "occupancy", "of": "hall", "above": 0},
        "cancel_when": {"watch": "occupancy", "of": "hall", "below": 1},
    }
    seen = (1, 5, 6, 7, 15)  # called off at 2; ordered at 5, ready at 7, kept at 15, given back at 21, released at 23
    assert told(*seen, **changes) == [
        (1, "ordered"), (2, "cancelled"), (5, "ordered"), (7, "ready"), (15, "kept"), (21, "given back"),
        (23, "released"),
    ]  # fmt: skip
    assert cost(*seen, **changes) == pytest.approx(2 * 100 + 16 + 7)


def test_tiers_run_from_the_opening_of_each_lease() -> None:
    month = "730.5 h"
    tiered = {
        "minimum_term": month, "options": {"count": 1, "each": month, "notice": "0.5 h"},
        "cost": {"per_month": {1: "3000 CAD", 2: "2000 CAD"}, "standby_per_month": "30.4375 CAD"},
    }  # fmt: skip
    # 40 days of standby at 1 CAD; ready at 2, kept at 732 on the check of 732: it is owed to 1463, past the end
    assert cost(732, days=40, **tiered) == pytest.approx(40 + 3000 + 2000)
    assert cost(731, 733, days=40, **tiered) == pytest.approx(40 + 3000)
