"""What if: the requirement under a surge, and what hours buy."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from sim.arrays import DAY, DAYS_OF_WEEK
from sim.errors import ArgumentError
from sim.experiments.result import Result
from sim.planning.rostering.proposal import with_rosters
from sim.planning.staffing.effort import Effort
from sim.planning.staffing.offered_load import Load, offered
from sim.planning.staffing.proof import Staffing, staffing
from sim.planning.staffing.requirement import Goal, at_level
from sim.planning.staffing.search import Told, rosters_for
from sim.scenario.calendar.clock import clock
from sim.scenario.data.listed import Listed, ListedParty
from sim.scenario.language.rates.surges import Surge
from sim.scenario.schema import Scenario
from sim.scenario.values.distributions import constant
from sim.scenario.variants import put, reseeded
from sim.wording import noted, say
from sim.wording.quantity import digits


def surged(scenario: Scenario, times: float) -> Scenario:
    """Return the scenario with every stream multiplied over the whole run; surges, regimes and measures lie over that.

    A level, certain or not, gets one more surge: on every day the same parties come, and others after them. A list is
    multiplied as `multiplied` says. ArgumentError for a multiple that is not above 0.
    """
    if times <= 0:
        raise ArgumentError(say("a multiple above 0"))
    time = clock(scenario)
    for place, (name, stream) in enumerate(scenario.arrivals.items(), 1):
        if stream.listed is not None:
            scenario = put(scenario, ("arrivals", name, "listed"), multiplied(stream.listed, times))
        elif times != 1:
            first = constant(float(time.first_day.toordinal()))
            hold = constant(float(DAY * (len(time.days) + 1)))
            surge = Surge(stream=name, begins=first, times=constant(times), hold=hold)
            spelt = {
                "stream": name,
                "begins": time.first_day.isoformat(),
                "times": times,
                "hold": f"{len(time.days) + 1} d",
            }
            scenario = put(scenario, ("surges", _free(scenario, f"multiple_{place}")), surge, spelt)
    return scenario


def _free(scenario: Scenario, name: str) -> str:
    while name in scenario.surges:
        name += "_"
    return name


def multiplied(listed: Listed, times: float) -> Listed:
    """Return a list in which every party comes `times` as often, so that weekdays, hours and families stay as they
    were.

    A copy comes on the same weekday at the same hour, one week later for the first, two for the second; past the end of
    the list the weeks begin again. Of a part of a copy every n-th party is taken, in file order.

    Raises:
        ValueError: for a list of fewer weeks than the multiple, since copies would fall on the parties themselves.
    """
    if not listed.parties:
        return listed
    dates = [party.at.date() for party in listed.parties]
    first, days = min(dates), (max(dates) - min(dates)).days + 1
    if times > max(days // DAYS_OF_WEEK, 1):
        most = max(days // DAYS_OF_WEEK, 1)
        raise ArgumentError(
            say("a multiple of at most {most}, the weeks in the list {file}", most=most, file=listed.file)
        )
    found = []
    for copy in range(int(-(-times // 1))):
        share = min(times - copy, 1.0)
        found += [
            _later(party, copy, first, days)
            for k, party in enumerate(listed.parties)
            if int((k + 1) * share + 1e-9) > int(k * share + 1e-9)
        ]
    return replace(listed, parties=tuple(found))


def _later(party: ListedParty, weeks: int, first: date, days: int) -> ListedParty:
    if not weeks:
        return party
    day = (party.at.date() - first).days
    week, weekday = divmod(day, DAYS_OF_WEEK)
    place = weekday + DAYS_OF_WEEK * ((week + weeks) % len(range(weekday, days, DAYS_OF_WEEK)))
    name = None if party.party is None else f"{party.party}, copy {weeks}"
    return replace(party, at=party.at + timedelta(days=place - day), party=name)


LEVELS = (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)  # of staffing, in standard deviations of the load, on the frontier


class Multiple(NamedTuple):
    """The answer for demand multiplied."""

    times: float
    staffing: Staffing


class Point(NamedTuple):
    """One roster on the frontier: what it costs, and what it buys, on the same fresh people as the others."""

    level: float
    hours: float  # officer-hours on the roster
    cost: float  # of the roster
    result: Result


def surges(
    scenario: Scenario, multiples: Iterable[float], effort: Effort, goal: Goal | None = None, told: Told | None = None
) -> list[Multiple]:
    """Find requirement, roster and proof at each multiple of the demand."""
    found = []
    for times in multiples:
        if told:
            told(noted("demand × {times}", times=digits(times, 6)))
        found.append(Multiple(times, staffing(surged(scenario, times), effort, goal, told=told)))
    return found


def frontier(
    scenario: Scenario, levels: Sequence[float], effort: Effort, load: Load | None = None, told: Told | None = None
) -> list[Point]:
    """Return a roster at each level of staffing, from scarce to ample, all played on the same fresh people."""
    load = load or offered(scenario, effort.sampled, effort.using.progress)
    fresh = effort.ground(reseeded(scenario, scenario.seed + 1))
    found = []
    for level in levels:
        if told:
            told(noted("frontier, level {level}", level=digits(level, 6)))
        rosters = rosters_for(scenario, at_level(load, level), effort.solver)
        result = effort.play(with_rosters(fresh, rosters), effort.proof)
        hours, cost = (sum(getattr(one, name) for one in rosters.values()) for name in ("hours", "cost"))
        found.append(Point(level, hours, cost, result))
    return found
