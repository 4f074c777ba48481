"""A scenario as one file that can be mailed: merged, with counts and rosters in it, and without rows of people."""

from collections.abc import Iterator
from typing import Any

from sim.scenario.data.census import Census
from sim.scenario.data.counts import Counts
from sim.scenario.data.listed import Listed
from sim.scenario.data.on_record import OnRecord
from sim.scenario.data.roster_file import RosterFile
from sim.scenario.language.sections import FORMAT, FORMATS, Sections
from sim.scenario.origin import contents
from sim.scenario.source.source_tree import Path, parts
from sim.scenario.source.yaml_writer import Flow, in_words, yaml
from sim.scenario.values.distributions import Distribution

LEFT_OUT = ("levers", "readings")  # what is asked of other scenarios than this


def self_contained(scenario: Sections) -> str:
    """Return a scenario as YAML that reads back as the same, with counts and rosters of files in their places.

    Tables of people (parties that came, who is present) and times that were measured keep the name of their file:
    `beside` says which must stand next to it. Levers and readings, which are about other scenarios, are left out, and
    so are orders on record, which no run needs.
    """
    tree = {FORMAT: FORMATS[-1], **in_words(scenario)}
    for name in LEFT_OUT:
        tree.pop(name, None)
    tree["assumptions"] = {path: one for path, one in tree["assumptions"].items() if parts(path)[0] not in LEFT_OUT}
    for path, content in contents(scenario):
        if isinstance(content, Counts):
            _put(tree, path, [Flow(row) for row in content.as_written])
        elif isinstance(content, RosterFile | OnRecord):
            _put(tree, path, None)
    return yaml(tree)


def beside(scenario: Sections) -> tuple[str, ...]:
    """Return the files that a scenario needs next to it, by the names under which it has them."""
    named = [one.file for _, one in contents(scenario) if isinstance(one, Listed | Census)]
    return tuple(dict.fromkeys([*named, *_measured(scenario)]))


def _measured(value: Any) -> Iterator[str]:
    """Yield the files of times that were measured."""
    if isinstance(value, Distribution):
        if value.family == "empirical":
            yield value.file
        return
    if isinstance(value, Sections) or hasattr(type(value), "model_fields"):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for one in value:
            yield from _measured(one)


def _put(tree: dict[str, Any], path: Path, value: Any) -> None:
    """Put a value into a tree, where the path leads to one."""
    *above, last = path
    found: Any = tree
    for key in above:
        found = found.get(key) if isinstance(found, dict) else None
    if isinstance(found, dict):
        found[last] = value
