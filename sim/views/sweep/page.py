"""A sweep as a table, charts and a page."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sim.views.kit.chart import Chart
from sim.views.kit.inline.plotted import three_plots
from sim.views.kit.page import Part, StudyPage, Table, study_html
from sim.views.kit.scales import input_name
from sim.views.sweep.first.swept_boxes import boxes
from sim.views.sweep.first.swept_picture import caption, data, swept_picture
from sim.views.sweep.first.swept_screen import first
from sim.views.sweep.first.turning import deciding
from sim.views.sweep.heat_map import heat_map, source, title
from sim.views.sweep.path_chart import sweep_lines
from sim.views.text import words
from sim.views.text.dates import Dates
from sim.wording import counted, said, say
from sim.wording.quantity import listed

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
    return [
        say(
            "The points differ in how many left unserved (from {least} to {most} claimants), so that none is better by "
            "the other figures.",
            least=words.bare(min(away)), most=words.bare(max(away)),
        )
    ]  # fmt: skip


def table(sweep: "Sweep", figures: Sequence[str]) -> Table:
    """Return a row a point: what it is, and each figure with its 95% interval; those unserved among them, if there are
    any.
    """
    figures = beside(sweep, figures)
    paths, dates = sweep.plan.paths, Dates(sweep.plan.scenario, abbreviated=True)
    header = [
        *(words.capital(input_name(path)) for path in paths),
        *(said(sweep.figures[name].label) for name in figures),
    ]
    rows = [
        [*point.values, *(_cell(point.summary.get(name), dates, point.scenario.currency) for name in figures)]
        for point in sweep.points
    ]
    note = say("Means over the replications with their 95% intervals; the same people come at every point.")
    note = " ".join([note, *apart(sweep)])
    return Table(say("Every point"), note, header, rows, len(paths))


def _cell(summary: "Summary | None", dates: Dates, currency: str) -> str:
    if summary is None:
        return words.NOT_KNOWN
    return dates.typical(summary) if summary.kind == "date" else words.shown(summary, currency)


def page(sweep: "Sweep", figures: Sequence[str], charts: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the page of a sweep, as HTML. `charts`: the message of each chart next to it, by its file."""
    shown, scenario = tuple(figures), sweep.plan.scenario
    made = boxes(sweep, shown, deciding(sweep, shown))
    header, rows = data(sweep, shown)
    every, lead = table(sweep, figures), [*apart(sweep), *(title(sweep, name) for name in figures)]
    files = [("sweep.csv", say("a row a point and figure")), ("stress-des.md", say("the record of this study"))]
    return study_html(
        StudyPage(
            title=heading(sweep),
            over=counted("{n} point", "{n} points", len(sweep.points)),
            question=scenario.question,
            first=first(sweep, shown),
            graphics=[graphic for _, graphic in made],
            picture=three_plots(swept_picture(sweep, shown)),
            caption=caption(sweep),
            data=Table(say("The numbers of this picture"), "", header, rows, 1),
            parts=[
                Part("points", every.heading, tables=[every], open=True),
                Part("answer", say("The answer in full"), remarks=lead),
            ],
            limits=[
                say(
                    "The intervals say how precisely the replications measure this scenario, not how well it fits the "
                    "port."
                )
            ],
            made=Part("made", say("How this was made"), remarks=[source(sweep)]),
            files=[*files, *charts.items()],
        )
    )


def heading(sweep: "Sweep") -> str:
    """Return what is swept over."""
    over = listed([input_name(path) for path in sweep.plan.paths])
    return say("{scenario}: a sweep over {inputs}", scenario=sweep.plan.scenario.name, inputs=over)


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
