"""Section 3 of the record: where the values come from, and which are assumed."""

from collections import Counter
from collections.abc import Iterator

from sim.scenario.origin import contents
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import dotted, parts
from sim.scenario.values.provenance import Assumption
from sim.views.stress_des.item import Item, Study, bullets, code, in_words, table, values
from sim.views.text.markdown import inline
from sim.wording import counted, noted, say

GRADES = {"A": noted("official"), "B": noted("press or derived"), "C": noted("assumed"), "": noted("without a grade")}


def data(study: Study) -> Iterator[Item]:
    """Yield the items of section 3."""
    scenario = study.scenario
    files = {dotted(path): one.file for path, one in contents(scenario) if one is not None and one.file}
    named = (say("Files of data:"), *values(files)) if files else (say("The scenario names no file of data."),)
    rows = [_source(path, one) for path, one in scenario.assumptions.items()]
    sources: tuple[str, ...] = (say("No value has a source."),)
    if rows:
        sources = table((say("value"), say("grade"), say("source"), say("owner")), rows)
    missing = () if rows else (say("the source of every value (`{field}` in the scenario)", field="assumptions"),)
    yield Item("3.1", say("Data sources"), (*named, *sources), missing)
    counts = [name for name, stream in scenario.arrivals.items() if stream.counts]
    made = tuple(
        say("Levels of {stream}: made from published counts, each spread over its days.", stream=code(name))
        for name in counts
    )
    derived = (say("how values were derived from their sources before they were written into the scenario"),)
    yield Item("3.2", say("Pre-processing"), made, derived)
    uncertain = {path: in_words(one) for path, one in scenario.uncertain.items()}
    unsure = (
        (say("Values that are not certain, and how they are drawn:"), *values(uncertain))
        if uncertain
        else (say("No value is said to be uncertain."),)
    )
    every = (
        say("Every value, defaults among them, is in the merged scenario: `{call}`.", call="portsim explain FILE"),
    )
    yield Item("3.3", say("Input parameters"), (*every, *unsure))
    yield Item("3.4", say("Assumptions"), tuple(_assumed(scenario)), tuple(_ungraded(scenario)))


def _source(path: str, one: Assumption) -> tuple[str, ...]:
    return (code(path), one.grade or "", inline(one.source or ""), inline(one.owner or ""))


def _assumed(scenario: Scenario) -> Iterator[str]:
    grades: Counter[str] = Counter(one.grade or "" for one in scenario.assumptions.values())
    told = {
        say("{grade} ({meaning})", grade=grade or "–", meaning=GRADES[grade]): str(grades[grade])
        for grade in GRADES
        if grades[grade]
    }
    yield (
        counted(
            "{n} value or section has an entry under `{field}`, by grade:",
            "{n} values or sections have an entry under `{field}`, by grade:",
            len(scenario.assumptions),
            field="assumptions",
        )
        if told
        else say("No assumption is written down.")
    )
    yield from bullets(told)


def _ungraded(scenario: Scenario) -> Iterator[str]:
    """Yield the sections that nobody has said the source of."""
    known = {parts(path)[0] for path in scenario.assumptions}
    used = ("arrivals", "people", "screening", "process", "staff", "space", "contingency")
    if left := [name for name in used if name not in known and in_words(getattr(scenario, name)) not in ("{}", "null")]:
        fields = ", ".join(f"`{name}`" for name in left)
        yield say("the source and the grade of what is under {fields}", fields=fields)
