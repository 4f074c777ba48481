"""After the end: those whose stay counts are played until they have left, and nothing before the end knows of it."""

from datetime import datetime
from typing import Any

import numpy as np
import pytest

from sim.people.run_on import DAYS
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.log import EXITS, Log
from sim.port.plan import plan
from sim.port.reference.port import ReferencePort
from sim.port.verify import differences
from sim.scenario.data.listed import Listed, ListedParty
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.agreement
DAY = 86400


def port_of(rest: str = "9 h", **changes: Any) -> Scenario:
    """A port whose one officer by day is behind with the work at the end, and a tent that is called for."""
    return Scenario.model_validate({
        "name": "behind", "start": "2025-06-02", "end": "2025-06-06", "warm_up": "1 d",
        "arrivals": {"road": {"claimants_per_day": 24, "day_to_day": 0.5}},
        "surges": {"rush": {"stream": "road", "begins": "2025-06-05", "times": 2, "hold": "4 d"}},
        "process": {
            "steps": {"desk": {"staff": {"officers": 1}, "area": "hall", "time": {"party": "40 min"}, "cv": 0.5},
                      "rest": {"time": rest},
                      "bus": {"departures": {"every": "3 h", "between": "06:00-21:00", "seats": 9}}},
            "journeys": {"everyone": ["desk", "rest", "bus"]},
        },
        "staff": {"officers": {"absence": 0.2, "shifts": {"day": {"hours": "08:00-20:00", "on_duty": 2}}}},
        "space": {"areas": {"hall": {"persons": 20}}},
        "contingency": {"tent": {
            "order_when": {"any": {"full": {"watch": "occupancy", "of": "hall", "above": 12}}},
            "release_when": {"any": {"empty": {"watch": "occupancy", "of": "hall", "below": 3}}},
            "lead_time": "1 d", "minimum_term": "1 d", "watch_every": "always",
            "brings": {"areas": {"hall": 20}, "staff": {"officers": {"day": 1}}},
        }},
    } | changes)  # fmt: skip


def both(scenario: Scenario, number: int = 0) -> tuple[Log, Log]:
    """A replication with the run-on and without, alike on both engines."""
    made, sampler = plan(scenario), Sampler(scenario)
    sample = sampler.sample(number)
    on, off = FlowPort(made, sample).play(sampler.onward(number)), FlowPort(made, sample).play()
    assert differences(on, ReferencePort(made, sample).play(sampler.onward(number))) == []
    return on, off


@pytest.mark.parametrize("number", range(4))
def test_the_run_on_tells_only_when_and_how_people_left(number: int) -> None:
    on, off = both(port_of(), number)
    assert differences(on._replace(out=off.out, exit_after_end=off.exit_after_end), off) == []
    gone = off.left >= 0
    assert np.array_equal(on.out[gone], off.left[gone])
    assert np.array_equal(on.exit_after_end[gone], off.exit[gone])
    assert 0 < (~gone).sum() < gone.sum()
    assert (on.out[~gone] >= plan(port_of()).clock.end).all()
    assert {EXITS[way] for way in on.exit_after_end[~gone]} == {"referred"}


def test_without_measures_the_run_on_is_the_longer_run() -> None:
    """The same people, roster, absences and surge: everyone leaves when they would if the run itself were longer."""
    short = port_of("9 d", contingency={})
    made, sampler = plan(short), Sampler(short)
    sample = sampler.sample(5)
    on = FlowPort(made, sample).play(sampler.onward(5))
    longer = port_of("9 d", contingency={}, end="2025-07-30")
    wanted = FlowPort(plan(longer), Sampler(longer).sample(5)).play()
    assert (on.out - made.clock.end).max() > 8 * DAY  # past the duties that were made for the run
    assert np.array_equal(on.out, wanted.left[: on.out.size])


def test_what_is_open_at_the_end_stays_open_and_what_is_ordered_does_not_come() -> None:
    """One officer, behind with the work; help is there for good, or never, and what it would do later it does not."""
    text = {
        "name": "frozen", "start": "2025-06-02", "end": "2025-06-04", "present_at_start": 2,
        "arrivals": {"road": {"claimants_per_day": 8}}, "people": {"party_size": {1: 1}},
        "process": {"steps": {"desk": {"staff": {"officers": 1}, "time": {"party": "6 h"}}},
                    "journeys": {"everyone": ["desk"]}},
        "staff": {"officers": {"shifts": {"all": {"hours": "00:00-24:00", "on_duty": 1}}}},
    }  # fmt: skip

    def last_out(date: str, lead: str, *, release: bool = False) -> int:
        measure: dict[str, Any] = {
            "order_when": {"any": {"date": {"on": date}}}, "lead_time": lead,
            "brings": {"staff": {"officers": {"all": 5}}},
        }  # fmt: skip
        if release:
            measure |= {"minimum_term": "2 d", "release_when": {"any": {"always": {"watch": "outside", "below": 999}}}}
        on, _ = both(Scenario.model_validate(text | {"contingency": {"help": measure}}))
        return int(on.out.max())

    never = last_out("2025-07-01", "0 s")
    assert last_out("2025-06-03", "2 d") == never
    assert last_out("2025-06-03", "12 h") < never
    assert last_out("2025-06-03", "12 h", release=True) == last_out("2025-06-03", "12 h")


def test_a_list_goes_on_with_its_last_week() -> None:
    moments = [(f"2025-06-{day:02} {hour}", day) for day in range(2, 12) for hour in ("06:00", "18:30")]
    listed = Listed("by hand", tuple(ListedParty(datetime.fromisoformat(at), day) for at, day in moments))
    scenario = port_of(arrivals={"road": {"listed": listed}}, surges={}, end="2025-06-12", contingency={})
    sampler, clock = Sampler(scenario), plan(scenario).clock
    found = {}
    for stretch in range(6):
        more = sampler.onward(0).parties(stretch)
        assert not more.present.size
        for tick, persons in zip(more.arrive, more.persons, strict=True):
            found[f"{clock.at(tick):%m-%d %H:%M}"] = int(persons)
    assert len(found) == 2 * DAYS
    assert [found[f"06-{day} 06:00"] for day in range(12, 20)] == [5, 6, 7, 8, 9, 10, 11, 5]
    assert found["08-10 18:30"] == 8


def test_who_never_leaves_is_played_for_sixty_days() -> None:
    scenario = port_of(contingency={}, staff={"officers": {"shifts": {"day": {"hours": "08:00-20:00", "on_duty": 0}}}})
    on, _ = both(scenario)
    assert (on.out == -1).all()
    assert (on.exit_after_end == 0).all()
