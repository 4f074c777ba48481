"""A scenario as it holds from each date on, and for the people of one stream or surge: each a scenario of its own."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, Generic, NamedTuple

from pydantic import ValidationError

from sim.errors import ScenarioError
from sim.problems import Problem
from sim.scenario.data.law_file import with_law
from sim.scenario.language.people import People
from sim.scenario.language.sections import CHANGES, S, Sections
from sim.scenario.messages import sentences
from sim.scenario.origin import PLACE, values_of
from sim.scenario.source.merge import Remarks, merge
from sim.scenario.source.source_tree import Node, as_node
from sim.scenario.values.same import Same
from sim.scenario.values.section import AS_DRAWN

OF_STREAM = ""  # the place of a surge, for those whom no surge brings
Versions = tuple[tuple[date, S], ...]


def versions(scenario: S) -> Versions[S]:
    """Return the scenario from each date on: the first from the beginning, then as each of its `changes` leaves it.

    A change holds until another one of the same value. ScenarioError with what is wrong, by the path of the change.
    """
    if not scenario.changes:
        return ((date.min, scenario),)
    found: Versions[S] = _versions(Same(scenario))
    return found


@lru_cache(maxsize=8)
def _versions(key: Same[Any]) -> Any:
    """Return what `versions` does; plan, people and figures all ask for it."""
    scenario = key.value
    found = [(date.min, scenario)]
    tree = values_of(scenario).with_child((CHANGES,), None)
    for day, change in sorted(scenario.changes.items()):
        over = with_law(as_node(change, PLACE), scenario._origin.folder)
        tree = _same_nations(merge(tree, over, Remarks()), scenario)
        found.append((day, _validated(scenario, day, tree)))
    return tuple(found)


def _same_nations(tree: Node, scenario: Sections) -> Node:
    """Return the tree with the nationalities of the scenario in their order; those left out have a share of 0."""
    path = ("people", "nationalities")
    given = tree.at(path)
    if given is None or given.entries is None:
        return tree
    names = scenario.people.nationalities
    every = {name: given.entries[name].node.plain() if name in given.entries else 0 for name in names}
    more = {name: entry.node.plain() for name, entry in given.entries.items() if name not in names}
    return tree.with_child(path, as_node(every | more, PLACE))


def _validated(scenario: S, day: date, tree: Node) -> S:
    context = {"folder": scenario._origin.folder, AS_DRAWN: True}
    try:
        return type(scenario).model_validate(tree.plain(), context=context)
    except ValidationError as error:
        raise ScenarioError(under(day, sentences.problems(error, tree))) from None


def under(day: date, problems: Iterable[Problem]) -> list[Problem]:
    """Return problems of a version under the path of the change that makes it."""
    return [Problem(f"{CHANGES}.{day}.{one.path}", one.message, severity=one.severity) for one in problems]


class Cast(NamedTuple, Generic[S]):
    """A scenario as it holds for some parties, and which: since a day, of a stream, of a surge or of none."""

    scenario: S
    people: People
    since: int  # ordinal of the first day on which they come
    stream: int  # 0: those present at the start; -1: any other that has no cast of its own
    surge: str

    def brings(self, stream: str) -> bool:
        """Return whether any party of a stream may be of this cast."""
        return self.stream < 0 or list(self.scenario.arrivals)[self.stream - 1] == stream


def casts(scenario: S) -> tuple[Cast[S], ...]:
    """Return every cast of a scenario, those of any stream first on each date."""
    found: list[Cast[S]] = []
    for since, one in versions(scenario):
        found.append(Cast(one, one.people, since.toordinal(), -1, OF_STREAM))
        for k, (name, stream) in enumerate(one.arrivals.items(), start=1):
            if stream.people:
                found.append(Cast(one, people_of(one, name), since.toordinal(), k, OF_STREAM))
            for surge, given in one.surges.items():
                if given.stream == name and given.people:
                    found.append(Cast(one, people_of(one, name, surge), since.toordinal(), k, surge))
    return tuple(found)


def people_of(scenario: Sections, stream: str, surge: str = OF_STREAM) -> People:
    """Return the people of a stream, or of a surge of it."""
    own, found = scenario.arrivals[stream].people, scenario.people
    found = own.instead_of(found) if own else found
    more = scenario.surges[surge].people if surge else None
    return more.instead_of(found) if more else found
