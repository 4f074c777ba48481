"""What a director and an auditor read of a study, held against a study made by hand."""

import csv
import json
import math
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console
from trigger_study import BEST, FIRST, FUTURES, asked, found

from sim.experiments.output import lines
from sim.planning.triggers import output
from sim.planning.triggers.found import StudyResult, together
from sim.planning.triggers.judging.outcomes import COLUMN, COLUMNS
from sim.planning.triggers.trigger import Question
from sim.scenario.language.policy import Choose
from sim.views.kit.page import shown
from sim.views.text.condition_words import condition_words
from sim.views.triggers.answer import adopt, alike, cost, errors
from sim.views.triggers.page import audit, document, html, in_full, sentences
from sim.views.triggers.table import table
from sim.views.triggers.trigger_words import none_fit_said, rule_said, trigger

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def question(tmp_path_factory: pytest.TempPathFactory) -> Question:
    return asked(tmp_path_factory.mktemp("asked"))


@pytest.fixture(scope="module")
def made(question: Question) -> StudyResult:
    return found(question)


@pytest.fixture(scope="module")
def never(question: Question) -> StudyResult:
    return found(question, "never", whole=False)


def test_the_answer_comes_first(made: StudyResult) -> None:
    said = in_full(made)
    assert said[0] == "Adopt: order the tents when people in the hall are above 80% of its base space for 2 d."
    assert said[1].startswith("Cannot be told apart from it at 95%: ")
    assert said[2].startswith("Rule: the least expected cost, with 30 CAD for each crowded person-hour; ")
    assert said[2].endswith(f"up to {FUTURES} futures each, the same people for all.")
    assert any(
        line.startswith("On record (grade B): tents of 2025: ordered 1 Jun 2025, ready 10 Jul 2025") for line in said
    )
    assert said[-1].startswith("In brackets: 95% intervals")


def test_a_rule_within_a_limit_says_who_comes_nearest_where_nobody_fits(made: StudyResult) -> None:
    from dataclasses import replace

    limit = Choose.model_validate({"at_most": 100.0, "in": 0.95})
    settings = made.study.question.settings.model_copy(update={"choose": limit})
    question = replace(made.study.question, settings=settings)
    assert rule_said(settings) == (
        "the least expected cost among those that keep crowding to at most 100 person-hours in at least 95% of futures"
    )
    for share, said in ((None, ""), (0.9, f"; {BEST} comes nearest, with 90%.")):
        choice = replace(made.study.choice, none_fit=share)
        told = none_fit_said(StudyResult(replace(made.study, question=question, choice=choice)))
        assert told.endswith(said) and bool(told) == bool(said)


def test_cost_and_crowding_are_those_of_the_study(made: StudyResult) -> None:
    rows = made.study.values[made.study.choice.chosen]
    assert f"{round(rows[:, COLUMN['cost']].mean(), -2):,.0f} CAD" in cost(made)
    avoided = rows[:, COLUMN["crowding_avoided"]].mean() / rows[:, COLUMN["crowding_off"]].mean()
    assert avoided == pytest.approx(0.85)
    assert "A crowded person-hour avoided costs " in cost(made)


def test_the_two_errors_stand_side_by_side(made: StudyResult) -> None:
    said = errors(made)
    with_events = int((made.study.column("events")[made.study.choice.chosen] > 0).sum())
    assert f"({with_events} of {FUTURES})" in said
    assert said.index("recommended") < said.index("as written") < said.index("never 100")


def test_who_cannot_be_told_apart(made: StudyResult) -> None:
    other = next(row for row in made.rows if row.alike and not row.chosen)
    assert alike(made) == f"Cannot be told apart from it at 95%: “{other.policy.name}”."


def test_never_is_an_answer(never: StudyResult) -> None:
    assert adopt(never) == "Best of those tried: never order space."
    assert cost(never).startswith("Cost: nothing is spent on space, and ")
    assert "no other policy" not in alike(never)
    assert html(never)


def test_an_interrupted_study_says_so(question: Question) -> None:
    from dataclasses import replace

    half = StudyResult(replace(found(question).study, interrupted=True, asked=500))
    assert sentences(half)[1] == f"Interrupted: every alternative has {FIRST} futures at least, of 500 asked."


def test_the_table_fits_a_terminal(made: StudyResult) -> None:
    console = Console(width=100, file=StringIO(), record=True)
    console.print(shown(table(made)))
    text = console.export_text()
    assert max(map(len, text.splitlines())) <= 100
    assert "…" not in text
    assert all(name in text for name in ("recommended:", "as written", "never", "always open"))


def test_policies_left_out_early_stand_over_the_futures_of_the_recommended(made: StudyResult) -> None:
    row = next(row for row in made.rows if row.played == FIRST)
    own = row.figures["cost"]
    beside = row.beside("cost")
    assert beside.mean == pytest.approx(made.study.choice.places[row.place, 0])
    assert beside.high - beside.low == pytest.approx(own.high - own.low)
    assert row.beside("crowding_avoided").mean == pytest.approx(made.never.crowding - row.crowding)


def test_policies_at_one_place_are_one_row_of_the_answer(made: StudyResult) -> None:
    twins = [row._replace(cost=0.0, crowding=1.0) for row in made.rows[:4]]
    groups = together(twins)
    named = [row for row in twins if row.part]
    assert len(groups) == max(len(named), 1)
    assert sum(1 + group.more for group in groups) == 4


def test_every_policy_is_in_policies_csv(made: StudyResult) -> None:
    rows = list(csv.DictReader(lines(output.policies(made.study))))
    assert [row["policy"] for row in rows] == [row.policy.name for row in made.rows]
    chosen = [row for row in rows if row["chosen"] == "1"]
    assert [row["policy"] for row in chosen] == [BEST]
    assert (chosen[0]["above"], chosen[0]["for"], chosen[0]["futures"]) == ("80%", "2 d", str(FUTURES))
    assert float(chosen[0]["cost"]) == made.chosen.figures["cost"].mean
    assert float(chosen[0]["loss_worst"]) == made.chosen.figures["loss_worst"].mean
    assert chosen[0]["loss_worst_high"] == ""  # of ten bad futures
    assert "10 bad futures: no interval." in table(made).note
    assert sum(row["alike"] == "1" for row in rows) == 2


def test_futures_csv_reads_back_exactly(made: StudyResult) -> None:
    rows = list(csv.DictReader(lines(output.futures(made.study))))
    assert len(rows) == sum(made.study.spent)
    last = [row for row in rows if row["policy"] == BEST][-1]
    there = made.study.values[made.study.choice.chosen, -1]
    read = [float(last[column.name] or "nan") for column in COLUMNS]
    assert np.array_equal(read, there, equal_nan=True)


def test_lead_times_and_history_as_tables(made: StudyResult) -> None:
    assert made.curve is not None and made.history is not None
    leads = list(csv.DictReader(lines(output.lead_time(made.curve))))
    assert [row["lead_days"] for row in leads] == ["", "0", "3", "7", "20", "40"]
    assert (leads[0]["retainer_per_month"], leads[1]["retainer_per_month"]) == ("300", "9000")
    past = list(csv.DictReader(lines(output.replayed(made.history))))
    assert [row["policy"] for row in past[:2]] == ["tents of 2025", "as done"]
    assert sum(row["policy"] == "as written" and row["first_ordered"] != "" for row in past) == 8


def test_the_record_has_all_that_was_asked_of_it(made: StudyResult) -> None:
    text = "".join(audit(made))
    headings = ("Answer", "The policies that it is between", "History", "The question", "Alternatives examined",
                "How replications were spent", "Precision reached", "Keep or close", "Assumptions",
                "Where it comes from", "What this cannot say")  # fmt: skip
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == list(headings)
    for row in made.rows:
        assert f"| {row.policy.name} |".replace("_", "\\_") in text
    assert "It never decides about a person" in text
    assert "| tents | option 2 | 120 |" in text and "| 90 | 30 |" in text
    assert f"Under {BEST}: tents given back when people in the hall are below 50% of its base space for 1 d" in text
    assert "1 overdue at the end of the scenario, " in text
    assert "a quote \\| of 2024" in text and "A port \\*with\\* \\<b\\>markup" in text
    assert "| SHA-256 of the merged scenario | " in text


def test_a_price_that_nobody_graded_is_flagged(made: StudyResult) -> None:
    text = "".join(audit(made))
    (line,) = [line for line in text.splitlines() if "policy.crowded" in line]
    assert line.endswith("| ungraded |")


def test_the_page_is_one_file_and_escapes_names(made: StudyResult) -> None:
    page = html(made)
    assert "http://" not in page.replace("http://www.w3.org", "") and "https://" not in page
    assert page.count("<svg") == 3
    assert "<b>markup</b>" not in page
    assert "It never decides about a person" in page
    assert html(made) == page


def test_one_document_for_programs(made: StudyResult) -> None:
    told = json.loads(json.dumps(document(made), allow_nan=False))
    assert told["recommended"]["policy"] == BEST
    assert told["futures"] == {"asked": FUTURES, "most": FUTURES, "least": FIRST}
    policies = {one["policy"]: one for one in told["policies"]}
    assert policies[BEST]["settings"] == {"above": "80%", "for": "2 d"}
    assert policies["never"]["figures"]["cost_per_avoided"]["mean"] is None
    assert len(told["alike"]) == 2


def test_triggers_in_words(question: Question) -> None:
    said = {policy.name: trigger(policy, question.judged) for policy in question.policies}
    assert said["as written"] == "order the tents when people in the hall are above 90% of its base space for 6 h"
    assert said["never"] == "never order space"
    assert said["always open"] == "have the tents open from the first day to the last"
    assert said["on 2025-07-01"] == "order the tents on 2025-07-01"
    arrivals = "order the tents when arrivals over 7 d are above 100% of the staffed capacity for 3 d"
    assert said["arrivals above 100% for 3 d"] == arrivals
    assert said["longest wait above 12 h for 6 h"].endswith("the longest wait is above 12 h for 6 h")
    forecast = next(policy for policy in question.policies if policy.family == "forecast")
    assert "the chance that the hall is above its base space 7 d ahead is above" in trigger(forecast, question.judged)
    tiers = next(policy for policy in question.policies if policy.family == "two_tiers")
    assert trigger(tiers, question.judged).count("order the ") == 2
    rules = [measure.order_when for policy in question.policies for measure in policy.scenario.measures.values()]
    assert all(condition_words(condition) for rule in rules for condition in rule.conditions.values())


def test_no_space_is_needed(question: Question) -> None:
    from dataclasses import replace

    study = found(question).study
    calm = study.values.copy()
    for name in ("events", "events_in_time", "events_met"):
        calm[..., COLUMN[name]] = np.where(np.isfinite(calm[..., COLUMN["loss"]]), 0.0, math.nan)
    said = errors(StudyResult(replace(study, values=calm)))
    assert said.startswith(f"Errors: space is needed in none of {FUTURES} futures, and the chance of opening ")


def test_files_are_written(made: StudyResult, tmp_path: Path) -> None:
    written = output.write(made.study, made.curve, made.history, tmp_path / "there")
    assert [path.name for path in written] == ["policies.csv", "futures.csv", "lead_time.csv", "history.csv"]
