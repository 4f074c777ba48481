"""The event log of one replication, for process-mining tools: `log.csv`, a row a visit."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sim.experiments.engine import Engine
from sim.experiments.files import write_text
from sim.experiments.output import lines, moment
from sim.people.sample import Sample
from sim.port.log import WAYS, Log
from sim.port.plan import Plan

COLUMNS = (
    "case", "activity", "ready", "start", "end", "area", "staff_pool", "party", "persons", "stream", "nationality",
    "outcome",
)  # fmt: skip


def write_log(engine: Engine, number: int, folder: Path) -> Path:
    """Play replication `number` again and write its event log to `log.csv`. OutputError when it cannot be written."""
    sample, log = engine.played(number)
    return write_text(folder / "log.csv", lines(events(engine.plan, sample, log, number)))


def events(plan: Plan, sample: Sample, log: Log, number: int) -> Iterator[Sequence[Any]]:
    """The header, then a row for each visit that a party was ready for, by party, then in order."""
    yield COLUMNS
    streams, nationalities = tuple(plan.scenario.arrivals), (*plan.scenario.people.nationalities, "")
    areas = {plan.area(name): name for name in plan.areas} | {-1: ""}
    place = [areas[area] for area in plan.step_area.tolist()]
    first, steps, option = sample.first.tolist(), sample.step.tolist(), log.option.tolist()
    ready, start, end = log.ready.tolist(), log.start.tolist(), log.end.tolist()
    for party, way in enumerate(log.way.tolist()):
        who = (
            party,
            int(sample.persons[party]),
            streams[sample.stream[party]],
            nationalities[sample.nationality[party]],
            WAYS[way],
        )
        for visit in range(first[party], first[party + 1]):
            if ready[visit] >= 0:
                step = steps[visit]
                times = (moment(plan.clock, tick) for tick in (ready[visit], start[visit], end[visit]))
                yield (
                    f"{number}-{party}",
                    plan.steps[step],
                    *times,
                    place[step],
                    _pools(plan, step, option[visit]),
                    *who,
                )


def _pools(plan: Plan, step: int, option: int) -> str:
    takes = plan.takes[step][option] if option >= 0 else ()
    return "+".join(plan.pools[place] for place, _ in takes if place < len(plan.pools))
