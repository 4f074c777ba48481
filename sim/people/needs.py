"""Officer-hours that a claimant needs from each pool, in expectation and without sampling."""

from collections.abc import Sequence
from itertools import product

import numpy as np

from sim.people.decisions import F
from sim.people.durations import mean_seconds
from sim.people.eligible import Words, expected
from sim.people.parties import nations
from sim.people.population import Population, population, rows_of
from sim.people.route import again_share, path, returns
from sim.people.screening import odds
from sim.people.shape import expected_claimants
from sim.scenario.calendar import clock
from sim.scenario.process import OUTCOMES
from sim.scenario.schema import Scenario


def officer_hours(scenario: Scenario) -> dict[str, float]:
    """Mean officer-hours of a claimant on its own journey, by pool, before `productive_share` stretches them.

    Streams weigh by their expected claimants, surges included (alike if none are expected); a step counts for its first
    alternative, `again` by the expected number of times it is made.
    """
    time, needs = clock(scenario), stream_hours(scenario)
    claimants = np.array([expected_claimants(scenario, name, time, time.days).sum() for name in needs])
    weights = claimants / claimants.sum() if claimants.any() else np.full(claimants.size, 1 / claimants.size)
    return {
        pool: float(sum(weight * hours[pool] for weight, hours in zip(weights, needs.values(), strict=True)))
        for pool in scenario.staff
    }


def stream_hours(scenario: Scenario) -> dict[str, dict[str, float]]:
    """Mean officer-hours of a claimant of each stream, by pool."""
    names, time = nations(scenario), clock(scenario)
    chances, words = odds(scenario, names), Words(scenario, names)
    return {
        stream: _hours(scenario, words, population(scenario, stream, time, chances, names))
        for stream in scenario.arrivals
    }


def _hours(scenario: Scenario, words: Words, people: Population) -> dict[str, float]:
    seconds = dict.fromkeys(scenario.staff, 0.0)
    for k, outcome in enumerate(OUTCOMES):
        rows, names = rows_of(people, k), path(scenario, outcome)
        if not rows.size or not names:
            continue
        traits = people.traits.only(rows)
        steps = [scenario.process.steps[name] for name in names]
        made = np.array([np.broadcast_to(words.chance(step.who, traits, expected), rows.shape) for step in steps])
        members = [column[rows] for column in (people.persons, people.adults, people.over_14)]
        for step, times in zip(steps, expected_visits(scenario, names, made), strict=True):
            work = float((people.weight[rows] * times * mean_seconds(step, *members)).sum())
            for pool, officers in step.alternatives[0].items():
                seconds[pool] += officers * work
    persons = float((people.weight * people.persons).sum()) or 1.0
    return {pool: total / persons / 3600 for pool, total in seconds.items()}


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
    """(L,) visits of each place of a chain that goes on, or back from place k with chance share[k]."""
    size = len(back)
    moves = np.zeros((size + 1, size + 1))
    for k in range(size):
        moves[k, k + 1] += 1 - share[k]
        moves[k, max(back[k], 0)] += share[k]
    begin = np.zeros(size)
    begin[0] = 1.0
    return np.asarray(np.linalg.solve(np.eye(size) - moves[:size, :size].T, begin))
