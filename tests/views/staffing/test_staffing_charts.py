"""The staffing charts: what they draw, held against the answer that they draw it from."""

import pickle
import xml.etree.ElementTree as ElementTree
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from chart_texts import missing, off_the_page, written_over

from sim.planning.staffing.effort import Effort
from sim.planning.staffing.proof import Staffing, staffing
from sim.planning.staffing.whatif import Multiple, frontier
from sim.scenario.schema import Scenario
from sim.views.kit.draw import draw
from sim.views.kit.marks import Dots
from sim.views.kit.pictures import drawings, save
from sim.views.kit.time_axis import day_ticks
from sim.views.staffing import sentences
from sim.views.staffing.charts import charts, cost_frontier, cover_map, cover_week, queue_hours, shift_stack
from sim.views.staffing.charts.cover_map import by_day
from sim.views.staffing.page import html

pytestmark = pytest.mark.unit

EFFORT = Effort(search=3, proof=4, tries=3)


@pytest.fixture(scope="module")
def found() -> Staffing:
    """A week of a port that is closed at night, so that night is short."""
    return staffing(
        Scenario.model_validate(
            {
                "name": "a week",
                "start": "2025-06-02",
                "end": "2025-06-09",
                "arrivals": {"door": {"claimants_per_day": 48}},
                "process": {
                    "steps": {"talk": {"staff": {"officers": 1}, "area": "hall", "time": "2 h"}},
                    "journeys": {"everyone": ["talk"]},
                },
                "staff": {
                    "officers": {"shifts": {"day": {"hours": "06:00-22:00", "on_duty": 6}}, "cost": "50 CAD/h"},
                },
                "space": {"areas": {"hall": {"persons": 50}}},
                "targets": {"within_24h": {"at_least": "60%"}},
            }
        ),
        EFFORT,
    )


def test_every_chart_is_whole_and_nothing_is_written_over_anything_else(found: Staffing) -> None:
    points = frontier(found.scenario, (-0.5, 1.0), EFFORT, found.load)
    for name, make in charts(found, points).items():
        chart = make()
        assert missing(chart) == [] and chart.name == name
        figure = draw(chart)
        assert written_over(figure) == [] and off_the_page(figure) == []


def test_the_week_shows_required_rostered_and_the_shortfall(found: Staffing) -> None:
    drawn = {mark.label: mark for mark in cover_week(found).panels[0].marks if getattr(mark, "label", "")}
    assert list(drawn) == ["busy, and 80% of runs", "rostered, absence taken off", "required", "short"]
    assert sum(drawn["rostered, absence taken off"].y) == pytest.approx(found.rosters["officers"].present.sum())
    assert sum(drawn["required"].y) == pytest.approx(found.required.sum())
    short = drawn["short"]
    assert np.nansum(np.subtract(short.high, short.low)) == pytest.approx(found.rosters["officers"].short.sum())


def test_the_map_is_short_at_night_only(found: Staffing) -> None:
    spare, days = by_day(found, "officers")
    assert spare.shape == (24, 7) and len(days) == 7
    assert (spare[6:22] >= 0).all() and (spare[:5] < 0).any()
    chart = cover_map(found, "officers")
    assert chart.title.startswith(f"Officers: {(spare < 0).sum()} of 168 hours are short, by ")
    assert np.array_equal(chart.panels[0].marks[0].values, spare)


def test_the_stack_adds_up_to_the_roster(found: Staffing) -> None:
    chart = shift_stack(found, "officers")
    assert sum(chart.panels[0].marks[-1].high) * 16 == found.rosters["officers"].hours
    assert f" {found.hours:,.0f} officer-hours on the roster, $" in chart.title


@pytest.mark.parametrize(("weeks", "shown"), [(1, 7), (2, 7), (3, 11), (8, 8), (40, 10)])
def test_days_have_room_on_their_axis(weeks: int, shown: int) -> None:
    days = [date(2025, 6, 2) + timedelta(days=k) for k in range(7 * weeks)]
    ticks = day_ticks(days)
    assert len(ticks) == shown and ticks[0].text == "2 Jun\n2025"
    assert weeks <= 3 or all(days[int(tick.at)].weekday() == 0 for tick in ticks)


def test_the_queue_of_both_rosters(found: Staffing) -> None:
    drawn = {mark.label: mark for mark in queue_hours(found).panels[0].marks if getattr(mark, "label", "")}
    assert drawn["written"].y == pytest.approx(found.queues[1].mean(axis=0)[0])


def test_the_frontier_has_a_dot_a_roster(found: Staffing, tmp_path: Path) -> None:
    points = frontier(found.scenario, (-0.5, 1.0), EFFORT, found.load)
    dots = next(mark for mark in cost_frontier(points, found).panels[0].marks if isinstance(mark, Dots))
    assert dots.x == tuple(point.cost / 1000 for point in points)
    files = save(drawings(charts(found, points)), tmp_path / "charts")
    assert len(files) == 10 and all(path.stat().st_size > 1000 for path in files)
    for path in files:
        if path.suffix == ".svg":
            assert ElementTree.parse(path).getroot().tag.endswith("svg")
    said = list(sentences(found, (), points))
    assert sum("% served and gone within 24 hours" in line for line in said) == 2


def test_charts_are_the_same_each_time(found: Staffing) -> None:
    first, second = ([make() for make in charts(found).values()] for _ in range(2))
    assert [pickle.dumps(one) for one in first] == [pickle.dumps(one) for one in second]


def test_the_page_says_and_shows_all_of_it_and_loads_nothing(found: Staffing) -> None:
    points = frontier(found.scenario, (-0.5, 1.0), EFFORT, found.load)
    text = html(found, [Multiple(2.0, found)], points)
    headings = ("The targets", "The roster by shift", "Under a surge", "What money buys", "Where people wait")
    assert all(f">{heading}</h2>" in text for heading in headings)
    assert text.count("<svg") == 3 and len(charts(found, points)) == 5
    assert "06:00-22:00" in text and "Rounds of the proof" in text and "4 fresh runs" in text
    assert text == html(found, [Multiple(2.0, found)], points)
