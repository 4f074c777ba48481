"""How days differ, as windows of counts tell it: estimates and intervals by the adjusted profile likelihood."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from scipy import optimize
from scipy.stats import t as student

from sim.arrays import F
from sim.calibration.fitting.daily_law import Covariance, DayToDay
from sim.calibration.fitting.likelihood import Windows, log_likelihood, means

CONFIDENCE = 0.95
# A parameter is estimated where the counts would tell it to this standard error, at usual values; else it is held.
TELLS = {"weekday": 0.35, "memory": 0.2, "sd": 0.7}
USUAL = DayToDay(0.3, 0.3)
SD_OF_LONG, LONG = 0.6, 7  # the most in windows of more days, which do not tell it from a change of level
SDS, MEMORIES = (0.01, 3.0), (0.0, 0.95)
DRAWN = 4  # times that the end of an interval is sought
Profile = Callable[[float], float]
minimize: Any = optimize.minimize
minimize_scalar: Any = optimize.minimize_scalar


class Interval(NamedTuple):
    """An estimate with its 95% interval."""

    at: float
    low: float
    high: float


def rate_of(windows: Windows) -> F:
    """(D,) persons a day, the same on all of them."""
    return np.full(windows.days.shape[1], max(windows.counts.sum() / windows.days.sum(), 0.05))


def range_of(windows: Windows) -> tuple[float, float]:
    """Return the range in which `sd` is sought."""
    length = float(np.median(np.diff(windows.days.indptr)))
    return (SDS[0], SD_OF_LONG) if length > LONG else SDS


def first_guess(windows: Windows) -> F:
    """Return the parameters from which scoring starts: each level as the mean over its windows."""
    at = np.zeros(windows.design.shape[1])
    for k in range(at.size):
        on = windows.design[:, k] == 1
        if set(np.unique(windows.design[:, k])) <= {0.0, 1.0}:
            share = windows.days @ on.astype(np.float64)
            weight = share / np.maximum(windows.days.sum(axis=1), 1e-9)
            at[k] = np.log(max((weight * windows.counts).sum() / max((weight * share).sum(), 1e-9), 0.05))
    return at


class Told(NamedTuple):
    """How days differ, and which of it windows tell: what they do not is as it was held."""

    days: DayToDay
    sd: bool
    memory: bool


def estimate(windows: Windows, held: DayToDay) -> Told:
    """Return how days differ: the adjusted profile likelihood at its highest, in what windows tell."""
    tells_sd, tells_memory = _tells(windows, held)
    if not tells_sd or windows.counts.size - windows.design.shape[1] < 2:
        return Told(held, False, False)
    surface = _Surface(windows, held)
    if not tells_memory:
        log_sd = minimize_scalar(
            lambda x: -surface.at(x, held.memory),
            bounds=np.log(range_of(windows)),
            method="bounded",
            options={"xatol": 1e-3},
        ).x
        return Told(held._replace(sd=float(np.exp(log_sd))), True, False)
    best = minimize(
        lambda x: -surface.at(x[0], x[1]), [np.log(USUAL.sd), USUAL.memory], method="Nelder-Mead",
        bounds=[tuple(np.log(range_of(windows))), MEMORIES], options={"xatol": 2e-3, "fatol": 1e-3, "maxfev": 120},
    ).x  # fmt: skip
    return Told(held._replace(sd=float(np.exp(best[0])), memory=float(best[1])), True, True)


def intervals(windows: Windows, told: Told) -> tuple[Interval | None, Interval | None]:
    """Return the profile intervals of `sd` and of `memory`; None for what is held."""
    if not told.sd:
        return None, None
    free, surface = windows.counts.size - windows.design.shape[1], _Surface(windows, told.days)
    sd = surface.interval_of_sd(told.days, free, told.memory)
    return sd, surface.interval_of_memory(told.days, free) if told.memory else None


def _tells(windows: Windows, held: DayToDay) -> tuple[bool, bool]:
    """Return whether windows tell `sd`, and whether they tell `memory` besides it, at usual values (expected
    information of a normal law)."""
    rate = rate_of(windows)

    def whole(sd: float, memory: float) -> F:
        return Covariance(rate, windows.days, DayToDay(sd, memory, held.together)).whole

    v, (s, m) = Covariance(rate, windows.days, USUAL._replace(together=held.together)), USUAL[:2]
    step = 1e-3
    changes = (whole(s * np.exp(step), m) - whole(s * np.exp(-step), m), whole(s, m + step) - whole(s, m - step))
    a, b = (v.solve(change) / (2 * step) for change in changes)
    information = 0.5 * np.array([[(a * a.T).sum(), (a * b.T).sum()], [(a * b.T).sum(), (b * b.T).sum()]])
    alone = 1 / np.sqrt(max(information[0, 0], 1e-12))
    left = information[1, 1] - information[0, 1] ** 2 / max(information[0, 0], 1e-12)
    return bool(alone < TELLS["sd"]), bool(1 / np.sqrt(max(left, 1e-12)) < TELLS["memory"])


class _Surface:
    """The adjusted log likelihood over log sd and memory; the means are estimated at each point."""

    def __init__(self, windows: Windows, held: DayToDay) -> None:
        self._windows, self._held, self._start = windows, held, first_guess(windows)
        self._known: dict[tuple[float, float], float] = {}

    def at(self, log_sd: float, memory: float) -> float:
        """Return the value at a point."""
        key = (round(float(log_sd), 9), round(float(memory), 9))
        if key not in self._known:
            days = self._held._replace(sd=float(np.exp(log_sd)), memory=float(memory))
            try:
                found = means(self._windows, days, self._start)
                self._start = found.at
                self._known[key] = log_likelihood(self._windows, found)
            except np.linalg.LinAlgError:
                self._known[key] = -1e10
        return self._known[key]

    def interval_of_sd(self, days: DayToDay, free: int, memory: bool) -> Interval:
        """Return the profile interval of `sd`; over `memory` too, if it was estimated."""

        def profile(log_sd: float) -> float:
            return self._over_memory(log_sd, days.memory) if memory else self.at(log_sd, days.memory)

        low, high = self._ends(profile, float(np.log(days.sd)), np.log(range_of(self._windows)), free)
        return Interval(days.sd, float(np.exp(low)), float(np.exp(high)))

    def interval_of_memory(self, days: DayToDay, free: int) -> Interval:
        """Return the profile interval of `memory`, over `sd` too."""
        near = float(np.log(days.sd))
        low, high = self._ends(lambda x: self._over_sd(x, near), days.memory, np.array(MEMORIES), free)
        return Interval(days.memory, low, high)

    def _over_memory(self, log_sd: float, near: float) -> float:
        bounds = (max(near - 0.35, MEMORIES[0]), min(near + 0.35, MEMORIES[1]))
        return _highest(lambda memory: self.at(log_sd, memory), bounds)

    def _over_sd(self, memory: float, near: float) -> float:
        return _highest(lambda log_sd: self.at(log_sd, memory), (near - 0.5, near + 0.5))

    @staticmethod
    def _ends(profile: Profile, at: float, bounds: F, free: int) -> tuple[float, float]:
        """Return where the profile has fallen by what F allows; an end of the range where it does not."""
        wide = float(student.ppf(0.5 + CONFIDENCE / 2, free))
        target = profile(at) - 0.5 * (free + 1) * float(np.log1p(wide**2 / free))
        return tuple(_crossing(profile, at, float(end), target) for end in bounds)  # type: ignore[return-value]


def _highest(curve: Profile, bounds: tuple[float, float]) -> float:
    found = minimize_scalar(lambda x: -curve(x), bounds=bounds, method="bounded", options={"maxiter": 8})
    return -float(found.fun)


def _crossing(profile: Profile, at: float, end: float, target: float) -> float:
    """Return where a profile falls to a value between its highest point and an end: the root of its fall is nearly a
    straight line, which is drawn again three times."""
    fall = profile(at) - target
    step = (end - at) / abs(end - at) * min(0.2, abs(end - at)) if end != at else 0.0
    for _ in range(DRAWN):
        if abs(step) >= abs(end - at):
            return end
        step *= float(np.clip(np.sqrt(fall / max(profile(at) - profile(at + step), 1e-9)), 0.3, 4.0))
    return at + step if abs(step) < abs(end - at) else end
