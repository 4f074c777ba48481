"""A sensitivity analysis as sentences, a table, tornado charts and a page."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from sim.experiments.sensitivity.noise import ENOUGH
from sim.scenario.catalogue.figures import catalogue
from sim.views.kit.chart import Chart
from sim.views.kit.page import Page, Table, html
from sim.views.kit.pictures import Drawing, drawings, pictures
from sim.views.kit.scales import Scale, scale, short
from sim.views.sensitivity.tornado import input_words, source, title, tornado
from sim.views.text import words

if TYPE_CHECKING:
    from sim.experiments.sensitivity.sensitivity import Sensitivity

WORDS = {"morris": "Morris' screen", "sobol": "Sobol' indices"}


def charts(sensitivity: "Sensitivity") -> "dict[str, Callable[..., Chart]]":
    """Return what makes each figure's tornado, by the name of the chart."""
    return {f"tornado-{name}": partial(tornado, sensitivity, name) for name in sensitivity.swings}


def sentences(sensitivity: "Sensitivity") -> list[str]:
    """Return what moves each figure most, and whether chance is small against it."""
    said = []
    for name in sensitivity.swings:
        share = sensitivity.noise[name]
        noisy = share > ENOUGH
        chance = f" (chance is {100 * share:.1f}% of the variance over the points, more than"
        chance += f" {words.percent(ENOUGH)}: the order of lesser inputs may be chance; ask for more replications)"
        said.append(title(sensitivity, name) + chance * noisy)
    return said


def tables(sensitivity: "Sensitivity") -> list[Table]:
    """Return a table a figure: the inputs, the greatest swing first."""
    return [_table(sensitivity, name) for name in sensitivity.swings]


def _table(sensitivity: "Sensitivity", name: str) -> Table:
    info = catalogue(sensitivity.scenario)[name]
    swings = sensitivity.swings[name]
    of = scale(info, [swing.at_p90.mean for swing in swings])
    order = sorted(range(len(swings)), key=lambda k: -abs(swings[k].change))
    index = ("μ*", "σ") if sensitivity.effects else ("alone", "with interactions")
    header = ("input", "from", "to", "change", *index)
    rows = [_row(sensitivity, name, k, of) for k in order]
    note = (
        f"Change of {of.label[:1].lower()}{of.label[1:]}, as the input goes from its 10th to its 90th percentile, with"
        f" its 95% interval; {WORDS[sensitivity.method]} with theirs."
    )
    return Table(words.capital(info.label), note, header, rows, 3)


def _row(sensitivity: "Sensitivity", name: str, k: int, of: Scale) -> list[str]:
    swing = sensitivity.swings[name][k]
    unit = " points" if of.suffix else ""
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
        short(sensitivity.paths[k], sensitivity.paths),
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
        few = " (too few runs)" if half != half else ""
        return f"{_number(value)}{suffix}{few}"
    how = words.Rounding(words.decimals(half, value, 3), 1.0, suffix)
    return f"{how.text(value)}{suffix} ({how.text(low)} to {how.text(high)})"


def _number(value: float) -> str:
    if value != value:
        return words.NOT_KNOWN
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def page(sensitivity: "Sensitivity", drawn: Sequence[Drawing] | None = None) -> str:
    """Return the page of an analysis, as HTML. `drawn`: its charts, if they are already."""
    scenario = sensitivity.scenario
    shown = pictures(drawings(charts(sensitivity)) if drawn is None else drawn)
    over = source(sensitivity)
    return html(
        Page(over, f"{scenario.name}: what drives it", scenario.question, sentences(sensitivity), tables(sensitivity)),
        shown,
    )


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
