"""A run that would never end, or that no memory holds, is refused before it starts, with a sentence."""

from typing import Any

import pytest

from sim.scenario.calendar.clock import clock
from sim.scenario.calendar.roster import AHEAD, checks, departures, duties
from sim.scenario.checks import size
from sim.scenario.checks.size import too_large
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

HELP = {"order_when": {"watch": "outside", "above": 5}, "brings": {"areas": {"hall": 9}}}


def port(**changes: Any) -> Scenario:
    return Scenario.model_validate({
        "name": "large", "start": "2025-06-02", "end": "2025-06-09", "arrivals": {"road": {"claimants_per_day": 10}},
        "process": {"steps": {"desk": {"staff": {"officers": 1}, "time": "1 h"}}, "journeys": {"everyone": ["desk"]}},
        "staff": {"officers": {"shifts": {"all": {"hours": "00:00-24:00", "on_duty": 2}}}},
        "space": {"areas": {"hall": {"persons": 50}}},
    } | changes)  # fmt: skip


def leaving(**given: Any) -> dict[str, Any]:
    """A process that ends with a departure."""
    return {"steps": {"bus": {"departures": {"seats": 9} | given}}, "journeys": {"everyone": ["bus"]}}


def watching(number: int, **given: Any) -> dict[str, Any]:
    return {f"m{k}": HELP | given for k in range(number)}


DECADES = {"start": "2025-01-01", "end": "2045-01-01"}
CROWD = {f"a{k}": {"persons": 5} for k in range(1000)}
DESKS = {f"p{k}": {"shifts": {"all": {"hours": "08:00-16:00", "on_duty": 1}}} for k in range(1000)}
STAFF = {"order_when": {"watch": "outside", "above": 5}, "brings": {"staff": {"p0": {"all": 1}}}}
BUSY = {"watch": "arrivals", "above": "150%", "of": "staffed_capacity"}
CROWDED = {"shifts": {"all": {"hours": "08:00-16:00", "on_duty": 1_000_000}}, "absence": "5%"}
MANY = {f"c{k}": {"watch": "outside", "above": k + 1} for k in range(1000)}
TOO_LARGE: dict[str, tuple[dict[str, Any], str]] = {
    "streams": (DECADES | {"arrivals": {f"s{k}": {"claimants_per_day": 0.01} for k in range(1000)}},
                "arrivals: found 7,305,000 days of streams in one run (1,000 streams, 0 surges)"),
    "checks": (DECADES | {"contingency": watching(1000, watch_every="1 s")},
               "contingency.m0.watch_every: found about 631,152,001,000 checks in one run (1,000 measures"),
    "looks": ({"contingency": watching(1, watch_every="1 s", order_when={"any": MANY})},
              "contingency.m0: found about 604,801,000 conditions looked at in one run (1 measure, 7 days)"),
    "shifts": (DECADES | {"staff": DESKS}, "staff.p0: found about 7,313,000 shifts in one run (1,000 pools, 7,305"),
    "departures": (DECADES | {"process": leaving(every="1 min", between="00:00-24:00")},
                   "process.steps.bus.departures: found about 10,527,946 departures in one run"),
    "capacity": ({"staff": DESKS, "contingency": watching(1, order_when=BUSY) | {f"n{k}": STAFF for k in range(200)}},
                 "contingency.m0.watch_every: found 33,969,000 rostered hours to compare arrivals with"),
    "absence": (DECADES | {"staff": {"officers": CROWDED}},
                "staff.officers.absence: found up to 7,313,000,000 officers on duty in one run"),
    "shocks": (DECADES | {"surges": {"often": {"stream": "road", "per_year": 366, "times": 2, "hold": "20000 d"}}},
               "surges.often.per_year: found about 27,727 surges over 7,305 days in one run"),
    "exceptions": ({"screening": {"exceptions": {f"e{k}": {"proven": 0.1} for k in range(20)}}},
                   "screening.exceptions: found 20 exceptions; allowed: at most 10"),
    "back": ({"process": {"steps": {f"s{k}": {"time": "1 h", "again": {"share": 0.1, "back_to": f"s{k}"}}
                                    for k in range(20)}, "journeys": {"everyone": ["s0"]}}},
             "process.steps: found 20 steps that send back (again); allowed: at most 10"),
    "hours": (DECADES | {"space": {"areas": CROWD}}, "space.areas: found 175,320,000 hours of areas in one run"),
}  # fmt: skip


@pytest.mark.parametrize("what", TOO_LARGE)
def test_what_is_too_large_is_said_with_what_to_do(what: str) -> None:
    given, found = TOO_LARGE[what]
    said = [str(problem) for problem in too_large(port(**given))]
    assert any(line.startswith(found) for line in said), said
    assert all("; allowed: at most " in line for line in said)


def test_two_decades_of_an_ordinary_port_is_allowed() -> None:
    assert too_large(port(**DECADES, warm_up="14 d", contingency=watching(3))) == []


@pytest.mark.parametrize("days", [["mon", "thu"], None])
def test_the_estimates_are_what_the_calendar_makes(days: list[str] | None) -> None:
    given = port(
        warm_up="3 d",
        process=leaving(at=["10:00", "14:00"], **({"days": days} if days else {})),
        contingency=watching(2, watch_every="17 min") | watching(1, check_at="06:00", watch_from="start"),
    )
    time = clock(given)
    looked = sum(size.looks_in(measure, given, 10) for measure in given.measures.values())
    assert abs(looked - checks(given, time)[0].size) <= 1
    bus = given.process.steps["bus"].departures
    assert bus is not None
    assert abs(size.leaving(bus, 10) - departures(given, time)[0].size) <= 2
    assert duties(given, time).begin.size == 10 + AHEAD  # that of the day before is over when the first begins
