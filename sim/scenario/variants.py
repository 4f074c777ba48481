"""Scenarios that are made of others for what is computed or played aside, each an edit that is validated again.

A roster may still be to come in them, since planning looks for one.
"""

from collections.abc import Collection, Mapping
from typing import Any

from sim.errors import ScenarioError
from sim.problems import Problem, sentence
from sim.scenario.calendar.clock import longer_warm_up
from sim.scenario.edit import read_again, revised
from sim.scenario.language.policy import UNPRICED, PolicySettings
from sim.scenario.language.port import NO_CURRENCY
from sim.scenario.language.staff_and_space import Pool
from sim.scenario.origin import PLACE, tree_of, written_out
from sim.scenario.schema import Scenario
from sim.scenario.source.merge import otherwise
from sim.scenario.source.source_tree import Entry, Node, Path, parts
from sim.scenario.source.yaml_writer import duration, to_plain
from sim.scenario.values.distributions import MARK
from sim.scenario.values.units import Money
from sim.wording import say

Edits = dict[tuple[Any, ...], Any]
ASKED = ("targets", "precision", "figures", "evidence")  # name figures, which another scenario may not have


def put(scenario: Scenario, path: tuple[Any, ...], value: Any, spelt: Any = None) -> Scenario:
    """Return the scenario with `value` at a path; `spelt` is how a file says it, where that is not the value itself.

    What is uncertain at the path, or in it, is so no longer. All else, and the people, are as they were. The roster may
    still be to come.
    """
    return scenario.edited({path: value if spelt is None else spelt}, roster_to_come=True)


def reseeded(scenario: Scenario, seed: int) -> Scenario:
    """Return the scenario with another seed: other people, all else the same."""
    return put(scenario, ("seed",), seed)


def without_borrowed_staff(scenario: Scenario) -> Scenario:
    """Return the scenario without officers whom measures bring; a measure that brings nothing else is off."""
    edits: Edits = {}
    for name, measure in scenario.measures.items():
        brings = measure.brings
        if (brings.staff or brings.overtime) and (brings.areas or brings.rooms or brings.deferral or brings.rungs):
            edits["contingency", name, "brings", "staff"] = {}
            edits["contingency", name, "brings", "overtime"] = {}
        elif brings.staff or brings.overtime:
            edits["contingency", name, "enabled"] = False
    return scenario.edited(edits, roster_to_come=True) if edits else scenario


def with_longer_warm_up(scenario: Scenario) -> Scenario:
    """Return the scenario with a `longer_warm_up`; the counted span is the same."""
    return scenario.edited({"warm_up": duration(longer_warm_up(scenario))}, roster_to_come=True)


def read_otherwise(scenario: Scenario, reading: str) -> Scenario:
    """Return the scenario in one of its other `readings`; what it does not name is as it was."""
    return read_again(scenario, otherwise(tree_of(scenario), reading)).scenario


def judging(scenario: Scenario, settings: PolicySettings, measure: str, second: str | None) -> PolicySettings:
    """Return the settings with the measures that are judged and the price of crowding filled in."""
    price = settings.crowded_person_hour or Money(UNPRICED, scenario.currency or NO_CURRENCY)
    return revised(settings, {"measure": measure, "second": second, "crowded_person_hour": to_plain(price)})


def played_on(scenario: Scenario) -> Scenario:
    """Return the scenario to its `run_on`, which it must have; the people until its end are the same. Counts end with
    their
    last row, as listed people do."""
    assert scenario.run_on is not None
    gone = ("run_on", "policy", "assumptions", "fitted_on", *ASKED)
    edits: Edits = {("end",): scenario.run_on} | {(name,): None for name in gone}
    for name, stream in scenario.arrivals.items():
        if stream.counts:
            edits["arrivals", name, "counts"] = stream.counts.ended(scenario.end, scenario.run_on)
    return scenario.edited(edits, roster_to_come=True)


def without_help(scenario: Scenario) -> Scenario:
    """Return the scenario without measures that bring officers, with pools that lack nobody and hand nothing over."""
    off: Edits = {
        ("contingency", name, "enabled"): False
        for name, measure in scenario.measures.items()
        if measure.brings.staff or measure.brings.overtime
    }
    alone: Edits = {
        ("staff", name, field): value
        for name in scenario.staff
        for field, value in (("at_shift_end", "pooled"), ("absence", 0))
    }
    return scenario.edited(off | alone, roster_to_come=True)


def without_rules(pool: Pool) -> dict[str, Pool]:
    """Return the pool without each of its rules, by the key of the rule."""
    given = pool.templates
    rules = {
        "rest": (("templates", "rest"), given.rest),
        "at_most": (("at_most",), pool.at_most is not None),
        "consecutive_days": (("templates", "consecutive_days"), given.consecutive_days is not None),
        "part_time_share": (("templates", "part_time_share"), given.part_time_share is not None),
    } | {
        f"{name}.most": (("templates", "patterns", name, "most"), template.most is not None)
        for name, template in given.patterns.items()
    }
    return {rule: revised(pool, {path: None}) for rule, (path, there) in rules.items() if there}


def with_shifts(scenario: Scenario, sections: Mapping[str, Mapping[str, Any]]) -> Scenario:
    """Return the scenario with other shifts and changes in some pools, each as a file would have them."""
    own: Edits = {("staff", name, "roster_file"): None for name in sections}
    given: Edits = {("staff", name, key): value for name, section in sections.items() for key, value in section.items()}
    return scenario.edited(own | given, roster_to_come=True)


def mixed(baseline: Scenario, other: Scenario, taken: Collection[Path]) -> Scenario:
    """Return the baseline with some groups as the other scenario has them, and with what is uncertain in them.

    Both are written out first, so that a group has the same path in each. What is asked of figures that the mixture
    does not have is left out. ScenarioError where there can be no such scenario: a name that nobody declares, a
    contradiction, or a pool with the shifts of one roster file and the name of another.
    """
    ours, theirs = written_out(baseline), written_out(other)
    uncertain = {key: entry for key, entry in _uncertain(ours).items() if not _is_under(key, taken)}
    uncertain |= {key: entry for key, entry in _uncertain(theirs).items() if _is_under(key, taken)}
    tree = ours.with_child((MARK,), Node(uncertain, PLACE))
    for path in taken:
        tree = tree.with_child(path, theirs.at(path))
    try:
        found = read_again(baseline, tree, roster_to_come=True).scenario
    except ScenarioError as error:
        asked = [path for problem in error.problems if problem.path and (path := parts(problem.path))[0] in ASKED]
        if len(asked) < len(error.problems):
            raise
        for path in asked:
            tree = tree.with_child(path[:2], None)
        found = read_again(baseline, tree, roster_to_come=True).scenario
    if written_out(found).plain() != tree.plain():
        unlike = sentence(
            say("a mixture that reads as another scenario"), say("groups that do not depend on each other")
        )
        raise ScenarioError([Problem("", unlike, PLACE)])
    return found


def sound(baseline: Scenario, other: Scenario, taken: Collection[Path]) -> bool:
    """Return whether there can be such a mixture."""
    try:
        mixed(baseline, other, taken)
    except ScenarioError:
        return False
    return True


def _uncertain(tree: Node) -> dict[Any, Entry]:
    section = tree.at((MARK,))
    return dict(section.entries or {}) if section else {}


def _is_under(name: str, taken: Collection[Path]) -> bool:
    path = tuple(map(str, parts(name)))
    return any(path[: len(start)] == tuple(map(str, start)) for start in taken)
