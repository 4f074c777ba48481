"""The values that are drawn for what is uncertain in a scenario.

They come from one scrambled Sobol' sequence (`scipy.stats.qmc`; Owen 1998, Scrambling Sobol' and Niederreiter-Xing
points): a column for each path in the order of the paths, several for a vector; set k takes point k, so that more sets
leave the earlier ones as they were. Scenarios with one seed and the same uncertain paths meet the same values, whatever
else they change; one more uncertain path draws all of them again, the people as they were.

Values that move together (`move_together:`) have a Gaussian copula over their own columns, which leaves the columns of
all others as they are: their normal scores are multiplied by the Cholesky factor of a matrix with one correlation.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.errors import ArgumentError
from sim.scenario.schema import Scenario
from sim.scenario.values.elicited import Uniforms
from sim.scenario.values.together import Together
from sim.wording import Noted, noted, say

LEAST = 256  # points made at once; always a power of four, at which the sequence is balanced
EDGE = 2.0**-31


def uniforms(scenario: Scenario, number: int) -> dict[str, Uniforms]:
    """Return the uniform of each uncertain path in set `number` (1, 2, ..), several for a vector, in the order of the
    paths.

    It depends on the seed, the paths, their groups and the number alone. ArgumentError for a number before the first.
    """
    paths = sorted(scenario.uncertain)
    if not paths:
        return {}
    if number < 1:
        raise ArgumentError(say("sets of uncertain values count from 1"))
    sizes = [scenario.uncertain[path].size for path in paths]
    made = max(LEAST, 4 ** -(-(number - 1).bit_length() // 2))
    row = _points(scenario.seed, sum(sizes), made)[number - 1]
    parts = np.split(row, np.cumsum(sizes)[:-1])
    single = {
        path: float(part[0]) for path, part in zip(paths, parts, strict=True) if not scenario.uncertain[path].vector
    }
    for group in scenario.move_together.values():
        single |= _together(group, single)
    return {
        path: single[path] if path in single else tuple(part.tolist()) for path, part in zip(paths, parts, strict=True)
    }


class Numbered(NamedTuple):
    """What a replication number stands for: a run of a set of assumptions under a law, or a run as written (law 0)."""

    law: int
    set: int
    run: int


AS_WRITTEN, STATED, EVEN = 0, 1, 2  # laws: the values as written; drawn as stated; drawn evenly between the same ends
LAW, SET = 10**10, 10**4  # replication numbers from one law to the next, and from one set to the next
MOST_SETS, MOST_RUNS = LAW // SET - 1, SET - 1


def numbered(number: int) -> Numbered:
    """Return what a replication number stands for; those of no law are runs as written."""
    law, rest = divmod(number, LAW)
    return Numbered(law, *divmod(rest, SET)) if law else Numbered(AS_WRITTEN, 0, number)


def number_of(place: int, run: int = 1, law: int = STATED) -> int:
    """Return the number of the replication that is run 1, 2, .. of set 1, 2, .. of assumptions. ArgumentError for too
    many.
    """
    if not (1 <= place <= MOST_SETS and 1 <= run <= MOST_RUNS):
        raise ArgumentError(
            say("at most {sets} sets of assumptions, of {runs} runs each", sets=MOST_SETS, runs=MOST_RUNS)
        )
    return law * LAW + place * SET + run


def called(number: int) -> Noted:
    """Return what a message calls a replication."""
    law, place, run = numbered(number)
    if law == AS_WRITTEN:
        return noted("replication {n}", n=number)
    if law == EVEN:
        return noted("run {run} of set {place} of uniform ranges", run=run, place=place)
    return noted("run {run} of set {place}", run=run, place=place)


def future(scenario: Scenario, number: int) -> int:
    """Return the replication that is future 1, 2, .. of a scenario: a run of a set of its own where anything is
    uncertain.
    """
    return number_of(number) if scenario.uncertain else number


def future_of(number: int) -> int:
    """Return which future a replication is."""
    which = numbered(number)
    return which.set if which.law else number


def _together(group: Together, single: Mapping[str, float]) -> dict[str, float]:
    """Return the uniforms of those of a group that are uncertain, moved together."""
    from scipy.special import ndtr, ndtri

    paths = [path for path in group.values if path in single]
    n, r = len(paths), group.of_normals
    own = ndtri(np.array([single[path] for path in paths]))
    moved = np.zeros(n)
    for k, row in enumerate(_factor(n, r)):
        moved[k] = row @ own
    return dict(zip(paths, np.clip(ndtr(moved), EDGE, 1 - EDGE).tolist(), strict=True))


@lru_cache(maxsize=32)
def _factor(n: int, r: float) -> NDArray[np.float64]:
    """Return (n, n) lower triangular, whose product with its transpose has 1 on the diagonal and r elsewhere; of a
    singular
    matrix too."""
    found = np.zeros((n, n))
    for j in range(n):
        rest = 1 - found[j, :j] @ found[j, :j]
        found[j, j] = np.sqrt(rest) if rest > 1e-12 else 0.0
        for i in range(j + 1, n):
            found[i, j] = (r - found[i, :j] @ found[j, :j]) / found[j, j] if found[j, j] else 0.0
    return found


def drawn(scenario: Scenario, at: Mapping[str, Uniforms], law: int = STATED) -> tuple[float, ...]:
    """Return the values of each uncertain path, in the order of the paths, every share of a vector; durations in
    seconds.
    """
    laws = {path: one.even if law == EVEN else one for path, one in scenario.uncertain.items()}
    return tuple(value for path, u in sorted(at.items()) for value in laws[path].drawn(u).tolist())


def columns(scenario: Scenario) -> tuple[str, ...]:
    """Return the path of each value of `drawn`; a vector's comes once for each of its shares."""
    return tuple(path for path in sorted(scenario.uncertain) for _ in range(scenario.uncertain[path].columns))


def inputs(scenario: Scenario) -> tuple[str, ...]:
    """Return which input each value of `drawn` is part of: its path, or the group of `move_together` it is in."""
    group = {path: name for name, one in scenario.move_together.items() for path in one.values}
    return tuple(group.get(path, path) for path in columns(scenario))


def at_one_quantile(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """Return the paths of each input that is set by one number: those of a group with one quantile under its name."""
    shared = {
        name: tuple(path for path in group.values if path in scenario.uncertain)
        for name, group in scenario.move_together.items()
        if group.rank_correlation == 1
    }
    of = {path: name for name, paths in shared.items() for path in paths}
    return {of.get(path, path): shared.get(of.get(path, ""), (path,)) for path in scenario.uncertain}


@lru_cache(maxsize=8)
def _points(seed: int, paths: int, size: int) -> NDArray[np.float64]:
    """Return (size, paths) points inside the unit cube; a greater size begins with those of a smaller one."""
    from scipy.stats import qmc

    found = qmc.Sobol(paths, scramble=True, rng=np.random.default_rng((seed, paths))).random(size)
    return np.clip(found, EDGE, 1 - EDGE)
