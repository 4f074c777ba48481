"""Golden results: the first replication of every shipped scenario and of those of the theory tests, as recorded.

`python tests/experiments/golden.py` records them anew in `golden.json`. It refuses where a figure of the same scenario
has moved and `MODEL` in `sim/experiments/store/identity.py` is still the one that was recorded.
"""

import hashlib
import json
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np

from sim.experiments.playing.engine import Engine
from sim.experiments.store.identity import MODEL, identity
from sim.scenario.load import load

HOME = Path(__file__).parents[2]
FILE = Path(__file__).with_name("golden.json")
FOLDERS = (HOME / "scenarios", HOME / "tests" / "theory" / "scenarios")
CLOSE = 1e-9  # relative: what machines may differ by in a figure that is no whole number

Golden = dict[str, Any]


def scenarios() -> dict[str, Path]:
    """The files by their names from the top of the project."""
    return {path.relative_to(HOME).as_posix(): path for folder in FOLDERS for path in sorted(folder.glob("*.yaml"))}


def recorded() -> Golden:
    """What was recorded: the version of the model, and of each scenario what `played` gives."""
    found: Golden = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def played(path: Path) -> Golden:
    """The first replication: the identity of its scenario, a digest of each array of the log, and every figure."""
    scenario = load(path).scenario
    engine = Engine(scenario)
    _, log = engine.played(1)
    arrays = {name: value for name, value in log._asdict().items() if isinstance(value, np.ndarray)}
    arrays["diary"] = np.array([(entry.tick, entry.measure) for entry in log.diary], dtype=np.int64)
    figures = dict(zip(engine.names, engine.replication(1).figures.tolist(), strict=True))
    return {
        "identity": identity(scenario),
        "log": {name: _digest(value) for name, value in arrays.items()},
        "figures": {name: None if math.isnan(value) else value for name, value in figures.items()},
    }


def moved(before: Golden, now: Golden) -> list[str]:
    """What is not as it was: arrays of the log, and figures with what they were and are."""
    found = [f"log: {name}" for name in before["log"] if now["log"].get(name) != before["log"][name]]
    for name, old in before["figures"].items():
        new = now["figures"].get(name, old)
        if not _same(old, new):
            found.append(f"{name}: {old} was recorded, {new} is played")
    return found


def _digest(array: Any) -> str:
    return hashlib.sha256(np.ascontiguousarray(array, dtype="<i8").tobytes()).hexdigest()[:16]


def _same(old: float | None, new: float | None) -> bool:
    if old is None or new is None:
        return old is new
    return old == new or (not (old.is_integer() and new.is_integer()) and math.isclose(old, new, rel_tol=CLOSE))


def record() -> list[str]:
    """Record all anew; what forbids it, and then nothing is written."""
    before = recorded() if FILE.exists() else {"model": None, "scenarios": {}}
    now = {name: played(path) for name, path in scenarios().items()}
    known = {name: one for name, one in before["scenarios"].items() if name in now}
    alike = [name for name, one in known.items() if one["identity"] == now[name]["identity"]]
    wrong = [f"{name}: {what}" for name in alike for what in moved(known[name], now[name])]
    if wrong and before["model"] == MODEL:
        return wrong
    text = json.dumps({"model": MODEL, "scenarios": now}, indent=1)
    FILE.write_text(text + "\n", encoding="utf-8")
    return []


if __name__ == "__main__":
    if stopped := record():
        sys.exit(
            "\n".join([*stopped, "Figures moved: raise MODEL in sim/experiments/store/identity.py, and record again."])
        )
