"""A scenario with the arrivals of one stream as counts have them: levels, weekdays, how days differ, and where from."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from sim.calibration.fitting.change_points import change_points
from sim.calibration.fitting.daily_law import DayToDay
from sim.calibration.fitting.day_to_day import CONFIDENCE, Interval
from sim.calibration.fitting.storms import Storms, storms
from sim.calibration.fitting.stream_fit import Start, StreamFit, fit
from sim.calibration.fitting.window_cells import counted
from sim.calibration.published.window import Published, Window
from sim.people.rates.event_law import event_law
from sim.people.rates.loads import load_chances
from sim.scenario.calendar.by_date import people_of
from sim.scenario.data.counts import GRADES
from sim.scenario.schema import Scenario
from sim.scenario.source.yaml_writer import as_file

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TENTH = 1.2816  # standard deviations from the middle of a normal law to its tenths
DIGITS = 4
MOST_PERSONS = 2000  # of an event, in the moments of its law
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Calibration:
    """A stream fitted to counts, and the scenario that has it; `held` has what the counts do not tell, by its path."""

    published: Published
    office: str
    stream: str
    fit: StreamFit
    storms: Storms
    scenario: Scenario

    @property
    def yaml(self) -> str:
        """The scenario as a file: whole, without `extends`."""
        return as_file(self.scenario)

    @property
    def held(self) -> tuple[str, ...]:
        """Parameters that the counts do not tell, by name."""
        given = {"weekday": self.fit.weekday, "day_to_day.sd": self.fit.sd, "day_to_day.memory": self.fit.memory}
        return tuple(name for name, found in given.items() if found is None)

    @property
    def first(self) -> date:
        """The first day that is counted."""
        return self.fit.counted.first

    @property
    def last(self) -> date:
        """The last day that is counted."""
        return max(window.last for window in self.fit.counted.windows)

    def begins(self, level: int) -> date:
        """Return the day on which a level begins."""
        return self.first + timedelta(days=(0, *self.fit.changes)[level])


def calibrated(
    published: Published, office: str, onto: Scenario, stream: str, changes: tuple[date, ...] | None, moved: bool
) -> Calibration:
    """Return a stream of a scenario fitted to the counts of one office.

    `changes` are the days on which levels change, found unless they are given. `moved`: the scenario begins and ends as
    the counts do, with the last year of them.
    """
    windows = published.of(office)
    cells = counted(windows)
    start = _start(onto, stream)
    days = change_points(cells, start) if changes is None else tuple((day - cells.first).days for day in changes)
    found = fit(cells, days, start)
    made = Calibration(published, office, stream, found, storms(found), onto)
    return Calibration(published, office, stream, found, made.storms, onto.edited(_edits(made, windows, moved)))


def _start(onto: Scenario, stream: str) -> Start:
    """Return what a scenario holds of a stream, where counts do not tell it."""
    given = onto.arrivals[stream]
    most = max(load_chances(given.coach_loads, MOST_PERSONS)[0].size * 10, 100)
    persons = event_law(people_of(onto, stream), given.coach_loads, most).persons
    x = np.arange(persons.size)
    together = float((x**2 * persons).sum() / (x * persons).sum())
    return Start(
        DayToDay(max(given.day_to_day.sd, 0.01), given.day_to_day.memory, together), np.array(given.weekday.factors)
    )


def _edits(made: Calibration, windows: tuple[Window, ...], moved: bool) -> dict[tuple[Any, ...], Any]:
    """Return what changes in the scenario."""
    at, found = ("arrivals", made.stream), made.fit
    levels = {made.begins(k).isoformat(): _rounded(level.at) for k, level in enumerate(found.levels)}
    uncertain: dict[str, Interval] = {
        f"arrivals.{made.stream}.claimants_per_day.{made.begins(k)}": level for k, level in enumerate(found.levels)
    }
    edits: dict[tuple[Any, ...], Any] = {
        (*at, "counts"): None,
        (*at, "listed"): None,
        (*at, "claimants_per_day"): levels,
    }
    names = [f"arrivals.{made.stream}.claimants_per_day"]
    if found.weekday:
        edits[(*at, "weekday")] = {name: _rounded(one.at) for name, one in zip(WEEKDAYS, found.weekday, strict=True)}
        names.append(f"arrivals.{made.stream}.weekday")
    if found.sd:
        edits[(*at, "day_to_day")] = {"sd": _rounded(found.held.sd), "memory": _rounded(found.held.memory)}
        names.append(f"arrivals.{made.stream}.day_to_day")
        uncertain[f"arrivals.{made.stream}.day_to_day.sd"] = found.sd
    for path, one in uncertain.items():
        if one.low < one.at < one.high:
            edits["uncertain", path] = _tenths(one, found)
    for name in names:
        edits["assumptions", name] = _source(made.published, windows)
        edits["fitted_on", name] = _fitted_on(made.published, windows)
    return edits | (_span(made) if moved else {})


def _tenths(one: Interval, found: StreamFit) -> dict[str, float]:
    """Return the tenths of an estimate: lognormal about it, as wide as its interval."""
    from scipy.stats import norm

    spread = math.log(one.high / one.low) / (2 * float(norm.ppf(0.5 + CONFIDENCE / 2)))
    low, high = (_rounded(one.at * math.exp(side * TENTH * spread)) for side in (-1, 1))
    return {"p10": low, "p90": high}


def _source(published: Published, windows: tuple[Window, ...]) -> dict[str, str]:
    grades = [window.grade for window in windows if window.grade]
    return {"grade": max(grades, default=GRADES[-1]), "source": f"portsim calibrate {published.file}"}


def _fitted_on(published: Published, windows: tuple[Window, ...]) -> dict[str, Any]:
    """Return the counts of a fit, as a scenario says them."""
    day = max(window.known or window.last for window in windows)
    spans = [f"{window.first}/{window.last}" for window in windows]
    return {"file": published.file, "day": day.isoformat(), "windows": spans}


def _span(made: Calibration) -> dict[tuple[Any, ...], Any]:
    """Return the days of a scenario that has none of its own: the last year that is counted."""
    end = made.last + timedelta(days=1)
    return {("start",): max(made.first, end - YEAR).isoformat(), ("end",): end.isoformat()}


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
