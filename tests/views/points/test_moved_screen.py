"""The first screen of a sensitivity analysis: its numbers are those of `sensitivity.csv`, its verdict names inputs."""

import csv
import io
import math
import re

import pytest
from brackets import without_brackets
from moved_figures import CASES, COST, ORDERED

from sim.experiments.output import lines as csv_lines
from sim.experiments.sensitivity.sensitivity import rows
from sim.views.kit.inline.drawn import WIDTHS
from sim.views.kit.inline.plots import Reaches
from sim.views.kit.inline.plotted import Plotting
from sim.views.sensitivity.first.moved_screen import first
from sim.views.sensitivity.first.moving import is_clear, main_figure, noise, order, swing_of, told_apart
from sim.views.sensitivity.first.reach_picture import data, reach_picture
from sim.views.sensitivity.page import page
from sim.views.text.first_screen import First, lines
from sim.views.text.statement import Number
from sim.wording import PSEUDO, speaking

pytestmark = pytest.mark.unit
WORDS, NUMBERS, COLUMNS = 35, 5, 80
MEASURES = {"at p10": ("at_p10", "value"), "at p90": ("at_p90", "value"), "gap": ("swing", "value"),
            "gap low": ("swing", "low"), "gap high": ("swing", "high"), "noise": ("noise", "value")}  # fmt: skip


@pytest.fixture(scope="module")
def said() -> dict[str, First]:
    return {name: first(make()) for name, make in CASES.items()}


def test_every_number_is_that_of_the_table() -> None:
    checked = 0
    for name, make in CASES.items():
        found = make()
        table = list(csv.DictReader(io.StringIO("".join(csv_lines(rows(found))))))
        for figure in found.swings:
            told = [swing_of(found, figure, k) for k in range(len(found.paths))]
            for one in (*told, noise(found, figure)):
                for number in one.numbers.values():
                    again = computed(number, table)
                    alike = math.isclose(number.value, again, rel_tol=1e-9, abs_tol=1e-12)
                    assert alike or (number.value != number.value and again != again), (name, number)
                    checked += 1
    assert checked > 150


def computed(number: Number, table: list[dict[str, str]]) -> float:
    kept = {(row["input"], row["measure"]): row for row in table if row["figure"] == number.figure}
    if number.how == "points":
        ends = [(row["low"], row["high"]) for (_, measure), row in kept.items() if measure == "swing"]
        return float(sum(low != "" and float(low) * float(high) > 0 for low, high in ends))
    if number.how == "as written":
        return float(kept[number.of, "at_p10"]["value"]) - float(kept[number.of, "change_at_p10"]["value"])
    measure, column = MEASURES[number.how]
    text = kept[number.of, measure][column]
    return float(text) if text else math.nan


def test_a_verdict_is_one_short_sentence(said: dict[str, First]) -> None:
    for name, one in said.items():
        told = one.verdict.replace("24 h", "")
        assert len(one.verdict.split()) <= WORDS, name
        assert len(re.findall(r"\d[\d,.]*", told)) <= NUMBERS, name
        assert not set("()[]±{}") & set(told) and told[0].isupper() and told.endswith(".") and ". " not in told, name
        shown = list(lines(one))
        assert all(len(line) <= COLUMNS for line in shown) and not re.search(r"\bnan\b|[{}\x00]", "\n".join(shown)), (
            name
        )
        assert len(one.boxes) == 4, name


@pytest.mark.parametrize(
    ("case", "verdict"),
    [
        (
            "ordinary",
            "No input moves the chance of an order of the leased hall more than port of entry claimants per day: 10% "
            "at 40, 90% at 60.",
        ),
        (
            "not told apart",
            "No input moves the chance of an order of the leased hall more than port of entry claimants per day or "
            "officers absence, which chance does not tell apart: by 80 points and 75 points.",
        ),
        (
            "the second figure moves",
            "No input moves the total cost more than port of entry claimants per day: $11.0 million at 40, $13.5 "
            "million at 60.",
        ),
        (
            "nothing moves it",
            "None of the 3 inputs moves the chance of an order of the leased hall: 40% with each.",
        ),
        (
            "nothing is proven",
            "None of the 3 inputs is proven to move the chance of an order of the leased hall: at most it goes by 15 "
            "points, with port of entry claimants per day.",
        ),
    ],
)
def test_the_verdict_names_the_input_that_moves_the_answer_most(
    said: dict[str, First], case: str, verdict: str
) -> None:
    assert said[case].verdict.replace("\u00a0", " ") == verdict


def test_inputs_are_ranked_by_how_far_they_move_it() -> None:
    found = CASES["ordinary"]()
    assert (main_figure(found), order(found, ORDERED), order(found, COST)) == (ORDERED, [0, 1, 2], [0, 1, 2])
    assert [is_clear(one) for one in found.swings[COST]] == [True, False, False]
    assert told_apart(found, ORDERED) and not told_apart(CASES["not told apart"](), ORDERED)


def test_the_doubt_has_the_interval_the_ranges_and_what_is_chance(said: dict[str, First]) -> None:
    chance, assumptions, *_ = (line.replace("\u00a0", " ") for _, line in said["ordinary"].doubt)
    assert chance.startswith("from end to end it changes by +80 points; chance alone leaves +70 points to +90 points")
    assert assumptions.startswith("3 inputs, one after the other from the 10th to the 90th percentile")
    assert "20% of the variance" in said["much chance"].doubt[0][1]
    assert [about for about, _ in said["not told apart"].doubt] == ["Chance", "Assumptions", "Not proven"]


def test_the_picture_has_both_ends_of_each_input() -> None:
    found = CASES["ordinary"]()
    ordered, cost = reach_picture(found).panels
    assert isinstance(ordered, Reaches) and isinstance(cost, Reaches)
    assert [(round(row.low.value), round(row.high.value)) for row in ordered.rows] == [(10, 90), (35, 50), (40, 40)]
    assert cost.rows[0].high.value == pytest.approx(13.5) and cost.rows[0].high.low == pytest.approx(13.3)
    header, body = data(found)
    assert len(header) == len(body[0]) and body[0][-1] == "+80\u00a0points"


def test_every_page_and_picture_is_whole() -> None:
    for name, make in CASES.items():
        found = make()
        text = page(found)
        assert text.count("<svg") == 3 and 'href="sensitivity.csv"' in text, name
        for kind in WIDTHS:
            assert not re.search(r"\bnan\b|\binf\b", Plotting(reach_picture(found), kind).svg()), name


def test_every_letter_is_in_the_catalogue_but_names_numbers_and_figures() -> None:
    names = ("port of entry claimants per day", "officers absence", "hall persons", "leased hall")
    for name, make in CASES.items():
        found = make()
        with speaking(PSEUDO):
            told = first(found)
        figures = (
            "the chance of an order of the leased hall",
            "the total cost",
            "the share served and gone within 24 h",
        )
        parts = [part for box in told.boxes for part in (box.question, box.line, *box.small)]
        for text in (told.verdict, *(part for row in told.doubt for part in row), *parts):
            outside = without_brackets(text)
            for one in (*figures, *names):
                outside = outside.replace(one, "").replace(one.capitalize(), "")
            assert not re.search("[A-Za-z]", outside), (name, text)
