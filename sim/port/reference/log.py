"""The log that the reference writes as it plays."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.arrays import I
from sim.people.sample import Sample
from sim.port.log import OFFICERS, Entry, Log


def blank(sample: Sample) -> Log:
    """A log of which nothing is written yet."""
    visits, parties = sample.step.size, sample.arrive.size
    ready, start, end, option = (np.full(visits, -1) for _ in range(4))
    left, out = np.full(parties, -1), np.full(parties, -1)
    exit, exit_after_end = np.zeros(parties, np.int64), np.zeros(parties, np.int64)
    levels = np.zeros((0, 3), np.int64)
    return Log(ready, start, end, option, np.full((visits, OFFICERS), -1), left, exit, levels, (), out, exit_after_end)


def with_levels_and_diary(
    log: Log,
    levels: Sequence[tuple[int, int, int]],
    diary: Sequence[Entry],
    lodged: Sequence[Sequence[int]],
    called: I,
) -> Log:
    """Return what is written so far, to keep, with the levels, the diary, who lodged and who was called on overtime."""
    visits = {name: getattr(log, name).copy() for name in ("ready", "start", "end", "option", "duty")}
    left, exit = log.left.copy(), log.exit.copy()
    table = np.array(levels, np.int64).reshape(-1, 3)
    beds = np.array(lodged, np.int64).reshape(-1, 5)
    kept = log._replace(**visits, left=left, exit=exit, levels=table, diary=tuple(diary), out=left, exit_after_end=exit)
    return kept._replace(lodged=beds, called=called)


def longer(log: Log, more: Sample) -> Log:
    """Return the log with room for more parties."""
    rows = ("ready", "start", "end", "option", "duty", "left", "exit")
    new = blank(more)
    columns: dict[str, Any] = {name: np.concatenate((getattr(log, name), getattr(new, name))) for name in rows}
    return log._replace(**columns)
