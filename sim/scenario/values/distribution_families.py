"""Families of distributions: each is one class here, with how it is written, its mean, its inverse and what it refuses.

A new family is a class, named in `DECLARED`. Where it has no form of `under_way` it takes that by even quantiles.
"""

import math

import numpy as np

from sim.arrays import F
from sim.scenario.values.family import Drawn, Family
from sim.scenario.values.seen import Seen
from sim.wording import say

Z95, Z90 = 1.6448536269514722, 1.2815515655446004


class Constant(Family):
    """A value that does not vary."""

    name = "constant"

    def mean(self, d: Drawn) -> float:
        return d["value"]

    def ppf(self, d: Drawn, u: F) -> F:
        return np.full(u.shape, d["value"])

    def under_way(self, d: Drawn, u: F) -> F:
        return self.ppf(d, u)


class Lognormal(Family):
    """exp(mu + sigma Z), in any of its forms."""

    name = "lognormal"
    forms = (("mean", "cv"), ("median", "p95"), ("median", "cv"), ("p10", "p90"))

    def _logs(self, d: Drawn) -> tuple[float, float]:
        """Return (mu, sigma) of the logarithm."""
        p = dict(d.parameters)
        if "p10" in p:
            return (math.log(p["p10"]) + math.log(p["p90"])) / 2, (math.log(p["p90"]) - math.log(p["p10"])) / (2 * Z90)
        if "p95" in p:
            return math.log(p["median"]), math.log(p["p95"] / p["median"]) / Z95
        sigma = math.sqrt(math.log1p(p["cv"] ** 2))
        return (math.log(p["median"]) if "median" in p else math.log(p["mean"]) - sigma * sigma / 2), sigma

    def mean(self, d: Drawn) -> float:
        mu, sigma = self._logs(d)
        return math.exp(mu + sigma * sigma / 2)

    def ppf(self, d: Drawn, u: F) -> F:
        from scipy import special

        mu, sigma = self._logs(d)
        return np.asarray(np.exp(mu + sigma * special.ndtri(u)))

    def under_way(self, d: Drawn, u: F) -> F:
        return np.asarray(self.ppf(d, u) * (self.mean(d) / self.ppf(d, np.array(0.5))) ** 2)  # exp(sigma^2) longer


class Logitnormal(Family):
    """A share whose logit is normal."""

    name = "logitnormal"
    forms = (("p10", "p90"),)

    def _logits(self, d: Drawn) -> tuple[float, float]:
        """Return (mu, sigma) of the logit, by its 10th and 90th percentile."""
        low, high = (math.log(d[name] / (1 - d[name])) for name in ("p10", "p90"))
        return (low + high) / 2, (high - low) / (2 * Z90)

    def mean(self, d: Drawn) -> float:
        """Compute by Gauss-Hermite quadrature; there is no closed form."""
        mu, sigma = self._logits(d)
        points, weights = np.polynomial.hermite_e.hermegauss(64)
        return float((weights / (1 + np.exp(-(mu + sigma * points)))).sum() / math.sqrt(math.tau))

    def ppf(self, d: Drawn, u: F) -> F:
        from scipy import special

        mu, sigma = self._logits(d)
        return np.asarray(special.expit(mu + sigma * special.ndtri(u)))

    def wrong(self, values: dict[str, float]) -> str:
        return "" if 0 < values["p10"] <= values["p90"] < 1 else say("logitnormal with p10 and p90 between 0 and 1")


class Exponential(Family):
    """Without memory."""

    name = "exponential"
    forms = (("mean",),)

    def mean(self, d: Drawn) -> float:
        return d["mean"]

    def ppf(self, d: Drawn, u: F) -> F:
        return np.asarray(-d["mean"] * np.log1p(-u))

    def under_way(self, d: Drawn, u: F) -> F:
        from scipy import special

        return np.asarray(special.gammaincinv(2.0, u) * d["mean"])


class Gamma(Family):
    """By its mean and coefficient of variation."""

    name = "gamma"
    forms = (("mean", "cv"),)

    def mean(self, d: Drawn) -> float:
        return d["mean"]

    def ppf(self, d: Drawn, u: F) -> F:
        from scipy import special

        shape = 1 / d["cv"] ** 2
        return np.asarray(special.gammaincinv(shape, u) * (d["mean"] / shape))

    def under_way(self, d: Drawn, u: F) -> F:
        from scipy import special

        shape = 1 / d["cv"] ** 2
        return np.asarray(special.gammaincinv(shape + 1, u) * (d["mean"] / shape))


class Normal(Family):
    """max(normal, least): what is below `least` counts as `least`, by default 0."""

    name = "normal"
    forms = (("mean", "sd"), ("mean", "sd", "least"))
    any_sign = ("mean", "sd", "least")

    def mean(self, d: Drawn) -> float:
        mean, sd, least = d["mean"], d["sd"], dict(d.parameters).get("least", 0.0)
        if sd == 0:
            return max(mean, least)
        z = (mean - least) / sd
        below = (mean - least) * 0.5 * math.erfc(-z / math.sqrt(2))
        return least + below + sd * math.exp(-z * z / 2) / math.sqrt(math.tau)

    def ppf(self, d: Drawn, u: F) -> F:
        from scipy import special

        least = dict(d.parameters).get("least", 0.0)
        return np.asarray(np.maximum(d["mean"] + d["sd"] * special.ndtri(u), least))


class Weibull(Family):
    """By its scale and shape."""

    name = "weibull"
    forms = (("scale", "shape"),)

    def mean(self, d: Drawn) -> float:
        return d["scale"] * math.gamma(1 + 1 / d["shape"])

    def ppf(self, d: Drawn, u: F) -> F:
        return np.asarray(d["scale"] * (-np.log1p(-u)) ** (1 / d["shape"]))

    def under_way(self, d: Drawn, u: F) -> F:
        from scipy import special

        return np.asarray(d["scale"] * special.gammaincinv(1 + 1 / d["shape"], u) ** (1 / d["shape"]))


class Geometric(Family):
    """Trials until the first success."""

    name = "geometric"
    forms = (("p",),)

    def mean(self, d: Drawn) -> float:
        return 1 / d["p"]

    def ppf(self, d: Drawn, u: F) -> F:
        if d["p"] >= 1:
            return np.ones(u.shape)
        return np.asarray(np.maximum(np.ceil(np.log1p(-u) / math.log1p(-d["p"])), 1.0))

    def wrong(self, values: dict[str, float]) -> str:
        return super().wrong(values) or (say("geometric with p at most 1") if values["p"] > 1 else "")


class Triangular(Family):
    """Between low and high, most often mode."""

    name = "triangular"
    listed = ("low", "mode", "high")

    def ppf(self, d: Drawn, u: F) -> F:
        low, mode, high = d.values
        split = (mode - low) / (high - low) if high > low else 0.0
        rising = low + np.sqrt(np.maximum(u * (high - low) * (mode - low), 0))
        falling = high - np.sqrt(np.maximum((1 - u) * (high - low) * (high - mode), 0))
        return np.asarray(np.where(u < split, rising, falling))


class Pert(Family):
    """Between low and high, most often mode: a beta distribution with mean (low + 4 mode + high) / 6 (Malcolm,
    Roseboom, Clark and Fazar 1959, Application of a technique for research and development program evaluation,
    Operations Research 7, 646-669; in the form of Vose 2008, Risk Analysis, section 10.2)."""

    name = "pert"
    listed = ("low", "mode", "high")

    def mean(self, d: Drawn) -> float:
        low, mode, high = d.values
        return float((low + 4 * mode + high) / 6)

    def ppf(self, d: Drawn, u: F) -> F:
        from scipy import special

        low, mode, high = d.values
        if high <= low:
            return np.full(u.shape, low)
        rise = 4 * (mode - low) / (high - low)
        return np.asarray(low + (high - low) * special.betaincinv(1 + rise, 5 - rise, u))


class Uniform(Family):
    """Between low and high, all alike."""

    name = "uniform"
    listed = ("low", "high")

    def ppf(self, d: Drawn, u: F) -> F:
        low, high = d.values
        return np.asarray(low + u * (high - low))

    def under_way(self, d: Drawn, u: F) -> F:
        low, high = d.values
        return np.asarray(np.sqrt(low * low + u * (high * high - low * low)))


class Discrete(Family):
    """Values with their probabilities."""

    name = "discrete"

    def mean(self, d: Drawn) -> float:
        return float((d.points * d.values).sum())

    def ppf(self, d: Drawn, u: F) -> F:
        ranks = np.searchsorted(np.cumsum(d.values), u, side="right")
        return np.asarray(d.points[np.minimum(ranks, d.points.size - 1)])

    def under_way(self, d: Drawn, u: F) -> F:
        return _at(d.points, d.points * d.values, u)


class Empirical(Family):
    """The values of a file, all alike."""

    name = "empirical"

    def ppf(self, d: Drawn, u: F) -> F:
        return np.asarray(d.values[np.minimum((u * d.values.size).astype(np.int64), d.values.size - 1)])

    def under_way(self, d: Drawn, u: F) -> F:
        return _at(d.values, d.values, u)


def _at(values: F, weights: F, u: F) -> F:
    """Return the inverse of a distribution over ascending values."""
    share = np.cumsum(weights)
    return np.asarray(values[np.searchsorted(share / share[-1], u, side="right")])


DECLARED = (
    Lognormal(), Logitnormal(), Exponential(), Gamma(), Seen(), Normal(), Weibull(), Geometric(), Triangular(), Pert(),
    Uniform(), Discrete(), Empirical(), Constant(),
)  # fmt: skip
FAMILY = {family.name: family for family in DECLARED}
