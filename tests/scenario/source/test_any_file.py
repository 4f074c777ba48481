"""Whatever is written in a scenario: it loads, or ScenarioError says what is wrong. Nothing else is ever raised."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.errors import ScenarioError
from sim.problems import Place
from sim.scenario.load import load
from sim.scenario.source.merge import merged
from sim.scenario.source.source_tree import Node, as_node
from sim.scenario.source.source_tree import Path as NodePath
from sim.scenario.source.yaml_writer import yaml

pytestmark = pytest.mark.unit

TREE = merged(Path(__file__).parents[2] / "scenario" / "data" / "whole-language.yaml")
NOWHERE = Place("", 0, 0)
WORDS = (
    "officers", "hall", "3 d", "80%", "65 CAD/h", "2025-07-01", "07:00-15:00", "always", "claims_family_member", "no",
    "uncertain", "a.b", "", "\0", "x" * 70, 0, 1, -1, 2.5, 10**24, float("inf"), True, None,
)  # fmt: skip
words = st.sampled_from(WORDS)
forms = st.sampled_from(
    [{"uniform": [0, 1]}, {"uniform": ["1 h", "2 h"]}, {"lognormal": {"mean": "1 h", "cv": 1}},
     {"p10": 0.1, "p90": 0.2}, {"any": [{}]}, {"all": []}, {"share": 0.5}, {"not": {"not": "covered"}},
     {"on": "2025-07-01"}, [], {}]
)  # fmt: skip
junk = st.recursive(words | forms, lambda part: st.lists(part, max_size=3) | st.dictionaries(words, part, max_size=3))


def paths(node: Node, path: NodePath = ()) -> list[NodePath]:
    below = node.entries or {}
    return [path, *(inner for key, entry in below.items() for inner in paths(entry.node, (*path, key)))]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.sampled_from(paths(TREE)[1:]), junk), min_size=1, max_size=3))
def test_any_scenario_loads_or_is_told_what_is_wrong(changes: list[tuple[NodePath, Any]], tmp_path: Path) -> None:
    tree = TREE
    for path, value in changes:
        if tree.at(path) is not None:
            tree = tree.with_child(path, as_node(value, NOWHERE))
    file = tmp_path / "any.yaml"
    file.write_text(yaml(tree.plain()), encoding="utf-8")
    try:
        load(file)
    except ScenarioError as error:
        assert error.problems
        assert all(problem.place and problem.message for problem in error.problems)
