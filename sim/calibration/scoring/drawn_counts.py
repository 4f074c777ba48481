"""Counts of windows, drawn from the arrivals model of a scenario: levels, surges and regimes, factors of days, loads
and parties."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from sim.arrays import F
from sim.people.chance.assumed import assumed
from sim.people.chance.random_streams import Chance, Register
from sim.people.chance.uncertain_inputs import future
from sim.people.rates.day_factors import DayFactors
from sim.people.rates.event_law import event_law
from sim.people.rates.rate import Multiple, mean_events
from sim.scenario.calendar.by_date import people_of
from sim.scenario.calendar.clock import clock, ordinals
from sim.scenario.schema import Scenario

DRAWS = 400
SETS = 25  # of assumptions, where values of the stream are uncertain
MOST_PERSONS = 2000  # of an event
Days = tuple[date, date]


def drawn(scenario: Scenario, stream: str, windows: Sequence[Days], levels: F | None = None) -> F:
    """Return (DRAWS, W) persons of a stream in each window, all windows of a draw from one history.

    `levels` (DRAWS,) multiply the rate of each draw. Without them, what is uncertain of the stream is drawn: `SETS`
    sets of assumptions.
    """
    lean = scenario.edited(_lean(scenario, stream, windows))
    uncertain = levels is None and bool(lean.uncertain)
    sets = SETS if uncertain else 1
    of_draw = np.arange(DRAWS) % sets
    found = np.zeros((DRAWS, len(windows)))
    for k in range(sets):
        one = assumed(lean, future(lean, k + 1)) if uncertain else lean
        rows = np.flatnonzero(of_draw == k)
        found[rows] = _counts(one, stream, windows, rows, None if levels is None else levels[rows])
    return found


def _lean(scenario: Scenario, stream: str, windows: Sequence[Days]) -> dict[tuple[Any, ...], Any]:
    """Return the edits after which a scenario spans the windows, and is uncertain of nothing but the stream."""
    own = f"arrivals.{stream}."
    begin, end = min(first for first, _ in windows), max(last for _, last in windows) + timedelta(days=1)
    span = {("start",): begin.isoformat(), ("end",): end.isoformat(), ("warm_up",): "0 d"}
    others = {("uncertain", path): None for path in scenario.uncertain if not path.startswith(own)}
    return {**span, **others, ("arrivals", stream, "conditioned_on"): None}


def _counts(scenario: Scenario, stream: str, windows: Sequence[Days], rows: Any, levels: F | None) -> F:
    register, time = Register(), clock(scenario)
    given = scenario.arrivals[stream]
    expected, multiple = mean_events(scenario, stream, time, time.days), Multiple(scenario, stream, time, register)
    factors = DayFactors(given.day_to_day, stream, ordinals(time.days), register) if given.day_to_day.sd else None
    persons = event_law(people_of(scenario, stream), given.coach_loads, MOST_PERSONS).persons
    at = [((first - time.days[0]).days, (last - time.days[0]).days + 1) for first, last in windows]
    found = np.zeros((len(rows), len(windows)))
    for k, draw in enumerate(rows.tolist()):
        chance = Chance(scenario.seed, draw + 1, ())
        rate = expected * (1.0 if levels is None else levels[k])
        if (factor := multiple.factor(chance)) is not None:
            rate = rate * factor
        if factors is not None:
            rate = rate * factors.draw(chance)
        rng = np.random.default_rng((scenario.seed, draw))
        events = np.concatenate(([0], np.cumsum(rng.poisson(rate))))
        found[k] = [_persons(rng, int(events[end] - events[begin]), persons) for begin, end in at]
    return found


def _persons(rng: np.random.Generator, events: int, law: F) -> float:
    """Return the persons that events bring."""
    return float(rng.multinomial(events, law / law.sum()) @ np.arange(law.size)) if events else 0.0
