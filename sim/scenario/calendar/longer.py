"""The longer warm-up against which one is held: by `check` without playing, by the warm-up test with it."""

from sim.arrays import DAY, DAYS_OF_WEEK
from sim.scenario.language.sections import WARM_UP, Sections


def longer_warm_up(scenario: Sections) -> float:
    """Return a warm-up twice as long as that of the scenario, at least a week longer, as far as one may be; seconds."""
    days = round(scenario.warm_up / DAY)
    return min(float(max(2 * days, days + DAYS_OF_WEEK) * DAY), WARM_UP.most)
