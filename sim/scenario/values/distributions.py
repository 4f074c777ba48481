"""Distributions as a planner writes them: a family and its parameters, with their mean and the inverse for sampling.

The families themselves are in `distribution_families`.

Every variate is made from one uniform by inversion (`ppf`), so a changed parameter moves all draws the same way.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

import numpy as np
from pydantic import BeforeValidator, WithJsonSchema

from sim.arrays import F
from sim.problems import alternatives
from sim.scenario.data.samples import Samples
from sim.scenario.values import units
from sim.scenario.values.distribution_families import FAMILY
from sim.scenario.values.not_allowed import NotAllowed
from sim.scenario.values.ranges import PARAMETERS, Range
from sim.wording import noted, say

Reader = Callable[[Any], float]

PLAIN = set(PARAMETERS)  # parameters without the quantity's unit
LISTS = tuple(family.name for family in FAMILY.values() if family.listed)
FAMILIES = tuple(name for name in FAMILY if name != "constant")  # a constant is written as its value
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
        """Return its mean, in its unit."""
        return FAMILY[self.family].mean(self)

    def ppf(self, u: F) -> F:
        """Return its inverse at the uniforms `u` (any shape), in its unit."""
        return np.asarray(FAMILY[self.family].ppf(self, np.asarray(u, dtype=np.float64)), dtype=np.float64)

    def under_way(self, u: F) -> F:
        """Return the length, at the uniforms `u`, of the spell that covers a given moment (`people.residual`)."""
        return FAMILY[self.family].under_way(self, u)


def constant(value: float) -> Distribution:
    """Return the distribution of a value that does not vary."""
    return Distribution("constant", (("value", value),))


def is_distribution(value: Any) -> bool:
    """Return whether a mapping is meant as a distribution, not as a section."""
    return isinstance(value, dict) and len(value) == 1 and next(iter(value)) in FAMILIES


def distribution(value: Any, read: Reader, folder: Any = None) -> Distribution:
    """Return a distribution from what a planner wrote, its values read by `read`; a plain value is a constant.

    `folder` (a pathlib.Path) is where the file of an `empirical` one lies. Raises ValueError with what is allowed.
    """
    if isinstance(value, Distribution):
        return value
    if not isinstance(value, dict):
        return constant(read(value))
    if len(value) != 1 or next(iter(value)) not in FAMILIES:
        kind = units.kind_of(read)
        allowed = say(
            "{kind}; or one distribution of {families}", kind=units.quantity(kind)[1], families=", ".join(FAMILIES)
        )
        raise NotAllowed(allowed, kind=kind, drawn=True)
    (family, given), *_ = value.items()
    if family in LISTS:
        return _from_list(family, given, read)
    if family == "discrete":
        return _discrete(given, read)
    if family == "empirical":
        return _empirical(given, read, folder)
    return _within(_from_form(family, given, read), units.range_of(read))


def _within(found: Distribution, bounds: Range | None) -> Distribution:
    """Return a distribution whose mean its quantity could have, and whose parameters are such that it can be
    computed.
    """
    for name, value in found.parameters:
        if name in PARAMETERS and not PARAMETERS[name].least <= value <= PARAMETERS[name].most:
            raise ValueError(
                say("{family} with {name} {span}", family=found.family, name=name, span=PARAMETERS[name].span)
            )
    try:
        mean = found.mean()
    except ArithmeticError:
        mean = math.inf
    if bounds and not mean <= bounds.most:
        raise ValueError(say("{family} with a mean that is {words}", family=found.family, words=bounds.words))
    return found


def _from_list(family: str, given: Any, read: Reader) -> Distribution:
    names = FAMILY[family].listed
    if not isinstance(given, list) or len(given) != len(names):
        raise ValueError(f"{family}: [{', '.join(names)}]")
    values = [read(v) for v in given]
    if sorted(values) != values:
        raise ValueError(say("{family}: [{names}], ascending", family=family, names=", ".join(names)))
    return Distribution(family, tuple(zip(names, values, strict=True)))


def _from_form(family: str, given: Any, read: Reader) -> Distribution:
    forms = FAMILY[family].forms
    names = tuple(given) if isinstance(given, dict) else ()
    form = next((f for f in forms if set(f) == set(names)), None)
    if form is None:
        given = alternatives("{" + ", ".join(form) + "}" for form in forms)
        raise ValueError(say("{family} with {forms}", family=family, forms=given))
    values = {name: units.number(given[name]) if name in PLAIN else read(given[name]) for name in form}
    if wrong := FAMILY[family].wrong(values):
        raise ValueError(wrong)
    for low, high in (("p10", "p90"), ("median", "p95")):
        if high in values and low in values and values[high] < values[low]:
            raise ValueError(say("{family} with {low} at most {high}", family=family, low=low, high=high))
    return Distribution(family, tuple(values.items()))


def _discrete(given: Any, read: Reader) -> Distribution:
    if not isinstance(given, dict) or not given:
        raise ValueError(say("discrete: {value: probability, ...}"))
    pairs = sorted((read(k), units.share(p)) for k, p in given.items())
    if not math.isclose(total := sum(p for _, p in pairs), 1, abs_tol=1e-6):
        raise ValueError(say("discrete probabilities that sum to 1 (they sum to {total})", total=f"{total:g}"))
    return Distribution("discrete", tuple((repr(k), p / total) for k, p in pairs))


def _empirical(given: Any, read: Reader, folder: Any) -> Distribution:
    named = isinstance(given, str) and folder is not None
    if not named and not isinstance(given, Samples):
        raise ValueError(say("empirical: FILE.csv, one value a line"))
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
    _JSON({"description": noted("a duration, or a distribution of durations"), "type": ["string", "number", "object"]}),
]
FactorDraw = Annotated[
    Distribution,
    BeforeValidator(_with_info(units.number)),
    _JSON({"description": noted("a number, or a distribution of numbers"), "type": ["number", "object"]}),
]
