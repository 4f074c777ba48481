"""What a study rests on: the keep-or-close test of open space, and what is assumed."""

import math

from sim.experiments.assumptions import assumptions
from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.keep_or_close import ConditionSeen, OptionTest
from sim.scenario.language.contingency import Measure
from sim.views.kit.page import Table
from sim.views.run.uncertainty import assumed
from sim.views.text import words
from sim.views.text.condition_words import condition_words
from sim.views.text.dates import Dates
from sim.wording import say
from sim.wording.quantity import either, in_percent, listed, rounded


def tests(result: StudyResult) -> Table:
    """Return the keep-or-close test of each open space."""
    heading, told = say("Keep or close"), [
        say(
            "At each option date the space is kept, or given back at the end of its term if the release rule holds; "
            "without options it is given back once the rule holds after its term. Of what was seen the median, of "
            "dates with the span of nine tests in ten."
        )
    ]  # fmt: skip
    if result.tested is None:
        return Table(heading, " ".join([*told, say("No policy was tested.")]), (), (), 0)
    measures = result.tested.scenario.measures
    judged = {name: measures[name] for name in result.study.question.judged if name in measures}
    rules = "; ".join(_release(name, measure) for name, measure in judged.items())
    told.append(say("Under {policy}: {rules}.", policy=result.tested.name, rules=rules))
    if not result.decided:
        told.append(say("No term ended within the span in any future."))
    dates = Dates(result.study.question.scenario)
    rows = [_row(one, measures[one.measure], dates) for one in result.decided]
    header = (
        say("measure"), say("test"), say("futures"), say("when"), say("kept"), say("given back"), say("seen, median"),
    )  # fmt: skip
    return Table(heading, " ".join(told), header, rows, 2)


def _row(one: OptionTest, measure: Measure, dates: Dates) -> tuple[str, ...]:
    at = words.beside(dates.day(one.when[1]), dates.span(one.when[0], one.when[2]))
    what = say("option {n}", n=one.option) if one.option else say("after the term")
    release = measure.release_when
    shares = {name for name, condition in release.conditions.items() if condition.as_share} if release else set()
    seen = "; ".join(_sight(sight, share=sight.condition in shares) for sight in one.seen)
    numbers = (say("{n}", n=number) for number in (one.kept, one.closed))
    return (words.plain(one.measure), what, say("{n}", n=one.futures), at, *numbers, seen)


def _release(name: str, measure: Measure) -> str:
    rule = measure.release_when
    if rule is None:
        return say("{measure} without a release rule, so it stays", measure=words.plain(name))
    conditions = [condition_words(one) for one in rule.conditions.values()]
    when = either(conditions) if rule.any else listed(conditions)
    return say("{measure} given back when {conditions}", measure=words.plain(name), conditions=when)


def _sight(sight: ConditionSeen, *, share: bool) -> str:
    kept, closed, level = (_seen(value, share) for value in (sight.kept, sight.closed, sight.level))
    return say(
        "{name}: {kept} where kept, {closed} where given back; rule {level}",
        name=words.plain(sight.condition), kept=kept, closed=closed, level=level,
    )  # fmt: skip


def _seen(value: float, share: bool) -> str:
    if math.isnan(value):
        return words.NOT_KNOWN
    if share:
        return in_percent(rounded(100 * value))
    return say("{n}", n=rounded(value, 0 if round(value, 1) == round(value) else 1))


def assumption_rows(result: StudyResult) -> Table:
    """Return what is assumed: source, grade, owner, review; those of the judgement itself last."""
    scenario = result.study.question.scenario
    found = assumptions(scenario, {})
    rows = [(row.path, row.grade, row.source, row.owner, row.review, row.remark) for row in assumed(found, {})]
    own = {
        "policy.crowded_person_hour": say("price of a crowded person-hour"),
        "policy.need": say("when space is needed"),
    }
    mine = [
        (path, words.NOT_KNOWN, say("the planner sets it: {what}", what=what), words.NOT_KNOWN, words.NOT_KNOWN,
         say("ungraded"))
        for path, what in own.items() if path not in scenario.assumptions
    ]  # fmt: skip
    note = say(
        "A official, B press or other, C assumption. {late} overdue at the end of the scenario, {bare} ungraded.",
        late=sum(row.overdue for row in found), bare=sum(row.ungraded for row in found) + len(mine),
    )  # fmt: skip
    header = (say("path"), say("grade"), say("source"), say("owner"), say("review by"), say("remark"))
    return Table(say("Assumptions"), note, header, [*rows, *mine], 6)
