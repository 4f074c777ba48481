"""Truth 2: a case whose best policy is known is recovered. One hall, all times exponential, a threshold of persons.

Persons come as a Poisson stream, 24 a day, and stay 6 h on average, whatever goes on. When more than U are in the hall
tents are ordered; they are there after 1 h on average, and are given back when fewer than L are in it. That is a Markov
chain in (idle, ordered or open; persons), and the expected loss of each U over the span is solved from it: set-up by
order, rent by hour open, and a price by person-hour above the space open. `watch_every: always`, so that an order falls
at the very arrival that crosses the threshold, and a release at the very departure.

The losses of the simulator are judged as in `tests/theory/estimate.py`: 9 means over 500 futures, each at most 4
standard errors from the chain. A right program fails one by chance with probability 7e-5, any of them with at most
7e-4; times are whole seconds, which moves a loss by less than a tenth of a standard error.

Then 100 experiments on futures of their own, each screened at two looks with a confidence of 95%. If the best were lost
in 5% of experiments, more than 11 of 100 would lose it with probability 4e-3; screening is built to lose it more
rarely. The constants were chosen from the chain and from the spread of 200 futures, the seed was not chosen.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.figures import basis, reduce
from sim.people.sampler import Sampler
from sim.planning.triggers.judging.selection import screen
from sim.port.flow.port import FlowPort
from sim.port.plan import plan
from sim.scenario.schema import Scenario

pytestmark = [pytest.mark.theory, pytest.mark.slow]

F = NDArray[np.float64]

ARRIVALS, STAY, LEAD, HOURS = 1.0, 6.0, 1.0, 29 * 24  # an hour, and hours
BASE, TENTS, RELEASE = 6, 6, 4
SET_UP, RENT, CROWDED = 300.0, 60.0, 60.0  # an order, an hour, a person-hour
THRESHOLDS = (5, 7, 9, 11, 13, 15, 17, 19, 21)
MOST = 40  # persons; more than 32 are there with a probability of 1e-13
EXPERIMENTS, LOOKS = 100, (5, 10)

PORT: dict[str, Any] = {
    "name": "hire and fire",
    "start": "2025-01-01",
    "end": "2025-01-30",
    "warm_up": "0 d",
    "seed": 5,
    "arrivals": {"claimants": {"claimants_per_day": 24 * ARRIVALS, "day_to_day": 0}},
    "people": {"party_size": {1: 1}},
    "process": {
        "steps": {"stay": {"area": "hall", "time": {"exponential": {"mean": f"{STAY} h"}}}},
        "journeys": {"everyone": ["stay"]},
    },
    "space": {"areas": {"hall": {"persons": BASE}}},
}


def scenario(threshold: int) -> Scenario:
    tents = {
        "watch_every": "always",
        "order_when": {"watch": "occupancy", "of": "hall", "above": threshold},
        "release_when": {"watch": "occupancy", "of": "hall", "below": RELEASE},
        "lead_time": {"exponential": {"mean": f"{LEAD} h"}},
        "brings": {"areas": {"hall": TENTS}},
        "cost": {"set_up": f"{SET_UP} CAD", "per_month": f"{RENT * 730.5} CAD"},
    }
    return Scenario.model_validate(PORT | {"contingency": {"tents": tents}})


def exact(threshold: int) -> float:
    """The expected loss over the span, from an empty hall with no tents.

    v' = Q v + c from v(0) = 0, for the loss v from each state over the time that is left, Q the rates between states
    and c the loss an hour, what is due at a change among it. By the exponential of [[Q, c], [0, 0]] (Van Loan 1978).
    """
    from scipy.linalg import expm

    n = MOST + 1
    both = np.zeros((3 * n + 1, 3 * n + 1))
    for phase, persons, (to, then), rate, due in changes(threshold):
        both[phase * n + persons, to * n + then] += rate
        both[phase * n + persons, phase * n + persons] -= rate
        both[phase * n + persons, -1] += rate * due
    for phase, space, rent in ((0, BASE, 0.0), (1, BASE, 0.0), (2, BASE + TENTS, RENT)):
        both[phase * n : (phase + 1) * n, -1] += CROWDED * np.maximum(np.arange(n) - space, 0) + rent
    return float(expm(both * HOURS)[0, -1])


def changes(threshold: int) -> Iterator[tuple[int, int, tuple[int, int], float, float]]:
    """From phase (0 idle, 1 ordered, 2 open) and persons, to which, at what rate, and what is due then."""
    for persons in range(MOST + 1):
        for phase in range(3):
            if persons < MOST:
                orders = phase == 0 and persons + 1 > threshold
                yield phase, persons, (1 if orders else phase, persons + 1), ARRIVALS, SET_UP * orders
            if persons:
                over = phase == 2 and persons - 1 < RELEASE
                yield phase, persons, (0 if over else phase, persons - 1), persons / STAY, 0.0
        yield 1, persons, (0 if persons < RELEASE else 2, persons), 1 / LEAD, 0.0  # tents no longer wanted go at once


class Futures:
    """Every policy on the same people, as an experiment plays them, people drawn once."""

    def __init__(self) -> None:
        self.plans = [plan(scenario(threshold)) for threshold in THRESHOLDS]
        self.bases = [basis(one) for one in self.plans]
        self.sampler = Sampler(self.plans[0].scenario)

    def losses(self, number: int, standing: NDArray[np.bool_]) -> F:
        """(P,) the loss of each policy that stands in one future; NaN of the others."""
        sample, found = self.sampler.sample(number), np.full(len(THRESHOLDS), np.nan)
        for k in np.flatnonzero(standing):
            run = reduce(self.bases[k], sample, FlowPort(self.plans[k], sample).play(), number)
            figures = dict(zip(self.bases[k].names, run.figures, strict=True))
            found[k] = figures["cost_tents"] + CROWDED * figures["over_capacity_person_hours_hall"]
        return found


def test_the_best_threshold_is_recovered():
    futures, truth = Futures(), np.array([exact(threshold) for threshold in THRESHOLDS])
    best = int(truth.argmin())
    seen, kept, left = [], 0, 0
    for experiment in range(EXPERIMENTS):
        losses = np.full((len(THRESHOLDS), LOOKS[-1]), np.nan)
        standing, before = np.ones(len(THRESHOLDS), np.bool_), 0
        for look in LOOKS:
            for k in range(before, look):
                losses[:, k] = futures.losses(1 + experiment * LOOKS[-1] + k, standing)
            standing, before = screen(losses[:, :look], standing, 0.95, len(LOOKS)), look
        seen.append(losses[:, : LOOKS[0]])
        kept, left = kept + bool(standing[best]), left + int(standing.sum())
    simulated = np.concatenate(seen, axis=1)
    error = simulated.std(axis=1, ddof=1) / np.sqrt(simulated.shape[1])
    told = f"{simulated.mean(axis=1).round()} with errors {error.round()}, exact {truth.round()}"
    assert (np.abs(simulated.mean(axis=1) - truth) < 4 * error).all(), told
    assert (error < 0.01 * truth).all(), told
    assert kept >= 89
    assert left <= EXPERIMENTS * len(THRESHOLDS) / 3, left
