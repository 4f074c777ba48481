"""How the members of a family are served who are a task each: worked by hand, the same by both engines."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from sim.figures import basis, reduce
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.log import Log
from sim.port.plan import plan
from sim.port.reference.port import ReferencePort
from sim.port.verify import check_all, differences
from sim.scenario.data.listed import Listed, ListedParty
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.agreement

DAY = datetime(2025, 6, 2)
DAY_LONG = {"day": {"hours": "00:00-24:00", "on_duty": 1}}
SPLIT = {"early": {"hours": "08:00-08:30", "on_duty": 1}, "late": {"hours": "09:00-20:00", "on_duty": 1}}


def scenario(came: list[tuple[int, int]], shifts: dict[str, Any], **desk: Any) -> Scenario:
    """Parties of so many persons, so many minutes after 08:00, at a desk of 20 minutes a member."""
    parties = tuple(ListedParty(DAY + timedelta(hours=8, minutes=at), persons) for at, persons in came)
    step = {"staff": {"officers": 1}, "unit": "person", "time": {"person": "20 min"}} | desk
    return Scenario.model_validate({
        "name": "families", "time_zone": "UTC", "start": "2025-06-02", "end": "2025-06-03",
        "arrivals": {"road": {"listed": Listed("by hand", parties)}},
        "process": {"steps": {"desk": step, "way": {"time": "1 s"}}, "journeys": {"everyone": ["desk", "way"]}},
        "staff": {"officers": {"shifts": shifts, "at_shift_end": "pooled"}},
        "space": {"rooms": {"booth": 2}},
    })  # fmt: skip


def played(given: Scenario) -> Log:
    made, sample = plan(given), Sampler(given).sample(0)
    log = FlowPort(made, sample).play()
    assert differences(log, ReferencePort(made, sample).play()) == []
    assert not any(check_all(made, sample, log).values())
    return log


def told(given: Scenario) -> list[list[tuple[float, float]]]:
    """The tasks at the desk by party: (begin, end) in minutes after 08:00; -1 for what did not come about."""
    log, sample = played(given), Sampler(given).sample(0)

    def minute(tick: int) -> float:
        return tick / 60 - 480 if tick >= 0 else -1

    return [
        [(minute(log.start[v]), minute(log.end[v])) for v in range(first, last) if sample.step[v] == 0]
        for first, last in zip(sample.first[:-1], sample.first[1:], strict=True)
    ]


FAMILY_AND_STRANGER = [(0, 3), (0, 1)]


def test_one_after_another_without_a_stranger_between() -> None:
    assert told(scenario(FAMILY_AND_STRANGER, DAY_LONG)) == [[(0, 20), (20, 40), (40, 60)], [(60, 80)]]


def test_together_is_one_task_as_long_as_those_of_all() -> None:
    assert told(scenario(FAMILY_AND_STRANGER, DAY_LONG, family="together")) == [[(0, 60)], [(60, 80)]]


def test_in_parallel_as_many_at_once_as_there_are_officers() -> None:
    two = {"day": DAY_LONG["day"] | {"on_duty": 2}}
    parallel = scenario(FAMILY_AND_STRANGER, two, family="in_parallel")
    assert told(parallel) == [[(0, 20), (0, 20), (20, 40)], [(20, 40)]]
    log = played(parallel)
    assert log.left[0] == (8 * 60 + 40) * 60 + 1  # the party moves on when the last is done
    in_booths = scenario(FAMILY_AND_STRANGER, two, family="in_parallel", room="booth", holds=True)
    assert told(in_booths) == told(parallel)  # only what served the last is held, so that a family cannot block itself


def test_busy_hours_are_those_of_the_tasks() -> None:
    three = {"day": DAY_LONG["day"] | {"on_duty": 3}}
    given = scenario([(0, 3)], three, family="in_parallel", holds=True)
    made, sample = plan(given), Sampler(given).sample(0)
    ground = basis(made)
    figures = dict(zip(ground.names, reduce(ground, sample, played(given), 1).figures.tolist(), strict=True))
    assert figures["busy_hours_officers"] == pytest.approx(3 * 20 / 60)


def test_the_shift_ends_between_two_members() -> None:
    came = [(0, 3), (10, 1), (50, 1)]
    # The second member is under way at 08:30; at 09:00 the third comes before the stranger, who has waited since 08:10.
    assert told(scenario(came, SPLIT)) == [[(0, 20), (20, 40), (60, 80)], [(80, 100)], [(100, 120)]]
    assert told(scenario(came, SPLIT, family="together")) == [[(0, 60)], [(60, 80)], [(80, 100)]]


def test_who_has_begun_does_not_give_up() -> None:
    came = [(0, 3), (10, 1)]
    assert told(scenario(came, SPLIT, patience="15 min")) == [[(0, 20), (20, 40), (60, 80)], [(-1, -1)]]
    parallel = told(scenario(came, DAY_LONG, patience="15 min", family="in_parallel"))
    assert parallel == [[(0, 20), (20, 40), (40, 60)], [(-1, -1)]]


def test_family_belongs_to_tasks_of_members() -> None:
    with pytest.raises(ValueError, match="family only with unit: person"):
        scenario([(0, 1)], DAY_LONG, unit="party", family="in_parallel")
