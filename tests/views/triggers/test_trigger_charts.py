"""The charts of a study: their message, what they draw, nothing over anything else."""

import itertools
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import pytest
from chart_texts import over, texts
from trigger_study import asked, found

from sim.planning.triggers.found import Found
from sim.planning.triggers.judging.outcomes import COLUMN
from sim.planning.triggers.trigger import Question
from sim.views.kit.style import svg
from sim.views.sweep.page import save_charts
from sim.views.triggers.charts.history_calendar import lines
from sim.views.triggers.charts.lead import prices
from sim.views.triggers.charts.tail import drawn
from sim.views.triggers.charts.two_errors import thresholds
from sim.views.triggers.pictures import CAPTIONS, charts

pytestmark = pytest.mark.unit

NAMES = ("pareto", "errors", "lead_time", "calendar", "tail")


@pytest.fixture(scope="module")
def question(tmp_path_factory: pytest.TempPathFactory) -> Question:
    return asked(tmp_path_factory.mktemp("asked"))


@pytest.fixture(scope="module")
def made(question: Question) -> Found:
    return found(question)


def test_there_are_five_with_captions(made: Found) -> None:
    assert tuple(charts(made)) == NAMES and set(CAPTIONS) == set(NAMES)
    assert tuple(charts(Found(made.study))) == ("pareto", "errors", "tail")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_lies_over_anything_else(made: Found, name: str) -> None:
    figure = charts(made)[name]()
    svg(figure)
    there = texts(figure)
    assert not [(a, b) for (a, one), (b, other) in itertools.combinations(there, 2) if over(one, other)]
    width, height = figure.get_size_inches() * figure.dpi
    assert not [text for text, box in there if box.x0 < 0 or box.x1 > width or box.y0 < 0 or box.y1 > height]
    assert figure.get_suptitle() and figure.get_supxlabel().startswith("portsim ")


@pytest.mark.parametrize("name", ("pareto", "errors", "tail"))
def test_never_is_drawn_too(question: Question, name: str) -> None:
    figure = charts(found(question, "never", whole=False))[name]()
    there = texts(figure)
    assert not [(a, b) for (a, one), (b, other) in itertools.combinations(there, 2) if over(one, other)]


def test_the_front_says_what_the_money_buys(made: Found) -> None:
    figure = charts(made)["pareto"]()
    title = figure.get_suptitle().replace("\n", " ")
    assert title.endswith("occupancy above 80% for 2 d") and "CAD buy crowding down from" in title
    dots = {(round(float(x), 6), round(float(y), 6)) for line in figure.axes[0].lines if line.get_marker() != "None"
            for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)}  # fmt: skip
    chosen = made.chosen
    assert (round(chosen.cost / 1000, 6), round(chosen.crowding, 6)) in dots


def test_both_errors_by_family(made: Found) -> None:
    found = {one.family: one for one in thresholds(made.rows)}
    assert set(found) >= {"occupancy", "arrivals", "longest_wait", "forecast", "two_tiers"}
    assert found["occupancy"].places == ("60%", "80%", "100%", "120%")
    assert list(found["occupancy"].lines) == ["for 6 h", "for 2 d", "for 7 d"]
    panel = charts(made)["errors"]().axes[0]
    row = found["occupancy"].lines["for 6 h"]["60%"]
    heights = [float(line.get_ydata()[0]) for line in panel.lines if len(line.get_ydata())]
    assert 100 * row.figures["late"].mean in heights and 100 * row.figures["for_nothing"].mean in heights


def test_the_curve_has_the_retainers_of_the_scenario(made: Found) -> None:
    assert made.curve is not None
    assert prices(made, made.curve) == [0.0, 300.0, 2000.0]
    title = charts(made)["lead_time"]().get_suptitle().replace("\n", " ")
    assert title.startswith("Being ready at once instead of 7 d after the order is worth 9,000 CAD a month")


def test_the_calendar_has_what_was_done(made: Found) -> None:
    assert made.history is not None
    rows = lines(made.history)
    assert [row.name for row in rows] == ["on record: tents of 2025", "as done", "as written", "never"]
    assert rows[2].said.startswith("in 80% of runs; open 60 days, needed 12")
    assert rows[3].said == "never ordered"
    title = charts(made)["calendar"]().get_suptitle().replace("\n", " ")
    assert title.startswith("1 of 2 policies would have ordered space; 1 would have had it by 11 June 2025, when ")


def test_the_tail_tells_the_worst_only_of_those_played_to_the_end(made: Found) -> None:
    panel = charts(made)["tail"]().axes[0]
    shown = drawn(made.rows)
    diamonds = [line for line in panel.lines if line.get_marker() == "D" and len(line.get_xdata())]
    assert len(diamonds) == sum(group.row.played == made.futures for group in shown)
    loss = np.sort(made.study.values[made.study.choice.chosen, :, COLUMN["loss"]])[-10:].mean()
    assert any(float(line.get_xdata()[0]) * 1000 == pytest.approx(loss) for line in diamonds)


def test_files_are_the_same_each_time(made: Found, tmp_path: Path) -> None:
    first, second = (save_charts(charts(made), tmp_path / name) for name in ("one", "two"))
    assert len(first) == 10
    assert all(a.read_bytes() == b.read_bytes() for a, b in zip(first, second, strict=True))
    for path in first:
        if path.suffix == ".svg":
            assert ElementTree.parse(path).getroot().tag.endswith("svg")
