"""The kit that draws charts: a value in, one drawing out, in either variant of the palette."""

import re
from dataclasses import replace

import pytest
from chart_texts import missing, texts
from matplotlib.colors import to_hex

from sim.views.kit import draw as drawing_room
from sim.views.kit.chart import Axis, Chart, Panel, rows
from sim.views.kit.draw import draw
from sim.views.kit.legends import columns, entries
from sim.views.kit.marks import Band, Bar, Dots, Interval, Label, Line, Map, Rule, Span, Text
from sim.views.kit.palette import BUSY, DARK, INK, LIGHT, MEASURED, MOST, PAPER, READY, TARGET, Shade
from sim.views.kit.pictures import drawing, drawings

pytestmark = pytest.mark.unit

STEPS = Line((0.0, 1.0, 2.0), (3.0, 5.0), MEASURED, "officers")
MARKS = (
    STEPS,
    Band((0.0, 1.0, 2.0), (1.0, 2.0), (4.0, 6.0), MOST, "nine runs in ten"),
    Interval(1.0, 2.0, 4.0, READY, "interval", upright=True),
    Dots((1.0,), (3.0,), BUSY, "dot"),
    Rule(4.0, TARGET, "target"),
    Span(0.5, 1.5, BUSY),
    Text(1.0, 4.0, "a text"),
)
PANEL = Panel(
    MARKS, Axis("hour", "h"), Axis("officers, mean", "officers", low=0.0), 3.0, labels=(Label(4.0, "at most 4"),)
)
CHART = Chart("small", "Five officers are enough", "Officers by hour.", "portsim · seed 1", (PANEL,))


def test_what_a_chart_shows_is_said_in_words() -> None:
    assert CHART.alt == (
        "Officers, mean, by hour. Drawn: officers; nine runs in ten; interval; dot; target. Written: a text; at most 4."
    )
    bars = Panel((Bar(0, 0, 2, READY),), Axis("days", "d"), rows(["first", "second"]), 1.0, "Waits")
    cells = Panel((Map(((1.0, 2.0),), bar="officers short"),), Axis("day", "day"), Axis("hour", "hour"), 1.0)
    two = replace(CHART, panels=(bars, cells))
    assert two.alt == "2 panels. Waits: rows first, second, by days. Officers short, by day and hour."


def test_what_is_missing_is_named() -> None:
    assert missing(CHART) == []
    bare = replace(CHART, caption=" ", panels=(Panel((STEPS,), Axis("", ""), Axis("", "rows"), 1.0),))
    assert missing(bare) == ["caption", "unit of x in panel 0", "any word on panel 0"]


def test_a_chart_is_drawn_once_for_files_and_page(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def counted(chart: Chart) -> object:
        drawn.append(chart.name)
        return draw(chart)

    monkeypatch.setattr(drawing_room, "draw", counted)
    made = drawings([CHART, replace(CHART, name="other")])
    assert drawn == ["small", "other"]
    assert [sorted(one.files) for one in made] == [["png", "svg"]] * 2


def test_the_page_has_the_same_drawing_without_its_message() -> None:
    made = drawing(CHART)
    file, page = ([float(x) for x in re.search(r'viewBox="([^"]+)"', text)[1].split()]
                  for text in (made.files["svg"].decode(), made.picture.svg))  # fmt: skip
    assert page[2] == pytest.approx(file[2]) and file[3] - 40 < page[3] < file[3] - 15  # points: a line of the title
    assert made.picture[:4] == ("small", CHART.title, CHART.caption, CHART.alt)
    assert "Five officers are enough" in made.files["svg"].decode() and "<title" not in made.picture.svg


def test_steps_hold_from_one_edge_to_the_next() -> None:
    (steps,) = (
        patch for patch in draw(CHART).axes[0].patches if to_hex(patch.get_edgecolor()) == LIGHT.strong(MEASURED)
    )
    assert tuple(steps.get_data().values) == STEPS.y and tuple(steps.get_data().edges) == STEPS.x


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_a_chart_has_the_colours_of_its_palette(palette) -> None:
    figure = draw(CHART, palette)
    assert to_hex(figure.get_facecolor()) == palette.strong(PAPER)
    colours = {to_hex(line.get_color()) for line in figure.axes[0].lines}
    assert {palette.strong(role) for role in (READY, BUSY, TARGET)} <= colours
    assert {to_hex(text.get_color()) for text in figure.axes[0].texts if text.get_text() == "a text"} == {
        palette.strong(INK)
    }


def test_one_edit_of_the_palette_changes_a_role_everywhere() -> None:
    purple = replace(LIGHT, hues={**LIGHT.hues, "green": Shade("#aa4499", "#ddaacc")})
    (dot,) = (line for line in draw(CHART, purple).axes[0].lines if line.get_marker() == "o")
    (legend,) = (one for one in draw(CHART, purple).axes[0].get_legend().legend_handles if one.get_label() == "dot")
    assert to_hex(dot.get_color()) == to_hex(legend.get_color()) == "#aa4499"


def test_a_legend_has_each_label_once_in_as_many_columns_as_fit() -> None:
    found = entries([STEPS, STEPS._replace(role=READY), *MARKS[1:]])
    assert [one.label for one in found] == ["officers", "nine runs in ten", "interval", "dot", "target"]
    assert found[0].role == MEASURED
    assert (columns(found, 648), columns(found, 290), columns(found, 100)) == (5, 3, 1)


def test_every_label_of_a_chart_is_written() -> None:
    written = {text for text, _ in texts(draw(CHART))}
    assert {"officers", "nine runs in ten", "a text", "at most 4", "hour", "officers, mean"} <= written
