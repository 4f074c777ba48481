"""Where a chart comes from: program, scenario, replications, seed."""

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from sim.views.text import words

if TYPE_CHECKING:
    from sim.experiments.result import Result


def source(result: "Result") -> str:
    """Return where a chart comes from: program, scenario, replications (of what was played), seed."""
    done, asked = len(result.runs), result.asked
    if not asked:
        return f"portsim {program_version()} · scenario {result.scenario.name} · seed {result.seed}"
    runs = words.count(done, "replication") if done == asked else f"{done:,} of {words.count(asked, 'replication')}"
    return f"portsim {program_version()} · scenario {result.scenario.name} · {runs} · seed {result.seed}"


def program_version() -> str:
    """Return the version that is installed."""
    try:
        return version("portsim")
    except PackageNotFoundError:
        return "(not installed)"
