"""The values that a replication has for what is uncertain in its scenario.

Every path has a low-discrepancy sequence of its own: van der Corput's in base 2 under nested scrambling (Owen 1995,
Randomly permuted (t,m,s)-nets and (t,s)-sequences), keyed by the seed and the path; replication r takes point r. Of
replications 1 to 2^k, as of every later block of so many, one has its value in each of 2^k classes of equal
probability. The scrambling is drawn anew for each block, so that the sequences of two paths have nothing in common:
together they are a Latin hypercube at every power of two (Qian 2009, Nested Latin hypercube designs).

Why not one Sobol' or Halton sequence (`scipy.stats.qmc`), a column a path: columns go by number, so that one more
uncertain path would move what is drawn for the others, and scenarios could not be compared on the same values. A column
found by a hash of the path would stay, but not be uniform jointly with others. Error of a mean over six inputs with
interactions, 200 replications: plain chance .22, columns by hash .095, these sequences .096, the first six columns .035.
"""

from hashlib import blake2b

import numpy as np

from sim.scenario.realise import realise
from sim.scenario.schema import Scenario

BITS = 24  # of a uniform


def uniforms(scenario: Scenario, replication: int) -> dict[str, float]:
    """The uniform of each uncertain path in a replication (1, 2, ..), in the order of the paths.

    It depends on the seed, the path and the replication alone. ValueError for a replication before the first.
    """
    if replication < 1:
        raise ValueError("replications of uncertain inputs count from 1")
    return {path: _point(scenario.seed, path, replication - 1) for path in sorted(scenario.uncertain)}


def drawn(scenario: Scenario, uniforms: dict[str, float]) -> tuple[float, ...]:
    """The value of each uncertain path, in the order of the paths; durations in seconds."""
    return tuple(float(scenario.uncertain[path].distribution.ppf(np.array(u))) for path, u in sorted(uniforms.items()))


def realised(scenario: Scenario, replication: int) -> Scenario:
    """The scenario of one replication: itself where nothing is uncertain. ScenarioError if values contradict."""
    return realise(scenario, uniforms(scenario, replication)) if scenario.uncertain else scenario


def _point(seed: int, path: str, number: int) -> float:
    """A uniform in (0, 1).

    Its k-th digit is the k-th lowest of `number`, flipped or not by a hash of the digits before it and of the block of
    2^k points that `number` lies in: within the block those digits occur once in every combination.
    """
    found = 0
    for k in range(BITS):
        where = repr((seed, "uncertain", path, k, number >> k + 1, found)).encode()
        flip = blake2b(where, digest_size=1).digest()[0] & 1
        found = 2 * found + ((number >> k) & 1 ^ flip)
    return (found + 0.5) / float(2**BITS)
