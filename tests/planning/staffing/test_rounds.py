"""The rounds of a proof: each on people of its own, and the chance of a false proof of them all together."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from sim.experiments.result import Result, summarise
from sim.experiments.run import run
from sim.planning.staffing import proof
from sim.planning.staffing.effort import Effort
from sim.planning.staffing.proof import staffing
from sim.planning.staffing.rounds import CHANCE, errors, judged, limits
from sim.scenario.catalogue.figure import FigureInfo
from sim.scenario.schema import Scenario
from sim.views.staffing import sentences, summary
from sim.views.staffing.proofs import rows

HOURS = FigureInfo("time_on_site_mean", "h", "hours", "")
WITHIN = FigureInfo("within_24h", "", "share", "")
FLAG = FigureInfo("tents_ordered", "", "flag", "")


@pytest.mark.unit
@pytest.mark.parametrize("rounds", [1, 2, 8])
def test_the_rounds_share_one_chance_of_error(rounds: int) -> None:
    spent = errors(rounds)
    assert len(spent) == rounds and min(spent) > 0
    assert sum(spent) == pytest.approx(CHANCE)


@pytest.mark.theory
@pytest.mark.parametrize(("figure", "runs"), [(HOURS, 20), (HOURS, 100), (FLAG, 40)])
def test_what_misses_is_seldom_called_proven_in_any_round(figure: FigureInfo, runs: int) -> None:
    """2,000 searches of eight rounds, the truth of every one exactly at the target: at most 5% end in a false proof.

    Error rate of the test: the share of false proofs has a standard error of 0.5 points; it fails above 5% + 3 of them.
    """
    chance, false = np.random.default_rng(8), 0
    for _ in range(2000):
        for error in errors(8):
            values = (chance.random(runs) < 0.9).astype(float) if figure is FLAG else chance.normal(0.9, 0.3, runs)
            if limits(figure, values, error)[0] >= 0.9:
                false += 1
                break
    assert false / 2000 < CHANCE + 3 * (CHANCE * (1 - CHANCE) / 2000) ** 0.5


@pytest.mark.unit
def test_a_flag_that_is_up_in_every_run_is_not_certain() -> None:
    low, high = limits(FLAG, np.ones(10), 0.025)
    assert low == pytest.approx(0.025**0.1) and high == 1
    assert limits(FLAG, np.zeros(10), 0.025)[1] == pytest.approx(1 - 0.025**0.1)


@pytest.mark.unit
@pytest.mark.parametrize("figure", [WITHIN, HOURS, FLAG], ids=lambda one: one.kind)
def test_the_limit_of_a_proof_is_never_within_the_interval_that_is_printed(figure: FigureInfo) -> None:
    """Of every number of runs, of values that are all alike, at an end or inside, rare, and spread out."""
    chance = np.random.default_rng(4)
    for runs in (1, 2, 4, 7, 20, 100):
        rare = (chance.random(runs) < 0.3).astype(float)
        cases = [np.zeros(runs), np.ones(runs), rare, 1 - rare]
        cases += [] if figure is FLAG else [np.full(runs, 0.7), chance.random(runs), 1 - rare * chance.random(runs)]
        for values in cases:
            printed = summarise(figure, values)
            for error in (*errors(1), *errors(8)):
                low, high = limits(figure, values, error)
                if math.isnan(low):  # which keeps no target
                    assert math.isnan(high)
                else:
                    assert low <= printed.low <= printed.high <= high


@pytest.mark.unit
def test_four_runs_that_are_alike_do_not_prove_what_their_interval_leaves_open(
    small: Callable[..., Scenario],
) -> None:
    """All were gone within a day in four runs: 40% to 100%, so 80% is met and not proven. 200 runs do prove it."""
    target = small(targets={"within_24h": {"at_least": "80%"}})
    few, many = (all_gone(target, runs) for runs in (4, 200))
    (verdict,) = judged(few, (), 0.01)
    assert few.summary["within_24h"].low == pytest.approx(0.025**0.25) and verdict.limit == pytest.approx(0.01**0.25)
    assert verdict.state == "met" and not verdict.wants_more  # no officer makes it better than it is
    assert judged(many, (), 0.01)[0].state == "proven"


def all_gone(scenario: Scenario, runs: int) -> Result:
    """A result in which everybody was gone within a day."""
    found = run(scenario, 1)
    values = found.runs[0].figures.copy()
    values[found.names.index("within_24h")] = 1.0
    return replace(found, runs=tuple(found.runs[0]._replace(number=n, figures=values) for n in range(1, runs + 1)))


@pytest.mark.unit
def test_every_round_meets_people_that_nothing_met_before(
    small: Callable[..., Scenario], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six runs a round prove little, so that rounds follow; all that is played is noted."""
    met: list[int] = []
    play, judge = Effort.play, proof.judged
    before: list[tuple[int, list[int]]] = []

    def noted(self: Effort, scenario: Scenario, replications: int) -> Result:
        met.append(scenario.seed)
        return play(self, scenario, replications)

    def judging(result: Result, *rest: object) -> object:
        before.append((result.scenario.seed, met[:-1]))
        return judge(result, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Effort, "play", noted)
    monkeypatch.setattr(proof, "judged", judging)
    scenario = small(targets={"wait_interview_mean": {"at_most": "3 min"}})
    found = staffing(scenario, Effort(search=3, proof=6, tries=4))
    assert len(found.rounds) > 2 and found.proven
    assert all(seed not in earlier for seed, earlier in before)
    seeds = [one.seed for one in found.rounds]
    assert len({found.scenario.seed, *seeds}) == len(seeds) + 1 and found.today.seed == found.proposed.seed == seeds[-1]
    hours = [one.hours for one in found.rounds]
    assert hours == sorted(hours) and hours[-1] == found.hours
    said = "\n".join(sentences(found))
    assert all(f"Round {number} (6 runs, seed {seed}, " in said for number, seed in enumerate(seeds, 1))
    verdicts = [one["verdicts"]["wait_interview_mean"]["verdict"] for one in summary(found)["rounds"]]
    assert verdicts[-1] == "proven" and set(verdicts[:-1]) <= {"met, not proven", "missed"}
    table = list(rows(found))
    assert len(table) == len(seeds) + 1 and [row[1] for row in table[1:]] == seeds
