"""Distributions as a planner writes them: a family and its parameters, with their mean and the inverse for sampling.

Every variate is made from one uniform by inversion (`ppf`), so a changed parameter moves all draws the same way.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BeforeValidator, WithJsonSchema

from sim.scenario import units
from sim.scenario.ranges import PARAMETERS, Range
from sim.scenario.samples import Samples

F = NDArray[np.float64]
Reader = Callable[[Any], float]
Z95, Z90 = 1.6448536269514722, 1.2815515655446004

# family -> the sets of parameters it may be written with
FORMS: dict[str, tuple[tuple[str, ...], ...]] = {
    "lognormal": (("mean", "cv"), ("median", "p95"), ("median", "cv"), ("p10", "p90")),
    "logitnormal": (("p10", "p90"),),
    "exponential": (("mean",),),
    "gamma": (("mean", "cv"),),
    "normal": (("mean", "sd"), ("mean", "sd", "least")),
    "weibull": (("scale", "shape"),),
    "geometric": (("p",),),
}
PLAIN = set(PARAMETERS)  # parameters without the quantity's unit
LISTS = {"triangular": 3, "uniform": 2}
FAMILIES = (*FORMS, *LISTS, "discrete", "empirical")
SPECIAL = ("lognormal", "logitnormal", "gamma", "normal")  # those whose inverse is a special function
MARK = "uncertain"  # stands around a distribution that the section `uncertain:` puts in the place of a value


@dataclass(frozen=True)
class Distribution:
    """A family with its parameters, in the unit of the quantity (seconds for durations).

    `parameters` are pairs of name and value; for `discrete`, of value and probability as text and number; for
    `empirical`, the sorted values of `file` under their ranks. `constant` has the one parameter `value`.
    """

    family: str
    parameters: tuple[tuple[str, float], ...]
    file: str = ""

    def __getitem__(self, name: str) -> float:
        return dict(self.parameters)[name]

    @property
    def is_constant(self) -> bool:
        return self.family == "constant"

    @property
    def values(self) -> F:
        """Parameter values in order."""
        return np.array([v for _, v in self.parameters])

    @property
    def points(self) -> F:
        """The values that a `discrete` distribution takes, ascending."""
        return np.array([float(k) for k, _ in self.parameters])

    def mean(self) -> float:
        """Its mean, in its unit."""
        return _mean(self)

    def ppf(self, u: F) -> F:
        """Its inverse at the uniforms `u` (any shape), in its unit."""
        return _ppf(self, np.asarray(u, dtype=np.float64))


def constant(value: float) -> Distribution:
    """The distribution of a value that does not vary."""
    return Distribution("constant", (("value", value),))


def _log_parameters(d: Distribution) -> tuple[float, float]:
    """(mu, sigma) of the logarithm of a lognormal in any of its forms."""
    p = dict(d.parameters)
    if "p10" in p:
        return (math.log(p["p10"]) + math.log(p["p90"])) / 2, (math.log(p["p90"]) - math.log(p["p10"])) / (2 * Z90)
    if "p95" in p:
        return math.log(p["median"]), math.log(p["p95"] / p["median"]) / Z95
    sigma = math.sqrt(math.log1p(p["cv"] ** 2))
    return (math.log(p["median"]) if "median" in p else math.log(p["mean"]) - sigma * sigma / 2), sigma


def _mean(d: Distribution) -> float:
    match d.family:
        case "constant":
            return d["value"]
        case "lognormal":
            mu, sigma = _log_parameters(d)
            return math.exp(mu + sigma * sigma / 2)
        case "logitnormal":
            return _logitnormal_mean(d)
        case "exponential" | "gamma":
            return d["mean"]
        case "normal":
            return _truncated_normal_mean(d)
        case "weibull":
            return d["scale"] * math.gamma(1 + 1 / d["shape"])
        case "geometric":
            return 1 / d["p"]
        case "discrete":
            return float((d.points * d.values).sum())
    return float(d.values.mean())  # triangular, uniform, empirical


def _logit_parameters(d: Distribution) -> tuple[float, float]:
    """(mu, sigma) of the logit of a share, by its 10th and 90th percentile."""
    low, high = (math.log(d[name] / (1 - d[name])) for name in ("p10", "p90"))
    return (low + high) / 2, (high - low) / (2 * Z90)


def _logitnormal_mean(d: Distribution) -> float:
    """By Gauss-Hermite quadrature; there is no closed form."""
    mu, sigma = _logit_parameters(d)
    points, weights = np.polynomial.hermite_e.hermegauss(64)
    return float((weights / (1 + np.exp(-(mu + sigma * points)))).sum() / math.sqrt(math.tau))


def _truncated_normal_mean(d: Distribution) -> float:
    """The mean of max(normal, least): what is below `least` counts as `least` (by default 0)."""
    mean, sd, least = d["mean"], d["sd"], dict(d.parameters).get("least", 0.0)
    if sd == 0:
        return max(mean, least)
    z = (mean - least) / sd
    return least + (mean - least) * 0.5 * math.erfc(-z / math.sqrt(2)) + sd * math.exp(-z * z / 2) / math.sqrt(math.tau)


def _ppf(d: Distribution, u: F) -> F:
    special: Any = None
    if d.family in SPECIAL:
        from scipy import special

    result: Any
    match d.family:
        case "constant":
            result = np.full(u.shape, d["value"])
        case "lognormal":
            mu, sigma = _log_parameters(d)
            result = np.exp(mu + sigma * special.ndtri(u))
        case "logitnormal":
            mu, sigma = _logit_parameters(d)
            result = special.expit(mu + sigma * special.ndtri(u))
        case "exponential":
            result = -d["mean"] * np.log1p(-u)
        case "gamma":
            shape = 1 / d["cv"] ** 2
            result = special.gammaincinv(shape, u) * (d["mean"] / shape)
        case "normal":
            result = np.maximum(d["mean"] + d["sd"] * special.ndtri(u), dict(d.parameters).get("least", 0.0))
        case "weibull":
            result = d["scale"] * (-np.log1p(-u)) ** (1 / d["shape"])
        case "geometric":
            result = np.maximum(np.ceil(np.log1p(-u) / math.log1p(-d["p"])), 1.0) if d["p"] < 1 else np.ones(u.shape)
        case "discrete":
            ranks = np.searchsorted(np.cumsum(d.values), u, side="right")
            result = d.points[np.minimum(ranks, d.points.size - 1)]
        case "triangular":
            low, mode, high = d.values
            split = (mode - low) / (high - low) if high > low else 0.0
            rising = low + np.sqrt(np.maximum(u * (high - low) * (mode - low), 0))
            falling = high - np.sqrt(np.maximum((1 - u) * (high - low) * (high - mode), 0))
            result = np.where(u < split, rising, falling)
        case "uniform":
            low, high = d.values
            result = low + u * (high - low)
        case _:  # empirical
            result = d.values[np.minimum((u * d.values.size).astype(np.int64), d.values.size - 1)]
    return np.asarray(result, dtype=np.float64)


def is_distribution(value: Any) -> bool:
    """Whether a mapping is meant as a distribution, not as a section."""
    return isinstance(value, dict) and len(value) == 1 and next(iter(value)) in FAMILIES


def distribution(value: Any, read: Reader, folder: Any = None) -> Distribution:
    """A distribution from what a planner wrote, its values read by `read`; a plain value is a constant.

    `folder` (a pathlib.Path) is where the file of an `empirical` one lies. Raises ValueError with what is allowed.
    """
    if isinstance(value, Distribution):
        return value
    if not isinstance(value, dict):
        return constant(read(value))
    if len(value) != 1 or next(iter(value)) not in FAMILIES:
        raise ValueError(f"{units.allowed(read)}; or one distribution of {', '.join(FAMILIES)}")
    (family, given), *_ = value.items()
    if family in LISTS:
        return _from_list(family, given, read)
    if family == "discrete":
        return _discrete(given, read)
    if family == "empirical":
        return _empirical(given, read, folder)
    return _within(_from_form(family, given, read), units.range_of(read))


def _within(found: Distribution, bounds: Range | None) -> Distribution:
    """A distribution whose mean its quantity could have, and whose parameters are such that it can be computed."""
    for name, value in found.parameters:
        if name in PARAMETERS and not PARAMETERS[name].least <= value <= PARAMETERS[name].most:
            raise ValueError(f"{found.family} with {name} {PARAMETERS[name].span}")
    try:
        mean = found.mean()
    except ArithmeticError:
        mean = math.inf
    if bounds and not mean <= bounds.most:
        raise ValueError(f"{found.family} with a mean that is {bounds.words}")
    return found


def _from_list(family: str, given: Any, read: Reader) -> Distribution:
    names = ("low", "mode", "high") if LISTS[family] == 3 else ("low", "high")
    if not isinstance(given, list) or len(given) != len(names):
        raise ValueError(f"{family}: [{', '.join(names)}]")
    values = [read(v) for v in given]
    if sorted(values) != values:
        raise ValueError(f"{family}: [{', '.join(names)}], ascending")
    return Distribution(family, tuple(zip(names, values, strict=True)))


def _from_form(family: str, given: Any, read: Reader) -> Distribution:
    forms = FORMS[family]
    names = tuple(given) if isinstance(given, dict) else ()
    form = next((f for f in forms if set(f) == set(names)), None)
    if form is None:
        raise ValueError(f"{family} with " + " or ".join("{" + ", ".join(f) + "}" for f in forms))
    values = {name: units.number(given[name]) if name in PLAIN else read(given[name]) for name in form}
    positive = [name for name in form if name not in ("sd", "least") and family != "normal" and values[name] <= 0]
    if family == "logitnormal" and not 0 < values["p10"] <= values["p90"] < 1:
        raise ValueError("logitnormal with p10 and p90 between 0 and 1")
    if positive or (family == "geometric" and values["p"] > 1):
        raise ValueError(f"{family} with {', '.join(positive) or 'p'} " + ("above 0" if positive else "at most 1"))
    for low, high in (("p10", "p90"), ("median", "p95")):
        if high in values and low in values and values[high] < values[low]:
            raise ValueError(f"{family} with {low} at most {high}")
    return Distribution(family, tuple(values.items()))


def _discrete(given: Any, read: Reader) -> Distribution:
    if not isinstance(given, dict) or not given:
        raise ValueError("discrete: {value: probability, ...}")
    pairs = sorted((read(k), units.share(p)) for k, p in given.items())
    if not math.isclose(total := sum(p for _, p in pairs), 1, abs_tol=1e-6):
        raise ValueError(f"discrete probabilities that sum to 1 (they sum to {total:g})")
    return Distribution("discrete", tuple((repr(k), p / total) for k, p in pairs))


def _empirical(given: Any, read: Reader, folder: Any) -> Distribution:
    named = isinstance(given, str) and folder is not None
    if not named and not isinstance(given, Samples):
        raise ValueError("empirical: FILE.csv, one value a line")
    file = given if isinstance(given, Samples) else Samples(given, folder)
    return Distribution("empirical", tuple((str(i), v) for i, v in enumerate(file.values(read))), file)


def _read(value: Any, info: Any, read: Reader) -> Distribution:
    return distribution(value, read, (info.context or {}).get("folder"))


def _with_info(read: Reader) -> Any:
    def validate(value: Any, info: Any) -> Distribution:
        return _read(value, info, read)

    validate.form = "s" if read is units.duration else ""  # type: ignore[attr-defined]  # see `spelling`
    return validate


_JSON = partial(WithJsonSchema)
DurationDraw = Annotated[
    Distribution,
    BeforeValidator(_with_info(units.duration)),
    _JSON({"description": "a duration, or a distribution of durations", "type": ["string", "number", "object"]}),
]
FactorDraw = Annotated[
    Distribution,
    BeforeValidator(_with_info(units.number)),
    _JSON({"description": "a number, or a distribution of numbers", "type": ["number", "object"]}),
]
