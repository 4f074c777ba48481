"""The law of daily arrivals as the language has it, and its first two moments over windows.

Day d brings events with a Poisson mean that a factor multiplies: gamma of mean 1 and standard deviation s, with a
first-order memory phi on the normal scale (`day_to_day`). An event brings X persons, so that, with mu the expected
persons of a day, D = E[X^2] / E[X] and r(k) the correlation of factors k days apart,

    Var(N_d) = D mu_d + s^2 mu_d^2,    Cov(N_d, N_d+k) = s^2 r(k) mu_d mu_d+k.
"""

import math
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from scipy.linalg import cho_solve_banded, cholesky_banded
from scipy.sparse import diags_array
from scipy.special import gammaincinv, ndtr

from sim.arrays import F

NODES = 80  # of Gauss-Hermite quadrature
FORGOTTEN = 1e-4  # a correlation below which days are taken to know nothing of each other
TERMS = 12  # of Hermite's expansion of a factor: the rest is under a thousandth of its variance up to s = 2


class DayToDay(NamedTuple):
    """How days differ: the standard deviation of their factor, its memory, and persons that come together
    (E[X^2] / E[X]; 1 if each comes alone)."""

    sd: float
    memory: float
    together: float = 1.0


@lru_cache(maxsize=4096)
def _hermite(sd: float) -> tuple[float, ...]:
    """Return the share of the variance of a gamma factor in each order of Hermite's polynomials, from the first."""
    x, w = np.polynomial.hermite_e.hermegauss(NODES)
    factor = gammaincinv(1 / sd**2, np.clip(ndtr(x), 1e-300, 1 - 1e-16)) * sd**2
    shares = []
    for j in range(1, TERMS + 1):
        c = float((w * factor * np.polynomial.hermite_e.hermeval(x, np.eye(TERMS + 1)[j])).sum() / w.sum())
        shares.append(c * c / math.factorial(j))
    whole = sum(shares)
    return tuple(share / whole for share in shares)


def correlations(sd: float, memory: float, lags: int) -> F:
    """Return (lags,) the correlation of the factors of days 0, 1, ... apart (Cario and Nelson 1996)."""
    r = memory ** np.arange(lags) if memory else np.eye(1, lags)[0]
    found: F = np.polynomial.polynomial.polyval(r, (0.0, *_hermite(round(max(sd, 1e-3), 6))))
    return found


class Covariance:
    """The covariance of the counts of windows, factored. Windows in the order of their days touch few others, so it is
    kept as a band (Golub and Van Loan 2013, section 4.3).

    `mean` (D,) are the expected persons of each day, `windows` (W, D) has how much of each day is in a window.
    """

    def __init__(self, mean: F, windows: Any, days: DayToDay) -> None:
        own = windows * mean
        held = days.sd**2 * own @ _between(days.sd, days.memory, mean.size) @ own.T
        whole = (held + days.together * own @ windows.T).tocoo()
        self._sparse = whole
        below = whole.row >= whole.col
        row, col, value = whole.row[below], whole.col[below], whole.data[below]
        band = np.zeros((int((row - col).max()) + 1, windows.shape[0]))
        band[row - col, col] = value
        self.variance: F = band[0].copy()
        self._factor = cholesky_banded(band, lower=True)

    def solve(self, right: F) -> F:
        """Return the inverse times a vector, or the columns of a matrix."""
        found: F = cho_solve_banded((self._factor, True), right)
        return found

    @property
    def whole(self) -> F:
        """(W, W) the covariance."""
        found: F = self._sparse.toarray()
        return found

    @property
    def log_determinant(self) -> float:
        """The log of the determinant."""
        return 2 * float(np.log(self._factor[0]).sum())


@lru_cache(maxsize=8)
def _between(sd: float, memory: float, days: int) -> Any:
    """(D, D) the correlation of the factors of two days, as far as days remember; not to be written to."""
    r = correlations(sd, memory, days)
    far = int(np.searchsorted(-r, -FORGOTTEN))
    lags = np.arange(1 - far, far)
    return diags_array([np.full(days - abs(k), r[abs(k)]) for k in lags], offsets=lags, format="csr")
