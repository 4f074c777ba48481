"""The comparison as one HTML file with everything in it, that opens offline, prints, and fits a phone."""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from sim.experiments.comparison.compare import Comparison, ScenarioDifference
from sim.experiments.comparison.same_people import EDGES
from sim.experiments.output import versions
from sim.scenario.schema import Scenario
from sim.views.comparison.answer import answer, method, pairing, steps, waited
from sim.views.comparison.attributed import effect_text, named
from sim.views.comparison.first.against import verdict
from sim.views.comparison.first.compared_screen import first, front
from sim.views.comparison.first.gap_words import letter
from sim.views.comparison.first.pair_picture import pair_caption, pair_picture, pair_weeks
from sim.views.comparison.first.side_words import graphic
from sim.views.comparison.first.sides import boxes
from sim.views.comparison.pictures import Explained
from sim.views.comparison.rows import groups
from sim.views.kit.inline.drawn import small, three
from sim.views.kit.inline.weekly import weekly
from sim.views.kit.palette import page_colours
from sim.views.kit.sources import program_version
from sim.views.kit.template import FIRST, rendered
from sim.views.text import words
from sim.views.text.dates import Dates
from sim.views.text.unit_words import span_said
from sim.wording import counted, say
from sim.wording.quantity import listed, percent, rounded, written

TEMPLATE, STYLE = Path(__file__).with_name("page.html.j2"), Path(__file__).with_name("page.css")
Parts = tuple[str, list[tuple[str, str, list[tuple[str, str]]]]]


def html(comparison: Comparison, explained: Explained, charts: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the text of the page. Names and texts of the scenarios are escaped; equal comparisons give equal bytes.

    `charts`: the message of each chart that stands as a file next to the page, by its file.
    """
    context = _context(comparison, explained) | _first(comparison)
    context["files"] = _files(explained, charts)
    return rendered(TEMPLATE, context, (), (FIRST, STYLE), page_colours())


def _first(comparison: Comparison) -> dict[str, Any]:
    """Return what the first screen shows."""
    from markupsafe import Markup

    said, view, ahead = first(comparison), pair_picture(comparison), front(comparison, verdict(comparison))
    drawn = [graphic(comparison, ahead, box) for box in boxes(comparison, ahead)]
    seen = pair_weeks(comparison)
    return {
        "first": said,
        "boxes": list(zip(said.boxes, drawn, strict=True)),
        "picture": Markup(three(view)),
        "caption": pair_caption(comparison),
        "data": weekly(view),
        "weeks": seen and (seen.said, [Markup(small(one, f"week{k}")) for k, one in enumerate(seen.pictures)]),
    }


def _files(explained: Explained, charts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the files next to the page, and what is in each."""
    told = [
        ("differences.csv", say("a row a scenario and figure: levels, difference, intervals")),
        ("inputs.csv", say("a row a value that is written differently")),
        ("hourly.csv", say("a row a scenario and hour: people and space, and the paired difference")),
        ("compare.json", say("all of it, the same people too")),
        ("stress-des.md", say("the record of this study")),
    ]
    if explained:
        told.insert(3, ("attribution.csv", say("a row a figure and change")))
    return told + list(charts.items())


def _context(comparison: Comparison, explained: Explained) -> dict[str, Any]:
    scenario = comparison.baseline.scenario
    return {
        "scenario": scenario,
        "title": title(comparison),
        "span": Dates(scenario).whole(),
        "warm_up": span_said(scenario.warm_up) if scenario.warm_up else say("none"),
        "pairs": counted("{n} pair of runs", "{n} pairs of runs", comparison.pairs),
        "answer": answer(comparison),
        "others": comparison.others,
        "letters": {label: letter(comparison, label) for label in comparison.results},
        "groups": groups(comparison),
        "followed": [(other.label, followed(other)) for other in comparison.others if other.people],
        "explained": parts(comparison, explained),
        "method": method(comparison),
        "pairing": pairing(comparison),
        "gains": [(other.label, _gains(comparison, other)) for other in comparison.others if not other.alike],
        "results": comparison.results,
        "questions": [(label, _question(result.scenario)) for label, result in comparison.results.items()],
        "versions": list(versions().items()),
        "program": program_version(),
    }


def followed(other: ScenarioDifference) -> tuple[str, list[tuple[str, str]]]:
    """Return who waited longer and shorter, in a sentence; and the share of the same people in each part."""
    counts = np.array([met.by_change for met in other.people], dtype=np.float64)
    counts = counts[counts.sum(axis=1) > 0]
    if not len(counts):
        return waited(other), []
    shares = (counts / counts.sum(axis=1, keepdims=True)).mean(axis=0)
    return waited(other), [(name, percent(float(share))) for name, share in zip(_bins(), shares, strict=True)]


def _bins() -> list[str]:
    """Return what each part of the people is, from much shorter to much longer."""
    between = list(pairwise(EDGES))
    least, most = EDGES[0], EDGES[-1]
    shorter = [say("shorter by {low} to {high} hours", low=low, high=high) for low, high in reversed(between)]
    longer = [say("longer by {low} to {high} hours", low=low, high=high) for low, high in between]
    return [
        counted("shorter by more than {n} hour", "shorter by more than {n} hours", most),
        *shorter,
        counted("shorter by less than {n} hour", "shorter by less than {n} hours", least),
        say("exactly as long"),
        counted("longer by less than {n} hour", "longer by less than {n} hours", least),
        *longer,
        counted("longer by more than {n} hour", "longer by more than {n} hours", most),
    ]


def title(comparison: Comparison) -> str:
    """Return what is compared."""
    return say("{scenarios}, against {first}", scenarios=listed([other.label for other in comparison.others]),
               first=comparison.label)  # fmt: skip


def _question(scenario: Scenario) -> str:
    return scenario.question or scenario.name


def _gains(comparison: Comparison, other: ScenarioDifference) -> list[tuple[str, str, str]]:
    """Return what pairing gained for each figure that varies in both: its name, the correlation, the variance ratio."""
    telling = steps(comparison)
    found = (other.differences[name] for name in comparison.figures)
    return [
        (
            words.capital(telling.subject(one.name).removeprefix("the ")),
            written(rounded(one.correlation, 3)),
            _ratio(one.reduction),
        )
        for one in found
        if one.changed and one.correlation == one.correlation
    ]


def _ratio(ratio: float) -> str:
    if ratio == float("inf"):
        return say("exact")
    return written(rounded(ratio, 1 if ratio < 10 else 0))


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
