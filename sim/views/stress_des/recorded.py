"""The record of the study of each command: what it was to find out, what it varied, how it was estimated."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sim.scenario.catalogue.figure import FigureInfo
from sim.views.run import warm_up
from sim.views.stress_des.conduct import access, experimentation, implementation
from sim.views.stress_des.item import Study, bullets, code, in_words, values, written
from sim.views.stress_des.model_logic import logic
from sim.views.stress_des.objectives import objectives
from sim.views.stress_des.study_data import data
from sim.views.text.markdown import inline
from sim.wording import counted, noted, said, say
from sim.wording.quantity import digits

if TYPE_CHECKING:
    from sim.experiments.comparison.compare import Comparison
    from sim.experiments.result import Result
    from sim.experiments.sensitivity.sensitivity import Sensitivity
    from sim.experiments.statistics.precision import Reached
    from sim.experiments.sweep.sweep import Sweep
    from sim.planning.staffing.proof import Staffing
    from sim.planning.triggers.found import StudyResult

INTERVALS = noted(
    "Estimates are means over replications with 95% confidence intervals, bounded by what a figure can be."
)
RUN_FILES = ("kpis.csv", "hourly.csv", "contingency.csv", "diary.csv", "summary.json", "scenario.yaml", "report.html")
OF_MEASURE = ("{}_ordered", "{}_first_order", "{}_first_ready", "cost_{}")


def record(study: Study) -> Iterator[str]:
    """Yield the text of `stress-des.md`, a piece at a time."""
    sections = (objectives, logic, data, experimentation, implementation, access)
    yield from written(study.scenario.name, [item for section in sections for item in section(study)])


def of_run(result: "Result", reached: "Sequence[Reached]" = ()) -> Study:
    """Return the study of `portsim run`."""
    scenario, sets = result.scenario, result.assumption_sets
    played = counted(
        "{n} independent replication of {asked} asked for.", "{n} independent replications of {asked} asked for.",
        len(result.runs), asked=result.asked,
    )  # fmt: skip
    again = [
        say("{sets} sets of assumptions, {runs} replications each, by two laws.", sets=sets.asked, runs=sets.per_set)
    ] if sets else []  # fmt: skip
    precise = [
        say(
            "Asked of `{figure}`: a half-width of {wanted}; reached {reached}.",
            figure=one.name, wanted=digits(one.wanted, 6), reached=digits(one.half, 6),
        )
        for one in reached
    ]  # fmt: skip
    outputs = say(
        "{n} figures of each replication (`{file}`); those that the answer turns on:",
        n=len(result.names), file="kpis.csv",
    )  # fmt: skip
    main = [*scenario.targets, *(name.format(measure) for measure in scenario.measures for name in OF_MEASURE)]
    aims = [say("Estimate every figure of the scenario as it is written.")]
    aims += [say("Find out whether and when each measure is ordered, and what it costs.")] if scenario.measures else []
    aims += [say("Find out how the answer depends on what is not known.")] if sets else []
    tested = (warm_up.sentence(result.warm_up_test),) if result.warm_up_test else ()
    return Study(
        scenario, "run", tuple(aims), (outputs, *_figures(result.figures, main)), (), (), tested,
        (played, said(INTERVALS), *again, *precise), RUN_FILES,
    )  # fmt: skip


def _figures(known: Mapping[str, FigureInfo], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        f"- {code(name)}: {inline(said(known[name].meaning))}" for name in dict.fromkeys(names) if name in known
    )


def of_comparison(found: "Comparison") -> Study:
    """Return the study of `portsim compare`."""
    changed = {
        other.label: "; ".join(f"{one.name}: {one.old} → {one.new}" for one in other.changes) for other in found.others
    }
    together = counted(
        "The interval of {n} difference holds at 95% (Bonferroni over paired intervals).",
        "Intervals of {n} differences hold together at 95% (Bonferroni over paired intervals).", found.intervals,
    )  # fmt: skip
    played = counted(
        "{n} pair of replications on the same people.", "{n} pairs of replications on the same people.", found.pairs
    )
    sets = [
        say("{sets} sets of assumptions, the same for {scenario}.", sets=one.asked, scenario=inline(label))
        for label, one in found.sets.items()
    ]
    aims = (say("Find out what each change does, apart from chance."),)
    outputs = (say("Paired differences of figures:"), *_figures(found.known, found.figures))
    files = ("differences.csv", "inputs.csv", "compare.json", "compare.html")
    scenario = found.baseline.scenario
    return Study(scenario, "compare", aims, outputs, values(changed), (), (), (played, together, *sets), files)


def of_sweep(found: "Sweep", figures: Sequence[str]) -> Study:
    """Return the study of `portsim sweep`."""
    paths, how = found.plan.paths, say("a Latin hypercube") if found.plan.sampled else say("the full grid")
    points = {
        say("point {k}", k=k): ", ".join(map("=".join, zip(paths, point.values, strict=True)))
        for k, point in enumerate(found.points, 1)
    }
    played = say(
        "{runs} replications of each of {points} points ({how}), on the same people.",
        runs=found.replications, points=len(found.points), how=how,
    )  # fmt: skip
    aims = (say("Find out how figures depend on {inputs}.", inputs=", ".join(map(code, paths))),)
    outputs = (say("Figures at each point:"), *_figures(found.figures, figures))
    files = ("sweep.csv", "sweep.html")
    return Study(found.plan.scenario, "sweep", aims, outputs, values(points), (), (), (played, said(INTERVALS)), files)


def of_sensitivity(found: "Sensitivity") -> Study:
    """Return the study of `portsim sensitivity`."""
    method = say("variance-based indices (Sobol')")
    if found.method == "morris":
        method = say("elementary effects (Morris 1991)")
    played = say(
        "{points} points, {runs} replications of each; size {size}.",
        points=found.points, runs=found.replications, size=found.size,
    )  # fmt: skip
    uncertain = {path: in_words(found.scenario.uncertain[path]) for path in found.scenario.uncertain}
    aims = (say("Find out which of the uncertain values move the figures, and how far."),)
    outputs = (say("Influence on:"), *(f"- {code(name)}" for name in found.swings))
    how, files = (f"- {say('Influence: {method}.', method=method)}",), ("sensitivity.csv", "sensitivity.html")
    return Study(found.scenario, "sensitivity", aims, outputs, values(uncertain), how, (), (played,), files)


def of_staffing(found: "Staffing") -> Study:
    """Return the study of `portsim staff`."""
    last = found.rounds[-1]
    proved = say(
        "Rounds of proof on people that no search has met: {rounds}; runs of the last: {runs}.",
        rounds=len(found.rounds), runs=last.runs,
    )  # fmt: skip
    chance = say(
        "The planned rounds share a chance of 5% of calling proven what misses; the last errs in {share}.",
        share=digits(last.error, 6),
    )
    how = bullets({
        say("Requirement"): say("the offered load of each hour, from unlimited officers, and a level above it."),
        say("Roster"): say(
            "the least-cost numbers on shift templates that cover the requirement, by linear and integer programming."
        ),
    })  # fmt: skip
    aims = (
        say("Find the officers required by the hour and the roster that covers them at the least cost, and prove it."),
    )
    outputs = (say("Officers required, the roster, and the targets on fresh people."),)
    files = ("requirement.csv", "roster.csv", "roster.yaml", "roster.xlsx", "rounds.csv", "staffing.html")
    return Study(found.scenario, "staff", aims, outputs, (), how, (), (proved, chance), files)


def of_triggers(found: "StudyResult") -> Study:
    """Return the study of `portsim policy`."""
    from sim.views.triggers.charts.family_styles import family_said
    from sim.views.triggers.trigger_words import rule_said

    study, question = found.study, found.study.question
    compared = {said(policy.name): family_said(policy.family) for policy in question.policies}
    played = say(
        "Up to {most} futures of {asked} asked for, the same people for all policies.",
        most=int(max(study.spent)), asked=study.asked,
    )  # fmt: skip
    choice = say(
        "policies that can no longer be the best are left out in rounds; rule: {rule}.",
        rule=rule_said(question.settings),
    )
    left_out = f"- {say('Choice: {how}', how=choice)}"
    aims = (say("Find the trigger to adopt for {measures}.", measures=", ".join(map(code, question.judged))),)
    outputs = (say("Cost, crowding avoided, space too late and space for nothing, of each policy."),)
    fresh = () if found.fresh is None else ("fresh_futures.csv",)
    files = ("policies.csv", "futures.csv", *fresh, "audit.md", "policy.html")
    return Study(question.scenario, "policy", aims, outputs, bullets(compared), (left_out,), (), (played,), files)
