"""What to find out first, and what each policy leaves to gain, as they are said."""

import csv
import math
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from brackets import without_brackets
from trigger_study import asked, found

from sim.cli.saving import RESULTS
from sim.experiments.output import lines as csv_lines
from sim.experiments.statistics.intervals import UNKNOWN, Interval
from sim.experiments.statistics.ratio import Ratio
from sim.planning.triggers import output
from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.judging.forecast_skill import ForecastSkill, SkillAhead
from sim.planning.triggers.judging.hindsight.bound import Hindsight
from sim.planning.triggers.judging.information import Worth
from sim.planning.triggers.judging.regret import regrets
from sim.planning.triggers.judging.worth_knowing import Known
from sim.views.triggers.find_out import find_out, find_out_said, hindsight_said, regret
from sim.views.triggers.page import html, sentences
from sim.views.triggers.rare.skill_table import skill_said, skill_table
from sim.wording import PSEUDO, speaking

pytestmark = pytest.mark.unit

KNOWN = (
    Known(
        "process.steps.interview.time.party", Worth(12_345.0, Interval(4_000.0, 21_000.0), 31, share=0.155), bears=True
    ),
    Known("arrivals.door.day_to_day", Worth(900.0, Interval(-500.0, 2_300.0), 12, share=0.06), bears=True),
    Known("people.minors", Worth(0.0, UNKNOWN, 0), bears=False),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> StudyResult:
    return found(asked(tmp_path_factory.mktemp("asked")), whole=False)


def uncertain(made: StudyResult, known: tuple[Known, ...]) -> StudyResult:
    """The study of a scenario in which something is uncertain."""
    question = made.study.question
    off = question.off.model_copy(update={"uncertain": dict.fromkeys(one.input for one in KNOWN)})
    return replace(made, study=replace(made.study, question=replace(question, off=off)), known=known)


def test_what_is_shown_is_named_and_all_else_cannot_be_told(made: StudyResult) -> None:
    result = uncertain(made, KNOWN)
    assert find_out_said(result).startswith("Find this out first: interview time party.")
    rows = [[cell.replace("\u00a0", " ") for cell in row] for row in find_out(result).rows]
    assert rows[0][1:3] == ["$12,000", "$4,000 to $21,000"]
    assert rows[1][1] == "cannot be told" and rows[2][1] == "nothing"
    assert rows[2][3] == "none: it bears on no loss"


def test_two_are_these_and_none_is_said(made: StudyResult) -> None:
    both = (KNOWN[0], KNOWN[1]._replace(worth=KNOWN[0].worth), KNOWN[2])
    assert find_out_said(uncertain(made, both)).startswith("Find these out first: interview time party and ")
    assert find_out_said(uncertain(made, KNOWN[1:])) == "No input is shown to be worth finding out before the choice."
    assert "cannot be told from" in find_out_said(uncertain(made, ()))
    assert find_out_said(made) == ""


def test_the_page_and_the_file_have_it(made: StudyResult) -> None:
    result = uncertain(made, KNOWN)
    page = html(result)
    assert 'id="find-out"' in page and 'id="regret"' in page and "worth_knowing.csv" in page
    written = list(csv_lines(output.worth_knowing(KNOWN)))
    assert written[1].strip() == "process.steps.interview.time.party,12345,4000,21000,31,1"
    assert written[3].strip() == "people.minors,0,,,0,0"
    assert 'id="find-out"' not in html(made)


def foreseeing(made: StudyResult, low: float, high: float) -> StudyResult:
    """The study with a forecast whose skill at the lead of the trigger lies between two ends."""
    points = (
        SkillAhead(86400, False, Ratio(-0.5, -1.0, 0.1), 22.4, 18.1),
        SkillAhead(9_792_000, True, Ratio((low + high) / 2, low, high), 54.4, 59.2),
    )
    return replace(made, skill=ForecastSkill(made.chosen.policy, "hall", 50, points))


def test_the_skill_of_a_forecast_is_said_by_lead(made: StudyResult) -> None:
    better, worse, either = (foreseeing(made, *ends) for ends in ((0.1, 0.3), (-0.3, -0.1), (-0.1, 0.3)))
    assert "113 days ahead, the forecast foresees more than persistence does: a skill of 0.20" in skill_said(better)
    assert "is worse than persistence: a skill of −0.20 (−0.30 to −0.10)" in skill_said(worse)
    assert "cannot be told from persistence: a skill of 0.10 (−0.10 to 0.30)" in skill_said(either)
    assert skill_said(made) == "" and skill_table(made) is None and 'id="skill"' not in html(made)
    table = skill_table(better)
    assert table is not None
    assert [row[0] for row in table.rows] == ["24 h", "113 days, as the trigger"]
    page, written = html(better), list(csv_lines(output.forecast_skill(either.skill)))  # type: ignore[arg-type]
    assert 'id="skill"' in page and "forecast_skill.csv" in page
    assert written[1].strip() == "hall,1,0,50,-0.5,-1,0.1,22.4,18.1"
    with speaking(PSEUDO):
        told = skill_table(better)
        assert told is not None
        said = [skill_said(one) for one in (better, worse, either)] + [told.heading, told.note, *told.header]
    assert not [text for text in said if re.search(r"[^\W\d_]", without_brackets(text))]


def test_what_a_study_writes_is_declared(made: StudyResult, tmp_path: Path) -> None:
    skill = foreseeing(made, 0.1, 0.3).skill
    written = output.write(made.study, made.curve, made.history, tmp_path, KNOWN, skill=skill)
    assert {"worth_knowing.csv", "forecast_skill.csv"} <= {path.name for path in written}
    assert {path.name for path in written} <= set(RESULTS["policy"])


def test_regret_is_what_is_lost_beyond_the_best(made: StudyResult) -> None:
    losses = made.study.column("loss")[list(made.throughout)]
    for place, row in zip(made.throughout, losses, strict=True):
        more = sorted(row - losses.min(axis=0), reverse=True)
        tenth = math.fsum(more[: len(more) // 10]) / (len(more) // 10)
        one = made.regrets[place]
        assert (one.worst, one.best) == (more[0], more.count(0.0) / len(more))
        assert one.mean == pytest.approx(np.mean(more)) and one.worst_tenth == pytest.approx(tenth)
    assert min(one.mean for one in made.regrets.values()) >= 0
    assert len(regret(made).rows) >= 2
    with pytest.raises(ValueError, match="no future"):
        regrets(np.zeros((3, 0)))


def test_a_tenth_of_few_futures_takes_the_last_in_part() -> None:
    alone, _ = regrets(np.array([[5.0] + [0.0] * 4, [0.0] * 5]))
    assert (alone.worst, alone.worst_tenth, alone.mean, alone.best) == (5.0, 5.0, 1.0, 0.8)
    fifteen, _ = regrets(np.array([[9.0, 3.0] + [0.0] * 13, [0.0] * 15]))
    assert fifteen.worst_tenth == pytest.approx((9.0 + 0.5 * 3.0) / 1.5)


def test_every_word_is_in_the_catalogue(made: StudyResult) -> None:
    result = uncertain(made, KNOWN)
    with speaking(PSEUDO):
        said = [find_out_said(result)]
        for table in (find_out(result), regret(result)):
            said += [table.heading, table.note, *table.header, *(cell for row in table.rows for cell in row[1:])]
    assert not [text for text in said if re.search(r"[^\W\d_]", without_brackets(text))]


def with_hindsight(made: StudyResult) -> StudyResult:
    """The least of each future is 1,000 below the least of the policies, in the first three not for certain."""
    losses = made.study.column("loss")
    least = np.nanmin(losses, axis=0) - 1000.0
    orders = ((("tents", 3 * 86400),), *[()] * (least.size - 1))
    return replace(made, hindsight=Hindsight(least, np.arange(least.size) >= 3, None, orders))


def test_what_is_left_to_gain_is_what_is_lost_beyond_the_least(made: StudyResult) -> None:
    result = with_hindsight(made)
    losses, least = made.study.column("loss")[made.chosen.place], result.hindsight.least
    left = result.left_to_gain(made.chosen)
    assert left.mean == pytest.approx((losses - least).mean()) and left.interval.low > 1000 * 0.9
    assert regret(result).header[-1] == "left to gain, the future known" and "In 3 futures" in regret(result).note
    assert len(regret(made).header) == 5 and hindsight_said(made) == ""
    assert hindsight_said(result).startswith("Had each future been known, the best order days would save $")
    assert hindsight_said(result) in "".join(sentences(result)) and "hindsight.csv" in html(result)


def test_the_files_say_it_for_every_policy(made: StudyResult, tmp_path: Path) -> None:
    result = with_hindsight(made)
    written = output.write(made.study, None, None, tmp_path, best=result.hindsight)
    assert {path.name for path in written} <= set(RESULTS["policy"])
    futures = (tmp_path / "hindsight.csv").read_text(encoding="utf-8").splitlines()
    assert futures[1].endswith(",0,tents 2025-05-04") and futures[5].endswith(",1,") and len(futures) == 201
    rows = list(csv.DictReader((tmp_path / "policies.csv").read_text(encoding="utf-8").splitlines()))
    for row, policy in zip(rows, result.rows, strict=True):
        assert float(row["left_to_gain"]) == pytest.approx(result.left_to_gain(policy).mean)
