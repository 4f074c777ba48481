"""LibreOffice opens the workbook without repair, computes nothing in it, and gives back what the CSVs say."""

import csv
import math
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from sim.cli import main
from sim.cli.saving import BOOK

pytestmark = pytest.mark.cli
# Commas, double quotes, UTF-8, from the first line, cells as they are and not as shown, every sheet.
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
PORT = """\
format: 2
name: "=1+1"
question: "@SUM(A1)"
time_zone: America/Toronto
start: 2025-10-30
end: 2025-11-05
arrivals: {door: {claimants_per_day: 40}}
process:
  steps: {interview: {staff: {officers: 1}, area: hall, time: {party: 2 h}, cv: .5}}
  journeys: {everyone: [interview]}
staff: {officers: {shifts: {day: {hours: 08:00-20:00, on_duty: 5}}, cost: 60 CAD/h}}
space: {areas: {hall: {persons: 10}}}
contingency:
  tents: {order_when: {watch: occupancy, of: hall, above: 80%, for: 2 h}, lead_time: 1 d, brings: {areas: {hall: 20}}}
assumptions:
  space.areas.hall: {grade: C, source: "+cmd|' /C calc'!A0"}
"""


@pytest.fixture(scope="module")
def opened(needed: Callable[[str, str], str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run, with each sheet of its workbook as LibreOffice wrote it below `sheets`."""
    office, out = needed("soffice", "LibreOffice"), tmp_path_factory.mktemp("office")
    (out / "port.yaml").write_text(PORT, encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["run", str(out / "port.yaml"), "-n", "4", "--workers", "1", "--xlsx", "--out", str(out), "--quiet"])
    home = f"-env:UserInstallation={(out / 'profile').as_uri()}"
    call = [office, home, "--headless", "--convert-to", AS_CSV, "--outdir", str(out / "sheets"), str(out / BOOK)]
    done = subprocess.run(call, capture_output=True, text=True, timeout=300, check=True)
    assert "rror" not in done.stdout + done.stderr.replace("javaldx", "")
    return out


def rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from list(csv.reader(file))[1:]


def same(written: str, found: str) -> bool:
    """Whether LibreOffice shows the value of a cell of the CSV; it keeps 15 digits, and shares as percent."""
    if written == "" or found == "":
        return written == found
    try:
        value = float(written)
    except ValueError:
        if "T" in written and written[:4].isdecimal():
            return datetime.fromisoformat(written).strftime("%Y-%m-%d %H:%M:%S") == found
        return found == written.removeprefix("'")
    shown = float(found.removesuffix("%")) / (100 if found.endswith("%") else 1)
    return math.isclose(value, shown, rel_tol=1e-12, abs_tol=1e-12)


@pytest.mark.parametrize(
    ("file", "sheet"), [("kpis.csv", "By run"), ("hourly.csv", "By hour"), ("contingency.csv", "Orders")]
)
def test_libreoffice_reads_what_the_csv_says(opened: Path, file: str, sheet: str) -> None:
    expected, found = list(rows(opened / file)), list(rows(opened / "sheets" / f"workbook-{sheet}.csv"))
    if file == "hourly.csv":
        assert {row.pop(1) for row in found} == {"-04:00", "-05:00"}
    assert len(expected) == len(found) > 0
    pairs = [(a, b) for one, other in zip(expected, found, strict=True) for a, b in zip(one, other, strict=True)]
    assert [(a, b) for a, b in pairs if not same(a, b)] == []


def test_nothing_of_the_input_is_computed(opened: Path) -> None:
    answer = {row[0]: row[1] for row in rows(opened / "sheets" / "workbook-Answer.csv")}
    assert (answer["Scenario"], answer["Question"]) == ("=1+1", "@SUM(A1)")
    (source,) = rows(opened / "sheets" / "workbook-Assumptions.csv")
    assert source[3] == "+cmd|' /C calc'!A0"
