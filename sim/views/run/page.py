"""The report: one HTML file with everything in it, that opens offline, prints, and fits a phone."""

import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.scenario.source.yaml_writer import duration
from sim.views.kit.pictures import Drawing, drawings, pictures
from sim.views.kit.sources import program_version
from sim.views.kit.template import rendered
from sim.views.run import decision, uncertainty
from sim.views.run.answer import Told, details, legend
from sim.views.run.charts import charts
from sim.views.run.diary import diary
from sim.views.text import words
from sim.views.text.dates import Dates

if TYPE_CHECKING:
    from sim.experiments.result import Result

TEMPLATE = Path(__file__).with_name("report.html.j2")
LIBRARIES = ("simpy", "numpy", "scipy", "numba", "pandas", "pydantic", "matplotlib")


def write_report(result: "Result", explained: str, warnings: Sequence[str], path: Path) -> None:
    """Write the report. `explained` is the merged scenario with the origin of every value, as text.

    The same result gives the same file on the same machine: no date of making, no random names.
    OSError when it cannot be written.
    """
    path.write_text(html(result, explained, warnings), encoding="utf-8", newline="\n")


def html(result: "Result", explained: str, warnings: Sequence[str], drawn: Sequence[Drawing] | None = None) -> str:
    """Return the text of the report. Names and texts of the scenario are escaped. `drawn`: its charts, if they are
    already.
    """
    context = _context(result) | {"explained": explained, "warnings": list(warnings)}
    return rendered(TEMPLATE, context, pictures(drawings(charts(result)) if drawn is None else drawn))


def _context(result: "Result") -> dict[str, Any]:
    from sim.experiments.assumptions import assumptions
    from sim.experiments.statistics.variance import variance

    scenario, found = result.scenario, variance(result)
    groups = decision.decision(result)
    return {
        "sets": result.assumption_sets is not None,
        "splits": uncertainty.splits(result, found),
        "assumed": uncertainty.assumed(assumptions(scenario, found), result.figures),
        "scenario": scenario,
        "lead": _leads(result),
        "legend": legend(result),
        "groups": groups,
        "spreads": decision.spreads(groups),
        "without_spread": decision.without_spread(result),
        "targets": decision.targets(result),
        "diary": diary(result),
        "figures": [(name, result.figures[name].meaning, row) for name, row in decision.figures(result)],
        "span": Dates(scenario).whole(),
        "warm_up": duration(scenario.warm_up) if scenario.warm_up else "none",
        "runs": _runs(result),
        "seed": result.seed,
        "fingerprint": result.fingerprint,
        "versions": _versions(),
        "program": program_version(),
    }


def _leads(result: "Result") -> list[tuple[Told, str]]:
    """Return the details, and the class of each. The targets have their own table: here only how many are met."""
    rows = [(told, "") for told in details(result)]
    met, of = sum(target.met for target in result.targets), len(result.targets)
    if of:
        rows.append((Told("Targets", f"{met} of {of} met."), "missed" if met < of else ""))
    return rows


def _runs(result: "Result") -> str:
    done, asked = len(result.runs), result.asked
    return (
        words.count(done, "replication")
        if done == asked
        else (f"{done:,} of {words.count(asked, 'replication')}, interrupted")
    )


def _versions() -> list[tuple[str, str]]:
    found = [("portsim", program_version()), ("Python", platform.python_version())]
    for library in LIBRARIES:
        try:
            found.append((library, version(library)))
        except PackageNotFoundError:
            found.append((library, "not installed"))
    return found
