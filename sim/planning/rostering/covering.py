"""The covering programme: how many officers on each shift template, at the least cost (Dantzig 1954).

Cover is soft (Keith 1979): a requirement that cannot be met leaves a shortage, and is never an error.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np

from sim.arrays import F, I
from sim.planning.rostering.rounding import Choice, rounded

SLACK = 1e-6  # by which a limit may be missed and still bind, officers
REMEMBERED = 256  # programmes whose covers are kept: a search and its proof ask for many of them more than once


@dataclass(frozen=True)
class Template:
    """A shift, or a rotation of shifts, that officers can be put on."""

    name: str
    present: F  # (H,) share of each period that an officer on it is present: 1, 0, or less than 1 for a break
    cost: float  # of one officer on it
    most: int | None = None  # most officers on it


@dataclass(frozen=True)
class Limit:
    """A rule over all templates: the weighted sum of officers is at most `most`, as for hours or a part-time share."""

    name: str
    weights: F  # (T,) by template
    most: float


@dataclass(frozen=True)
class Ceiling:
    """A rule over all templates in each of some moments: at most this many officers are there."""

    name: str
    there: F  # (M, T) by moment and template, 0 or 1
    most: F  # (M,)


@dataclass(frozen=True)
class Cover:
    """Officers on each template, and how well they cover."""

    officers: I  # (T,) by template
    on_duty: F  # (H,) officers present in each period
    short: F  # (H,) officers missing in each period
    cost: float  # of the officers
    gap: float  # relative distance of the objective to the bound proven for it; 0: optimal
    proven: bool  # within the gap asked for, else stopped by the time limit
    binding: tuple[str, ...]  # limits, and templates at their most, that leave no room for one more officer


_SOLVED: "dict[bytes, Cover]" = {}


def cover(
    required: F,
    templates: Sequence[Template],
    *,
    price: float | None = None,
    limits: Sequence[Limit] = (),
    ceiling: Ceiling | None = None,
    gap: float = 0.0,
    time_limit: float = math.inf,
    whole: bool = True,
) -> Cover:
    """Return the least-cost numbers of officers on shift templates such that each period has the officers it requires.

    Minimises the cost of the officers plus `price` times the officer-periods missing. With a price and a gap the linear
    programme is rounded first (`sim.planning.rostering.rounding`); where that is not within the gap of its bound, and
    in all other cases, the integer programme is solved by scipy.optimize.milp (HiGHS), and the better of both is taken.

    Args:
        required: (H,) officers required in each period, 0 or more; need not be whole.
        templates: The shifts to choose from, each (H,) long.
        price: Cost of one officer missing for one period. None: as few as possible are missing whatever the cost,
            and of all such covers the cheapest is taken; the programme is then solved twice.
        limits: Rules over all templates.
        ceiling: Most officers at once.
        gap: Relative gap at which the search stops; 0 for a proven optimum.
        time_limit: Seconds after which each solution stops with the best cover found; none found: no officers.
        whole: Whether the integer programme is solved where rounding is not near enough; else only where it finds none.

    Raises:
        ValueError: for a length, a cost, a price or a presence that is not as above.
    """
    required = np.asarray(required, dtype=np.float64)
    _check(required, templates, price, limits)
    asked = _digest(required, templates, limits, ceiling, (price, gap, time_limit, whole))
    if asked not in _SOLVED:
        while len(_SOLVED) >= REMEMBERED:
            _SOLVED.pop(next(iter(_SOLVED)))
        _SOLVED[asked] = _solved(required, templates, price, limits, ceiling, gap, time_limit, whole)
    return _SOLVED[asked]


def _solved(
    required: F,
    templates: Sequence[Template],
    price: float | None,
    limits: Sequence[Limit],
    ceiling: Ceiling | None,
    gap: float,
    time_limit: float,
    whole: bool,
) -> Cover:
    programme = _Programme(required, templates, limits, ceiling, {"mip_rel_gap": gap, "time_limit": time_limit})
    costs = np.array([template.cost for template in templates])
    found = programme.least_short(costs) if price is None else programme.cheapest(costs, price, whole)
    officers = np.rint(found.x[: costs.size]).astype(np.int64)
    on_duty = programme.present @ officers
    return Cover(
        officers=officers,
        on_duty=on_duty,
        short=np.maximum(required - on_duty, 0.0),
        cost=float(costs @ officers),
        gap=found.gap,
        proven=found.proven,
        binding=programme.binding(officers),
    )


@dataclass
class _Found:
    x: F  # officers on each template, then those missing in each period
    gap: float
    proven: bool


class _Programme:
    """Variables: officers on each template (whole), then those missing in each period."""

    def __init__(
        self,
        required: F,
        templates: Sequence[Template],
        limits: Sequence[Limit],
        ceiling: Ceiling | None,
        options: dict[str, float],
    ) -> None:
        self.required, self.templates, self.limits, self.options = required, templates, limits, options
        self.ceiling = ceiling
        self.present = np.array([template.present for template in templates], dtype=np.float64)
        self.present = self.present.reshape(len(templates), required.size).T

    def cheapest(self, costs: F, price: float, whole: bool) -> _Found:
        """Return the cheapest cover found, by rounding where that is near enough to the bound of the linear
        programme, or where it is found and `whole` is false.
        """
        gap = self.options["mip_rel_gap"]
        quick = self._rounded(costs, price) if gap else None
        if quick is not None and (quick.proven or not whole):
            return quick
        found = self.solve(costs, price)
        if quick is None:
            return found
        objective = np.concatenate((costs, np.full(self.required.size, price)))
        of_quick, of_found = float(objective @ quick.x), float(objective @ found.x)
        bounds = [(1 - one.gap) * value for one, value in ((quick, of_quick), (found, of_found)) if one.gap < math.inf]
        best, value = (quick, of_quick) if of_quick <= of_found else (found, of_found)
        left = _relative(value, max(bounds, default=-math.inf))
        return _Found(best.x, left, found.proven or left <= gap)

    def _rounded(self, costs: F, price: float) -> _Found | None:
        """Return the linear programme in whole officers, with its distance to the bound; None if it finds none."""
        result = self._optimum(costs, price, math.inf, whole=False)
        if result.x is None or result.status != 0:
            return None
        choice = Choice(self.required, self.present, costs, price, self._most(), *self._rules())
        officers = rounded(choice, np.asarray(result.x[: costs.size]))
        if officers is None:
            return None
        gap = _relative(choice.value(officers), float(result.fun))
        missing = np.maximum(self.required - self.present @ officers, 0.0)
        return _Found(np.concatenate((officers, missing)), gap, gap <= self.options["mip_rel_gap"])

    def least_short(self, costs: F) -> _Found:
        """Return the cheapest of the covers with the fewest officer-periods missing."""
        first = self.solve(np.zeros(costs.size), 1.0)
        found = self.solve(costs, 0.0, float(first.x[costs.size :].sum()) + SLACK)
        if not math.isfinite(found.gap):
            found = _Found(first.x, found.gap, False)
        return _Found(found.x, max(first.gap, found.gap), first.proven and found.proven)

    def solve(self, costs: F, price: float, most_short: float = math.inf) -> _Found:
        """Return the best solution found with at most this many officer-periods missing; none found: nobody on duty."""
        result = self._optimum(costs, price, most_short, whole=True)
        if result.x is None:
            return _Found(np.concatenate((np.zeros(len(self.templates)), self.required)), math.inf, False)
        return _Found(np.asarray(result.x), float(result.mip_gap or 0.0), bool(result.status == 0))

    def _optimum(self, costs: F, price: float, most_short: float, whole: bool) -> Any:
        from scipy import optimize, sparse

        n, periods = len(self.templates), self.required.size
        weights, allowed = self._rules()
        rows = [
            sparse.hstack([sparse.csr_array(self.present), sparse.eye_array(periods)]),
            sparse.hstack([sparse.csr_array(weights), sparse.csr_array((len(allowed), periods))]),
            sparse.csr_array([[*np.zeros(n), *np.ones(periods)]]),
        ]
        low = np.concatenate((self.required, np.full(len(allowed) + 1, -np.inf)))
        high = np.concatenate((np.full(periods, np.inf), allowed, [most_short]))
        options: Any = {name: value for name, value in self.options.items() if math.isfinite(value)}
        return optimize.milp(
            np.concatenate((costs, np.full(periods, price))),
            integrality=np.repeat([int(whole), 0], [n, periods]),
            bounds=optimize.Bounds(np.zeros(n + periods), np.concatenate((self._most(), np.full(periods, np.inf)))),
            constraints=optimize.LinearConstraint(sparse.vstack(rows, format="csr"), low, high),
            options=options,
        )

    def _most(self) -> F:
        """(T,) most officers on each template."""
        return np.array([math.inf if template.most is None else template.most for template in self.templates])

    def _rules(self) -> tuple[F, F]:
        """(R, T) weights of the limits and then of the moments of the ceiling, and (R,) the most that each allows."""
        weights = np.array([limit.weights for limit in self.limits], dtype=np.float64)
        weights = weights.reshape(len(self.limits), len(self.templates))
        allowed = np.array([limit.most for limit in self.limits], dtype=np.float64)
        if self.ceiling is None:
            return weights, allowed
        return np.concatenate((weights, self.ceiling.there)), np.concatenate((allowed, self.ceiling.most))

    def binding(self, officers: I) -> tuple[str, ...]:
        """Return names of the rules that leave no room for one more officer on some template."""
        limits = [limit.name for limit in self.limits if self._binds(limit, officers)]
        given = zip(self.templates, officers, strict=True)
        return (*limits, *(t.name for t, count in given if t.most is not None and count >= t.most))

    def _binds(self, limit: Limit, officers: I) -> bool:
        heaviest = float(np.max(limit.weights, initial=0.0))
        return heaviest > 0 and float(limit.weights @ officers) + heaviest > limit.most + SLACK


def _digest(
    required: F,
    templates: Sequence[Template],
    limits: Sequence[Limit],
    ceiling: Ceiling | None,
    settings: tuple[float | None, ...],
) -> bytes:
    """Return what tells one programme from another."""
    digest = blake2b(repr((settings, [(t.name, t.cost, t.most) for t in templates])).encode())
    digest.update(repr([(limit.name, limit.most) for limit in limits]).encode())
    tables = [required, *(t.present for t in templates), *(limit.weights for limit in limits)]
    tables += [ceiling.there, ceiling.most] if ceiling else []
    for table in tables:
        digest.update(repr(np.shape(table)).encode())
        digest.update(np.ascontiguousarray(table, dtype=np.float64).tobytes())
    return digest.digest()


def _relative(value: float, bound: float) -> float:
    """Return how far a value may be from the least, as a share of it: 0 where it is no more than its bound."""
    return 0.0 if value <= bound + SLACK else (value - bound) / abs(value)


def _check(required: F, templates: Sequence[Template], price: float | None, limits: Sequence[Limit]) -> None:
    if required.ndim != 1 or not (required >= 0).all():
        raise ValueError("one required number of 0 or more for each period")
    for template in templates:
        present = np.asarray(template.present)
        if present.shape != required.shape or not ((present >= 0) & (present <= 1)).all():
            raise ValueError(f"template {template.name}: a presence of 0 to 1 for each of {required.size} periods")
        if template.cost < 0 or (template.most is not None and template.most < 0):
            raise ValueError(f"template {template.name}: a cost and a most of 0 or more")
    for limit in limits:
        if np.shape(limit.weights) != (len(templates),):
            raise ValueError(f"limit {limit.name}: a weight for each of {len(templates)} templates")
    if price is not None and price < 0:
        raise ValueError("a price of 0 or more")
