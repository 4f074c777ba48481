"""What was read of counts, what it tells of a stream, and what it leaves open, in sentences."""

from collections.abc import Iterator, Sequence

import numpy as np

from sim.calibration.fitted_scenario import Calibration
from sim.calibration.fitting.day_to_day import Interval
from sim.calibration.published.window import Contradiction, Dropped, Kind, Window
from sim.calibration.shares_and_services import Why
from sim.calibration.written_levels import rank_correlation, written
from sim.problems import letters
from sim.views.text.words import percent, plain
from sim.wording import Noted, counted, noted, said, say
from sim.wording.calendar_said import day_of_year as day
from sim.wording.quantity import digits, listed, rounded

SHOWN = 4  # of what was left out for one reason
FAR = 2.5  # normal scores of a count from which on it is named
WHY: dict[Kind, Noted] = {
    "title": noted("above the table"),
    "tags": noted("tags of columns"),
    "other column": noted("columns of something else"),
    "empty": noted("empty cells"),
    "withheld": noted("withheld or not known"),
    "total": noted("totals of what is read"),
    "note": noted("notes under the table"),
    "repeated": noted("said twice"),
    "revised": noted("replaced by a later publication"),
    "part of a day": noted("parts of a day"),
    "not asked for": noted("rows that were not asked for"),
    "falls": noted("a running total that falls"),
}
NOT_FITTED: dict[Why, Noted] = {
    "no step": noted("the scenario has no such step"),
    "departures": noted("it leaves by the clock"),
    "one task for all": noted("one task of all members"),
    "too few": noted("under ten visits that ended, or all alike"),
}
HELD = {
    "weekday": noted("the days of the week"),
    "day_to_day.sd": noted("how much days differ"),
    "day_to_day.memory": noted("what a day remembers"),
}


def sentences(made: Calibration) -> Iterator[str]:
    """Yield what was read and left out, contradictions, the levels, how days differ, what is held, storms."""
    yield from read(made)
    yield from levels(made)
    yield from storms(made)
    yield from how_days_differ(made)
    yield from far_off(made)
    yield from shares(made)
    yield from services(made)


def read(made: Calibration) -> Iterator[str]:
    """Yield how many counts were read, what was left out, and what contradicts what."""
    windows, first, last = made.fit.counted.windows, day(made.first), day(made.last)
    yield counted(
        "{n} count is fitted, from {first} to {last}.",
        "{n} counts are fitted, from {first} to {last}.",
        len(windows),
        first=first,
        last=last,
    )
    by_kind: dict[Kind, list[Dropped]] = {}
    for found in made.published.dropped:
        by_kind.setdefault(found.kind, []).append(found)
    for kind, many in by_kind.items():
        shown = listed([_where(found) for found in many[:SHOWN]])
        more = len(many) - SHOWN
        text = say("{shown} and {n} more", shown=shown, n=more) if more > 0 else shown
        yield say("Left out ({why}): {what}.", why=said(WHY[kind]), what=text)
    yield from map(_against, made.published.contradictions)


def _where(found: Dropped) -> str:
    place = f"{letters(found.place.column)}{found.place.line}" if found.place.sheet else str(found.place.line)
    return say("line {place}, {text}", place=place, text=found.text[:40])


def _against(found: Contradiction) -> str:
    window, others, out = (_windows(one) for one in ([found.window], found.others, found.left_out))
    match found.kind:
        case "two counts":
            return say(
                "{window} is said beside {others}, of the same days. Nothing is fitted on: {out}.",
                window=window, others=others, out=out,
            )  # fmt: skip
        case "more than it holds":
            return say(
                "{window} is less than what lies within it, {others}. Nothing is fitted on: {out}.",
                window=window, others=others, out=out,
            )  # fmt: skip
        case "not the sum of its parts":
            return say(
                "{window} is not the sum of its parts, {others}. Nothing is fitted on: {out}.",
                window=window, others=others, out=out,
            )  # fmt: skip


def _windows(windows: Sequence[Window]) -> str:
    return listed([_window(one) for one in windows])


def _window(one: Window) -> str:
    return say("{n} from {first} to {last}", n=rounded(one.count), first=day(one.first), last=day(one.last))


def levels(made: Calibration) -> Iterator[str]:
    """Yield each level with its interval, given the change points."""
    if made.fit.changes:
        yield counted(
            "The level changes on {n} day. Given that day, claimants a day, with 95% intervals:",
            "The level changes on {n} days. Given those days, claimants a day, with 95% intervals:",
            len(made.fit.changes),
        )
    else:
        yield say("No change of level is beyond chance. Claimants a day, with a 95% interval:")
    for k, level in enumerate(made.fit.levels):
        yield say("From {day}: {of}.", day=day(made.begins(k)), of=_interval(level))
    if made.fit.season is not None:
        yield say("The year has a season beyond chance: levels are those in the mean of the year, and change by month.")
    if rank := rank_correlation(made.fit, written(made.fit, made.last)):
        yield say("What is uncertain of the levels moves together, with a rank correlation of {r}.", r=rounded(rank, 2))


def storms(made: Calibration) -> Iterator[str]:
    """Yield how often storms began and how high they went, with what few of them leave open."""
    found, years = made.storms, made.fit.counted.days.shape[1] / 365.25
    yield counted(
        "{n} time in {years} years a level of twice the usual one began: {rate} a year.",
        "{n} times in {years} years a level of twice the usual one began: {rate} a year.",
        len(found.levels),
        years=rounded(years, 1),
        rate=_interval(found.rate),
    )
    if found.sizes:
        sizes = listed([_interval(one) for one in found.sizes])
        yield say("Its height as a multiple of the usual level: {sizes}.", sizes=sizes)
        yield (
            say("In the mean of such times: {size}.", size=_interval(found.size))
            if found.size
            else say("One does not tell how high others go.")
        )
    if found.open:
        yield say("The last one has not ended in these counts.")


def _interval(found: Interval) -> str:
    at, low, high = (digits(value, 3) if value < 1000 else rounded(value) for value in found)
    return say("{at} ({low} to {high})", at=at, low=low, high=high)


def how_days_differ(made: Calibration) -> Iterator[str]:
    """Yield the weekdays, the spread of days and their memory, and what the counts do not tell of them."""
    fit = made.fit
    if fit.weekday:
        low, high = min(one.at for one in fit.weekday), max(one.at for one in fit.weekday)
        yield say("Days of the week: from {low} to {high} of their mean.", low=rounded(low, 2), high=rounded(high, 2))
    if fit.sd:
        yield say("Standard deviation of a day's rate: {of}.", of=_interval(fit.sd))
    if fit.memory:
        yield say("Correlation of a day with the next: {of}.", of=_interval(fit.memory))
    if made.held:
        names = listed([said(HELD[name]) for name in made.held])
        yield say("These counts do not tell {names}: that is as in the scenario.", names=names)


def far_off(made: Calibration) -> Iterator[str]:
    """Yield the counts that lie far from the fit."""
    fit = made.fit
    for k in np.flatnonzero(np.abs(fit.scores) > FAR):
        window, number = fit.counted.windows[k], fit.counted.counts[k]
        values = {"first": day(window.first), "last": day(window.last), "n": rounded(number)}
        yield say("Far from the fit: {first} to {last}, {n} counted, {expected} expected.", **values,
                  expected=rounded(fit.expected[k]))  # fmt: skip


def shares(made: Calibration) -> Iterator[str]:
    """Yield each share that was counted, with its interval."""
    for one in made.shares:
        if one.share:
            ends = [percent(value) for value in one.share]
            values = dict(zip(("share", "low", "high"), ends, strict=True))
            yield say("{path}: {share} of {n} cases ({low} to {high}).", path=one.path, n=rounded(one.cases), **values)
        else:
            each = listed([f"{row.name} {percent(row.count / one.cases)}" for row in one.rows])
            yield say("{path}, of {n} cases: {shares}.", path=one.path, n=rounded(one.cases), shares=each)


def services(made: Calibration) -> Iterator[str]:
    """Yield the law of the time of each step, by which criterion, and of which step none is fitted and why."""
    found = made.services
    if found is None:
        return
    yield say("Times of steps: the law with the least AICc of exponential, lognormal, gamma and Weibull.")
    if found.present_at:
        yield say("Only visits under way at one moment are in it; that long ones are met more often is corrected.")
    for one in found.steps:
        name = plain(one.step)
        if one.law is None:
            yield say("{step}: not fitted ({why}).", step=name, why=said(NOT_FITTED[one.why or "too few"]))
            continue
        mean = _interval(Interval(*(value / one.pace / 60 for value in one.law.mean)))
        yield say(
            "{step}: {law} of mean {mean} min, of {all} visits; {n} had not ended.",
            step=name,
            law=one.law.family,
            mean=mean,
            all=rounded(one.visits.seconds.size),
            n=rounded(one.visits.open),
        )
        if one.pace != 1:
            yield say("{step}: that is the time for claimants, {share} of what was logged.", step=name,
                      share=percent(1 / one.pace))  # fmt: skip
