"""The longer warm-up against which one is held: by `check` without playing, by the warm-up test with it."""

from sim.arrays import DAY, DAYS_OF_WEEK
from sim.scenario.schema import Scenario


def longer(scenario: Scenario) -> Scenario:
    """The scenario with a warm-up twice as long, at least a week longer; the counted span is the same."""
    days = round(scenario.warm_up / DAY)
    return scenario.model_copy(update={"warm_up": float(max(2 * days, days + DAYS_OF_WEEK) * DAY)})
