"""`portsim compare` as a user meets it."""

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.cli
QUICK = ("--replications", "6", "--workers", "1")


@pytest.fixture
def files(portsim):
    Path("more.yaml").write_text(
        "extends: port.yaml\nname: A small port, more staff\nstaff: {officers: {shifts: {day: {on_duty: 3}}}}\n"
        "space: {areas: {hall: {persons: 60}}}\n",
        encoding="utf-8",
    )
    return portsim


def test_it_prints_what_differs_and_writes_the_page(files):
    left = files("compare", "port.yaml", "more.yaml", *QUICK, "--explain")
    assert left.status == 0, left.err
    assert left.out.startswith("More staff, against A small port\n  The change is not proven to do anything: over 6 ")
    assert "the same" in left.out
    assert "Page: results/port-compared/compare.html" in left.out
    page = Path("results/port-compared/compare.html").read_text(encoding="utf-8")
    assert "2 values are different" in page and "<svg" in page
    written = {path.name for path in Path("results/port-compared").iterdir()}
    tables = {"attribution.csv", "differences.csv", "hourly.csv", "inputs.csv"}
    assert written == {"compare.html", "compare.json", "stress-des.md"} | tables


def test_charts_are_files_on_request(files):
    left = files("compare", "port.yaml", "more.yaml", *QUICK, "--charts", "svg", "--figure", "time_on_site_mean")
    assert left.status == 0, left.err
    drawn = {path.name for path in Path("results/port-compared/charts").iterdir()}
    assert drawn == {"differences.svg", "people_side_by_side.svg", "order_dates.svg", "same_people.svg"}
    page = Path("results/port-compared/compare.html").read_text(encoding="utf-8")
    assert all(f'href="charts/{name}"' in page for name in drawn)


def test_json_is_one_document(files):
    left = files("compare", "port.yaml", "more.yaml", *QUICK, "--json", "--figure", "time_on_site_mean")
    told = json.loads(left.out)
    assert told["intervals"]["together"] == 1
    (more,) = told["scenarios"]
    assert {one["path"] for one in more["inputs"]} == {
        "staff.officers.shifts.day.on_duty", "space.areas.hall.persons",
    }  # fmt: skip


def test_scenarios_of_other_days_are_refused(files):
    Path("later.yaml").write_text("extends: port.yaml\nname: Later\nend: 2025-06-10\n", encoding="utf-8")
    left = files("compare", "port.yaml", "later.yaml", *QUICK)
    assert left.status == 2
    assert "Later: cannot be compared with A small port: end 2025-06-10 instead of 2025-06-09" in left.err


def test_an_unknown_figure_is_refused(files):
    left = files("compare", "port.yaml", "more.yaml", *QUICK, "--figure", "within_24")
    assert left.status == 2 and "did you mean within_24h" in left.err


def test_one_seed_for_all(files):
    Path("seeded.yaml").write_text("extends: port.yaml\nname: Seeded\nseed: 5\n", encoding="utf-8")
    assert files("compare", "port.yaml", "seeded.yaml", *QUICK).status == 2
    left = files("compare", "port.yaml", "seeded.yaml", *QUICK, "--seed", "9")
    assert left.status == 0 and "Nothing differs: the files say the same" in left.out


def test_a_store_is_not_played_twice(files):
    first = files("compare", "port.yaml", "more.yaml", *QUICK, "--store", "runs.db", "--json")
    again = files("compare", "port.yaml", "more.yaml", *QUICK, "--store", "runs.db", "--json")
    assert first.out == again.out


def test_as_many_replications_as_precision_needs(files):
    left = files("compare", "port.yaml", "more.yaml", "--replications", "auto", "--workers", "1")
    assert left.status == 2 and "auto needs `precision` in the scenario" in left.err
    Path("precise.yaml").write_text(
        "extends: port.yaml\nname: Precise\nprecision: {time_on_site_mean: 0.1}\n", encoding="utf-8"
    )
    asked = ("precise.yaml", "more.yaml", "--replications", "auto", "--max-replications", "20", "--workers", "1")
    left = files("compare", *asked)
    assert left.status == 0, left.err
    assert "Precise: time_on_site_mean: ± " in left.err and "10% asked" in left.err
    assert "more staff: " not in left.err.lower()


def test_one_replication_has_no_spread(files):
    left = files("compare", "port.yaml", "more.yaml", "--replications", "1")
    assert left.status == 2 and "at least 2" in left.err
