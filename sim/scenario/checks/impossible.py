"""What cannot come about though it contradicts nothing: steps that never start, conditions that nobody meets."""

from collections.abc import Iterator

from sim.problems import Problem, sentence
from sim.scenario.checks.makers import ALONE, Kind, Makers, answers
from sim.scenario.checks.startable import never_started
from sim.scenario.language.sections import Sections
from sim.scenario.language.who import EVERYONE, Who
from sim.scenario.source.scalars import short_text
from sim.scenario.source.source_tree import dotted
from sim.wording import say


def impossible(scenario: Sections, *, roster_to_come: bool = False) -> list[Problem]:
    """Return errors and warnings about what can never be. Names must be known, and nothing contradict itself.

    Where the roster is still to come, too few officers on it are only a warning.
    """
    makers = Makers(scenario)
    if not makers.kinds:  # nobody comes
        return []
    return [*never_started(scenario, makers, roster_to_come), *_nobody(scenario, makers), *_shares(scenario, makers)]


def _nobody(scenario: Sections, makers: Makers) -> Iterator[Problem]:
    """Yield conditions of steps and of priority classes that no party of the scenario can meet."""
    asked = {name: step.who for name, step in scenario.process.steps.items() if step.who != EVERYONE}
    reached: dict[str, list[Kind]] = {}
    for kind, names in makers.journeys:
        for name in dict.fromkeys(names):
            if name in asked:
                reached.setdefault(name, []).append(kind)
    for name, kinds in reached.items():
        who = asked[name]
        yield from _unmet(makers, ("process", "steps", name, "who"), who, kinds)
    left = list(makers.kinds)
    for name, group in scenario.process.priority.items():
        path = ("process", "priority", name, "who")
        if left:
            yield from _unmet(makers, path, group.who, list(makers.kinds))
        else:
            found, allowed = (
                say("a class that nobody is in, since all are in those before it"),
                say("classes for everyone last"),
            )
            yield Problem(dotted(path[:-1]), sentence(found, allowed), severity="warning", of_key=True)
        left = [kind for kind in left if False in answers(group.who, kind)]


def _unmet(makers: Makers, path: tuple[str, ...], who: Who, kinds: list[Kind]) -> Iterator[Problem]:
    """Yield an error where no party could ever meet a condition, a warning where none of this scenario does."""
    if who == EVERYONE or any(True in answers(who, kind, nobody=False) for kind in kinds):
        return
    if any(True in answers(who, kind, nobody=False) for kind in makers.thinkable({kind.outcome for kind in kinds})):
        found, allowed = (
            say("a condition that no party of this scenario meets"),
            say("one that some of those who come meet"),
        )
        yield _warn(path, sentence(found, allowed))
    else:
        found, allowed = (
            say("a condition that no party can meet"),
            say("what is true of a party at once, on a journey it takes"),
        )
        yield Problem(dotted(path), sentence(found, allowed))


def _shares(scenario: Sections, makers: Makers) -> Iterator[Problem]:
    """Yield shares that nobody can have: of people who do not come, of claims that are not needed, of more than all."""
    people, screening = scenario.people, scenario.screening
    if people.under_14 and not any(kind.alone or kind.with_children for kind in makers.kinds):
        found = say("{under_14} of the minors, and no minors come", under_14=short_text(people.under_14))
        yield _warn(
            ("people", "under_14"), sentence(found, say("a share of minors (`minors`) above 0, or none under 14"))
        )
    for name, claims in screening.exceptions.items():
        for nation in claims:
            if nation in screening.not_covered:
                found = say("claims of {nation}, to which the agreement does not apply (not_covered)", nation=nation)
                yield _warn(
                    ("screening", "exceptions", name, nation), sentence(found, say("nationalities that it covers"))
                )
    for stream, given in scenario.arrivals.items():
        most = max((claim.proven for name, claims in screening.exceptions.items() if name != ALONE
                    for claim in claims.values()), default=0.0)  # fmt: skip
        if most * given.exceptions_scaled > 1 + 1e-9:
            scaled = say(
                "{exceptions_scaled} times {most}",
                exceptions_scaled=short_text(given.exceptions_scaled),
                most=short_text(most),
            )
            found = say("{scaled} of an exception, which is more than all", scaled=scaled)
            path = ("arrivals", stream, "exceptions_scaled")
            yield _warn(
                path,
                sentence(found, say("at most {most}; more counts as all of those who ask", most=f"{1 / most:.4g}")),
            )


def _warn(path: tuple[str, ...], message: str) -> Problem:
    return Problem(dotted(path), message, severity="warning")
