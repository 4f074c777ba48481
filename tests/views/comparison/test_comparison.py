"""A comparison in words, tables, charts and one page."""

import re
from io import StringIO
from xml.etree import ElementTree

import pytest
from chart_texts import missing, off_the_page, written_over

from sim.experiments.comparison.attribution import Attribution, Part
from sim.experiments.comparison.compare import Comparison, ScenarioDifference, shown
from sim.experiments.comparison.differences import difference
from sim.experiments.comparison.same_people import PairedWaits
from sim.experiments.comparison.scenario_diff import changes
from sim.views.comparison.answer import answer, explanations, method, pairing
from sim.views.comparison.attributed import labels
from sim.views.comparison.charts.waterfall import waterfall
from sim.views.comparison.page import html
from sim.views.comparison.pictures import charts
from sim.views.comparison.rows import groups
from sim.views.comparison.table import tables
from sim.views.kit.draw import draw
from sim.views.kit.marks import Bar, Dots
from sim.views.kit.palette import BASELINE, alternative
from sim.views.kit.pictures import drawings, save

pytestmark = pytest.mark.unit
NAN = float("nan")
EXPLAINED = {
    "More officers": (
        Attribution("time_on_site_mean", "hours", "h", "shapley", 20.0, 15.0, -5.0, (
            Part("staff.officers.shifts", -6.0, -7.0, -5.0), Part("arrivals.police.claimants_per_day", 1.0, -0.5, 2.5),
        )),
    )
}  # fmt: skip


def beside(baseline, **others):
    results = {label.replace("_", " "): result for label, result in others.items()}
    figures = shown([baseline, *results.values()])
    count = len(figures) * len(results)
    against = []
    for label, result in results.items():
        changed = changes(baseline.scenario, result.scenario)
        columns = zip(baseline.names, baseline.values.T, result.values.T, strict=True)
        found = {
            name: difference(baseline.figures[name], old, new, count, alike=not changed) for name, old, new in columns
        }
        met = tuple(PairedWaits(k, [0, 1, 20, 300, 500, 100, 10, 1, 0], 3, 0) for k in range(1, 5))
        against.append(ScenarioDifference(label, result, changed, found, met))
    return Comparison("Lacolle", baseline, tuple(against), figures, count)


@pytest.fixture(scope="module")
def comparison(port, year):
    pools = {
        "officers": {"shifts": {"day": {"hours": "07:00-15:00", "on_duty": 9}}},
        "delegates": {"shifts": {"day": {"hours": "08:00-20:00", "on_duty": 2}}},
    }

    def quicker(number):
        k = {"time_on_site_mean": 15.0, "returned": 2_700.0, "within_24h": 0.9}
        return k | {"cost_total": 36e6 * (1 + 0.1 * (number % 2) - 0.05)}

    more = port.make(port.scenario(staff=pools, name="More officers"), figures=quicker)
    twin = port.make(port.scenario(name="Twin"))
    return beside(year, More_officers=more, Twin=twin)


def test_labels_leave_out_what_names_share():
    assert labels(["Lacolle, 2025", "Lacolle, 2025, strict screening", "Elsewhere"]) == (
        "Lacolle, 2025", "Strict screening", "Elsewhere",
    )  # fmt: skip
    assert labels(["A port", "A port", "A port"]) == ("A port", "A port (2)", "A port (3)")
    assert len(set(labels(["a", "b", "b", "b (3)", "b (4)"]))) == 5


def test_the_answer_tells_the_change_from_chance(comparison):
    said = dict(answer(comparison))
    different, clear, chance, waited = said["More officers"]
    assert different == "One value is different: staff.officers.shifts.day.on_duty: 6 → 9."
    assert "the mean time on site fell by 4.9 h (−5.0 to −4.9)" in clear
    assert "the share served and gone within 24 h rose by 7.1 points" in clear
    assert "the total cost" in chance and "Cannot be told from chance" in chance
    assert "12% waited longer" in waited and "34%" in waited and "3 come only in the baseline" in waited
    assert said["Twin"] == ["The same scenario under another name: every figure is exactly the same in every run."]


def test_the_method_says_how_many_hold_at_once(comparison):
    assert f"over the {comparison.intervals} differences shown (Bonferroni)" in method(comparison)
    assert "correlation" in pairing(comparison)


def test_explanations_say_how_they_were_made(comparison):
    first, second = explanations(comparison, EXPLAINED["More officers"])
    assert "all orders" in first
    assert second == (
        "The mean time on site: officers.shifts −6.0 h (−7.0 to −5.0), police.claimants_per_day +1.0 h (−0.5 to +2.5)."
    )


def test_rows_and_tables(comparison):
    from rich.console import Console

    rows = {row.name: row for group in groups(comparison) for row in group.rows}
    assert [cell.step for cell in rows["time_on_site_mean"].cells] == ["−4.9 h", "the same"]
    assert rows["leased_hall_first_order"].baseline.endswith("2025")
    console = Console(width=100, file=StringIO())
    for table in tables(comparison):
        console.print(table)
    assert "not proven" in console.file.getvalue()


def test_every_chart_is_whole_and_no_text_lies_over_another(comparison):
    for name, make in charts(comparison, EXPLAINED).items():
        chart = make()
        assert missing(chart) == [] and chart.name == name
        figure = draw(chart)
        assert written_over(figure) == [] and off_the_page(figure) == []


def test_charts_are_files_of_equal_bytes(comparison, tmp_path):
    one, other = (save(drawings(charts(comparison, EXPLAINED)), tmp_path / name) for name in ("a", "b"))
    assert {path.stem for path in one} == {
        "differences", "people_side_by_side", "order_dates", "same_people", "waterfall_1",
    }  # fmt: skip
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_a_scenario_has_its_own_colour_in_every_chart(comparison):
    """The baseline is grey in all, and what cannot be told from chance is drawn as chance."""
    panels = charts(comparison, EXPLAINED)["people_side_by_side"]().panels
    assert [panel.marks[1].role for panel in panels] == [BASELINE, alternative(0), alternative(1)]
    dots = [mark for panel in charts(comparison, EXPLAINED)["differences"]().panels for mark in panel.marks
            if isinstance(mark, Dots)]  # fmt: skip
    assert {dot.role for dot in dots} == {alternative(0)}


def test_a_waterfall_of_one_change_at_a_time(comparison):
    parts = (Part("a.b", 1.0, 0.5, 1.5, 2.0), Part("together", -0.2, -0.4, 0.1))
    found = Attribution("time_on_site_mean", "hours", "h", "single", 20.0, 20.8, 0.8, parts)
    (panel,) = waterfall(comparison, "More officers", [found]).panels
    assert [tick.text for tick in panel.y.ticks] == ["baseline", "a.b", "only together", "More officers"]
    bars = [(mark.low, mark.high) for mark in panel.marks if isinstance(mark, Bar)]
    assert bars == [(0, 20), (0, 20.8), (20, 21), (21, pytest.approx(20.8))]


def test_the_page_stands_alone(comparison):
    page = html(comparison, EXPLAINED)
    assert page == html(comparison, EXPLAINED)
    assert not re.search(r'(src|href)="(?!#|[\w./-]+")|url\((?!#)|@import', page)
    assert "<script" not in page
    tree = re.sub(r"<!DOCTYPE html>|<meta[^>]*>|<style>.*?</style>|<br>|xlink:", "", page, flags=re.DOTALL)
    ElementTree.fromstring(tree)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_names_are_escaped(port, year):
    odd = port.make(port.scenario(name="<script>alert(1)</script>"), runs=200)
    label = "<script>alert(1)</script>"
    assert "<script>" not in html(beside(year, **{label: odd}), {})
