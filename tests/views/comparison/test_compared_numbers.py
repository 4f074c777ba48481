"""The numbers of a comparison's first screen, computed again from the `kpis.csv` of each scenario, in plain Python."""

import csv
import io
import math
import statistics
from collections.abc import Callable
from datetime import datetime

import numpy as np
import pytest
from compared_results import CASES, a_third, as_written, compared, hall, more_officers

from sim.experiments.comparison.compare import Comparison
from sim.experiments.comparison.output import differences
from sim.experiments.output import kpis, lines
from sim.views.comparison.first.against import verdict
from sim.views.comparison.first.compared_screen import front
from sim.views.comparison.first.gaps import common, effects
from sim.views.comparison.first.sides import boxes, in_time, waits
from sim.views.text.statement import Condition, Number, Statement

pytestmark = pytest.mark.unit
Row = dict[str, str]
Table = dict[str, Row]  # by the number of the replication


def by_chance(seed: int) -> Comparison:
    """Two scenarios in which the measure is ordered, opens and costs by chance."""
    rng = np.random.default_rng(seed)
    runs, often = int(rng.integers(2, 40)), rng.random(2)

    def figures(chance: float, more: float) -> Callable[[int], dict[str, float]]:
        def of(number: int) -> dict[str, float]:
            own = {
                "over_capacity_hours_hall": more * float(rng.integers(0, 3)),
                "cost_total": 1e6 * more * rng.random(),
            }
            cost = float(rng.integers(0, 10**6))
            return a_third(number) | hall(number, ordered=bool(rng.random() < chance), cost=cost) | own

        return of

    return compared(as_written(figures(often[0], 1.0), runs=runs), more_officers(figures(often[1], 1.2), runs=runs))


RANDOM: dict[str, Callable[[], Comparison]] = {f"seed {seed}": lambda seed=seed: by_chance(seed) for seed in range(4)}  # type: ignore[misc]


@pytest.fixture(scope="module", params=CASES | RANDOM)
def comparison(request: pytest.FixtureRequest) -> Comparison:
    return (CASES | RANDOM)[request.param]()


def every_statement(comparison: Comparison) -> list[Statement]:
    found = verdict(comparison)
    ahead = boxes(comparison, front(comparison, found))
    told = [one for told in found.told for one in (*told.effects, told.cost) if one]
    said = [one for other in comparison.others for one in effects(comparison, other)]
    sides = [one for box in ahead for one in (*box.sides, box.gap) if one]
    return [*told, *said, *sides, *in_time(comparison), *waits(comparison)]


def test_every_number_can_be_computed_again(comparison: Comparison) -> None:
    tables = {label: table(result) for label, result in common(comparison).items()}
    checked = 0
    for statement in every_statement(comparison):
        for role, number in statement.numbers.items():
            again = computed(number, tables, comparison)
            told = (statement.kind, statement.subject, role, number)
            assert math.isnan(again) == math.isnan(number.value), told
            assert math.isnan(again) or math.isclose(again, number.value, rel_tol=1e-9, abs_tol=1e-9), told
            checked += 1
    assert checked > 10


def table(result: object) -> Table:
    rows = csv.DictReader(io.StringIO("".join(lines(kpis(result)))))  # type: ignore[arg-type]
    return {row["replication"]: row for row in rows}


def computed(number: Number, tables: dict[str, Table], comparison: Comparison) -> float:
    if number.how in ("shorter", "longer", "as long"):
        return followed(number, comparison)
    if number.how in ("gap low", "gap high"):
        return ends(number, comparison)
    first, own = tables[comparison.label], tables[number.of]
    if number.how == "gap":
        return gap(first, own, number.figure)
    kept = [row for row in own.values() if all(holds(row, one) for one in number.among)]
    if number.how == "runs":
        return float(len(kept))
    if number.how in ("low", "high"):  # of a mean; they have tests of their own
        return float(getattr(common(comparison)[number.of].summary[number.figure], number.how))
    values = sorted(value(row, number) for row in kept if there(row, number))
    if not values:
        return math.nan
    if number.how in ("p5", "p95"):
        share = 0.05 if number.how == "p5" else 0.95
        return next(one for k, one in enumerate(values, 1) if k >= share * len(values) - 1e-9)
    taken = {"mean": statistics.fmean, "median": statistics.median, "least": min, "most": max}
    return float(taken[number.how](values))


def there(row: Row, number: Number) -> bool:
    return bool(row.get(number.figure)) and (not number.since or bool(row[number.since]))


def value(row: Row, number: Number) -> float:
    if not number.since:
        return float(row[number.figure])
    return days(row[number.figure], row[number.since])


def days(later: str, earlier: str) -> float:
    return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds() / 86400


def gap(first: Table, own: Table, figure: str) -> float:
    """The mean difference of the pairs in which both have the figure; of dates the median, in days."""
    pairs = [(own[number][figure], row[figure]) for number, row in first.items() if row[figure] and own[number][figure]]
    if pairs and "T" in pairs[0][0]:
        return statistics.median(days(*pair) for pair in pairs)
    steps = [float(new) - float(old) for new, old in pairs]
    return statistics.fmean(steps) if steps else math.nan


def ends(number: Number, comparison: Comparison) -> float:
    """The end of an interval as `differences.csv` has it."""
    head, *rows = (list(map(str, row)) for row in differences(comparison))
    row = next(dict(zip(head, row, strict=True)) for row in rows if row[:2] == [number.of, number.figure])
    column = "low" if number.how == "gap low" else "high"
    text = row[column] or (row[f"{column}_alone"] if row["shown"] == "0" and not math.isnan(number.value) else "")
    return number.value if row["shown"] == "0" else float(text) if text else math.nan


def followed(number: Number, comparison: Comparison) -> float:
    other = next(one for one in comparison.others if one.label == number.of)
    rows = [met.by_change.tolist() for met in other.people]
    part = {"shorter": slice(0, 4), "as long": slice(4, 5), "longer": slice(5, 9)}[number.how]
    return statistics.fmean(sum(row[part]) / sum(row) for row in rows)


def holds(row: Row, one: Condition) -> bool:
    text = row.get(one.figure, "")
    if one.test in ("there", "not there"):
        return (text != "") == (one.test == "there")
    if one.test == "in month":
        return text.startswith(one.month)
    return text != "" and (float(text) > 0 if one.test == "above nought" else float(text) == 0)


def test_a_verdict_says_only_what_is_clear_of_chance(comparison: Comparison) -> None:
    found = verdict(comparison)
    clear = {(other.label, one.name) for other in comparison.others for one in other.differences.values()
             if one.verdict in ("more", "less")}  # fmt: skip
    for told in found.told[:1]:
        for one in told.effects[1:]:
            assert (told.other.label, one.numbers["gap"].figure) in clear or one.conditions[0].startswith("only")
    shown = {(other.label, name) for other in comparison.others for name in comparison.figures}
    if found.kind in ("alike", "same", "chance"):
        assert not clear & shown
