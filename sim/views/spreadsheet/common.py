"""Sheets that several commands have: the answer with the facts of the study, figures with intervals, assumptions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sim.experiments.output import versions
from sim.experiments.result import Summary
from sim.scenario.calendar.clock import Clock, clock
from sim.scenario.catalogue.figure import FigureInfo
from sim.scenario.catalogue.unit_names import unit_in_cell
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import parts
from sim.scenario.source.yaml_writer import flow, to_plain
from sim.views.spreadsheet.headings import ENDS, FACTS, SHEETS
from sim.views.spreadsheet.table_sheet import OF_FIGURE, Cell, Column, Kind, Sheet
from sim.wording import noted, said, say

MOST = 100_000  # rows of a sheet; more are left to the CSV
POINTS = ("mean", "low", "high", "p5", "p50", "p95")


def figure_column(name: str, info: FigureInfo, currency: str, words: str = "") -> Column:
    """Return the column of a figure: its label, its unit, money in the currency of the scenario."""
    return Column(name, OF_FIGURE[info.kind], unit_of(info.kind, info.unit, currency), words or said(info.label))


def unit_of(kind: str, unit: str, currency: str) -> str:
    """Return the unit that stands in a heading: none for a share, which is shown as such, nor for a time."""
    if kind == "money":
        return currency
    return "" if kind in ("share", "flag", "date") else unit


def answer(scenario: Scenario, sentences: Iterable[str], facts: Mapping[str, Cell]) -> Sheet:
    """Return the sheet of the answer: what was asked, each sentence, and what the study is made of."""
    columns = (Column("what"), Column("text", "long"))
    rows: list[tuple[Cell, ...]] = [(said(FACTS["scenario"]), scenario.name)]
    rows += [(said(FACTS["question"]), scenario.question)] if scenario.question else []
    rows += [(said(FACTS["answer"]), sentence.strip()) for sentence in sentences if sentence.strip()]
    first, last, zone = scenario.start.isoformat(), scenario.end.isoformat(), scenario.time_zone
    rows.append((said(FACTS["span"]), say("{first} to {last}, {zone}", first=first, last=last, zone=zone)))
    rows += [(said(FACTS[name]), None if value is None else str(value)) for name, value in facts.items()]
    rows.append((said(FACTS["versions"]), ", ".join(f"{name} {number}" for name, number in versions().items())))
    return Sheet(SHEETS["answer"], columns, tuple(rows))


def figures(summary: Mapping[str, Summary], known: Mapping[str, FigureInfo], scenario: Scenario) -> Sheet:
    """Return a row a figure: its value over all runs with its 95% interval, percentiles of the runs, what it means."""
    time, currency = clock(scenario), scenario.currency or ""
    columns = (
        Column("figure"), Column("name", words=noted("name in kpis.csv")), Column("unit"),
        *(Column(point, "mixed") for point in POINTS), Column("n", "count"), Column("meaning", "long"),
    )  # fmt: skip
    rows = tuple(_figure(one, known[name], time, currency) for name, one in summary.items())
    return Sheet(SHEETS["figures"], columns, rows)


def _figure(one: Summary, info: FigureInfo, time: Clock, currency: str) -> tuple[Cell, ...]:
    values = (value_of(getattr(one, point), one.kind, time) for point in POINTS)
    unit = currency if one.kind == "money" else one.unit
    return (said(info.label), one.name, unit_in_cell(unit) or None, *values, one.n, said(info.meaning))


def value_of(value: float, kind: str, time: Clock) -> Cell:
    """Return a number, a date as a local time; nothing for NaN."""
    if value != value:
        return None
    return time.at(int(value)).replace(tzinfo=None) if kind == "date" else float(value)


def assumptions(scenario: Scenario) -> Sheet:
    """Return a row a value that somebody answers for or that is uncertain: as it is written, its source and grade."""
    columns = (
        Column("path"), Column("written", "mixed"), Column("grade"), Column("source"), Column("owner"),
        Column("review_by", "date"), Column("uncertain"),
    )  # fmt: skip
    paths = dict.fromkeys((*scenario.assumptions, *scenario.uncertain))
    tree = to_plain(scenario)
    return Sheet(SHEETS["assumptions"], columns, tuple(_assumption(scenario, path, tree) for path in paths))


def _assumption(scenario: Scenario, path: str, tree: Any) -> tuple[Cell, ...]:
    known, drawn = scenario.assumptions.get(path), scenario.uncertain.get(path)
    told = (known.grade, known.source, known.owner, known.review_by) if known else (None, None, None, None)
    return (path, _written(tree, path), *told, flow(to_plain(drawn)) if drawn else None)


def _written(tree: Any, path: str) -> Cell:
    """Return a value as it is written; of a section nothing, as its values are in the scenario."""
    for part in parts(path):
        tree = tree.get(part, tree.get(str(part))) if isinstance(tree, dict) else None
    if isinstance(tree, bool) or tree is None or type(tree) is dict:
        return None
    return tree if isinstance(tree, int | float) else flow(tree)


def fitting(sheets: Sequence[tuple[Sheet, str]]) -> Iterator[Sheet]:
    """Yield the sheets that have rows, the answer first; what is too long for one is named there with its file."""
    long = [(sheet, file) for sheet, file in sheets if len(sheet.rows) > MOST]
    for sheet, _ in sheets:
        if sheet.name == SHEETS["answer"]:
            told = [(said(FACTS["left_out"]), _left_out(one, file)) for one, file in long]
            yield Sheet(sheet.name, sheet.columns, (*sheet.rows, *told))
        elif sheet.rows and len(sheet.rows) <= MOST:
            yield sheet


def _left_out(sheet: Sheet, file: str) -> str:
    return say(
        "{sheet}: {rows} rows are more than a sheet should have; {file} has them",
        sheet=sheet.name, rows=len(sheet.rows), file=file,
    )  # fmt: skip


def ends(column: Column) -> tuple[Column, Column, Column]:
    """Return a column with those of the two ends of its interval."""
    low, high = (column._replace(name=column.name + end, words=ENDS[end](column.words)) for end in ("_low", "_high"))
    return column, low, high


def kinds(**names: Kind) -> dict[str, Column]:
    """Return columns by their names, each with its kind."""
    return {name: Column(name, kind) for name, kind in names.items()}
