"""What `portsim run scenarios/lacolle-2025.yaml` says of chance and of assumptions, recomputed from its files."""

import csv
import math
from collections.abc import Generator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import simpy
from rich.console import Console
from scipy import stats

from sim.arrays import F
from sim.experiments.output import write
from sim.experiments.playing.runner import Runner
from sim.experiments.result import Result
from sim.experiments.run import run
from sim.experiments.studies import with_assumption_sets
from sim.port.port import Port
from sim.scenario.load import load
from sim.views.kit.terminal_table import main_figures
from sim.views.run.assumption_words import FIXED, LEFT_OUT, assumption_sentence
from sim.views.run.decision import decision

pytestmark = [pytest.mark.slow, pytest.mark.unit]

ROOT = Path(__file__).parents[2]
RUNS, SETS, PER_SET = 12, 20, 2
MEASURE = "leased_hall_ordered"


@pytest.fixture(scope="module")
def result() -> Result:
    played = run(load(ROOT / "scenarios" / "lacolle-2025.yaml").scenario, RUNS)
    return with_assumption_sets(played, SETS, PER_SET, Runner())


@pytest.fixture(scope="module")
def files(result: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lacolle")
    write(result, folder)
    return folder


def column(file: Path, name: str, **only: str) -> F:
    with file.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if all(row[key] == value for key, value in only.items())]
    return np.array([float(row[name]) for row in rows])


def of_share(count: int, of: int) -> tuple[float, float]:
    """The 95% interval of a share: Wilson's (1927); Poisson's at an end that three or fewer make."""
    z, share = float(stats.norm.ppf(0.975)), count / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    low = stats.chi2.ppf(0.05, 2 * count) / 2 / of if 1 <= count <= 3 else middle - half
    rest = of - count
    high = 1 - stats.chi2.ppf(0.05, 2 * rest) / 2 / of if 1 <= rest <= 3 else middle + half
    return 0.0 if count == 0 else float(low), 1.0 if rest == 0 else float(high)


def test_the_interval_of_chance_is_that_of_the_runs_as_written(result: Result, files: Path) -> None:
    ordered = column(files / "kpis.csv", MEASURE)
    found = result.summary[MEASURE]
    assert ordered.size == RUNS and found.mean == pytest.approx(ordered.mean())
    assert (found.low, found.high) == pytest.approx(of_share(int(ordered.sum()), RUNS), abs=1e-9)


@pytest.mark.parametrize("name", [MEASURE, "on_site_peak", "cost_total"])
def test_the_interval_with_assumptions_is_the_spread_of_the_sets_without_the_noise_within(
    name: str, result: Result, files: Path
) -> None:
    """By one-way random effects: the means drawn in towards their median until their variance is that of the sets
    alone. Of twenty sets the first is the 5th percentile and the nineteenth the 95th."""
    table = column(files / "assumption_sets.csv", name, law="stated").reshape(SETS, PER_SET)
    means, noise = table.mean(axis=1), table.var(axis=1, ddof=1).mean() / PER_SET
    kept = math.sqrt(max(means.var(ddof=1) - noise, 0.0) / means.var(ddof=1))
    own = np.sort(np.median(means) + kept * (means - np.median(means)))
    own = np.clip(own, 0, 1) if name == MEASURE else own
    assert result.assumption_sets is not None
    found = result.assumption_sets.spread(name)
    assert (found.low, found.high) == pytest.approx((own[0], own[18]))


def test_the_sentence_in_frequencies_is_that_of_the_files(result: Result, files: Path) -> None:
    said = assumption_sentence(result)
    shares = {}
    for law in ("stated", "uniform"):
        table = column(files / "assumption_sets.csv", MEASURE, law=law).reshape(SETS, PER_SET)
        shares[law] = int((table.sum(axis=1) == PER_SET).sum()), int((table.sum(axis=1) == 0).sum())

    def told(count: int) -> str:
        low, high = of_share(count, SETS)
        return f"{count} ({SETS * low:.0f}–{SETS * high:.0f})"

    every, none = shares["stated"]
    assert said.startswith(
        f"In {told(every)} of {SETS} sets of assumptions every run orders the leased hall. In {told(none)} none does. "
        f"With uniform ranges of the same ends it is every run in {told(shares['uniform'][0])}, and none in "
        f"{told(shares['uniform'][1])}. Each set is played 2 times."
    )
    assert "every run orders the district officers" in said, "each measure has its sentence"


def test_a_file_without_ranges_and_one_whose_sets_are_left_out_say_so(result: Result) -> None:
    import sim

    port = sim.load(ROOT / "scenarios" / "minimal.yaml", ["end=2025-07-04"])
    assert assumption_sentence(run(port, 1)) == FIXED
    unsure = port.edited(
        {
            "staff.officers.absence": "5%",
            "uncertain": {"staff.officers.absence": {"uniform": ["0%", "10%"]}},
        }
    )

    def policy(port: Port) -> Generator[simpy.Event, Any, None]:
        yield port.env.timeout(60)

    found = sim.run(unsure, 2, workers=1, policies=[policy])
    assert found.assumption_sets is None and assumption_sentence(found) == LEFT_OUT


def test_no_number_of_the_table_is_broken_on_80_columns_and_both_intervals_have_the_unit_of_the_value(
    result: Result,
) -> None:
    console = Console(width=80, force_terminal=False)
    with console.capture() as capture:
        console.print(main_figures(result))
    lines = capture.get().splitlines()
    rows = [row for group in decision(result) for row in group.rows]
    assert len(rows) > 20
    for row in rows:
        assert any(all(part in line for part in (row.value, row.interval, row.assumed)) for line in lines), row
    spread = result.assumption_sets.spread("cost_leased_hall") if result.assumption_sets else None
    assert spread is not None and result.summary["cost_leased_hall"].mean < 1e6 < spread.high
    (cost,) = [
        row
        for group in decision(result)
        for row in group.rows
        if row.label == "Cost" and group.heading == "Leased hall"
    ]
    assert float(cost.assumed.split("–")[1].replace(",", "")) == pytest.approx(spread.high, rel=0.1)
