"""The tables of an outlook, for files and for the page: rows of totals, none of them of a party."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from sim.arrays import HOUR
from sim.planning.outlook.outlook import BANDS, Outlook, edges, quantiles
from sim.scenario.calendar.clock import clock
from sim.views.kit.page import Table
from sim.views.outlook.answer import SOON
from sim.views.text import words
from sim.wording import say
from sim.wording.calendar_said import day_short, time_of_day, weekday_short
from sim.wording.quantity import HARD, percent, rounded, written

PERCENTS = (*(edges(band)[0] for band in reversed(BANDS)), 50.0, *(edges(band)[1] for band in BANDS))
NAMES = ("p2_5", "p10", "p25", "p50", "p75", "p90", "p97_5")
Rows = Iterator[tuple[Any, ...]]


def hours(found: Outlook) -> Rows:
    """Yield people in each area and officers needed of each pool, hour by hour for three days; the first row: heads.

    People are those at the hour, officers the mean of the hour that begins then; `there` is the space open, the
    officers on duty, in the middle run.
    """
    yield ("time", "what", "of", "there", "mean", *NAMES)
    time, ahead = clock(found.scenario), min(SOON, found.on_site.shape[1] - 1)
    told: list[tuple[str, str, Any, Any]] = [
        ("people", area, found.occupancy[k], found.space[k]) for k, area in enumerate(found.base.space.areas)
    ]
    told += [("officers_needed", pool, found.needed[p], found.on_duty[p]) for p, pool in enumerate(found.base.staff)]
    for what, of, rows, there in told:
        values, middle = quantiles(rows, PERCENTS), np.median(there, axis=0)
        for h in range(1 if what == "people" else 0, ahead + (what == "people")):
            when = time.at(time.start + h * HOUR).isoformat(" ", "minutes")
            mean = float(rows[:, h].mean())
            yield (
                when,
                what,
                of,
                round(float(middle[h]), 2),
                round(mean, 2),
                *(round(v, 2) for v in values[:, h].tolist()),
            )


def days(found: Outlook) -> Rows:
    """Yield the most people in each area at any full hour of each day, and claimants who come; the first row: heads."""
    yield ("day", "what", "of", "there", "mean", *NAMES)
    time = clock(found.scenario)
    told: list[tuple[str, str, Any, Any]] = [
        ("people_peak", area, found.peaks(found.occupancy[k]), found.peaks(found.space[k]))
        for k, area in enumerate(found.base.space.areas)
    ]
    told.append(("arrivals", "", found.arrivals, None))
    for what, of, rows, there in told:
        values = quantiles(rows, PERCENTS)
        for d in range(found.days):
            space = "" if there is None else float(np.median(there[:, d]))
            yield (str(time.days[d]), what, of, space, round(float(rows[:, d].mean()), 2), *values[:, d].tolist())


def chances(found: Outlook) -> Rows:
    """Yield the chance that people exceed each threshold on each day; the first row: heads."""
    yield ("day", "area", "share", "of_space", "chance")
    time = clock(found.scenario)
    for threshold in found.thresholds:
        for d, chance in enumerate(found.above(threshold).mean(axis=0).tolist()):
            yield (str(time.days[d]), threshold.area, threshold.share, threshold.of, round(chance, 4))


def leases(found: Outlook) -> Rows:
    """Yield the measures that bring space and are not on record; the first row: heads."""
    yield ("measure", "area", "places", "lead_days", "lead_days_p90", "cost", "storms_per_year", "storm_before",
           "week_person_hours", "low", "high")  # fmt: skip
    for one in found.leases:
        waiting = (one.waiting, one.interval.low, one.interval.high) if one.storm else ("", "", "")
        cost = "" if one.cost is None else one.cost
        yield (one.measure, one.area, one.places, one.lead, one.late, cost, one.rate, round(one.chance, 4), *waiting)


def shown(found: Outlook) -> list[Table]:
    """Return the tables of the page."""
    return [_here(found), *_soon(found), *_daily(found), _officers(found)]


def _here(found: Outlook) -> Table:
    note = say("Persons by step, as the state has them: totals alone, nothing of any party is kept.")
    rows = [
        [words.capital(words.plain(step)), *(written(rounded(n)) for n in numbers)]
        for step, numbers in found.totals.items()
    ]
    return Table(say("Who is here"), note, [say("step"), say("waiting"), say("under way")], rows, 1)


def _bands(values: "np.ndarray[Any, Any]") -> list[str]:
    """Return the middle and the three bands of seven percentiles."""
    low, high = values[:3][::-1], values[4:]
    bands = [say("{low}–{high}", low=rounded(a), high=rounded(b)) for a, b in zip(low, high, strict=True)]
    return [written(rounded(values[3])), *bands]


def _heads(first: str, there: str) -> list[str]:
    return [first, there, say("median"), *(say("{n}% of runs", n=rounded(band)) for band in BANDS)]


def _soon(found: Outlook) -> Iterator[Table]:
    """Yield people against space every third hour of the next three days, an area each."""
    time = clock(found.scenario)
    note = say(
        "People at each third hour, and the bands between which so many of the runs lie; hours.csv has each hour."
    )
    for k, area in enumerate(found.base.space.areas):
        values, space = quantiles(found.occupancy[k], PERCENTS), np.median(found.space[k], axis=0)
        rows = []
        for h in range(3, min(SOON, found.on_site.shape[1] - 1) + 1, 3):
            at = time.at(time.start + h * HOUR)
            when = f"{weekday_short(at.weekday())}{HARD}{time_of_day(at)}"
            rows.append([when, written(rounded(float(space[h]))), *_bands(values[:, h])])
        heading = say("{area}: three days", area=words.capital(words.plain(area)))
        yield Table(heading, note, _heads(say("time"), say("space")), rows, 1)


def _daily(found: Outlook) -> Iterator[Table]:
    """Yield people against space day by day, with the chance of each threshold, an area each."""
    time = clock(found.scenario)
    note = say("The most people at any full hour of the day, and the chance that they are above so much of the space.")
    for k, area in enumerate(found.base.space.areas):
        mine = [one for one in found.thresholds if one.area == area]
        values, space = (
            quantiles(found.peaks(found.occupancy[k]), PERCENTS),
            np.median(found.peaks(found.space[k]), axis=0),
        )
        chance = [found.above(one).mean(axis=0) for one in mine]
        rows = [
            [
                day_short(time.days[d]), written(rounded(float(space[d]))), *_bands(values[:, d]),
                *(percent(float(one[d])) for one in chance),
            ]
            for d in range(found.days)
        ]  # fmt: skip
        above = [threshold(one.share, one.of) for one in mine]
        heading = say("{area}: day by day", area=words.capital(words.plain(area)))
        yield Table(heading, note, [*_heads(say("day"), say("space")), *above], rows, 1)


def threshold(share: float, of: str) -> str:
    """Return a threshold as a head of a column."""
    if share == 1.0 and of == "open":
        return say("above the space")
    if of == "open":
        return say("above {share} of the space", share=percent(share))
    return say("above {share} of the base space", share=percent(share))


def _officers(found: Outlook) -> Table:
    """Return officers needed against those on duty, by day and pool: the mean of the day, and the greatest lack."""
    time = clock(found.scenario)
    note = say(
        "Officers who would be busy if nobody waited, and those on duty, as means of the day over all runs; too few: "
        "hours of the day in which more are needed than are there, in the middle run."
    )
    rows = []
    for d in range(min(found.days, 8)):
        hour = found.day == d
        row = [day_short(time.days[d])]
        for p in range(len(found.base.staff)):
            needed, there = found.needed[p][:, hour], found.on_duty[p][:, hour]
            short = int((np.median(needed, axis=0) > np.median(there, axis=0) + 0.05).sum())
            row += [written(rounded(float(x.mean()), 1)) for x in (needed, there)] + [written(short)]
        rows.append(row)
    names = [words.plain(pool) for pool in found.base.staff]
    heads = [
        say("{pool}: {what}", pool=name, what=what)
        for name in names
        for what in (say("needed"), say("on duty"), say("hours too few"))
    ]
    return Table(say("Officers needed and rostered"), note, [say("day"), *heads], rows, 1)
