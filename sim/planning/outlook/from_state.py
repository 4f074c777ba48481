"""The scenario that goes on from a state: it begins at its moment, with who is here and what is ordered or open.

No further space is ordered in it, since the question is whether it must be; officers whom measures bring are, by their
rules. What nobody knows of the next days is left out: totals on which arrivals are conditioned. The
level of arrivals is that of now, so no storm that comes `per_year` is under way; one begins by its rate.
"""

from dataclasses import replace
from datetime import timedelta
from math import exp
from typing import Any

import numpy as np

from sim.people.sampler import Sampler
from sim.planning.outlook.orders_file import Begun
from sim.planning.outlook.state_file import PortState
from sim.scenario.schema import Scenario

DAYS = 28  # of 24 hours or so, that are foretold
YEAR = 365.25  # days
RARE = 500  # of the visits to a step, one in 500 lasts longer than the longest that is believed
DRAWN = 10  # replications by whose visits that is known
NOT_HERE = (
    "warm_up", "present_at_start", "run_on", "policy", "targets", "precision", "figures", "levers", "readings",
    "assumptions", "fitted_on",
)  # fmt: skip


def going_on(scenario: Scenario, state: PortState, begun: Begun, days: int = DAYS) -> Scenario:
    """Return the scenario from the moment of a state on, for this many days from that time on. ScenarioError."""
    first = state.at.date()
    late = 1 if state.at.hour or state.at.minute else 0
    edits: dict[tuple[Any, ...], Any] = {(name,): None for name in NOT_HERE} | {
        ("start",): first,
        ("begins",): f"{state.at:%H:%M}",
        ("end",): first + timedelta(days=days + late),
        ("census",): state.census,
    }
    for name, surge in scenario.surges.items():
        if surge.per_year:
            begin = 1 - exp(-surge.per_year * surge.probability * (days + late) / YEAR)
            edits |= {("surges", name, "per_year"): None, ("surges", name, "probability"): begin}
            edits[("surges", name, "begins")] = {"uniform": [str(first), str(first + timedelta(days=days + late - 1))]}
    edits |= {("arrivals", name, "conditioned_on"): None for name in scenario.arrivals}
    for name, measure in scenario.contingency.items():
        at = ("contingency", name)
        if name in begun:
            edits |= {(*at, "enabled"): True, (*at, "at_start"): begun[name]}
            edits |= {(*at, "order_when"): None} if measure.space else {}
        elif measure.space or (measure.at_start and measure.order_when is None):
            edits[(*at, "enabled")] = False
        elif measure.at_start:
            edits[(*at, "at_start")] = None
    return scenario.edited(edits, roster_to_come=True)


def within_law(scenario: Scenario, state: PortState, begun: Begun) -> tuple[PortState, int]:
    """Return the state with steps that have gone on for longer than one in `RARE` does taken as that long, and how many
    parties these are: nobody drawn would be so long at them, and a file may have a slip.
    """
    if state.census is None or not any(row.since for row in state.census.rows):
        return state, 0
    longest = _longest(going_on(scenario, state._replace(census=None), begun))
    rows, late = list(state.census.rows), 0
    for k, row in enumerate(rows):
        limit = longest.get((row.step, row.persons))
        if row.since is None or limit is None:
            continue
        since = state.at.replace(tzinfo=row.since.tzinfo) - timedelta(seconds=limit)
        if since > row.since:
            rows[k], late = replace(row, since=since), late + 1
    return state._replace(census=replace(state.census, rows=tuple(rows))), late


def _longest(scenario: Scenario) -> dict[tuple[str, int], int]:
    """Return the seconds that one in `RARE` of the visits to each step lasts longer than, by step and persons."""
    sampler, steps = Sampler(scenario), list(scenario.process.steps)
    drawn = [sampler.people(number) for number in range(1, DRAWN + 1)]
    columns = ((one.step, one.seconds, one.persons[one.party]) for one in drawn)
    step, seconds, persons = (np.concatenate(parts) for parts in zip(*columns, strict=True))
    found: dict[tuple[str, int], int] = {}
    for s, n in sorted({*zip(step.tolist(), persons.tolist(), strict=True)}):
        mine = seconds[(step == s) & (persons == n)]
        found[steps[s], n] = int(np.quantile(mine, 1 - 1 / RARE))
    return found
