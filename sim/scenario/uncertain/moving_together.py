"""Groups of values that move together: whether what they name can."""

from collections.abc import Iterator, Mapping

from sim.problems import Problem, sentence
from sim.scenario.checks.references import all_paths, exists
from sim.scenario.language.sections import Sections
from sim.scenario.source.source_tree import Node, dotted
from sim.scenario.values.elicited import Elicited
from sim.wording import noted, say

SINGLE = noted("a single value that is uncertain; shares and profiles that are drawn as a whole move by themselves")


def problems(scenario: Sections, source: Node, uncertain: Mapping[str, Elicited]) -> Iterator[Problem]:
    """Yield values of groups that do not exist, are vectors, or are in a group before."""
    seen: dict[str, str] = {}
    for name, group in scenario.move_together.items():
        for k, text in enumerate(group.values):
            path = dotted(("move_together", name, "values", k))
            if text in uncertain and uncertain[text].vector:
                yield Problem(path, sentence(text, SINGLE))
            elif text not in uncertain and not _known(scenario, source, text):
                yield Problem(
                    path, sentence(text, say("the dotted path of an uncertain value"), [*uncertain, *all_paths(source)])
                )
            elif text in seen:
                yield Problem(
                    path, sentence(text, say("a value in one group; it is in `{seen}` already", seen=seen[text]))
                )
            seen.setdefault(text, name)


def warnings(scenario: Sections) -> Iterator[Problem]:
    """Yield values of groups that are not uncertain, and so move with nobody."""
    for name, group in scenario.move_together.items():
        for k, text in enumerate(group.values):
            if text not in scenario.uncertain:
                message = sentence(
                    say("{text}, which is not uncertain", text=text),
                    say("values under `uncertain:`; as it is, nothing moves with it"),
                )
                yield Problem(dotted(("move_together", name, "values", k)), message, severity="warning")


def _known(scenario: Sections, source: Node, text: str) -> bool:
    try:
        return exists(scenario, source, text)
    except ValueError:
        return False
