"""The event log of one replication, for process-mining tools: `log.csv`, a row an arrival, a visit, a leaving."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sim.experiments.files import write_text
from sim.experiments.output import lines, moment
from sim.experiments.playing.engine import Engine
from sim.people.sample import Sample
from sim.port.log import EXITS, Log
from sim.port.plan import Plan

COLUMNS = (
    "case", "activity", "ready", "start", "end", "area", "staff_pool", "party", "persons", "stream", "nationality",
    "outcome",
)  # fmt: skip
ARRIVAL, LEAVING = "arrival", "leaving"


def write_log(engine: Engine, number: int, folder: Path) -> Path:
    """Play replication `number` again and write its event log to `log.csv`. OutputError when it cannot be written."""
    sample, log = engine.played(number)
    return write_text(folder / "log.csv", lines(events(engine.plan, sample, log, number)))


def events(plan: Plan, sample: Sample, log: Log, number: int) -> Iterator[Sequence[Any]]:
    """Yield the header, then the rows of each party that was there: its arrival, each visit it was ready for, its
    leaving.

    An arrival and a leaving begin and end at once. A party that was turned away has these two alone.
    """
    yield COLUMNS
    streams, nationalities = tuple(plan.scenario.arrivals), (*plan.scenario.people.nationalities, "")
    arrive, left, first = sample.arrive.tolist(), log.left.tolist(), sample.first.tolist()
    for party, exit in enumerate(log.exit.tolist()):
        who = (
            party,
            int(sample.persons[party]),
            streams[sample.stream[party]],
            nationalities[sample.nationality[party]],
            EXITS[exit],
        )
        if arrive[party] >= plan.clock.end:
            continue
        case = f"{number}-{party}"
        yield (case, ARRIVAL, *[moment(plan.clock, arrive[party])] * 3, "", "", *who)
        for row in _visits(plan, sample, log, range(first[party], first[party + 1])):
            yield (case, *row, *who)
        if left[party] >= 0:
            yield (case, LEAVING, *[moment(plan.clock, left[party])] * 3, "", "", *who)


def _visits(plan: Plan, sample: Sample, log: Log, visits: range) -> Iterator[Sequence[Any]]:
    """Yield each visit that the party was ready for: the step, when ready, begun and ended, where, and who served."""
    areas = {plan.area(name): name for name in plan.areas} | {-1: ""}
    for visit in visits:
        if log.ready[visit] >= 0:
            step = int(sample.step[visit])
            times = (moment(plan.clock, int(ticks[visit])) for ticks in (log.ready, log.start, log.end))
            served = _pools(plan, step, int(log.option[visit]))
            yield (plan.steps[step], *times, areas[int(plan.step_area[step])], served)


def _pools(plan: Plan, step: int, option: int) -> str:
    takes = plan.takes[step][option] if option >= 0 else ()
    return "+".join(plan.pools[place] for place, _ in takes if place < len(plan.pools))
