"""Sets of assumptions: what is not known drawn again and again, each set played a few times with chance of its own.

A scenario is played twice over: as stated, and with uniform ranges between the same ends, since a shape that was
guessed should not decide. Runs are replications with numbers of their own (`chance.uncertain_inputs`), so that a store
keeps them next to those as written, and scenarios that are compared meet the same sets and the same people.
"""

from collections.abc import Mapping
from functools import partial

from sim.errors import ArgumentError, ScenarioError
from sim.experiments.playing.runner import ALONE, Runner
from sim.experiments.result import Result
from sim.experiments.run import run_many
from sim.experiments.statistics.assumption_sets import LAWS, AssumptionSets
from sim.people.chance.assumed import assumed
from sim.people.chance.uncertain_inputs import MOST_RUNS, MOST_SETS, called, number_of
from sim.problems import Problem
from sim.scenario.schema import Scenario
from sim.wording import say

SETS, PER_SET = 100, 10


def play_sets(
    scenarios: Mapping[str, Scenario], sets: int = SETS, per_set: int = PER_SET, using: Runner = ALONE
) -> dict[str, AssumptionSets]:
    """Play the sets of every scenario, as one pool of work; of those in which nothing is uncertain there are none.

    ArgumentError for a number of sets or runs that cannot be; ScenarioError where a set holds values that contradict
    each other, before anything is played; otherwise as `run_many`.
    """
    if not (1 <= sets <= MOST_SETS and 1 <= per_set <= MOST_RUNS):
        text = say(
            "found {sets} sets of {runs} runs; allowed: 1 to {most_sets} sets, 1 to {most_runs} runs",
            sets=sets, runs=per_set, most_sets=MOST_SETS, most_runs=MOST_RUNS,
        )  # fmt: skip
        raise ArgumentError(text)
    asked = {key: scenario for key, scenario in scenarios.items() if scenario.uncertain}
    for key, scenario in asked.items():
        _possible(scenario, sets, key)
    if not asked:
        return {}
    numbering = partial(_number, sets, per_set)
    done = run_many(
        asked, len(LAWS) * sets * per_set, using, figures_only=True, together=len(asked) > 1, numbering=numbering
    )
    return {key: _sets(result, sets, per_set) for key, result in done.items()}


def _sets(result: Result, sets: int, per_set: int) -> AssumptionSets:
    return AssumptionSets(result.scenario, sets, per_set, result.names, result.runs)


def _number(sets: int, per_set: int, place: int) -> int:
    """Return the replication that comes 1st, 2nd, ..: all sets as stated, one after the other, then with uniform
    ranges.
    """
    law, rest = divmod(place - 1, sets * per_set)
    return number_of(rest // per_set + 1, rest % per_set + 1, LAWS[law])


def _possible(scenario: Scenario, sets: int, key: str) -> None:
    for law in LAWS:
        for place in range(1, sets + 1):
            number = number_of(place, 1, law)
            try:
                assumed(scenario, number)
            except ScenarioError as error:
                which = say("{which} of {scenario}", which=called(number), scenario=key) if key else called(number)
                text = say("{which} draws values that contradict each other", which=which)
                raise ScenarioError(
                    [Problem("uncertain", f"{text}: {problem.path}: {problem.message}") for problem in error.problems]
                ) from None
