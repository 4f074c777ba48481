"""A sweep as a table, charts and a page."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from sim.views.kit.chart import Chart
from sim.views.kit.page import Page, Table, html
from sim.views.kit.pictures import Drawing, drawings, pictures
from sim.views.kit.scales import short
from sim.views.sweep.heat_map import heat_map, source, title
from sim.views.sweep.path_chart import sweep_lines
from sim.views.text import words
from sim.views.text.dates import Dates

if TYPE_CHECKING:
    from sim.experiments.result import Summary
    from sim.experiments.sweep.sweep import Sweep


def charts(sweep: "Sweep", figures: Sequence[str]) -> "dict[str, Callable[..., Chart]]":
    """Return what makes the chart of each figure, by its name: heat maps of a grid of two paths, else lines or dots."""
    mapped = len(sweep.plan.paths) == 2 and not sweep.plan.sampled
    made: dict[str, Callable[..., Chart]] = {}
    for name in figures:
        if mapped:
            made[f"heat_map-{name}"] = partial(heat_map, sweep, name)
        elif sweep.figures[name].kind != "date":
            made[f"sweep_lines-{name}"] = partial(sweep_lines, sweep, name)
    return made


def beside(sweep: "Sweep", figures: Sequence[str]) -> tuple[str, ...]:
    """Return the figures, and those who left unserved where there are any at any point: turning people away is no
    service.
    """
    any_away = any(point.summary["unserved"].mean > 0 for point in sweep.points if "unserved" in point.summary)
    return tuple(dict.fromkeys((*figures, "unserved"))) if any_away else tuple(figures)


def apart(sweep: "Sweep") -> list[str]:
    """Say that the points differ in how many left unserved, where they do: then none is better by the other figures."""
    away = [point.summary["unserved"].mean for point in sweep.points if "unserved" in point.summary]
    if not away or min(away) == max(away):
        return []
    numbers = f"from {words.bare(min(away))} to {words.bare(max(away))} claimants"
    return [f"The points differ in how many left unserved ({numbers}), so that none is better by the other figures."]


def table(sweep: "Sweep", figures: Sequence[str]) -> Table:
    """Return a row a point: what it is, and each figure with its 95% interval; those unserved among them, if there are
    any.
    """
    figures = beside(sweep, figures)
    paths, dates = sweep.plan.paths, Dates(sweep.plan.scenario, abbreviated=True)
    header = [*(short(path, paths) for path in paths), *(sweep.figures[name].label for name in figures)]
    rows = [
        [*point.values, *(_cell(point.summary.get(name), dates, point.scenario.currency) for name in figures)]
        for point in sweep.points
    ]
    note = "Means over the replications with their 95% intervals; the same people come at every point."
    note = " ".join([note, *apart(sweep)])
    return Table("Every point", note, header, rows, len(paths))


def _cell(summary: "Summary | None", dates: Dates, currency: str) -> str:
    if summary is None:
        return words.NOT_KNOWN
    return dates.typical(summary) if summary.kind == "date" else words.shown(summary, currency)


def page(sweep: "Sweep", figures: Sequence[str], drawn: Sequence[Drawing] | None = None) -> str:
    """Return the page of a sweep, as HTML. `drawn`: its charts, if they are already."""
    scenario = sweep.plan.scenario
    lead = [*apart(sweep), *(title(sweep, name) for name in figures)]
    shown = pictures(drawings(charts(sweep, figures)) if drawn is None else drawn)
    heading = f"{scenario.name}: a sweep over {words.listed([short(p, sweep.plan.paths) for p in sweep.plan.paths])}"
    return html(Page(source(sweep), heading, scenario.question, lead, [table(sweep, figures)]), shown)


def summary(sweep: "Sweep", figures: Sequence[str]) -> dict[str, Any]:
    """Return a sweep as one JSON document; dates in ticks of the scenario's clock."""

    def plain(one: "Summary") -> dict[str, Any]:
        told = {key: value for key, value in one._asdict().items() if key not in ("name", "limit")}
        return {key: None if value != value else value for key, value in told.items()}

    return {
        "scenario": sweep.plan.scenario.name,
        "seed": sweep.plan.scenario.seed,
        "replications": sweep.replications,
        "points": {"asked": len(sweep.plan.points), "done": len(sweep.points)},
        "results": [
            {
                "at": dict(zip(sweep.plan.paths, point.values, strict=True)),
                "figures": {n: plain(point.summary[n]) for n in beside(sweep, figures) if n in point.summary},
            }
            for point in sweep.points
        ],
    }
