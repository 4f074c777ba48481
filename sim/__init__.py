"""portsim: capacity planning for a port of entry that receives asylum claimants.

    scenario/     what a planner writes: read, merged, checked, frozen
    people/       all chance of a run, drawn before the clock starts: who comes, and the visits each party makes
    port/         the deterministic game of people, officers, rooms, space and contingency measures
    figures/      figures, from the log of a run
    experiments/  many runs, side by side
    planning/     officers required by the hour, rosters that cover them, and when to order space
    calibration/  from published counts to the arrivals of a scenario
    views/        charts, report, tables
    cli/          the command `portsim`
    formulas/     queueing formulas with their papers, for planners and for tests

    api/          the Python surface: what `import sim` gives

A stage imports only those above it in this list. From Python: `sim.load`, `sim.check`, `sim.run`, `sim.brief`,
`sim.compare`, `sim.sweep`, `sim.sensitivity`, `sim.staff`, `sim.policy`, `sim.verify`, `sim.calibrate`,
`sim.backtest` and `sim.outlook`; `Scenario.edited` changes a scenario, and `sim.errors` has all that a call can end
with.

The program plans capacity. It does not decide about a person.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim import errors as errors
    from sim.api.backtesting import BacktestResult, backtest
    from sim.api.briefing import BriefResult, brief
    from sim.api.calibrating import CalibrationResult, calibrate
    from sim.api.checking import CheckResult, check
    from sim.api.comparing import ComparisonResult, compare
    from sim.api.loading import load
    from sim.api.looking_ahead import OutlookResult, outlook
    from sim.api.running import RunResult, run
    from sim.api.staffing import StaffResult, staff
    from sim.api.sweeping import SensitivityResult, SweepResult, sensitivity, sweep
    from sim.api.triggers import PolicyResult, policy
    from sim.api.verifying import VerifyResult, verify
    from sim.scenario.schema import Scenario

__version__ = "0.3.0"
HOMES = {  # modules of names that are imported when they are first used
    "api.backtesting": ("BacktestResult", "backtest"),
    "api.briefing": ("BriefResult", "brief"),
    "api.calibrating": ("CalibrationResult", "calibrate"),
    "api.checking": ("CheckResult", "check"),
    "api.comparing": ("ComparisonResult", "compare"),
    "api.loading": ("load",),
    "api.looking_ahead": ("OutlookResult", "outlook"),
    "api.running": ("RunResult", "run"),
    "api.staffing": ("StaffResult", "staff"),
    "api.sweeping": ("SensitivityResult", "SweepResult", "sensitivity", "sweep"),
    "api.triggers": ("PolicyResult", "policy"),
    "api.verifying": ("VerifyResult", "verify"),
    "scenario.schema": ("Scenario",),
}
__all__ = [
    "BacktestResult", "BriefResult", "CalibrationResult", "CheckResult", "ComparisonResult", "OutlookResult",
    "PolicyResult", "RunResult", "Scenario", "SensitivityResult", "StaffResult", "SweepResult", "VerifyResult",
    "backtest", "brief", "calibrate", "check", "compare", "errors", "load", "outlook", "policy", "run", "sensitivity",
    "staff", "sweep", "verify",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Return the public names, imported when they are first used."""
    if name == "errors":
        return import_module("sim.errors")
    home = next((module for module, names in HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    return getattr(import_module(f"sim.{home}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
