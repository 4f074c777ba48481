"""The record of a study as tables, for the page and for `audit.md`."""

import math
from collections.abc import Iterator, Sequence

from sim.experiments.output import versions
from sim.planning.triggers.found import Row, StudyResult
from sim.planning.triggers.judging.outcomes import COLUMNS
from sim.planning.triggers.judging.summary import DERIVED
from sim.planning.triggers.trigger import AS_WRITTEN
from sim.scenario.fingerprint import fingerprint
from sim.scenario.messages.values_said import share
from sim.views.kit.page import Table
from sim.views.text import words
from sim.views.text.dates import Dates
from sim.views.text.markdown import inline
from sim.views.text.unit_words import span_said
from sim.views.triggers import amounts
from sim.views.triggers.charts.family_styles import family_said
from sim.views.triggers.grounds import assumption_rows, tests
from sim.views.triggers.trigger_words import rule_said, trigger
from sim.wording import counted, noted, said, say
from sim.wording.quantity import in_percent, listed, rounded


def markdown(title: str, question: str, answer: Sequence[str], tables: Sequence[Table]) -> Iterator[str]:
    """Yield the record, a piece at a time; equal studies give equal bytes."""
    yield f"# {inline(title)}\n\n"
    plans = say("This tool plans capacity. It never decides about a person.")
    people = say(
        "The people in it are drawn by chance from shares; nothing here says anything about a real claimant, and "
        "nothing here may be used in a claim."
    )
    yield f"**{plans}** {people}\n\n"
    if question:
        yield say("Question: {question}", question=inline(question)) + "\n\n"
    yield f"## {say('Answer')}\n\n"
    yield from (f"- {inline(sentence)}\n" for sentence in answer)
    for table in tables:
        yield f"\n## {table.heading}\n\n{inline(table.note)}\n"
        if table.rows:
            yield "\n"
            yield from _lines(table)


def _lines(table: Table) -> Iterator[str]:
    yield _line(table.header)
    yield _line(["---" if k < table.keys else "---:" for k in range(len(table.header))])
    yield from map(_line, table.rows)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(inline(cell) for cell in cells) + " |\n"


LIMITS = (
    noted("Futures are those of the scenario; what is in none of them no policy was tried on."),
    noted("A policy sees what a manager sees at that hour, and nothing later."),
    noted("Need is said of the run without space, on the same people."),
    noted("Borrowed officers and two-step processing act in every run as the scenario has them."),
    noted(
        "What an order owes is counted in full. Crowding after the end counts where the scenario says {run_on}; "
        "without it a policy whose leases go on after the end is not ranked.",
        run_on="`run_on`",
    ),
    noted(
        "The policy that is recommended was chosen for being low in these futures, so its mean flatters it a little."
    ),
    noted("The intervals say how precisely the futures measure this scenario, not how well it fits the port."),
)


def record(result: StudyResult) -> list[Table]:
    """Return every table of the record, in order."""
    limits = Table(say("What this cannot say"), " ".join(map(said, LIMITS)), (), (), 0)
    return [asked(result), alternatives(result), screening_rounds(result), precision(result), tests(result),
            assumption_rows(result), provenance(result), limits]  # fmt: skip


def made_tables(result: StudyResult) -> list[Table]:
    """Return those of the record that say how the answer was found."""
    return [screening_rounds(result), precision(result), provenance(result)]


def asked(result: StudyResult) -> Table:
    """Return what was asked, and by which definitions it is judged."""
    question = result.study.question
    settings, need = question.settings, question.settings.need
    needed = say(
        "persons above {share} of the base space for {time}; spells nearer than {apart} are one event",
        share=share(need.above.value), time=span_said(need.lasting), apart=span_said(need.apart),
    )  # fmt: skip
    rows = [
        (say("measures judged"), listed([words.plain(name) for name in question.judged])),
        (say("areas"), listed([words.plain(area) for area in question.areas])),
        (say("space is needed"), needed),
        (say("rule of choice"), rule_said(settings)),
        (say("price of a crowded person-hour"), amounts.priced(settings.price)),
        (say("worst futures"), say("the worst {share}", share=words.percent(settings.worst))),
        (say("confidence of what cannot be told apart"), words.percent(settings.confidence)),
        (say("trigger as written"), _trigger_as_written(result)),
        (say("trigger recommended"), trigger(result.chosen.policy, question.judged)),
    ]
    note = say("What is judged, and by which definitions.")
    return Table(say("The question"), note, (say("what"), say("which")), rows, 2)


def _trigger_as_written(result: StudyResult) -> str:
    row = result.of(AS_WRITTEN)
    if row is None:
        return say("none: no judged measure is enabled")
    return trigger(row.policy, result.study.question.judged)


PRECISE = ("cost", "crowding", "loss", "late", "for_nothing", "hit_rate", "false_alarm_ratio", "cost_worst",
           "loss_worst")  # fmt: skip
NAMES = {one.name: one.label for one in (*(column.info for column in COLUMNS), *DERIVED)}


def alternatives(result: StudyResult) -> Table:
    """Return every policy that was examined, and how far it was played."""
    note = counted(
        "{n} policy. Cost above doing nothing and loss (cost, and {price} a crowded person-hour) in {currency}, "
        "crowding in person-hours. All over the futures of the search in which it was played, but for the loss: of "
        "those that were left out early it is what there is without space in the futures of the recommended one, less "
        "what they avoid. "
        "Too late: of the futures with an event. Brackets: 95% intervals. All figures are in {file}.",
        "{n} policies. Cost above doing nothing and loss (cost, and {price} a crowded person-hour) in {currency}, "
        "crowding in person-hours. All over the futures of the search in which it was played, but for the loss: of "
        "those that were left out early it is what there is without space in the futures of the recommended one, less "
        "what they avoid. "
        "Too late: of the futures with an event. Brackets: 95% intervals. All figures are in {file}.",
        len(result.rows),
        price=amounts.priced(result.study.question.settings.price),
        currency=amounts.scaled_unit(1.0, result.currency), file="policies.csv",
    )  # fmt: skip
    header = (
        say("policy"), say("family"), say("futures"), say("cost"), say("crowding avoided"), say("too late"),
        say("for nothing"), say("hit rate"), say("idle days"), say("loss"), say("where it stands"),
    )  # fmt: skip
    return Table(say("Alternatives examined"), note, header, [_alternative(row) for row in result.rows], 2)


def _alternative(row: Row) -> tuple[str, ...]:
    own = (row.figures[name] for name in ("late", "for_nothing", "hit_rate", "days_idle"))
    shown = (row.beside("cost"), row.beside("crowding_avoided"), *own, row.beside("loss"))
    figures = (amounts.estimate(one, unit="") for one in shown)
    return (said(row.policy.name), family_said(row.policy.family), say("{n}", n=row.played), *figures, stands(row))


def stands(row: Row) -> str:
    """Return where a policy stands: recommended, cannot be told apart from it, on the front."""
    told = [said(row.part)] if row.part else []
    told += [say("alike")] if row.alike and not row.chosen else []
    told += [say("on the front")] if row.front else []
    told += [say("not ranked")] if row.cut else []
    return ", ".join(told) or words.NOT_KNOWN


def screening_rounds(result: StudyResult) -> Table:
    """Return how the replications were spent."""
    study = result.study
    note = counted(
        "All policies were played in the first futures, then those that could still be the best, in twice as many at "
        "each look: {n} run of policies instead of {every}. A policy is left out when another is better by more than "
        "chance explains, at the confidence asked for over all looks and pairs (Nelson, Swann, Goldsman and Song "
        "2001). The one as written and never ordering are played to the end.",
        "All policies were played in the first futures, then those that could still be the best, in twice as many at "
        "each look: {n} runs of policies instead of {every}. A policy is left out when another is better by more than "
        "chance explains, at the confidence asked for over all looks and pairs (Nelson, Swann, Goldsman and Song "
        "2001). The one as written and never ordering are played to the end.",
        sum(study.spent), every=len(result.rows) * result.futures,
    )  # fmt: skip
    rows = [tuple(say("{n}", n=number) for number in (one.futures, one.before, one.after))
            for one in study.screening_rounds]  # fmt: skip
    header = (say("futures"), say("still possible before"), say("still possible after"))
    return Table(say("How replications were spent"), note, header, rows, 0)


def precision(result: StudyResult) -> Table:
    """Return how precisely the recommended policy is known."""
    note = counted(
        "Of the recommended policy, over {n} future.", "Of the recommended policy, over {n} futures.",
        result.chosen.played,
    )  # fmt: skip
    rows = []
    for name in PRECISE:
        one = result.chosen.figures[name]
        half = (one.high - one.low) / 2
        within = amounts.interval(one, result.currency) or words.NOT_KNOWN
        told = words.NOT_KNOWN
        if not math.isnan(half) and one.mean:
            told = in_percent(rounded(abs(100 * half / one.mean)))
        rows.append((said(NAMES[name]), amounts.mean(one, result.currency), within, told, say("{n}", n=one.n)))
    header = (say("figure"), say("mean"), say("95% interval"), say("half-width"), say("futures"))
    return Table(say("Precision reached"), note, header, rows, 1)


def provenance(result: StudyResult) -> Table:
    """Return where it comes from: program, scenario, seed, futures."""
    study, scenario = result.study, result.study.question.scenario
    played = say("{least} of every policy, {most} of those that may be the best", least=min(study.spent),
                 most=result.futures)  # fmt: skip
    rows = [
        (say("scenario"), scenario.name),
        (say("span"), Dates(scenario).whole()),
        (say("SHA-256 of the merged scenario"), fingerprint(scenario)),
        (say("seed"), str(scenario.seed)),
        (say("futures asked"), say("{n}", n=study.asked)),
        (say("futures played"), played),
        (say("interrupted"), say("yes") if study.interrupted else say("no")),
        *versions().items(),
    ]
    note = say("The same scenario, seed and versions give the same numbers.")
    return Table(say("Where it comes from"), note, (say("what"), say("which")), rows, 2)
