"""What is compared: policies, and the question they answer."""

from dataclasses import dataclass

from sim.scenario.language.policy import PolicySettings
from sim.scenario.schema import Scenario

AS_WRITTEN, VARIED, NEVER, ALWAYS_OPEN = "as_written", "varied", "never", "always_open"


@dataclass(frozen=True)
class Alternative:
    """A scenario that differs from the planner's in `contingency` alone."""

    name: str  # unique within a question; a message: "occupancy above 80% for 2 d"; of paths as written
    family: str  # a key of `policy.families`, or as_written, varied, never
    settings: tuple[tuple[str, str], ...]  # (("above", "80%"), ("for", "2 d")), values as messages
    scenario: Scenario


@dataclass(frozen=True)
class Question:
    """When should space be ordered? The policies that are compared, and the run without space they are judged by."""

    scenario: Scenario  # as the file has it
    settings: PolicySettings  # with the measure filled in, and the second if there is one
    judged: tuple[str, ...]  # measures that a policy may order, at most two
    areas: tuple[str, ...]  # that they bring space to
    off: Scenario  # the judged measures disabled
    policies: tuple[Alternative, ...]  # as written first if the scenario enables it; never is always among them
