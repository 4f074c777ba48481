"""Section 3 of the record: where the values come from, and which are assumed."""

from collections import Counter
from collections.abc import Iterator

from sim.scenario.language.sections import Assumption
from sim.scenario.origin import contents
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import dotted, parts
from sim.views.stress_des.item import Item, Study, bullets, code, in_words, table, values
from sim.views.text.markdown import inline

GRADES = {"A": "official", "B": "press or derived", "C": "assumed", "": "without a grade"}


def data(study: Study) -> Iterator[Item]:
    """Yield the items of section 3."""
    scenario = study.scenario
    files = {dotted(path): one.file for path, one in contents(scenario) if one is not None}
    named = ("Files of data:", *values(files)) if files else ("The scenario names no file of data.",)
    rows = [_source(path, one) for path, one in scenario.assumptions.items()]
    sources = table(("value", "grade", "source", "owner"), rows) if rows else ("No value has a source.",)
    missing = () if rows else ("the source of every value (`assumptions` in the scenario)",)
    yield Item("3.1", "Data sources", (*named, *sources), missing)
    counts = [name for name, stream in scenario.arrivals.items() if stream.counts]
    made = tuple(f"Levels of {code(name)}: made from published counts, each spread over its days." for name in counts)
    derived = ("how values were derived from their sources before they were written into the scenario",)
    yield Item("3.2", "Pre-processing", made, derived)
    uncertain = {path: in_words(one) for path, one in scenario.uncertain.items()}
    unsure = (
        ("Values that are not certain, and how they are drawn:", *values(uncertain))
        if uncertain
        else ("No value is said to be uncertain.",)
    )
    every = ("Every value, defaults among them, is in the merged scenario: `portsim explain FILE`.",)
    yield Item("3.3", "Input parameters", (*every, *unsure))
    yield Item("3.4", "Assumptions", tuple(_assumed(scenario)), tuple(_ungraded(scenario)))


def _source(path: str, one: Assumption) -> tuple[str, ...]:
    return (code(path), one.grade or "", inline(one.source or ""), inline(one.owner or ""))


def _assumed(scenario: Scenario) -> Iterator[str]:
    grades: Counter[str] = Counter(one.grade or "" for one in scenario.assumptions.values())
    told = {f"{grade or '–'} ({GRADES[grade]})": str(grades[grade]) for grade in GRADES if grades[grade]}
    yield (
        f"{len(scenario.assumptions)} values or sections have an entry under `assumptions`, by grade:"
        if told
        else ("No assumption is written down.")
    )
    yield from bullets(told)


def _ungraded(scenario: Scenario) -> Iterator[str]:
    """Yield the sections that nobody has said the source of."""
    known = {parts(path)[0] for path in scenario.assumptions}
    used = ("arrivals", "people", "screening", "process", "staff", "space", "contingency")
    if left := [name for name in used if name not in known and in_words(getattr(scenario, name)) not in ("{}", "null")]:
        yield f"the source and the grade of what is under {', '.join(f'`{name}`' for name in left)}"
