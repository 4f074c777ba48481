"""`portsim brief`: the page, what it keeps of each state, the file a state is saved as, and what is never in it."""

import csv
import json
import os
import random
import re
import shutil
import zlib
from base64 import b64decode
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from port_file import TEXT

from sim.cli import main
from sim.views.brief.packed import pieces

pytestmark = pytest.mark.cli
STATES = int(os.environ.get("PORTSIM_BRIEF_STATES", "2"))  # of each brief that are drawn
LEVERS = """\
levers:
  officers: {label: Officers by day, path: staff.officers.shifts.day.on_duty, states: {"5": 5, "7": 7, "9": 9}}
  hall: {path: space.areas.hall.persons, states: {as it is: 20, wide: 60}}
"""
COUNTS = "from,to,claims,known,grade,source\n2025-06-25,2025-07-12,700,2025-07-13,B,a paper\n"
SECRET, MOMENT = "PTY-88417", "2025-07-03 04:17"
ROWS = f"at,persons,party\n{MOMENT},3,{SECRET}\n2025-07-05 11:41,2,PTY-88418\n"
WIDE = "levers: {hall: {path: space.areas.hall.persons, states: [20, 60]}}\n"
COUNTED = TEXT.replace("claimants_per_day: 40", "counts: counts.csv")
LISTED = TEXT.replace("door: {claimants_per_day: 40}", "door: {claimants_per_day: 40}, coach: {listed: people.csv}")


def port(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "counts.csv").write_text(COUNTS, encoding="utf-8")
    (folder / "people.csv").write_text(ROWS, encoding="utf-8")
    (folder / "port.yaml").write_text("format: 2\n" + text, encoding="utf-8")


def brief(*more: str) -> dict[str, Any]:
    """Make a brief of `port.yaml`, here; what its script reads."""
    call = ["brief", "port.yaml", "-n", "4", "--sets", "0", "--workers", "1", "--quiet", "--out", "out", *more]
    with pytest.raises(SystemExit) as left:
        main(call)
    assert not left.value.code
    return data(Path("out/brief.html").read_text(encoding="utf-8"))


def data(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="brief">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def opened(text: str) -> str:
    return zlib.decompress(b64decode(text)).decode()


def made(items: list[str], changes: list[Any]) -> list[str]:
    """What the script makes of items by changes."""
    found, at = [], 0
    for first, gone, instead in changes:
        found += [*items[at:first], *instead]
        at = first + gone
    return [*found, *items[at:]]


def saved(page: dict[str, Any], key: str) -> str:
    """The file of a state, as the script puts it together."""
    return "\n".join(made(opened(page["file"]).split("\n"), json.loads(opened(page["states"][key]))["file"]))


def screen(page: dict[str, Any], key: str) -> str:
    """The first screen of a state in English, as the script puts it together."""
    base = pieces(json.loads(opened(page["words"]["en"]))["screen"])
    return "".join(made(base, json.loads(opened(page["states"][key]))["screen"]["en"]))


def boxes(html: str) -> list[str]:
    """The text of every box and line of a first screen."""
    found = re.findall(r'<section class="(?:box|line)">(.*?)</section>', html, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]*>", " ", one)).split()) for one in found]


@pytest.mark.parametrize(
    ("text", "seed"), [(TEXT + LEVERS, 1), (COUNTED + WIDE, 2), (LISTED + WIDE, 3)], ids=["levers", "counts", "listed"]
)
def test_every_box_of_a_state_is_that_of_a_run_of_the_file_it_is_saved_as(
    text: str, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port(tmp_path, text)
    monkeypatch.chdir(tmp_path)
    page = brief()
    some = min(STATES, len(page["states"]))
    for key in random.Random(seed).sample(sorted(page["states"]), some):
        state = json.loads(opened(page["states"][key]))
        empty = tmp_path / f"empty-{key}"
        empty.mkdir()
        for name in page["beside"]:
            shutil.copy(tmp_path / name, empty)
        (empty / "state.yaml").write_text(saved(page, key), encoding="utf-8")
        monkeypatch.chdir(empty)
        with pytest.raises(SystemExit) as left:
            main(["run", "state.yaml", "-n", "4", "--sets", "0", "--workers", "1", "--quiet", "--out", "run"])
        assert not left.value.code
        with (empty / "run" / "kpis.csv").open(encoding="utf-8", newline="") as file:
            kpis = list(csv.DictReader(file))
        for figure, values in state["runs"].items():
            played = [float(row[figure]) if row[figure] else None for row in kpis]
            assert values == [None if one is None else pytest.approx(one, rel=1e-8) for one in played], figure
        report = boxes((empty / "run" / "report.html").read_text(encoding="utf-8"))
        mine = boxes(screen(page, key))
        assert mine and mine == [one for one in report if not one.startswith("What does space change?")]


def test_no_row_of_listed_people_is_in_the_page_the_workbook_or_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port(tmp_path, LISTED + WIDE)
    monkeypatch.chdir(tmp_path)
    page = brief("--store", "runs.sqlite", "--xlsx")
    texts = [opened(page["file"]), *map(opened, page["states"].values()), *map(opened, page["words"].values())]
    raw = [path.read_bytes() for path in (*Path("out").iterdir(), Path("runs.sqlite"))]
    for secret in (SECRET, "PTY-88418", MOMENT, MOMENT.replace(" ", "T"), "04:17", "11:41"):
        assert not any(secret in text for text in texts), secret
        assert not any(secret.encode() in one for one in raw), secret
    assert page["beside"] == ["people.csv"] and "listed: people.csv" in opened(page["file"])


def test_a_brief_goes_on_from_the_store_and_plays_nothing_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    port(tmp_path, TEXT + WIDE)
    monkeypatch.chdir(tmp_path)
    call = ["brief", "port.yaml", "-n", "4", "--sets", "0", "--workers", "1", "--store", "runs.sqlite", "--out", "out"]
    pages = []
    for _ in range(2):
        with pytest.raises(SystemExit):
            main(call)
        pages.append(Path("out/brief.html").read_bytes())
    assert pages[0] == pages[1]
    assert "0 played and kept" in capsys.readouterr().err.splitlines()[-1]


def test_without_levers_there_is_one_state_and_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    port(tmp_path, TEXT)
    monkeypatch.chdir(tmp_path)
    page = brief()
    html = Path("out/brief.html").read_text(encoding="utf-8")
    assert list(page["states"]) == [""] and "The scenario has no levers, so this brief shows one state." in html
    assert 'type="radio"' not in html


@pytest.mark.parametrize(("state", "said"), [
    ("hall=wide", 'found the state wide of hall; allowed: 20; 60'),
    ("place=60", "found the lever place; allowed: hall"),
    ("hall", "LEVER=STATE"),
])  # fmt: skip
def test_a_state_that_there_cannot_be_is_refused(
    state: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    port(tmp_path, TEXT + WIDE)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        main(["brief", "port.yaml", "--state", state, "--out", "out"])
    assert left.value.code == 2 and said in capsys.readouterr().err
