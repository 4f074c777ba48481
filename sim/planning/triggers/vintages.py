"""What would have been decided on what had been published by then.

A vintage is the history as it stood on a day: the counts that had been published before it. The decisions of judged
measures from that day on, until the next vintage, are those that their rules take on people simulated from it, from the
beginning of the span. So the past is written again with every vintage, but what was decided stands: it is the script of
the next one (`sim.port.policies.scripted`), and a rule that would have ordered on the new past does so when that is
known, not before. At the end the whole script is played on the history as it was.

Measures that are not judged, such as officers who are borrowed for some weeks, follow the people of each run.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np

from sim.arrays import I
from sim.errors import ScenarioError
from sim.experiments.playing.engine import Engine
from sim.figures import Replication
from sim.port.log import Entry, Event
from sim.port.policies.measure import lifecycles, live_rules
from sim.port.policies.scripted import DECISIONS, Scripted
from sim.port.port import Policy
from sim.port.rules import MeasureTiming
from sim.problems import Problem, sentence
from sim.scenario.calendar.clock import NEVER, clock
from sim.scenario.schema import Scenario
from sim.wording import say

DAY = timedelta(days=1)
Script = tuple[Entry, ...]


class Vintage(NamedTuple):
    """The history as it stood from the day `begins` until before the day `until`."""

    begins: date
    until: date
    scenario: Scenario  # with the counts published before `begins`, and over at `until`


def vintages(scenario: Scenario) -> tuple[Vintage, ...]:
    """Return the vintages of a scenario in order: one at its start, and one on the day after each publication.

    What is published on a day may feed decisions from the next day on. ScenarioError where no stream has counts, or
    where one has none that was published before the start.
    """
    counted = {name: stream.counts for name, stream in scenario.arrivals.items() if stream.counts}
    if not counted:
        allowed = say("a stream with {counts}, each with the day it was published", counts="`counts`")
        raise ScenarioError([Problem("arrivals", sentence(say("no counts"), allowed))])
    for name, counts in counted.items():
        if not counts.known_by(scenario.start - DAY).rows:
            allowed = say(
                "a count that was known before {date}, if only an assumed one", date=scenario.start.isoformat()
            )
            raise ScenarioError([Problem(f"arrivals.{name}.counts", sentence(counts.file or say("counts"), allowed))])
    days = {max(row.known + DAY, scenario.start) for counts in counted.values() for row in counts.rows}
    begins = sorted({scenario.start} | {day for day in days if day < scenario.end})
    return tuple(
        Vintage(day, until, _known(scenario, day - DAY, until))
        for day, until in zip(begins, [*begins[1:], scenario.end], strict=True)
    )


def _known(scenario: Scenario, when: date, until: date) -> Scenario:
    """Return the scenario with the counts published by a day, until a day."""
    counts = {name: stream.counts.known_by(when) for name, stream in scenario.arrivals.items() if stream.counts}
    known: dict[tuple[Any, ...], Any] = {("arrivals", name, "counts"): found for name, found in counts.items()}
    return scenario.edited(known | {("end",): until}, roster_to_come=True)


class Replayer:
    """Plays a scenario as it was, with the judged measures decided vintage by vintage.

    A replication depends on its number alone, as that of an `Engine`. In each vintage the same people come on days of
    which the same is known.
    """

    def __init__(self, scenario: Scenario, judged: Sequence[str]) -> None:
        self._scenario, self._clock = scenario, clock(scenario)
        self._mine = [m for m, name in enumerate(scenario.measures) if name in judged]
        self._vintages = vintages(scenario)
        self._engines: dict[int, Engine] = {}
        self._actual = Engine(scenario)

    def replication(self, number: int) -> Replication:
        """Return one replication: every decision as it was taken, the people as they came."""
        script = self.script(number)
        run = self._actual.replication(number, self._policies(script, NEVER))
        taken = {(entry.tick, entry.measure, entry.event): entry for entry in script}
        return run._replace(diary=tuple(taken.get(entry[:3], entry) for entry in run.diary))

    def script(self, number: int) -> Script:
        """Return every decision of the judged measures, with what it was taken on."""
        script: Script = ()
        lead: I = np.zeros((0, 0), np.int64)
        for k, vintage in enumerate(self._vintages):
            begins, until = self._clock.tick(vintage.begins) if k else 0, self._clock.tick(vintage.until)
            if all(self._next(m, script, lead) >= until for m in self._mine):
                continue
            sample, log = self._engine(k).played(number, self._policies(script, begins))
            lead = sample.lead
            script += tuple(
                entry
                for entry in log.diary
                if entry.tick >= begins and entry.measure in self._mine and entry.event in DECISIONS
            )
        return script

    def _engine(self, k: int) -> Engine:
        if k not in self._engines:
            self._engines[k] = Engine(self._vintages[k].scenario)
        return self._engines[k]

    def _policies(self, script: Script, until: int) -> list[Policy]:
        """Return the lives of all measures; those that are judged follow the script up to a tick."""
        mine = set(self._mine)
        return lifecycles(
            len(self._scenario.measures),
            lambda m: (lambda port: Scripted(port, m, script, until)) if m in mine else live_rules,
        )

    def _next(self, measure: int, script: Script, lead: I) -> int:
        """Return the tick before which a measure has nothing more to decide; 0 where that depends on what is seen."""
        mine = [entry for entry in script if entry.measure == measure]
        life = self._actual.plan.timings[measure]
        orders = [k for k, entry in enumerate(mine) if entry.event == Event.ORDERED]
        since = mine[orders[-1] :] if orders else []
        if not since or since[-1].event in (Event.CANCELLED, Event.RELEASED) or life.cancel >= 0:
            return 0
        ready = since[0].tick + int(lead[measure, (len(orders) - (life.begins == "idle")) % lead.shape[1]])
        return _after(life, ready + min((life.term, *(stage.term for stage in life.stages))), since)


def _after(life: MeasureTiming, end: int, since: Sequence[Entry]) -> int:
    """Return when a measure whose minimum term ends at `end` is next decided on, after the decisions since its
    order.
    """
    if not life.options:
        return end if life.release >= 0 or life.parts else NEVER
    kept = sum(entry.event == Event.KEPT for entry in since)
    end += kept * life.each
    return end if kept == life.options or since[-1].event == Event.GIVEN_BACK else end - life.notice
