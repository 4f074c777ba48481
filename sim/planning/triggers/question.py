"""A scenario file made into a question: which measures are judged, and the policies that may order them."""

from collections.abc import Sequence
from pathlib import Path as FilePath

from sim.errors import ScenarioError
from sim.experiments.sweep import design, sweep
from sim.planning.triggers.alternatives import VariantBase, replaced, without
from sim.planning.triggers.families import Draft, drafts
from sim.planning.triggers.trigger import AS_WRITTEN, VARIED, Alternative, Question
from sim.problems import Problem, listing, sentence
from sim.scenario.checks.conditioned import hindsight
from sim.scenario.edit import laid_over
from sim.scenario.language.policy import PolicySettings
from sim.scenario.load import load
from sim.scenario.messages.sentences import placed
from sim.scenario.origin import tree_of
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import dotted
from sim.scenario.uncertain.choices import drawn_choices
from sim.scenario.variants import judging
from sim.wording import noted, say

MEASURE = noted("a measure that brings space to an area")
UNDER = noted("a path under a measure, such as {path}", path="contingency.leased_hall.lead_time")
WRITTEN = noted("as written")
MOST = 2  # measures that are judged


def question(file: str | FilePath, sets: Sequence[str] = (), vary: Sequence[str] = ()) -> Question:
    """Do as `asked`, of a scenario file with each `PATH=VALUE` of `sets` applied."""
    return asked(load(file, sets).scenario, vary)


def asked(scenario: Scenario, vary: Sequence[str] = ()) -> Question:
    """Return when a scenario should order space: its policies, and the run without space.

    Policies are those of `policy.families`, and every combination of `vary`, each `PATH=a,b,c` under `contingency`.
    Uncertain values of what policies replace are as written in all of them, so that every policy meets the same
    futures. Levels and prices are chosen, so none of them may be drawn,
    and no trigger is chosen on arrivals that were counted. ScenarioError with what is wrong at any policy.
    """
    if refused := [*drawn_choices(scenario), *hindsight(scenario)]:
        raise ScenarioError(placed(problem, tree_of(scenario)) for problem in refused)
    axes = design.axes(vary)
    _under_measures(axes)
    settings, judged = _judged(scenario, axes)
    varied = sweep.planned(laid_over(scenario, _enabled(axes, judged)).scenario, vary) if axes else None
    fixed = {path for path in scenario.uncertain if varied and path not in varied.scenarios[0].uncertain}
    fixed |= set(replaced(scenario, judged))
    under = VariantBase(without(scenario, fixed))
    policies = _policies(scenario, under, settings, judged, varied, fixed)
    return Question(
        scenario=under.scenario,
        settings=settings,
        judged=judged,
        areas=_areas([policy.scenario for policy in policies], judged),
        off=next(policy.scenario for policy in policies if policy.family == "never"),
        policies=policies,
    )


def _policies(
    given: Scenario,
    under: VariantBase,
    settings: PolicySettings,
    judged: tuple[str, ...],
    varied: sweep.Plan | None,
    fixed: set[str],
) -> tuple[Alternative, ...]:
    """As written, those of the families, those that are varied; each name once."""
    found: dict[str, Alternative] = {}
    problems: dict[Problem, None] = {}
    if any(name in under.scenario.measures for name in judged):
        found[WRITTEN] = Alternative(WRITTEN, AS_WRITTEN, (), under.scenario)
    for draft in drafts(under.scenario, settings, judged):
        try:
            found.setdefault(draft.name, _alternative(under, draft))
        except ScenarioError as error:
            problems |= dict.fromkeys(placed(problem, tree_of(given)) for problem in error.problems)
    if problems:
        raise ScenarioError(problems)
    for point, scenario in zip(varied.points, varied.scenarios, strict=True) if varied else ():
        chosen = tuple(zip(varied.paths, point, strict=True)) if varied else ()
        name = ", ".join(f"{path.removeprefix('contingency.')} {value}" for path, value in chosen)
        found.setdefault(name, Alternative(name, VARIED, chosen, without(scenario, fixed)))
    return tuple(found.values())


def _alternative(under: VariantBase, draft: Draft) -> Alternative:
    about = f"policy.families.{draft.family}"
    return Alternative(draft.name, draft.family, draft.settings, under.with_changes(draft.changes, about))


def _judged(scenario: Scenario, axes: Sequence[design.Axis]) -> tuple[PolicySettings, tuple[str, ...]]:
    """Return the settings with their measures filled in, and the measures that are judged."""
    settings = scenario.policy or PolicySettings()
    spacious = [name for name, measure in scenario.contingency.items() if measure.space]
    if not spacious:
        raise _wrong(scenario, "policy.measure", say("no measure that brings space"), MEASURE)
    first = settings.measure or next((name for name in spacious if name in scenario.measures), spacious[0])
    named = [name for name in dict.fromkeys(str(axis.path[1]) for axis in axes) if name in spacious and name != first]
    second = settings.second or next(iter(named), None) or _quickest(scenario, first, spacious)
    filled = judging(scenario, settings, first, second)
    tiers = (second,) if second and (settings.families.two_tiers or second in named) else ()
    judged = tuple(dict.fromkeys((first, *tiers, *named)))
    if len(judged) > MOST:
        allowed = say("at most {most} measures that are judged", most=MOST)
        raise _wrong(scenario, "policy.second", listing(judged), allowed)
    return filled, judged


def _quickest(scenario: Scenario, first: str, spacious: Sequence[str]) -> str | None:
    """Return the other measure for the same areas that is ready soonest, if it is sooner than the first."""
    measure = scenario.contingency[first]
    areas = set(measure.space)
    leads = {name: scenario.contingency[name].lead_time.mean() for name in spacious if name != first
             and areas & set(scenario.contingency[name].space)}  # fmt: skip
    quick = min(leads, key=lambda name: leads[name], default=None)
    return quick if quick is not None and leads[quick] < measure.lead_time.mean() else None


def _areas(scenarios: Sequence[Scenario], judged: tuple[str, ...]) -> tuple[str, ...]:
    found = (scenario.contingency[name].space for scenario in scenarios for name in judged)
    named = {area for areas in found for area in areas}
    return tuple(area for area in scenarios[0].space.areas if area in named)


def _under_measures(axes: Sequence[design.Axis]) -> None:
    outside = [axis for axis in axes if str(axis.path[0]) != "contingency" or len(axis.path) < 3]
    if outside:
        found = (dotted(axis.path) for axis in outside)
        raise ScenarioError(Problem(path, sentence(path, UNDER), design.VARY) for path in found)


def _enabled(axes: Sequence[design.Axis], judged: Sequence[str]) -> list[str]:
    """Return what enables the judged measures that are varied, unless that is what is varied."""
    paths = {tuple(map(str, axis.path)) for axis in axes}
    names = {path[1] for path in paths if path[1] in judged and ("contingency", path[1], "enabled") not in paths}
    return [f"{dotted(('contingency', name, 'enabled'))}=true" for name in sorted(names)]


def _wrong(scenario: Scenario, path: str, found: str, allowed: str) -> ScenarioError:
    return ScenarioError([placed(Problem(path, sentence(found, allowed)), tree_of(scenario))])
