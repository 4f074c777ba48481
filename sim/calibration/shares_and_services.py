"""What shares and service times change in a scenario, each with what it was fitted on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sim.calibration.services.service_law import ServiceLaw, fitted
from sim.calibration.services.visits import Visits, log
from sim.calibration.shares import Shares
from sim.people.durations import pace
from sim.scenario.data.counts import GRADES
from sim.scenario.schema import Scenario

ASIDE = ("arrival", "leaving")
Why = Literal["no step", "departures", "one task for all", "too few"]


@dataclass(frozen=True)
class Service:
    """The visits of a step, and the law of its time without what a shift keeps from claimants; None, and why not."""

    step: str
    visits: Visits
    law: ServiceLaw | None
    why: Why | None = None
    pace: float = 1.0


@dataclass(frozen=True)
class Services:
    """What an event log says of each step; `present_at`: it is a census of that moment."""

    file: str
    steps: tuple[Service, ...] = ()
    present_at: datetime | None = None


def services(path: Path, scenario: Scenario, present_at: datetime | None) -> Services:
    """Return the law of each step of an event log. TableError for what cannot be read."""
    zone = str(scenario.time_zone)
    if present_at is not None and present_at.tzinfo is None:
        present_at = present_at.replace(tzinfo=ZoneInfo(zone))
    found = log(path, zone)
    whole = found.under_way(present_at) if present_at else found
    own = (_service(scenario, name, whole.of(name), present_at is not None) for name in whole.activities)
    return Services(path.name, tuple(one for one in own if one.step not in ASIDE), present_at)


def _service(scenario: Scenario, name: str, visits: Visits, census: bool) -> Service:
    step = scenario.process.steps.get(name)
    if step is None:
        return Service(name, visits, None, "no step")
    if step.departures:
        return Service(name, visits, None, "departures")
    if step.family == "together":
        return Service(name, visits, None, "one task for all")
    law = fitted(visits, census)
    return Service(name, visits, law, None if law else "too few", pace(scenario, step))


def service_edits(found: Services) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yield what changes in a scenario: a distribution of the time of each step that has a law."""
    for one in found.steps:
        if one.law:
            at, path = ("process", "steps", one.step), f"process.steps.{one.step}.time"
            yield (*at, "time"), {one.law.family: _without_pace(one)}
            yield (*at, "cv"), None
            yield from _from(path, found.file, f"{one.visits.last}", [f"{one.visits.first}/{one.visits.last}"])


def _without_pace(one: Service) -> dict[str, Any]:
    """Return the parameters of a law as the language has them: durations over the pace, in minutes."""
    given = one.law.parameters.items() if one.law else ()
    return {
        name: f"{value / one.pace / 60:.4g} min" if name in ("mean", "scale") else float(f"{value:.4g}")
        for name, value in given
    }


def share_edits(found: Sequence[Shares], file: str) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yield what changes in a scenario: each share, what its number of cases leaves open, and where it is from."""
    for one in found:
        yield from one.edits.items()
        grade = max(row.grade for row in one.rows)
        yield from _from(one.path, file, str(max(row.last for row in one.rows)), one.windows, grade)


def _from(
    path: str, file: str, day: str, windows: list[str], grade: str = GRADES[-1]
) -> Iterator[tuple[tuple[Any, ...], Any]]:
    yield ("assumptions", path), {"grade": grade, "source": f"portsim calibrate {file}"}
    yield ("fitted_on", path), {"file": file, "day": day, "windows": windows}
