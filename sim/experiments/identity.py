"""What must be equal for a replication to be: the scenario, as far as it is played, and the program that plays it."""

import hashlib
import platform
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sim.scenario.figures import catalogue
from sim.scenario.hashing import fingerprint
from sim.scenario.schema import Scenario

WORDS: dict[str, Any] = {
    "name": "", "question": "", "port": "", "targets": {}, "precision": {}, "assumptions": {}, "policy": None,
}  # fmt: skip
STAGES = ("scenario", "people", "port", "measures")
PACKAGES = ("numpy", "numba", "scipy", "simpy")


def identity(scenario: Scenario) -> str:
    """SHA-256, in hex, of all of a scenario that a replication depends on, its seed among it.

    It leaves out what is only said of the runs, so that a sharper `precision`, another target or a new name plays
    nothing again; the names of the figures are in it, because targets and precision can add some.
    """
    played = fingerprint(scenario.model_copy(update=WORDS))
    return hashlib.sha256(repr((played, tuple(catalogue(scenario)))).encode()).hexdigest()


def people(scenario: Scenario) -> str:
    """SHA-256, in hex, of all of a scenario that the parties of a replication and their visits depend on, and more.

    Measures are not in it, but for whether one of them can defer examinations.
    """
    defers = any(measure.brings.deferral for measure in scenario.measures.values())
    drawn = fingerprint(scenario.model_copy(update=WORDS | {"contingency": {}}))
    return hashlib.sha256(repr((drawn, defers)).encode()).hexdigest()


@lru_cache(maxsize=1)
def model() -> str:
    """SHA-256, in hex, of every source that a figure depends on, and of the versions of what computes it.

    Not a number that someone must remember to raise: one that is forgotten mixes the figures of two programs in one
    result, and nobody sees it. The price is that a comment changed in these sources has replications played again.
    """
    package = Path(__file__).parents[1]
    known = hashlib.sha256(repr([platform.python_version(), *map(_version, PACKAGES)]).encode())
    files = (file for stage in STAGES for file in (package / stage).rglob("*.py"))
    for file in sorted((*files, package / "experiments" / "engine.py")):
        known.update(f"\n{file.relative_to(package).as_posix()}\n".encode())
        known.update(file.read_bytes())
    return known.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "source"
