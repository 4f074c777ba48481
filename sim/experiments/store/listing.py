"""What tells the experiments of a store apart: the values by which each differs from one that was entered before it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from sim.experiments.store.store import Experiment
from sim.scenario.source.source_tree import Path, dotted
from sim.scenario.source.yaml_reader import read_text
from sim.scenario.source.yaml_writer import flow

ABOUT = (
    "name",
    "question",
    "assumptions",
    "precision",
    "targets",
    "policy",
    "labels",
    "fitted_on",
    "evidence",
)  # plays nothing
FAR = 8  # changed values beyond which two scenarios of different names have nothing in common
NOT_THERE = "–"
SECTION = re.compile(r"^(?=\S)", re.MULTILINE)


class Changed(NamedTuple):
    """A value that differs, as the language writes it; `NOT_THERE` where one has no such value."""

    path: str
    old: str
    new: str


class Listed(NamedTuple):
    """An experiment, and what it is compared with: an earlier one of its name, or a near one of another name."""

    experiment: Experiment
    against: Experiment | None
    changed: tuple[Changed, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the paths that differ."""
        return tuple(one.path for one in self.changed)


def listed(experiments: Sequence[Experiment]) -> list[Listed]:
    """Return every experiment with the values in which it differs from an earlier one.

    That is the one of the same name that differs in the fewest lines, the earliest of equals; where none has the name,
    one of any name, unless more than `FAR` values differ. Same values under another key are other data files, or
    another version of the program.
    """
    lines = [frozenset(one.text.splitlines()) for one in experiments]
    return [_listed(experiments, lines, k) for k in range(len(experiments))]


def _listed(experiments: Sequence[Experiment], lines: Sequence[frozenset[str]], k: int) -> Listed:
    one = experiments[k]
    named = [j for j in range(k) if experiments[j].name == one.name]
    if not (candidates := named or range(k)):
        return Listed(one, None)
    nearest = experiments[min(candidates, key=lambda j: len(lines[j] ^ lines[k]))]
    found = tuple(_changed(nearest.text, one.text))
    return Listed(one, nearest, found) if named or len(found) <= FAR else Listed(one, None)


def alike(found: Sequence[Listed], least: int) -> Iterator[list[Listed]]:
    """Yield experiments in their order, in groups: at least `least` in a row that differ from one in the same values,
    as the points of a sweep do, are a group, and all others are each their own.
    """
    begins = [0, *(k for k in range(1, len(found)) if _kind(found[k]) != _kind(found[k - 1])), len(found)]
    for begin, end in pairwise(begins):
        if end - begin >= least and found[begin].changed:
            yield list(found[begin:end])
        else:
            yield from ([one] for one in found[begin:end])


def _kind(one: Listed) -> object:
    return one.experiment.name, one.against.key if one.against else "", one.paths


def _changed(ours: str, theirs: str) -> Iterator[Changed]:
    """Yield the values that differ between two texts; sections with the same text are not read."""
    one, other = _sections(ours), _sections(theirs)
    unlike = [name for name in dict.fromkeys((*one, *other)) if one.get(name) != other.get(name) and name not in ABOUT]
    yield from _differences(_read(one, unlike), _read(other, unlike), ())


def _sections(text: str) -> dict[str, str]:
    return {part.partition(":")[0]: part for part in SECTION.split(text) if part.strip()}


def _read(sections: Mapping[str, str], names: Sequence[str]) -> dict[str, Any]:
    text = "".join(sections[name] for name in names if name in sections)
    tree: dict[str, Any] = read_text(text, "store").plain() if text else {}
    return tree


def _differences(ours: Any, theirs: Any, path: Path) -> Iterator[Changed]:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in dict.fromkeys((*ours, *theirs)):
            yield from _differences(ours.get(key, NOT_THERE), theirs.get(key, NOT_THERE), (*path, key))
    elif ours != theirs:
        yield Changed(dotted(path), *(NOT_THERE if one == NOT_THERE else flow(one) for one in (ours, theirs)))
