"""portsim: capacity planning for a port of entry that receives asylum claimants.

    scenario/     what a planner writes: read, merged, checked, frozen
    people/       all chance of a run, drawn before the clock starts: who comes, and the visits each party makes
    port/         the deterministic game of people, officers, rooms, space and contingency measures
    measures/     figures, from the log of a run
    experiments/  many runs, side by side
    planning/     officers required by the hour, rosters that cover them, and when to order space
    views/        charts, report, tables
    cli/          the command `portsim`
    formulas/     queueing formulas with their papers, for planners and for tests

A stage imports only those above it in this list. From Python: `sim.load(path)`, `sim.run(scenario, replications=200)`,
`sim.compare(baseline, scenario, replications=200)`.

The program plans capacity. It does not decide about a person.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim import errors as errors
    from sim.api import Beside, Outcome, compare, load, run

__version__ = "0.2.0"
__all__ = ["Beside", "Outcome", "compare", "load", "run"]


def __getattr__(name: str) -> Any:
    """The public names, imported when they are first used."""
    if name == "errors":
        return import_module("sim.errors")
    if name in __all__:
        from sim import api

        return getattr(api, name)
    raise AttributeError(f"module 'sim' has no attribute {name!r}")
