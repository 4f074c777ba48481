"""How large a run may be: what the calendar makes of a scenario, counted before any of it is made.

A few characters can ask for more than a computer has (`watch_every: 1 s`, for decades). The bounds are far beyond any
port, and low enough that a run at them fits into memory and ends. How long a run may be: `schema`; how many parties may
come: `sim.people.expectation.overload`.
"""

from collections.abc import Iterator

from sim.arrays import DAY, HOUR
from sim.problems import Problem, sentence
from sim.scenario.calendar.roster import AHEAD, crews
from sim.scenario.catalogue.watches import STAFFED_CAPACITY
from sim.scenario.language.contingency import Measure
from sim.scenario.language.departures import Departures
from sim.scenario.language.sections import Sections
from sim.scenario.language.shifts.worktime import parts
from sim.scenario.source.source_tree import Path, dotted
from sim.wording import counted, say

MOST_KINDS = 10  # exceptions, or steps that send back: each may be or not, and all combinations are counted out
MOST_STREAM_DAYS = 2_000_000  # a rate drawn for each day of each stream: 180 streams for 30 years
MOST_CHECKS = 10_000_000  # a replication keeps about 100 bytes of each: every minute for 19 years
MOST_LOOKS = 100_000_000  # conditions looked at, at 0.1 to 1 microsecond: a minute
MOST_SHIFTS = 1_000_000  # a shift of a day, or a part of one between breaks: 90 shifts a day for 30 years
MOST_DEPARTURES = 1_000_000  # every five minutes for 9 years
MOST_AHEAD = 20_000_000  # hours rostered in the week from each check on: 160 MB
MOST_DRAWN = 500_000_000  # whether an officer turns up, at ten nanoseconds: 60,000 officers a day for 20 years
MOST_SHOCKS = 50_000_000  # what a surge makes of a day: one a day for 17 years
MOST_HOURS = 20_000_000  # persons and space of every area in every hour, kept of each replication: 76 areas, 30 years

OF_NO_SIZE = {
    "arrivals",
    "people",
    "screening",
}  # sections whose numbers may be any: only how many entries they have counts


def too_large(scenario: Sections) -> list[Problem]:
    """Return an error for each way in which one replication would be too large. Names must be known."""
    days = (scenario.end - scenario.start).days + round(scenario.warm_up / DAY)
    counted = (_kinds, _streams, _shocks, _checks, _looks, _capacity, _shifts, _absent, _departures, _hours)
    return [problem for count in counted for problem in count(scenario, days)]


def _kinds(scenario: Sections, days: int) -> Iterator[Problem]:
    """Yield what can be so or not of a party, and doubles the kinds of parties that a check counts out."""
    exceptions = len(scenario.screening.exceptions)
    if exceptions > MOST_KINDS:
        allowed = say(
            "at most {most_kinds}; put together those that are claimed and proven alike", most_kinds=MOST_KINDS
        )
        yield Problem("screening.exceptions", sentence(say("{exceptions} exceptions", exceptions=exceptions), allowed))
    back = sum(step.again is not None for step in scenario.process.steps.values())
    if back > MOST_KINDS:
        allowed = say(
            "at most {most_kinds}; put together steps after which parties go back to the same one",
            most_kinds=MOST_KINDS,
        )
        yield Problem("process.steps", sentence(say("{back} steps that send back (again)", back=back), allowed))


def _streams(scenario: Sections, days: int) -> Iterator[Problem]:
    streams, surges = len(scenario.arrivals), len(scenario.surges)
    if (streams + surges) * days > MOST_STREAM_DAYS:
        found = say(
            "{streams} days of streams in one run ({streams2} streams, {surges} surges)",
            streams=(streams + surges) * days,
            streams2=streams,
            surges=surges,
        )
        allowed = say(
            "at most {most_stream_days}; fewer streams or surges, or shorten the run", most_stream_days=MOST_STREAM_DAYS
        )
        yield Problem("arrivals", sentence(found, allowed))


def _shocks(scenario: Sections, days: int) -> Iterator[Problem]:
    """Yield surges at random: those that may still last at the beginning are drawn too."""
    for name, surge in scenario.surges.items():
        began = min(surge.longest, scenario.start.toordinal()) if surge.per_year else 0.0
        shocks = (surge.per_year or 0.0) * ((days + began) / 365.25 + 1)
        if shocks * days > MOST_SHOCKS:
            found = say("about {shocks} surges over {days} days in one run", shocks=round(shocks), days=days)
            allowed = say(
                "at most {most_shocks} days of surges; fewer per_year, shorter ones, or shorten the run",
                most_shocks=MOST_SHOCKS,
            )
            yield Problem(dotted(("surges", name, "per_year")), sentence(found, allowed))


def looks_in(measure: Measure, scenario: Sections, days: int) -> int:
    """Return about how often a measure is checked by the clock in a run of this many days."""
    if measure.watch_from == "start":
        days -= round(scenario.warm_up / DAY)
    if measure.check_at is not None:
        return days
    return 0 if isinstance(measure.watch_every, str) else int(days * DAY / max(measure.watch_every, 1.0)) + 1


def _checks(scenario: Sections, days: int) -> Iterator[Problem]:
    by_measure = {name: looks_in(measure, scenario, days) for name, measure in scenario.measures.items()}
    total = sum(by_measure.values())
    if total > MOST_CHECKS:
        most = max(by_measure, key=lambda name: by_measure[name])
        found = say(
            "about {total} checks in one run ({measures}, {days} days)",
            total=total,
            measures=_measures(len(by_measure)),
            days=days,
        )
        allowed = say(
            "at most {most_checks}; look less often (watch_every), or shorten the run", most_checks=MOST_CHECKS
        )
        yield Problem(dotted(("contingency", most, "watch_every")), sentence(found, allowed))


def _looks(scenario: Sections, days: int) -> Iterator[Problem]:
    by_measure = {
        name: looks_in(measure, scenario, days) * sum(len(rule.conditions) for rule in measure.rules.values())
        for name, measure in scenario.measures.items()
    }
    total = sum(by_measure.values())
    if total > MOST_LOOKS:
        most = max(by_measure, key=lambda name: by_measure[name])
        found = say(
            "about {total} conditions looked at in one run ({measures}, {days} days)",
            total=total,
            measures=_measures(len(by_measure)),
            days=days,
        )
        allowed = say(
            "at most {most_looks}; fewer conditions, look less often (watch_every), or shorten the run",
            most_looks=MOST_LOOKS,
        )
        yield Problem(dotted(("contingency", most)), sentence(found, allowed))


def _capacity(scenario: Sections, days: int) -> Iterator[Problem]:
    """Yield what is kept to compare arrivals with the staffed capacity, by check, pool and measure that may bring
    some.
    """
    comparing = {
        name: measure for name, measure in scenario.measures.items()
        if any(one.as_share_of == STAFFED_CAPACITY for rule in measure.rules.values()
               for one in rule.conditions.values())
    }  # fmt: skip
    times = {(one.check_at, one.watch_every, one.watch_from): one for one in comparing.values()}
    looks = sum(looks_in(measure, scenario, days) for measure in times.values())
    total = looks * len(scenario.staff) * len({crew.source for crew in crews(scenario)} | {0})
    if total > MOST_AHEAD:
        found = say("{total} rostered hours to compare arrivals with (checks x pools x measures)", total=total)
        allowed = say(
            "at most {most_ahead}; look less often (watch_every), or fewer measures or pools", most_ahead=MOST_AHEAD
        )
        yield Problem(dotted(("contingency", next(iter(comparing)), "watch_every")), sentence(found, allowed))


def _measures(number: int) -> str:
    return counted("{n} measure", "{n} measures", number)


def _shifts(scenario: Sections, days: int) -> Iterator[Problem]:
    pools = list(scenario.staff.items())
    total, by_pool = 0, dict.fromkeys(scenario.staff, 0)
    for crew in crews(scenario):
        name, pool = pools[crew.pool]
        shift = pool.shifts[crew.shift]
        rows = round((days + 1 + AHEAD) * len(shift.days) / 7) * sum(1 for _ in parts(shift.worktime))
        total, by_pool[name] = total + rows, by_pool[name] + rows
    if total > MOST_SHIFTS:
        found = say(
            "about {total} shifts in one run ({n} pools, {days} days, breaks divide a shift)",
            total=total,
            n=len(pools),
            days=days,
        )
        allowed = say("at most {most_shifts}; fewer shifts, or shorten the run", most_shifts=MOST_SHIFTS)
        yield Problem(dotted(("staff", max(by_pool, key=lambda name: by_pool[name]))), sentence(found, allowed))


def _absent(scenario: Sections, days: int) -> Iterator[Problem]:
    """Yield officers of whom it is drawn day by day whether they turn up, those whom measures bring among them."""
    by_pool = {name: _posts(scenario, name) for name, pool in scenario.staff.items() if pool.absence}
    total = sum(by_pool.values()) * (days + 1 + AHEAD)
    if total > MOST_DRAWN:
        most = max(by_pool, key=lambda name: by_pool[name])
        found = say(
            "up to {total} officers on duty in one run, of whom some may be absent ({days} days)",
            total=total,
            days=days,
        )
        allowed = say("at most {most_drawn}; fewer officers, no absence, or shorten the run", most_drawn=MOST_DRAWN)
        yield Problem(dotted(("staff", most, "absence")), sentence(found, allowed))


def _posts(scenario: Sections, name: str) -> int:
    """Return the most officers of a pool in one day, each as often as breaks divide a shift."""
    pool = scenario.staff[name]
    total = 0
    for shift, given in pool.shifts.items():
        changed = (posts[shift] for posts in pool.changes.values() if shift in posts)
        brought = (measure.brings.staff.get(name, {}).get(shift, 0) for measure in scenario.measures.values())
        total += (max(given.on_duty, *changed, 0) + sum(brought)) * sum(1 for _ in parts(given.worktime))
    return total


def _departures(scenario: Sections, days: int) -> Iterator[Problem]:
    steps = scenario.process.steps.items()
    by_step = {name: leaving(step.departures, days) for name, step in steps if step.departures is not None}
    total = sum(by_step.values())
    if total > MOST_DEPARTURES:
        most = max(by_step, key=lambda name: by_step[name])
        found = say("about {total} departures in one run ({days} days)", total=total, days=days)
        allowed = say(
            "at most {most_departures}; leave less often (every), or shorten the run", most_departures=MOST_DEPARTURES
        )
        path: Path = ("process", "steps", most, "departures")
        yield Problem(dotted(path), sentence(found, allowed))


def leaving(departures: Departures, days: int) -> int:
    """Return about how many departures there are in this many days."""
    if departures.on is not None:
        of_days = float(min(len(departures.on), days + 1))
    elif departures.days is not None:
        of_days = (days + 1) * len(departures.days) / 7
    else:
        of_days = (days + 1) / max(round((departures.every or 0) / DAY), 1)
    return round(of_days * departures.daily)


def _hours(scenario: Sections, days: int) -> Iterator[Problem]:
    areas, hours = len(scenario.space.areas), days * DAY // HOUR
    if areas * hours > MOST_HOURS:
        found = say(
            "{areas} hours of areas in one run ({areas2} areas, {days} days)",
            areas=areas * hours,
            areas2=areas,
            days=days,
        )
        yield Problem(
            "space.areas",
            sentence(found, say("at most {most_hours}; fewer areas, or shorten the run", most_hours=MOST_HOURS)),
        )
