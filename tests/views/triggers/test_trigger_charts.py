"""The charts of a study: their message, what they draw, nothing over anything else."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import pytest
from chart_texts import missing, off_the_page, written_over
from trigger_study import asked, found

from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.judging.outcomes import COLUMN
from sim.planning.triggers.trigger import Question
from sim.views.kit.chart import Chart
from sim.views.kit.draw import draw
from sim.views.kit.marks import Dots, Line
from sim.views.kit.palette import CHOSEN, FOR_NOTHING, LATE, WORST
from sim.views.kit.pictures import drawings, save
from sim.views.triggers.charts.history_calendar import lines
from sim.views.triggers.charts.lead import prices
from sim.views.triggers.charts.tail import drawn
from sim.views.triggers.charts.two_errors import thresholds
from sim.views.triggers.pictures import charts

pytestmark = pytest.mark.unit

NAMES = ("tail", "pareto", "errors", "lead_time", "calendar")


@pytest.fixture(scope="module")
def question(tmp_path_factory: pytest.TempPathFactory) -> Question:
    return asked(tmp_path_factory.mktemp("asked"))


@pytest.fixture(scope="module")
def made(question: Question) -> StudyResult:
    return found(question)


def test_there_are_five(made: StudyResult) -> None:
    assert tuple(charts(made)) == NAMES
    assert tuple(charts(StudyResult(made.study))) == ("tail", "pareto", "errors")


def whole(chart: Chart, name: str) -> None:
    assert missing(chart) == [] and chart.name == name
    figure = draw(chart)
    assert written_over(figure) == [] and off_the_page(figure) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_chart_is_whole_and_nothing_lies_over_anything_else(made: StudyResult, name: str) -> None:
    whole(charts(made)[name](), name)


@pytest.mark.parametrize("name", ("pareto", "errors", "tail"))
def test_never_is_drawn_too(question: Question, name: str) -> None:
    whole(charts(found(question, "never", whole=False))[name](), name)


def test_the_front_says_what_the_money_buys(made: StudyResult) -> None:
    chart = charts(made)["pareto"]()
    assert (
        chart.title.endswith("occupancy above 80% for 2 d")
        and chart.title.startswith("For ")
        and " CAD crowding falls from " in chart.title
    )
    rings = [mark for mark in chart.panels[0].marks if isinstance(mark, Dots) and mark.ring > 2]
    assert [(ring.x, ring.y, ring.role) for ring in rings] == [
        ((pytest.approx(made.chosen.cost / 1000),), (made.chosen.crowding,), CHOSEN)
    ]


def test_no_label_stands_in_the_cloud(made: StudyResult) -> None:
    chart = charts(made)["pareto"]()
    assert chart.panels[0].labels == ()
    assert {one.label for one in chart.key if one.label} >= {
        "recommended: occupancy above 80% for 2 d",
        "never",
        "as written",
    }


def test_both_errors_by_family(made: StudyResult) -> None:
    found = {one.family: one for one in thresholds(made.rows)}
    assert set(found) >= {"occupancy", "arrivals", "longest_wait", "forecast", "two_tiers"}
    assert found["occupancy"].places == ("60%", "80%", "100%", "120%")
    assert list(found["occupancy"].lines) == ["for 6 h", "for 2 d", "for 7 d"]
    row = found["occupancy"].lines["for 6 h"]["60%"]
    lines = [mark for mark in charts(made)["errors"]().panels[0].marks if isinstance(mark, Line)]
    first = {line.role: line.y[0] for line in reversed(lines) if line.y}
    assert first == {LATE: 100 * row.figures["late"].mean, FOR_NOTHING: 100 * row.figures["for_nothing"].mean}


def test_the_curve_has_the_retainers_of_the_scenario(made: StudyResult) -> None:
    assert made.curve is not None
    assert prices(made, made.curve) == [0.0, 300.0, 2000.0]
    title = charts(made)["lead_time"]().title
    assert title.startswith("Being ready at once instead of 7 d after the order is worth 9,000 CAD a month")


def test_the_calendar_has_what_was_done(made: StudyResult) -> None:
    assert made.history is not None
    rows = lines(made.history)
    assert [row.name for row in rows] == ["on record: tents of 2025", "as done", "as written", "never"]
    assert rows[2].said.startswith("in 80% of runs; open 60 days, needed 12")
    assert rows[3].said == "never ordered"
    title = charts(made)["calendar"]().title
    assert title.startswith("1 of 2 policies would have ordered space; 1 would have had it by 11 June 2025, when ")


def test_the_tail_tells_the_worst_only_of_those_played_to_the_end(made: StudyResult) -> None:
    marks = charts(made)["tail"]().panels[0].marks
    diamonds = [mark.x[0] for mark in marks if isinstance(mark, Dots) and mark.role == WORST]
    assert len(diamonds) == sum(group.row.played == made.futures for group in drawn(made.rows))
    loss = np.sort(made.study.values[made.study.choice.chosen, :, COLUMN["loss"]])[-10:].mean()
    assert any(1000 * x == pytest.approx(loss) for x in diamonds)


def test_files_are_the_same_each_time(made: StudyResult, tmp_path: Path) -> None:
    first, second = (save(drawings(charts(made)), tmp_path / name) for name in ("one", "two"))
    assert len(first) == 10
    assert all(a.read_bytes() == b.read_bytes() for a, b in zip(first, second, strict=True))
    for path in first:
        if path.suffix == ".svg":
            assert ElementTree.parse(path).getroot().tag.endswith("svg")
