"""Scenarios made of others in memory, for what is computed or played aside: no planner's file is behind them.

They are not validated again, which takes a tenth of a second: what a planner changes goes through `Scenario.edited`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import ValidationError

from sim.problems import Place
from sim.scenario.checks.contradictions import contradictions
from sim.scenario.checks.references import unknown_names
from sim.scenario.language.policy import PolicySettings
from sim.scenario.language.staff_and_space import Pool, Shift
from sim.scenario.origin import with_files
from sim.scenario.schema import Scenario, Written
from sim.scenario.source.source_tree import Node, Path, as_node, parts
from sim.scenario.source.yaml_writer import spelt
from sim.scenario.values.section import Section

MIXED = Place("mixed", 0, 0)
ASIDE = ("uncertain", "assumptions", "targets", "precision")  # of no account for what happens in one replication
WORDS: dict[str, Any] = {
    "name": "", "question": "", "port": "", "targets": {}, "precision": {}, "assumptions": {}, "policy": None,
}  # fmt: skip


def unnamed(scenario: Scenario) -> Scenario:
    """The scenario without what is only said of its runs: names, targets, precision, assumptions, settings."""
    return scenario.model_copy(update=WORDS)


def without_measures(scenario: Scenario) -> Scenario:
    """The scenario without its contingency measures."""
    return scenario.model_copy(update={"contingency": {}})


def until(scenario: Scenario, end: date) -> Scenario:
    """The scenario up to another day, which is not played."""
    return scenario.model_copy(update={"end": end})


def judging(settings: PolicySettings, measure: str, second: str | None) -> PolicySettings:
    """The settings with the measures that are judged filled in."""
    return settings.model_copy(update={"measure": measure, "second": second})


def without_help(scenario: Scenario) -> Scenario:
    """The scenario without measures that bring officers, with pools that lack nobody and hand nothing over."""
    measures = {
        name: measure.model_copy(update={"enabled": measure.enabled and not measure.brings.staff})
        for name, measure in scenario.contingency.items()
    }
    staff = {
        name: pool.model_copy(update={"at_shift_end": "pooled", "absence": 0.0})
        for name, pool in scenario.staff.items()
    }
    return scenario.model_copy(update={"contingency": measures, "staff": staff})


def undisturbed(scenario: Scenario) -> Scenario:
    """The scenario without surges and regimes, every input at its median."""
    steady = {name: stream.model_copy(update={"regimes": {}}) for name, stream in scenario.arrivals.items()}
    return scenario.model_copy(update={"arrivals": steady, "surges": {}, "uncertain": {}})


def unbroken(scenario: Scenario, pool: str) -> Scenario:
    """The scenario without breaks in one pool."""
    own, without = scenario.staff[pool], {"breaks": (), "paid_breaks": ()}
    shifts = {name: shift.model_copy(update=without) for name, shift in own.shifts.items()}
    return scenario.model_copy(update={"staff": scenario.staff | {pool: own.model_copy(update={"shifts": shifts})}})


def without_rules(pool: Pool) -> dict[str, Pool]:
    """The pool without each of its rules."""
    given = pool.templates
    without: dict[str, dict[str, object]] = {}
    if given.rest:
        without["rest"] = {"rest": 0.0}
    if pool.at_most is not None:
        without["at_most"] = {}
    if given.consecutive_days is not None:
        without["consecutive_days"] = {"consecutive_days": None}
    if given.part_time_share is not None:
        without["part_time_share"] = {"part_time_share": None}
    for name, template in given.patterns.items():
        if template.most is not None:
            free = given.patterns | {name: template.model_copy(update={"most": None})}
            without[f"most on {name}"] = {"patterns": free}
    freed = {}
    for rule, change in without.items():
        update: dict[str, object] = {"templates": given.model_copy(update=change)}
        freed[rule] = pool.model_copy(update=update if change else {"at_most": None})
    return freed


def with_shifts(scenario: Scenario, sections: Mapping[str, dict[str, Any]]) -> Scenario:
    """The scenario with other shifts and changes in some pools, each as a file would have them."""
    staff = {name: _pool(pool, sections[name]) if name in sections else pool for name, pool in scenario.staff.items()}
    changed = scenario.model_copy(update={"staff": staff})
    if scenario._written is not None:
        tree = dict(scenario._written.tree)
        tree["staff"] = {
            name: _without_file(pool) | sections[name] if name in sections else pool
            for name, pool in tree["staff"].items()
        }
        changed._written = replace(scenario._written, tree=tree)
    return changed


def _without_file(pool: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in pool.items() if key != "roster_file"}


def _pool(pool: Pool, given: Mapping[str, Any]) -> Pool:
    shifts = {name: Shift.model_validate(shift) for name, shift in given["shifts"].items()}
    changes = {date.fromisoformat(when): posts for when, posts in given["changes"].items()}
    return pool.model_copy(update={"shifts": shifts, "changes": changes, "roster_file": None})


def mixed(baseline: Scenario, other: Scenario, taken: Iterable[Path]) -> Scenario:
    """The baseline with some groups as the other scenario has them. It need not be sound."""
    taken = tuple(taken)
    scenario = baseline
    for path in taken:
        scenario = _laid(scenario, other, path)
    uncertain = {
        path: drawn
        for given, ours in ((baseline, False), (other, True))
        for path, drawn in given.uncertain.items()
        if _is_under(parts(path), taken) == ours
    }
    scenario = scenario.model_copy(update={"uncertain": uncertain})
    if uncertain:
        scenario._written = _written(baseline, other, taken)
    return scenario


def _is_under(path: Path, taken: tuple[Path, ...]) -> bool:
    return any(tuple(map(str, path[: len(start)])) == tuple(map(str, start)) for start in taken)


def _laid(ours: Any, theirs: Any, path: Path) -> Any:
    """A value of the model with what lies under a path as the other has it."""
    if not path:
        return theirs
    if isinstance(ours, Section) and isinstance(theirs, Section):
        name = next(name for name, field in type(ours).model_fields.items() if (field.alias or name) == path[0])
        return ours.model_copy(update={name: _laid(getattr(ours, name), getattr(theirs, name), path[1:])})
    if not (isinstance(ours, dict) and isinstance(theirs, dict)):
        return theirs
    old = next((key for key in ours if _same(key, path[0])), None)
    new = next((key for key in theirs if _same(key, path[0])), None)
    if new is None:
        return {key: value for key, value in ours.items() if key != old}
    return ours | {new: theirs[new] if old is None else _laid(ours[old], theirs[new], path[1:])}


def _same(key: Any, written: Any) -> bool:
    return str(spelt(key)) == str(written)


def _written(baseline: Scenario, other: Scenario, taken: tuple[Path, ...]) -> Written:
    """What a mixed scenario is read from again for every replication."""
    tree, theirs = _tree(baseline), _tree(other)
    for path in taken:
        tree = tree.with_child(path, theirs.at(path))
    source = baseline._written or other._written
    assert source is not None
    return Written(tree.plain(), source.folder)


def _tree(scenario: Scenario) -> Node:
    if scenario._written is not None:
        return as_node(scenario._written.tree, MIXED)
    return _with_contents(scenario)


def _with_contents(scenario: Scenario) -> Node:
    """A scenario as it would be written; what was read from files stands in the place of their names."""
    return with_files(as_node(spelt(scenario), MIXED), scenario)


def sound(scenario: Scenario) -> bool:
    """Whether a mixed scenario can be played: every name in it is declared, nothing contradicts itself, and it is what
    would be read of it (a pool is not, with the shifts of one roster file and the name of another)."""
    plain = scenario.model_copy(update={key: {} for key in ASIDE})
    node = _with_contents(plain)
    if unknown_names(scenario, node) or contradictions(scenario):
        return False
    try:
        return bool(spelt(Scenario.model_validate(node.plain())) == spelt(plain))
    except ValidationError:
        return False
