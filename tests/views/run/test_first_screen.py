"""The first screen in words: one verdict that answers, doubt, four boxes, and a screen that fits a terminal."""

import re

import pytest
from brackets import without_brackets
from first_results import CASES, always, never, of, third

from sim.experiments.result import Result
from sim.views.run.answer import answer
from sim.views.run.first.screen import First, first, lines
from sim.wording import PSEUDO, speaking

pytestmark = pytest.mark.unit

WORDS, NUMBERS, LINES, COLUMNS = 35, 5, 24, 80
SMALL = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
FRACTIONS = ("one run in ten", "one run in five", "one run in four", "one run in three", "two runs in three",
             "three runs in four", "nine runs in ten", "half of the runs")  # fmt: skip


@pytest.fixture(scope="module", params=CASES)
def said(request: pytest.FixtureRequest) -> First:
    return first(CASES[request.param]())


def numbers_in(text: str) -> list[str]:
    """The numbers of a sentence; a fraction of the runs is one."""
    for fraction in FRACTIONS:
        text = text.replace(fraction, "1/1")
    return [one.rstrip(".,") for one in re.findall(rf"\d[\d,./]*|\b(?:{SMALL})\b", text)]


def test_the_verdict_is_one_short_sentence(said: First) -> None:
    assert len(said.verdict.split()) <= WORDS
    assert len(numbers_in(said.verdict)) <= NUMBERS
    assert not set("()[]±") & set(said.verdict)
    assert said.verdict[0].isupper() and said.verdict.endswith(".") and ". " not in said.verdict


def test_a_verdict_counts_as_it_is_meant_to() -> None:
    assert numbers_in("one run in three, about four months later: 17 of 67, for $1.60 million") == [
        "1/1", "four", "17", "67", "1.60",
    ]  # fmt: skip


def test_no_sentence_has_a_placeholder_or_a_number_that_is_none(said: First) -> None:
    text = "\n".join(lines(said))
    assert not re.search(r"[{}\x00]|nan|None|\binf\b", text)
    assert "0%" not in re.sub(r"\d0%|100%", "", text)


def test_it_fits_a_terminal(said: First) -> None:
    shown = list(lines(said))
    assert len(shown) <= LINES
    assert all(len(line) <= COLUMNS for line in shown)


def test_no_number_is_broken_over_lines(said: First) -> None:
    whole = re.findall(r"\S*\d\S*", " ".join([said.verdict, *(box.line for box in said.boxes + said.lines)]))
    shown = "\n".join(lines(said))
    assert all(number in shown for number in whole)


@pytest.mark.parametrize(
    ("case", "verdict"),
    [
        (
            "ordinary",
            "Space is ordered in one run in three, in April or July, and opens about four months later: in time in 17 "
            "of 67 such runs, for $1.60 million each time.",
        ),
        (
            "never ordered",
            "Space is never ordered and not needed: the hall holds at most 120 people for its 150 places.",
        ),
        (
            "never ordered, over its places",
            "Space is never ordered and costs nothing, yet the hall holds at most 193 people for its 150 places.",
        ),
        (
            "kept ready",
            "Space is ordered in one run in three, in April or July: in time in 17 of 67 such runs, for $900,000 with "
            "an order and $250,000 without.",
        ),
        (
            "every run",
            "Space is ordered in every run, in April, and opens about four months later: in time every time, for $1.60 "
            "million each time.",
        ),
        (
            "in few runs",
            "Space is ordered in 3 of 40 runs, in July, and opens about four months later: in time in 1 of these, for "
            "$1.60 million each time.",
        ),
        (
            "at any time, unpriced",
            "Space is ordered in every run, between January and November, and opens about four months later: never in "
            "time.",
        ),
        (
            "no measure",
            "The scenario has no measure to order: the hall holds at most 242 people for its 150 places, over them for "
            "37 days a run, at a cost of $35.9 million.",
        ),
        (
            "one run",
            "In the one run played, space is ordered in July, in time, for $1.60 million; one run cannot say how "
            "likely that is.",
        ),
        (
            "one run, not ordered",
            "In the one run played, no space is ordered: the hall holds at most 193 people for its 150 places; one run "
            "cannot say how likely that is.",
        ),
    ],
)
def test_the_verdict_answers_whether_when_in_time_and_at_what_cost(case: str, verdict: str) -> None:
    assert first(CASES[case]()).verdict.replace("\u00a0", " ") == verdict


def test_space_that_opens_after_the_end() -> None:
    said = first(of(lambda number: always(number) | {"day": 340.0, "lead": float("nan"), "days_needed": 0.0}))
    assert said.verdict.startswith("Space is ordered in every run, in December, but is not open before the end")


def test_several_measures_that_bring_space_are_told_apart() -> None:
    said = first(CASES["several that bring space"]())
    assert said.verdict.startswith("Space as standby hall is ordered")
    assert said.boxes[0].question == "Is the standby hall ordered?"


def test_a_measure_may_be_called_as_a_sentence_begins() -> None:
    """Nothing reads sentences back: one that is called `target_hall` is said as any other."""
    result = CASES["called target_hall"]()
    assert first(result).verdict == first(CASES["ordinary"]()).verdict
    assert [one for one in answer(result) if one.startswith("Target hall. It is ordered in 34%")]
    assert sum(one.startswith("Target ") for one in answer(result)) == 1 + len(result.targets)


def test_the_doubt_is_in_runs() -> None:
    assert first(of(third)).doubt[0] == ("Chance", "67 of 200 runs order it; chance alone leaves 27 to 40% of runs")
    assert first(of(never)).doubt[0][1] == "none of 200 runs orders it; up to 2% of runs could"
    assert first(of(always)).doubt[0][1] == "all 200 runs order it; at least 98% of runs would"
    assert first(of(third)).doubt[1][1] == "held at the values as written; nothing is said to be uncertain"


def test_all_four_cases_of_being_ready_are_shown(said: First) -> None:
    for box in said.boxes:
        if box.question == "Is it ready in time?" and " that order" in box.line:
            assert all(case in box.small[0] for case in ("in time", "late but used", "too late", "not needed"))


def test_every_letter_is_in_the_catalogue_but_names_numbers_and_dates() -> None:
    names = ("leased hall", "hall", "interview", " and ", " or ")  # and the joints of lists, as Babel writes them
    for make in CASES.values():
        result: Result = make()
        with speaking(PSEUDO):
            said = first(result)
        boxes = said.boxes + said.lines
        doubt = [part for row in said.doubt for part in row]
        for text in (said.verdict, *doubt, *(part for one in boxes for part in (one.question, one.line, *one.small))):
            outside = without_brackets(text)
            for name in names:
                outside = outside.replace(name, "")
            assert not re.search("[A-Za-z]", outside), text
