"""Rungs of measures: the steps, pools and shifts that they name, and what they cannot be asked."""

from collections.abc import Iterator

from sim.problems import Problem, listing, sentence
from sim.scenario.language.contingency import Measure
from sim.scenario.language.leases.ladder import Taking
from sim.scenario.language.sections import Sections
from sim.scenario.language.who import EVERYONE
from sim.scenario.source.source_tree import Path, dotted
from sim.wording import say

UNDECIDED = ("outcome", "order", "would_be_divided")  # what a condition cannot ask before the decision


def rung_problems(scenario: Sections) -> Iterator[Problem]:
    """Yield what is wrong with the rungs of measures and with their overtime. Names must be known (`references`)."""
    for name, measure in scenario.measures.items():
        for rung, taking in measure.brings.rungs.items():
            path: Path = ("contingency", name, "brings", rung)
            yield from _of_whom(path, taking)
            if taking.after is not None:
                yield from _asked(scenario, (*path, "after"), taking.after)
        yield from _entering(scenario, name, measure)


def _of_whom(path: Path, taking: Taking) -> Iterator[Problem]:
    asked = sorted({part.kind for part in taking.who.walk()} & {*UNDECIDED})
    if asked:
        found = say("a condition on {asked}, which is not decided then", asked=listing(asked))
        yield Problem(dotted((*path, "who")), sentence(found, say("what is known before the decision")))


def _entering(scenario: Sections, name: str, measure: Measure) -> Iterator[Problem]:
    if measure.brings.further_examination and not scenario.process.journeys.deferred:
        path = dotted(("contingency", name, "brings", "further_examination"))
        yield Problem(path, sentence(say("an entry without a journey"), say("steps under process.journeys.deferred")))


def _asked(scenario: Sections, path: Path, name: str) -> Iterator[Problem]:
    """Yield why people cannot be taken at the end of a step, or the step cannot be left out."""
    step, everyone = scenario.process.steps[name], scenario.process.journeys.everyone
    if everyone.count(name) != 1:
        yield Problem(dotted(path), sentence(name, say("a step that is once in the journey of everyone")))
        return
    if step.departures or step.again or step.deferrable or (step.unit == "person" and step.family != "together"):
        allowed = say("a step of the party as a whole, without departures, again or deferrable")
        yield Problem(dotted(path), sentence(name, allowed))
    others = {r.after for measure in scenario.measures.values() for r in measure.brings.rungs.values()}
    later = everyone[everyone.index(name) + 1 :]
    if not any(scenario.process.steps[other].who == EVERYONE and other not in others for other in later):
        allowed = say("a step before another that everyone makes, such as the decision")
        yield Problem(dotted(path), sentence(name, allowed))
