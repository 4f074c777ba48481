"""Labels on the screen, the page, the charts and the workbook of a run; the files for programs have names."""

import csv
import zipfile
from pathlib import Path

import pytest

import sim
from sim.wording import speaking

pytestmark = pytest.mark.cli
OTHER = """\
extends: port.yaml
contingency:
  big_tent:
    order_when: {any: {very_full: {watch: occupancy, of: hall, above: 1%, of_space: base}}}
    lead_time: 1 d
    brings: {areas: {hall: 20}}
    cost: {set_up: 100 CAD}
"""
NAMES = {"door": "Guichet", "intake": "Accueil", "officers": "Agents", "day": "Jour", "hall": "Salle",
         "big_tent": "Chapiteau", "very_full": "Comble"}  # fmt: skip
LABELS = "labels:\n" + "".join(f"  {name}: {{en: {text} one, fr: {text} deux}}\n" for name, text in NAMES.items())
DATA = ("kpis.csv", "hourly.csv", "contingency.csv", "diary.csv", "summary.json")
CALL = ("-n", "2", "--charts", "svg", "--xlsx", "--workers", "1")


def test_what_people_read_has_labels_and_what_programs_read_has_names(portsim):
    Path("labelled.yaml").write_text(OTHER + LABELS, encoding="utf-8")
    Path("bare.yaml").write_text(OTHER, encoding="utf-8")
    french = portsim("run", "labelled.yaml", *CALL, "--lang", "fr", "--out", "fr")
    assert french.status == 0
    assert portsim("run", "bare.yaml", *CALL, "--out", "bare").status == 0
    for name in DATA:
        assert Path("fr", name).read_bytes() == Path("bare", name).read_bytes(), name
    page = Path("fr/report.html").read_text(encoding="utf-8").partition("<pre")[0]
    with zipfile.ZipFile("fr/workbook.xlsx") as book:
        sheets = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    charts = "".join(path.read_text(encoding="utf-8") for path in Path("fr/charts").glob("*.svg"))
    shown = {"out": french.out, "page": page, "sheets": sheets, "charts": charts}
    for one, names in (
        ("out", ("hall", "big_tent", "intake")),
        ("page", ("hall", "big_tent", "officers", "very_full", "door")),
        ("sheets", ("hall", "big_tent", "officers", "intake")),
        ("charts", ("hall", "big_tent", "officers")),
    ):
        for name in names:
            assert f"{NAMES[name]} deux".lower() in shown[one].lower(), (one, name)
            assert f"{NAMES[name]} one".lower() not in shown[one].lower(), (one, name)
    assert "big tent" not in french.out
    with Path("fr/contingency.csv").open(encoding="utf-8", newline="") as file:
        assert {row["measure"] for row in csv.DictReader(file)} == {"big_tent"}


def test_a_result_calls_names_by_its_own_labels_in_the_language_of_the_moment(portsim):
    Path("labelled.yaml").write_text(OTHER + LABELS, encoding="utf-8")
    found = sim.run(sim.load("labelled.yaml"), 2, workers=1)
    with speaking("fr"):
        french, page = "\n".join(found.answer), found._repr_html_()
    assert "Chapiteau deux" in french
    assert "Salle deux" in page
    assert "Chapiteau one" in "\n".join(found.answer)
    assert found.tables.hourly.filter(like="occupancy_hall").size
    texts = [one.get_text() for one in found.charts.people_on_site().findobj(lambda one: hasattr(one, "get_text"))]
    assert any("Salle one" in text for text in texts)
