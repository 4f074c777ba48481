"""The program of an earlier commit: built in an environment of its own, and played in turn with that of today."""

import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path

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
    with player(Path(sys.executable), HERE) as now, player(built(commit, folder), folder) as before:
        found = interleaved({"now": lambda n: asked(now, n + 1), "before": lambda n: asked(before, n + 1)}, rounds)
    return ratio(f"replication of the frozen file, against {commit}", found["now"], found["before"], 0.45)


def built(commit: str, folder: Path) -> Path:
    """Install a commit with the versions of its dependencies that are here; the interpreter that has it."""
    source, known = folder / "source", folder / "versions.txt"
    source.mkdir()
    archive = subprocess.run(["git", "archive", commit], cwd=HERE, check=True, stdout=subprocess.PIPE).stdout
    subprocess.run(["tar", "-x", "-C", str(source)], input=archive, check=True)
    named = {one.name.lower(): one.version for one in distributions() if one.name.lower() != "portsim"}
    known.write_text("".join(f"{name}=={version}\n" for name, version in sorted(named.items())))
    venv.create(folder / "own", with_pip=True)
    python = folder / "own" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--constraint", str(known), str(source)]
    subprocess.run(pip, check=True)
    return python


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
