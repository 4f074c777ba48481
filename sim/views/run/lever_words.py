"""What would have avoided it, in a table: each lever, what it avoids, what it costs, what it leaves as it is."""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from sim.experiments.comparison.differences import RARE
from sim.experiments.result import Summary
from sim.views.comparison.difference_words import Steps, few
from sim.views.text import words
from sim.views.text.dates import Dates
from sim.wording import Noted, counted, noted, said, say

if TYPE_CHECKING:
    from sim.experiments.comparison.differences import Difference
    from sim.experiments.result import Result
    from sim.experiments.statistics.lever_lines import LeverLine, Levers

COST = "cost_total"
LABELS: dict[str, Noted] = {  # of each kind of lever; what is in braces is named by the scenario
    "officer": noted("{pool}: one more on each shift"),
    "telephone": noted("{pool}: one by telephone where the shift has nobody"),
    "room": noted("{rooms}: one more"),
    "hotel": noted("{rooms}: twice as many"),
    "hotel of": noted("{measure}: twice the {rooms}"),
    "departure": noted("{step}: one more departure a day, at {at}"),
    "places": noted("{area}: {places} places more"),
    "lead": noted("{measure}: half the lead time"),
    "stages": noted("{measure}: half of its space after half the lead time"),
    "retainer": noted("{measure}: kept under its retainer"),
    "measure": noted("{measure}: called on by its rule"),
    "without": noted("{measure}: taken away (it is on as written)"),
    "moved": noted("{pool}: the same hours moved"),
    "earlier": noted("{measure}: ordered on {on}, {days} days before its median date"),
    "own": noted("{lever}: {state}"),
}


class LeverCell(NamedTuple):
    """A number of a lever: its value, below it the interval or why there is none, and whether it is clear of chance."""

    value: str
    within: str = ""
    clear: bool = True

    @property
    def text(self) -> str:
        """Return all of it on a line: "+104 (+60 to +150)"."""
        if self.clear or not self.within:
            return words.beside(self.value, self.within)
        return say("{value} ({within}; not proven)", value=self.value, within=self.within)


class LeverRow(NamedTuple):
    """A lever as a row: what it is, crowding, the other figures in order, cost, cost an hour, what stays as it is."""

    label: str
    crowding: LeverCell
    figures: tuple[LeverCell, ...]
    cost: LeverCell
    per_hour: LeverCell
    same: str
    idle: bool  # it leaves crowding, every wait and the cost as they are
    priced: bool  # whether what it costs is in the costs


class LeverTable(NamedTuple):
    """The levers of a run: headings of the figures, rows that could have been done, rows of hindsight, what it is."""

    headings: tuple[str, ...]
    rows: tuple[LeverRow, ...]
    hindsight: tuple[LeverRow, ...]
    note: str


def table(result: "Result") -> LeverTable | None:
    """Return the levers of a run, those that avoid most first; None where there are none."""
    levers = result.levers
    if levers is None or not levers.lines:
        return None
    steps = Steps(result.scenario.currency, result.figures, Dates(result.scenario))
    ordered = sorted(levers.lines, key=_by_avoided)
    rows = [(line.hindsight, _row(result, steps, line)) for line in ordered]
    names = [name for name in levers.lines[0].figures if name != COST]
    return LeverTable(
        tuple(words.capital(said(result.figures[name].label)) for name in names),
        tuple(row for late, row in rows if not late),
        tuple(row for late, row in rows if late),
        note(levers),
    )


def idle(found: LeverTable) -> list[str]:
    """Return the sentence of the levers that change nothing in any run; none where each changes something."""
    names = [row.label for row in found.rows if row.idle]
    return [say("No difference in any run: {levers}.", levers="; ".join(names))] if names else []


def _by_avoided(line: "LeverLine") -> tuple[int, float]:
    """Return the place of a line: clearly avoided, then not clear, then clearly more."""
    place = {"less": 0, "more": 2}.get(line.crowding.verdict, 1)
    return place, line.crowding.difference if not math.isnan(line.crowding.difference) else 0.0


def note(levers: "Levers") -> str:
    """Return how the levers were played, and what their intervals hold."""
    return counted(
        "One change at a time, on the same people, in the first {runs} of {of} runs. The intervals hold at once at 95% "
        "over the {n} change and all its figures; that of the cost per person-hour is Fieller’s.",
        "One change at a time, on the same people, in the first {runs} of {of} runs. The intervals hold at once at 95% "
        "over all {n} changes and figures; that of the cost per person-hour is Fieller’s.",
        len(levers.lines), runs=levers.runs, of=levers.of,
    )  # fmt: skip


def label(result: "Result", line: "LeverLine") -> str:
    """Return what a lever is: "Officers: one more on each shift"."""
    of = {key: value if line.kind == "own" else words.plain(str(value)) for key, value in line.of.items()}
    if line.kind == "earlier":
        dates = Dates(result.scenario)
        of["on"] = dates.day(dates.clock.tick(line.of["on"]))
    return words.capital(said(LABELS[line.kind]).format(**of))


def _row(result: "Result", steps: Steps, line: "LeverLine") -> LeverRow:
    figures = tuple(_cell(steps, one) for name, one in line.figures.items() if name != COST)
    cost = _cell(steps, line.figures[COST]) if COST in line.figures else LeverCell(words.NOT_KNOWN)
    told = (_avoided(steps, line.crowding), figures, cost, _per_hour(result, line), *_same(result, line))
    return LeverRow(label(result, line), *told, line.price != "none")


def _avoided(steps: Steps, crowding: "Difference") -> LeverCell:
    """Return how many crowded person-hours a lever avoids; below nought, how many it adds."""
    turned = crowding._replace(
        difference=-crowding.difference, low=-crowding.high, high=-crowding.low, sign=-crowding.sign,
        low_alone=-crowding.high_alone, high_alone=-crowding.low_alone, unit="",
    )  # fmt: skip
    return _cell(steps, turned)


def _cell(steps: Steps, one: "Difference") -> LeverCell:
    """Return a difference with its interval; that it is none, or how few of the pairs differ."""
    match one.verdict:
        case "same":
            return LeverCell(say("the same"))
        case "absent":
            return LeverCell(words.NOT_KNOWN)
        case "unknown":
            return LeverCell(steps.step(one), say("{k} of {n} differ", k=one.changed, n=one.n), clear=False)
        case "chance":
            return LeverCell(steps.step(one), steps.within(one), clear=False)
    rare = few(one) if one.changed < RARE else ""  # others are without an interval because most are alike
    return LeverCell(steps.step(one), steps.within(one) or rare)


def _per_hour(result: "Result", line: "LeverLine") -> LeverCell:
    """Return the cost of each crowded person-hour avoided, with Fieller's interval; why there is none."""
    if line.price == "none":
        return LeverCell(say("no price"))
    if line.per_hour is None or math.isnan(line.per_hour.low):
        return LeverCell(words.NOT_KNOWN)
    value, low, high = line.per_hour
    nan, currency = math.nan, result.scenario.currency
    about = Summary("", "money", "", line.crowding.of, value, low, high, nan, nan, nan)
    how = words.rounding(about, currency)
    between = say("{low} to {high}", low=how.text(low), high=how.text(high)) if low < high else ""
    return LeverCell(words.mean(about, "", currency), between)


def _same(result: "Result", line: "LeverLine") -> tuple[str, bool]:
    """Return what a lever leaves as it is in every run (crowding of areas, waits for steps, cost), and whether it is
    all.
    """
    areas, moved_areas = _parted(result, line, "over_capacity_person_hours_{}", result.scenario.space.areas)
    steps, moved_steps = _parted(result, line, "wait_{}_mean", result.scenario.process.steps)
    cost = COST in line.same
    if cost and not moved_areas and not moved_steps:
        return say("crowding, every wait and the cost"), True
    if steps and not moved_steps:
        waits = say("every wait")
    elif len(steps) > len(moved_steps):
        waits = say("every wait but those for {steps}", steps=words.listed(moved_steps))
    else:
        waits = say("waits for {steps}", steps=words.listed(steps)) if steps else ""
    told = [say("crowding of the {areas}", areas=words.listed(areas)) if areas else "", waits]
    told += [say("the cost")] if cost else []
    return "; ".join(one for one in told if one) or words.NOT_KNOWN, False


def _parted(result: "Result", line: "LeverLine", figure: str, names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return those of areas or steps whose figure a lever leaves as it is in every run, and those it moves; of a step
    that nobody comes to there is no wait.
    """
    of = {name: figure.format(name) for name in names}
    there = [name for name, key in of.items() if key in result.names and _known(result, key)]
    left = [name for name in there if of[name] in line.same]
    return [words.plain(name) for name in left], [words.plain(name) for name in there if name not in left]


def _known(result: "Result", figure: str) -> bool:
    return not result.figures[figure].is_nought and result.summary[figure].n > 0
