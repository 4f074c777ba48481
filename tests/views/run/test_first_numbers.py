"""The numbers of the first screen are those of `kpis.csv`: each is computed again from the file, in plain Python."""

import csv
import io
import math
import statistics
from collections.abc import Callable, Iterator
from datetime import datetime
from types import SimpleNamespace

import numpy as np
import pytest
from first_results import APRIL, CASES, NAN, of

from sim.experiments.output import kpis, lines
from sim.experiments.result import Result
from sim.experiments.statistics.intervals import of_share
from sim.views.run.first import boxes, doubt, overflow
from sim.views.run.first.phrases import part_of_the_runs
from sim.views.run.first.resting import Condition, Number, Statement

pytestmark = pytest.mark.unit
Row = dict[str, str]


def drawn_at_random(seed: int) -> Result:
    """A result in which the measure is ordered, opens, is needed and is late by chance."""
    rng = np.random.default_rng(seed)
    chance, opens = rng.random(2)

    def hall(number: int) -> dict[str, float]:
        if rng.random() > chance:
            return {"day": NAN, "cost": 0.0, "late_hours": 0.0, "peak_hall": float(rng.integers(50, 300))}
        lead = float(rng.integers(0, 150)) if rng.random() < opens else NAN
        late, needed = float(rng.integers(0, 2) * rng.random() * 90), float(rng.integers(0, 3))
        return {"day": APRIL + float(rng.integers(0, 100)), "lead": lead, "late_hours": late, "days_needed": needed,
                "cost": float(rng.integers(0, 3_000_000)), "peak_hall": float(rng.integers(50, 300))}  # fmt: skip

    return of(hall, runs=int(rng.integers(1, 60)))


RANDOM: dict[str, Callable[[], Result]] = {f"seed {seed}": lambda seed=seed: drawn_at_random(seed) for seed in range(8)}  # type: ignore[misc]


@pytest.fixture(scope="module", params=CASES | RANDOM)
def result(request: pytest.FixtureRequest) -> Result:
    return (CASES | RANDOM)[request.param]()


def every_statement(result: Result) -> list[Statement]:
    return [overflow.verdict(result), *boxes.boxes(result), boxes.wait(result), boxes.sent_back(result),
            doubt.by_chance(result)]  # fmt: skip


def test_every_number_can_be_computed_again_from_kpis_csv(result: Result) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(lines(kpis(result))))))
    checked = 0
    for statement in every_statement(result):
        for role, number in statement.numbers.items():
            again = computed(number, rows, result)
            told = (statement.kind, role, number)
            assert math.isnan(again) == math.isnan(number.value), told
            assert math.isnan(again) or math.isclose(again, number.value, rel_tol=1e-9, abs_tol=1e-9), told
            checked += 1
    assert checked > 10


def computed(number: Number, rows: list[Row], result: Result) -> float:
    kept = [row for row in rows if all(holds(row, one) for one in number.among)]
    if number.how == "runs":
        return float(len(kept))
    if number.how in ("low", "high"):
        return ends(number, rows, result)
    values = sorted(values_of(number, kept))
    if not values:
        return math.nan
    if number.how in ("p5", "p95"):
        share = 0.05 if number.how == "p5" else 0.95
        return next(value for k, value in enumerate(values, 1) if k >= share * len(values) - 1e-9)
    of = {"mean": statistics.fmean, "median": statistics.median, "least": min, "most": max}
    return float(of[number.how](values))


def values_of(number: Number, rows: list[Row]) -> Iterator[float]:
    for row in rows:
        value = row.get(number.figure, "")
        if number.since and value and row[number.since]:
            yield (datetime.fromisoformat(value) - datetime.fromisoformat(row[number.since])).total_seconds() / 86400
        elif value and not number.since:
            yield float(value)


def holds(row: Row, one: Condition) -> bool:
    value = row.get(one.figure, "")
    if one.test in ("there", "not there"):
        return (value != "") == (one.test == "there")
    if one.test == "in month":
        return value.startswith(one.month)
    return value != "" and (float(value) > 0 if one.test == "above nought" else float(value) == 0)


def ends(number: Number, rows: list[Row], result: Result) -> float:
    """The 95% interval: Wilson's of a share; that of a mean is held against the summary, which has tests of its own."""
    values = [float(row[number.figure]) for row in rows if row.get(number.figure)]
    if number.figure not in result.summary:
        return math.nan
    if result.figures[number.figure].kind != "flag":
        return float(getattr(result.summary[number.figure], number.how))
    return float(getattr(of_share(int(sum(values)), len(values)), number.how))


def test_the_four_cases_add_up_to_the_orders(result: Result) -> None:
    if name := overflow.overflow_measure(result):
        ordered = sum(row > 0 for row in result.values[:, result.names.index(f"{name}_ordered")])
        assert overflow.ready(result, name).orders == ordered


def test_the_months_add_up_to_the_orders(result: Result) -> None:
    if name := overflow.overflow_measure(result):
        months = overflow.months(result, name)
        assert sum(one.value for one in months.values()) == overflow.ready(result, name).orders
        if months:
            named = overflow.named_months(months).months
            assert 1 <= len(named) <= 3 and list(named) == sorted(named)


@pytest.mark.parametrize(
    ("orders", "months", "span"),
    [
        ({"2025-04": 31, "2025-07": 22, "2025-03": 6, "2025-09": 7}, ("04", "07"), False),
        ({"2025-02": 1, "2025-04": 1, "2025-07": 1, "2025-09": 1}, ("02", "09"), True),  # a quarter each
        ({"2025-04": 4, "2025-01": 3, "2025-02": 3, "2025-03": 3}, ("01", "04"), True),  # one alone has a quarter
        ({"2025-04": 3, "2026-04": 3, "2026-08": 2}, ("04", "08"), False),
        ({"2025-05": 2}, ("05",), False),
    ],
)
def test_months_are_named_where_they_hold_most_of_the_orders(
    orders: dict[str, int], months: tuple[str, ...], span: bool
) -> None:
    counted = {month: SimpleNamespace(value=count) for month, count in orders.items()}
    assert overflow.named_months(counted) == (months, span)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("late", "needed", "case"),
    [(0.0, 2.0, "in_time"), (3.0, 2.0, "used"), (3.0, 0.0, "late"), (0.0, 0.0, "idle")],
)
def test_when_space_is_in_time(late: float, needed: float, case: str) -> None:
    found = overflow.ready(
        of(lambda n: {"day": APRIL, "late_hours": late, "days_needed": needed}, runs=3), "leased_hall"
    )
    assert {name: one.value for name, one in found._asdict().items()} == {
        name: 3.0 * (name == case) for name in found._fields
    }


@pytest.mark.parametrize(
    ("counted", "orders", "said"),
    [(True, 23, "23 of 100 histories"), (True, 100, "every history"), (False, 33, "one run in three")],
)
def test_a_year_that_was_counted_has_histories_and_no_chance(counted: bool, orders: int, said: str) -> None:
    scenario = SimpleNamespace(arrivals={"door": SimpleNamespace(conditioned_on="counts.csv" if counted else None)})
    result = SimpleNamespace(scenario=scenario, runs=range(100))
    assert part_of_the_runs(result, orders) == said  # type: ignore[arg-type]
