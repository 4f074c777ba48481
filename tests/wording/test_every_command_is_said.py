"""Under the pseudo-locale, which wraps each message in brackets, no letter that a command writes stands outside.

But names and texts of the scenario, keys, paths, versions, units, and dates as Babel writes them. Every command plays a
small port; what it printed is read, and its page, its charts as files, its workbook and its record.
"""

import json
import re
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from brackets import Words, names_of, without_brackets
from chart_texts import texts_of_svg
from port_file import write

from sim.cli import main
from sim.experiments.store.store import Store
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.load import load
from sim.views.brief.packed import pieces
from sim.wording import PSEUDO

pytestmark = pytest.mark.cli
FEW = ("--workers", "1", "--set", "end=2025-07-03", "--out", "out")
BOOK = ("--charts", "svg", "--xlsx")
COMMANDS = {
    "check": ("check", "port.yaml"),
    "new": ("new", "fresh"),
    "verify": ("verify", "port.yaml", "-n", "1", "--set", "end=2025-07-02", "--set", "uncertain=null"),
    "run": ("run", "port.yaml", "-n", "2", "--sets", "1", "--per-set", "1", "--store", "runs.sqlite", *BOOK, *FEW),
    "brief": ("brief", "levers.yaml", "-n", "2", "--sets", "1", "--per-set", "1", "--xlsx", *FEW),
    "backtest": ("backtest", "half.yaml", "counts.csv", "--lead", "7", "--charts", "svg", "--out", "out"),
    "list": ("results", "--store", "kept.sqlite", "list"),
    "prune": ("results", "--store", "kept.sqlite", "prune"),
    "compare": ("compare", "port.yaml", "other.yaml", "-n", "2", "--sets", "0", "--explain", *BOOK, *FEW),
    "sweep": ("sweep", "port.yaml", "--vary", "space.areas.hall.persons=15,20", "-n", "2", *BOOK, *FEW),
    "sensitivity": ("sensitivity", "port.yaml", "--size", "2", "-n", "2", "--charts", "svg", "--xlsx", *FEW),
    "staff": ("staff", "port.yaml", "-n", "2", "--search", "2", "--served", "80%", "--wait", "1 h", "--surge", "1.5",
              "--time-limit", "1", *BOOK, "--set", "process.steps.interview.time.party=25 h", *FEW),
}  # fmt: skip
KEPT = re.compile(
    r"\w[\w*/.-]*\.(csv|json|yaml|html|svg|png|xlsx|md|sqlite)\b"  # paths
    r"|https?://\S+|\b[0-9a-f]{12,64}\b|\d+(\.\w+)+"  # addresses, fingerprints, versions
    r"|\b\d+(\.\d+)? (min|h|d|s)\b|\b[a-z]+(_[a-z0-9]+)+\b|\b\w+(\.\w+)+\b|\{.*?\}"  # units, keys, paths of values
    r"|^ *portsim .*$",
    re.MULTILINE,
)
KEYS = (  # parts of keys, as names of inputs have them; measures of sensitivity; what Babel puts in a list
    "portsim", "CAD", "UTC", "party", "persons", "claimants per day", "absence", "time", "shift", "hours", "uncertain",
    "English", "Français", "screening", "inf", "mu", "sigma", "noise", "swing", "and",
)  # fmt: skip
FORMULA = re.compile(r"^\w+( [-+] \w+)+\.$|^- : .*\\_.*$", re.MULTILINE)  # of other figures, in `kpis.csv`
OTHER = "extends: port.yaml\nname: Other port\nstaff: {officers: {shifts: {day: {on_duty: 7}}}}\n"
HALF = """extends: port.yaml
name: Half
uncertain: null
fitted_on: {arrivals.door.claimants_per_day: {file: counts.csv, day: 2025-06-30, windows: []}}
"""
LEVERS = "extends: port.yaml\nlevers: {hall: {path: space.areas.hall.persons, states: [20, 30]}}\n"


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Names and texts of the scenario, keys, and the names of months and days; the longest first."""
    scenario = load(write(tmp_path_factory.mktemp("port"), uncertain=True)).scenario
    found = names_of(scenario) | {"crowded", "Other port", "other", *catalogue(scenario), *KEYS}
    found |= {shift for pool in scenario.staff.values() for shift in pool.shifts}
    return sorted(found - {""}, key=len, reverse=True)


def letters(text: str, names: Iterable[str]) -> list[str]:
    """The words outside of brackets that are none of what may stand there."""
    left = KEPT.sub(" ", FORMULA.sub(" ", without_brackets(text)))
    for name in names:
        left = re.sub(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", " ", left, flags=re.IGNORECASE)
    return re.findall(r"[^\W\d_]{2,}", left)


def in_files(folder: Path) -> Iterator[tuple[str, str]]:
    """The name of each file for people below a folder, and its texts."""
    for path in sorted(folder.rglob("*")):
        if path.name == "brief.html":
            yield f"{path.name}, its script", "\n".join(in_script(path.read_text(encoding="utf-8")))
        if path.suffix == ".html":
            yield path.name, "\n".join(Words(path.read_text(encoding="utf-8")).said)
        elif path.suffix == ".svg":
            yield path.name, "\n".join(texts_of_svg(path.read_text(encoding="utf-8")))
        elif path.suffix == ".md":
            yield path.name, re.sub(r"```.*?```|`[^`]*`|\*\*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        elif path.name == "workbook.xlsx":
            yield from in_book(path)


def in_script(page: str) -> Iterator[str]:
    """What the script of a brief says in the language that is spoken, and the screens of all states in it."""
    held = json.loads(page.split('id="brief">')[1].split("</script>")[0])
    opened = {key: json.loads(zlib.decompress(b64decode(text))) for key, text in held["states"].items()}
    words = json.loads(zlib.decompress(b64decode(held["words"][PSEUDO])))
    for value in [value for name, value in words.items() if name not in ("main", "locale", "screen")]:
        yield from texts_in(value)
    for state in opened.values():
        yield from (state["name"][PSEUDO], *Words("".join(changed(words["screen"], state["screen"][PSEUDO]))).said)


def changed(html: str, changes: Iterable[Any]) -> Iterator[str]:
    """What the script makes of a screen by changes."""
    items, at = pieces(html), 0
    for first, gone, instead in changes:
        yield from (*items[at:first], *instead)
        at = first + gone
    yield from items[at:]


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a value of JSON, but for the kinds and names of figures."""
    if isinstance(value, dict):
        value = [inner for name, inner in value.items() if name not in ("kind", "name")]
    if isinstance(value, list):
        yield from (text for inner in value for text in texts_in(inner))
    elif isinstance(value, str):
        yield value


def in_book(path: Path) -> Iterator[tuple[str, str]]:
    """The parts of a workbook that have text; the names of its sheets cannot have brackets."""
    with zipfile.ZipFile(path) as book:
        for part in book.namelist():
            if re.search(r"sharedStrings|sheet\d+\.xml|chart", part):
                text = book.read(part).decode("utf-8")
                yield f"{path.name}, {part}", unescape("\n".join(re.findall(r"<(?:a:)?t[^>]*>([^<]*)<", text)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("said")
    path = write(folder, uncertain=True)
    with Store(folder / "kept.sqlite") as kept:
        kept.enter(load(path).scenario)
    (folder / "other.yaml").write_text(OTHER, encoding="utf-8")
    (folder / "half.yaml").write_text(HALF, encoding="utf-8")
    (folder / "counts.csv").write_text("month,claims\n2025-07,900\n2025-08,1000\n", encoding="utf-8")
    (folder / "levers.yaml").write_text(LEVERS, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", COMMANDS)
def test_no_letter_of_a_command_stands_outside_of_a_message(
    name: str, folder: Path, names: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "200")
    command = [one if one != "out" else name for one in COMMANDS[name]]
    with pytest.raises(SystemExit) as left:
        main(["--lang", PSEUDO, *command])
    printed = capsys.readouterr()
    assert not left.value.code, printed.err
    told = {"out": printed.out, "err": printed.err} | dict(in_files(folder / name))
    found = {where: letters(text, names) for where, text in told.items()}
    assert {where: words for where, words in found.items() if words} == {}


def test_what_explain_says_beside_the_values_is_a_message(
    folder: Path, names: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(SystemExit):
        main(["--lang", PSEUDO, "explain", "port.yaml", "--set", "end=2025-07-03"])
    beside = {line.rpartition("  # ")[2] for line in capsys.readouterr().out.splitlines() if "  # " in line}
    assert {"[default]", "port.yaml:1", "--set"} <= beside
    assert [one for one in beside if letters(one.removeprefix("--set"), names)] == []


def test_every_file_for_people_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(SystemExit):
        main(["--lang", PSEUDO, *COMMANDS["sweep"], "--quiet"])
    made = {path.name for path in (folder / "out").rglob("*") if path.suffix in (".html", ".svg", ".md", ".xlsx")}
    read = [(where.split(",")[0], text) for where, text in in_files(folder / "out")]
    assert made == {name for name, _ in read} and len(made) > 5
    assert all(any("[" in text for of, text in read if of == name) for name in made)


def test_a_word_that_is_no_message_is_found(names: list[str]) -> None:
    assert letters("[said [inside] of] it, officers on 3 July", names) == ["it", "on"]
