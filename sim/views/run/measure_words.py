"""One measure in plain sentences: how likely it is ordered, when, whether it comes in time, whether it is needed."""

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import B
from sim.scenario.language.contingency import AtStart, Measure
from sim.scenario.source.yaml_writer import duration
from sim.views.run.run_statistics import Odds, among, column, odds
from sim.views.text import words
from sim.views.text.dates import Dates

if TYPE_CHECKING:
    from sim.experiments.result import Result, Summary


def space_first(measures: dict[str, Measure]) -> tuple[str, ...]:
    """Return names of the measures, those that bring space first, else in file order."""
    return tuple(sorted(measures, key=lambda name: not measures[name].brings.areas))


def measure_said(result: "Result", name: str, dates: Dates) -> tuple[str, str]:
    """Return a measure by its name in words, and what a planner should know of it."""
    measure = result.scenario.measures[name]
    ordered = np.isfinite(column(result, f"{name}_first_order"))
    label = words.capital(words.plain(name))
    if measure.at_start:
        since = _since_start(result, name, measure, ordered)
        return label, " ".join([f"{_under_way(measure.at_start)}.", *since])
    if not ordered.any():
        return label, f"{_never(ordered)}."
    ready = np.isfinite(column(result, f"{name}_first_ready"))
    parts = [_ordered(result, name, measure, ordered, dates), _ready(result, name, measure, ready, ordered, dates)]
    if measure.brings.areas and ready.any():
        parts.append(_need(result, name, ready))
    use = _space(result, name, ordered, ready) if measure.brings.areas else _use(result, name, measure, ready)
    first = f"{'; '.join(part for part in parts if part)}."
    return label, " ".join([first, *_at_start(result, name), *use])


def _at_start(result: "Result", name: str) -> list[str]:
    """Say that it was ordered in the warm-up, if it was in some runs."""
    if f"{name}_at_start" not in result.names or not (begun := column(result, f"{name}_at_start") > 0).any():
        return []
    whose = "" if begun.size == 1 else f" {share_of_runs(odds(begun), 'of all runs')}"
    return [f"It was under way at the start{whose}, ordered in the warm-up; what fell due before is not in its cost."]


def _under_way(begun: AtStart) -> str:
    if begun.open_since is None:
        return "ordered before the start"
    used = f", {words.count(begun.options_used, 'option')} used" if begun.options_used else ""
    left = f"{duration(begun.term_left or 0.0)} of its term to come"
    return f"open at the start, since {begun.open_since.isoformat()}, with {left}{used}"


def _since_start(result: "Result", name: str, measure: Measure, ordered: B) -> list[str]:
    """Say what became of what was under way at the start, and whether the measure was ordered in the run."""
    days = among(result, f"{name}_days_open", np.ones_like(ordered))
    said = [f"It was open on {words.estimate(days, 'day')}{_average(np.ones_like(ordered))}."]
    if measure.brings.areas:
        needed = among(result, f"{name}_days_needed", np.ones_like(ordered))
        said = [f"{said[0].removesuffix('.')}, and needed on {words.estimate(needed, 'day')} of them."]
    if measure.order_when:
        in_runs = f"ordered {share_of_runs(odds(ordered), 'of all runs')}" if ordered.size > 1 else "ordered"
        again = in_runs if ordered.any() else _never(ordered)
        said.append(f"From the start on it was {again}.")
    return [*said, "What fell due before the start, its set-up with it, is not in its cost."]


def _never(ordered: B) -> str:
    chance = odds(ordered)
    if chance.of == 1:
        return "not ordered"
    return f"never ordered in {words.count(chance.of, 'run')} (its chance is at most {100 * chance.high:.1f}%)"


def share_of_runs(chance: Odds, among: str) -> str:
    """Return a share of the runs: "in 71% (64–77%) of them", "in all of them", "in none of them"."""
    if chance.share in (0.0, 1.0):
        low, high = words.percent(chance.low).removesuffix("%"), words.percent(chance.high)
        return f"in {'all' if chance.share else 'none'} {among} ({low}–{high})"
    return f"in {words.share(*chance[:3])} {among}"


def _ordered(result: "Result", name: str, measure: Measure, ordered: B, dates: Dates) -> str:
    at_once = not measure.brings.areas and _without_lead(measure)
    verb = "opened" if at_once else "ordered"
    first = result.summary[f"{name}_first_order"]
    chance = odds(ordered)
    if chance.of == 1:
        return f"{verb} on {dates.day(first.p50)}"
    runs = words.count(chance.of, "run")
    among = f"{runs}" if chance.share == 1 else f"of {runs}"
    return f"{verb} {share_of_runs(chance, among)}, {_when(first, dates)}"


def _when(when: "Summary", dates: Dates) -> str:
    certain = when.n < 2 or dates.same(when.p5, when.p95)
    return f"{'' if certain else 'typically '}on {dates.typical(when)}"


def _without_lead(measure: Measure) -> bool:
    return measure.lead_time.mean() == 0


def _ready(result: "Result", name: str, measure: Measure, ready: B, ordered: B, dates: Dates) -> str:
    if not measure.brings.areas and _without_lead(measure):
        return ""
    word = "on duty" if measure.brings.staff and not measure.brings.areas else "ready"
    if not ready.any():
        return f"never {word} before the run ended"
    when = _when(result.summary[f"{name}_first_ready"], dates).removeprefix("typically ")
    if ready.sum() == ordered.sum():
        return f"{word} {when}" if word == "ready" else f"{word} from {when.removeprefix('on ')}"
    return f"{word} before the run ended {share_of_runs(odds(ready[ordered]), 'of those')}, then {when}"


def _need(result: "Result", name: str, ready: B) -> str:
    needed = column(result, f"{name}_days_needed")[ready] > 0
    late = ~needed & (column(result, f"{name}_late_hours")[ready] > 0)
    never = ~needed & ~late
    if len(needed) == 1:
        return (
            "it was needed once open"
            if needed[0]
            else "the crowding had ended before it opened"
            if late[0]
            else "it was not needed"
        )
    if needed.all():
        return f"it was needed once open {share_of_runs(odds(needed), 'of them')}"
    said = [f"it was needed once open {share_of_runs(odds(needed), 'of them')}"] if needed.any() else []
    if late.any():
        said.append(f"{share_of_runs(odds(late), 'of them')} the crowding had ended before it opened")
    if never.any():
        said.append(f"{share_of_runs(odds(never), 'of them')} there was no crowding to relieve")
    return ", ".join(said)


def _average(runs: B) -> str:
    return " on average" if runs.sum() > 1 else ""


def _space(result: "Result", name: str, ordered: B, ready: B) -> list[str]:
    late = among(result, f"{name}_late_hours", ordered)
    until = "opening" if ready.any() else "the end"
    above = _above(result, result.scenario.measures[name])
    said = [f"Between order and {until}, {above} for {words.estimate(late, 'hour')}{_average(ordered)}."]
    if ready.any():
        needed, idle = among(result, f"{name}_days_needed", ready), among(result, f"{name}_days_idle", ready)
        used = words.estimate(needed, "day") if needed.mean > 0 else "no day"
        said.append(
            f"Once open, it was needed on {used} and stood unneeded on {words.estimate(idle, 'day')}{_average(ready)}."
        )
    return said


def _above(result: "Result", measure: Measure) -> str:
    areas = [(words.plain(area), result.scenario.space.areas[area].persons) for area in measure.brings.areas]
    if len(areas) == 1:
        return f"the {areas[0][0]} was above its {words.count(areas[0][1], 'place')}"
    return f"{words.listed([f'the {area}' for area, _ in areas])} were above their own space"


def _use(result: "Result", name: str, measure: Measure, ready: B) -> list[str]:
    if not ready.any():
        return []
    average = _average(ready)
    days, times = among(result, f"{name}_days_open", ready), among(result, f"{name}_times", ready)
    again = ""
    if times.p95 > 1:
        again = f", {words.estimate(times, 'order')}" + (" a run" if average else "")
    said = [f"In use on {words.estimate(days, 'day')}{average}{again}."]
    if measure.brings.deferral and "deferred" in result.names:
        said.append(f"It deferred {words.estimate(among(result, 'deferred', ready), 'claimant')}{average}.")
    return said
