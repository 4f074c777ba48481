"""What two scenarios say differently: path by path, as a planner writes it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sim.scenario.data.counts import Counts
from sim.scenario.data.listed import Listed
from sim.scenario.data.roster_file import RosterFile
from sim.scenario.data.samples import Samples
from sim.scenario.origin import contents
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import Path, dotted
from sim.scenario.source.yaml_writer import Flow, flow, to_plain
from sim.wording import Noted, noted

# What says what a scenario is, and not what happens in it.
ABOUT = ("name", "question", "assumptions", "precision", "policy", "labels", "levers", "fitted_on", "evidence")
NOT_THERE = "–"
ORDERED = (("process", "steps"), ("process", "priority"), ("contingency",))  # the place in the file means something


class Change(NamedTuple):
    """A value that differs: its path, and what either scenario says, on one line of the language."""

    path: Path
    old: str
    new: str

    @property
    def name(self) -> str:
        """The dotted path."""
        return dotted(self.path)


def changes(baseline: Scenario, other: Scenario) -> tuple[Change, ...]:
    """Return every value that differs, in the order of the language; empty for one scenario under two names.

    A section that only one has is one change. Texts about a scenario (name, question, assumptions, precision) are left
    out. A file of another content is described by its size.
    """
    ours, theirs = (_plain(scenario) for scenario in (baseline, other))
    return (*_differences(ours, theirs, ()), *_orders(ours, theirs), *_files(baseline, other))


def _plain(scenario: Scenario) -> dict[str, Any]:
    return {key: value for key, value in to_plain(scenario).items() if key not in ABOUT}


def _differences(ours: Any, theirs: Any, path: Path) -> Iterator[Change]:
    if _is_section(ours) and _is_section(theirs):
        for key in dict.fromkeys((*ours, *theirs)):
            yield from _differences(ours.get(key, NOT_THERE), theirs.get(key, NOT_THERE), (*path, key))
    elif ours != theirs:
        yield Change(path, _value_text(ours), _value_text(theirs))
    elif _other_values(ours, theirs):
        told = (
            noted("{value} ({n} values)", value=_value_text(one), n=one["empirical"].size) for one in (ours, theirs)
        )
        yield Change(path, *told)


def _is_section(value: Any) -> bool:
    return isinstance(value, dict) and not isinstance(value, Flow)


def _value_text(value: Any) -> str:
    return NOT_THERE if value == NOT_THERE else flow(_brief(value))


def _brief(value: Any) -> Any:
    """Return a section without the keys that say nothing."""
    return {key: _brief(inner) for key, inner in value.items() if inner is not None} if _is_section(value) else value


def _orders(ours: dict[str, Any], theirs: dict[str, Any]) -> Iterator[Change]:
    """Yield sections whose names stand in another order, where the order means something."""
    for path in ORDERED:
        one, other = _at(ours, path), _at(theirs, path)
        old, new = [key for key in one if key in other], [key for key in other if key in one]
        if old != new:
            yield Change(path, *(noted("in order {names}", names=", ".join(names)) for names in (old, new)))


def _at(tree: dict[str, Any], path: Path) -> dict[str, Any]:
    for key in path:
        tree = tree[str(key)]
    return tree


def _files(baseline: Scenario, other: Scenario) -> Iterator[Change]:
    """Yield tables of the same name and another content."""
    theirs = dict(contents(other))
    for path, ours in contents(baseline):
        there = theirs.get(path)
        if path[0] not in ABOUT and ours and there and ours.file == there.file and ours != there:
            yield Change(path, *map(_sized, (ours, there)))


def _sized(table: Listed | Counts | RosterFile) -> Noted:
    if isinstance(table, Listed):
        return noted("{file} ({n} parties)", file=table.file, n=len(table.parties))
    return noted("{file} ({n} rows)", file=table.file, n=len(table.rows))


def _other_values(ours: Any, theirs: Any) -> bool:
    """Return whether two distributions are made of files of the same name and other values."""
    files = [one.get("empirical") if isinstance(one, Flow) else None for one in (ours, theirs)]
    one, other = files
    return isinstance(one, Samples) and isinstance(other, Samples) and not one.has_the_values_of(other)
