"""What must be equal for a replication to be: the scenario, as far as it is played, and the program that plays it."""

import hashlib
import platform
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from sim.scenario.catalogue.figures import catalogue
from sim.scenario.fingerprint import fingerprint
from sim.scenario.schema import Scenario, once

# The version of the model. Raise it by one with every change that moves a figure of the same scenario and seed; what a
# store has of an older version is not used again. `tests/experiments/test_golden.py` fails when this is forgotten.
MODEL = 6
PACKAGES = ("numpy", "numba", "scipy", "simpy")
SAID: dict[str, Any] = {  # what is only said of the runs, and what stands for it
    "name": "", "question": "", "port": "", "targets": {}, "precision": {}, "assumptions": {}, "policy": None,
    "readings": {}, "levers": {},
}  # fmt: skip


@once(256)
def identity(scenario: Scenario) -> str:
    """Return SHA-256, in hex, of all of a scenario that a replication depends on, its seed among it.

    It leaves out what is only said of the runs, so that a sharper `precision`, another target or a new name plays
    nothing again; the names of the figures are in it, because targets and precision can add some.
    """
    played = fingerprint(scenario, SAID)
    return hashlib.sha256(repr((played, tuple(catalogue(scenario)))).encode()).hexdigest()


def people(scenario: Scenario) -> str:
    """Return SHA-256, in hex, of all of a scenario that the parties of a replication and their visits depend on, and
    more.

    Measures are not in it, but for whether one of them can defer examinations.
    """
    defers = any(measure.brings.deferral for measure in scenario.measures.values())
    drawn = fingerprint(scenario, SAID | {"contingency": {}})
    return hashlib.sha256(repr((drawn, defers)).encode()).hexdigest()


@lru_cache(maxsize=1)
def model() -> str:
    """Return SHA-256, in hex, of the version of the model, and of the versions of what computes its figures.

    It is a number that somebody raises, so that a comment, a new name or a moved file has nothing played again. Golden
    results of many scenarios are committed with it; they do not pass when a figure has moved and the number has not.
    """
    known = repr((MODEL, platform.python_version(), *map(_version, PACKAGES)))
    return hashlib.sha256(known.encode()).hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "source"
