"""Section 1 of the record: what the study is for, what it gives, what was tried."""

from collections.abc import Iterator

from sim.views.stress_des.item import Item, Study, in_words, values
from sim.views.text.markdown import inline
from sim.wording import say


def objectives(study: Study) -> Iterator[Item]:
    """Yield the items of section 1."""
    scenario = study.scenario
    name = inline(scenario.port.name or scenario.name)
    of = say("A simulation of {port}, a port of entry that receives asylum claimants.", port=name)
    asked = (say("Question: {question}", question=inline(scenario.question)),) if scenario.question else ()
    unasked = (
        ()
        if scenario.question
        else (say("the question that the study answers (`{field}` in the scenario)", field="question"),)
    )
    decided = (say("who decides on the result, and what the decision is"),)
    yield Item("1.1", say("Purpose of the model"), (of, *asked), (*unasked, *decided))
    targets = {name: in_words(level) for name, level in scenario.targets.items()}
    wanted = (say("What should be reached:"), *values(targets)) if targets else (say("No target is set."),)
    yield Item("1.2", say("Model outputs"), (*study.outputs, *wanted))
    yield Item("1.3", say("Experimentation aims"), study.aims)
