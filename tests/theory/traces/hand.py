"""Playing a scenario of a few listed people, to hold its every timestamp against one worked by hand."""

from pathlib import Path
from typing import NamedTuple

from sim.experiments.output import why_text
from sim.people.sample import Sample
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.log import EXITS, Log
from sim.port.plan import Plan, plan
from sim.port.reference.port import ReferencePort
from sim.scenario.load import load

DAY = "2025-01-01"
ENGINES = {"flow": FlowPort, "reference": ReferencePort}


class Trace(NamedTuple):
    """What one engine did with a listed scenario."""

    plan: Plan
    sample: Sample
    log: Log

    def clock(self, tick: int) -> str:
        """`08:45`; on a later day `08:45 +1`."""
        at = self.plan.clock.at(tick)
        days = at.toordinal() - self.plan.clock.first_day.toordinal()
        return f"{at:%H:%M}" + (f" +{days}" if days else "")

    def services(self) -> dict[str, str]:
        """What became of each party of one visit, by when it came: `08:00: 08:00-08:45`, or `withdrawn 08:55`."""
        told = {}
        for p, arrive in enumerate(self.sample.arrive):
            v = self.sample.first[p]
            served = f"{self.clock(self.log.start[v])}-{self.clock(self.log.end[v])}"
            left = f"{EXITS[self.log.exit[p]]} {self.clock(self.log.left[p])}"
            told[self.clock(arrive)] = served if self.log.start[v] >= 0 else left
        assert len(told) == self.sample.arrive.size
        return told

    def levels(self, place: int) -> dict[str, int]:
        """The level of a place from each of its changes on; of several at one instant, the last."""
        return {self.clock(tick): int(level) for tick, of, level in self.log.levels if of == place}

    def diary(self) -> list[tuple[str, str, str]]:
        """When, what and why."""
        return [(self.clock(entry.tick), entry.event, why_text(entry)) for entry in self.log.diary]


def played(folder: Path, engine: str, text: str, **lists: list[str]) -> Trace:
    """Play a scenario written here; each list of times of the first day becomes the file NAME.csv of single persons."""
    for name, times in lists.items():
        (folder / f"{name}.csv").write_text("at,persons\n" + "".join(f"{DAY} {at},1\n" for at in times))
    (folder / "scenario.yaml").write_text(text)
    scenario = load(folder / "scenario.yaml").scenario
    made, sample = plan(scenario), Sampler(scenario).sample(0)
    return Trace(made, sample, ENGINES[engine](made, sample).play())
