"""What a study rests on: the keep-or-close test of open space, and what is assumed."""

import math

from sim.experiments.assumptions import assumptions
from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.keep_or_close import ConditionSeen
from sim.scenario.language.contingency import Measure
from sim.scenario.source.yaml_writer import number
from sim.views.kit.page import Table
from sim.views.run.uncertainty import assumed
from sim.views.text import words
from sim.views.text.condition_words import condition_words
from sim.views.text.dates import Dates


def tests(result: StudyResult) -> Table:
    """Return the keep-or-close test of each open space."""
    dates = Dates(result.study.question.scenario)
    note = (
        "At each option date the space is kept, or given back at the end of its term if the release rule holds; "
        "without options it is given back once the rule holds after its term. Of what was seen the median, of dates "
        "with the span of nine tests in ten."
    )
    if result.tested is None:
        return Table("Keep or close", f"{note} No policy was tested.", (), (), 0)
    measures = result.tested.scenario.measures
    judged = {name: measures[name] for name in result.study.question.judged if name in measures}
    rules = [f"{words.plain(name)} {_release(measure)}" for name, measure in judged.items()]
    whose = f"Under {result.tested.name}: {'; '.join(rules)}."
    if not result.decided:
        whose += " No term ended within the span in any future."
    rows = []
    for one in result.decided:
        at = dates.day(one.when[1]) + f" ({dates.span(one.when[0], one.when[2])})"
        what = f"option {one.option}" if one.option else "after the term"
        release = measures[one.measure].release_when
        shares = {name for name, condition in release.conditions.items() if condition.as_share} if release else set()
        seen = "; ".join(_sight(sight, share=sight.condition in shares) for sight in one.seen)
        rows.append((words.plain(one.measure), what, f"{one.futures:,}", at, f"{one.kept:,}", f"{one.closed:,}", seen))
    header = ("measure", "test", "futures", "when", "kept", "given back", "seen, median")
    return Table("Keep or close", f"{note} {whose}", header, rows, 2)


def _release(measure: Measure) -> str:
    rule = measure.release_when
    if rule is None:
        return "without a release rule, so it stays"
    return f"given back when {(' or ' if rule.any else ' and ').join(map(condition_words, rule.conditions.values()))}"


def _sight(sight: ConditionSeen, *, share: bool) -> str:
    kept, closed, level = (_seen(value, share) for value in (sight.kept, sight.closed, sight.level))
    return f"{words.plain(sight.condition)}: {kept} where kept, {closed} where given back; rule {level}"


def _seen(value: float, share: bool) -> str:
    if math.isnan(value):
        return words.NOT_KNOWN
    return f"{100 * value:.0f}%" if share else number(round(value, 1))


def assumption_rows(result: StudyResult) -> Table:
    """Return what is assumed: source, grade, owner, review; those of the judgement itself last."""
    scenario = result.study.question.scenario
    rows = [(row.path, row.grade, row.source, row.owner, row.review, row.remark) for row in
            assumed(assumptions(scenario, {}), {})]  # fmt: skip
    named = set(scenario.assumptions)
    own = [("policy.crowded_person_hour", "price of a crowded person-hour"), ("policy.need", "when space is needed")]
    rows += [(path, words.NOT_KNOWN, f"the planner sets it: {what}", words.NOT_KNOWN, words.NOT_KNOWN, "ungraded")
             for path, what in own if path not in named]  # fmt: skip
    late, bare = (sum(word in row[5] for row in rows) for word in ("overdue", "ungraded"))
    note = f"A official, B press or other, C assumption. {late} overdue at the end of the scenario, {bare} ungraded."
    return Table("Assumptions", note, ("path", "grade", "source", "owner", "review by", "remark"), rows, 6)
