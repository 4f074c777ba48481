"""Demand multiplied."""

from dataclasses import replace
from datetime import date, timedelta

from sim.errors import ArgumentError
from sim.planning.edit import put
from sim.scenario.calendar import clock
from sim.scenario.distributions import constant
from sim.scenario.listed import Listed, ListedParty
from sim.scenario.schema import Scenario
from sim.scenario.surges import Surge

DAY, WEEK = 86400, 7


def surged(scenario: Scenario, times: float) -> Scenario:
    """The scenario with every stream multiplied over the whole run; surges, regimes and measures lie over that.

    A level, certain or not, gets one more surge: on every day the same parties come, and others after them. A list is
    multiplied as `multiplied` says. ArgumentError for a multiple that is not above 0.
    """
    if times <= 0:
        raise ArgumentError("a multiple above 0")
    time = clock(scenario)
    for name, stream in scenario.arrivals.items():
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
            scenario = put(scenario, ("surges", _free(scenario, f"multiple_of_{name}")), surge, spelt)
    return scenario


def _free(scenario: Scenario, name: str) -> str:
    while name in scenario.surges:
        name += "_"
    return name


def multiplied(given: Listed, times: float) -> Listed:
    """A list in which every party comes `times` as often, so that weekdays, hours and families stay as they were.

    A copy comes on the same weekday at the same hour, one week later for the first, two for the second; past the end of
    the list the weeks begin again. Of a part of a copy every so many-th party is taken, in file order.

    Raises:
        ValueError: for a list of fewer weeks than the multiple, since copies would fall on the parties themselves.
    """
    if not given.parties:
        return given
    dates = [party.at.date() for party in given.parties]
    first, days = min(dates), (max(dates) - min(dates)).days + 1
    if times > max(days // WEEK, 1):
        raise ArgumentError(f"a multiple of at most {max(days // WEEK, 1)}, the weeks in the list {given.file}")
    found = []
    for copy in range(int(-(-times // 1))):
        share = min(times - copy, 1.0)
        found += [
            _later(party, copy, first, days)
            for k, party in enumerate(given.parties)
            if int((k + 1) * share + 1e-9) > int(k * share + 1e-9)
        ]
    return replace(given, parties=tuple(found))


def _later(party: ListedParty, weeks: int, first: date, days: int) -> ListedParty:
    if not weeks:
        return party
    day = (party.at.date() - first).days
    week, weekday = divmod(day, WEEK)
    place = weekday + WEEK * ((week + weeks) % len(range(weekday, days, WEEK)))
    name = None if party.party is None else f"{party.party}, copy {weeks}"
    return replace(party, at=party.at + timedelta(days=place - day), party=name)
