"""The record of a study as tables, for the page and for `audit.md`."""

import math
from collections.abc import Iterator, Sequence

from sim.experiments.output import versions
from sim.planning.triggers.found import Row, StudyResult
from sim.scenario.fingerprint import fingerprint
from sim.scenario.source.yaml_writer import duration, to_plain
from sim.views.kit.page import Table
from sim.views.text import words
from sim.views.text.dates import Dates
from sim.views.text.markdown import inline
from sim.views.triggers import amounts
from sim.views.triggers.grounds import assumption_rows, tests
from sim.views.triggers.trigger_words import trigger
from sim.wording import say

PLANS = (
    "**This tool plans capacity. It never decides about a person.** The people in it are drawn by chance from shares; "
    "nothing here says anything about a real claimant."
)


def markdown(title: str, question: str, answer: Sequence[str], tables: Sequence[Table]) -> Iterator[str]:
    """Yield the record, a piece at a time; equal studies give equal bytes."""
    yield f"# {inline(title)}\n\n"
    yield f"{PLANS}\n\n"
    if question:
        yield f"Question: {inline(question)}\n\n"
    yield "## Answer\n\n"
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
    "Futures are the scenario's: its streams, its surges and its uncertain values. What is in none of them, no policy "
    "was tried on. A policy sees what a manager sees at that hour, and nothing later. Need is said of the run without "
    "space, on the same people. Borrowed officers and two-step processing act in every run as the scenario has them. "
    "What an order owes is counted in full. Crowding after the end counts where the scenario says `run_on`; without it "
    "a policy whose leases go on after the end is not ranked. The policy that is recommended was chosen for being low "
    "in these futures, so its mean flatters it a little. Intervals say how precisely the futures measure this "
    "scenario, not how well it fits the port."
)


def record(result: StudyResult) -> list[Table]:
    """Return every table of the record, in order."""
    return [asked(result), alternatives(result), screening_rounds(result), precision(result), tests(result),
            assumption_rows(result), provenance(result), Table("What this cannot say", LIMITS, (), (), 0)]  # fmt: skip


def made_tables(result: StudyResult) -> list[Table]:
    """Return those of the record that say how the answer was found."""
    return [screening_rounds(result), precision(result), provenance(result)]


def asked(result: StudyResult) -> Table:
    """Return what was asked, and by which definitions it is judged."""
    question = result.study.question
    settings, need = question.settings, question.settings.need
    rule = result.study.choice.rule
    rows = [
        ("measures judged", words.listed([words.plain(name) for name in question.judged])),
        ("areas", words.listed([words.plain(area) for area in question.areas])),
        ("needed", f"persons above {to_plain(need.above)} of the base space for {duration(need.lasting)}; spells "
                   f"nearer than {duration(need.apart)} are one event"),
        ("rule of choice", rule),
        ("price of a crowded person-hour", to_plain(settings.price)),
        ("worst futures", f"the worst {words.percent(settings.worst)}"),
        ("confidence of what cannot be told apart", words.percent(settings.confidence)),
        ("trigger as written", _trigger_as_written(result)),
        ("trigger recommended", trigger(result.chosen.policy, question.judged)),
    ]  # fmt: skip
    return Table("The question", "What is judged, and by which definitions.", (say("what"), say("which")), rows, 2)


def _trigger_as_written(result: StudyResult) -> str:
    question = result.study.question
    row = next((row for row in result.rows if row.policy.family == "as_written"), None)
    return trigger(row.policy, question.judged) if row else "none: no judged measure is enabled"


PRECISE = ("cost", "crowding", "loss", "late", "for_nothing", "hit_rate", "false_alarm_ratio", "cost_worst",
           "loss_worst")  # fmt: skip
HEADER = ("policy", "family", "futures", "cost", "crowding avoided", "too late", "for nothing", "hit rate", "idle days",
          "loss", "stands")  # fmt: skip


def alternatives(result: StudyResult) -> Table:
    """Return every policy that was examined, and how far it was played."""
    price = to_plain(result.study.question.settings.price)
    note = (
        f"{len(result.rows)} policies. Cost above doing nothing and loss (cost, and {price} a crowded person-hour) "
        f"in {result.currency}, crowding in person-hours. All over the futures of the policy itself, but for the loss: "
        "of those that were left out early it is what there is without space in the futures of the recommended one, "
        "less what they avoid. Too late: of the futures with an event. Brackets: 95% intervals. All figures are in "
        "policies.csv."
    )
    return Table("Alternatives examined", note, HEADER, [_alternative(row) for row in result.rows], 2)


def _alternative(row: Row) -> tuple[str, ...]:
    own = (row.figures[name] for name in ("late", "for_nothing", "hit_rate", "days_idle"))
    shown = (row.beside("cost"), row.beside("crowding_avoided"), *own, row.beside("loss"))
    figures = (amounts.estimate(one, unit="") for one in shown)
    return (row.policy.name, words.plain(row.policy.family), f"{row.played:,}", *figures, stands(row))


def stands(row: Row) -> str:
    """Return where a policy stands: recommended, cannot be told apart from it, on the front."""
    said = [row.part] if row.part else []
    said += ["alike"] if row.alike and not row.chosen else []
    said += ["front"] if row.front else []
    said += ["not ranked"] if row.cut else []
    return ", ".join(said) or words.NOT_KNOWN


def screening_rounds(result: StudyResult) -> Table:
    """Return how the replications were spent."""
    study = result.study
    spent = sum(study.spent)
    every = len(result.rows) * result.futures
    note = (
        "All policies were played in the first futures, then those that could still be the best, in twice as many at "
        f"each look: {spent:,} runs of policies instead of {every:,}. A policy is left out when another is better by "
        "more than chance explains, at the confidence asked for over all looks and pairs (Nelson, Swann, Goldsman and "
        "Song 2001). The one as written and never ordering are played to the end."
    )
    rows = [(f"{round_.futures:,}", f"{round_.before:,}", f"{round_.after:,}") for round_ in study.screening_rounds]
    return Table("How replications were spent", note, ("futures", "stood before", "stood after"), rows, 0)


def precision(result: StudyResult) -> Table:
    """Return how precisely the recommended policy is known."""
    note = f"Of the recommended policy, over {words.count(result.chosen.played, 'future')}."
    rows = []
    for name in PRECISE:
        one = result.chosen.figures[name]
        half = (one.high - one.low) / 2
        within = amounts.interval(one, result.currency) or words.NOT_KNOWN
        share = words.NOT_KNOWN if math.isnan(half) or not one.mean else f"{abs(half / one.mean):.0%}"
        rows.append((words.plain(name), amounts.mean(one, result.currency), within, share, f"{one.n:,}"))
    return Table("Precision reached", note, ("figure", "mean", "95% interval", "half-width", "futures"), rows, 1)


def provenance(result: StudyResult) -> Table:
    """Return where it comes from: program, scenario, seed, futures."""
    study, scenario = result.study, result.study.question.scenario
    rows = [
        ("scenario", scenario.name),
        ("span", Dates(scenario).whole()),
        ("SHA-256 of the merged scenario", fingerprint(scenario)),
        ("seed", str(scenario.seed)),
        ("futures asked", f"{study.asked:,}"),
        ("futures played", f"{min(study.spent):,} of every policy, {result.futures:,} of those that may be the best"),
        ("interrupted", "yes" if study.interrupted else "no"),
        *((name, text) for name, text in versions().items()),
    ]
    note = "The same scenario, seed and versions give the same numbers."
    return Table("Where it comes from", note, (say("what"), say("which")), rows, 2)
