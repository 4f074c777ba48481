"""Figures of some days of the run alone, where a fact of `evidence` is of them."""

from collections.abc import Mapping
from datetime import timedelta

from sim.scenario.catalogue.figure import FigureInfo
from sim.scenario.language.sections import Sections
from sim.scenario.values.fact import Window
from sim.wording import noted

PEOPLE = ("claimants", "persons", "person-hours", "person-nights", "h", "")  # units of figures that days can have
WHOLE_RUN = ("still_present", "still_present_60d", "stranded")
OWNERS = ("area", "step", "stream", "class", "outcome")


def has_windows(info: FigureInfo) -> bool:
    """Return whether a figure can be of some days alone: those of people and of areas, not of money and officers."""
    kinds = {kind for kind, _ in info.owners}
    return info.unit in PEOPLE and info.name not in WHOLE_RUN and kinds <= set(OWNERS) and info.kind != "flag"


def windows(scenario: Sections) -> dict[Window, tuple[str, ...]]:
    """Return the days that facts are of, within the run, and the figures of each; those of the whole run left out."""
    found: dict[Window, dict[str, None]] = {}
    for fact in scenario.evidence.values():
        window = fact.window(scenario.start, scenario.end)
        if window and fact.judged(scenario.start, scenario.end):
            found.setdefault(window, {})[fact.figure] = None
    return {window: tuple(figures) for window, figures in found.items()}


def of_windows(scenario: Sections, known: Mapping[str, FigureInfo]) -> dict[str, FigureInfo]:
    """Return the figures of the days that facts are of, by name."""
    return {
        window.of(figure): _of(known[figure], window)
        for window, figures in windows(scenario).items()
        for figure in figures
        if figure in known and has_windows(known[figure])
    }


def _of(info: FigureInfo, window: Window) -> FigureInfo:
    name, first, last = window.of(info.name), str(window.first), str(window.until - timedelta(days=1))
    label = noted("{figure}, {first} to {last}", figure=info.label, first=first, last=last)
    meaning = noted("{meaning} Of {first} to {last} alone.", meaning=info.meaning, first=first, last=last)
    return info._replace(
        name=name, what=name, owners=(), label=label, subject=label, short=label, meaning=meaning, within=0, instead=""
    )
