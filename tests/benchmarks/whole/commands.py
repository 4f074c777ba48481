"""Whole commands, here and in an earlier commit, each installed in an environment of its own: the processor time of all
processes, children included, in turn."""

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from ..earlier import HERE, Installed, built, committed
from ..growth import FROZEN
from ..ratios import Ratio, interleaved, ratio

SURGE = FROZEN.with_name("july-surge.yaml")
COVER = """
import csv, sys
import numpy as np
try:
    from sim.planning.rostering.rostering import Solver, roster
    from sim.scenario.calendar.clock import clock
except ImportError:
    from sim.planning.rostering import Solver, roster
    from sim.scenario.calendar import clock
from sim.scenario.load import load
scenario = load(sys.argv[1]).scenario
rows = list(csv.DictReader(open(sys.argv[2], encoding="utf-8")))
cost = 0.0
for name, pool in scenario.staff.items():
    required = np.array([float(row["required"]) for row in rows if row["pool"] == name])
    found = roster(name, pool, required, clock(scenario), Solver())
    price = pool.templates.shortfall_cost
    cost += found.cost + (price.amount * found.short.sum() if price else 0.0)
print(float(cost))
"""


def commands(commit: str, folder: Path, rounds: int) -> Iterator[Ratio]:
    """Yield what each command costs here, over what it cost in a commit."""
    both = {
        "now": built(folder / "now", working_tree),
        "before": built(folder / "before", lambda tree: committed(commit, tree)),
    }
    minimal = both["before"].tree / "scenarios" / "minimal.yaml"
    every: dict[str, tuple[float, int, Callable[[Installed], float]]] = {
        "pip install and first run of minimal -n 1": (0.5, rounds, lambda one: first_run(one, minimal)),
        "run minimal -n 1, warm": (0.45, 3 * rounds, lambda one: called(one, "run", minimal, "-n", "1")),
        "run lacolle-2025 -n 200, with report": (0.35, rounds, lambda one: called(one, "run", FROZEN, "-n", "200")),
        "staff july-surge": (0.5, max(rounds // 3, 1), lambda one: called(one, "staff", SURGE)),
    }
    for one in both.values():  # what is compiled on a first run is measured by itself
        called(one, "run", FROZEN, "-n", "1")
        called(one, "staff", SURGE, "-n", "2", "--search", "2")
    for what, (wanted, times, work) in every.items():
        found = interleaved({name: lambda _, one=one, work=work: work(one) for name, one in both.items()}, times)
        seconds = ", ".join(f"{min(took):.2f} s {name}" for name, took in found.items())
        yield ratio(f"{what} ({seconds})", found["now"], found["before"], wanted)
    yield dearer(**both)


def working_tree(tree: Path) -> None:
    """Write the files of this working tree that git knows into a folder."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=HERE, check=True, stdout=subprocess.PIPE).stdout.decode().split("\0")
    for name in filter(None, names):
        if (HERE / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HERE / name, tree / name)


def called(one: Installed, command: str, file: Path, *words: str) -> float:
    """Seconds of a command of an installed program, its report, tables and charts included."""
    out = ("--out", str(one.folder / "results" / command), "--workers", "2")
    return spent([one.program, command, str(file), *words, *out], one)


def first_run(one: Installed, file: Path) -> float:
    """Seconds of `pip install --no-deps .` and of the first command: nothing is left of an earlier one."""
    pip = [str(one.python), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "uninstall", "--yes", "portsim"], env=_surroundings(one), check=True)
    shutil.rmtree(one.packages / "sim", ignore_errors=True)  # what was compiled
    shutil.rmtree(_caches(one), ignore_errors=True)
    tree = one.folder / "to_install"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(one.tree, tree)
    return spent([*pip, "install", "--no-deps", str(tree)], one) + called(one, "run", file, "-n", "1")


def spent(words: Sequence[str], one: Installed) -> float:
    """Seconds of the processor of a command and of all processes that it starts."""
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, cwd=one.folder, env=_surroundings(one), check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)  # fmt: skip
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime


def dearer(now: Installed, before: Installed) -> Ratio:
    """What the roster costs that covers the hours which the commit required, missing hours at their price, over its
    own: proofs ask for more today, so that the rosters of the two commands are not for the same hours."""
    required = before.folder / "results" / "staff" / "requirement.csv"
    costs = []
    for one in (now, before):
        words = [str(one.python), "-c", COVER, str(SURGE), str(required)]
        found = subprocess.run(words, cwd=one.folder, env=_surroundings(one), check=True, stdout=subprocess.PIPE)
        costs.append(float(found.stdout))
    value = costs[0] / costs[1]
    return Ratio("cost of the roster for the hours that the commit required", value, value, value, 1.0)


def _surroundings(one: Installed) -> Mapping[str, str]:
    without = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "NUMBA_CACHE_DIR")
    kept = {name: value for name, value in os.environ.items() if name not in without}
    return kept | {"XDG_CACHE_HOME": str(_caches(one)), "PIP_CACHE_DIR": str(one.folder.parent / "pip")}


def _caches(one: Installed) -> Path:
    return one.folder / "caches"
