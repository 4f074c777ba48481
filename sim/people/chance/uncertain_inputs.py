"""The values that a replication has for what is uncertain in its scenario.

They come from one scrambled Sobol' sequence (`scipy.stats.qmc`; Owen 1998, Scrambling Sobol' and Niederreiter-Xing
points), a column a path in the order of the paths; replication r takes point r, so that more replications leave the
earlier ones as they were. Scenarios with one seed and the same uncertain paths meet the same values, whatever else they
change; one more uncertain path draws all of them anew, the people as they were.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sim.errors import ArgumentError
from sim.scenario.schema import Scenario

LEAST = 256  # points made at once; always a power of two, at which the sequence is balanced
EDGE = 2.0**-31


def uniforms(scenario: Scenario, replication: int) -> dict[str, float]:
    """The uniform of each uncertain path in a replication (1, 2, ..), in the order of the paths.

    It depends on the seed, the paths and the replication alone. ArgumentError for a replication before the first.
    """
    paths = sorted(scenario.uncertain)
    if not paths:
        return {}
    if replication < 1:
        raise ArgumentError("replications of uncertain inputs count from 1")
    size = max(LEAST, 1 << (replication - 1).bit_length())
    return dict(zip(paths, _points(scenario.seed, len(paths), size)[replication - 1].tolist(), strict=True))


def drawn(scenario: Scenario, uniforms: dict[str, float]) -> tuple[float, ...]:
    """The value of each uncertain path, in the order of the paths; durations in seconds."""
    return tuple(float(scenario.uncertain[path].distribution.ppf(np.array(u))) for path, u in sorted(uniforms.items()))


@lru_cache(maxsize=4)
def _points(seed: int, paths: int, size: int) -> NDArray[np.float64]:
    """(size, paths) points inside the unit cube; a greater size begins with those of a smaller one."""
    from scipy.stats import qmc

    found = qmc.Sobol(paths, scramble=True, rng=np.random.default_rng((seed, paths))).random(size)
    return np.clip(found, EDGE, 1 - EDGE)
