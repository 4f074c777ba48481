"""A scenario as a replication plays it: with the values as written, or with those of its set of assumptions."""

from sim.people.chance.uncertain_inputs import AS_WRITTEN, EVEN, drawn, numbered, uniforms
from sim.scenario.schema import Scenario
from sim.scenario.uncertain.realise import realise


def assumed(scenario: Scenario, number: int) -> Scenario:
    """Return the scenario of replication `number`, in which nothing is uncertain. ScenarioError when values that were
    drawn
    contradict each other."""
    law, place, _ = numbered(number)
    if law == AS_WRITTEN:
        return realise(scenario, {})
    return realise(scenario, uniforms(scenario, place), even=law == EVEN)


def values_in(scenario: Scenario, number: int) -> tuple[float, ...]:
    """Return the values that replication `number` has of what is uncertain (`drawn`); none for a run as written."""
    law, place, _ = numbered(number)
    return () if law == AS_WRITTEN else drawn(scenario, uniforms(scenario, place), law)
