"""A question answered: all policies over a few futures, then those that may still be the best over more."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.arrays import F
from sim.errors import ArgumentError, Interrupted
from sim.experiments.playing.runner import ALONE, Runner
from sim.experiments.statistics.strata import Strata
from sim.planning.triggers.by_storms.futures_by_storms import Drawn, drawn
from sim.planning.triggers.futures import Futures
from sim.planning.triggers.judging.choice import Choice, choose, cut_in_any, screened
from sim.planning.triggers.judging.outcomes import COLUMN
from sim.planning.triggers.judging.selection import ScreeningRound
from sim.planning.triggers.trigger import AS_WRITTEN, NEVER, Question
from sim.wording import say

FIRST = 100  # futures of every policy before any is left out: fewer may miss a surge of one year in twenty
COMPARED = (AS_WRITTEN, NEVER)  # what the others are compared with; played to the end


@dataclass(frozen=True)
class Study:
    """What was found: every policy in its futures, how they were left out, and the one to adopt."""

    question: Question
    values: F  # (P, R, J) the columns of `judgement.COLUMNS`; NaN where a policy was not played
    spent: tuple[int, ...]  # (P,) futures that each policy was played in: always the first ones
    screening_rounds: tuple[ScreeningRound, ...]
    choice: Choice
    asked: int
    interrupted: bool
    drawn: Drawn | None = None  # which futures they were; None: 1, 2, .. as they come

    def column(self, name: str) -> F:
        """Return (P, R) one column."""
        return self.values[:, :, COLUMN[name]]

    @cached_property
    def strata(self) -> Strata | None:
        """Those of the R futures; None where they are drawn as they come."""
        return self.drawn.first(self.values.shape[1]).strata if self.drawn else None

    def number(self, place: int) -> int:
        """Return the number of the future at a place, from 0."""
        return self.drawn.numbers[place] if self.drawn else place + 1


def study(question: Question, futures: int, using: Runner = ALONE, *, first: int = FIRST) -> Study:
    """Play every policy in `first` futures, leave out those that can no longer be the best, twice as many, and so on.

    What policies are compared with is played in all `futures` in any case. Ctrl-C ends it with what was finished:
    Interrupted if that is not one future of every policy. ArgumentError for no futures or no workers; else as `run`.
    """
    if futures < 1 or first < 1 or using.workers < 1:
        raise ArgumentError(say("at least one future and one worker"))
    sizes = tuple(round_sizes(futures, first))
    standing = np.ones(len(question.policies), dtype=np.bool_)
    compared = np.array([policy.family in COMPARED for policy in question.policies])
    screening_rounds: list[ScreeningRound] = []
    total, which = len(question.policies) * futures, drawn(question.off, futures)
    with using.progress.bar(total) as advance, Futures(question, using, which) as played:
        for size in sizes:
            most = played.done + played.left(futures, standing | compared)
            interrupted = not played.play(size, standing | compared, advance, most)
            if interrupted:
                break
            before, values = int(standing.sum()), played.values()
            strata = which.first(values.shape[1]).strata
            standing = screened(question.settings, values, standing & ~cut_in_any(values), len(sizes), strata)
            screening_rounds.append(ScreeningRound(size, before, int(standing.sum())))
        values, spent = played.values(), played.spent()
    if min(spent) < 1:
        raise Interrupted
    choice = choose(question.settings, values, standing, which.first(values.shape[1]).strata)
    return Study(question, values, spent, tuple(screening_rounds), choice, futures, interrupted, which)


def round_sizes(futures: int, first: int) -> Iterator[int]:
    """Yield after how many futures the policies are compared: `first`, twice as many, .. and all."""
    size = first
    while size < futures:
        yield size
        size *= 2
    yield futures
