"""One measure in plain sentences: how likely it is ordered, when, whether it comes in time, whether it is needed."""

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import B
from sim.scenario.language.contingency import AtStart, Measure
from sim.views.run.first.overflow import months, named_months
from sim.views.run.first.phrases import conditioned, in_months
from sim.views.run.first.resting import number
from sim.views.run.run_statistics import Odds, among, column, odds
from sim.views.run.told import lasting
from sim.views.text import words
from sim.views.text.dates import Dates
from sim.views.text.unit_words import span_said
from sim.wording import counted, say
from sim.wording.quantity import in_percent, listed, rounded

if TYPE_CHECKING:
    from sim.experiments.result import Result

APART = 45 * 86400  # seconds; dates of nine runs in ten that lie further apart are given as months


def space_first(measures: dict[str, Measure]) -> tuple[str, ...]:
    """Return names of the measures, those that bring space first, else in file order."""
    return tuple(sorted(measures, key=lambda name: not measures[name].brings.areas))


def measure_said(result: "Result", name: str, dates: Dates) -> tuple[str, str]:
    """Return a measure by its name in words, and what a planner should know of it, in sentences."""
    measure = result.scenario.measures[name]
    happened = np.isfinite(column(result, f"{name}_first_order"))
    label = words.capital(words.plain(name))
    if measure.at_start:
        said = [_under_way(measure.at_start), *_since_start(result, name, measure, happened)]
    elif not happened.any():
        said = [_never(result, happened)]
    else:
        ready = np.isfinite(column(result, f"{name}_first_ready"))
        said = [*_ordered(result, name, measure, dates), *_ready(result, name, measure, ready, happened, dates)]
        if measure.brings.areas:
            said += [*_need(result, name, ready), *_at_start(result, name), *_space(result, name, happened, ready)]
        else:
            said += [*_at_start(result, name), *_use(result, name, measure, ready)]
    return label, " ".join(said)


def _at_start(result: "Result", name: str) -> list[str]:
    """Say that it was ordered in the warm-up, if it was in some runs."""
    if f"{name}_at_start" not in result.names or not (begun := column(result, f"{name}_at_start") > 0).any():
        return []
    why = say("What fell due before is not in its cost.")
    if begun.size == 1:
        return [say("It is under way at the start, ordered in the warm-up."), why]
    return [say("It is under way at the start in {runs}, ordered in the warm-up.", runs=of_all_runs(odds(begun))), why]


def _under_way(begun: AtStart) -> str:
    if begun.open_since is None:
        return say("It is ordered before the start.")
    since, left = begun.open_since.isoformat(), span_said(begun.term_left or 0.0)
    if begun.options_used:
        return counted(
            "It is open at the start, since {since}, with {left} of its term to come and {n} option used.",
            "It is open at the start, since {since}, with {left} of its term to come and {n} options used.",
            begun.options_used, since=since, left=left,
        )  # fmt: skip
    return say("It is open at the start, since {since}, with {left} of its term to come.", since=since, left=left)


def _since_start(result: "Result", name: str, measure: Measure, ordered: B) -> list[str]:
    """Say what became of what was under way at the start, and whether the measure was ordered in the run."""
    every = np.ones_like(ordered)
    said = [say("It is open on {days}.", days=_days(result, name, "open", every))]
    if measure.brings.areas:
        said.append(say("It is needed on {days} of them.", days=_days(result, name, "needed", every)))
    if measure.order_when:
        if not ordered.any():
            said.append(say("From the start on no other is ordered."))
        elif ordered.size > 1:
            said.append(say("From the start on it is ordered in {runs}.", runs=of_all_runs(odds(ordered))))
        else:
            said.append(say("From the start on it is ordered."))
    return [*said, say("What fell due before the start, its set-up with it, is not in its cost.")]


def _days(result: "Result", name: str, what: str, runs: B) -> str:
    """Return the days of a kind over some of the runs; of several a mean."""
    days = words.estimate(among(result, f"{name}_days_{what}", runs), "day")
    return _mean(runs, days)


def _mean(runs: B, value: str) -> str:
    return say("{value} on average", value=value) if runs.sum() > 1 else value


def _never(result: "Result", ordered: B) -> str:
    chance = odds(ordered)
    if chance.of == 1:
        return say("It is not ordered.")
    if conditioned(result):
        return counted("It is never ordered in {n} history.", "It is never ordered in {n} histories.", chance.of)
    high = in_percent(rounded(100 * chance.high, 1))
    return counted(
        "It is never ordered in {n} run; its chance is at most {high}.",
        "It is never ordered in {n} runs; its chance is at most {high}.",
        chance.of, high=high,
    )  # fmt: skip


def _share(chance: Odds) -> str:
    return words.share(*chance[:3])


def _every(chance: Odds) -> str:
    """Return the interval of a share that is nought or one."""
    low = words.Rounding(0, 0.01, "%").text(chance.low)
    return say("{low}–{high}", low=low, high=words.percent(chance.high))


def of_all_runs(chance: Odds) -> str:
    """Return a share of the runs: "71% (64–77%) of all runs", "all runs (98–100%)", "no run (0–1.9%)"."""
    if chance.share == 1:
        return words.beside(say("all runs"), _every(chance))
    if chance.share == 0:
        return words.beside(say("no run"), _every(chance))
    return say("{share} of all runs", share=_share(chance))


def _of_these(chance: Odds) -> str:
    """Return a share of the runs just named."""
    if chance.share == 1:
        return words.beside(say("all of these runs"), _every(chance))
    return say("{share} of these runs", share=_share(chance))


def _ordered(result: "Result", name: str, measure: Measure, dates: Dates) -> list[str]:
    """Return in how many runs it is ordered, and when first; what opens at once is opened."""
    chance, when = odds(np.isfinite(column(result, f"{name}_first_order"))), _when(result, name, "first_order", dates)
    at_once = not measure.brings.areas and _without_lead(measure)
    if chance.of == 1:
        return [say("It is opened {when}.", when=when) if at_once else say("It is ordered {when}.", when=when)]
    if chance.share == 1:
        runs = words.beside(counted("all of {n} run", "all of {n} runs", chance.of), _every(chance))
    else:
        runs = counted("{share} of {n} run", "{share} of {n} runs", chance.of, share=_share(chance))
    if at_once:
        return [say("It is opened in {runs}.", runs=runs), say("It opens first {when}.", when=when)]
    return [say("It is ordered in {runs}.", runs=runs), say("The first order comes {when}.", when=when)]


def _when(result: "Result", name: str, what: str, dates: Dates) -> str:
    """Return when something first happened: on its median date, with the span of nine runs in ten; in which months,
    where these lie far apart.
    """
    when = result.summary[f"{name}_{what}"]
    if what == "first_order" and when.p95 - when.p5 > APART:
        named = named_months(months(result, name))
        return in_months(named.months, span=named.span)
    return say("on {date}", date=dates.typical(when))


def _without_lead(measure: Measure) -> bool:
    return measure.lead_time.mean() == 0


def _ready(result: "Result", name: str, measure: Measure, ready: B, ordered: B, dates: Dates) -> list[str]:
    """Return in how many of the runs that order it it is there before the end, and how long after the order."""
    if not measure.brings.areas and _without_lead(measure):
        return []
    officers = bool(measure.brings.staff and not measure.brings.areas)
    if not ready.any():
        return [say("Its officers never come before the end.") if officers else say("It never opens before the end.")]
    said = []
    if ready.sum() < ordered.sum():
        runs = _of_these(odds(ready[ordered]))
        said.append(
            say("Its officers come before the end in {runs}.", runs=runs)
            if officers
            else say("It opens before the end in {runs}.", runs=runs)
        )
    lead = number(result, "median", f"{name}_first_ready", since=f"{name}_first_order").value
    after = words.count(round(lead), "day")
    return [
        *said,
        say("Its officers are there {time} after the order.", time=after)
        if officers
        else say("It opens {time} after the order.", time=after),
    ]


def _need(result: "Result", name: str, ready: B) -> list[str]:
    """Return in how many of the runs in which it opens it is needed, comes too late, or has nothing to relieve."""
    if not ready.any():
        return []
    needed = column(result, f"{name}_days_needed")[ready] > 0
    late = ~needed & (column(result, f"{name}_late_hours")[ready] > 0)
    never = ~needed & ~late
    if len(needed) == 1:
        if needed[0]:
            return [say("It is needed once open.")]
        return [say("The crowding is over before it opens.") if late[0] else say("It is not needed.")]
    said = []
    if needed.any():
        said.append(say("It is needed once open in {runs}.", runs=_of_these(odds(needed))))
    if late.any():
        said.append(say("The crowding is over before it opens in {runs}.", runs=_of_these(odds(late))))
    if never.any():
        said.append(say("There is no crowding to relieve in {runs}.", runs=_of_these(odds(never))))
    return said


def _space(result: "Result", name: str, ordered: B, ready: B) -> list[str]:
    time = _mean(ordered, lasting(among(result, f"{name}_late_hours", ordered)))
    said = [_above(result, result.scenario.measures[name], time, opens=bool(ready.any()))]
    if ready.any():
        said.append(say("Once open, it is needed on {days}.", days=_days(result, name, "needed", ready)))
        said.append(say("It stands unneeded on {days}.", days=_days(result, name, "idle", ready)))
    return said


def _above(result: "Result", measure: Measure, time: str, *, opens: bool) -> str:
    """Return for how long the areas that a measure extends are over their own places while it is awaited."""
    areas = [(words.plain(area), result.scenario.space.areas[area].persons) for area in measure.brings.areas]
    named = listed([say("the {area}", area=area) for area, _ in areas])
    if len(areas) > 1 and opens:
        return say("Between order and opening, {areas} are over their own places for {time}.", areas=named, time=time)
    if len(areas) > 1:
        return say("Between order and the end, {areas} are over their own places for {time}.", areas=named, time=time)
    (_, places), *_ = areas
    if opens:
        return counted(
            "Between order and opening, {area} is over its {n} place for {time}.",
            "Between order and opening, {area} is over its {n} places for {time}.",
            places, area=named, time=time,
        )  # fmt: skip
    return counted(
        "Between order and the end, {area} is over its {n} place for {time}.",
        "Between order and the end, {area} is over its {n} places for {time}.",
        places, area=named, time=time,
    )  # fmt: skip


def _use(result: "Result", name: str, measure: Measure, ready: B) -> list[str]:
    if not ready.any():
        return []
    times = among(result, f"{name}_times", ready)
    said = [say("It is in use on {days}.", days=_days(result, name, "open", ready))]
    if times.p95 > 1:
        orders = words.estimate(times, "order")
        orders = say("{value} a run", value=orders) if ready.sum() > 1 else orders
        said.append(say("That takes {orders}.", orders=orders))
    if measure.brings.deferral and "deferred" in result.names:
        people = _mean(ready, words.estimate(among(result, "deferred", ready), "claimant"))
        said.append(say("It defers {people}.", people=people))
    return said
