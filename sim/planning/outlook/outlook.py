"""What the next days hold, from who is here now: many runs that go on from the state of a port, hour by hour.

The sample of a state has what is known of it; what it does not say is drawn given what it does (`people.known`). So
each run is a way in which the next days may go, and shares of runs are chances. What is uncertain in the scenario is
drawn for each run."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.arrays import HOUR, B, F, I
from sim.errors import ArgumentError, Interrupted
from sim.experiments.playing.runner import Runner
from sim.experiments.result import Result
from sim.experiments.run import run
from sim.experiments.store.ledger import in_turn
from sim.people.chance.uncertain_inputs import number_of
from sim.planning.outlook.beyond import Lease, leases
from sim.planning.outlook.from_state import DAYS, going_on, within_law
from sim.planning.outlook.hour_by_hour import HourByHour
from sim.planning.outlook.orders_file import Begun
from sim.planning.outlook.state_file import PortState
from sim.scenario.calendar.clock import clock
from sim.scenario.schema import Scenario
from sim.wording import say

BANDS = (50, 80, 95)  # percent of the runs that lie within each
RISK = 0.1  # chance of more people than space from which on space is asked for, unless another is given
Persons = NDArray[np.signedinteger[Any]]


class Threshold(NamedTuple):
    """More people in an area than so much of its space: of the open or of the base space."""

    area: str
    share: float
    of: str


@dataclass(frozen=True)
class Outlook:
    """R runs from the moment of a state on, H hours, A areas, P pools, D days the first of which may be cut.

    `scenario` is that from the state on, which holds its rows: it is not written anywhere.
    """

    base: Scenario
    scenario: Scenario
    at: datetime
    totals: dict[str, tuple[int, int]]  # persons by step: waiting, under way
    counts: str  # the file of counts that the level rests on; empty: that of the scenario
    risk: float
    seed: int
    on_site: Persons  # (R, H) at each full hour from the start on
    occupancy: Persons  # (A, R, H)
    space: Persons  # (A, R, H)
    needed: F  # (P, R, H)
    on_duty: F  # (P, R, H)
    arrivals: I  # (R, D)
    day: I  # (H,) which day each full hour is in
    leases: tuple[Lease, ...]
    late: int = 0  # parties whose step has gone on for longer than is believed

    @property
    def replications(self) -> int:
        """How many runs."""
        return int(self.on_site.shape[0])

    @property
    def thresholds(self) -> tuple[Threshold, ...]:
        """Return what is watched of each area: all of its open space, and what measures look at."""
        return thresholds(self.base)

    def above(self, threshold: Threshold) -> B:
        """Return (R, D) whether people are above a threshold at any full hour of each day."""
        k = list(self.base.space.areas).index(threshold.area)
        space = self.space[k] if threshold.of == "open" else np.int64(self.base.space.areas[threshold.area].persons)
        over = self.occupancy[k] > threshold.share * space
        return np.stack([over[:, self.day == d].any(axis=1) for d in range(self.days)], axis=1)

    def peaks(self, rows: Persons) -> Persons:
        """Return (R, D) the most at any full hour of each day, of (R, H)."""
        return np.stack([rows[:, self.day == d].max(axis=1) for d in range(self.days)], axis=1)

    @property
    def days(self) -> int:
        """Days, the first and the last of which may be cut."""
        return int(self.day[-1]) + 1

    def first_risky(self, area: str) -> int | None:
        """Return the first day on which the chance of more people than open space reaches the risk that is taken."""
        chance = self.above(Threshold(area, 1.0, "open")).mean(axis=0)
        at = np.flatnonzero(chance >= self.risk)
        return int(at[0]) if at.size else None


def quantiles(rows: NDArray[Any], percents: Sequence[float]) -> F:
    """Return (percents, ..) over the runs, which come first: the least value that such a share does not exceed."""
    found: F = np.quantile(rows, np.array(percents) / 100, axis=0, method="inverted_cdf").astype(np.float64)
    return found


def edges(band: int) -> tuple[float, float]:
    """Return the percentiles between which a band lies."""
    return (100 - band) / 2, (100 + band) / 2


def thresholds(scenario: Scenario) -> tuple[Threshold, ...]:
    """Return all of the open space of each area, and the shares of space above which measures call for something."""
    found = [Threshold(area, 1.0, "open") for area in scenario.space.areas]
    for measure in scenario.measures.values():
        for condition in measure.order_when.conditions.values() if measure.order_when else ():
            level = condition.above
            if condition.watch == "occupancy" and condition.of and level and level.kind == "share":
                found.append(Threshold(condition.of, level.value, condition.of_space))
    return tuple(dict.fromkeys(found))


def outlook(
    scenario: Scenario, state: PortState, begun: Begun, replications: int, using: Runner,
    *, counts: str = "", risk: float = RISK, days: int = DAYS,
) -> Outlook:  # fmt: skip
    """Play on from a state; nothing of it goes to a store or a cluster. ArgumentError, ScenarioError, Interrupted."""
    if replications < 1 or not 0 < risk < 1:
        raise ArgumentError(say("at least one run, and a risk between 0 and 1"))
    state, late = within_law(scenario, state, begun)
    ahead = going_on(scenario, state, begun, days)
    numbering = number_of if ahead.uncertain else in_turn
    found = run(ahead, replications, using.here(), make=HourByHour, numbering=numbering)
    if found.interrupted:
        raise Interrupted(say("the runs were ended before all were finished"))
    made = _made(scenario, ahead, state, found, counts, risk, leases(scenario, ahead, state, begun, using))
    return replace(made, late=late)


def _made(
    base: Scenario, ahead: Scenario, state: PortState, found: Result, counts: str, risk: float, of: tuple[Lease, ...]
) -> Outlook:
    time, areas = clock(ahead), range(len(ahead.space.areas))
    hours = found.by_run("on_site").shape[1]
    day = np.searchsorted(time.midnights, time.start + HOUR * np.arange(hours), side="right") - 1
    return Outlook(
        base, ahead, state.at, state.totals, counts, risk, found.seed,
        on_site=found.by_run("on_site"),
        occupancy=np.array([found.by_run("occupancy", k) for k in areas]).reshape(-1, len(found.runs), hours),
        space=np.array([found.by_run("space", k) for k in areas]).reshape(-1, len(found.runs), hours),
        needed=np.array([run.busy for run in found.runs]).swapaxes(0, 1),
        on_duty=np.array([run.on_duty for run in found.runs]).swapaxes(0, 1),
        arrivals=np.array([run.arrivals.sum(axis=0) for run in found.runs]),
        day=day,
        leases=of,
    )  # fmt: skip
