"""`portsim run --levers`: the screen, `levers.csv`, the report, in English and in French."""

import csv
from pathlib import Path

import pytest
from port_file import TEXT

from sim.cli import main

pytestmark = pytest.mark.cli
LEVERS = "levers: {hall: {label: '+ the hall', path: space.areas.hall.persons, states: [20, 60]}}\n"
RUN = ("run", "port.yaml", "-n", "24", "--workers", "1", "--sets", "0", "--levers", "--set", "end=2025-07-06")
BUSY = ("--set", "arrivals.door.claimants_per_day=55")


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *more: str) -> None:
    monkeypatch.chdir(folder)
    (folder / "port.yaml").write_text("format: 2\n" + TEXT + LEVERS, encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main([*RUN, "--out", "out", "--quiet", *more])
    assert not left.value.code


def test_the_screen_the_table_and_the_report_have_each_lever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, monkeypatch, *BUSY)
    screen, page = capsys.readouterr().out, (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    with (tmp_path / "out" / "levers.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["lever"]: row for row in csv.DictReader(file)}
    assert set(rows) == {
        "levers.hall=60",
        "officer officers",
        "places 50 hall",
        "without tents",
        "lead tents",
        "stages tents",
    }
    assert {row["pairs"] for row in rows.values()} == {"6"}
    words = " ".join(screen.split())
    assert "What would have avoided it One change at a time, on the same people, in the first 6 of 24 runs." in words
    for label in ("Officers: one more on each shift", "Hall: 50 places more", "Tents: half the lead time"):
        assert label in page
    for start in ("Officers: one", "Hall: 50 places", "Tents: half", "+ the hall: 60"):
        assert start in screen
    assert 'id="levers"' in page and "What it leaves as it is" in page


def test_what_changes_nothing_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, monkeypatch)
    words = " ".join(capsys.readouterr().out.split())
    said = words.split("No difference in any run: ")[1]
    for label in ("Hall: 50 places more", "Tents: half the lead time"):
        assert label in said
    assert "crowding, every wait and the cost" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_in_french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, monkeypatch, "--lang", "fr", *BUSY)
    screen = capsys.readouterr().out
    assert "Ce qui l’aurait évité" in screen and "sans prix" in screen
    assert "Officers\u00a0: une" in screen
