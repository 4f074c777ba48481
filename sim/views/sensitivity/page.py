"""A sensitivity analysis as sentences, a table, tornado charts and a page."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sim.experiments.sensitivity.noise import ENOUGH
from sim.scenario.catalogue.figures import catalogue
from sim.views.kit.chart import Chart
from sim.views.kit.inline.plotted import three_plots
from sim.views.kit.page import Part, StudyPage, Table, study_html
from sim.views.kit.scales import Scale, input_name, scale
from sim.views.sensitivity.first.moved_screen import boxes, first
from sim.views.sensitivity.first.moving_words import message
from sim.views.sensitivity.first.reach_picture import caption, data, reach_picture
from sim.views.sensitivity.tornado import input_words, source, tornado
from sim.views.text import words
from sim.wording import counted, said, say
from sim.wording.quantity import digits, percent, rounded, written

if TYPE_CHECKING:
    from sim.experiments.sensitivity.sensitivity import Sensitivity


def charts(sensitivity: "Sensitivity") -> "dict[str, Callable[..., Chart]]":
    """Return what makes each figure's tornado, by the name of the chart."""
    return {f"tornado-{name}": partial(tornado, sensitivity, name) for name in sensitivity.swings}


def sentences(sensitivity: "Sensitivity") -> list[str]:
    """Return what moves each figure most, and whether chance is small against it."""
    told = []
    for name in sensitivity.swings:
        share, line = sensitivity.noise[name], message(sensitivity, name)
        if share > ENOUGH:
            line = say(
                "{line} Chance is {share} of the variance over the points, more than {most}: the order of lesser "
                "inputs may be chance; ask for more replications.",
                line=line, share=words.percent(share), most=percent(ENOUGH),
            )  # fmt: skip
        told.append(line)
    return told


def tables(sensitivity: "Sensitivity") -> list[Table]:
    """Return a table a figure: the inputs, the greatest swing first."""
    return [_table(sensitivity, name) for name in sensitivity.swings]


def _table(sensitivity: "Sensitivity", name: str) -> Table:
    info = catalogue(sensitivity.scenario)[name]
    swings = sensitivity.swings[name]
    of = scale(info, [swing.at_p90.mean for swing in swings])
    order = sorted(range(len(swings)), key=lambda k: -abs(swings[k].change))
    index = ("μ*", "σ") if sensitivity.effects else (say("alone"), say("with interactions"))
    header = (say("input"), say("from"), say("to"), say("change"), *index)
    rows = [_row(sensitivity, name, k, of) for k in order]
    note = say(
        "Change of {figure}, as the input goes from its 10th to its 90th percentile, with its 95% interval; {method} "
        "with theirs.",
        figure=said(info.subject), method=_method(sensitivity.method),
    )  # fmt: skip
    return Table(words.capital(said(info.label)), note, header, rows, 3)


def _method(name: str) -> str:
    return say("Morris' screen") if name == "morris" else say("Sobol' indices")


def _row(sensitivity: "Sensitivity", name: str, k: int, of: Scale) -> list[str]:
    swing = sensitivity.swings[name][k]
    unit = say(" points") if of.suffix else ""
    change = _with((swing.change, swing.low, swing.high), of.factor, unit)
    if sensitivity.effects:
        effect = sensitivity.effects[name][k]
        index = [_with((effect.absolute, effect.low, effect.high), of.factor, unit)]
        index.append(f"{_number(effect.sigma / of.factor)}{unit}")
    else:
        one = sensitivity.indices[name][k]
        index = [_with((one.first, one.first_low, one.first_high), 0.01, "%")]
        index.append(_with((one.total, one.total_low, one.total_high), 0.01, "%"))
    return [
        input_name(sensitivity.paths[k]),
        input_words(sensitivity, k, 0.1),
        input_words(sensitivity, k, 0.9),
        change,
        *index,
    ]


def _with(of: tuple[float, float, float], factor: float, suffix: str) -> str:
    value, low, high = (part / factor for part in of)
    if value != value:
        return words.NOT_KNOWN
    half = (high - low) / 2
    if not half > 0:
        few = say(" (too few runs)") if half != half else ""
        return f"{_number(value)}{suffix}{few}"
    how = words.Rounding(words.decimals(half, value, 3), 1.0, suffix)
    return say(
        "{value}{unit} ({low} to {high})", value=how.text(value), unit=suffix, low=how.text(low), high=how.text(high)
    )


def _number(value: float) -> str:
    if value != value:
        return words.NOT_KNOWN
    return written(rounded(value) if abs(value) >= 1000 else digits(value, 3))


def page(sensitivity: "Sensitivity", charts: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the page of an analysis, as HTML. `charts`: the message of each chart next to it, by its file."""
    made = boxes(sensitivity)
    header, rows = data(sensitivity)
    files = [
        ("sensitivity.csv", say("a row a figure, input and measure")),
        ("stress-des.md", say("the record of this study")),
    ]
    return study_html(
        StudyPage(
            title=heading(sensitivity),
            over=counted("{n} input", "{n} inputs", len(sensitivity.paths)),
            question=sensitivity.scenario.question,
            first=first(sensitivity),
            graphics=[graphic for _, graphic in made],
            picture=three_plots(reach_picture(sensitivity)),
            caption=caption(sensitivity),
            data=Table(say("The numbers of this picture"), "", header, rows, 1),
            parts=[
                *(Part(f"table-{k}", one.heading, tables=[one], open=k == 1)
                  for k, one in enumerate(tables(sensitivity), 1)),
                Part("answer", say("The answer in full"), remarks=sentences(sensitivity)),
            ],
            limits=[
                say(
                    "The intervals say how precisely the replications measure this scenario, not how well it fits the "
                    "port."
                )
            ],
            made=Part("made", say("How this was made"), remarks=[source(sensitivity)]),
            files=[*files, *charts.items()],
        )
    )  # fmt: skip


def heading(sensitivity: "Sensitivity") -> str:
    """Return what the page is about."""
    return say("{scenario}: what moves it", scenario=sensitivity.scenario.name)


def summary(sensitivity: "Sensitivity", rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """Return an analysis as one JSON document; `rows` are those of `sensitivity.csv`, with their header."""
    header, *body = rows
    return {
        "scenario": sensitivity.scenario.name,
        "seed": sensitivity.scenario.seed,
        "method": sensitivity.method,
        "size": sensitivity.size,
        "points": sensitivity.points,
        "replications": {"points": sensitivity.replications, "swings": sensitivity.paired},
        "results": [{key: _plain(key, value) for key, value in zip(header, row, strict=True)} for row in body],
    }


def _plain(key: str, value: str) -> str | float | None:
    return value if key in ("figure", "input", "measure") else float(value) if value else None
