"""Sets of assumptions: what is not known drawn again and again, each set played a few times with chance of its own.

A scenario is played twice over: as stated, and with uniform ranges between the same ends, since a shape that was
guessed should not decide. Runs are replications with numbers of their own (`chance.uncertain_inputs`), so that a store
keeps them next to those as written, and scenarios that are compared meet the same sets and the same people.
"""

import math
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from sim.errors import ArgumentError, ScenarioError
from sim.experiments.playing.runner import ALONE, Runner
from sim.experiments.result import Result
from sim.experiments.run import run_many
from sim.experiments.statistics.assumption_sets import LAWS, AssumptionSets
from sim.experiments.statistics.evidence import Evidence, refuted, weighed
from sim.people.chance.assumed import assumed
from sim.people.chance.uncertain_inputs import MOST_RUNS, MOST_SETS, STATED, called, number_of
from sim.problems import Problem
from sim.scenario.schema import Scenario
from sim.wording import say

SETS, PER_SET = 100, 10
MOST_TIMES = 5  # as many sets as are to stand, drawn at most


def play_sets(
    scenarios: Mapping[str, Scenario], sets: int = SETS, per_set: int = PER_SET, using: Runner = ALONE
) -> dict[str, AssumptionSets]:
    """Play the sets of every scenario, as one pool of work; of those in which nothing is uncertain there are none.

    ArgumentError for a number of sets or runs that cannot be; ScenarioError where a set holds values that contradict
    each other, before anything is played; otherwise as `run_many`.
    """
    _allowed(sets, per_set)
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


def play_standing(
    scenario: Scenario, sets: int = SETS, per_set: int = PER_SET, using: Runner = ALONE
) -> tuple[AssumptionSets | None, Evidence | None]:
    """Return the sets of a scenario that no fact of its `evidence` refutes, and what the facts did.

    Where facts strike some, more are drawn in waves, until `sets` stand or `MOST_TIMES` as many were drawn;
    where none of the first two waves stands, none is drawn after them. No evidence where the scenario has none, or it
    was interrupted; otherwise as `play_sets`.
    """
    found = play_sets({"": scenario}, sets, per_set, using).get("")
    if found is None or found.interrupted or not scenario.evidence:
        return found, None
    while (more := _wave(found, sets)) > 0:
        _possible(scenario, found.asked + more, "", found.asked + 1)
        numbering = partial(_number, more, per_set, first=found.asked + 1)
        runs = len(LAWS) * more * per_set
        done = run_many({"": scenario}, runs, using, figures_only=True, numbering=numbering)[""]
        if done.interrupted:
            return found, None
        every = tuple(sorted((*found.runs, *done.runs), key=lambda run: run.number))
        found = replace(found, asked=found.asked + more, runs=every)
    evidence = weighed(found, sets)
    return evidence.standing, evidence


def _wave(drawn: AssumptionSets, wanted: int) -> int:
    """Return how many sets to draw next: as many as are missing, at the rate at which they stood so far."""
    standing = int((~refuted(drawn, STATED)).sum())
    missing, left = wanted - standing, min(MOST_TIMES * wanted, MOST_SETS) - drawn.asked
    if missing <= 0 or left <= 0 or (not standing and drawn.asked >= 2 * wanted):
        return 0
    return min(left, math.ceil(missing * drawn.asked / standing) if standing else wanted)


def _allowed(sets: int, per_set: int) -> None:
    if not (1 <= sets <= MOST_SETS and 1 <= per_set <= MOST_RUNS):
        text = say(
            "found {sets} sets of {runs} runs; allowed: 1 to {most_sets} sets, 1 to {most_runs} runs",
            sets=sets, runs=per_set, most_sets=MOST_SETS, most_runs=MOST_RUNS,
        )  # fmt: skip
        raise ArgumentError(text)


def _sets(result: Result, sets: int, per_set: int) -> AssumptionSets:
    return AssumptionSets(result.scenario, sets, per_set, result.names, result.runs)


def _number(sets: int, per_set: int, place: int, first: int = 1) -> int:
    """Return the replication that comes 1st, 2nd, ..: all sets as stated, one after the other, then with uniform
    ranges; from set `first` on.
    """
    law, rest = divmod(place - 1, sets * per_set)
    return number_of(rest // per_set + first, rest % per_set + 1, LAWS[law])


def _possible(scenario: Scenario, sets: int, key: str, first: int = 1) -> None:
    for law in LAWS:
        for place in range(first, sets + 1):
            number = number_of(place, 1, law)
            try:
                assumed(scenario, number)
            except ScenarioError as error:
                which = say("{which} of {scenario}", which=called(number), scenario=key) if key else called(number)
                text = say("{which} draws values that contradict each other", which=which)
                raise ScenarioError(
                    [Problem("uncertain", f"{text}: {problem.path}: {problem.message}") for problem in error.problems]
                ) from None
