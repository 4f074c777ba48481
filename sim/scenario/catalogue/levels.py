"""What is asked of figures: `targets`, `precision`, `figures` name those that there are, at levels they can have."""

from collections.abc import Collection, Iterator, Mapping

from sim.problems import Problem, sentence
from sim.scenario.catalogue.asked import MOST, answered, too_many
from sim.scenario.catalogue.figure import FigureInfo
from sim.scenario.catalogue.figures_of_days import has_windows
from sim.scenario.language.sections import Sections
from sim.scenario.source.scalars import short_text
from sim.scenario.source.source_tree import Path, dotted
from sim.scenario.values.fact import EVIDENCE, Fact
from sim.wording import noted, say

LEVELS = {  # what a figure of each kind can be compared with
    "hours": (("duration",), noted("a duration, such as 12 h")),
    "share": (("share", "number"), noted("a share, such as 80%")),
    "flag": (("share", "number"), noted("a share, such as 80%")),
    "date": ((), noted("a figure that is a number")),
}
KINDS = {"number": noted("a number"), "share": noted("a share"), "duration": noted("a duration")}  # of what is written
SHARES = ("share", "flag")  # kinds of figures that are from 0 to 1


def unknown_figures(scenario: Sections) -> Iterator[Problem]:
    """Yield targets and precisions of figures that the scenario does not have, or in another unit than theirs."""
    from sim.scenario.catalogue.figures import catalogue

    try:
        known = catalogue(scenario)
    except ValueError as error:
        yield Problem("", sentence(say("two figures of one name"), str(error)))
        return
    for section in ("targets", "precision"):
        for figure in getattr(scenario, section):
            if figure not in known:
                allowed = say("a figure of this scenario, such as within_24h or time_on_site_p90")
                yield Problem(dotted((section, figure)), sentence(figure, allowed, known), of_key=True)
    yield from _asked_for(scenario, known)
    for name, fact in scenario.evidence.items():
        yield from _seen(name, fact, known)
    for figure, target in scenario.targets.items():
        bound = "at_least" if target.at_least else "at_most"
        level = target.at_least or target.at_most
        kinds, allowed = LEVELS.get(known[figure].kind, (("number",), say("a number"))) if figure in known else ((), "")
        path = ("targets", figure, bound)
        if level and allowed and level.kind not in kinds:
            yield Problem(dotted(path), sentence(KINDS[level.kind], allowed))
        elif level and figure in known and known[figure].kind in SHARES and level.value > 1:
            yield _above_one(path, level.value, level.kind == "share")
    for figure, width in scenario.precision.items():
        if figure in known and known[figure].kind in SHARES and width > 1:
            yield _above_one(("precision", figure), width, percent=False)


def _seen(name: str, fact: Fact, known: Mapping[str, FigureInfo]) -> Iterator[Problem]:
    """Yield the faults of a fact: a figure that there is not, or not of some days; amounts of another unit."""
    info, path = known.get(fact.figure), (EVIDENCE, name)
    if info is None:
        allowed = say("a figure of this scenario, such as arrived or returned_share")
        yield Problem(dotted((*path, "figure")), sentence(short_text(fact.figure), allowed, known))
        return
    kinds, allowed = LEVELS.get(info.kind, (("number",), say("a number")))
    if not kinds:
        yield Problem(dotted((*path, "figure")), sentence(short_text(fact.figure), allowed))
        return
    if (fact.from_ or fact.to) and not has_windows(info):
        allowed = say("a figure of people or of an area; those of officers, measures and money are of the whole run")
        yield Problem(dotted((*path, "figure")), sentence(short_text(fact.figure), allowed))
    for field in ("observed", "error", "discrepancy"):
        level = getattr(fact, field)
        if level.value and level.kind not in kinds:
            yield Problem(dotted((*path, field)), sentence(KINDS[level.kind], allowed))
        elif info.kind in SHARES and level.value > 1:
            yield _above_one((*path, field), level.value, level.kind == "share")


def _above_one(path: Path, value: float, percent: bool) -> Problem:
    """Return a share that no share can be."""
    found = short_text(round(value * 100, 9)) + "%" if percent else short_text(value)
    hint = say("; did you mean {found}%?", found=found) if not percent and value <= 100 else ""
    return Problem(dotted(path), sentence(found, say("at most 100% (or 1), since it is a share")) + hint)


def _asked_for(scenario: Sections, known: Collection[str]) -> Iterator[Problem]:
    """Yield the faults of `figures`: names of nothing, and more than a run can keep."""
    allowed = say(
        "a figure of this scenario, such as wait_STEP_over_4h or time_on_site_p90_class_NAME, or a name with *"
    )
    for k, (text, there) in enumerate(answered(scenario.figures, known).items()):
        if not there:
            yield Problem(dotted(("figures", k)), sentence(short_text(text), allowed, known))
    if too_many(scenario):
        yield Problem(
            "figures", sentence(say("names that stand for too many figures"), say("at most {most} figures", most=MOST))
        )
