"""What the measures need of a plan, prepared once for all its replications."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

import numpy as np

from sim.arrays import HOUR, HOURS_OF_WEEK, F, I
from sim.figures.loops import compiled
from sim.port.plan import Plan
from sim.scenario.calendar.by_date import versions
from sim.scenario.calendar.clock import NEVER, Clock
from sim.scenario.calendar.fiscal_years import FiscalYear, fiscal_years
from sim.scenario.catalogue import asked
from sim.scenario.catalogue.asked import Group, Stay, Wait, stay_limit, within_hours
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.schema import Scenario

NIGHT = 4 * HOUR  # nights on site are counted at 04:00


@dataclass(frozen=True)
class Basis:
    """A plan, its counted span, and tables that do not vary. Ticks from `start` to before `end` count."""

    plan: Plan
    start: int
    end: int
    names: tuple[str, ...]  # of the figures
    within: tuple[int, ...]  # hours
    waits: dict[Group, list[Wait]]  # the figures of waits that are wanted, by whose they are
    stays: dict[Group, list[Stay]]  # those of the stays of some claimants
    stay_limit: int  # hours
    whole: I  # indices of the figures of whole stays
    hours: int  # full hours from start to before end
    week_hour: I  # (hours,) hour of the local week, Monday 00:00 first
    lasted: F  # (168,) seconds of each hour of the week in the counted span; NaN for those that never come
    midnights: I  # (days + 1,) at which the counted local days begin, and the end
    nights: I  # ticks at which the local clock reads 04:00
    amounts: I  # (P, S, alternatives + 1) officers that a step takes of a pool; column 0: not served by staff
    holds: I  # (S,) 1: keeps staff and room until the party is let in to its next place
    crew_pool: I
    crew_source: I
    years: tuple[FiscalYear, ...]  # in which costs fall due, if the scenario says when one begins
    prices: tuple[tuple[Scenario, int, int], ...]  # what holds from a tick to before another, all ticks among them

    @property
    def days(self) -> int:
        """Counted local days."""
        return len(self.midnights) - 1


def drawn(plan: Plan, usual: Basis) -> Basis:
    """Return what `basis` does for a plan with values drawn, from that for the values as written: the figures are the
    same, and all else is where they differ in the people alone.
    """
    if plan.like:
        return replace(usual, plan=plan, prices=_prices(plan.scenario, plan.clock))
    return _basis(plan, usual.names, usual.whole)


def basis(plan: Plan) -> Basis:
    """Prepare the measures of a plan."""
    return _basis(plan, *named(plan.scenario))


def named(scenario: Scenario) -> tuple[tuple[str, ...], I]:
    """Return the names of the figures of a scenario, and the indices of those of whole stays."""
    known = catalogue(scenario)
    return tuple(known), np.flatnonzero([info.whole for info in known.values()])


def _basis(plan: Plan, names: tuple[str, ...], whole: I) -> Basis:
    clock, scenario = plan.clock, plan.scenario
    midnights, nights = _counted(clock)
    return Basis(
        plan=plan,
        start=clock.start,
        end=clock.end,
        names=names,
        within=within_hours(scenario),
        waits=_by_group(asked.waits(scenario)),
        stays=_by_group(asked.stays(scenario)),
        stay_limit=stay_limit(scenario),
        whole=whole,
        hours=-(-(clock.end - clock.start) // HOUR),
        week_hour=_week_hours(clock),
        lasted=_lasted(clock),
        midnights=midnights,
        nights=nights,
        amounts=_amounts(plan),
        holds=np.array([step.holds for step in scenario.process.steps.values()], dtype=np.int64),
        crew_pool=np.array([crew.pool for crew in plan.crews], dtype=np.int64),
        crew_source=np.array([crew.source for crew in plan.crews], dtype=np.int64),
        years=fiscal_years(scenario),
        prices=_prices(scenario, clock),
    )


@lru_cache(maxsize=8)
def _counted(clock: Clock) -> tuple[I, I]:
    """Return the ticks at which the counted local days begin, and the end; and those of their nights."""
    days = [clock.first_counted + timedelta(days=k) for k in range((clock.last - clock.first_counted).days)]
    nights = [clock.tick(day, NIGHT) for day in days if clock.has(day)]
    return (
        np.array([max(clock.tick(day), clock.start) for day in (*days, clock.last)], dtype=np.int64),
        np.array(nights, dtype=np.int64),
    )


def beside(known: Basis, plan: Plan, names: tuple[str, ...], whole: I) -> Basis:
    """Return the basis of a plan that is `sim.port.plan.beside` that of another basis; its figures are `named`."""
    assert not plan.scenario.changes
    return replace(
        known,
        plan=plan,
        names=names,
        whole=whole,
        crew_source=np.array([crew.source for crew in plan.crews], dtype=np.int64),
        prices=tuple((plan.scenario, begin, until) for _, begin, until in known.prices),
    )


def _prices(scenario: Scenario, clock: Clock) -> tuple[tuple[Scenario, int, int], ...]:
    every = versions(scenario)
    begins = [clock.tick(since) if since > date.min else -NEVER for since, _ in every]
    return tuple(zip((one for _, one in every), begins, [*begins[1:], 2 * NEVER], strict=True))


One = TypeVar("One", Wait, Stay)


def _by_group(wanted: list[One]) -> dict[Group, list[One]]:
    found: dict[Group, list[One]] = {}
    for one in wanted:
        found.setdefault(one.of, []).append(one)
    return found


@lru_cache(maxsize=8)
def _week_hours(clock: Clock) -> I:
    local = [clock.at(tick) for tick in range(clock.start, clock.end, HOUR)]
    return np.array([24 * moment.weekday() + moment.hour for moment in local], dtype=np.int64)


def _lasted(clock: Clock) -> F:
    hours = _week_hours(clock)
    edges = np.minimum(clock.start + HOUR * np.arange(hours.size + 1), clock.end)
    seconds = np.bincount(hours, weights=np.diff(edges), minlength=HOURS_OF_WEEK)
    return np.where(seconds > 0, seconds, np.nan)


def _amounts(plan: Plan) -> I:
    width = 1 + max(len(alternatives) for alternatives in plan.takes)
    table = np.zeros((len(plan.pools), len(plan.steps), width), dtype=np.int64)
    for step, alternatives in enumerate(plan.takes):
        for option, takes in enumerate(alternatives):
            for place, amount in takes:
                if place < len(plan.pools):
                    table[place, step, option + 1] += amount
    return table


def by_week_hour(basis: Basis, seconds: F) -> F:
    """Return (168,) mean of a number by hour of the local week, from (hours,) unit-seconds; NaN for those that never
    come.
    """
    found: F = compiled.at_places(basis.week_hour, seconds, HOURS_OF_WEEK) / basis.lasted
    return found
