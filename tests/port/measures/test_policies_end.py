"""Policies end with the run: while people are played on until they are out, none looks or acts, on neither engine."""

from collections.abc import Callable, Generator
from typing import Any

import numpy as np
import pytest
import simpy

from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.log import Log
from sim.port.plan import plan
from sim.port.port import Port
from sim.port.reference.port import ReferencePort
from sim.port.verify import differences
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.agreement

Steps = Generator[simpy.Event, Any, None]
HOUR = 3600
BEHIND = Scenario.model_validate({
    "name": "behind", "start": "2025-06-02", "end": "2025-06-04", "arrivals": {"road": {"claimants_per_day": 16}},
    "process": {"steps": {"desk": {"staff": {"officers": 1}, "time": {"party": "3 h"}, "cv": 0.5}},
                "journeys": {"everyone": ["desk"]}},
    "staff": {"officers": {"shifts": {"all": {"hours": "00:00-24:00", "on_duty": 1}}}},
})  # fmt: skip


class Helped:
    """Help for every second hour, by one of the ways in which a policy can wait for it."""

    def __init__(self) -> None:
        self.seen: list[int] = []

    def help(self, port: Port) -> None:
        port.add(port.plan.pool("officers"), -1 if len(self.seen) % 2 else 1)
        self.seen.append(port.now)

    def by_timeout(self, port: Port) -> Steps:
        while True:
            yield port.env.timeout(HOUR)
            self.help(port)

    def by_wait(self, port: Port) -> Steps:
        while True:
            yield port.wait(HOUR)
            self.help(port)

    def by_a_process_of_its_own(self, port: Port) -> Steps:
        yield port.env.process(self.by_timeout(port))

    def by_callbacks(self, port: Port) -> Steps:
        for hour in range(1, 24 * 10):
            timeout = port.env.timeout(hour * HOUR)
            assert timeout.callbacks is not None
            timeout.callbacks.append(lambda _: self.help(port))
        yield port.env.event()

    def once_at_the_end(self, port: Port) -> Steps:
        yield port.env.timeout(port.plan.clock.end - int(port.env.now))
        self.help(port)

    def once_long_after_it(self, port: Port) -> Steps:
        yield port.env.timeout(port.plan.clock.end + 7 * HOUR)
        self.help(port)


def played(engine: type[Port], way: str) -> tuple[Log, list[int]]:
    helped, sampler = Helped(), Sampler(BEHIND)
    policy: Callable[[Port], Steps] = getattr(helped, way)
    port = engine(plan(BEHIND), sampler.sample(1), [policy])
    return port.play(sampler.onward(1)), helped.seen


@pytest.mark.parametrize("way", [name for name in vars(Helped) if name.startswith(("by", "once"))])
def test_no_policy_acts_after_the_end(way: str) -> None:
    end = plan(BEHIND).clock.end
    flow, seen = played(FlowPort, way)
    reference, other = played(ReferencePort, way)
    assert seen == other
    assert differences(flow, reference) == []
    assert max(seen, default=0) < end
    assert (len(seen) in (47, 48)) == way.startswith("by")
    assert (flow.out > end).any()


def test_help_that_came_before_the_end_stays_and_none_comes_later() -> None:
    """Whoever is there at the end is out soon if helpers were added before it, and late if they would come after it."""
    early, late, never = (played(FlowPort, way)[0] for way in ("by_timeout", "once_long_after_it", "once_at_the_end"))
    assert np.array_equal(late.out, never.out)
    assert early.out.max() < late.out.max()
