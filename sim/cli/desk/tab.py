"""What a tab asks for: a state of each lever that was moved, and values by path, as `--set` has them.

Whatever is asked is read by the language of scenarios, so that what it refuses is refused in its words. A value that
names a file is refused here: the desk reads no file after it has started.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from sim.errors import ArgumentError, ScenarioError
from sim.problems import Place, Problem, sentence
from sim.scenario.edit import laid_over
from sim.scenario.schema import Scenario
from sim.scenario.source.merge import FILES
from sim.scenario.source.source_tree import Node, dotted, parts
from sim.scenario.source.yaml_reader import read_value
from sim.scenario.source.yaml_writer import flow
from sim.wording import say

MOST = 500  # values of one state
LONGEST = 4000  # characters of a value
UPLOAD = "upload:"
Uploaded = Callable[[str], str | None]  # the value of an upload, by its name
DESK = Place("desk", 0, 0)


@dataclass(frozen=True)
class Asked:
    """A state of the desk: what levers are at, by their names, and what values are, by their paths."""

    levers: Mapping[str, str] = field(default_factory=dict)
    sets: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_written(self) -> bool:
        """Whether it asks for nothing but what is written."""
        return not self.levers and not self.sets


def asked(given: Any) -> Asked:
    """Return what a tab asks for, of what it sent. ArgumentError for what no tab sends."""
    found = given if isinstance(given, dict) else {}
    levers, sets = found.get("levers", {}), found.get("sets", {})
    for one in (levers, sets):
        if not isinstance(one, dict) or len(one) > MOST or not all(isinstance(value, str) for value in one.values()):
            raise ArgumentError(say("found something else than a state; allowed: at most {most} values", most=MOST))
    return Asked(levers, sets)


def lines(scenario: Scenario, wanted: Asked, uploaded: Uploaded) -> list[str]:
    """Return each change as `--set` has it: of levers first. ScenarioError for what the scenario does not have."""
    return [*_of_levers(scenario, wanted.levers), *_of_values(wanted.sets, uploaded)]


def changed(scenario: Scenario, wanted: Asked, uploaded: Uploaded) -> Scenario:
    """Return the scenario that is asked for. ScenarioError with all that is wrong with it."""
    if wanted.is_written:
        return scenario
    return laid_over(scenario, lines(scenario, wanted, uploaded)).scenario


def _of_levers(scenario: Scenario, moved: Mapping[str, str]) -> Iterator[str]:
    for name, state in moved.items():
        lever = scenario.levers.get(name)
        if lever is None:
            _refuse("levers", say("the lever {name}", name=name), ", ".join(scenario.levers) or say("no levers"))
        states = {state_name(key, values): values for key, values in lever.values.items()}
        if state not in states:
            _refuse(f"levers.{name}", state, "; ".join(states))
        for path, value in states[state].items():
            yield f"{dotted(parts(path))}={flow(value)}"


def state_name(key: Any, values: Mapping[str, Any]) -> str:
    """Return what a state of a lever is called: as it is named, else by its values."""
    return key if isinstance(key, str) else ", ".join(map(flow, values.values()))


def _of_values(sets: Mapping[str, str], uploaded: Uploaded) -> Iterator[str]:
    for path, text in sets.items():
        if text.startswith(UPLOAD):
            value = uploaded(text.removeprefix(UPLOAD))
            if value is None:
                _refuse(path, say("a table that the desk does not have any more"), say("a table, uploaded again"))
            yield f"{path}={value}"
            continue
        if len(text) > LONGEST:
            _refuse(path, say("{n} characters", n=len(text)), say("at most {most} characters", most=LONGEST))
        _no_file(path, text)
        yield f"{path}={text}"


def _no_file(path: str, text: str) -> None:
    """Refuse a value that names a file, or has one in it."""
    try:
        keys = parts(path)
    except ValueError:
        return  # refused by the language, with its own words
    if any(_names_file(keys, read_value(text, path))):
        what = say("the name of a file, which the desk does not read")
        _refuse(path, what, say("a table that is uploaded, or a file that the scenario named when the desk began"))


def _names_file(path: tuple[Any, ...], node: Node) -> Iterator[bool]:
    if node.entries is not None:
        for key, entry in node.entries.items():
            yield from _names_file((*path, key), entry.node)
    elif isinstance(node.value, tuple):
        for inner in node.value:
            yield from _names_file(path, inner)
    else:
        yield isinstance(node.value, str) and bool({str(key) for key in path} & {*FILES, "extends"})


def _refuse(path: str, found: str, allowed: str) -> NoReturn:
    raise ScenarioError([Problem(path, sentence(found, allowed), DESK)])
