"""The workbook of a run: answer, figures, every run, by hour, by day, orders, staffing, assumptions."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from sim.arrays import I
from sim.experiments.comparison.levers import output as of_levers
from sim.experiments.output import assumption_sets, contingency, hourly, kpis, value_names
from sim.experiments.result import Result
from sim.experiments.statistics.intervals import percentile_rank
from sim.scenario.calendar.clock import clock
from sim.views.run.answer import answer as sentences
from sim.views.spreadsheet import common
from sim.views.spreadsheet.headings import CHARTS, PERCENTILES, SHEETS
from sim.views.spreadsheet.table_sheet import Cell, Chart, Column, Sheet, from_rows
from sim.wording import say
from sim.wording.calendar_said import weekday_short
from sim.wording.named import plain

PERCENTS = (5, 50, 95)
ORDERS = {
    "replication": Column("replication", "count"), "options": Column("options", "count"),
    **{name: Column(name, "moment") for name in ("ordered", "ready", "released", "cancelled")},
}  # fmt: skip


def sheets(result: Result) -> Iterator[Sheet]:
    """Yield the sheets of a run, those that have anything in them."""
    scenario = result.scenario
    facts: dict[str, Cell] = {
        "replications": say("{done} of {asked}", done=len(result.runs), asked=result.asked), "seed": result.seed,
        "fingerprint": result.fingerprint,
    }  # fmt: skip
    found = [
        (common.answer(scenario, sentences(result), facts), ""),
        (common.figures(result.summary, result.figures, scenario), "summary.json"),
        (hours(result), "hourly.csv"),
        (days(result), "hourly.csv"),
        (orders(result), "contingency.csv"),
        (staffing(result), ""),
        (common.assumptions(scenario), ""),
        (runs(result), "kpis.csv"),
    ]
    found += [(sets(result), "assumption_sets.csv")] if result.assumption_sets else []
    found += [(levers(result), "levers.csv")] if result.levers else []
    yield from common.fitting(found)


def runs(result: Result) -> Sheet:
    """Return `kpis.csv`: a row a run, a column a figure."""
    currency = result.scenario.currency or ""
    known = {name: common.figure_column(name, info, currency) for name, info in result.figures.items()}
    known["replication"] = Column("replication", "count")
    return from_rows(SHEETS["runs"], kpis(result), known)


def hours(result: Result) -> Sheet:
    """Return `hourly.csv`: a row an hour, with the offset of its local time; persons on site, in areas, and space."""
    words = by_name(list(result.scenario.space.areas))
    columns, rows = with_offset(from_rows("", hourly(result), lambda name: _hourly(name, words)))
    of = tuple(k for k, column in enumerate(columns) if column.name.endswith("_p50"))
    chart = Chart(CHARTS["hours"], 0, of, "persons")
    return Sheet(SHEETS["hours"], columns, rows, (chart,), 2)


def with_offset(sheet: Sheet) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    """Return columns and rows of a sheet whose first column is an ISO time: the local time, and its offset from UTC."""
    columns = (Column("time", "moment"), Column("offset"), *sheet.columns[1:])
    return columns, tuple((*_local(str(row[0])), *row[1:]) for row in sheet.rows)


def _local(iso: str) -> tuple[datetime, str]:
    time = datetime.fromisoformat(iso)
    return time.replace(tzinfo=None), f"{time:%z}"[:3] + ":" + f"{time:%z}"[3:5]


def by_name(areas: Iterable[str]) -> dict[str, str]:
    """Return the headings of persons and space by the hour, by what their columns begin with."""
    words = {"on_site": say("on site")}
    words |= {f"occupancy_{area}": say("in {area}", area=plain(area)) for area in areas}
    return words | {f"space_{area}": say("space open in {area}", area=plain(area)) for area in areas}


def _hourly(name: str, words: dict[str, str]) -> Column:
    if name == "time":
        return Column("time", "text")
    end = re.sub(r".*(_p\d+)$", r"\1", name)
    return Column(name, "count", "persons", PERCENTILES[end](words[name.removesuffix(end)]))


def days(result: Result) -> Sheet:
    """Return a row a local day: claimants who arrived and most persons on site at a full hour, over the runs."""
    units = {say("arrived"): "claimants", say("most on site"): "persons"}
    shown = (Column(what, "count", unit, end(what)) for what, unit in units.items() for end in PERCENTILES.values())
    columns = (Column("date", "date"), *shown)
    if not result.runs:
        return Sheet(SHEETS["days"], columns, ())
    first = result.scenario.start
    arrived = np.array([run.arrivals.sum(axis=0) for run in result.runs])
    counted = range(arrived.shape[1])
    day = _day_of_hours(result)
    most = np.array([[run.on_site[day == k].max(initial=0) for k in counted] for run in result.runs])
    parts = [column.tolist() for values in (arrived, most) for column in _percentiles(values)]
    rows = tuple((first + timedelta(days=k), *(column[k] for column in parts)) for k in counted)
    return Sheet(SHEETS["days"], columns, rows, (Chart(CHARTS["days"], 0, (2,), "claimants"),))


def _day_of_hours(result: Result) -> I:
    """(H,) the local day, from `start`, of each full hour."""
    time, first = clock(result.scenario), result.scenario.start
    hours = range(result.runs[0].on_site.size)
    return np.array([(time.at(time.start + 3600 * hour).date() - first).days for hour in hours])


def _percentiles(values: Any) -> list[Any]:
    ordered = np.sort(values, axis=0)
    return [ordered[percentile_rank(len(values), percent)] for percent in PERCENTS]


def orders(result: Result) -> Sheet:
    """Return `contingency.csv`: a row an order of a measure in a run, with its times."""
    return from_rows(SHEETS["orders"], contingency(result), ORDERS, fixed=2)


def staffing(result: Result) -> Sheet:
    """Return a row an hour of the week: officers on duty and busy in each pool, mean of the runs."""
    pools = list(result.scenario.staff)
    named = [
        (pool, what)
        for pool in pools
        for what in (say("{pool}, on duty", pool=plain(pool)), say("{pool}, busy", pool=plain(pool)))
    ]
    columns = (Column("weekday"), Column("hour"), *(Column(pool, "number", "officers", what) for pool, what in named))
    if not result.runs or not pools:
        return Sheet(SHEETS["staffing"], columns, ())
    on_duty, busy = (np.mean([getattr(run, what) for run in result.runs], axis=0) for what in ("on_duty", "busy"))
    rows = tuple(
        (weekday_short(h // 24), f"{h % 24:02d}:00", *(common.value_of(float(v), "number", clock(result.scenario))
         for p in range(len(pools)) for v in (on_duty[p, h], busy[p, h])))
        for h in range(168)
    )  # fmt: skip
    chart = Chart(CHARTS["staffing"], 0, tuple(range(2, len(columns))), "officers")
    return Sheet(SHEETS["staffing"], columns, rows, (chart,), 2)


def sets(result: Result) -> Sheet:
    """Return `assumption_sets.csv`: a row a run of a set of assumptions, the values drawn and every figure."""
    found = result.assumption_sets
    assert found is not None
    currency = result.scenario.currency or ""
    known = {name: Column(name, "number", words=name) for name in value_names(found.scenario)}
    known |= {name: common.figure_column(name, info, currency) for name, info in found.figures.items()}
    known |= common.kinds(set="count", run="count")
    return from_rows(SHEETS["sets"], assumption_sets(found), known, fixed=3)


def levers(result: Result) -> Sheet:
    """Return `levers.csv`: a row a lever."""
    assert result.levers is not None
    first, *told = of_levers.rows(result.levers)
    texts = ("lever", "kind", "change", "price", "same", *(name for name in first if name.endswith("_verdict")))
    known = {name: Column(name, "text" if name in texts else "number") for name in first}
    known |= common.kinds(hindsight="count", pairs="count")
    return from_rows(SHEETS["levers"], iter((first, *told)), known)
