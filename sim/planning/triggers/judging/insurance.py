"""A policy as an insurance against never ordering: what it costs and what it spares, future by future."""

from dataclasses import dataclass

import numpy as np

from sim.arrays import F
from sim.experiments.statistics.intervals import Interval
from sim.experiments.statistics.means import of_mean
from sim.experiments.statistics.strata import Strata
from sim.planning.triggers.judging.risk import in_the_worst

DIGITS = 1e-9  # differences below this share of the losses are rounding


@dataclass(frozen=True)
class Insurance:
    """A policy against never ordering, over the futures in which both were played.

    The premium is what the policy loses more where it does not pay, equal futures among them. The worst futures are
    those in which never ordering loses most: a share of all, the one at its edge in part.
    """

    saved: F  # (n,) what never ordering loses less what the policy loses
    never: F  # (n,) what never ordering loses
    mean: float  # saved
    interval: Interval  # of that mean, 95%
    pays: int  # futures in which it loses less than never ordering
    same: int
    costs: int  # futures in which it loses more
    spared: float  # mean where it pays; NaN where it does nowhere
    premium: float  # mean where it does not pay; NaN where it pays everywhere
    worst: float  # futures that are the worst
    held: float  # share of what never ordering loses that lies in these; NaN where it loses nothing
    inside: float  # saved, mean over the worst futures
    outside: float  # and over all others; NaN where there are none
    never_inside: float  # loss of never ordering, mean over the worst futures
    policy_inside: float  # and of the policy
    strata: Strata | None = None  # how the futures were drawn, if by strata; None: all weigh the same

    @property
    def futures(self) -> int:
        """How many futures there are."""
        return int(self.saved.size)

    @property
    def weights(self) -> F:
        """(n,) how much of all futures each stands for; they sum to 1."""
        return np.full(self.futures, 1 / self.futures) if self.strata is None else self.strata.weights

    @property
    def weighted(self) -> bool:
        """Whether some futures stand for more than others: a share of all is then no count of those played."""
        return self.strata is not None

    def share(self, what: str) -> float:
        """Return the share of futures in which it `pays`, `costs` more, or is the `same`."""
        sign = {"pays": 1, "costs": -1, "same": 0}[what]
        return float(self.weights @ (np.sign(self.saved) == sign))

    @property
    def shown(self) -> bool:
        """Whether the policy is shown to be better than never ordering: the interval lies above nought."""
        return bool(self.interval.low > 0)


def insurance(policy: F, never: F, worst: float, strata: Strata | None = None) -> Insurance:
    """Return what a policy insures against, from (n,) losses of it and of never ordering in the same futures, NaN where
    one was not played; `worst` is the share of the futures that are called so. ValueError without any future.
    """
    there = np.isfinite(policy) & np.isfinite(never)
    mine, theirs = policy[there], never[there]
    if not mine.size:
        raise ValueError("no future in which both were played")
    drawn = None if strata is None else strata.part(there)
    weight = np.ones(mine.size) if drawn is None else drawn.weights
    saved = theirs - mine
    saved = np.where(np.abs(saved) > DIGITS * np.maximum(np.abs(theirs), np.abs(mine)), saved, 0.0)
    pays = saved > 0
    inside = in_the_worst(theirs, worst, drawn)
    outside = 1.0 - inside
    total = float(theirs.sum() if drawn is None else weight @ theirs)
    return Insurance(
        saved=saved,
        never=theirs,
        mean=float(saved.mean()) if drawn is None else drawn.mean(saved),
        interval=of_mean(saved, strata=drawn),
        pays=int(pays.sum()),
        same=int((saved == 0).sum()),
        costs=int((saved < 0).sum()),
        spared=_mean(saved, pays * weight),
        premium=_mean(-saved, ~pays * weight),
        worst=float(inside.sum()),
        held=float((inside * weight) @ theirs) / total if total > 0 else float("nan"),
        inside=_mean(saved, inside * weight),
        outside=_mean(saved, outside * weight),
        never_inside=_mean(theirs, inside * weight),
        policy_inside=_mean(mine, inside * weight),
        strata=drawn,
    )


def _mean(values: F, weight: F) -> float:
    total = float(weight.sum())
    return float(weight @ values) / total if total > 0 else float("nan")
