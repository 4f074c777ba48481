"""The yardstick: a plain-Python heapq loop of the port's rules on three steps. Frozen: ratios keep their meaning.

One pool on shifts (pooled), two kinds of room, priority classes, later steps first, first come first served within a
class. It plays the same sample as the flow and gives the same times of leaving.
"""

import heapq
from collections import deque
from collections.abc import Sequence

ROSTER, END, ARRIVE = 0, 1, 2


def play(
    arrive: Sequence[int],
    priority_class: Sequence[int],
    seconds: Sequence[Sequence[int]],
    levels: Sequence[tuple[int, int]],
    rooms: Sequence[int],
    horizon: int,
    classes: int,
) -> tuple[list[int], int]:
    """(tick at which each party left or -1, number of events).

    `seconds[p]` are the three services of party p, `levels` the officers on duty from each tick on, `rooms` how many of
    the room that each step takes (-1: none).
    """
    left = [-1] * len(arrive)
    stage = [0] * len(arrive)
    queues = [[deque() for _ in range(classes)] for _ in rooms]
    taken = [0] * len(rooms)
    busy = level = events = 0
    heap = [(tick, ROSTER, officers) for tick, officers in levels if tick < horizon]
    heapq.heapify(heap)
    following = 0
    while heap or following < len(arrive):
        if following < len(arrive) and (not heap or (arrive[following], ARRIVE, following) < heap[0]):
            tick, kind, p = arrive[following], ARRIVE, following
            following += 1
        else:
            tick, kind, p = heapq.heappop(heap)
        if tick >= horizon:
            break
        events += 1
        if kind == ROSTER:
            level = p
        elif kind == END:
            busy -= 1
            taken[stage[p]] -= 1
            stage[p] += 1
            if stage[p] == len(rooms):
                left[p] = tick
            else:
                queues[stage[p]][priority_class[p]].append(p)
        else:
            queues[0][priority_class[p]].append(p)
        for step in range(len(rooms) - 1, -1, -1):
            while busy < level and (rooms[step] < 0 or taken[step] < rooms[step]):
                queue = next((q for q in queues[step] if q), None)
                if queue is None:
                    break
                served = queue.popleft()
                busy += 1
                taken[step] += 1
                heapq.heappush(heap, (tick + seconds[served][step], END, served))
    return left, events
