"""Reading a tree as a scenario: validated, its names checked; or everything that is wrong with it, at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any, Generic

from pydantic import ValidationError

from sim.errors import ScenarioError
from sim.problems import Problem
from sim.scenario.catalogue.levels import unknown_figures
from sim.scenario.checks import lasting, meanings
from sim.scenario.checks.contradictions import contradictions
from sim.scenario.checks.impossible import impossible
from sim.scenario.checks.otherwise.changing import wrong_changes
from sim.scenario.checks.otherwise.lever_states import lever_problems
from sim.scenario.checks.partial import is_whole, salvaged
from sim.scenario.checks.references import unknown_names, unknown_paths
from sim.scenario.checks.run_on import too_early
from sim.scenario.checks.size import too_large
from sim.scenario.checks.warnings import advice
from sim.scenario.data.law_file import with_law
from sim.scenario.data.samples import with_samples
from sim.scenario.language.sections import FORMATS, READINGS, Origin, S, Sections
from sim.scenario.messages import sentences
from sim.scenario.origin import PLACE, with_files
from sim.scenario.source import blanks
from sim.scenario.source.merge import MergedSource, Remarks, otherwise
from sim.scenario.source.source_tree import Node, Path, dotted, parts
from sim.scenario.uncertain import moving_together
from sim.scenario.uncertain.bounds import far_from_written, out_of_bounds
from sim.scenario.uncertain.lift import extract_uncertain
from sim.scenario.values.distributions import MARK
from sim.scenario.values.elicited import Elicited
from sim.scenario.values.names import strays, unfit_names, unknown_labels, without_labels


@dataclass(frozen=True)
class Reading(Generic[S]):
    """A scenario with the tree it was read from, the format that its file is in, and what `check` would warn of."""

    scenario: S
    source: Node
    format: int = FORMATS[0]
    warnings: tuple[Problem, ...] = ()

    @cached_property
    def merged(self) -> dict[str, Any]:
        """The merged scenario as dicts, lists and scalars, as written."""
        tree: dict[str, Any] = self.source.plain()
        return tree

    @cached_property
    def origins(self) -> dict[Path, str]:
        """Where each value comes from: `file:line`, or `--set`. What is not in it has its default."""
        return {path: origin(node) for path, node in self.source.leaves()}

    def placed(self, problem: Problem) -> Problem:
        """Return a problem with the place of its path."""
        return sentences.placed(problem, self.source)


def origin(node: Node) -> str:
    """Return where a value was written, without the column."""
    place = node.place
    return f"{place.file}:{place.line}" if place.line and not place.sheet else str(place)


def read(
    kind: type[S],
    merged: MergedSource,
    folder: FilePath,
    name: str,
    *,
    roster_to_come: bool = False,
    before: Node | None = None,
) -> Reading[S]:
    """Read a tree as a scenario of a `kind`.

    `folder` is where the files lie that it names, `name` is what warnings call it, `before` a sound tree that this one
    was made of: how far ranges go is not asked again in sections that are the same. ScenarioError with all that is
    wrong, in the order of the file.
    """
    source, remarks = with_samples(with_law(merged.tree, folder), folder), merged.remarks
    context, edit = {"folder": folder}, before is not None or source.place == PLACE
    version, unversioned, problems = meanings.version(source)
    empty = blanks.problems(remarks.emptied, unversioned, context)
    tree, uncertain, wrong = extract_uncertain(unversioned, context)
    problems += [*wrong, *(problem for problem in empty if problem.severity == "error")]
    scenario = _validated(kind, source, tree, uncertain, problems, context)
    problems += _names(scenario, source) or too_large(scenario) or [*contradictions(scenario), *too_early(scenario)]
    problems += [*unknown_figures(scenario), *unfit_names(scenario)]
    problems += unknown_labels(scenario, remarks) if not edit else ()
    problems += moving_together.problems(scenario, source, uncertain)
    if not problems and (gone := strays(scenario)):
        source, tree = (without_labels(node, gone) for node in (source, tree))
        scenario = _validated(kind, source, tree, uncertain, problems, context)
    if not problems:
        problems += _in_their_place(out_of_bounds(tree, _changed(uncertain, source, before), context), source)
    if not problems:
        scenario._origin = Origin(source, tree, folder, roster_to_come)
        problems += wrong_changes(scenario)
    for other in () if problems else scenario.readings:
        problems += _wrong_otherwise(kind, source, folder, other, roster_to_come=roster_to_come)
    found = [] if problems else impossible(scenario, roster_to_come=roster_to_come)
    found += [] if problems or edit else _of_levers(scenario, source, tree, folder, roster_to_come=roster_to_come)
    problems += [problem for problem in found if problem.severity == "error"]
    if problems:
        raise ScenarioError(in_order(problems, source))
    known, values = (with_files(node, scenario) for node in (source, tree))
    scenario._origin = Origin(known, values, folder, roster_to_come)
    warnings = [problem for problem in empty if problem.severity == "warning"]
    warnings += [*_in_their_place(far_from_written(tree, uncertain), source), *moving_together.warnings(scenario)]
    warnings += [*remarks.seen, *lasting.warnings(remarks.ended, source)]
    warnings += [*meanings.changed(scenario, source, version, name), *advice(scenario), *found]
    return Reading(scenario, source, version, tuple(in_order(warnings, source)))


def _wrong_otherwise(
    kind: type[S], source: Node, folder: FilePath, reading: str, *, roster_to_come: bool
) -> list[Problem]:
    """Return what is wrong with a scenario that is right as written, in one of its other readings."""
    merged = MergedSource(otherwise(source, reading), Remarks())
    try:
        read(kind, merged, folder, reading, roster_to_come=roster_to_come, before=source)
    except ScenarioError as error:
        at = dotted((READINGS, reading))
        return [Problem(f"{at}.{one.path}", one.message, severity=one.severity) for one in error.problems]
    return []


def _of_levers(scenario: S, source: Node, values: Node, folder: FilePath, *, roster_to_come: bool) -> list[Problem]:
    """Return what is wrong with the levers of a scenario that is right as written, or to be warned of."""

    def reads(tree: Node) -> Sections:
        merged = MergedSource(tree, Remarks())
        return read(type(scenario), merged, folder, scenario.name, roster_to_come=roster_to_come, before=tree).scenario

    return list(lever_problems(scenario, source, with_files(values, scenario), reads))


def _changed(uncertain: dict[str, Elicited], source: Node, before: Node | None) -> dict[str, Elicited]:
    """Return what is uncertain in sections, or by entries of `uncertain:`, that are not the very ones of before."""
    if before is None:
        return uncertain
    ranges, old = source.at((MARK,)) or source, before.at((MARK,)) or before

    def same(text: str) -> bool:
        top = parts(text)[:1]
        return source.at(top) is before.at(top) and ranges.at((text,)) is old.at((text,))

    return {text: drawn for text, drawn in uncertain.items() if not same(text)}


def _validated(
    kind: type[S],
    source: Node,
    tree: Node,
    uncertain: dict[str, Elicited],
    problems: list[Problem],
    context: dict[str, Any],
) -> S:
    """Return the scenario of a tree; ScenarioError with `problems`, what the declarations refuse, and unknown names."""
    try:
        return kind.model_validate(tree.plain() | ({MARK: uncertain} if uncertain else {}), context=context)
    except ValidationError as error:
        problems = [*problems, *sentences.problems(error, tree, context["folder"])]
        rest = salvaged(tree, error, context)
        if rest is not None:
            problems += _names(rest, source)
            problems += unknown_figures(rest) if is_whole(rest, source) else ()
        raise ScenarioError(in_order(problems, source)) from None


def _names(scenario: Sections, source: Node) -> list[Problem]:
    return [*unknown_names(scenario, source), *unknown_paths(scenario, source)]


def _in_their_place(problems: Iterable[Problem], source: Node) -> Iterator[Problem]:
    """Yield problems of what is uncertain, under its entry of `uncertain:` where it has one."""
    section = source.at((MARK,))
    entries = {parts(str(key)): key for key in (section.entries if section else None) or ()}
    for problem in problems:
        key = entries.get(parts(problem.path))
        yield problem if key is None else replace(problem, path=dotted((MARK, key)))


def in_order(problems: Sequence[Problem], source: Node) -> list[Problem]:
    """Return problems with their places in a tree, by file and place; those without a place first."""
    placed = [sentences.placed(problem, source) for problem in problems]
    return sorted(placed, key=_by_place)


def _by_place(problem: Problem) -> tuple[str, str, int, int]:
    place = problem.place
    return (place.file, place.sheet, place.line, place.column) if place else ("", "", 0, 0)
