"""The law of service times: the language's distributions, fitted by maximum likelihood, and one chosen by AICc.

With f the density, S the chance to last longer and m the mean, a visit of length x that has ended is as likely as f(x),
one that has lasted c so far as S(c) (right-censored). A census finds those who are there at a moment, and long visits
are there more often: of a steady flow, the same are f(x) / m and S(c) / m (Cox 1969, Some sampling problems in
technology; Vardi 1989, Multiplicative censoring, Biometrika 76, 751-761).

The choice is the least AICc = 2 k - 2 log L + 2 k (k + 1) / (n - k - 1), n visits that have ended (Hurvich and Tsai
1989), so that a second parameter has to earn its place. The interval of the mean is by the observed information on the
log scale, with Student's t.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Any, NamedTuple

import numpy as np
from scipy import optimize, stats
from scipy.special import gamma

from sim.arrays import F
from sim.calibration.fitting.day_to_day import CONFIDENCE, Interval
from sim.calibration.services.visits import Visits

LEAST = 10  # visits that have ended, from which on a law is fitted
SHAPES = (np.log(0.02), np.log(50.0))
STEP = 1e-3
minimize: Any = optimize.minimize


class Law(NamedTuple):
    """A law of scipy: its distribution, shape and scale."""

    of: Any
    shape: tuple[float, ...]
    scale: float


class Family(NamedTuple):
    """A distribution of the language: its law by mean and one more parameter, and how it is written (seconds)."""

    parameters: int
    law: Callable[[float, float], Law]
    written: Callable[[float, float], dict[str, float]]


def _lognormal(mean: float, cv: float) -> Law:
    square = float(np.log1p(cv * cv))
    return Law(stats.lognorm, (square**0.5,), mean * float(np.exp(-square / 2)))


def _weibull(mean: float, shape: float) -> Law:
    return Law(stats.weibull_min, (shape,), mean / float(gamma(1 + 1 / shape)))


FAMILIES: dict[str, Family] = {
    "exponential": Family(1, lambda mean, _: Law(stats.expon, (), mean), lambda mean, _: {"mean": mean}),
    "lognormal": Family(2, _lognormal, lambda mean, cv: {"mean": mean, "cv": cv}),
    "gamma": Family(
        2, lambda mean, cv: Law(stats.gamma, (cv**-2,), mean * cv * cv), lambda mean, cv: {"mean": mean, "cv": cv}
    ),
    "weibull": Family(2, _weibull, lambda mean, shape: {"scale": _weibull(mean, shape).scale, "shape": shape}),
}


@dataclass(frozen=True)
class ServiceLaw:
    """A law that is fitted: its family, its parameters as the language has them (seconds), its mean with an interval,
    and by how much AICc is above the least, for each family."""

    family: str
    parameters: dict[str, float]
    mean: Interval
    above: dict[str, float]


def fitted(visits: Visits, census: bool = False) -> ServiceLaw | None:
    """Return the law of visits; `census`: they are those that were under way at one moment. None of too few."""
    n = int(visits.ended.sum())
    if n < LEAST or not np.ptp(visits.seconds[visits.ended]):
        return None
    found = {name: _best(family, visits, census) for name, family in FAMILIES.items()}
    criterion = {name: _aicc(FAMILIES[name].parameters, -one.fun, n) for name, one in found.items()}
    name = min(criterion, key=lambda one: criterion[one])
    at = found[name].x
    spread = float(stats.t.ppf(0.5 + CONFIDENCE / 2, n - at.size)) * _error(FAMILIES[name], visits, census, at)
    mean = float(np.exp(at[0]))
    written = FAMILIES[name].written(mean, float(np.exp(at[-1])))
    above = {one: value - criterion[name] for one, value in criterion.items()}
    return ServiceLaw(name, written, Interval(mean, mean * np.exp(-spread), mean * np.exp(spread)), above)


def _aicc(k: int, log_likelihood: float, n: int) -> float:
    return 2 * k - 2 * log_likelihood + 2 * k * (k + 1) / (n - k - 1)


def _best(family: Family, visits: Visits, census: bool) -> Any:
    """Return the parameters on the log scale, the mean first, at which visits are likeliest."""
    start = [np.log(visits.seconds.mean()), 0.0][: family.parameters]
    bounds = [(start[0] - 10, start[0] + 10), SHAPES][: family.parameters]
    return minimize(
        lambda at: _unlikely(family, visits, census, at), start, method="Nelder-Mead", bounds=bounds,
        options={"xatol": 1e-5, "fatol": 1e-6, "maxiter": 2000},
    )  # fmt: skip


def _unlikely(family: Family, visits: Visits, census: bool, at: F) -> float:
    """Return the negative log likelihood."""
    mean, shape = float(np.exp(at[0])), float(np.exp(at[-1]))
    law = family.law(mean, shape)
    ended, so_far = visits.seconds[visits.ended], visits.seconds[~visits.ended]
    found = float(law.of.logpdf(ended, *law.shape, scale=law.scale).sum())
    found += float(law.of.logsf(so_far, *law.shape, scale=law.scale).sum())
    found -= visits.seconds.size * at[0] if census else 0.0
    return -found if np.isfinite(found) else inf


def _error(family: Family, visits: Visits, census: bool, at: F) -> float:
    """Return the standard error of the log mean: the inverse of the observed information, by central differences."""
    k = at.size

    def curve(step: F) -> float:
        return _unlikely(family, visits, census, at + step)

    unit = STEP * np.eye(k)
    information = np.array(
        [
            [
                (curve(a + b) - curve(a - b) - curve(b - a) + curve(-a - b)) / (4 * STEP * STEP)
                for b in unit
            ]
            for a in unit
        ]
    )  # fmt: skip
    return float(np.sqrt(max(np.linalg.inv(information)[0, 0], 0.0)))
