"""What cannot come about though it contradicts nothing: steps that never start, conditions that nobody meets."""

from collections.abc import Iterator

from sim.scenario.makers import Kind, Makers, answers
from sim.scenario.nodes import dotted
from sim.scenario.problems import Problem, sentence
from sim.scenario.schema import Scenario
from sim.scenario.startable import never_started
from sim.scenario.who import EVERYONE, Who


def impossible(scenario: Scenario, *, roster_to_come: bool = False) -> list[Problem]:
    """Errors and warnings about what can never be. Names must be known, and nothing contradict itself.

    Where the roster is still to come, too few officers on it are only a warning.
    """
    makers = Makers(scenario)
    if not makers.kinds:  # nobody comes, or the kinds are too many to count
        return []
    return [*never_started(scenario, makers, roster_to_come), *_nobody(scenario, makers)]


def _nobody(scenario: Scenario, makers: Makers) -> Iterator[Problem]:
    """Conditions of steps and of priority classes that no party of the scenario can meet."""
    reached: dict[str, list[Kind]] = {}
    for kind, names in makers.journeys:
        for name in dict.fromkeys(names):
            reached.setdefault(name, []).append(kind)
    for name, kinds in reached.items():
        who = scenario.process.steps[name].who
        yield from _unmet(makers, ("process", "steps", name, "who"), who, kinds)
    left = list(makers.kinds)
    for name, group in scenario.process.priority.items():
        path = ("process", "priority", name, "who")
        if left:
            yield from _unmet(makers, path, group.who, list(makers.kinds))
        else:
            found, allowed = "a class that nobody is in, since all are in those before it", "classes for everyone last"
            yield Problem(dotted(path[:-1]), sentence(found, allowed), severity="warning", of_key=True)
        left = [kind for kind in left if False in answers(group.who, kind)]


def _unmet(makers: Makers, path: tuple[str, ...], who: Who, kinds: list[Kind]) -> Iterator[Problem]:
    """An error where no party could ever meet a condition, a warning where none of this scenario does."""
    if who == EVERYONE or any(True in answers(who, kind, nobody=False) for kind in kinds):
        return
    if any(True in answers(who, kind, nobody=False) for kind in makers.thinkable({kind.outcome for kind in kinds})):
        found, allowed = "a condition that no party of this scenario meets", "one that some of those who come meet"
        yield Problem(dotted(path), sentence(found, allowed), severity="warning")
    else:
        found, allowed = "a condition that no party can meet", "what is true of a party at once, on a journey it takes"
        yield Problem(dotted(path), sentence(found, allowed))
