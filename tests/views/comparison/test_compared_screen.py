"""The first screen of a comparison in words: a verdict that answers, doubt, four boxes, and a terminal that is wide
enough."""

import re

import numpy as np
import pytest
from brackets import without_brackets
from compared_results import CASES

from sim.views.comparison.difference_words import Steps
from sim.views.comparison.first.compared_screen import first
from sim.views.comparison.first.pair_picture import chosen, pair_picture, pair_weeks
from sim.views.comparison.page import html
from sim.views.comparison.rows import groups
from sim.views.kit.inline.drawn import WIDTHS, Drawing
from sim.views.text.first_screen import First, aligned, lines
from sim.wording import PSEUDO, speaking

pytestmark = pytest.mark.unit
WORDS, NUMBERS, COLUMNS = 35, 5, 80


@pytest.fixture(scope="module")
def said() -> dict[str, First]:
    return {name: first(make()) for name, make in CASES.items()}


def test_a_verdict_is_one_short_sentence(said: dict[str, First]) -> None:
    for name, one in said.items():
        told = re.sub("“[^”]*”", "it", one.verdict)
        assert len(one.verdict.split()) <= WORDS, name
        assert len(re.findall(r"\d[\d,.]*", told)) <= NUMBERS, name
        assert not set("()[]±{}") & set(told), name
        assert told[0].isupper() and told.endswith(".") and ". " not in told, name


def test_nothing_is_left_open_or_none(said: dict[str, First]) -> None:
    for name, one in said.items():
        shown = list(lines(one))
        assert not re.search(r"[{}\x00]|\bnan\b|\binf\b", "\n".join(shown)), name
        assert all(len(line) <= COLUMNS for line in shown), name
        assert len(one.boxes) == 4 and len({box.question for box in one.boxes}) == 4, name


@pytest.mark.parametrize(
    ("case", "verdict"),
    [
        (
            "ordinary",
            "With the change, space is ordered in 2 of 40 runs instead of 14, the hall is over its places for 20 "
            "days a run less, and costs rise by $890,000.",
        ),
        (
            "three scenarios",
            "With “More officers”, space is ordered in 2 of 40 runs instead of 14, and costs rise by $890,000; with "
            "“A smaller hall”, space is ordered in 13 runs more.",
        ),
        (
            "four scenarios",
            "Of 3 changes, “More officers” does most: the hall is over its places for 18 days a run instead of 38 "
            "days, and costs rise by $890,000.",
        ),
        (
            "two that are worse, and one the same",
            "None of 3 changes helps: with “A smaller hall”, space is ordered in 27 of 40 runs instead of 14, and "
            "costs rise by $2.91 million.",
        ),
        ("the same scenario", "Nothing differs: the files say the same, and every run gives the same figures."),
        (
            "the same figures",
            "The files differ, and no figure shown does: each is the same in all 40 pairs of runs on the same people.",
        ),
        (
            "chance",
            "The change is not proven to do anything: over 40 pairs of runs on the same people, chance alone could "
            "make every difference shown.",
        ),
        ("earlier", "With the change, space is ordered 95 days earlier, and costs are the same."),
        (
            "only one has the measure",
            "With the change, space is ordered in 14 of 40 runs, costs are the same, and no other difference is "
            "proven.",
        ),
        ("only the cost", "With the change, costs rise by $12.0 million, and no other difference is proven."),
        (
            "people left unserved",
            "With the change, 42 more leave unserved, space is ordered in 12 runs fewer, and costs rise by $890,000.",
        ),
        (
            "hardly",
            "With the change, the hall is over its places for under a minute a run instead of 0 hours, and costs are "
            "the same.",
        ),
    ],
)
def test_the_verdict_says_what_the_change_avoids_and_costs(said: dict[str, First], case: str, verdict: str) -> None:
    assert said[case].verdict.replace("\u00a0", " ") == verdict


def test_a_long_question_stands_above_its_answer() -> None:
    long = "Is the " + "very " * 12 + "long hall ordered?"
    shown = list(aligned([("Chance", "one"), (long, "two")], 40))
    assert shown[0] == "  Chance  one" and shown[-2:] == ["  hall ordered?", "          two"]
    assert max(map(len, shown)) <= 40


def test_a_measure_may_be_called_as_a_sentence_begins(said: dict[str, First]) -> None:
    assert said["called target_hall"].verdict == said["ordinary"].verdict
    assert said["called target_hall"].boxes[0].question == "Is the target hall ordered?"


def test_the_doubt_has_the_interval_the_assumptions_and_what_is_not_proven(said: dict[str, First]) -> None:
    chance, assumptions, open_ones = said["ordinary"].doubt
    assert chance[1].startswith("the chance of an order of the leased hall: −30 points; chance alone leaves −54 to −4")
    assert assumptions[1] == "held at the values as written; nothing is said to be uncertain"
    assert open_ones == ("Not proven", "a difference in the days with the leased hall needed; more runs may show it")
    assert any(about == "Left unserved" for about, _ in said["people left unserved"].doubt)


def test_a_condition_is_said_with_its_cost_and_a_lead_time_is_one(said: dict[str, First]) -> None:
    boxes = {box.question: box for box in said["ordinary"].boxes + said["ordinary"].lines}
    small = " ".join(boxes["What does it cost?"].small).replace("\u00a0", " ")
    assert "A: $13.2 million with an order, $11.4 million without" in small
    assert "open 111\u00a0days after the order" in boxes["Is it ready in time?"].small


def test_chances_are_in_whole_points_and_no_end_that_excludes_nought_is_shown_as_nought() -> None:
    from sim.experiments.comparison.differences import difference

    comparison = CASES["ordinary"]()
    telling = Steps("CAD", comparison.known, None)  # type: ignore[arg-type]
    info = comparison.known["leased_hall_ordered"]
    most = difference(info, np.zeros(40), np.array([1.0] * 38 + [0.0] * 2), 1)
    assert telling.step(most) == "+95 points"
    small = comparison.others[0].differences["time_on_site_mean"]._replace(difference=5.0, low=0.004, high=9.9)
    assert telling.within(small) == "+0.004 to +9.900"


def test_a_difference_has_its_unit_in_the_language_that_is_spoken() -> None:
    comparison = CASES["ordinary"]()
    telling, of = Steps("CAD", comparison.known, None), comparison.others[0].differences  # type: ignore[arg-type]
    cost = of["cost_total"]._replace(difference=1.3e6, low=1.25e6, high=1.35e6)
    peak = of["peak_hall"]._replace(difference=-2.0, low=-3.0, high=-1.0)
    assert [telling.step(one) for one in (cost, peak)] == ["+1.30 million CAD", "−2.0 persons"]
    with speaking("fr"):
        assert telling.step(cost).replace("\u00a0", " ") == "+1,30 million $"
        assert telling.step(peak) == "−2,0 personnes"


def test_the_picture_shows_the_same_run_in_each_scenario() -> None:
    comparison = CASES["three scenarios"]()
    seen, view = chosen(comparison), pair_picture(comparison)
    assert len(view.panels) == 3 and len({panel.most for panel in view.panels}) == 1
    for panel, result in zip(view.panels, seen.results.values(), strict=True):
        assert result.runs[seen.run].number == seen.number
        assert max(panel.line) == result.runs[seen.run].occupancy[0].max()
    assert view.panels[0].before == () and view.panels[1].before == view.panels[0].line
    assert [row.label[:2] for row in view.rows] == ["A:", "A:", "B:", "B:", "C:", "C:"]
    weeks = pair_weeks(comparison)
    assert weeks is not None and [len(one.panels) for one in weeks.pictures] == [3, 3]
    assert len({panel.most for one in weeks.pictures for panel in one.panels}) == 1
    for kind in WIDTHS:
        text = Drawing(view, kind).svg()
        assert "nan" not in text and "inf" not in text


def test_every_page_is_whole() -> None:
    for name in ("three scenarios", "one run", "no measure", "nobody followed", "the same scenario"):
        page = html(CASES[name](), {})
        assert page.count("<svg") >= 3 and 'href="differences.csv"' in page, name
        contents = re.findall(r'<a href="#([\w-]+)"', page)
        assert all(f'id="{one}"' in page for one in contents), name


def test_a_row_draws_what_it_says() -> None:
    rows = {row.name: row for group in groups(CASES["ordinary"]()) for row in group.rows}
    drawn = rows["leased_hall_ordered"].cells[0].drawn
    assert drawn is not None and drawn.low < drawn.at < drawn.high < 50
    assert rows["within_24h"].cells[0].drawn is None
    alike = [row for row in rows.values() if row.cells[0].verdict == "same" and row.cells[0].level]
    assert len(alike) > 2 and all(row.baseline == row.cells[0].level for row in alike if "_first_" not in row.name)


def test_every_letter_of_the_screen_is_in_the_catalogue_but_names_numbers_and_figures() -> None:
    names = ("leased hall", "target hall", "hall", "interview", "More officers", "A smaller hall", "Lacolle", " and ",
             " or ",
             "CAD", " h", "persons", "claimants")  # fmt: skip
    for name, make in CASES.items():
        comparison = make()
        figures = [info.subject for info in comparison.known.values()]
        with speaking(PSEUDO):
            said = first(comparison)
        parts = [part for box in said.boxes + said.lines for part in (box.question, box.line, *box.small)]
        for text in (said.verdict, *(part for row in said.doubt for part in row), *parts):
            outside = without_brackets(text)
            for one in sorted((*figures, *names), key=len, reverse=True):
                outside = outside.replace(one, "")
            assert not re.search("[A-Za-z]", outside), (name, text)
