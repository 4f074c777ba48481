"""The page of a staffing answer: its picture, its tables, and that everything on it is in the catalogue."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np
import pytest
from brackets import without_brackets
from staffing_answers import CASES, answer

from sim.planning.staffing.proof import Staffing
from sim.planning.staffing.whatif import Multiple, Point
from sim.planning.staffing.written_roster import busiest_pool, weeks_of_need, written_present
from sim.views.kit.inline.drawn import three
from sim.views.staffing.charts import charts
from sim.views.staffing.need_picture import caption, data, panel_said, picture
from sim.views.staffing.page import html
from sim.wording import PSEUDO, speaking

pytestmark = pytest.mark.unit

DATES = r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|June|Jun)\b"  # of the small port, as Babel writes them


@pytest.fixture(scope="module", params=CASES)
def found(request: pytest.FixtureRequest) -> Staffing:
    return answer(request.param)


def test_the_picture_shows_what_is_needed_against_both_rosters(found: Staffing) -> None:
    pool = busiest_pool(found)
    p, week = list(found.rosters).index(pool), weeks_of_need(found, pool)[0]
    view = picture(found)
    needed = found.required[p][week.hours]
    for panel in view.panels:
        assert panel.line == tuple(needed.tolist())
        assert panel.over == bool((needed > np.array(panel.have) + 1e-9).any())
        assert ("over" in {key.swatch for key in panel.keys}) == panel.over
    assert view.panels[-1].have == tuple(found.rosters[pool].present[week.hours].tolist())
    written = written_present(found.scenario, found.required.shape[1])[p][week.hours]
    if written.any():
        assert len(view.panels) == 2 and view.panels[0].have == tuple(written.tolist())
    else:
        assert len(view.panels) == 1
    drawn = re.findall(r"<svg.*?</svg>", three(view), re.DOTALL)
    assert len(drawn) == 3 and all(ElementTree.fromstring(one).tag == "svg" for one in drawn)


def test_the_table_behind_the_picture_has_its_numbers(found: Staffing) -> None:
    table, view = data(found), picture(found)
    assert len(table.rows) == -(-len(view.panels[0].line) // 4)
    short = sum(int(row[-1]) for row in table.rows)
    assert short == sum(
        need > there + 1e-9 for need, there in zip(view.panels[-1].line, view.panels[-1].have, strict=True)
    )


def test_the_worst_week_is_that_in_which_the_written_roster_is_most_short() -> None:
    found = answer("ordinary")
    needed = np.zeros_like(found.required)
    needed[0, 168 + 30 : 168 + 40] = 30
    worst, usual = weeks_of_need(replace(found, required=needed), "officers")
    assert worst.hours == slice(168, 336) and usual is not None and usual.hours == slice(0, 168)
    assert "in which the written roster is most short" in caption(replace(found, required=needed))


def test_no_title_says_that_nothing_is_short_where_a_target_is_missed() -> None:
    enough = np.full(24, -1.0)
    found = answer("two pools")
    assert [one.met for one in found.proposed.targets] == [True, False]
    assert panel_said(found, "officers", "proposed", enough).endswith(
        "as many officers as are needed, yet 1 target is missed"
    )
    assert panel_said(answer("ordinary"), "officers", "proposed", enough).endswith("as are needed all week")


def test_the_page_opens_offline_and_is_the_same_each_time(found: Staffing) -> None:
    text = html(found)
    assert text == html(found)
    assert not re.search(r'(?:src|href)="(?!#|[a-z_/-]+\.(?:csv|xlsx|yaml|md)")', text)
    assert "<script" not in text and "nan" not in re.sub(r"[a-z]nan|nan[a-z]", "", text.split("</style>")[1])
    anchors = set(re.findall(r'href="#([^"]+)"', text))
    assert anchors <= set(re.findall(r'id="([^"]+)"', text))


@pytest.mark.parametrize("case", ["ordinary", "two pools", "an hour missed", "nobody written", "a budget"])
def test_every_word_of_the_page_is_in_the_catalogue(case: str) -> None:
    found = answer(case)
    points = [Point(0.0, found.hours, 1000.0, found.proposed)]
    with speaking(PSEUDO):
        text = html(found, [Multiple(2.0, found)], points)
    body = re.sub(r"<style>.*?</style>|<title>.*?</title>|</?b\b[^>]*>", "", text, flags=re.DOTALL)
    names = {figure.label for figure in found.proposed.figures.values()} | {found.scenario.name}
    names |= {name.replace("_", " ") for name in (*found.rosters, *found.scenario.process.steps)}
    names |= {shift for pool in found.scenario.staff.values() for shift in pool.shifts}
    names |= {one.limit.name.replace("_", " ") for one in found.limits}
    for told in (re.sub(r"<[^>]+>", "\n", body), *re.findall(r'(?:aria-label|data-label)="([^"]+)"', body)):
        outside = without_brackets(told)
        for name in sorted(names, key=len, reverse=True):
            outside = outside.replace(name, "").replace(name.capitalize(), "")
        outside = re.sub(DATES, "", outside)
        outside = re.sub(
            r"[0-9a-f]{64}|[\w./-]+\.(?:csv|xlsx|yaml|md)|&#39;|\(not installed\)|(?:\d|\.)+dev\w*", "", outside
        )
        assert re.findall(r".*[A-Za-z]{2}.*", outside) == []


def test_every_message_of_a_chart_is_in_the_catalogue() -> None:
    found = answer("ordinary")
    with speaking(PSEUDO):
        for make in charts(found).values():
            chart = make()
            assert chart.title.startswith("[") and chart.caption.startswith("[")
            for panel in chart.panels:
                labels = [getattr(mark, "label", "") for mark in panel.marks]
                assert all(not label or label.startswith("[") or re.match(r"[a-z]* ?\d", label) for label in labels)
