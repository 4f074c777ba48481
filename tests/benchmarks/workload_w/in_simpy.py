"""W in SimPy as its documentation teaches it: a process for each claimant, a resource with priorities for each pool.

A shift that ends takes its officers away as soon as they are free: whoever is off duty asks for a place of the resource
before all others, and gives it back when a shift begins.
"""

from collections.abc import Generator
from typing import Any

import simpy

from .table_of_draws import POOL, Table, levels, services

Process = Generator[simpy.Event, Any, None]
FIRST = -100


def play(given: Table) -> list[int]:
    """When each claimant has left; -1 for one who has not by the end."""
    env, left = simpy.Environment(), [-1] * given.arrive.size
    pools = []
    for rows in levels(given):
        pools.append(simpy.PriorityResource(env, max(officers for _, officers in rows)))
        env.process(shifts(env, pools[-1], rows))
    env.process(arrivals(env, pools, given, left))
    env.run(until=given.end)
    return left


def arrivals(env: simpy.Environment, pools: list[simpy.PriorityResource], given: Table, left: list[int]) -> Process:
    for p, (tick, visits) in enumerate(zip(given.arrive.tolist(), services(given), strict=True)):
        yield env.timeout(tick - env.now)
        env.process(claimant(env, pools, visits, left, p))


def claimant(
    env: simpy.Environment, pools: list[simpy.PriorityResource], visits: list[tuple[int, int]], left: list[int], p: int
) -> Process:
    for step, seconds in visits:
        with pools[POOL[step]].request(priority=-step) as turn:
            yield turn
            yield env.timeout(seconds)
    left[p] = env.now


def shifts(env: simpy.Environment, pool: simpy.PriorityResource, rows: list[tuple[int, int]]) -> Process:
    """Call officers off duty and back."""
    away: list[simpy.Event] = []
    for tick, officers in rows:
        yield env.timeout(tick - env.now)
        while len(away) > pool.capacity - officers:
            away.pop().succeed()
        while len(away) < pool.capacity - officers:
            away.append(env.event())
            env.process(off_duty(pool, away[-1]))


def off_duty(pool: simpy.PriorityResource, back: simpy.Event) -> Process:
    with pool.request(priority=FIRST) as place:
        yield place | back
        yield back
