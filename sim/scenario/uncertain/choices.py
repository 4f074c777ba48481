"""What is chosen, not drawn, where triggers are compared: their levels, and prices."""

from collections.abc import Iterator

from sim.problems import Problem, sentence
from sim.scenario.language.sections import Sections
from sim.scenario.source.source_tree import dotted
from sim.scenario.source.yaml_writer import flow, to_plain
from sim.scenario.values.distributions import MARK
from sim.wording import noted, say

CHOSEN = {"level": noted("level"), "money": noted("price")}  # kinds of values, and what they are


def drawn_choices(scenario: Sections) -> Iterator[Problem]:
    """Yield levels and prices that a scenario draws. A study that draws them would not say which to choose."""
    for path, drawn in scenario.uncertain.items():
        what = CHOSEN.get(drawn.kind.partition(" ")[0])
        if what:
            allowed = say(
                "one {what} where triggers are compared, since it is chosen and not drawn: leave it out with "
                "--set '{path}=null', and name those to try with --vary or under policy.families",
                what=what,
                path=dotted((MARK, path)),
            )
            yield Problem(dotted((MARK, path)), sentence(flow(to_plain(drawn)), allowed))
