"""Scenarios run against a baseline, and paired by replication."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce

import numpy as np

from sim.arrays import F
from sim.errors import ComparisonError
from sim.experiments.comparison.differences import Difference, absent, difference
from sim.experiments.comparison.same_people import PairedWaits, follow_people
from sim.experiments.comparison.scenario_diff import Change, changes
from sim.experiments.playing.runner import ALONE, Runner
from sim.experiments.result import Result
from sim.experiments.run import run_many
from sim.experiments.statistics.assumption_sets import AssumptionSets
from sim.experiments.statistics.precision import Reached, run_many_until
from sim.experiments.statistics.set_spread import SetSpread, spread
from sim.problems import sentence
from sim.scenario.catalogue.figure import FigureInfo
from sim.scenario.catalogue.figures_of_people import stay_phrases
from sim.scenario.schema import Scenario
from sim.scenario.source.yaml_writer import to_plain
from sim.wording import noted, say

SPACE = ("ordered", "first_order", "first_ready", "days_needed", "days_idle")  # of a measure that brings space
CALLED = ("ordered", "days_open")  # of any other
STAYS = ("mean", "p95")
PEOPLE = ("within_24h", "within_72h", "on_site_peak", "returned")
MONEY = ("cost_total",)


def shown(results: list[Result]) -> tuple[str, ...]:
    """Return figures of the measures that any has, of crowding, the unserved if any, stays and money; every target."""
    crowding = [*(name for result in results for name in _crowding(result)), *_peaks(results)]
    wanted = [*_of_measures(results), *crowding, *_unserved(results), *_stays(results), *PEOPLE, *MONEY]
    wanted += [name for result in results for name in result.scenario.targets]
    known = {name for result in results for name in result.names}
    return tuple(name for name in dict.fromkeys(wanted) if name in known)


def _of_measures(results: list[Result]) -> list[str]:
    measures = {name: measure for result in results for name, measure in result.scenario.measures.items()}
    space_first = sorted(measures, key=lambda name: not measures[name].brings.areas)
    return [f"{name}_{what}" for name in space_first for what in (SPACE if measures[name].brings.areas else CALLED)]


def _stays(results: list[Result]) -> list[str]:
    """Whole stays; where any of the scenarios has none, the mean of stays up to the limit on all sides."""
    if any(result.withheld for result in results):
        return [stay_phrases(results[0].scenario, True)["mean"]]
    return [stay_phrases(results[0].scenario, False)[what] for what in STAYS]


def _unserved(results: list[Result]) -> list[str]:
    return ["unserved"] if any(result.summary["unserved"].mean > 0 for result in results) else []


def _peaks(results: list[Result]) -> list[str]:
    """Return the most in each area that all have: the most on site says nothing of one area's places."""
    areas = [name for name in results[0].scenario.space.areas if all(name in r.scenario.space.areas for r in results)]
    return [f"peak_{name}" for name in areas]


def _crowding(result: Result) -> list[str]:
    areas = result.scenario.space.areas
    return [f"over_capacity_hours_{name}" for name, area in areas.items() if area.limit == "soft"]


SHARED = {  # what both must have, and why
    "port": noted("figures of two ports differ for reasons that no scenario contains"),
    "time_zone": noted("the same instant would be another hour of the day"),
    "start": noted("the figures would count other days"),
    "end": noted("the figures would count other days"),
    "warm_up": noted("the counted days would begin from another state"),
    "stay_limit": noted("stays would be told up to another time"),
    "seed": noted("they would not meet the same people; --seed gives all of them one"),
    "currency": noted("their costs have no difference"),
}


def require_alike(scenarios: Mapping[str, Scenario]) -> None:
    """Raise ComparisonError unless every scenario shares with the first its port, window, time zone, seed and
    currency.
    """
    (base, baseline), *others = scenarios.items()
    wrong = [line for name, scenario in others for line in _unlike(base, baseline, name, scenario)]
    if wrong:
        raise ComparisonError("\n".join(wrong))


def _unlike(base: str, baseline: Scenario, name: str, scenario: Scenario) -> list[str]:
    ours, theirs = _shared(baseline), _shared(scenario)
    return [
        say(
            "{name}: cannot be compared with {base}: {key} {theirs} instead of {ours} ({why})",
            name=name,
            base=base,
            key=key,
            theirs=_label_text(theirs[key]),
            ours=_label_text(ours[key]),
            why=why,
        )
        for key, why in SHARED.items()
        if ours[key] != theirs[key]
    ]


def _shared(scenario: Scenario) -> dict[str, object]:
    """Return what two scenarios that are compared must have alike, as a planner writes it."""
    named = {"port": scenario.port.name, "currency": scenario.currency}
    return {**to_plain(scenario), **named}


def _label_text(value: object) -> str:
    return str(value) if value != "" else say("(none)")


FOLLOWED = 20  # pairs of replications in which every person is followed


@dataclass(frozen=True)
class ScenarioDifference:
    """One scenario against the baseline: what is written differently, and what came of it."""

    label: str
    result: Result
    changes: tuple[Change, ...]
    differences: dict[str, Difference]  # every figure that both have, and those shown, by name
    people: tuple[PairedWaits, ...]  # pairs of replications in which each person was followed

    @property
    def alike(self) -> bool:
        """Whether it is the baseline under another name."""
        return not self.changes


@dataclass(frozen=True)
class Comparison:
    """A baseline and scenarios compared with it. Intervals of the figures shown hold at once: Bonferroni over
    `intervals`.
    """

    label: str
    baseline: Result
    others: tuple[ScenarioDifference, ...]
    figures: tuple[str, ...]  # shown, in order
    intervals: int
    sets: Mapping[str, AssumptionSets] = field(default_factory=dict)  # by label, of what is uncertain in all alike
    held: tuple[str, ...] = ()  # paths that are uncertain in some and held as written in these sets

    def over_sets(self, label: str, name: str) -> SetSpread | None:
        """Return how far the paired difference of a scenario goes over the sets of assumptions, the noise within them
        taken
        out; None where there are none, or one of the two does not have the figure."""
        if not {label, self.label} <= self.sets.keys():
            return None
        other, base = self.sets[label], self.sets[self.label]
        if name not in other.names or name not in base.names:
            return None
        return spread(other.values(name) - base.values(name))

    @cached_property
    def known(self) -> dict[str, FigureInfo]:
        """Every figure that any of the scenarios has, by name, as `info` gives it."""
        return {name: self.info(name) for one in self.results.values() for name in one.figures}

    def info(self, name: str) -> FigureInfo:
        """Return what a figure means, in the first of the scenarios that has it, and what it can be in any."""
        return reduce(FigureInfo.beside, (one.figures[name] for one in self.results.values() if name in one.figures))

    @property
    def pairs(self) -> int:
        """Replications that all of the scenarios have."""
        return min(one.of for other in self.others for one in other.differences.values())

    @property
    def interrupted(self) -> bool:
        """Whether any of the scenarios has fewer replications than were asked for, or fewer runs of its sets."""
        runs = any(result.interrupted for result in self.results.values())
        return runs or any(sets.interrupted for sets in self.sets.values())

    @property
    def results(self) -> dict[str, Result]:
        """All results by label, the baseline first."""
        return {self.label: self.baseline} | {other.label: other.result for other in self.others}


def compare(
    scenarios: Mapping[str, Scenario],
    replications: int,
    using: Runner = ALONE,
    *,
    figures: Sequence[str] = (),
    followed: int = FOLLOWED,
) -> Comparison:
    """Run the scenarios (by label, the baseline first) and pair them.

    `figures`: which to show instead of the defaults; the fewer, the narrower their intervals. In the first
    `followed` pairs every person is followed. ComparisonError when the scenarios do not meet the same people, or a
    figure is none of theirs.
    """
    require_alike(scenarios)
    results = run_many(scenarios, replications, using, together=True)
    return paired(results, figures=figures, followed=followed)


def compare_until(
    scenarios: Mapping[str, Scenario],
    most: int,
    using: Runner = ALONE,
    *,
    figures: Sequence[str] = (),
    followed: int = FOLLOWED,
) -> tuple[Comparison, dict[str, tuple[Reached, ...]]]:
    """Do as `compare`, with as many replications as `precision` needs in every scenario that declares it, or `most`.

    With the comparison, by label, how precise each figure is (`sim.experiments.statistics.precision`). ValueError when
    none of the scenarios declares any.
    """
    require_alike(scenarios)
    found = run_many_until(scenarios, most, using)
    results = {label: one.result for label, one in found.items()}
    return paired(results, figures=figures, followed=followed), {label: one.reached for label, one in found.items()}


def paired(results: Mapping[str, Result], *, figures: Sequence[str] = (), followed: int = 0) -> Comparison:
    """Pair results (by label, the baseline first) by replication; those that only some of them have are left out."""
    require_alike({label: result.scenario for label, result in results.items()})
    (label, baseline), *others = results.items()
    if not others:
        raise ComparisonError(say("a baseline and at least one scenario to compare with it"))
    common = sorted(set.intersection(*({run.number for run in result.runs} for result in results.values())))
    if not common:
        raise ComparisonError(say("no replication was finished in all of the scenarios"))
    chosen = _chosen(list(results.values()), figures)
    intervals = max(sum(name in baseline.names and name in one.names for _, one in others for name in chosen), 1)
    people = follow_people(baseline.scenario, [one.scenario for _, one in others], common[:followed])
    against = tuple(
        _against(name, baseline, one, common, intervals, chosen, met)
        for (name, one), met in zip(others, people, strict=True)
    )
    return Comparison(label, baseline, against, chosen, intervals)


def values(result: Result, name: str, numbers: Sequence[int]) -> F:
    """(R,) a figure in the replications of these numbers."""
    place = {run.number: k for k, run in enumerate(result.runs)}
    column: F = result.values[np.array([place[number] for number in numbers]), result.names.index(name)]
    return column


def _chosen(results: list[Result], figures: Sequence[str]) -> tuple[str, ...]:
    common = [name for name in results[0].names if all(name in result.names for result in results)]
    for name in figures:
        if name not in common:
            raise ComparisonError(sentence(name, say("a figure that all of the scenarios have"), common, name))
    return tuple(dict.fromkeys(figures)) or shown(results)


def _against(
    label: str,
    baseline: Result,
    other: Result,
    common: list[int],
    intervals: int,
    chosen: tuple[str, ...],
    people: tuple[PairedWaits, ...],
) -> ScenarioDifference:
    changed = changes(baseline.scenario, other.scenario)
    found = {
        name: difference(
            baseline.figures[name].beside(other.figures[name]),
            values(baseline, name, common),
            values(other, name, common),
            intervals,
            alike=not changed,
        )
        for name in baseline.names
        if name in other.names
    }
    lacking = {name: _absent(name, baseline, other, common) for name in chosen if name not in found}
    return ScenarioDifference(label, other, changed, found | lacking, people)


def _absent(name: str, baseline: Result, other: Result, common: list[int]) -> Difference:
    """Return the difference of a figure that one of the two does not have, or neither."""
    for side, has in (("baseline", other), ("other", baseline)):
        if name in has.names:
            return absent(has.figures[name], values(has, name, common), side)
    return absent(FigureInfo(name, "", "number", ""), np.full(len(common), np.nan), "both")
