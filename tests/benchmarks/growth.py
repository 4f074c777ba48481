"""This program against itself: more steps, more measures, one uncertain input, the shipped scenario."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sim.experiments.playing.engine import Engine
from sim.people.chance.uncertain_inputs import number_of
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.plan import plan
from sim.scenario.load import load
from sim.scenario.schema import Scenario

from .on_w import advancing, replication
from .ratios import Ratio, interleaved, ratio

FROZEN = Path(__file__).with_name("frozen") / "lacolle-2025.yaml"  # of 0.1.0
SHIPPED = Path(__file__).parents[2] / "scenarios" / "lacolle-2025.yaml"
UNCERTAIN = "uncertain={arrivals.police.claimants_per_day: {p10: 1.9, p90: 2.1}}"
THIRD = "contingency.standby_hall.enabled=true"


def growth(rounds: int) -> Iterator[Ratio]:
    """Yield every ratio."""
    yield steps(rounds)
    yield measures(rounds)
    yield uncertain(rounds)
    yield shipped(rounds)


def steps(rounds: int) -> Ratio:
    """What an event costs the flow with four times the steps and a quarter of the people."""
    works, events = {}, []
    for times in (1, 4):
        scenario = with_steps(load(FROZEN).scenario, times)
        port, sample = plan(scenario), Sampler(scenario).sample(1)
        log = FlowPort(port, sample).play()
        calendar = port.checks[0].size + port.departures[0].size + np.unique(port.duties.begin).size
        events.append(sample.arrive.size + int((log.end >= 0).sum()) + calendar)
        works[f"{len(port.steps)}"] = lambda _, p=port, s=sample: advancing(p, s)
    few, many = interleaved(works, rounds).values()
    what = "an event with 48 steps and a quarter of the people, against 12"
    return ratio(what, many, few, 1.15, per=events[0] / events[1])


def measures(rounds: int) -> Ratio:
    """What a replication costs with 66 measures, all enabled."""
    engines = {f"{n}": Engine(with_measures(load(FROZEN, [THIRD]).scenario, n)) for n in (3, 66)}
    found = played(engines, rounds)
    return ratio("replication with 66 measures, against 3", found["66"], found["3"], 3.0)


def uncertain(rounds: int) -> Ratio:
    """What a replication costs whose values are drawn: each is the only one of its set."""
    engine = Engine(load(FROZEN, [UNCERTAIN]).scenario)
    for number in (1, number_of(1), number_of(2)):
        engine.replication(number)
    works = {
        "one": lambda number: replication(engine, number_of(number + 2)),
        "none": lambda number: replication(engine, number + 1),
    }
    found = interleaved(works, 2 * rounds)
    return ratio("replication with one uncertain input, against none", found["one"], found["none"], 1.1)


def shipped(rounds: int) -> Ratio:
    """What a visit costs in the scenario of today."""
    engines = {"shipped": Engine(load(SHIPPED).scenario), "frozen": Engine(load(FROZEN).scenario)}
    found = played(engines, rounds)
    visits = [
        sum(int((engine.played(number)[1].start >= 0).sum()) for number in (2, 3, 4)) for engine in engines.values()
    ]
    what = "a visit in the shipped lacolle-2025, against the frozen one"
    return ratio(what, found["shipped"], found["frozen"], 1.1, per=visits[1] / visits[0])


def played(engines: dict[str, Engine], rounds: int) -> dict[str, list[float]]:
    """Seconds of each engine's replications."""
    for engine in engines.values():
        engine.replication(1)
    return interleaved(
        {name: lambda number, e=engine: replication(e, number + 1) for name, engine in engines.items()}, rounds
    )


def with_steps(scenario: Scenario, times: int) -> Scenario:
    """Each step so many times in a row, and as many times fewer people."""
    steps = {name: [name, *(f"{name}_{k}" for k in range(1, times))] for name in scenario.process.steps}
    process = scenario.process
    journeys = process.journeys.model_copy(update={
        way: tuple(one for name in path for one in steps[name])
        for way, path in process.journeys if isinstance(path, tuple)
    })  # fmt: skip
    every = {one: process.steps[name] for name, ones in steps.items() for one in ones}
    streams = {
        name: stream.model_copy(
            update={"claimants_per_day": {day: level / times for day, level in stream.claimants_per_day.items()}}
        )
        for name, stream in scenario.arrivals.items()
    }
    own = process.model_copy(update={"steps": every, "journeys": journeys})
    return scenario.model_copy(update={"arrivals": streams, "process": own})


def with_measures(scenario: Scenario, number: int) -> Scenario:
    """The first three enabled measures, each so often that there are as many as this."""
    few = list(scenario.measures.items())[:3]
    every = {f"{name}_{k}" if k else name: one for k in range(-(-number // 3)) for name, one in few}
    return scenario.model_copy(update={"contingency": dict(list(every.items())[:number])})
