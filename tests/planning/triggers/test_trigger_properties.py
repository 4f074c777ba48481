"""What must be true of any trigger: of free space, of space that never comes, of a longer lead, and of time."""

import numpy as np
import pytest
import trigger_port
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.experiments.playing.engine import Engine
from sim.planning.triggers.futures import Futures
from sim.planning.triggers.judging.outcomes import COLUMN, judge
from sim.planning.triggers.question import question
from sim.scenario.calendar.clock import clock

pytestmark = pytest.mark.unit

FUTURES = 6
COUNTED = ("policy.families.arrivals=false", "policy.families.longest_wait=false", "policy.families.forecast=false")
FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return trigger_port.write(tmp_path_factory.mktemp("policies"))


def played(asked, futures=FUTURES):
    with Futures(asked) as found:
        assert found.play(futures, np.ones(len(asked.policies), np.bool_))
        values = found.values()
    assert not np.isnan(values[:, :, COLUMN["loss"]]).any()
    return {policy.name: values[k] for k, policy in enumerate(asked.policies)}


@FEW
@given(seed=st.integers(0, 10_000), arrivals=st.integers(20, 90))
def test_nothing_beats_always_open_when_space_is_free_and_at_once(file, seed, arrivals):
    level = f"arrivals.door.claimants_per_day={{2025-06-09: {arrivals}}}"
    values = played(question(file, [*trigger_port.FREE, f"seed={seed}", level]), 1)
    for name, one in values.items():
        assert (one[:, COLUMN["crowding"]] >= values["always open"][:, COLUMN["crowding"]]).all(), name
        assert (one[:, COLUMN["loss"]] >= values["always open"][:, COLUMN["loss"]]).all(), name


def test_open_at_need_is_always_open_but_for_the_time_between_checks(file):
    sets = [*trigger_port.FREE, *COUNTED, "contingency.lease.release_when=null"]
    at_once = played(question(file, [*sets, "contingency.lease.watch_every=always"]))
    crowding = {name: one[:, COLUMN["crowding"]] for name, one in at_once.items()}
    assert (crowding["never"] > 0).all()
    np.testing.assert_array_equal(crowding["occupancy above 100%"], crowding["always open"])
    hourly = played(question(file, sets))["occupancy above 100%"][:, COLUMN["crowding"]]
    assert ((crowding["always open"] < hourly) & (hourly < crowding["never"])).all()


def test_open_at_need_misses_no_check(file):
    asked = question(file, [*trigger_port.FREE, *COUNTED])
    policy = next(one for one in asked.policies if one.name == "occupancy above 100%")
    off, on, time = Engine(asked.off), Engine(policy.scenario), clock(asked.scenario)
    for number in range(1, FUTURES + 1):
        without, with_it = off.replication(number), on.replication(number)
        ready = next(entry.tick for entry in with_it.diary if entry.event == "ready")
        assert (without.occupancy[0, : (ready - time.start) // 3600] <= 25).all()
        assert without.occupancy[0, (ready - time.start) // 3600] > 25
        assert judge(asked, policy, with_it, without)[COLUMN["ready_in_time"]] == 1


def test_space_that_never_comes_is_best_not_ordered(file):
    late = ["contingency.lease.lead_time=3650 d", "contingency.tents.lead_time=3000 d"]
    values = played(question(file, late))
    never = values.pop("never")
    del values["always open"]
    ordered = 0
    for one in values.values():
        np.testing.assert_array_equal(one[:, COLUMN["crowding"]], never[:, COLUMN["crowding"]])
        assert (one[:, COLUMN["loss"]] >= never[:, COLUMN["loss"]]).all()
        assert (
            one[one[:, COLUMN["ordered"]] == 1, COLUMN["loss"]] > never[one[:, COLUMN["ordered"]] == 1, COLUMN["loss"]]
        ).all()
        ordered += int(one[:, COLUMN["ordered"]].sum())
    assert ordered > FUTURES


@FEW
@given(seed=st.integers(0, 10_000), day=st.integers(2, 15))
def test_crowding_does_not_fall_with_a_longer_lead(file, seed, day):
    sets = [
        f"seed={seed}",
        "contingency.lease.order_when=null",
        f"contingency.lease.order_when={{on: 2025-06-{day:02}}}",
        "contingency.lease.release_when=null",
        "policy.families={occupancy: false, arrivals: false, longest_wait: false, forecast: false, two_tiers: false}",
    ]
    leads = ("0 s", "1 h", "11 h", "1 d", "2 d", "3 d", "5 d", "8 d", "20 d", "50 d")
    values = played(question(file, sets, [f"contingency.lease.lead_time={','.join(leads)}"]), 1)
    crowding = [values[f"lease.lead_time {lead}"][0, COLUMN["crowding"]] for lead in leads]
    assert crowding == sorted(crowding)
    assert crowding[-1] == values["never"][0, COLUMN["crowding"]]
    assert crowding[0] <= crowding[-1]


def test_no_policy_looks_ahead(file):
    changed = "arrivals.door.claimants_per_day={2025-06-12: 200}"
    one, other = question(file), question(file, [changed])
    assert [policy.name for policy in one.policies] == [policy.name for policy in other.policies]
    until = clock(one.scenario).tick(one.scenario.start.replace(day=12))
    decided, later = set(), set()
    for policy, same in zip(one.policies, other.policies, strict=True):
        for number in range(1, FUTURES + 1):
            entries = [Engine(p.scenario).replication(number).diary for p in (policy, same)]
            before, after = ([e for e in diary if e.tick < until] for diary in entries)
            assert before == after, policy.name
            decided |= {policy.family} if before else set()
            later |= {policy.family} if entries[0] != entries[1] else set()
    assert decided >= {"as_written", "occupancy", "arrivals", "longest_wait", "forecast", "fixed_date", "two_tiers"}
    assert later >= {"as_written", "occupancy", "arrivals", "longest_wait", "forecast", "two_tiers"}
