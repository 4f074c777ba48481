"""The policy that is recommended, by which rule, and those that cannot be told apart from it."""

from dataclasses import dataclass

import numpy as np

from sim.arrays import B, F
from sim.experiments.statistics.intervals import mean
from sim.experiments.statistics.strata import Strata
from sim.planning.triggers.judging.outcomes import COLUMN
from sim.planning.triggers.judging.risk import pareto
from sim.planning.triggers.judging.selection import equal_set, screen, screen_within
from sim.scenario.language.policy import PolicySettings

COST, CROWDING, LOSS = COLUMN["cost"], COLUMN["crowding"], COLUMN["loss"]
AVOIDED, OFF = COLUMN["crowding_avoided"], COLUMN["crowding_off"]


@dataclass(frozen=True)
class Choice:
    """What follows from a study. Policies by index, in order."""

    chosen: int
    alike: tuple[int, ...]  # cannot be told apart from the chosen, which is among them
    front: tuple[int, ...]  # no other is both cheaper and less crowded
    infeasible: tuple[int, ...]  # not within the limit of crowding in enough of their futures; none without a limit
    none_fit: float | None  # where no policy is so: the share of futures in which the chosen, the nearest, is within it
    places: F  # (P, 2) mean cost and mean crowding, as far as can be said over the futures of the chosen (`places`)
    cut: tuple[int, ...] = ()  # not ranked: a lease goes on after the end in some future, and there is no `run_on`


def screened(settings: PolicySettings, values: F, standing: B, rounds: int, strata: Strata | None = None) -> B:
    """(P,) the policies that may still be the best by the rule of choice, of those that stand, at one look.

    `values` (P, n, J) has the futures so far.
    """
    if settings.choose is None:
        return screen(values[..., LOSS], standing, settings.confidence, rounds, strata)
    limit = settings.choose
    cost, crowding = values[..., COST], values[..., CROWDING]
    return screen_within(cost, crowding, limit.at_most, limit.futures, standing, settings.confidence, rounds, strata)


def choose(settings: PolicySettings, values: F, standing: B, strata: Strata | None = None) -> Choice:
    """Return the best of the policies that stand after the last look, by their means; of equal ones the first.

    One that is cut does not stand.
    Its mean flatters it a little: it was chosen for being low in these futures.
    """
    limit = settings.choose
    ranked = ~cut_in_any(values)
    stands = np.flatnonzero(standing & ranked & np.isfinite(values[..., LOSS]).any(axis=1))
    if not stands.size:
        raise ValueError("no policy was played")
    infeasible: tuple[int, ...] = ()
    none_fit = None
    if limit is None:
        chosen = _least(values[..., LOSS], stands, strata)
    else:
        shares = _shares(values[..., CROWDING], limit.at_most, strata)
        infeasible = tuple(int(k) for k in np.flatnonzero((shares < limit.futures) & ranked))
        fit = stands[shares[stands] >= limit.futures]
        if fit.size:
            chosen = _least(values[..., COST], fit, strata)
        else:
            chosen = _nearest(values, shares, stands, strata)
            none_fit = float(shares[chosen])
    at = places(values, chosen, strata)
    front = np.flatnonzero(ranked)[pareto(*at[ranked].T)]
    cut = np.flatnonzero(~ranked)
    alike = equal_set(standing & ranked, chosen)
    return Choice(chosen, alike, tuple(map(int, front)), infeasible, none_fit, at, tuple(map(int, cut)))


def cut_in_any(values: F) -> B:
    """(P,) the policies that are not ranked, from (P, n, J) values: in some future a lease goes on after the end."""
    return np.asarray((values[..., COLUMN["cut"]] > 0).any(axis=1))


def places(values: F, chosen: int, strata: Strata | None = None) -> F:
    """Return (P, 2) mean cost and mean crowding of each policy.

    What a policy costs and avoids, against the run without space, is over its own futures. The crowding it leaves is
    what there is without space in the futures of the chosen, less what it avoids: one that was left out early and met
    the quiet futures only does not look better for it.
    """
    left = _means(values[chosen, None, :, OFF], strata) - _means(values[..., AVOIDED], strata)
    return np.stack([_means(values[..., COST], strata), left], axis=1)


def _means(values: F, strata: Strata | None) -> F:
    """Return (P,) means, each over the futures in which it was played."""
    there = np.isfinite(values)
    if strata is not None:
        return np.array([strata.part(some).mean(row[some]) for row, some in zip(values, there, strict=True)])
    n = there.sum(axis=1)
    return np.where(n > 0, np.where(there, values, 0.0).sum(axis=1) / np.maximum(n, 1), np.nan)


def _least(values: F, among: np.ndarray, strata: Strata | None) -> int:
    if strata is not None:
        return int(among[int(np.nanargmin(_means(values[among], strata)))])
    means = [mean(row[np.isfinite(row)]) for row in values[among]]
    return int(among[int(np.nanargmin(means))])


def _shares(crowding: F, at_most: float, strata: Strata | None) -> F:
    """Return (P,) share of its futures in which each policy is within the limit; NaN without any."""
    if strata is not None:
        return _means(np.where(np.isfinite(crowding), crowding <= at_most, np.nan), strata)
    n = np.isfinite(crowding).sum(axis=1)
    return np.where(n > 0, (crowding <= at_most).sum(axis=1) / np.maximum(n, 1), np.nan)


def _nearest(values: F, shares: F, among: np.ndarray, strata: Strata | None) -> int:
    """Return the greatest share of futures within the limit; of equal shares the least crowding."""
    best = among[shares[among] == shares[among].max()]
    return _least(values[..., CROWDING], best, strata)
