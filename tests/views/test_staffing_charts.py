"""The staffing charts: what they draw, held against the answer that they draw it from."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import pytest

from sim.planning.staffing.effort import Effort
from sim.planning.staffing.proof import Staffing, staffing
from sim.planning.staffing.whatif import Multiple, frontier
from sim.scenario.schema import Scenario
from sim.views.staffing import (
    charts,
    cost_frontier,
    cover_map,
    cover_week,
    queue_hours,
    save_charts,
    sentences,
    shift_stack,
)
from sim.views.staffing.cover_map import by_day
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


def test_the_week_shows_required_rostered_and_the_shortfall(found: Staffing) -> None:
    panel = cover_week(found).axes[0]
    labels = {text.get_text() for text in panel.get_legend().get_texts()}
    assert labels == {"busy, and 80% of runs", "rostered, absence taken off", "required", "short"}
    drawn = {patch.get_label(): patch.get_data().values for patch in panel.patches}
    assert drawn["rostered, absence taken off"].sum() == pytest.approx(found.rosters["officers"].present.sum())
    assert drawn["required"].sum() == pytest.approx(found.required.sum())


def test_the_map_is_short_at_night_only(found: Staffing) -> None:
    spare, days = by_day(found, "officers")
    assert spare.shape == (24, 7) and len(days) == 7
    assert (spare[6:22] >= 0).all() and (spare[:5] < 0).any()
    title = cover_map(found, "officers").get_suptitle().replace("\n", " ")
    assert title.startswith(f"Officers: {(spare < 0).sum()} of 168 hours are short, by ")


def test_the_stack_adds_up_to_the_roster(found: Staffing) -> None:
    figure = shift_stack(found, "officers")
    top = np.max([patch.get_data().values for patch in figure.axes[0].patches], axis=0)
    assert top.sum() * 16 == found.rosters["officers"].hours
    assert figure.get_suptitle().endswith(f"{50 * found.hours:,.0f} CAD")


def test_the_queue_of_both_rosters(found: Staffing) -> None:
    panel = queue_hours(found).axes[0]
    drawn = {patch.get_label(): patch.get_data().values for patch in panel.patches}
    assert drawn["today"] == pytest.approx(found.queues[1].mean(axis=0)[0])


def test_the_frontier_has_a_dot_a_roster(found: Staffing, tmp_path: Path) -> None:
    points = frontier(found.scenario, (-0.5, 1.0), EFFORT, found.load)
    panel = cost_frontier(points, found).axes[0]
    dots = [line.get_xdata()[0] for line in panel.lines if line.get_marker() == "o"]
    assert dots == [point.cost / 1000 for point in points]
    files = save_charts(found, points, tmp_path / "charts")
    assert len(files) == 10 and all(path.stat().st_size > 1000 for path in files)
    for path in files:
        if path.suffix == ".svg":
            assert ElementTree.parse(path).getroot().tag.endswith("svg")
    said = list(sentences(found, (), points))
    assert sum("served and gone within 24 hours" in line for line in said) == 2


def test_charts_are_the_same_each_time(found: Staffing, tmp_path: Path) -> None:
    first, second = (save_charts(found, (), tmp_path / name) for name in ("one", "two"))
    assert all(a.read_bytes() == b.read_bytes() for a, b in zip(first, second, strict=True))


def test_the_page_says_and_shows_all_of_it_and_loads_nothing(found: Staffing) -> None:
    points = frontier(found.scenario, (-0.5, 1.0), EFFORT, found.load)
    text = html(found, [Multiple(2.0, found)], points)
    headings = ("Targets", "Roster of officers", "Under a surge", "What money buys")
    assert all(f">{heading}</h2>" in text for heading in headings)
    assert text.count("<svg") == len(charts(found, points)) == 5
    assert "06:00-22:00" in text and "Rounds of the proof" in text and "On the 4 fresh runs of the last round" in text
    assert not re.search(r'(?:src|href)="(?!#|data:)', text)
    assert text == html(found, [Multiple(2.0, found)], points)
