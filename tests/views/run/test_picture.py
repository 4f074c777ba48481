"""The one picture: its values are those of the runs, its words those of its values, and it is drawn whole."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from first_results import CASES
from made_results import make, scenario
from port_file import TEXT

from sim.experiments.playing.officers_by_hour import OfficersByHour, officers_by_hour
from sim.experiments.result import Result
from sim.experiments.run import run
from sim.scenario.load import load
from sim.views.kit.inline.drawn import WIDTHS, Drawing, small, three
from sim.views.kit.inline.weekly import weekly
from sim.views.kit.palette import PAGE
from sim.views.run.first.middle import days_over, middle, middle_run
from sim.views.run.first.picture import caption, picture
from sim.views.run.first.weeks import weeks, whole_weeks

pytestmark = pytest.mark.unit
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@pytest.fixture(scope="module", params=CASES)
def result(request: pytest.FixtureRequest) -> Result:
    return CASES[request.param]()


@pytest.fixture(scope="module")
def ordinary() -> Result:
    return CASES["ordinary"]()


def officers(result: Result) -> OfficersByHour:
    hours = len(result.runs[0].on_site)
    duty = np.full((2, hours), 6.0)
    busy = np.where(np.arange(hours) % 240 < 24, 5.7, 2.0) * np.ones((2, 1))
    return OfficersByHour(duty, busy * [[1.0], [0.5]])


def test_it_is_drawn_whole_at_each_width(result: Result) -> None:
    view = picture(result, officers(result))
    for kind, width in WIDTHS.items():
        text = Drawing(view, kind).svg()
        root = ET.fromstring(text)
        assert root.get("viewBox", "").split()[2] == str(width)
        assert "nan" not in text and "inf" not in text and "None" not in text
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b", re.sub(r"url\(#[^)]*\)", "", text)), "colours are classes"
        height = float(root.get("viewBox", "").split()[3])
        for shape in root.iter():
            if shape.tag.endswith("text"):
                assert 0 <= float(shape.get("x", "-1")) <= width and 0 <= float(shape.get("y", "-1")) <= height
                assert "font-size" not in shape.attrib
    assert [f'class="{kind}"' in three(view) for kind in WIDTHS] == [True] * 3


def test_the_line_is_one_run_that_was_played(ordinary: Result) -> None:
    demand, people = picture(ordinary).panels
    chosen = middle_run(ordinary)
    assert list(demand.line) == chosen.arrivals.sum(axis=0).tolist()
    whole = [chosen.occupancy[0][24 * k : 24 * k + 24].max() for k in range(60)]  # before the clocks change
    assert list(people.line[:60]) == whole
    assert f"run {chosen.number} of 200" in caption(ordinary)


def test_the_middle_run_has_the_median_of_days_over(ordinary: Result) -> None:
    days = days_over(ordinary, "hall")
    assert abs(days[middle(ordinary, "hall")] - np.median(days)) == np.abs(days - np.median(days)).min()


def test_the_title_says_what_the_line_does(ordinary: Result) -> None:
    people = picture(ordinary).panels[1]
    over = sum(line > have for line, have in zip(people.line, people.have, strict=True))
    assert people.title == f"The hall is over its places on {over} days in the middle run"


def test_the_band_holds_nine_runs_in_ten(ordinary: Result) -> None:
    demand = picture(ordinary).panels[0]
    rows = np.stack([run.arrivals.sum(axis=0) for run in ordinary.runs])
    inside = (rows >= demand.low) & (rows <= demand.high)
    assert (inside.sum(axis=0) >= 0.9 * len(rows)).all()
    assert picture(CASES["two runs"]()).panels[0].low == ()


def test_the_strip_is_the_share_of_runs_over(ordinary: Result) -> None:
    people = picture(ordinary).panels[1]
    day = int(np.argmax(people.strip))
    hours = slice(24 * day - 2, 24 * day + 26)  # the clocks may have changed
    over = np.mean([(run.occupancy[0][hours] > run.space[0][hours]).any() for run in ordinary.runs])
    assert people.strip[day] == pytest.approx(over, abs=0.02)


def test_marks_are_the_orders_and_openings_of_all_runs(ordinary: Result) -> None:
    ordered, opened = picture(ordinary).rows
    assert (len(ordered.days), len(opened.days)) == (67, 67)
    assert (ordered.shape, opened.shape) == ("order", "open")


def test_nothing_is_drawn_where_there_is_nothing() -> None:
    view = picture(CASES["never ordered"]())
    assert view.rows == () and view.rows_title == ""
    assert "order" not in re.findall(r'class="(\w+)"', three(view))


def test_officers_without_slack_are_counted_on_the_days_drawn(ordinary: Result) -> None:
    panel = picture(ordinary, officers(ordinary)).panels[2]
    assert panel.title == "Officers: nine in ten or more are busy on 37 days"
    assert len(panel.line) == len(panel.have) == 365


def test_the_table_behind_it_has_the_same_numbers(ordinary: Result) -> None:
    view = picture(ordinary, officers(ordinary))
    table = weekly(view)
    column = table.header.index("People, highest, the middle run")
    first = [int(row[column]) for row in table.rows]
    assert first[0] == max(view.panels[1].line[:7]) and max(first) == max(view.panels[1].line)
    orders = table.header.index(view.rows[0].label)
    assert sum(int(row[orders]) for row in table.rows) == len(view.rows[0].days)
    assert all(len(row) == len(table.header) for row in table.rows)


def test_the_worst_week_has_most_people_without_a_place(ordinary: Result) -> None:
    found = weeks(ordinary, officers(ordinary))
    assert found is not None
    worst, usual = found.pictures
    chosen = middle_run(ordinary)
    over = np.maximum(chosen.occupancy[0].astype(float) - chosen.space[0], 0)
    sums = {week.monday: over[week.hours].sum() for week in whole_weeks(ordinary)}
    assert len(sums) == 51 and sums[worst.first] == max(sums.values())
    loads = {week.monday: int(chosen.occupancy[0][week.hours].sum()) for week in whole_weeks(ordinary)}
    below = sum(load < loads[usual.first] for load in loads.values())
    assert 24 <= below <= 26
    hours = sum(line > have for line, have in zip(worst.panels[0].line, worst.panels[0].have, strict=True))
    assert f"is over its places for {hours} hours" in found.said
    assert worst.panels[0].most == usual.panels[0].most >= max(worst.panels[0].line)
    assert len(worst.panels[0].line) == 168 and worst.first.weekday() == 0
    ET.fromstring(small(worst, "week0"))


def test_there_is_no_worst_of_fewer_than_two_weeks() -> None:
    assert weeks(make(scenario(days=9, measures={}), runs=2)) is None


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_of_a_page_can_be_read(theme: str) -> None:
    from test_palette import contrast

    tones = {role: getattr(tone, theme) for role, tone in PAGE.items()}
    for role in ("ink", "muted", "people", "staff", "measure", "over", "focus"):
        assert contrast(tones[role], tones["ground"]) >= 4.5, role
    for role in ("axis", "people-edge", "staff-edge"):
        assert contrast(tones[role], tones["ground"]) >= 3, role
    for ground in ("panel", "over-ground"):
        assert contrast(tones["ink"], tones[ground]) >= 4.5, ground


def test_officers_of_a_run_played_again_are_those_of_its_figures(tmp_path: Path) -> None:
    (tmp_path / "port.yaml").write_text(TEXT, encoding="utf-8")
    found = run(load(tmp_path / "port.yaml").scenario, 2)
    again = officers_by_hour(found.scenario, 2)
    row = dict(zip(found.names, found.values[1], strict=True))
    assert again.on_duty[0].sum() == pytest.approx(row["present_hours_officers"])
    assert again.busy[0].sum() == pytest.approx(row["busy_hours_officers"])
