"""Where a chart comes from: program, scenario, replications, seed."""

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from sim.views.text import words
from sim.wording import counted, say

if TYPE_CHECKING:
    from sim.experiments.result import Result


def source(result: "Result") -> str:
    """Return where a chart comes from: program, scenario, replications (of what was played), seed."""
    done, asked = len(result.runs), result.asked
    name, seed, program = result.scenario.name, str(result.seed), program_version()
    if not asked:
        return say("portsim {version} · scenario {name} · seed {seed}", version=program, name=name, seed=seed)
    runs = words.count(asked, "replication")
    if done < asked:
        runs = counted("{done} of {n} replication", "{done} of {n} replications", asked, done=done)
    return say(
        "portsim {version} · scenario {name} · {runs} · seed {seed}", version=program, name=name, runs=runs, seed=seed
    )


def program_version() -> str:
    """Return the version that is installed."""
    try:
        return version("portsim")
    except PackageNotFoundError:
        return say("(not installed)")
