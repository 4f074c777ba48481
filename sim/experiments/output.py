"""A result as files: `kpis.csv`, `hourly.csv`, `contingency.csv`, `diary.csv`, `assumption_sets.csv`,
`evidence.csv`, `levers.csv`, `summary.json`.

Times are local, with their offset; numbers are written so that they read back exactly; what does not exist is empty
(`null` in JSON). The bytes depend on the scenario, the seed and the versions alone.
"""

import csv
import io
import json
import math
import platform
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sim.experiments.comparison.levers import output as of_levers
from sim.experiments.files import write_text
from sim.experiments.result import Result, rows_of
from sim.experiments.statistics import evidence as facts
from sim.experiments.statistics.assumption_sets import LAWS, AssumptionSets, main_figures
from sim.experiments.statistics.other_reading import OtherReading, ReadOtherwise
from sim.experiments.statistics.percentiles import TOLD, over_runs
from sim.experiments.warm_up import document
from sim.people.chance.uncertain_inputs import EVEN, STATED, numbered
from sim.port.log import Entry, Event, Reason, Seen
from sim.scenario.calendar.clock import Clock, clock
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import dotted, parts
from sim.wording import noted

PACKAGES = ("portsim", "numpy", "numba", "scipy", "simpy")
LAW_NAMES = {STATED: "stated", EVEN: "uniform"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the begin of a formula
ORDER = ("replication", "measure", "ordered", "why", "seen", "ready", "released", "cancelled", "options", "at_start")
DATED = (Event.ORDERED, Event.READY, Event.RELEASED, Event.CANCELLED)  # columns of `contingency.csv`
UNDER_WAY = {Reason.ALREADY_ORDERED: "ordered", Reason.ALREADY_OPEN: "open"}
AT_START = dict(zip(DATED, ("ordered", "open", "over", "over"), strict=True))
REASONS = {
    Reason.CEASED: noted("what it was ordered for is over"),
    Reason.TERM_OVER: noted("the term is over"),
    Reason.WITHIN_TERM: noted("within its term"),
    Reason.ALREADY_ORDERED: noted("already ordered"),
    Reason.ALREADY_OPEN: noted("already open"),
    Reason.RESTING: noted("resting"),
}


def write(result: Result, folder: Path) -> tuple[Path, ...]:
    """Write every file of a result into a folder; their paths. OutputError when one cannot be written."""
    sets = [result.assumption_sets] if result.assumption_sets else []
    return (
        write_text(folder / "kpis.csv", lines(kpis(result))),
        write_text(folder / "hourly.csv", lines(hourly(result))),
        write_text(folder / "contingency.csv", lines(contingency(result))),
        write_text(folder / "diary.csv", lines(diary(result))),
        *(write_text(folder / "assumption_sets.csv", lines(assumption_sets(one))) for one in sets),
        *(write_text(folder / "evidence.csv", lines(facts.rows(one))) for one in [result.evidence] if one),
        *(write_text(folder / "levers.csv", lines(of_levers.rows(one))) for one in [result.levers] if one),
        write_text(folder / "summary.json", [json.dumps(summary(result), indent=1, allow_nan=False), "\n"]),
    )


def lines(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yield rows as lines of CSV. Text that a spreadsheet would take for a formula has an apostrophe before it.

    A number that does not exist (NaN) is an empty cell.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for row in rows:
        writer.writerow(map(_in_csv, row))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _in_csv(cell: Any) -> Any:
    if isinstance(cell, str):
        return _safe(cell)
    return "" if isinstance(cell, float) and math.isnan(cell) else cell


def _safe(cell: str) -> str:
    """Return a text as a cell that no spreadsheet computes; numbers, which may begin with a sign, stay as they are."""
    if not cell.startswith(FORMULA):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell


def moment(time: Clock, tick: float) -> str:
    """Return a tick as local ISO time with its offset; nothing for what did not happen (NaN, or below 0)."""
    return "" if math.isnan(tick) or tick < 0 else time.at(int(tick)).isoformat()


def kpis(result: Result) -> Iterator[Sequence[Any]]:
    """Yield a row a replication, a column a figure."""
    time = clock(result.scenario)
    kinds = [result.figures[name].kind for name in result.names]
    yield ("replication", *result.names)
    for run, row in zip(result.runs, result.values.tolist(), strict=True):
        values = zip(kinds, row, strict=True)
        yield (run.number, *(_cell(kind, value, time) for kind, value in values))


def _cell(kind: str, value: float, time: Clock) -> str:
    if math.isnan(value):
        return ""
    if kind == "date":
        return moment(time, value)
    return str(int(value)) if kind in ("count", "flag") else repr(value)


def assumption_sets(found: AssumptionSets) -> Iterator[Sequence[Any]]:
    """Yield a row a run of each set of assumptions: by which law it was drawn, the values drawn, and every figure.

    Values are in the program's unit (s, shares of one, ordinals of days); a vector has a column for each of its shares.
    """
    time, kinds = clock(found.scenario), [found.figures[name].kind for name in found.names]
    yield ("law", "set", "run", *value_names(found.scenario), *found.names)
    for run in found.runs:
        law, place, turn = numbered(run.number)
        cells = (_cell(kind, value, time) for kind, value in zip(kinds, run.figures.tolist(), strict=True))
        yield (LAW_NAMES[law], place, turn, *map(repr, run.drawn), *cells)


def value_names(scenario: Scenario) -> Iterator[str]:
    """Yield a name for each value that is drawn: its path, with the name or the place of each share of a vector."""
    for path in sorted(scenario.uncertain):
        vector = scenario.uncertain[path].vector
        if vector is None:
            yield path
            continue
        for name in vector.names or range(len(vector.shares)):
            yield dotted((*parts(path), name))


def hourly(result: Result) -> Iterator[Sequence[Any]]:
    """Yield a row an hour: persons on site, and persons and space open in each area, as percentiles over
    replications.
    """
    time, names = clock(result.scenario), columns_by_hour(result.scenario)
    yield ("time", *(f"{name}_p{percent}" for name in names for percent in TOLD))
    if not result.runs:
        return
    columns = [column for of in names.values() for column in over_runs(rows_of(result.runs, *of))]
    for hour, row in enumerate(zip(*columns, strict=True)):
        yield (moment(time, time.start + 3600 * hour), *row)


def columns_by_hour(scenario: Scenario) -> dict[str, tuple[str, int | None]]:
    """Return what is known by the hour, persons on site, and persons and space open in each area: by the name of its
    column, what a run calls it, and the place of the area."""
    found: dict[str, tuple[str, int | None]] = {"on_site": ("on_site", None)}
    for k, area in enumerate(scenario.space.areas):
        found |= {f"occupancy_{area}": ("occupancy", k), f"space_{area}": ("space", k)}
    return found


def contingency(result: Result) -> Iterator[Sequence[Any]]:
    """Yield a row an order of a measure: when and why it was ordered, and when it was ready, given back or called off.

    `at_start` says what had become by `start` of an order that was placed before: `ordered`, `open` or `over`. One that
    the scenario has under way then has no time of its order.
    """
    yield ORDER
    time, names = clock(result.scenario), tuple(result.scenario.measures)
    for run in result.runs:
        rows: list[dict[str, Any]] = []
        current: dict[int, dict[str, Any]] = {}
        for entry in run.diary:
            when = moment(time, entry.tick)
            if entry.event in (Event.ORDERED, Event.UNDER_WAY):
                told = {"why": why_text(entry), "seen": seen_text(entry.seen), "options": 0}
                if entry.event == Event.UNDER_WAY and entry.reason:
                    told |= {"ordered": "", "why": "", "at_start": UNDER_WAY[entry.reason]}
                rows.append({"replication": run.number, "measure": names[entry.measure], "ordered": when} | told)
                current[entry.measure] = rows[-1]
            elif entry.event == Event.KEPT:
                current[entry.measure]["options"] += 1
            elif entry.event in DATED:
                current[entry.measure][entry.event.value] = when
            if entry.tick < time.start and entry.event in AT_START:
                current[entry.measure]["at_start"] = AT_START[entry.event]
        yield from ([row.get(name, "") for name in ORDER] for row in rows)


def diary(result: Result) -> Iterator[Sequence[Any]]:
    """Yield every line of the diaries: what was decided or came about, why, and what was seen."""
    yield ("replication", "time", "measure", "what", "why", "seen")
    time, names = clock(result.scenario), tuple(result.scenario.measures)
    for run in result.runs:
        yield from (_line(run.number, entry, names, time) for entry in run.diary)


def _line(number: int, entry: Entry, names: tuple[str, ...], time: Clock) -> Sequence[Any]:
    what = (entry.event.value, why_text(entry), seen_text(entry.seen))
    return (number, moment(time, entry.tick), names[entry.measure], *what)


def why_text(entry: Entry) -> str:
    """Return why something was decided: the option that was kept, the reason, or the conditions that held."""
    if entry.option and entry.event == Event.STAGE:
        return f"stage {entry.option}"
    if entry.option and entry.event != Event.PART:
        return f"option {entry.option}"
    return REASONS[entry.reason] if entry.reason else " and ".join(entry.why)


def seen_text(seen: Iterable[Seen]) -> str:
    """Return what was seen at a check: `crowded 131.0 (level 120.0)`, joined by `; `."""
    return "; ".join(f"{one.condition} {float(one.value)!r} (level {float(one.level)!r})" for one in seen)


def summary(result: Result) -> dict[str, Any]:
    """Return the content of `summary.json`: where it comes from, every figure with its uncertainty, every target, and
    the test of the warm-up if it was asked for."""
    time = clock(result.scenario)
    tested = {"warm_up_test": document(result.warm_up_test)} if result.warm_up_test else {}
    return {
        "scenario": result.scenario.name,
        "fingerprint": result.fingerprint,
        "seed": result.seed,
        "replications": {"asked": result.asked, "done": len(result.runs)},
        "versions": versions(),
        "figures": {name: _figure(result, name, time) for name in result.names},
        "targets": {met.name: _plain(met._asdict(), ("name",)) for met in result.targets},
        **tested,
        **({"space_effect": _plain(result.space_effect._asdict(), ())} if result.space_effect else {}),
        **({"other_readings": _otherwise(result.other_readings)} if result.other_readings else {}),
        **({"levers": of_levers.document(result.levers)} if result.levers else {}),
        **({"assumption_sets": _sets(result.assumption_sets)} if result.assumption_sets else {}),
    }


def _otherwise(found: Iterable[OtherReading]) -> dict[str, Any]:
    """Return the figures of each other reading, next to those of the same runs as written."""
    return {
        one.name: {"runs": one.runs, "figures": {name: _read(of) for name, of in one.figures.items()}} for one in found
    }


def _read(one: ReadOtherwise) -> dict[str, Any]:
    told = one._asdict() | {"difference_low": one.difference.low, "difference_high": one.difference.high}
    return _plain(told, ("difference",))


def _sets(found: AssumptionSets) -> dict[str, Any]:
    """Return what the sets of assumptions say of every figure, by law, and which inputs move the main ones."""
    of = {name: {LAW_NAMES[law]: _spread(found, name, law) for law in LAWS} for name in found.names}
    named = {name: found.influences(name).groups for name in main_figures(found.scenario)}
    return {"sets": found.asked, "per_set": found.per_set, "figures": of, "inputs_that_move": named}


def _spread(found: AssumptionSets, name: str, law: int) -> dict[str, Any]:
    told = _plain(found.spread(name, law)._asdict(), ())
    if found.figures[name].kind == "flag":
        told |= {"every_run": found.shares(name, law).every, "no_run": found.shares(name, law).none}
    return told


def _figure(result: Result, name: str, time: Clock) -> dict[str, Any]:
    one = result.summary[name]
    told = _plain(one._asdict(), ("name", "limit"))
    if one.kind == "date":
        points = (f"p{percent}{end}" for percent in TOLD for end in ("", "_low", "_high"))
        values = ("mean", "low", "high", *points)
        told |= {key: moment(time, told[key]) for key in values if told[key] is not None}
    return told | {"without_interval": one.without or None, "meaning": result.figures[name].meaning}


def _plain(given: dict[str, Any], without: tuple[str, ...]) -> dict[str, Any]:
    """Return what JSON can hold: NaN becomes null."""
    kept = {key: value for key, value in given.items() if key not in without}
    return {key: None if isinstance(value, float) and math.isnan(value) else value for key, value in kept.items()}


def versions() -> dict[str, str]:
    """Return the versions that a result rests on; `source` for a package that is used without being installed."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "source"
    return found
