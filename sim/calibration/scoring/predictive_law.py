"""The law that a forecast says of a count: draws, smoothed, and how good that was once the count is known.

Draws are smoothed on the scale log(n + 1/2): a normal kernel about each, as wide as Silverman (1986, equation 3.28) has
it for their spread, the draws first drawn in towards their mean so that the variance stays theirs (West 1993). The
chance of a count n is that of n - 1/2 to n + 1/2. All scores of a forecast are those of this one law.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import logsumexp, ndtr

from sim.arrays import F

BANDS = (50, 80, 95)  # percent
HALF = 0.5
LEAST_SPREAD = 0.02  # of the draws on the log scale
FAR = 6.0  # kernels from the draws at which the law ends
CLEAR = 1e-9  # chances down to which a difference of two shares is exact enough
FINEST = 600  # places at which the law is added up


class PredictiveLaw:
    """A law of a count, from draws of it."""

    def __init__(self, draws: F) -> None:
        logs = np.log(np.maximum(draws, 0.0) + HALF)
        spread = max(float(logs.std(ddof=1)) if logs.size > 1 else 0.0, LEAST_SPREAD)
        self._width = spread * min(1.06 * logs.size**-0.2, 0.9)
        kept = np.sqrt(1 - (self._width / spread) ** 2)
        self._at = logs.mean() + kept * (logs - logs.mean())
        self._grid = self._places()
        self._below = self.below(self._grid)

    def below(self, count: F) -> F:
        """Return the chance of this count or fewer; 0 for counts below 0."""
        count = np.atleast_1d(np.asarray(count, dtype=np.float64))
        place = np.log(np.maximum(count + HALF, 1e-300) + HALF)
        found: F = ndtr((place[:, None] - self._at[None, :]) / self._width).mean(axis=1)
        return np.where(count < 0, 0.0, found)

    def _places(self) -> F:
        """Return whole numbers, each once, over all of the law: all of them where it is short, else as many as do."""
        low, high = self._at.min() - FAR * self._width, self._at.max() + FAR * self._width
        ends = max(np.floor(np.exp(low)) - 1, 0.0), np.ceil(np.exp(min(high, 40.0))) + 1
        if ends[1] - ends[0] < FINEST:
            return np.arange(ends[0], ends[1] + 1)
        return np.unique(np.rint(np.exp(np.linspace(np.log(ends[0] + 1), np.log(ends[1] + 1), FINEST)) - 1))

    def quantile(self, share: float) -> float:
        """Return the count below which this share of the law lies."""
        return float(np.interp(share, self._below, self._grid))

    def band(self, percent: float) -> tuple[float, float]:
        """Return the ends of the band in the middle that has this share of the law, as whole counts."""
        ends = (0.5 - percent / 200, 0.5 + percent / 200)
        low, high = (self._grid[min(int(np.searchsorted(self._below, one)), self._grid.size - 1)] for one in ends)
        return float(low), float(high)

    def above(self, level: float) -> float:
        """Return the chance of more than this count."""
        return 1 - float(self.below(np.array([level]))[0])

    def judged(self, count: float, share: float) -> "Judged":
        """Return how good the law was for this count; `share` is the uniform that splits the chance of the count."""
        upper, lower = (float(self.below(np.array([one]))[0]) for one in (count, count - 1))
        inside = tuple(low <= count <= high for low, high in map(self.band, BANDS))
        wide = tuple(high - low for low, high in map(self.band, BANDS))
        return Judged(inside, wide, lower + share * (upper - lower), self._crps(count), self._log_score(count))

    def _log_score(self, count: float) -> float:
        """Return minus the log of the chance of a count; far out in a tail, by the density at its middle."""
        ends = np.log(np.array([max(count, 1e-300), count + 1]))  # of the cell from count - 1/2 to count + 1/2
        inside = np.diff(ndtr((ends[:, None] - self._at[None, :]) / self._width), axis=0).mean()
        if inside > CLEAR:
            return -float(np.log(inside))
        off = (np.log(count + HALF) - self._at) / self._width
        log_density = logsumexp(-0.5 * off**2) - np.log(self._at.size * self._width * np.sqrt(2 * np.pi))
        return -float(log_density - np.log(count + HALF))

    def _crps(self, count: float) -> float:
        places = np.unique(np.concatenate((self._grid, [count, max(count, self._grid[-1]) + 1])))
        off = self.below(places) - (places >= count)
        return float((off[:-1] ** 2 * np.diff(places)).sum())


class Judged(NamedTuple):
    """Scores of one forecast: whether the count lies in each of the bands, how wide they are (persons), the randomised
    probability integral transform (Czado, Gneiting and Held 2009), the continuous ranked probability score (persons;
    Gneiting and Raftery 2007, equation 20) and minus the log of the chance of the count (their section 4.1). Of both
    scores less is better."""

    inside: tuple[bool, ...]
    wide: tuple[float, ...]
    pit: float
    crps: float
    log_score: float
