"""How often each kind of interval that is printed holds the truth.

Run by hand, it writes `interval_coverage.md` beside it: `python tests/experiments/statistics/interval_coverage.py
[EXPERIMENTS]`, 1,000 by default, about ten minutes of one core. Every cell draws its own values from a law whose truth
is known. `told` is how often there is an interval at all (else the page says "too few runs"); `holds` is how often it
holds the truth or there is none, which is promised to be 90% at least.
"""

import math
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import stats

from sim.experiments.comparison.differences import difference, of_paired_shares
from sim.experiments.statistics.intervals import of_median, of_share
from sim.experiments.statistics.means import means_so_far, of_mean
from sim.planning.triggers.judging.risk import of_ratio_of_means, of_ratio_of_totals
from sim.scenario.catalogue.figure import FigureInfo, Range

RUNS = (20, 50, 200)
F = np.ndarray
OPEN, SHARE = Range(0.0), Range(0.0, 1.0)
HOURS, WITHIN = FigureInfo("x", "h", "hours", ""), FigureInfo("x", "", "share", "")


class Law(NamedTuple):
    """What values are drawn from, and their mean."""

    name: str
    draw: Callable[[np.random.Generator, int], F]
    mean: float


class Row(NamedTuple):
    """One cell: the kind of interval, the law, how many runs, how often there is one, and how often it is right."""

    kind: str
    law: str
    runs: int
    told: float
    holds: float


def rare(nought: float, law: Law) -> Law:
    """The law in a share of runs, nought in the others."""
    return Law(
        f"nought in {nought:.0%}, else {law.name}",
        lambda chance, n: np.where(chance.random(n) < nought, 0.0, law.draw(chance, n)),
        (1 - nought) * law.mean,
    )


NORMAL = Law("normal, cv 0.1", lambda chance, n: chance.normal(1, 0.1, n), 1.0)
ONE = Law("one", lambda _, n: np.ones(n), 1.0)
EXPONENTIAL = Law("exponential", lambda chance, n: chance.exponential(1, n), 1.0)
GAMMA = Law("gamma, cv 2", lambda chance, n: chance.gamma(0.25, 4, n), 1.0)
LOGNORMAL = Law("lognormal, sigma 1", lambda chance, n: chance.lognormal(-0.5, 1, n), 1.0)
WILD = Law("lognormal, sigma 1.5", lambda chance, n: chance.lognormal(-1.125, 1.5, n), 1.0)
PARETO = Law("Pareto, index 2.5", lambda chance, n: (1 + chance.pareto(2.5, n)) * 0.6, 1.0)
POISSON = Law("Poisson, mean 3", lambda chance, n: chance.poisson(3, n).astype(float), 3.0)
BASE = (NORMAL, POISSON, EXPONENTIAL, GAMMA, LOGNORMAL, WILD, PARETO)
RARELY = tuple(rare(nought, law) for nought in (0.5, 0.8, 0.95, 0.99) for law in (ONE, EXPONENTIAL, LOGNORMAL))
SHARES = (
    Law("beta, mean 0.8", lambda chance, n: chance.beta(8, 2, n), 0.8),
    Law("beta near 1", lambda chance, n: chance.beta(20, 0.4, n), 20 / 20.4),
    Law("1 in 80%, else beta", lambda c, n: np.where(c.random(n) < 0.8, 1.0, c.beta(4, 1, n)), 0.8 + 0.2 * 0.8),
)
STEPS = (
    Law("normal", lambda chance, n: chance.normal(0.3, 1, n), 0.3),
    EXPONENTIAL,
    LOGNORMAL,
    Law("lognormal less lognormal", lambda c, n: c.lognormal(0, 1, n) - c.lognormal(0, 1, n), 0.0),
)
EQUAL = tuple(rare(nought, law) for nought in (0.5, 0.8, 0.95) for law in STEPS)
FEWEST = 0.90


def cell(kind: str, law: str, n: int, times: int, found: Callable[[np.random.Generator], tuple[F, float]]) -> Row:
    """A row; `found` draws once and gives the interval and the truth."""
    chance = np.random.default_rng([n, *kind.encode(), *law.encode()])
    told = held = 0
    for _ in range(times):
        (low, high), truth = found(chance)
        told += not math.isnan(low)
        held += math.isnan(low) or low <= truth <= high
    return Row(kind, law, n, told / times, held / times)


def means(n: int, times: int) -> Iterator[Row]:
    """Means of what is not below nought, and of shares."""
    for law in (*BASE, *RARELY):
        yield cell("mean", law.name, n, times, lambda c, law=law: (of_mean(law.draw(c, n), of=OPEN), law.mean))
    for law in SHARES:
        yield cell("mean share", law.name, n, times, lambda c, law=law: (of_mean(law.draw(c, n), of=SHARE), law.mean))


def differences(n: int, times: int) -> Iterator[Row]:
    """Paired differences, by themselves and as one of twenty at once."""
    for law in (*STEPS, *EQUAL):
        for many in (1, 20):

            def found(chance: np.random.Generator, law: Law = law, many: int = many) -> tuple[F, float]:
                one = difference(HOURS, np.zeros(n), law.draw(chance, n), many)
                return np.array([one.low, one.high]), law.mean

            yield cell(f"difference, of {many}", law.name, n, times, found)


def shares(n: int) -> Iterator[Row]:
    """Exact, by enumeration: the least over all shares, and over all pairs of chances of Tango's."""
    for least, most in ((1e-5, 0.05), (0.05, 0.5)):
        p = np.geomspace(least, most, 300)
        ends = np.array([of_share(k, n) for k in range(n + 1)])
        inside = (ends[:, 0] <= p[:, None]) & (p[:, None] <= ends[:, 1])
        held = (stats.binom.pmf(np.arange(n + 1), n, p[:, None]) * inside).sum(axis=1)
        yield Row("share of runs, the least", f"chance {least:g} to {most:g}", n, 1.0, float(held.min()))


def pairs(n: int, times: int) -> Iterator[Row]:
    """Tango's, of chances in pairs."""
    for up, down in ((0.3, 0.1), (0.1, 0.02), (0.05, 0.05), (0.02, 0.0)):

        def found(chance: np.random.Generator, up: float = up, down: float = down) -> tuple[F, float]:
            b, c, _ = chance.multinomial(n, [up, down, 1 - up - down])
            return np.array(of_paired_shares(int(b), int(c), n)), up - down

        yield cell("difference of chances", f"{up:.0%} up, {down:.0%} down", n, times, found)


def others(n: int, times: int) -> Iterator[Row]:
    """Medians, ratios over futures."""
    middle = math.exp(-0.5)
    yield cell("median", LOGNORMAL.name, n, times, lambda c: (of_median(LOGNORMAL.draw(c, n)), middle))
    for nought in (0.0, 0.5, 0.8):

        def ratio(chance: np.random.Generator, nought: float = nought) -> tuple[F, float]:
            there = chance.random(n) >= nought
            below = np.where(there, chance.exponential(1, n), 0.0)
            return of_ratio_of_means(np.where(there, 2 * below + chance.exponential(1, n), 0.0), below)[1], 3.0

        yield cell("ratio of means", f"nought in {nought:.0%}", n, times, ratio)

    def totals(chance: np.random.Generator) -> tuple[F, float]:
        of = chance.integers(0, 5, n)
        hits = chance.binomial(of, chance.beta(2, 0.5, n))
        return of_ratio_of_totals(hits.astype(float), of.astype(float))[1], 0.8

    yield cell("ratio of totals", "0 to 4 events, chance of its own", n, times, totals)


def stopped(times: int) -> Iterator[Row]:
    """The mean where `--replications auto` stops: relative half-width 10%, ten runs at least, five more."""
    for law in (NORMAL, EXPONENTIAL, LOGNORMAL, RARELY[4]):
        chance = np.random.default_rng([9, *law.name.encode()])
        held = 0
        for _ in range(max(times // 5, 1)):
            low, high, mean = means_so_far(law.draw(chance, 2000), OPEN)
            n = stop((high - low) / 2 <= 0.1 * mean)
            held += low[n - 1] <= law.mean <= high[n - 1]
        yield Row("mean, when told to stop", law.name, 0, 1.0, held / max(times // 5, 1))


def stop(good: F) -> int:
    """As `sim.experiments.statistics.precision.enough`."""
    since = 0
    for n in range(10, good.size + 1):
        since = (since or n) if good[n - 1] else 0
        if since and n - since >= max(5, 5 * since // 100):
            return n
    return int(good.size)


def table(times: int) -> list[Row]:
    """Every cell."""
    from interval_coverage_more import more

    rows = []
    for n in RUNS:
        parts = (means(n, times), differences(n, times), shares(n), pairs(n, times), others(n, times), more(n, times))
        for part in parts:
            rows += part
    return [*rows, *stopped(times)]


def page(rows: list[Row], times: int) -> str:
    """The rows as Markdown, a line a kind and law, a column a number of runs."""
    lines = [
        "# How often the intervals hold", "",
        f"Written by `interval_coverage.py` on {date.today()}, {times:,} experiments a cell (shares of runs: exact;",
        "mu* and Sobol' indices, which are resampled: a tenth as many).",
        "In each cell: how often the interval holds the truth or the page says that there are too few runs; in",
        "brackets, how often there is an interval, where that is not always. The standard error is 0.7 points.",
        "",
        "| interval | values | " + " | ".join(f"{n} runs" for n in RUNS) + " |", "|---|---|" + "---|" * len(RUNS),
    ]  # fmt: skip
    keys = dict.fromkeys((row.kind, row.law) for row in rows if row.runs)
    found = {(row.kind, row.law, row.runs): row for row in rows}
    for kind, law in keys:
        lines.append(f"| {kind} | {law} | " + " | ".join(_cell(found[kind, law, n]) for n in RUNS) + " |")
    lines += ["", "| stopping | values | at the end |", "|---|---|---|"]
    lines += [f"| {row.kind} | {row.law} | {row.holds:.1%} |" for row in rows if not row.runs]
    low = [row for row in rows if row.holds < FEWEST]
    lines += ["", f"Below {FEWEST:.0%}: {len(low)} of {len(rows)} cells.", ""]
    return "\n".join(lines)


def _cell(row: Row) -> str:
    return f"{row.holds:.1%}" + (f" ({row.told:.0%})" if row.told < 0.9995 else "")


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    written = page(table(count), count)
    Path(__file__).with_name("interval_coverage.md").write_text(written, encoding="utf-8")
    print(written.strip().splitlines()[-1])
