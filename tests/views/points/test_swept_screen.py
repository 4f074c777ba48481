"""The first screen of a sweep: its numbers are those of `sweep.csv`, its verdict says where the answer turns."""

import csv
import io
import math
import re

import pytest
from brackets import without_brackets
from swept_points import CASES, FIGURES, TURNS, swept

from sim.experiments.output import lines as csv_lines
from sim.experiments.sweep.sweep import Sweep, rows
from sim.views.kit.inline.drawn import WIDTHS
from sim.views.kit.inline.plots import Curve, Grid
from sim.views.kit.inline.plotted import Plotting
from sim.views.sweep.first.swept_boxes import ranges
from sim.views.sweep.first.swept_picture import data, swept_picture
from sim.views.sweep.first.swept_screen import first
from sim.views.sweep.first.turning import answers, deciding, question, turn, verdict
from sim.views.sweep.page import page
from sim.views.text.first_screen import First, lines
from sim.views.text.statement import Number
from sim.wording import PSEUDO, speaking

pytestmark = pytest.mark.unit
WORDS, NUMBERS, COLUMNS = 35, 5, 80


@pytest.fixture(scope="module")
def said() -> dict[str, First]:
    return {name: first(make(), FIGURES) for name, make in CASES.items()}


def test_every_number_is_that_of_the_table() -> None:
    checked = 0
    for name, make in CASES.items():
        sweep = make()
        table = list(csv.DictReader(io.StringIO("".join(csv_lines(rows(sweep))))))
        found = deciding(sweep, FIGURES)
        for one in (verdict(sweep, found), *ranges(sweep, FIGURES)):
            for number in one.numbers.values():
                assert math.isclose(number.value, computed(number, table, sweep), rel_tol=1e-9), (name, number)
                checked += 1
    assert checked > 80


def computed(number: Number, table: list[dict[str, str]], sweep: Sweep) -> float:
    if number.how == "points":
        level = question(sweep, number.figure)
        means = [float(row["mean"]) for row in table if row["figure"] == number.figure]
        return float(sum(one >= level.level if level.kind == "target" else one > level.level for one in means))
    row = next(row for row in table if row["point"] == number.of and row["figure"] == number.figure)
    return float(row["p50" if number.how == "median" else number.how])


def test_a_verdict_is_one_short_sentence(said: dict[str, First]) -> None:
    for name, one in said.items():
        assert len(one.verdict.split()) <= WORDS, name
        assert len(re.findall(r"\d[\d,.]*", one.verdict.replace("24 h", "").replace("24\u00a0h", ""))) <= NUMBERS, name
        assert not set("()[]±{}") & set(one.verdict), name
        assert one.verdict[0].isupper() and one.verdict.endswith(".") and ". " not in one.verdict, name
        shown = list(lines(one))
        assert all(len(line) <= COLUMNS for line in shown) and not re.search(r"\bnan\b|[{}\x00]", "\n".join(shown)), (
            name
        )
        assert len(one.boxes) == 4, name


@pytest.mark.parametrize(
    ("case", "verdict"),
    [
        (
            "turns",
            "From 100 on, for hall persons, the leased hall is not ordered in most runs: 15% instead of 60% at 80.",
        ),
        (
            "the other way",
            "From 4 on, for officers day on duty, the leased hall is ordered in most runs: 80% instead of 30% at 3.",
        ),
        (
            "with a target",
            "From 80 d on, for leased hall lead time, the target for served and gone within 24 h is met: 84% instead "
            "of 70% at 60 d.",
        ),
        ("at all points", "At all 2 points the leased hall is ordered in most runs: from 95% to 100%."),
        (
            "more than once",
            "The answer turns more than once over hall persons: at 2 of 4 values the leased hall is ordered in most "
            "runs, from 20% to 80% over all.",
        ),
        ("a grid", "At 2 of 6 points the leased hall is ordered in most runs: from 10% to 100% over all."),
    ],
)  # fmt: skip
def test_the_verdict_says_from_which_value_on_the_answer_is_another(
    said: dict[str, First], case: str, verdict: str
) -> None:
    assert said[case].verdict == verdict


def test_the_answer_turns_at_the_first_value_from_which_on_it_stays() -> None:
    found = turn(CASES["turns"](), question(CASES["turns"](), FIGURES[0]))
    assert (found.order, found.yes, found.at, found.changes) == ((0, 2, 1), (True, True, False), 2, 1)
    again = turn(CASES["more than once"](), question(CASES["more than once"](), FIGURES[0]))
    assert (again.yes, again.at, again.changes) == ((False, True, False, True), 3, 3)


def test_where_the_interval_holds_the_level_the_answer_may_turn_elsewhere(said: dict[str, First]) -> None:
    assert "may turn at another value" not in said["turns"].doubt[0][1]
    few = first(swept(TURNS, runs=4), FIGURES).doubt[0][1]
    assert "may turn at another value" in few or "open at" in few
    assert said["interrupted"].finished == "2 of 5 points were finished; everything here rests on them."
    assert said["people left unserved"].doubt[2][0] == "Left unserved"


def test_the_picture_has_the_values_of_the_points() -> None:
    sweep = CASES["turns"]()
    panel = swept_picture(sweep, FIGURES).panels[0]
    assert isinstance(panel, Curve) and panel.percent and panel.level == 50
    assert [(one.at, round(one.value)) for one in panel.spots] == [(60, 95), (80, 60), (100, 15)]
    grid = swept_picture(CASES["a grid"](), FIGURES).panels[0]
    assert isinstance(grid, Grid)
    assert [[cell.beyond for cell in row] for row in grid.cells] == answers(
        CASES["a grid"](), question(CASES["a grid"](), FIGURES[0])
    ).reshape(2, 3).tolist()  # fmt: skip
    header, body = data(sweep, FIGURES)
    assert header[0] == "Hall persons" and [row[:2] for row in body] == [("60", "95%"), ("80", "60%"), ("100", "15%")]


def test_every_page_and_picture_is_whole() -> None:
    for name in ("turns", "a grid", "a sample", "one point", "one run"):
        sweep = CASES[name]()
        text = page(sweep, FIGURES)
        assert text.count("<svg") == 3 and 'href="sweep.csv"' in text, name
        for kind in WIDTHS:
            drawn = Plotting(swept_picture(sweep, FIGURES), kind).svg()
            assert not re.search(r"\bnan\b|\binf\b|None", drawn), name


def test_every_letter_is_in_the_catalogue_but_names_numbers_and_figures() -> None:
    for name, make in CASES.items():
        sweep = make()
        figures = [text for info in sweep.figures.values() for text in (info.subject, info.label)]
        names = (
            "leased hall",
            "lead time",
            "hall persons",
            "officers",
            "day on duty",
            "absence",
            "hall",
            " and ",
            " d",
        )
        with speaking(PSEUDO):
            told = first(sweep, FIGURES)
        parts = [part for box in told.boxes for part in (box.question, box.line, *box.small)]
        for text in (told.verdict, *(part for row in told.doubt for part in row), *parts):
            outside = without_brackets(text)
            for one in sorted((*figures, *names), key=len, reverse=True):
                outside = outside.replace(one, "").replace(one.capitalize(), "")
            assert not re.search("[A-Za-z]", outside), (name, text)
