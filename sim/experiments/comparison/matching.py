"""Which scenarios may be compared: those that meet the same people, at the same port, over the same days."""

from collections.abc import Mapping

from sim.errors import ComparisonError
from sim.scenario.schema import Scenario
from sim.scenario.spelling import spelt

SHARED = {  # what both must have, and why
    "port": "figures of two ports differ for reasons that no scenario contains",
    "time_zone": "the same instant would be another hour of the day",
    "start": "the figures would count other days",
    "end": "the figures would count other days",
    "warm_up": "the counted days would begin from another state",
    "stay_limit": "stays would be told up to another time",
    "seed": "they would not meet the same people; --seed gives all of them one",
    "currency": "their costs have no difference",
}


def require_alike(scenarios: Mapping[str, Scenario]) -> None:
    """ComparisonError unless every scenario shares with the first its port, window, time zone, seed and currency."""
    (base, baseline), *others = scenarios.items()
    wrong = [line for name, scenario in others for line in _unlike(base, baseline, name, scenario)]
    if wrong:
        raise ComparisonError("\n".join(wrong))


def _unlike(base: str, baseline: Scenario, name: str, scenario: Scenario) -> list[str]:
    ours, theirs = spelt(baseline), spelt(scenario)
    return [
        f"{name}: cannot be compared with {base}: {key} {_told(theirs[key])} instead of {_told(ours[key])} ({why})"
        for key, why in SHARED.items()
        if ours[key] != theirs[key]
    ]


def _told(value: object) -> str:
    return str(value) if value != "" else "(none)"
