"""The report: one HTML file with everything in it, that opens offline, prints, and fits a phone."""

import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sim.views.kit.inline.drawn import small, three
from sim.views.kit.inline.weekly import weekly
from sim.views.kit.palette import page_colours
from sim.views.kit.sources import program_version
from sim.views.kit.template import FIRST, rendered
from sim.views.run import decision, lever_words, uncertainty
from sim.views.run.answer import details, legend
from sim.views.run.diary import diary
from sim.views.run.first import fact_words
from sim.views.run.first.boxes import boxes
from sim.views.run.first.graphics import graphic
from sim.views.run.first.phrases import conditioned
from sim.views.run.first.picture import caption, picture
from sim.views.run.first.screen import first
from sim.views.run.first.weeks import weeks
from sim.views.run.told import Told
from sim.views.text import words
from sim.views.text.dates import Dates
from sim.views.text.unit_words import span_said
from sim.wording import counted, said, say

if TYPE_CHECKING:
    from sim.experiments.playing.officers_by_hour import OfficersByHour
    from sim.experiments.result import Result

TEMPLATE = Path(__file__).with_name("report.html.j2")
LIBRARIES = ("simpy", "numpy", "scipy", "numba", "pandas", "pydantic", "matplotlib")


def write_report(result: "Result", explained: str, warnings: Sequence[str], path: Path) -> None:
    """Write the report. `explained` is the merged scenario with the origin of every value, as text.

    The same result gives the same file on the same machine: no date of making, no random names.
    OSError when it cannot be written.
    """
    path.write_text(html(result, explained, warnings), encoding="utf-8", newline="\n")


def html(
    result: "Result",
    explained: str,
    warnings: Sequence[str],
    officers: "OfficersByHour | None" = None,
    charts: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return the text of the report. Names and texts of the scenario are escaped.

    `officers`: those of the middle run, hour by hour. `charts`: the message of each chart that stands as a file next to
    the report, by the name of the file.
    """
    context = _context(result) | _first(result, officers)
    context |= {"explained": explained, "warnings": list(warnings), "files": _files(result, charts)}
    return rendered(TEMPLATE, context, (), (FIRST,), page_colours())


def first_screen(result: "Result", officers: "OfficersByHour | None") -> dict[str, Any]:
    """Return what the first screen shows: what is said, boxes with what is drawn in them, the picture as values
    (`view`), its caption and its numbers.
    """
    said, view = first(result), picture(result, officers)
    drawn = [graphic(result, one) for one in boxes(result)]
    return {
        "first": said,
        "boxes": list(zip(said.boxes, drawn, strict=True)),
        "view": view,
        "caption": caption(result, with_officers=officers is not None),
        "data": weekly(view),
    }


def _first(result: "Result", officers: "OfficersByHour | None") -> dict[str, Any]:
    from markupsafe import Markup

    shown = first_screen(result, officers)
    return shown | {"picture": Markup(three(shown["view"])), "weeks": _weeks(result, officers)}


def _weeks(result: "Result", officers: "OfficersByHour | None") -> tuple[str, list[str]] | None:
    """Return what is seen in the worst week and an ordinary one, and a picture of each."""
    from markupsafe import Markup

    found = weeks(result, officers)
    if found is None:
        return None
    return found.said, [Markup(small(view, f"week{k}")) for k, view in enumerate(found.pictures)]


def _files(result: "Result", charts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the files next to the report, and what is in each."""
    told = [
        ("kpis.csv", say("a row a run, a column a figure")),
        ("hourly.csv", say("a row an hour, percentiles over the runs")),
        ("contingency.csv", say("a row an order")),
        ("diary.csv", say("all that was decided, and why")),
        ("summary.json", say("every figure with its uncertainty")),
        ("scenario.yaml", say("the scenario that was played")),
    ]
    if result.assumption_sets is not None:
        told.append(("assumption_sets.csv", say("a row a run of each set of assumptions")))
    if result.evidence is not None:
        told.append(("evidence.csv", say("a row a fact of the port, and what it rules out")))
    if result.levers is not None:
        told.append(("levers.csv", say("a row a change that would have avoided some of it, or not")))
    return told + list(charts.items())


def _context(result: "Result") -> dict[str, Any]:
    from sim.experiments.assumptions import assumptions
    from sim.experiments.statistics.variance import variance

    scenario, found = result.scenario, variance(result)
    groups = decision.decision(result)
    return {
        "sets": result.assumption_sets is not None,
        "counted": conditioned(result),
        "splits": uncertainty.splits(result, found),
        "assumed": uncertainty.assumed(assumptions(scenario, found), result.figures),
        "scenario": scenario,
        "lead": _leads(result),
        "legend": legend(result),
        "groups": groups,
        "spreads": decision.spreads(groups),
        "without_spread": decision.without_spread(result),
        "targets": decision.targets(result),
        "levers": lever_words.table(result),
        "evidence": fact_words.told(result),
        "diary": diary(result),
        "figures": [(name, said(result.figures[name].meaning), row) for name, row in decision.figures(result)],
        "span": Dates(scenario).whole(),
        "warm_up": span_said(scenario.warm_up) if scenario.warm_up else say("none"),
        "runs": _runs(result),
        "seed": str(result.seed),
        "fingerprint": result.fingerprint,
        "versions": made_with(),
        "program": program_version(),
    }


def _leads(result: "Result") -> list[tuple[Told, str]]:
    """Return the details, and the class of each. The targets have their own table: here only how many are met."""
    rows = [(told, "") for told in details(result)]
    met, of = sum(target.met for target in result.targets), len(result.targets)
    if of:
        counted_met = counted("{met} of {n} is met.", "{met} of {n} are met.", of, met=met)
        rows.append((Told(say("Targets"), counted_met), "missed" if met < of else ""))
    return rows


def _runs(result: "Result") -> str:
    done, asked = len(result.runs), result.asked
    if done == asked:
        return words.count(done, "replication")
    return counted(
        "{done} of {n} replication, interrupted", "{done} of {n} replications, interrupted", asked, done=done
    )


def made_with() -> list[tuple[str, str]]:
    """Return the program and what it rests on, each with its version."""
    found = [("portsim", program_version()), ("Python", platform.python_version())]
    for library in LIBRARIES:
        try:
            found.append((library, version(library)))
        except PackageNotFoundError:
            found.append((library, say("not installed")))
    return found
