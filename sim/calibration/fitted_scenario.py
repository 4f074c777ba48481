"""A scenario with the arrivals of one stream as counts have them: levels, weekdays, how days differ, and where from."""

import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from sim.calibration.fitting.change_points import change_points
from sim.calibration.fitting.daily_law import DayToDay
from sim.calibration.fitting.season import TERMS, beyond_chance, years_enough
from sim.calibration.fitting.storms import Storms, storms
from sim.calibration.fitting.stream_fit import Start, StreamFit, fit
from sim.calibration.fitting.window_cells import Counted, counted
from sim.calibration.published.window import Published, Window
from sim.calibration.shares import Shares
from sim.calibration.shares import shares as read_shares
from sim.calibration.shares_and_services import Services, service_edits, services, share_edits
from sim.calibration.written_levels import Level, rank_correlation, spread, written
from sim.people.rates.event_law import event_law
from sim.people.rates.loads import load_chances
from sim.scenario.calendar.by_date import people_of
from sim.scenario.checks.conditioned import OF_STREAM
from sim.scenario.data.counts import GRADES
from sim.scenario.schema import Scenario
from sim.scenario.source.yaml_writer import as_file

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TENTH, Z95 = 1.2816, 1.96  # standard deviations from the middle of a normal law to its tenths, and of an interval
DIGITS = 4
LEAST_SD, FARTHEST = 2e-3, 6.5  # the least `sd` that is drawn, and how many standard deviations out
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
    shares: tuple[Shares, ...] = ()
    services: Services | None = None

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


def with_others(made: Calibration, shares: Path | None, log: Path | None, present_at: datetime | None) -> Calibration:
    """Return a calibration with shares that were counted, and with service times of an event log: of all visits, or of
    those that a census of one moment found. TableError for what cannot be read."""
    counted_shares = read_shares(shares) if shares else ()
    found = services(log, made.scenario, present_at) if log else None
    edits = dict(share_edits(counted_shares, shares.name if shares else ""))
    edits |= dict(service_edits(found)) if found else {}
    scenario = made.scenario.edited(edits) if edits else made.scenario
    return replace(made, scenario=scenario, shares=counted_shares, services=found)


def calibrated(
    published: Published,
    office: str,
    onto: Scenario,
    stream: str,
    changes: tuple[date, ...] | None,
    moved: bool,
    conditioned: bool = False,
) -> Calibration:
    """Return a stream of a scenario fitted to the counts of one office.

    `changes` are the days on which levels change, found unless they are given. `moved`: the scenario begins and ends as
    the counts do, with the last year of them. `conditioned`: every history of the stream has these counts.
    """
    windows = published.of(office)
    cells = counted(windows)
    days = None if changes is None else tuple((day - cells.first).days for day in changes)
    found = _fitted(cells, days, start_of(onto, stream), years_enough(windows))
    made = Calibration(published, office, stream, found, storms(found), onto)
    edits = _edits(made, windows, moved, conditioned) | (_span(made) if moved else {})
    return Calibration(published, office, stream, found, made.storms, onto.edited(edits))


def _fitted(cells: Counted, changes: tuple[int, ...] | None, start: Start, years: bool) -> StreamFit:
    """Return the fit; with a season, if there are `years` enough of counts and it is beyond chance."""
    for held in (start._replace(season=True), start) if years else (start,):
        with suppress(np.linalg.LinAlgError):
            found = fit(cells, change_points(cells, held) if changes is None else changes, held)
            free = max(cells.counts.size - found.log_scale.shape[0], 1)
            if found.season is None or beyond_chance(found.season, found.log_scale[-TERMS:, -TERMS:], free):
                return found
    return fit(cells, changes or (), start)


def start_of(onto: Scenario, stream: str) -> Start:
    """Return what a scenario holds of a stream, where counts do not tell it."""
    given = onto.arrivals[stream]
    most = max(load_chances(given.coach_loads, MOST_PERSONS)[0].size * 10, 100)
    persons = event_law(people_of(onto, stream), given.coach_loads, most).persons
    x = np.arange(persons.size)
    together = float((x**2 * persons).sum() / (x * persons).sum())
    return Start(
        DayToDay(max(given.day_to_day.sd, 0.01), given.day_to_day.memory, together), np.array(given.weekday.factors)
    )


def _edits(
    made: Calibration, windows: tuple[Window, ...], moved: bool, conditioned: bool
) -> dict[tuple[Any, ...], Any]:
    """Return what changes in the scenario."""
    path, at, found = f"arrivals.{made.stream}", ("arrivals", made.stream), made.fit
    last = made.last + timedelta(days=1)
    levels = written(found, last if moved else max(last, made.scenario.end))
    edits: dict[tuple[Any, ...], Any] = {
        (*at, "counts"): None,
        (*at, "listed"): None,
        (*at, "claimants_per_day"): {level.begins.isoformat(): _rounded(level.at) for level in levels},
    }
    names = [f"{path}.claimants_per_day"]
    if found.weekday:
        edits[(*at, "weekday")] = {name: _rounded(one.at) for name, one in zip(WEEKDAYS, found.weekday, strict=True)}
        names.append(f"{path}.weekday")
    if found.sd:
        edits[(*at, "day_to_day")] = {"sd": _rounded(found.held.sd), "memory": _rounded(found.held.memory)}
        names.append(f"{path}.day_to_day")
    for name in names:
        edits["assumptions", name] = _source(made.published, windows)
        edits["fitted_on", name] = _fitted_on(made.published, windows)
    return edits | (_conditioned(made, windows) if conditioned else _uncertain(made, levels))


def _uncertain(made: Calibration, levels: Sequence[Level]) -> dict[tuple[Any, ...], Any]:
    """Return the tenths of what is estimated, and that the levels move together as their estimates do."""
    path, found = f"arrivals.{made.stream}", made.fit
    edits = _freed(made, ("claimants_per_day", *(["day_to_day"] if found.sd else [])))
    of_levels = []
    for level in levels:
        if (half := spread(found, level)) > 0:
            of_levels.append(f"{path}.claimants_per_day.{level.begins}")
            edits["uncertain", of_levels[-1]] = _tenths(level.at, half)
    if rank := rank_correlation(found, levels):
        group = {"values": of_levels, "rank_correlation": _rounded(rank)}
        edits["move_together", f"{made.stream}_levels"] = group
    if found.sd and found.sd.low < found.sd.at < found.sd.high:
        lowest = Z95 * math.log(max(found.sd.at / LEAST_SD, 1.01)) / FARTHEST
        half = min(math.log(found.sd.high / found.sd.low) / 2, lowest)
        edits["uncertain", f"{path}.day_to_day.sd"] = _tenths(found.sd.at, half)
    return edits


def _tenths(at: float, half: float) -> dict[str, float]:
    """Return the tenths of an estimate: lognormal about it, as wide as its interval."""
    low, high = (_rounded(at * math.exp(side * TENTH * half / Z95)) for side in (-1, 1))
    return {"p10": low, "p90": high}


def _conditioned(made: Calibration, windows: tuple[Window, ...]) -> dict[tuple[Any, ...], Any]:
    """Return the counts that every history has; what they say something of is then not drawn besides."""
    rows = [
        {
            "from": one.first.isoformat(), "to": one.last.isoformat(), "claims": one.least,
            "known": max(one.known or one.last, one.last).isoformat(), "grade": one.grade or GRADES[1],
            "source": one.source or made.published.file,
        }
        for one in windows if one.is_exact
    ]  # fmt: skip
    return {("arrivals", made.stream, "conditioned_on"): {"counts": rows}} | _freed(made, OF_STREAM)


def _freed(made: Calibration, keys: Sequence[str]) -> dict[tuple[Any, ...], Any]:
    """Return that what the scenario had uncertain of the stream under some keys is so no more."""
    begin = tuple(f"arrivals.{made.stream}.{key}" for key in keys)
    edits: dict[tuple[Any, ...], Any] = {
        ("uncertain", name): None for name in made.scenario.uncertain if name.startswith(begin)
    }
    groups = made.scenario.move_together.items()
    return edits | {
        ("move_together", name): None for name, group in groups if any(one.startswith(begin) for one in group.values)
    }


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
