"""Under the pseudo-locale every error that a command ends with says messages alone: of each class that a user meets."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from port_file import TEXT, write

from sim import errors
from sim.cli import main
from sim.errors import PortsimError
from sim.experiments.playing import cluster, processes
from sim.experiments.playing.processes import _Failure
from sim.experiments.playing.runner import runner
from sim.experiments.run import run
from sim.planning.staffing.requirement import Goal
from sim.scenario.load import load
from sim.wording import PSEUDO, speaking

pytestmark = pytest.mark.cli
ALONE = ("--workers", "1", "--out", "out")
NOBODY = TEXT.replace("targets: {within_24h: {at_least: 90%}}\n", "")
REFUSED = {
    "no store": ("results", "--store", "none.sqlite", "list"),
    "a folder for a store": ("run", "port.yaml", "-n", "1", "--store", ".", *ALONE),
    "a file that is no store": ("results", "--store", "port.yaml", "list"),
    "no result of this key": ("results", "--store", "kept.sqlite", "show", "abc"),
    "a folder that is a file": ("run", "port.yaml", "-n", "1", "--workers", "1", "--out", "port.yaml/out"),
    "other seeds": ("compare", "port.yaml", "seeded.yaml", "-n", "2", *ALONE),
    "no goal": ("staff", "aimless.yaml", "-n", "2", *ALONE),
    "no pool": ("staff", "port.yaml", "-n", "2", "--set", "staff=null", *ALONE),
    "other levers": ("run", "port.yaml", "--levers=some", *ALONE),
    "a share above one": ("staff", "port.yaml", "--served", "2", *ALONE),
    "a multiple of nought": ("staff", "port.yaml", "--surge", "0", *ALONE),
    "no path": ("sweep", "port.yaml", "--vary", "nothing", *ALONE),
    "a path of nothing": ("sweep", "port.yaml", "--vary", "staff.nobody=1,2", *ALONE),
    "a range without a sample": ("sweep", "port.yaml", "--vary", "staff.officers.absence=1%..5%", *ALONE),
    "one path in another": ("sweep", "port.yaml", "--vary", "staff=1,2", "--vary", "staff.officers=1,2", *ALONE),
    "a value twice": ("sweep", "port.yaml", "--vary", "staff.officers.absence=1%,1%", *ALONE),
    "ends the other way": ("sweep", "port.yaml", "--vary", "staff.officers.absence=5%..1%", "--sample", "2", *ALONE),
    "a seed": ("sweep", "port.yaml", "--vary", "seed=1,2", *ALONE),
    "no figure": ("sweep", "port.yaml", "--vary", "staff.officers.absence=1%,2%", "--figure", "x", *ALONE),
    "nothing uncertain": ("sensitivity", "port.yaml", "--size", "2", "-n", "2", *ALONE),
    "a date": ("sensitivity", "unsure.yaml", "--size", "2", "-n", "2", "--figure", "tents_first_order", *ALONE),
    "too many people": ("run", "port.yaml", "-n", "1", "--set", "arrivals.door.claimants_per_day=9000000", *ALONE),
}
KEPT = re.compile(
    r"\b\w+\.(yaml|sqlite)\b(:\d+)*|--[a-z-]+|PATH=\S+|LOW\.\.HIGH|\b\w+(\.\w+)+\b|\b[a-z]+_[a-z0-9_]+\b|\b(port|out|none|"
    r"staff|officers|arrivals|uncertain|seed|nothing|busy|seeded|targets|kept|abc|A)\b",
    re.IGNORECASE,
)


def outside(text: str) -> list[str]:
    """The words outside of brackets that are no names, keys, options or paths; how a command is called has these."""
    text = re.sub(r"^\[Usage:\].*$", "", text, flags=re.MULTILINE)
    while (less := re.sub(r"\[[^\[\]]*\]", "", text)) != text:
        text = less
    return re.findall(r"[^\W\d_]{2,}", KEPT.sub(" ", text))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ports that are refused, and a store with nothing in it."""
    from sim.experiments.store.store import Store

    folder = tmp_path_factory.mktemp("refused")
    write(folder, uncertain=True).rename(folder / "unsure.yaml")
    write(folder)
    (folder / "seeded.yaml").write_text("extends: port.yaml\nseed: 7\nname: seeded\n", encoding="utf-8")
    (folder / "aimless.yaml").write_text(NOBODY, encoding="utf-8")
    Store(folder / "kept.sqlite").close()
    return folder


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_says_messages_alone(
    case: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(SystemExit) as left:
        main(["--lang", PSEUDO, *REFUSED[case], "--quiet"] if REFUSED[case][0] != "results" else
             ["--lang", PSEUDO, *REFUSED[case]])  # fmt: skip
    printed = capsys.readouterr()
    assert left.value.code in (1, 2), printed.out
    assert "[" in printed.err and outside(printed.err) == []


def no_workers() -> None:
    with runner(0):
        raise AssertionError("nobody plays")


def nothing_to_play() -> None:
    run(load("port.yaml").scenario, 0)


RAISED: dict[str, Callable[[], object]] = {
    "no workers": no_workers,
    "no replications": nothing_to_play,
    "no goal of an hour": lambda: Goal(None, 0.0, None),
    "a scheduler that has ended": lambda: cluster._gone("tcp://1"),
    "a scheduler that is silent": lambda: cluster._silent("tcp://1"),
    "no scheduler": lambda: cluster._nobody("tcp://1", ""),
    "a replication that failed": lambda: processes._failed(_Failure("", 3, "[why]", "")),
}


@pytest.mark.parametrize("case", RAISED)
def test_an_error_says_messages_alone(case: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with speaking(PSEUDO):
        try:
            found = RAISED[case]()
        except PortsimError as error:
            found = error
        assert isinstance(found, PortsimError)
        assert "[" in str(found) and outside(str(found).replace("tcp://1", "")) == []


def test_every_class_of_error_is_there() -> None:
    """But for interrupts, which a test of their own sends."""
    assert {name for name in errors.__all__ if name.endswith("Error")} == {
        "ArgumentError", "ClusterError", "ComparisonError", "NoGoalError", "OutputError", "PortsimError",
        "ScenarioError", "StoreError", "WorkerError",
    }  # fmt: skip
