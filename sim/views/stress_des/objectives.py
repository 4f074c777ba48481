"""Section 1 of the record: what the study is for, what it gives, what was tried."""

from collections.abc import Iterator

from sim.views.stress_des.item import Item, Study, in_words, values
from sim.views.text.markdown import inline


def objectives(study: Study) -> Iterator[Item]:
    """Yield the items of section 1."""
    scenario = study.scenario
    name = inline(scenario.port.name or scenario.name)
    of = f"A simulation of {name}, a port of entry that receives asylum claimants."
    asked = (f"Question: {inline(scenario.question)}",) if scenario.question else ()
    unasked = () if scenario.question else ("the question that the study answers (`question` in the scenario)",)
    decided = ("who decides on the result, and what the decision is",)
    yield Item("1.1", "Purpose of the model", (of, *asked), (*unasked, *decided))
    targets = {name: in_words(level) for name, level in scenario.targets.items()}
    wanted = ("What should be reached:", *values(targets)) if targets else ("No target is set.",)
    yield Item("1.2", "Model outputs", (*study.outputs, *wanted))
    yield Item("1.3", "Experimentation aims", study.aims)
