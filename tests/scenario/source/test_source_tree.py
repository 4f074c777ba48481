"""Dotted paths, and trees that are changed in one place."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.source.source_tree import dotted, parts
from sim.scenario.source.yaml_reader import read_value

pytestmark = pytest.mark.unit

names = st.text(min_size=1).filter(lambda name: not name.isdecimal()) | st.integers(0, 10**6)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a", ("a",)),
        ("people.party_size.1", ("people", "party_size", 1)),
        ('people.nationalities."United States"', ("people", "nationalities", "United States")),
        ("people.nationalities.United States", ("people", "nationalities", "United States")),
        ("arrivals.door.claimants_per_day.2025-03-01", ("arrivals", "door", "claimants_per_day", "2025-03-01")),
        ('a."b.c".d', ("a", "b.c", "d")),
        (r'a."say \"b\""', ("a", 'say "b"')),
    ],
)
def test_parts_of_a_path(text: str, path: tuple[Any, ...]) -> None:
    assert parts(text) == path


@pytest.mark.parametrize("text", ["", ".", "a.", ".a", "a..b", 'a."b', 'a"b', "a=b"])
def test_what_is_no_path(text: str) -> None:
    with pytest.raises(ValueError, match=r"^a dotted path, such as staff\.officers\.absence \(a name with a dot in"):
        parts(text)


@given(st.lists(names, min_size=1, max_size=4))
def test_a_path_reads_back(path: list[str | int]) -> None:
    assert parts(dotted(path)) == tuple(path)


def test_a_tree_changed_in_one_place() -> None:
    tree = read_value("{a: {b: [1, 2]}, 3: c}", "x")
    new = read_value("9", "y")
    assert tree.with_child(("a", "b", 1), new).plain() == {"a": {"b": [1, 9]}, 3: "c"}
    assert tree.with_child(("3",), new).plain() == {"a": {"b": [1, 2]}, 3: 9}
    assert tree.with_child(("d", "e"), new).plain() == {"a": {"b": [1, 2]}, 3: "c", "d": {"e": 9}}
    assert tree.with_child(("a", "b"), None).plain() == {"a": {}, 3: "c"}
    assert tree.plain() == {"a": {"b": [1, 2]}, 3: "c"}


@pytest.mark.parametrize("path", [("a", 2), ("a", "x")])
def test_an_item_that_a_list_does_not_have(path: tuple[Any, ...]) -> None:
    tree = read_value("{a: [1, 2]}", "x")
    with pytest.raises(KeyError, match=str(path[-1])):
        tree.with_child(path, read_value("9", "y"))


def test_leaves_are_scalars_lists_and_empty_mappings() -> None:
    tree = read_value("{a: {b: [1, 2], c: {}}, d: x}", "x")
    assert [(path, node.plain()) for path, node in tree.leaves()] == [
        (("a", "b"), [1, 2]), (("a", "c"), {}), (("d",), "x"),
    ]  # fmt: skip
