"""Do 95% intervals hold in 95% of experiments? Of a run, of a paired difference, and of all that a comparison shows.

400 experiments of 16 replications: M/M/c on the second day after it was empty, where the truth is known exactly
(`transient`). An interval that covers with probability 0.95 covers in at least 368 of 400 experiments, but for one in
200: the lower edge of the 99% band of the binomial distribution, by which each of the seven counts is judged. The
seed is fixed; whole seconds (half a second of an hour) move the truth by less than a hundredth of a standard error.
Student's t holds its level for figures that are nearly normal, or many: just above capacity the queue is not as
lopsided as below (skewness up to 0.7 with 16 replications costs about half a point of the 95).
"""

from dataclasses import replace
from pathlib import Path

import pytest
import transient

from sim.experiments.comparison.compare import paired
from sim.experiments.result import Result
from sim.experiments.run import run_many
from sim.scenario.load import load

pytestmark = [pytest.mark.theory, pytest.mark.slow]

EXPERIMENTS, EACH = 400, 16
FIGURES = ("on_site_mean", "left", "nights_on_site")  # nights: the number at 04:00
MINUTES = {"c": 60, "c + 1": 60, "c - 1": 60, "quicker": 54}
SERVERS = {"c": 7, "c + 1": 8, "c - 1": 6, "quicker": 7}


def truth(name: str) -> dict[str, float]:
    found = transient.mmc(192 / 24, MINUTES[name] / 60, SERVERS[name], 24, 24, 4)
    return dict(zip(FIGURES, found, strict=True))


def played() -> dict[str, Result]:
    file = Path(__file__).parent / "scenarios" / "mmc_day.yaml"
    scenarios = {}
    for name in MINUTES:
        time = f"process.steps.desk.time={{exponential: {{mean: {MINUTES[name]} min}}}}"
        scenarios[name] = load(file, [time, f"staff.officers.shifts.all_day.on_duty={SERVERS[name]}"]).scenario
    found = run_many(scenarios, EXPERIMENTS * EACH, figures_only=True)
    return {name: only(result) for name, result in found.items()}


def only(result: Result) -> Result:
    """The result with no other figures than those that are judged."""
    columns = [result.names.index(name) for name in FIGURES]
    runs = tuple(run._replace(figures=run.figures[columns]) for run in result.runs)
    return replace(result, names=FIGURES, runs=runs)


def test_intervals_cover_as_often_as_they_say() -> None:
    from scipy.stats import binom

    results, truths = played(), {name: truth(name) for name in MINUTES}
    covered = dict.fromkeys([*FIGURES, *(f"paired {name}" for name in FIGURES), "all at once"], 0)
    for k in range(EXPERIMENTS):
        part = {
            name: replace(result, asked=EACH, runs=result.runs[k * EACH : (k + 1) * EACH])
            for name, result in results.items()
        }
        found = paired(part, figures=FIGURES)
        assert found.intervals == 9
        for name in FIGURES:
            one, step = part["c"].summary[name], truths["c + 1"][name] - truths["c"][name]
            covered[name] += one.low <= truths["c"][name] <= one.high
            difference = found.others[0].differences[name]
            covered[f"paired {name}"] += difference.low_alone <= step <= difference.high_alone
        covered["all at once"] += all(
            other.differences[name].low <= truths[other.label][name] - truths["c"][name] <= other.differences[name].high
            for other in found.others
            for name in FIGURES
        )
    least = int(binom.ppf(0.005, EXPERIMENTS, 0.95))
    assert least == 368
    assert {name: count for name, count in covered.items() if count < least} == {}, covered
