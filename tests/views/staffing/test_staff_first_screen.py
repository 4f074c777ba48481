"""The first screen of a staffing answer: a verdict that answers, and numbers that are those of its tables."""

import math
import re
from datetime import date, datetime, timedelta

import numpy as np
import pytest
from brackets import without_brackets
from staffing_answers import CASES, LONG, ROUND, answer

from sim.planning.staffing import tables
from sim.planning.staffing.proof import Staffing
from sim.planning.staffing.written_roster import ByPart, busiest_pool, part_of, written_present
from sim.scenario.catalogue.figure import FigureInfo
from sim.scenario.language.shifts.worktime import worktime
from sim.views.staffing.answer import details, sentences
from sim.views.staffing.roster_screen import first, graphics
from sim.views.staffing.roster_statements import boxes, cost, proof, verdict
from sim.views.staffing.roster_words import adding_up
from sim.views.staffing.target_words import apart, value_said
from sim.views.text.first_screen import lines
from sim.wording import PSEUDO, speaking

pytestmark = pytest.mark.unit

WORDS, NUMBERS, COLUMNS = 35, 5, 80


@pytest.fixture(scope="module", params=CASES)
def found(request: pytest.FixtureRequest) -> Staffing:
    return answer(request.param)


def test_the_verdict_is_one_short_sentence(found: Staffing) -> None:
    said = first(found).verdict
    assert len(said.split()) <= WORDS
    assert len(re.findall(r"\d[\d,.]*", said)) <= NUMBERS
    assert not set("()[]±") & set(said)
    assert said[0].isupper() and said.endswith(".") and ". " not in said


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("ordinary", "meets the target on average, which is not proven, for $"),
        ("proven", "is proven to meet the target, for $"),
        ("missed", "No roster tried meets the target: the last, of officers with "),
        ("two pools", "No roster tried meets every target: the last, of officers with "),
        ("unpriced", " fewer officer-hours than written."),
        ("by day only", "A roster of officers with 6 by day meets the target on average"),
        ("an hour missed", "No roster tried keeps the goal: the last, of officers with "),
        ("every hour met", "keeps the goal in every hour on average, not proven, with "),
        ("every hour proven", "is proven to keep the goal in every hour, with "),
        ("a budget", "; nothing is proven."),
        ("nobody written", "in all; none is written."),
        ("nobody written, unpriced", "officer-hours; none is written."),
        ("a long name", "A roster of officers with "),
    ],
)  # fmt: skip
def test_the_verdict_says_what_there_is_to_say(case: str, said: str) -> None:
    assert said in first(answer(case)).verdict.replace("\u00a0", " ")


def test_officers_by_part_of_the_day_are_those_of_the_roster(found: Staffing) -> None:
    scenario, pool = found.scenario, busiest_pool(found)
    days = (scenario.end - scenario.start).days
    mine = dict.fromkeys(ByPart._fields, 0.0)
    for when, name, _, hours, count in list(tables.roster_rows(scenario, found.rosters))[1:]:
        if name == pool and scenario.start <= date.fromisoformat(when) < scenario.end:
            mine[ByPart._fields[part_of(worktime(hours))]] += count / days
    written = dict.fromkeys(ByPart._fields, 0.0)
    for shift in scenario.staff[pool].shifts.values():
        written[ByPart._fields[part_of(shift.worktime)]] += shift.on_duty
    box, said = boxes(found)[0], verdict(found)
    for part in ByPart._fields:
        assert box[part] == pytest.approx(mine[part]) and said[part] == box[part]
        if sum(written.values()):
            assert box[f"written {part}"] == pytest.approx(written[part])
        else:
            assert math.isnan(box[f"written {part}"])


def test_the_busiest_hour_is_that_of_the_requirement(found: Staffing) -> None:
    box, pool = boxes(found)[1], busiest_pool(found)
    rows = [dict(zip(("time", "pool", "mean", "sd", "required", "rostered"), row[:6], strict=True))
            for row in list(tables.requirement(found))[1:]]  # fmt: skip
    first_day, last = (datetime.combine(day, datetime.min.time()) for day in (found.scenario.start, found.scenario.end))
    mine = [row for row in rows if row["pool"] == pool and first_day <= naive(row["time"]) < last]
    assert box["needed"] == max(row["required"] for row in mine)
    there = {naive(row["time"]): row for row in mine}
    hour = naive(rows[0]["time"]) + timedelta(hours=box["hour"])
    assert there[hour]["required"] == box["needed"]
    assert there[hour]["rostered"] == pytest.approx(box["proposed"], abs=1e-3)


def naive(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=None)


def test_the_targets_are_those_of_the_runs(found: Staffing) -> None:
    box, last = boxes(found)[2], found.rounds[-1]
    asked = len(found.scenario.targets)
    assert box["asked"] == len(last.verdicts) == asked
    met = 0
    for name, target in found.scenario.targets.items():
        mean = np.nanmean([run.figures[found.today.names.index(name)] for run in found.today.runs])
        level = target.at_least or target.at_most
        value = level.value / 3600 if level.kind == "duration" else level.value
        met += mean >= value if target.at_least else mean <= value
    assert box["written met"] == met
    assert box["met"] == sum(one.met for one in last.verdicts)
    assert verdict(found)["missed"] == asked - box["met"]
    if last.every is not None:
        assert box["hours"] == len(last.every.hours) and box["hours met"] == sum(one.met for one in last.every.hours)


def test_the_cost_is_that_of_the_runs(found: Staffing) -> None:
    said = cost(found)
    mine, theirs = (
        np.array([run.figures[found.proposed.names.index("cost_total")] for run in result.runs])
        for result in (found.proposed, found.today)
    )
    if not mine.any() and not theirs.any():
        assert said.kind.startswith("hours") and math.isnan(said["less"])
        assert said["proposed hours"] == pytest.approx(found.hours)
        assert said["hours less"] == said["written hours"] - said["proposed hours"]
        return
    assert said["proposed"] == pytest.approx(mine.mean()) and said["written"] == pytest.approx(theirs.mean())
    if said.kind == "alone":
        assert math.isnan(said["less"])
        return
    assert said["less"] == pytest.approx((theirs - mine).mean())
    if said.kind == "less":
        assert said["low"] > 0 and "less than the written one" in first(found).verdict
    if said.kind == "more":
        assert said["high"] < 0 and "more than the written one" in first(found).verdict
    if said.kind == "same":
        assert (mine == theirs).all()


def test_the_proof_rests_on_the_runs_of_the_last_round(found: Staffing) -> None:
    assert proof(found)["runs"] == found.rounds[-1].runs == len(found.proposed.runs)


def test_it_fits_a_terminal_with_no_number_broken(found: Staffing) -> None:
    said = first(found)
    shown = list(lines(said))
    assert all(len(line) <= COLUMNS for line in shown)
    text = "\n".join(shown)
    assert not re.search(r"[{}\x00]|nan|None|\binf\b", text)
    whole = re.findall(r"\S*\d\S*", " ".join([said.verdict, *(box.line for box in said.boxes + said.lines)]))
    assert all(number in text for number in whole)
    assert len(graphics(found)) == len(said.boxes) == 4


def test_no_word_of_the_solver_stands_in_it(found: Staffing) -> None:
    text = " ".join([*lines(first(found)), *details(found)]).lower()
    assert not re.search(r"\b(gap|seed|solver|round|programme|level)\b", text)


def test_every_word_is_in_the_catalogue(found: Staffing) -> None:
    names = {figure.label for figure in found.proposed.figures.values()}
    names |= {name.replace("_", " ") for name in (*found.rosters, *found.scenario.process.steps)}
    with speaking(PSEUDO):
        said = [*sentences(found)]
    for text in said:
        outside = without_brackets(text)
        for name in sorted(names, key=len, reverse=True):
            outside = outside.replace(name, "").replace(name.capitalize(), "")
        assert not re.search("[A-Za-z]", outside), text


@pytest.mark.parametrize(
    ("hours", "part"),
    [("07:00-15:00", 0), ("09:00-17:00", 0), ("00:00-24:00", 0), ("06:00-22:00", 0),
     ("15:00-23:00", 1), ("11:00-21:00", 1),
     ("19:00-07:00", 2), ("23:00-07:00", 2), ("00:00-08:00", 2)],
)  # fmt: skip
def test_a_shift_belongs_to_the_part_of_the_day_of_its_middle(hours: str, part: int) -> None:
    assert part_of(worktime(hours)) == part


def test_who_is_on_the_written_roster_by_hour() -> None:
    """Seven by day, six in the evening but for an hour of break, two at night; a tenth is absent."""
    present = written_present(answer("ordinary").scenario, 14 * 24)[0]
    for day in (0, 5, 13):
        by_hour = present[24 * day : 24 * day + 24] / 0.9
        expected = [2] * 7 + [7] * 8 + [6] * 4 + [0] + [6] * 3 + [2]
        assert by_hour.tolist() == pytest.approx(expected)
    assert LONG and ROUND["late"]["breaks"] == ["19:00-20:00"]


@pytest.mark.parametrize(
    ("values", "shown"),
    [([21.26, 9.5, 11.97], "21 10 12"), ([3.42, 0.0, 3.87], "3.4 0 3.9"), ([1 / 3, 1 / 3, 1 / 3], "1 0 0"),
     ([0, 0, 0], "0 0 0")],
)  # fmt: skip
def test_numbers_add_up_as_they_are_shown(values: list[float], shown: str) -> None:
    assert [f"{one:g}" for one in map(float, adding_up(values))] == shown.split()


SHARE, HOURS = FigureInfo("within_24h", "", "share", ""), FigureInfo("wait_talk_mean", "h", "hours", "")


@pytest.mark.parametrize(
    ("found", "asked", "figure", "said"),
    [
        (0.87, 0.8, SHARE, ("87%", "80%")),
        (0.7996, 0.8, SHARE, ("79.96%", "80.00%")),
        (0.998, 0.99, SHARE, ("99.8%", "99.0%")),
        (0.9, 0.9, SHARE, ("90%", "90%")),
        (0.93, 0.925, SHARE, ("93.0%", "92.5%")),
        (0.2249, 1 / 6, HOURS, ("0.22 h", "0.17 h")),
        (23.4, 120.0, HOURS, ("23 h", "120 h")),
        (120.3, 120.0, HOURS, ("120.3 h", "120.0 h")),
        (2.04, 2.0, HOURS, ("2.04 h", "2.00 h")),
    ],
)
def test_a_target_is_shown_so_that_it_can_be_compared(
    found: float, asked: float, figure: FigureInfo, said: tuple[str, str]
) -> None:
    digits = apart(found, asked, figure)
    shown = tuple(value_said(value, figure, digits, "").replace("\u00a0", " ") for value in (found, asked))
    assert shown == said
