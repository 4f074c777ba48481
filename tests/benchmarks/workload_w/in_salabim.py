"""W in salabim: a component for each claimant, a resource for each pool whose capacity is set at each shift.

Who has been served asks for the next officer of a pool after those who wait for one, so that few leave at the same
second as elsewhere; there is as much to do.
"""

from typing import Any

import salabim

from .table_of_draws import POOL, Table, levels, services


def play(given: Table) -> list[int]:
    """When each claimant has left; -1 for one who has not by the end."""
    salabim.yieldless(False)
    env = salabim.Environment(trace=False, time_unit="seconds")
    left = [-1] * given.arrive.size
    pools = [salabim.Resource(f"pool {k}", capacity=0) for k in range(max(POOL) + 1)]

    class Claimant(salabim.Component):
        def setup(self, p: int, visits: list[tuple[int, int]]) -> None:
            self.p, self.visits = p, visits

        def process(self) -> Any:
            for step, seconds in self.visits:
                yield self.request((pools[POOL[step]], 1, -step))
                yield self.hold(seconds)
                self.release(pools[POOL[step]])
            left[self.p] = int(env.now())

    class Door(salabim.Component):
        def process(self) -> Any:
            for p, (tick, visits) in enumerate(zip(given.arrive.tolist(), services(given), strict=True)):
                yield self.hold(till=tick)
                Claimant(p=p, visits=visits)

    class Shifts(salabim.Component):
        def setup(self, pool: salabim.Resource, rows: list[tuple[int, int]]) -> None:
            self.pool, self.rows = pool, rows

        def process(self) -> Any:
            for tick, officers in self.rows:
                yield self.hold(till=tick)
                self.pool.set_capacity(officers)

    Door()
    for pool, rows in zip(pools, levels(given), strict=True):
        Shifts(pool=pool, rows=rows)
    env.run(till=given.end)
    return left
