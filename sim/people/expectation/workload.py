"""Officer-hours that a claimant needs from each pool, and visits of a party, in expectation and without sampling."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np

from sim.arrays import F, I
from sim.people.conditions import NameIndex, expected
from sim.people.durations import mean_seconds
from sim.people.expectation.population import AFTER, BEFORE, WHOLE, Population, population, rows_of
from sim.people.expectation.surge_shapes import expected_claimants
from sim.people.law.screening import odds
from sim.people.parties import nations
from sim.people.route import again_share, path, returns
from sim.scenario.calendar.clock import clock
from sim.scenario.language.process import WAYS, Step
from sim.scenario.schema import Scenario

COUNTED = ("people", "screening")  # the sections that say which kinds of parties come
NEEDED = (*COUNTED, "process", "contingency", "staff")  # and what they need


class Need(NamedTuple):
    """What a stream brings on average."""

    hours: Mapping[str, float]  # officer-hours of a claimant, by pool, before `productive_share` stretches them
    visits: float  # tasks of a party: visits of it together, and of each member where a step serves one by one


class _Task(NamedTuple):
    """The visits of one step of a journey by N kinds of parties."""

    step: Step
    rows: I  # (N,)
    times: F  # (N,) how often each makes the step, on average


def officer_hours(scenario: Scenario) -> dict[str, float]:
    """Mean officer-hours of a claimant on its own journey, by pool, before `productive_share` stretches them.

    Streams weigh by their expected claimants, surges included (alike if none are expected); a step counts for its first
    alternative, `again` by the expected number of times it is made.
    """
    time, needs = clock(scenario), stream_needs(scenario)
    claimants = np.array([expected_claimants(scenario, name, time, time.days).sum() for name in needs])
    weights = claimants / claimants.sum() if claimants.any() else np.full(claimants.size, 1 / claimants.size)
    return {
        pool: float(sum(weight * need.hours[pool] for weight, need in zip(weights, needs.values(), strict=True)))
        for pool in scenario.staff
    }


def stream_needs(scenario: Scenario) -> dict[str, Need]:
    """Return what each stream brings on average. Streams whose parties no condition tells apart are counted out
    once, and scenarios alike but for how many come.
    """
    return dict(_stream_needs(_Asked(scenario, *NEEDED)))


class _Asked:
    """A scenario as a key: equal to one that has the same sections, and streams alike, however many come in them."""

    def __init__(self, scenario: Scenario, *sections: str) -> None:
        self.scenario = scenario
        self.sections = tuple(getattr(scenario, name) for name in sections)
        by_law = scenario.screening.facts is not None
        self.rest = (clock(scenario), *((name, by_law and id(stream), stream.exceptions_scaled, id(stream.listed))
                                        for name, stream in scenario.arrivals.items()))  # fmt: skip

    def __hash__(self) -> int:
        return hash((tuple(map(id, self.sections)), self.rest))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Asked)
            and all(one is same for one, same in zip(self.sections, other.sections, strict=True))
            and self.rest == other.rest
        )


@lru_cache(maxsize=8)
def _stream_needs(asked: _Asked) -> dict[str, Need]:
    scenario = asked.scenario
    names, time = nations(scenario), clock(scenario)
    words = NameIndex(scenario, names)
    told_apart = {
        name for step in scenario.process.steps.values() for part in step.who.walk() if part.kind == "stream"
        for name in part.names
    }  # fmt: skip
    alike: dict[float, Need] = {}
    needs: dict[str, Need] = {}
    for name, stream in scenario.arrivals.items():
        by_law = scenario.screening.facts is not None
        shared = stream.listed is None and name not in told_apart and not by_law
        need = alike.get(stream.exceptions_scaled) if shared else None
        if need is None:
            if by_law:
                from sim.people.expectation.decided_population import decided_population  # compiles the law

                people = decided_population(scenario, name, time, names)
            else:
                people = _population(_Asked(scenario, *COUNTED), name)
            need = _need(scenario, words, people)
        needs[name] = need
        if shared:
            alike[stream.exceptions_scaled] = need
    return needs


@lru_cache(maxsize=16)
def _population(asked: _Asked, name: str) -> Population:
    """Return `population`, which scenarios with other steps share; not to be written to."""
    scenario, names = asked.scenario, nations(asked.scenario)
    return population(scenario, name, clock(scenario), odds(scenario, names), names)


def _need(scenario: Scenario, words: NameIndex, people: Population) -> Need:
    seconds, visits = dict.fromkeys(scenario.staff, 0.0), 0.0
    for step, rows, times in _tasks(scenario, words, people):
        members = [column[rows] for column in (people.persons, people.adults, people.over_14, people.orders)]
        made = people.weight[rows] * times
        work = float((made * mean_seconds(step, *members)).sum())
        visits += float((made * (members[0] if step.unit == "person" else 1.0)).sum())
        for pool, officers in step.alternatives[0].items():
            seconds[pool] += officers * work
    persons = float((people.weight * people.persons * (people.part != AFTER)).sum()) or 1.0
    return Need({pool: total / persons / 3600 for pool, total in seconds.items()}, visits)


def _tasks(scenario: Scenario, words: NameIndex, people: Population) -> Iterator[_Task]:
    journeys = scenario.process.journeys
    for_rungs = {rung.after for one in scenario.measures.values() for rung in one.brings.rungs.values()}
    for (k, way), part in product(enumerate(WAYS), (WHOLE, BEFORE, AFTER)):
        rows = rows_of(people, k, part)
        names = (path(scenario, way), journeys.everyone, journeys.after(way))[part]
        if not rows.size or not names:
            continue
        names = tuple(name for name in names if name not in for_rungs)
        traits = people.traits.only(rows)
        steps = [scenario.process.steps[name] for name in names]
        made = np.array([np.broadcast_to(words.chance(step.who, traits, expected), rows.shape) for step in steps])
        for step, times in zip(steps, expected_visits(scenario, names, made), strict=True):
            yield _Task(step, rows, times)


def expected_visits(scenario: Scenario, names: Sequence[str], made: F) -> F:
    """(L, N) how often each place of a journey is visited, where `made` (L, N) are the chances that a party makes it.

    Whether a step is for a party is settled once, however often the party comes back to it; so the expectation runs
    over which of the steps that send back are made, and for each the times satisfy v = e + P' v (an absorbing chain).
    """
    back = returns(scenario, tuple(names))
    share = [again_share(scenario.process.steps[name]) for name in names]
    sends = sorted({names[k] for k in range(len(names)) if back[k] >= 0 and share[k]})
    total = np.zeros_like(made)
    for pattern in product((0.0, 1.0), repeat=len(sends)):
        does = dict(zip(sends, pattern, strict=True))
        chance = np.ones(made.shape[1])
        for name, yes in does.items():
            held = made[names.index(name)]
            chance = chance * (held if yes else 1 - held)
        times = _times(back, [r * does.get(name, 0.0) for r, name in zip(share, names, strict=True)])
        for k, name in enumerate(names):
            total[k] += chance * times[k] * (does[name] if name in does else made[k])
    return total


def _times(back: list[int], share: list[float]) -> F:
    """Return (L,) visits of each place of a chain that goes on, or back from place k with chance share[k]."""
    size = len(back)
    moves = np.zeros((size + 1, size + 1))
    for k in range(size):
        moves[k, k + 1] += 1 - share[k]
        moves[k, max(back[k], 0)] += share[k]
    begin = np.zeros(size)
    begin[0] = 1.0
    return np.asarray(np.linalg.solve(np.eye(size) - moves[:size, :size].T, begin))
