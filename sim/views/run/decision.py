"""The rows of the tables: what a decision rests on, the targets, and every figure there is."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from sim.experiments.statistics.percentiles import needed
from sim.scenario.calendar.fiscal_years import fiscal_years
from sim.scenario.catalogue.asked import stay_limit, within_hours
from sim.scenario.catalogue.figures_of_people import STUCK, stay_phrases
from sim.views.run.assumption_words import over_sets
from sim.views.run.measure_words import space_first
from sim.views.text import words
from sim.views.text.dates import Dates
from sim.wording import counted, said, say

if TYPE_CHECKING:
    from sim.experiments.result import Result, Summary, TargetMet

MEASURE = (  # figures of a measure, in the order of the table
    *("ordered", "at_start", "first_order", "first_ready", "late_hours", "days_needed", "days_idle", "days_open"),
)
IF_ANY = ("unserved", "diverted", "withdrawn", "still_present", "stranded", STUCK)  # told where there are any
SPREAD = 5  # percent of the runs that are beyond either end of the range over them
MONEY = (
    "cost_total",
    "cost_per_claimant",
    "cost_staff",
    "cost_overtime",
    "cost_space",
    "cost_departures",
    "cost_sending_ports",
)


class Row(NamedTuple):
    """One figure: what it is, its value (mean, share or median date), its 95% interval, its 5-95% range over runs.

    `ends`: the 95% intervals of the 5th and of the 95th percentile, empty where the range is not told. `assumed`: where
    the mean lies in nine of ten sets of assumptions.
    """

    label: str
    value: str
    interval: str
    spread: str
    ends: tuple[str, str] = ("", "")
    assumed: str = words.NOT_KNOWN


class Group(NamedTuple):
    """Rows under one heading."""

    heading: str
    rows: tuple[Row, ...]


class TargetRow(NamedTuple):
    """One target: the figure, what is asked, what was found, in what share of runs it is met."""

    label: str
    asked: str
    value: str
    interval: str
    share: str
    met: bool


def decision(result: "Result") -> list[Group]:
    """Return what a decision rests on: each measure (those with space first), crowding and time, then money."""
    groups: list[Group] = []
    for name in space_first(result.scenario.measures):
        space = bool(result.scenario.measures[name].brings.areas)
        left_out = {"days_open" if space else "", "" if _ever(result, f"{name}_at_start") else "at_start"}
        wanted = [what for what in MEASURE if what not in left_out]
        told = [*((f"{name}_{what}", "") for what in wanted), (f"cost_{name}", say("cost"))]
        if _ever(result, f"cost_{name}_later"):
            told.append((f"cost_{name}_later", say("of it due after the end")))
        groups.append(_group(result, words.capital(words.plain(name)), told))
    groups.append(_group(result, say("Crowding and time"), _flow(result)))
    years = (f"cost_total_{year.name}" for year in fiscal_years(result.scenario))
    money = (*MONEY, *(name for name in ("cost_total_later", *years, "cost_before_start") if _ever(result, name)))
    groups.append(_group(result, say("Cost"), ((name, "") for name in money)))
    return [group for group in groups if group.rows]


def _group(result: "Result", heading: str, told: Iterable[tuple[str, str]]) -> Group:
    """Return figures under a heading, by name and label ("": the declared one), without those that can only be
    nought.
    """
    there = ((name, label) for name, label in told if name in result.summary and not result.figures[name].is_nought)
    return Group(heading, tuple(row(result, name, label or said(result.figures[name].short)) for name, label in there))


def _ever(result: "Result", name: str) -> bool:
    """Return whether a figure is above nought in any run."""
    found = result.summary.get(name)
    return found is not None and found.n > 0 and found.mean > 0


def _flow(result: "Result") -> Iterator[tuple[str, str]]:
    """Yield the figures of crowding and time, with what the table calls them ("": as they are declared)."""
    areas = result.scenario.space.areas
    yield from ((f"over_capacity_hours_{area}", say("over space, {area}", area=words.plain(area))) for area in areas)
    if areas:  # outside is where people wait for an area
        yield "outside_peak", ""
    for area, settings in areas.items():
        yield f"peak_{area}", say("most in {area}, of {places}", area=words.plain(area), places=settings.persons)
    yield "on_site_peak", ""
    for name in IF_ANY:
        if _ever(result, name):
            yield name, ""
    named = stay_phrases(result.scenario, result.withheld)
    if result.withheld:
        limit = stay_limit(result.scenario)
        yield named["mean"], say("stay up to {limit} h, mean", limit=limit)
        yield named["p95"], say("stay up to {limit} h, 95% below", limit=limit)
    else:
        yield named["mean"], say("stay, mean")
        yield named["p95"], say("stay, 95% below")
    yield from ((f"within_{h}h", say("served and gone, {hours} h", hours=h)) for h in within_hours(result.scenario))
    yield from ((name, "") for name in ("returned_share", "returned"))


def row(result: "Result", name: str, label: str = "") -> Row:
    """Return one figure as a row."""
    summary = result.summary[name]
    label = words.capital(label or said(result.figures[name].label))
    if summary.kind == "date":
        return _date_row(result, summary, label)
    currency = result.scenario.currency
    flag = summary.kind == "flag"
    spread = words.NOT_KNOWN if flag else words.spread(summary, currency)
    ends = ("", "") if flag else words.spread_ends(summary, currency)
    within = say("exact") if result.figures[name].is_nought else words.interval(summary, currency) or _without(summary)
    assumed = over_sets(result, summary)
    return Row(label, words.mean(summary, words.unit_of(summary), currency), within, spread, ends, assumed)


def _without(summary: "Summary") -> str:
    return words.no_interval(summary) or words.NOT_KNOWN


def _date_row(result: "Result", summary: "Summary", label: str) -> Row:
    if summary.n == 0:
        return Row(label, say("never"), words.NOT_KNOWN, words.NOT_KNOWN)
    dates = Dates(result.scenario, abbreviated=True)
    year = dates.clock.at(int(summary.p50)).year
    within = dates.span(summary.low, summary.high, year) if summary.low == summary.low else _without(summary)
    assumed = over_sets(result, summary)
    if not words.has_spread(summary):
        return Row(label, dates.day(summary.p50), within, words.NOT_KNOWN, assumed=assumed)
    ends = dates.span(summary.p5_low, summary.p5_high, year), dates.span(summary.p95_low, summary.p95_high, year)
    return Row(label, dates.day(summary.p50), within, dates.span(summary.p5, summary.p95, year), ends, assumed)


def spreads(groups: Iterable[Group]) -> bool:
    """Return whether any row has a range over the runs."""
    return any(row.spread != words.NOT_KNOWN for group in groups for row in group.rows)


def without_spread(result: "Result") -> str:
    """Return why rows have no range over the runs, where there are several runs; empty where all of them are enough."""
    least, runs = needed(SPREAD), len(result.runs)
    if 1 < runs < least:
        return counted(
            "The 5th and 95th percentile of the runs are not told of fewer than {n} run.",
            "The 5th and 95th percentile of the runs are not told of fewer than {n} runs.", least,
        )  # fmt: skip
    dates = (one for one in result.summary.values() if one.kind == "date")
    if runs > 1 and any(0 < one.n < least for one in dates):
        return counted(
            "The range of a date is not told where fewer than {n} of the runs has it.",
            "The range of a date is not told where fewer than {n} of the runs have it.", least,
        )  # fmt: skip
    return ""


def figures(result: "Result") -> list[tuple[str, Row]]:
    """Return every figure in order, by its name."""
    return [(name, row(result, name)) for name in result.names]


def targets(result: "Result") -> list[TargetRow]:
    """Return the targets in file order."""
    rows = []
    for met in result.targets:
        share = words.share(met.share_met, met.low, met.high) if len(result.runs) > 1 else words.NOT_KNOWN
        label, numbers = words.capital(said(result.figures[met.name].label)), target_numbers(met, result)
        rows.append(TargetRow(label, numbers.asked, numbers.found, numbers.interval or words.NOT_KNOWN, share, met.met))
    return rows


class Numbers(NamedTuple):
    """Of a target: what is asked, what was found, with its interval or why there is none; empty for one run."""

    asked: str
    found: str
    interval: str


def target_numbers(met: "TargetMet", result: "Result") -> Numbers:
    """Return what is asked and what was found with the same decimals, so that they can be compared."""
    from sim.experiments.result import in_unit

    summary, target = result.summary[met.name], result.scenario.targets[met.name]
    level = target.at_least or target.at_most
    assert level is not None
    currency, unit = result.scenario.currency, words.unit_of(summary)
    how, wanted = words.rounding(summary, currency), in_unit(level, result.figures[met.name])
    asked = words.decimals_of(wanted / how.scale, 2)
    how = how._replace(decimals=asked if summary.n < 1 else max(how.decimals, asked))
    text = how._replace(decimals=asked).told(wanted, unit)
    asked_said = say("at least {level}", level=text) if target.at_least else say("at most {level}", level=text)
    if summary.n < 1 or words.not_reached(summary):
        return Numbers(asked_said, words.mean(summary, unit, currency), words.no_interval(summary))
    within = words.interval(summary, currency, how) or words.no_interval(summary)
    return Numbers(asked_said, how.told(summary.mean, unit), within)
