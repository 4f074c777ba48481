"""A port whose days differ by chance alone, for the outlook: runs of it, and their ranks among what was foretold."""

from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
from scipy.stats import chisquare
from stopped_runs import on_site, rows, written

from sim.arrays import DAY, HOUR, F, I
from sim.experiments.playing.engine import Engine
from sim.planning.outlook.from_state import going_on, within_law
from sim.planning.outlook.state_file import read_state
from sim.scenario.load import load
from sim.scenario.schema import Scenario

LEADS = (6, 24, 72)  # hours
STOPPED = 2  # days after the start
PORT = """\
format: 2
name: outlook
start: 2025-07-01
end: 2025-07-08
arrivals: {road: {claimants_per_day: 60}}
people: {party_size: {1: .6, 2: .2, 3: .2}}
process:
  steps:
    see: {staff: {officers: 1}, area: hall, time: {lognormal: {mean: 1.5 h, cv: 0.8}}}
    decide: {staff: {officers: 1}, area: hall, time: {exponential: {mean: 2 h}}}
  journeys: {everyone: [see, decide]}
staff: {officers: {shifts: {day: {hours: 08:00-20:00, on_duty: 8}, night: {hours: 20:00-08:00, on_duty: 6}}}}
space: {areas: {hall: {persons: 60}}}
"""


def port(folder: Path, *sets: str) -> Scenario:
    """Return the port."""
    file = folder / "port.yaml"
    file.write_text(PORT, encoding="utf-8")
    return load(file, list(sets)).scenario


def noon(scenario: Scenario) -> datetime:
    """Return the moment at which its runs are stopped."""
    return datetime.combine(scenario.start, datetime.min.time()) + timedelta(days=STOPPED, hours=12)


def ranks(folder: Path, runs: int, draws: int, *, known: bool = True, first: int = 1) -> I:
    """(runs, leads) ranks, from 0 to `draws`, of people present among the draws of an outlook from noon; ties at
    random. An outlook is told the state of a run and nothing else.
    """
    scenario = port(folder)
    truth, chance = Engine(scenario), np.random.default_rng(first)
    tick = STOPPED * DAY + 12 * HOUR
    found = np.zeros((runs, len(LEADS)), dtype=np.int64)
    for k in range(runs):
        sample, log = truth.played(first + k)
        state = read_state(
            written(rows(truth.plan, sample, log, tick, known=known), folder / "now.csv"), scenario, noon(scenario)
        )
        state, _ = within_law(scenario, state, {})
        ahead = Engine(going_on(scenario, state, {}, 4).edited({"seed": 1_000_000 + first + k}))
        drawn = [ahead.played(number) for number in range(1, draws + 1)]
        for j, hours in enumerate(LEADS):
            own = on_site(sample, log, tick + hours * HOUR)
            here = np.array([on_site(*one, 12 * HOUR + hours * HOUR) for one in drawn])
            found[k, j] = (here < own).sum() + chance.integers(0, (here == own).sum() + 1)
    return found


def p_values(found: I, draws: int) -> F:
    """(leads,) chi-square p-values of ranks that are uniform; ranks are taken together until there are ten cells."""
    cells = 10 if (draws + 1) % 10 == 0 else draws + 1
    counts = [np.bincount(column * cells // (draws + 1), minlength=cells) for column in found.T]
    return np.array([chisquare(one).pvalue for one in counts])


def day(text: str) -> date:
    """Return a day."""
    return date.fromisoformat(text)
