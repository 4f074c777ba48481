"""`run_on`: no earlier than the last day on which anything that can be ordered before the end is still leased."""

import math
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from sim.problems import Problem, sentence
from sim.scenario.calendar.clock import Clock, clock
from sim.scenario.language.condition import Condition, Rule
from sim.scenario.language.contingency import Measure
from sim.scenario.language.sections import Sections
from sim.scenario.source.source_tree import dotted
from sim.scenario.values.distributions import Distribution
from sim.wording import say

NEARLY_ALL = 0.999  # of the lead times without a bound, or of what is uncertain


def too_early(scenario: Sections) -> Iterator[Problem]:
    """Yield a `run_on` before the end of a lease that can be ordered by then, with the day that would do."""
    if scenario.run_on is None:
        return
    time, measures = clock(scenario), scenario.measures
    last = {name: still_runs(scenario, name, measure, time) for name, measure in measures.items()}
    name = max(last, key=lambda one: last[one], default="")
    if name and last[name] > time.tick(scenario.run_on):
        day = _day_after(time, last[name])
        allowed = say(
            "{day} or later: until then {name}, ordered before {end}, can still be leased",
            day=str(day),
            name=name,
            end=str(scenario.end),
        )
        yield Problem("run_on", sentence(str(scenario.run_on), allowed))


def still_runs(scenario: Sections, name: str, measure: Measure, time: Clock) -> int:
    """Return the tick at which the lease that ends last is over, of those that can be ordered before the end; 0 for
    none.

    The lead time is the longest, or where it has no bound that of 999 orders in 1,000. An option is taken if it can be
    decided before the end.
    """
    begun = _begun(scenario, name, measure, time)
    ordered = latest(measure.order_when, measure, time) if measure.order_when else -1
    if ordered < 0:
        return begun
    term = round(_most(scenario, f"contingency.{name}.minimum_term", measure.minimum_term))
    lead = round(_most(scenario, f"contingency.{name}.lead_time", measure.lead_time))
    found = over = ordered + lead + term
    for further, stage in measure.stages.items():
        path, own = f"contingency.{name}.stages.{further}", stage.minimum_term
        lead = max(lead, round(_most(scenario, f"{path}.lead_time", stage.lead_time)))
        held = term if own is None else round(_most(scenario, f"{path}.minimum_term", own))
        found = max(found, ordered + lead + held)
    if options := measure.options:
        each, notice = round(options.each), round(options.notice)
        for k in range(options.count):
            if time.end - term - k * each + notice > 0:
                found = max(found, min(over + (k + 1) * each, time.end + each + notice))
    return max(found, begun)


def _begun(scenario: Sections, name: str, measure: Measure, time: Clock) -> int:
    """Return the tick at which what is under way at the start is over, with every option; 0 for none."""
    if (begun := measure.at_start) is None:
        return 0
    path = f"contingency.{name}.at_start"
    if begun.ready_in is None:
        over = time.start + round(_most(scenario, f"{path}.term_left", begun.term_left or 0.0))
    else:
        over = time.start + round(_most(scenario, f"{path}.ready_in", begun.ready_in) + measure.minimum_term)
    if measure.options:
        over += (measure.options.count - begun.options_used) * round(measure.options.each)
    return over


def latest(rule: Rule, measure: Measure, time: Clock) -> int:
    """Return the last tick before the end at which a rule can be followed, the end's where it depends on what is seen;
    -1 for
    a rule that cannot be followed by then."""
    ticks = [_latest(condition, measure, time) for condition in rule.conditions.values()]
    return min(ticks) if rule.all else max(ticks)


def _latest(condition: Condition, measure: Measure, time: Clock) -> int:
    """Of a date: the first check from its midnight on."""
    if condition.on is None:
        return time.end
    midnight, first = time.tick(condition.on), time.watched(measure.watch_from)
    every = 1 if isinstance(measure.watch_every, str) else round(measure.watch_every)
    found = first + max(-(-(midnight - first) // every), 0) * every
    if measure.check_at is not None:
        found = max(time.tick(condition.on, measure.check_at), first)
    return found if found < time.end else -1


def _most(scenario: Sections, path: str, given: float | Distribution) -> float:
    """Return the most that a duration can be."""
    drawn = scenario.uncertain.get(path)
    value = drawn.distribution if drawn else given
    if isinstance(value, float):
        return value
    if not isinstance(value, Distribution):
        return 0.0
    with np.errstate(all="ignore"):
        most = float(value.ppf(np.array([1.0]))[0])
    return most if math.isfinite(most) else float(value.ppf(np.array([NEARLY_ALL]))[0])


def _day_after(time: Clock, tick: int) -> date:
    """Return the first day whose midnight is not before a tick."""
    day = time.at(tick).date()
    return day if time.tick(day) >= tick else day + timedelta(days=1)


def without_people(scenario: Sections) -> Iterator[Problem]:
    """Streams of which nobody comes for some of the time to `run_on`, since what is listed or counted ends before."""
    if scenario.run_on is None:
        return
    for name, stream in scenario.arrivals.items():
        last = None
        if stream.listed and stream.listed.parties:
            last = max(party.at for party in stream.listed.parties).date()
        elif stream.counts:
            last = max(row.last for row in stream.counts.rows)
        if last and last + timedelta(days=1) < scenario.run_on:
            day = max(last, scenario.end - timedelta(days=1))
            found = say("nobody of {name} after {day}, where what is known of it ends", name=name, day=str(day))
            allowed = say("people to {run_on} (run_on), or nobody, as it is played", run_on=str(scenario.run_on))
            path = dotted(("arrivals", name, "listed" if stream.listed else "counts"))
            yield Problem(path, sentence(found, allowed), severity="warning")
