"""W as a plain loop over `heapq`: what somebody writes by hand who wants this port alone, and quickly."""

import heapq
from collections import deque

from .table_of_draws import POOL, STEPS, Table, levels, services

ROSTER, END, ARRIVE = range(3)  # the order of one instant


def play(given: Table) -> list[int]:
    """When each claimant has left; -1 for one who has not by the end."""
    arrive, visits = given.arrive.tolist(), services(given)
    left, at, queues = [-1] * len(arrive), [0] * len(arrive), [deque() for _ in range(STEPS)]
    busy, level = [0] * (max(POOL) + 1), [0] * (max(POOL) + 1)
    steps_of = [[step for step in reversed(range(STEPS)) if POOL[step] == pool] for pool in range(len(busy))]
    heap = [(tick, ROSTER, pool, officers) for pool, rows in enumerate(levels(given)) for tick, officers in rows]
    heap += [(tick, ARRIVE, p, 0) for p, tick in enumerate(arrive)]
    heapq.heapify(heap)
    while heap:
        tick, kind, p, officers = heapq.heappop(heap)
        if tick >= given.end:
            break
        touched = []
        if kind == ROSTER:
            level[p] = officers
            touched.append(p)
        else:
            if kind == END:
                pool = POOL[visits[p][at[p]][0]]
                busy[pool] -= 1
                touched.append(pool)
                at[p] += 1
            if at[p] == len(visits[p]):
                left[p] = tick
            else:
                step = visits[p][at[p]][0]
                queues[step].append(p)
                touched.append(POOL[step])
        for pool in touched:
            for step in steps_of[pool]:
                queue = queues[step]
                while queue and busy[pool] < level[pool]:
                    served = queue.popleft()
                    busy[pool] += 1
                    heapq.heappush(heap, (tick + visits[served][at[served]][1], END, served, 0))
    return left
