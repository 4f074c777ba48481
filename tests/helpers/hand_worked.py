"""Small ports whose every second can be worked out by hand, played by both engines."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sim.people.sample import Sample
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.log import EXITS, Log
from sim.port.plan import Plan, plan
from sim.port.reference.port import ReferencePort
from sim.port.verify import check_all, differences
from sim.scenario.data.listed import Listed, ListedParty
from sim.scenario.schema import Scenario

START = datetime(2025, 6, 2)
ALL_DAY = "00:00-24:00"


def moment(text: str) -> timedelta:
    """`08:30` of the first day; `26:00` is 02:00 of the second."""
    hours, minutes = text.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


def people(*came: str) -> dict[str, Any]:
    """A stream of parties: `08:30` is one claimant, `08:30 x4` a party of four."""
    rows = [(*each.split(" x"), "1")[:2] for each in came]
    return {"listed": Listed("by hand", tuple(ListedParty(START + moment(at), int(n)) for at, n in rows))}


def officers(on_duty: int = 1, hours: str = ALL_DAY, **more: Any) -> dict[str, Any]:
    """A pool with one shift."""
    return {"shifts": {"shift": {"hours": hours, "on_duty": on_duty}}} | more


def scenario(came: dict[str, Any], steps: dict[str, Any], **more: Any) -> Scenario:
    """Two days of a port at which everyone makes the steps in order; `journeys` and `classes` say otherwise."""
    journeys = more.pop("journeys", {"everyone": list(steps)})
    classes = {"priority": more.pop("classes")} if "classes" in more else {}
    return Scenario.model_validate({
        "name": "by hand", "start": "2025-06-02", "end": "2025-06-04", "arrivals": came,
        "process": {"steps": steps, "journeys": journeys, **classes}, **more,
    })  # fmt: skip


class Played(NamedTuple):
    """What both engines did; parties by arrival, times as `08:30`, `-` for what did not happen."""

    plan: Plan
    sample: Sample
    log: Log

    def tasks(self, step: str) -> list[str]:
        """`08:00-08:30` of each visit to a step."""
        rows = self._rows(step)
        return [f"{clock(self.log.start[v])}-{clock(self.log.end[v])}" for v in rows]

    def ready(self, step: str) -> list[str]:
        """When each party was ready for a step."""
        return [clock(self.log.ready[v]) for v in self._rows(step)]

    def left(self) -> list[str]:
        """How and when each party left: `referred 08:30`."""
        return [f"{EXITS[way]} {clock(left)}" for way, left in zip(self.log.exit, self.log.left, strict=True)]

    def diary(self) -> list[str]:
        """`08:00 tent ordered`."""
        return [f"{clock(e.tick)} {self.plan.measures[e.measure]} {e.event}" for e in self.log.diary]

    def levels(self, place: int) -> list[str]:
        """`08:00 2` for each change of a pool, a kind of room or an area; of several in one second the last."""
        last = {clock(tick): int(level) for tick, of, level in self.log.levels if of == place}
        return [f"{at} {level}" for at, level in last.items()]

    def _rows(self, step: str) -> list[int]:
        number = self.plan.steps.index(step)
        return [v for v in range(self.sample.step.size) if self.sample.step[v] == number]


def clock(tick: int) -> str:
    """The time of day; past midnight the hours go on."""
    minutes, seconds = divmod(int(tick), 60)
    tail = f":{seconds:02d}" if seconds else ""
    return f"{minutes // 60:02d}:{minutes % 60:02d}{tail}" if tick >= 0 else "-"


def played(given: Scenario, number: int = 0) -> Played:
    """The log, which must be the same of both engines and hold together."""
    made, sample = plan(given), Sampler(given).sample(number)
    log = FlowPort(made, sample).play()
    assert differences(log, ReferencePort(made, sample).play()) == []
    assert {name: wrong for name, wrong in check_all(made, sample, log).items() if wrong} == {}
    return Played(made, sample, log)
