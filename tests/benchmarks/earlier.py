"""The program of an earlier commit: built in an environment of its own, and played in turn with that of today."""

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path
from typing import NamedTuple

from .growth import FROZEN
from .ratios import Ratio, interleaved, ratio

HERE = Path(__file__).resolve().parents[2]
PLAYER = """
import sys
from time import process_time
try:
    from sim.experiments.playing.engine import Engine
except ImportError:
    from sim.experiments.engine import Engine
from sim.scenario.load import load
engine = Engine(load(sys.argv[1]).scenario)
engine.replication(1)
print("ready", flush=True)
for line in sys.stdin:
    begin = process_time()
    engine.replication(int(line))
    print(process_time() - begin, flush=True)
"""


def frozen_file(commit: str, folder: Path, rounds: int) -> Ratio:
    """What a replication of the frozen file costs, over what it cost in a commit."""
    earlier = built(folder, lambda tree: committed(commit, tree))
    with player(Path(sys.executable), HERE) as now, player(earlier.python, folder) as before:
        found = interleaved({"now": lambda n: asked(now, n + 1), "before": lambda n: asked(before, n + 1)}, rounds)
    return ratio(f"replication of the frozen file, against {commit}", found["now"], found["before"], 0.45)


class Installed(NamedTuple):
    """A program in an environment of its own, `folder/own`, and the tree that it is made of."""

    folder: Path

    @property
    def tree(self) -> Path:
        return self.folder / "tree"

    @property
    def python(self) -> Path:
        return self.folder / "own" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def program(self) -> str:
        return str(self.python.with_name("portsim.exe" if os.name == "nt" else "portsim"))

    @property
    def packages(self) -> Path:
        return next((self.folder / "own").glob("**/site-packages"))


def built(folder: Path, written: Callable[[Path], None]) -> Installed:
    """Install what is written into a folder; an environment that is there already has its dependencies."""
    one = Installed(folder)
    there = one.python.exists()
    shutil.rmtree(one.tree, ignore_errors=True)
    one.tree.mkdir(parents=True)
    written(one.tree)
    if not there:
        venv.create(folder / "own", with_pip=True)
    pip = [str(one.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    known = folder / "versions.txt"
    named = {one.name.lower(): one.version for one in distributions() if one.name.lower() != "portsim"}
    known.write_text("".join(f"{name}=={version}\n" for name, version in sorted(named.items())))
    again = ["--no-deps", "--force-reinstall"] if there else ["--constraint", str(known)]
    subprocess.run([*pip, *again, str(one.tree)], check=True)
    shutil.rmtree(one.tree / "build", ignore_errors=True)
    return one


def committed(commit: str, source: Path) -> None:
    """Write the files of a commit into a folder."""
    archive = subprocess.run(["git", "archive", commit], cwd=HERE, check=True, stdout=subprocess.PIPE).stdout
    subprocess.run(["tar", "-x", "-C", str(source)], input=archive, check=True)


@contextmanager
def player(python: Path, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process that plays the frozen file, and says what each replication took."""
    given = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    one = subprocess.Popen(
        [str(python), "-c", PLAYER, str(FROZEN)], cwd=folder, env=given, text=True, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        asked(one)
        yield one
    finally:
        one.kill()
        one.wait()


def asked(process: "subprocess.Popen[str]", number: int = 0) -> float:
    """The seconds of a replication; without a number: wait until it is ready."""
    assert process.stdin and process.stdout
    if number:
        process.stdin.write(f"{number}\n")
        process.stdin.flush()
    line = process.stdout.readline().strip()
    return float(line) if number else 0.0
