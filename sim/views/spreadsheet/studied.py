"""The workbooks of studies of many runs: a comparison, a sweep, a sensitivity analysis, a study of triggers."""

from collections.abc import Iterator, Sequence

from sim.experiments.comparison.by_hour import OF, hourly
from sim.experiments.comparison.compare import Comparison
from sim.experiments.comparison.output import Explained, attributions, differences, inputs
from sim.experiments.sensitivity.sensitivity import Sensitivity
from sim.experiments.sensitivity.sensitivity import rows as influences
from sim.experiments.sweep.sweep import Sweep
from sim.experiments.sweep.sweep import rows as points
from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.judging.outcomes import COLUMNS
from sim.planning.triggers.judging.summary import DERIVED
from sim.planning.triggers.output import (
    LEFT,
    break_even,
    forecast_skill,
    fresh_futures,
    futures,
    hindsight,
    lead_time,
    policies,
    replayed,
    worth_knowing,
)
from sim.scenario.calendar.clock import clock
from sim.views.comparison import answer as compared
from sim.views.sensitivity.page import sentences as of_sensitivity
from sim.views.spreadsheet import common
from sim.views.spreadsheet.headings import CHARTS, ENDS, PERCENTILES, SHEETS
from sim.views.spreadsheet.run import by_name, with_offset
from sim.views.spreadsheet.table_sheet import OF_FIGURE, Cell, Chart, Column, Kind, Sheet, from_rows
from sim.views.sweep.page import apart, beside
from sim.views.triggers.page import sentences as of_triggers
from sim.wording import said, say

DIFFERENCES: dict[str, Column] = common.kinds(
    shown="count", pairs="count", with_figure="count", changed="count", few_pairs="count", correlation="number",
    variance_reduction="number", baseline="mixed", value="mixed", difference="number", low="number", high="number",
    low_alone="number", high_alone="number", sets_low="number", sets_high="number",
)  # fmt: skip
EFFECTS = common.kinds(effect="number", low="number", high="number", made_last="number")
INFLUENCE = common.kinds(value="mixed", low="mixed", high="mixed") | {"measure": Column("measure")}
SKILL = ("ahead_days", "skill", "skill_low", "skill_high", "off", "persistence_off")
DAYS = ("first_ordered", "first_ready", "first_released")


def comparison(found: Comparison, explained: Explained) -> Iterator[Sheet]:
    """Yield the sheets of a comparison."""
    told = [f"{label}: {sentence}" for label, sentences in compared.answer(found) for sentence in sentences]
    told += [compared.method(found), compared.pairing(found)]
    facts: dict[str, Cell] = {"replications": found.pairs, "seed": found.baseline.seed}
    scenario = found.baseline.scenario
    yield from common.fitting([
        (common.answer(scenario, told, facts), ""),
        (from_rows(SHEETS["differences"], differences(found), DIFFERENCES, fixed=2), "differences.csv"),
        (_hours(found), "hourly.csv"),
        (from_rows(SHEETS["inputs"], inputs(found), {}, fixed=2), "inputs.csv"),
        (from_rows(SHEETS["attribution"], attributions(explained), EFFECTS, fixed=2), "attribution.csv"),
        (common.assumptions(scenario), ""),
    ])  # fmt: skip


def _hours(found: Comparison) -> Sheet:
    """Return `hourly.csv`, with the offset of each local time; a chart of one scenario against the baseline."""
    words = by_name(dict.fromkeys(area for one in found.results.values() for area in one.scenario.space.areas))
    known = {"time": Column("time"), "scenario": Column("scenario")}
    for name, heading in words.items():
        told = (
            say("{heading}, baseline", heading=heading),
            say("{heading}, scenario", heading=heading),
            say("{heading}, difference", heading=heading),
        )
        for of, column in zip(OF, told, strict=True):
            known |= {f"{of}{name}{end}": Column(f"{of}{name}{end}", "count", "persons", said_of(column))
                      for end, said_of in PERCENTILES.items()}  # fmt: skip
    columns, rows = with_offset(from_rows("", hourly(found), known))
    ends = tuple(f"{of}{name}_p50" for name in words for of in OF[:2])
    drawn = tuple(k for k, column in enumerate(columns) if column.name in ends)
    charts = (Chart(CHARTS["hours"], 0, drawn, "persons"),) if len(found.others) == 1 else ()
    return Sheet(SHEETS["hours"], columns, rows, charts, 3)


def sweep(found: Sweep, figures: Sequence[str]) -> Iterator[Sheet]:
    """Yield the sheets of a sweep: a row a point with the figures shown, and every figure of every point."""
    scenario = found.plan.scenario
    facts: dict[str, Cell] = {"replications": found.replications, "seed": scenario.seed}
    facts["varied"] = ", ".join(found.plan.paths)
    known = common.kinds(point="count", replications="count", mean="mixed", low="mixed", high="mixed", p5="mixed",
                         p50="mixed", p95="mixed")  # fmt: skip
    known |= {path: Column(path, "mixed", words=path) for path in found.plan.paths}
    yield from common.fitting([
        (common.answer(scenario, apart(found), facts), ""),
        (_by_point(found, figures), "sweep.csv"),
        (from_rows(SHEETS["points"], points(found), known, fixed=1 + len(found.plan.paths)), "sweep.csv"),
        (common.assumptions(scenario), ""),
    ])  # fmt: skip


def _by_point(found: Sweep, figures: Sequence[str]) -> Sheet:
    """Return a row a point: the values of its paths, and the mean of each figure with its interval."""
    paths, names = found.plan.paths, beside(found, figures)
    currency, time = found.plan.scenario.currency or "", clock(found.plan.scenario)
    shown = [
        common.figure_column(name + end, found.figures[name], currency, words(said(found.figures[name].label)))
        for name in names
        for end, words in ENDS.items()
    ]
    columns = (Column("point", "count"), *(Column(path, "mixed", words=path) for path in paths), *shown)
    rows: list[tuple[Cell, ...]] = []
    for number, point in enumerate(found.points, 1):
        told = [point.summary.get(name) for name in names]
        values = [
            common.value_of(value, one.kind, time) if one else None
            for one in told
            for value in ((one.mean, one.low, one.high) if one else (0.0, 0.0, 0.0))
        ]
        rows.append((number, *(_value(value) for value in point.values), *values))
    first = 1 + len(paths)
    charts = tuple(
        Chart(
            say("{figure}, by point", figure=found.figures[name].label),
            0,
            (first + 3 * k,),
            columns[first + 3 * k].unit,
        )
        for k, name in enumerate(names)
        if found.figures[name].kind != "date"
    )
    return Sheet(SHEETS["figures"], columns, tuple(rows), charts, first)


def _value(value: str) -> Cell:
    """Return the value of a path: a number if it is one, else as it is written."""
    try:
        return float(value) if "." in value else int(value)
    except ValueError:
        return value


def sensitivity(found: Sensitivity) -> Iterator[Sheet]:
    """Yield the sheets of a sensitivity analysis."""
    facts: dict[str, Cell] = {"seed": found.scenario.seed, "varied": ", ".join(found.paths)}
    yield from common.fitting([
        (common.answer(found.scenario, of_sensitivity(found), facts), ""),
        (from_rows(SHEETS["influence"], influences(found), INFLUENCE, fixed=3), "sensitivity.csv"),
        (common.assumptions(found.scenario), ""),
    ])  # fmt: skip


def triggers(found: StudyResult) -> Iterator[Sheet]:
    """Yield the sheets of a study of triggers."""
    study, scenario = found.study, found.study.question.scenario
    known = _judged(scenario.currency or "")
    facts: dict[str, Cell] = {"seed": scenario.seed}
    more = common.kinds(futures="count", chosen="count", alike="count", front="count", infeasible="count",
                        future="count", replication="count", storms="count", weight="number")  # fmt: skip
    days = {name: Column(name, "date") for name in DAYS}
    made = [
        (common.answer(scenario, of_triggers(found), facts), ""),
        (_policies(from_rows(SHEETS["policies"], policies(study, found.hindsight), known | more)), "policies.csv"),
        (from_rows(SHEETS["futures"], futures(study), known | more, fixed=2), "futures.csv"),
    ]
    if found.fresh is not None:
        rows = from_rows(SHEETS["fresh_futures"], fresh_futures(study, found.fresh), known | more, fixed=2)
        made.append((rows, "fresh_futures.csv"))
    if found.curve is not None:
        rows = from_rows(SHEETS["lead_time"], lead_time(found.curve), _lead(scenario.currency or "") | more, fixed=3)
        made.append((rows, "lead_time.csv"))
    if found.hindsight is not None:
        kinds = {"least_loss": Column("least_loss", "money", scenario.currency or "")}
        kinds |= common.kinds(future="count", exact="count")
        made.append((from_rows(SHEETS["hindsight"], hindsight(study, found.hindsight), kinds), "hindsight.csv"))
    if found.map is not None:
        money = [f"{name}{end}" for name in ("saved", "ahead") for end in ("", "_low", "_high")]
        kinds = {name: Column(name, "money", scenario.currency or "") for name in money}
        kinds |= common.kinds(futures="count", alike="count")
        kinds |= {path: Column(path, "mixed", words=path) for path in found.map.paths}
        made.append((from_rows(SHEETS["map"], break_even(found.map), kinds, fixed=2), "map.csv"))
    if found.known:
        kinds = _worth(scenario.currency or "") | common.kinds(changed="count", bears="count")
        made.append((from_rows(SHEETS["worth_knowing"], worth_knowing(found.known), kinds), "worth_knowing.csv"))
    if found.skill is not None:
        kinds = {name: Column(name, "number") for name in SKILL}
        kinds |= common.kinds(as_trigger="count", futures="count")
        made.append((from_rows(SHEETS["forecast_skill"], forecast_skill(found.skill), kinds), "forecast_skill.csv"))
    if found.history is not None:
        made.append(
            (from_rows(SHEETS["history"], replayed(found.history), known | more | days, fixed=2), "history.csv")
        )
    yield from common.fitting([*made, (common.assumptions(scenario), "")])


def _policies(sheet: Sheet) -> Sheet:
    names = [column.name for column in sheet.columns]
    chart = Chart(CHARTS["policies"], 0, (names.index("cost_beside"), names.index("crowding_beside")), kind="bar")
    return Sheet(sheet.name, sheet.columns, sheet.rows, (chart,))


def _judged(currency: str) -> dict[str, Column]:
    """Return the columns of every judged figure and of the ends of its interval."""
    found = {LEFT + end: Column(LEFT + end, "money", currency) for end in ENDS}
    found |= {"cost_beside": Column("cost_beside", "money", currency),
             "crowding_beside": Column("crowding_beside", "number", "person-hours")}  # fmt: skip
    for one in (*(column.info for column in COLUMNS), *DERIVED):
        kind: Kind = "number" if one.kind in ("count", "flag") else OF_FIGURE[one.kind]
        unit = common.unit_of(one.kind, one.unit, currency)
        for end, words in ENDS.items():
            found[one.name + end] = Column(one.name + end, kind, unit, words(said(one.label)))
    return found


def _lead(currency: str) -> dict[str, Column]:
    money = ("value", "value_low", "value_high", "retainer_per_month", "retainer_low", "retainer_high", "owed",
             "avoided_at_least")  # fmt: skip
    return {name: Column(name, "money", currency) for name in money} | {
        "lead_days": Column("lead_days", "number", "days")
    }


def _worth(currency: str) -> dict[str, Column]:
    return {name: Column(name, "money", currency) for name in ("value", "value_low", "value_high")}
