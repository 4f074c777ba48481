"""Whatever text a scenario holds, its tables, charts and pages stay tables, charts and pages."""

import csv
import io
import json
import math
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sim.experiments.output import kpis, lines, summary
from sim.experiments.result import Result
from sim.views.kit.pictures import drawings, save
from sim.views.run.charts import charts
from sim.views.run.page import html

pytestmark = pytest.mark.unit

SHOUT = "</text><script>alert(1)</script>&amp;\"' $\\frac{x}$ $x_1$ [red] {{ 7 * 7 }} \u05d0\u200f \U0001f6c2 %s"
NAME = "a & b \"c\" 'd' $x_1$ [red] {{ e }} \u05d0\u200f \U0001f6c2"  # what a name may hold: no markup, no line breaks


@pytest.fixture(scope="module")
def hostile(port) -> Result:
    """A result in which every text and every name is hostile, and some figures do not exist."""
    texts = {"name": f"={SHOUT}", "port": SHOUT, "question": f"{SHOUT}\n\n{SHOUT}"}
    given = port.scenario(days=12, measures={NAME: port.HALL, "loan": port.OFFICERS}, **texts)
    unknown = dict.fromkeys(("time_on_site_mean", "within_24h", "utilisation_officers", "cost_per_claimant"), math.nan)
    return port.make(given, runs=3, figures=lambda number: unknown)


def test_every_chart_of_a_run_is_xml(hostile: Result, tmp_path: Path) -> None:
    files = [path for path in save(drawings(charts(hostile)), tmp_path) if path.suffix == ".svg"]
    assert files
    for path in files:
        tags = {element.tag.rpartition("}")[2] for element in ElementTree.parse(path).iter()}
        assert "script" not in tags and "path" in tags


def test_a_report_says_the_words_and_does_not_run_them(hostile: Result) -> None:
    page = html(hostile, f"name: {SHOUT}", [SHOUT])
    assert "<script>" not in page
    assert "{{ 7 * 7 }}" in page and "$x_1$" in page and "&lt;script&gt;" in page


def test_a_figure_that_does_not_exist_is_never_nan(hostile: Result) -> None:
    page = html(hostile, "", [])
    words = re.sub(r"<path[^>]*>|<style.*?</style>", "", page, flags=re.S)
    assert not re.findall(r".{40}\bnan\b.{40}", words)
    assert "nan" not in "".join(lines(kpis(hostile))).lower()
    assert "NaN" not in json.dumps(summary(hostile), allow_nan=False)


TOLD = {"=1+1": "'=1+1", "+cmd|' /C calc'!A0": "'+cmd|' /C calc'!A0", "-2+3": "'-2+3", "@SUM(A1)": "'@SUM(A1)",
        "\t=1": "'\t=1", "-": "'-", "-5 d": "'-5 d"}  # fmt: skip
KEPT = ("-0.5", "+3", "-1e-07", "2025-06-02T00:00:00-04:00", "a=b", "", "1-2", "-inf")


def test_a_cell_never_begins_a_formula() -> None:
    rows = [[*TOLD, *KEPT, -1.5, -2, math.nan]]
    (back,) = csv.reader(io.StringIO("".join(lines(rows)), newline=""))
    assert back == [*TOLD.values(), *KEPT, "-1.5", "-2", ""]
