"""Ctrl-C at any moment: exit status 130, one sentence, and every file whole."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.cli

# Ctrl-C comes when a module is first imported, as if the user were quick.
AT_AN_IMPORT = """
import os, signal, sys

class Quick:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Quick())
from sim.cli import main
main({arguments!r})
"""


@pytest.mark.parametrize("module", ["typer", "sim.cli.options", "sim.scenario.load", "yaml", "numba", "matplotlib"])
@pytest.mark.usefixtures("portsim")  # the port of a small scenario, in this folder
def test_wherever_the_program_is(module: str, tmp_path: Path) -> None:
    script = AT_AN_IMPORT.format(
        module=module, arguments=["run", "port.yaml", "-n", "2", "--workers", "1", "--charts", "png"]
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 130
    said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    assert len(said) == 1
    assert said[0].startswith("Interrupted")


def test_after_the_command_and_before_the_end(portsim: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.cli.app.Commands.invoke", interrupt)
    left = portsim("check", "port.yaml")
    assert (left.status, left.out, left.err) == (130, "", "Interrupted: nothing more was written.\n")


def test_within_a_destructor(portsim: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    class Last:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGINT)

    def busy(*_: object) -> list[object]:
        Last()
        for _ in range(100):
            time.sleep(0.1)
        raise AssertionError("the signal was lost")

    monkeypatch.setattr("sim.people.expectation.checked.checked", busy)
    left = portsim("check", "port.yaml")
    assert (left.status, left.out, left.err) == (130, "", "Interrupted: nothing more was written.\n")


# Ctrl-C comes when all is said and written, and Python takes itself down.
AT_THE_END = """
import atexit, os, signal
from sim.cli import main
atexit.register(os.kill, os.getpid(), signal.SIGINT)
main({arguments!r})
"""


@pytest.mark.usefixtures("portsim")
def test_when_there_is_nothing_left_to_interrupt(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_THE_END.format(arguments=["check", "port.yaml"])],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "module, name",
    [("sim.views.kit.pictures", "save_as"), ("sim.views.run.page", "html"), ("sim.experiments.output", "summary")],
)
def test_while_results_are_written(
    module: str, name: str, portsim: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        raise AssertionError("the signal came")

    monkeypatch.setattr(import_module(module), name, interrupt)
    left = portsim("run", "port.yaml", "-n", "2", "--workers", "1", "--charts", "png")
    assert left.status == 130
    assert left.err == "Interrupted while results were written: each file is whole, but not all of them are there.\n"
    assert not [path for path in tmp_path.rglob("*") if path.name.endswith(".part")]


def test_charts_of_part_of_the_work_say_so(
    portsim: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.experiments.playing import engine

    play = engine.Engine.replication

    def third(self: engine.Engine, number: int) -> object:
        if number == 3:
            raise KeyboardInterrupt
        return play(self, number)

    monkeypatch.setattr(engine.Engine, "replication", third)
    left = portsim("run", "port.yaml", "-n", "5", "--workers", "1", "--charts", "svg")
    assert left.status == 130
    assert "Interrupted: the 2 of 5 replications that were finished are saved." in left.out
    assert left.out.count("Interrupted") == 1
    folder = tmp_path / "results" / "port"
    report = (folder / "report.html").read_text(encoding="utf-8")
    assert "2 of 5 replications" in report
