"""The workbook of a brief: a row a state, a row a run of each, what the scenario assumes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.scenario.calendar.clock import clock
from sim.views.run.first.screen import first
from sim.views.spreadsheet import common
from sim.views.spreadsheet.headings import ENDS, SHEETS
from sim.views.spreadsheet.table_sheet import Cell, Column, Sheet
from sim.views.text.first_screen import sentences
from sim.wording import said
from sim.wording.named import plain

if TYPE_CHECKING:
    from sim.experiments.comparison.levers.states import Key
    from sim.views.brief.made import Brief


def sheets(brief: "Brief", most: int = common.MOST) -> Iterator[Sheet]:
    """Yield the sheets of a brief; that of the runs where it has at most `most` rows."""
    result = brief.first
    facts: dict[str, Cell] = {"replications": len(result.runs), "seed": result.seed}
    runs = [(_runs(brief), "states.csv")] if len(brief.states) * len(result.runs) <= most else []
    yield from common.fitting([
        (common.answer(brief.scenario, sentences(first(result)), facts), ""),
        (_states(brief), "states.csv"),
        *runs,
        (common.assumptions(brief.scenario), ""),
    ])  # fmt: skip


def _levers(brief: "Brief") -> tuple[Column, ...]:
    return tuple(Column(one.name, words=plain(one.lever.label or one.name)) for one in brief.found.steps)


def _state(brief: "Brief", key: "Key") -> tuple[Cell, ...]:
    return tuple(plain(one.states[place]) for one, place in zip(brief.found.steps, key, strict=True))


def _states(brief: "Brief") -> Sheet:
    """Return a row a state: the mean of each figure with its interval."""
    figures, currency, time = brief.first.figures, brief.scenario.currency or "", clock(brief.scenario)
    levers = _levers(brief)
    shown = [common.figure_column(name + end, figures[name], currency, words(said(figures[name].label)))
             for name in brief.figures for end, words in ENDS.items()]  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for one in brief.states:
        cells: list[Cell] = []
        for name in brief.figures:
            found = one.summary.get(name)
            ends = (found.mean, found.low, found.high) if found else (None, None, None)
            cells += [None if end is None else common.value_of(end, figures[name].kind, time) for end in ends]
        rows.append((*_state(brief, one.key), *cells))
    return Sheet(SHEETS["states"], (*levers, *shown), tuple(rows), (), len(levers))


def _runs(brief: "Brief") -> Sheet:
    """Return a row a run of each state."""
    figures, currency, time = brief.first.figures, brief.scenario.currency or "", clock(brief.scenario)
    levers, numbers = _levers(brief), [run.number for run in brief.first.runs]
    columns = tuple(common.figure_column(name, figures[name], currency) for name in brief.figures)
    rows = [
        (*_state(brief, one.key), number, *(
            common.value_of(one.runs[name][k], figures[name].kind, time) if name in one.runs else None
            for name in brief.figures
        ))
        for one in brief.states for k, number in enumerate(numbers)
    ]  # fmt: skip
    fixed = len(levers) + 1
    return Sheet(SHEETS["runs"], (*levers, Column("replication", "count"), *columns), tuple(rows), (), fixed)
