"""Further cells of `interval_coverage.py`: percentiles over runs, dates, bounded figures, proofs, and the inputs."""

import math
from collections.abc import Callable, Iterator

import numpy as np
from interval_coverage import EXPONENTIAL, LOGNORMAL, NORMAL, ONE, SHARE, F, Law, Row, cell, rare
from scipy import stats
from scipy.stats.qmc import Sobol

from sim.experiments.comparison.differences import difference
from sim.experiments.sensitivity import morris, sobol
from sim.experiments.statistics.means import of_mean
from sim.experiments.statistics.percentiles import of_percentile
from sim.experiments.statistics.variance import split
from sim.planning.staffing.rounds import errors, limits
from sim.scenario.catalogue.figure import FigureInfo, Range

FEWER = 10  # times fewer experiments of what is resampled a thousand times
DATE, HOURS = FigureInfo("x", "", "date", ""), FigureInfo("x", "h", "hours", "")
UP = FigureInfo("x", "", "flag", "")
DAY = Law("uniform, 0 to 24", lambda chance, n: chance.uniform(0, 24, n), 12.0)
OFTEN_NOUGHT = rare(0.8, EXPONENTIAL)
BASES = {20: 16, 50: 64, 200: 256}  # of Sobol', powers of two


def more(n: int, times: int) -> Iterator[Row]:
    """Every further cell for so many runs."""
    for part in (percentiles, dates, bounded, proofs, inputs):
        yield from part(n, times)
    yield from screens(n, max(times // FEWER, 1))
    yield from indices(n, max(times // FEWER, 1))


def percentiles(n: int, times: int) -> Iterator[Row]:
    """The 5th, 50th and 95th percentile over the runs."""
    quantiles = {
        NORMAL: lambda p: float(stats.norm(1, 0.1).ppf(p)),
        LOGNORMAL: lambda p: float(stats.lognorm(1, scale=math.exp(-0.5)).ppf(p)),
        OFTEN_NOUGHT: lambda p: max(-math.log((1 - p) / 0.2), 0.0) if p > 0.8 else 0.0,
    }
    for percent in (5, 50, 95):
        for law, known in quantiles.items():
            truth = known(percent / 100)
            kind = f"percentile of runs, {percent}%"
            draw = law.draw
            yield cell(kind, law.name, n, times, lambda c, d=draw, t=truth, p=percent: (of_percentile(d(c, n), p), t))


def dates(n: int, times: int) -> Iterator[Row]:
    """The median of paired differences of dates, by itself and as one of twenty at once."""
    for law, truth in ((NORMAL, 1.0), (EXPONENTIAL, math.log(2)), (OFTEN_NOUGHT, 0.0)):
        for many in (1, 20):

            def found(chance: np.random.Generator, law: Law = law, t: float = truth, k: int = many) -> tuple[F, float]:
                one = difference(DATE, np.zeros(n), law.draw(chance, n), k)
                return np.array([one.low, one.high]), t

            yield cell(f"difference of dates, of {many}", law.name, n, times, found)


def bounded(n: int, times: int) -> Iterator[Row]:
    """Means of figures that have a most, nought in so many runs that none may show anything else."""
    for nought in (0.8, 0.95, 0.99):
        for law, of in ((rare(nought, ONE), SHARE), (rare(nought, DAY), Range(0.0, 24.0))):
            kind = f"mean, at most {of.most:g}"
            yield cell(kind, law.name, n, times, lambda c, w=law, r=of: (of_mean(w.draw(c, n), of=r), w.mean))


def proofs(n: int, times: int) -> Iterator[Row]:
    """Both one-sided limits of a proof of eight rounds."""
    flag = rare(0.9, ONE)
    for figure, law in ((HOURS, NORMAL), (HOURS, LOGNORMAL), (HOURS, OFTEN_NOUGHT), (UP, flag)):
        kind = f"limits of a proof, {figure.kind}"
        error = errors(8)[0]
        yield cell(kind, law.name, n, times, lambda c, w=law, f=figure, e=error: (limits(f, w.draw(c, n), e), w.mean))


def inputs(n: int, times: int) -> Iterator[Row]:
    """The share of the variance over runs that comes from two inputs, and that of the first."""
    scatter = {
        "half, the rest normal": (1.0, lambda chance: chance.normal(0, math.sqrt(2), n)),
        "half, the rest exponential": (1.0, lambda chance: chance.exponential(math.sqrt(2), n)),
        "none, nought in 80%": (0.0, lambda chance: OFTEN_NOUGHT.draw(chance, n)),
    }
    for name, (slope, rest) in scatter.items():
        for which, truth in (("inputs", 0.5 * slope), ("one input", 0.25 * slope)):

            def found(
                chance: np.random.Generator,
                a: float = slope,
                noise: Callable[[np.random.Generator], F] = rest,
                t: float = truth,
                one: bool = which == "one input",
            ) -> tuple[F, float]:
                x = stats.norm.ppf(np.clip(Sobol(2, rng=chance).random(256)[:n], 1e-9, 1 - 1e-9))  # as runs draw them
                whole = split(a * x.sum(axis=1) + noise(chance), x, ("a", "b"))
                first = next(each for each in whole.influences if each.path == "a")
                low, high = (first.low, first.high) if one else (whole.low, whole.high)
                return np.array([low, high]), t

            yield cell(f"share of variance from {which}", name, n, times, found)


def screens(n: int, times: int) -> Iterator[Row]:
    """Morris' mu* of an input that interacts with another, of so many trajectories."""
    models = {"2a + ab": lambda p: 2 * p[..., 0] + p[..., 0] * p[..., 1], "exp(3a + 2b)": _steep}
    for name, model in models.items():
        every = morris.trajectories(2, 40_000, np.random.default_rng(1))
        truth = float(np.abs(morris.elementary_effects(every, model(every))).mean(axis=0)[0])

        def found(chance: np.random.Generator, f: Callable[[F], F] = model, t: float = truth) -> tuple[F, float]:
            points = morris.trajectories(2, n, chance)
            one = morris.screen(points, f(points), chance)[0]
            return np.array([one.low, one.high]), t

        yield cell("mu*, so many trajectories", name, n, times, found)


def _steep(points: F) -> F:
    return np.asarray(np.exp(3 * points[..., 0] + 2 * points[..., 1]))


def indices(n: int, times: int) -> Iterator[Row]:
    """Sobol' indices of the first input, of 16, 64 and 256 base points."""
    models = {
        "a + 2b": (lambda p: p[..., 0] + 2 * p[..., 1], (0.2, 0.2)),
        "exp(3a + 2b)": (_steep, _steep_shares()),
    }
    for name, (model, (first, total)) in models.items():
        for which, truth in (("first", first), ("total", total)):

            def found(
                chance: np.random.Generator,
                f: Callable[[F], F] = model,
                t: float = truth,
                total: bool = which == "total",
            ) -> tuple[F, float]:
                one = sobol.indices(f(sobol.design(2, BASES[n], chance)), chance)[0]
                return np.array([one.total_low, one.total_high] if total else [one.first_low, one.first_high]), t

            yield cell(f"Sobol' index, {which}", name, n, times, found)


def _steep_shares() -> tuple[float, float]:
    """Exact: of a product of independent parts the variance is that of each, times the square of the other's mean."""
    (m, s), (k, r) = (((math.exp(c) - 1) / c, (math.exp(2 * c) - 1) / (2 * c)) for c in (3, 2))
    one, other, both = s - m**2, r - k**2, s * r - (m * k) ** 2
    return one * k**2 / both, 1 - other * m**2 / both
