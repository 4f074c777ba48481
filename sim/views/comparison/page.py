"""The comparison as one HTML file with everything in it, that opens offline, prints, and fits a phone."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sim.experiments.comparison.compare import Comparison, ScenarioDifference
from sim.experiments.output import versions
from sim.scenario.schema import Scenario
from sim.scenario.source.yaml_writer import duration
from sim.views.comparison.answer import answer, method, pairing, steps
from sim.views.comparison.attributed import effect_text, named
from sim.views.comparison.pictures import Explained, charts
from sim.views.comparison.rows import groups
from sim.views.kit.pictures import Drawing, drawings, pictures
from sim.views.kit.sources import program_version
from sim.views.kit.template import rendered
from sim.views.text import words
from sim.views.text.dates import Dates

TEMPLATE, STYLE = Path(__file__).with_name("page.html.j2"), Path(__file__).with_name("page.css")
Parts = tuple[str, list[tuple[str, str, list[tuple[str, str]]]]]


def html(comparison: Comparison, explained: Explained, drawn: Sequence[Drawing] | None = None) -> str:
    """Return the text of the page. Names and texts of the scenarios are escaped; equal comparisons give equal bytes.

    `drawn`: its charts, if they are already.
    """
    shown = pictures(drawings(charts(comparison, explained)) if drawn is None else drawn)
    return rendered(TEMPLATE, _context(comparison, explained), shown, (STYLE,))


def _context(comparison: Comparison, explained: Explained) -> dict[str, Any]:
    scenario = comparison.baseline.scenario
    return {
        "scenario": scenario,
        "title": title(comparison),
        "span": Dates(scenario).whole(),
        "warm_up": duration(scenario.warm_up) if scenario.warm_up else "none",
        "pairs": words.count(comparison.pairs, "pair"),
        "answer": answer(comparison),
        "others": comparison.others,
        "groups": groups(comparison),
        "explained": parts(comparison, explained),
        "method": method(comparison),
        "pairing": pairing(comparison),
        "gains": [(other.label, _gains(comparison, other)) for other in comparison.others if not other.alike],
        "results": comparison.results,
        "questions": [(label, _question(result.scenario)) for label, result in comparison.results.items()],
        "versions": list(versions().items()),
        "program": program_version(),
    }


def title(comparison: Comparison) -> str:
    """Return what is compared."""
    return f"{words.listed([other.label for other in comparison.others])}, against {comparison.label}"


def _question(scenario: Scenario) -> str:
    return scenario.question or scenario.name


def _gains(comparison: Comparison, other: ScenarioDifference) -> list[tuple[str, str, str]]:
    """Return what pairing gained for each figure that varies in both: its name, the correlation, the variance ratio."""
    telling = steps(comparison)
    found = (other.differences[name] for name in comparison.figures)
    return [
        (words.capital(telling.subject(one.name).removeprefix("the ")), f"{one.correlation:.3f}", _ratio(one.reduction))
        for one in found
        if one.changed and one.correlation == one.correlation
    ]


def _ratio(ratio: float) -> str:
    if ratio == float("inf"):
        return "exact"
    return f"{ratio:.1f}" if ratio < 10 else f"{ratio:,.0f}"


def parts(comparison: Comparison, explained: Explained) -> list[Parts]:
    """Return the figures of each scenario that is explained, each with its difference and what every change did."""
    telling = steps(comparison)
    return [
        (
            label,
            [
                (
                    words.capital(telling.subject(one.figure)),
                    one.method,
                    [(named(part, one.parts), effect_text(one, part, telling)) for part in one.parts],
                )
                for one in found
                if any(part.clear for part in one.parts)
            ],
        )
        for label, found in explained.items()
    ]
