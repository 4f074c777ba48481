"""How much of what is taken for the influence of inputs is chance, and how many replications keep it small."""

import math

import numpy as np

from sim.arrays import F

ENOUGH = 0.05  # noise of chance may make up so much of the variance of an output over points


def noise_share(values: F) -> float:
    """Return the share of the variance over points that is left of chance after averaging (P, R) values over
    replications.

    All points share their replications (common random numbers), so what a replication adds to every point does not
    count: only the interaction of point and replication does. NaN where no point differs from another, or for one
    replication.
    """
    points, replications = values.shape
    spread = float(values.mean(axis=1).var(ddof=1)) if points > 1 else 0.0
    if spread == 0 or replications < 2:
        return math.nan
    return min(_interaction(values) / int(replications) / spread, 1.0)


def needed(values: F, most: int) -> int:
    """Return the replications after which the noise is below `ENOUGH`, judged by (P, R) values of a pilot; at most
    `most`.
    """
    share = noise_share(values)
    if math.isnan(share) or share == 0:
        return min(2, most)
    if share >= 1:
        return most
    odds = share / (1 - share) * (1 - ENOUGH) / ENOUGH
    return min(max(math.ceil(int(values.shape[1]) * odds), 2), most)


def _interaction(values: F) -> float:
    points, replications = values.shape
    left = values - values.mean(axis=1, keepdims=True) - values.mean(axis=0, keepdims=True) + values.mean()
    return float((left**2).sum() / ((points - 1) * (replications - 1)))


def means(values: F) -> F:
    """(P,) the mean over replications of (P, R) values; of points that are alike exactly alike."""
    found: F = np.where((values == values[:, :1]).all(axis=1), values[:, 0], values.mean(axis=1))
    return found
