"""A sweep: one scenario at many points of its language, the same people at every one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from sim.errors import ArgumentError, Interrupted, ScenarioError
from sim.experiments.output import moment
from sim.experiments.playing.runner import ALONE, Runner
from sim.experiments.result import Summary, summaries
from sim.experiments.run import each_scenario
from sim.experiments.sweep import design
from sim.experiments.sweep.design import Axis, Point
from sim.people.expectation.overload import warned
from sim.problems import Problem, sentence
from sim.scenario.calendar.clock import clock
from sim.scenario.catalogue.figure import FigureInfo
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.checks.references import all_paths, exists
from sim.scenario.edit import laid_over
from sim.scenario.load import load
from sim.scenario.origin import tree_of
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import Node, dotted, parts
from sim.scenario.source.yaml_writer import lines, to_plain
from sim.wording import say

NUMBERS = ("mean", "low", "high", "p5", "p50", "p95")


@dataclass(frozen=True)
class Plan:
    """The points of a sweep, each read and found right."""

    scenario: Scenario  # as the file has it
    paths: tuple[str, ...]
    points: tuple[Point, ...]  # the value of each path, as written
    scenarios: tuple[Scenario, ...]  # one a point
    sampled: bool  # a Latin hypercube, not a grid
    warnings: tuple[tuple[Problem, ...], ...] = ()  # of each point

    @property
    def named(self) -> tuple[str, ...]:
        """Each point as `PATH=value, PATH=value`."""
        return tuple(_named(self.paths, point) for point in self.points)


class Played(NamedTuple):
    """One point: the value of each path, and every figure over the replications."""

    values: Point
    scenario: Scenario
    summary: dict[str, Summary]


@dataclass(frozen=True)
class Sweep:
    """The points of a sweep that were played: all, or the first ones if it was interrupted."""

    plan: Plan
    replications: int
    points: tuple[Played, ...]

    @property
    def interrupted(self) -> bool:
        """Whether there are points that were not played."""
        return len(self.points) < len(self.plan.points)

    @cached_property
    def figures(self) -> dict[str, FigureInfo]:
        """What each figure means, by name; all those that some point has."""
        return {name: info for point in self.plan.scenarios for name, info in catalogue(point).items()}


def plan(file: str | FilePath, vary: Sequence[str], sets: Sequence[str] = (), sample: int | None = None) -> Plan:
    """Do as `planned`, of a scenario file with each `PATH=VALUE` of `sets` applied."""
    return planned(load(file, sets).scenario, vary, sample)


def planned(scenario: Scenario, vary: Sequence[str], sample: int | None = None) -> Plan:
    """Return the points of `vary`, each `PATH=a,b,c` or `PATH=low..high`: all combinations, or a sample of some.

    Values are read as `--set` reads them; a value that is uncertain in the scenario is known where it is varied.
    ArgumentError for nothing to vary; ScenarioError with all that is wrong at any point.
    """
    axes = design.axes(vary)
    if not axes:
        raise ArgumentError(say("at least one path to vary"))
    points = design.grid(axes) if sample is None else design.latin_hypercube(axes, sample, scenario.seed)
    paths = tuple(dotted(axis.path) for axis in axes)
    tree = tree_of(scenario)
    known = list(_known(tree, axes))
    scenarios: list[Scenario] = []
    warnings: list[tuple[Problem, ...]] = []
    problems = dict.fromkeys(_unknown(scenario, tree, paths))
    for point in () if problems else points:
        given = [f"{path}={value}" for path, value in zip(paths, point, strict=True)]
        try:
            read = laid_over(scenario, [*known, *given])
            scenarios.append(read.scenario)
            warnings.append(warned(read))
        except ScenarioError as error:
            problems |= dict.fromkeys(_of_vary(problem, _named(paths, point)) for problem in error.problems)
    if problems:
        raise ScenarioError(problems)
    return Plan(scenario, paths, points, tuple(scenarios), sample is not None, tuple(warnings))


def _unknown(scenario: Scenario, tree: Node, paths: Sequence[str]) -> Iterator[Problem]:
    for path in paths:
        if not exists(scenario, tree, path):
            allowed = say("the dotted path of a value of this scenario")
            defaults = (dotted(known) for _, known in lines(to_plain(scenario)) if known)
            yield Problem("", sentence(path, allowed, [*all_paths(tree), *defaults]), design.VARY)


def _known(tree: Node, axes: Sequence[Axis]) -> Iterator[str]:
    """Yield what takes the varied paths out of `uncertain:`, which would draw over their values."""
    section = tree.at(("uncertain",))
    varied = [tuple(map(str, axis.path)) for axis in axes]
    for key in (section.entries if section else None) or ():
        own = tuple(map(str, parts(str(key))))
        if any(own[: len(path)] == path for path in varied):
            yield f"{dotted(('uncertain', key))}=null"


def _of_vary(problem: Problem, point: str) -> Problem:
    """Return what is wrong at a point: with a value of its own, or with what the file says once it is there."""
    if problem.place and problem.place.file == "--set":
        return replace(problem, place=design.VARY)
    return replace(problem, message=say("at {point}: {what}", point=point, what=problem.message))


def _named(paths: Sequence[str], point: Point) -> str:
    return ", ".join(f"{path}={value}" for path, value in zip(paths, point, strict=True))


def sweep(plan: Plan, replications: int, using: Runner = ALONE) -> Sweep:
    """Play every point of a plan a number of times; replications 1, 2, .. meet the same people at every point.

    An interrupt ends it with the points that were finished.
    """
    found: list[Played] = []
    points = each_scenario(plan.scenarios, replications, using)
    try:
        for values, point in zip(plan.points, points, strict=True):
            found.append(Played(values, point.scenario, summaries(point.scenario, point.names, point.values)))
    except Interrupted:
        pass
    return Sweep(plan, replications, tuple(found))


def main_figures(scenario: Scenario) -> tuple[str, ...]:
    """Return what a sweep shows when nobody says what: is space ordered, is it crowded, are people gone in a day, the
    cost.
    """
    ordered = [f"{name}_ordered" for name, measure in scenario.measures.items() if measure.brings.areas]
    crowded = [f"over_capacity_hours_{area}" for area in scenario.space.areas]
    return (*ordered, *crowded, "within_24h", "cost_total")


def chosen(scenario: Scenario, names: Sequence[str]) -> tuple[str, ...]:
    """Return the figures that are asked for, or the main ones. ScenarioError for a name that is none."""
    known = catalogue(scenario)
    unknown = [name for name in names if name not in known]
    if unknown:
        place = design.VARY._replace(file="--figure")
        allowed = say("the name of a figure (a column of kpis.csv)")
        raise ScenarioError(Problem("", sentence(name, allowed, known), place) for name in unknown)
    return tuple(dict.fromkeys(names)) or main_figures(scenario)


def rows(result: Sweep) -> Iterator[Sequence[Any]]:
    """Yield the table of `sweep.csv`: a row a point and figure; dates are local times, what does not exist is empty."""
    time = clock(result.plan.scenario)
    yield ("point", *result.plan.paths, "figure", "unit", "replications", *NUMBERS)
    for number, point in enumerate(result.points, 1):
        for name, one in point.summary.items():
            values = (getattr(one, what) for what in NUMBERS)
            told = (moment(time, v) if one.kind == "date" else "" if v != v else repr(v) for v in values)
            yield (number, *point.values, name, one.unit, one.n, *told)
