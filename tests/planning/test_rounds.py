"""The rounds of a proof: each on people of its own, and the chance of a false proof of them all together."""

from collections.abc import Callable

import numpy as np
import pytest

from sim.experiments.result import Result
from sim.planning import proof
from sim.planning.effort import Effort
from sim.planning.proof import staffing
from sim.planning.rounds import CHANCE, errors, limits
from sim.scenario.figures import FigureInfo
from sim.scenario.schema import Scenario
from sim.views.staffing import sentences, summary
from sim.views.staffing.proofs import rows

HOURS = FigureInfo("time_on_site_mean", "h", "hours", "")
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
def test_every_round_meets_people_that_nothing_met_before(
    small: Callable[..., Scenario], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four runs a round prove little, so that rounds follow; all that is played is noted."""
    met: list[int] = []
    play, judge = Effort.play, proof.judged
    before: list[tuple[int, list[int]]] = []

    def noted(self: Effort, scenario: Scenario, replications: int) -> Result:
        met.append(scenario.seed)
        return play(self, scenario, replications)

    def judged(result: Result, *rest: object) -> object:
        before.append((result.scenario.seed, met[:-1]))
        return judge(result, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Effort, "play", noted)
    monkeypatch.setattr(proof, "judged", judged)
    scenario = small(targets={"wait_interview_p95": {"at_most": "30 min"}})
    found = staffing(scenario, Effort(search=3, proof=4, tries=4))
    assert len(found.rounds) > 2 and found.proven
    assert all(seed not in earlier for seed, earlier in before)
    seeds = [one.seed for one in found.rounds]
    assert len({found.scenario.seed, *seeds}) == len(seeds) + 1 and found.today.seed == found.proposed.seed == seeds[-1]
    hours = [one.hours for one in found.rounds]
    assert hours == sorted(hours) and hours[-1] == found.hours
    said = "\n".join(sentences(found))
    assert all(f"Round {number} (4 runs, seed {seed}, " in said for number, seed in enumerate(seeds, 1))
    verdicts = [one["verdicts"]["wait_interview_p95"]["verdict"] for one in summary(found)["rounds"]]
    assert verdicts[-1] == "proven" and set(verdicts[:-1]) <= {"met, not proven", "MISSED"}
    table = list(rows(found))
    assert len(table) == len(seeds) + 1 and [row[1] for row in table[1:]] == seeds
