"""`changes`: what cannot change by date, and what is wrong from a date on."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sim.errors import ScenarioError
from sim.problems import Problem, sentence
from sim.scenario.calendar.by_date import under, versions
from sim.scenario.checks.contradictions import contradictions, largest_party
from sim.scenario.checks.references import unknown_names
from sim.scenario.checks.size import too_large
from sim.scenario.language.sections import CHANGES, Sections
from sim.scenario.origin import values_of
from sim.scenario.source.source_tree import Path, dotted
from sim.wording import noted, said, say

ANY = "*"
CAN: tuple[tuple[str, ...], ...] = (  # what can change by date: a path, and all that is under it
    ("space", "areas", ANY, "persons"),
    ("space", "rooms"),
    ("space", "cost"),
    ("people",),
    ("screening",),
    ("arrivals", ANY, "people"),
    ("arrivals", ANY, "exceptions_scaled"),
    ("process", "steps", ANY, "time"),
    ("process", "steps", ANY, "cv"),
    ("process", "steps", ANY, "patience"),
    ("process", "steps", ANY, "who"),
    ("process", "steps", ANY, "again"),
    ("process", "steps", ANY, "departures"),
    ("staff", ANY, "cost"),
    ("staff", ANY, "overtime_cost"),
)
ELSEWHERE = {  # what has dates of its own
    "staff": noted("officers by date go under staff.POOL.changes"),
    "arrivals": noted("levels by date go under arrivals.STREAM.claimants_per_day"),
    "surges": noted("a surge has its dates"),
    "contingency": noted("a measure has rules and dates of its own"),
}


def wrong_changes(scenario: Sections) -> list[Problem]:
    """Return everything that is wrong with the `changes` of a scenario that is right without them."""
    found = [problem for day, change in scenario.changes.items() for problem in _fixed(day, change)]
    if found or not scenario.changes:
        return found
    try:
        every = versions(scenario)
    except ScenarioError as error:
        return list(error.problems)
    largest = max(largest_party(one) for _, one in every)
    for day, one in every[1:]:
        wrong = [*unknown_names(one, values_of(scenario))] or [*contradictions(one, largest), *too_large(one)]
        found += [*under(day, wrong), *_other_kind(scenario, day, one)]
    first = [] if largest == largest_party(scenario) else contradictions(scenario, largest)
    return [*found, *first]


def _other_kind(scenario: Sections, day: date, one: Sections) -> Iterator[Problem]:
    """Yield what a change makes of another kind: a nationality that was not named, a step that departs and did not."""
    for name in one.people.nationalities:
        if name not in scenario.people.nationalities:
            allowed = say("a nationality of people.nationalities, which may have a share of 0 there")
            yield Problem(dotted((CHANGES, str(day), "people", "nationalities")), sentence(name, allowed))
    for name, step in one.process.steps.items():
        if (step.departures is None) != (scenario.process.steps[name].departures is None):
            path = (CHANGES, str(day), "process", "steps", name, "departures")
            yield Problem(
                dotted(path),
                sentence(say("departures of a step without any"), say("steps that have them from the start")),
            )


def _fixed(day: date, change: Any, path: Path = ()) -> Iterator[Problem]:
    """Yield what cannot change by date."""
    if any(_fits(path, can[: len(path)]) for can in CAN if len(can) >= len(path)):
        reached = any(_fits(path, can) for can in CAN if len(can) == len(path))
        if reached:
            return
        if isinstance(change, dict):
            for key, inner in change.items():
                yield from _fixed(day, inner, (*path, key))
            return
    can = "; ".join(dotted(tuple(part.replace(ANY, "NAME") for part in one)) for one in CAN)
    also = ELSEWHERE.get(str(path[0]), "") if path else ""
    message = sentence(
        say("{path}, which cannot change by date", path=dotted(path)), say("values under {can}", can=can)
    )
    yield Problem(dotted((CHANGES, str(day), *path)), f"{message}; {said(also)}" if also else message)


def _fits(path: Path, can: tuple[str, ...]) -> bool:
    return len(path) == len(can) and all(part == ANY or part == str(own) for own, part in zip(path, can, strict=True))
