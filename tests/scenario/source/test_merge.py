"""`extends` and `--set`: what wins, what goes, and what is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.errors import ScenarioError
from sim.scenario.source.merge import merged

pytestmark = pytest.mark.unit

Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes files by name: `write(child="extends: parent.yaml")`; `_` in a name is `/`."""
    monkeypatch.chdir(tmp_path)

    def writer(**files: str) -> None:
        for name, text in files.items():
            path = Path(f"{name.replace('_', '/')}.yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return writer


def tree(name: str, *sets: str) -> Any:
    return merged(Path(name), sets).plain()


def wrong(name: str, *sets: str) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        merged(Path(name), sets)
    return str(caught.value).splitlines()


def test_mappings_merge_lists_and_scalars_replace_null_removes(write: Write) -> None:
    write(
        parent="a: {x: 1, y: 2, z: {k: 1}}\nlist: [1, 2, 3]\ngone: 5\n",
        child="extends: parent.yaml\na: {y: 3, w: 4, z: null}\nlist: [9]\ngone: ~\nnew: {n: null, m: 1}\n",
    )
    assert tree("child.yaml") == {"a": {"x": 1, "y": 3, "w": 4}, "list": [9], "new": {"m": 1}}


def test_names_keep_the_place_that_they_had_first(write: Write) -> None:
    write(parent="a: {x: 1, y: 2}\n", child="extends: parent.yaml\na: {z: 0, x: 5}\n")
    assert list(tree("child.yaml")["a"].items()) == [("x", 5), ("y", 2), ("z", 0)]


def test_a_distribution_replaces_a_distribution(write: Write) -> None:
    write(
        parent="t: {lognormal: {median: 1 h, p95: 2 h}}\nu: {triangular: [1, 2, 3]}\n",
        child="extends: parent.yaml\nt: {lognormal: {mean: 1 h, cv: 1}}\nu: {uniform: [0, 1]}\n",
    )
    assert tree("child.yaml") == {"t": {"lognormal": {"mean": "1 h", "cv": 1}}, "u": {"uniform": [0, 1]}}


def test_a_scalar_and_a_mapping_replace_each_other(write: Write) -> None:
    write(parent="a: 1\nb: {c: 1}\n", child="extends: parent.yaml\na: {d: 2}\nb: 3\n")
    assert tree("child.yaml") == {"a": {"d": 2}, "b": 3}


def test_a_line_of_three_and_a_folder_below(write: Write) -> None:
    write(
        base_one="a: 1\nb: 1\nc: 1\nstream: {listed: people.csv, t: {empirical: t.csv}}\n",
        base_two="extends: one.yaml\nb: 2\nc: 2\n",
        child="extends: base/two.yaml\nc: 3\nother: {listed: mine.csv}\n",
    )
    assert tree("child.yaml") == {
        "a": 1, "b": 2, "c": 3, "stream": {"listed": "base/people.csv", "t": {"empirical": "base/t.csv"}},
        "other": {"listed": "mine.csv"},
    }  # fmt: skip


def test_nothing_is_extended_by_null(write: Write) -> None:
    write(child="extends: null\na: 1\nb:\n")
    assert tree("child.yaml") == {"a": 1}


@pytest.mark.parametrize("named", ["../parent.yaml", "/etc/passwd", "sub/../../parent.yaml", "5", "[a]"])
def test_extends_stays_in_its_folder(named: str, write: Write) -> None:
    write(parent="a: 1\n", sub_child=f"extends: {named}\n")
    assert wrong("sub/child.yaml") == [
        f"sub/child.yaml:1:10: extends: found {named}; allowed: a scenario file in the folder of this one or below"
    ]


def test_extends_does_not_leave_by_a_link(write: Write) -> None:
    write(parent="a: 1\n", sub_child="extends: link.yaml\n")
    Path("sub/link.yaml").symlink_to(Path("parent.yaml").resolve())
    assert wrong("sub/child.yaml") == [
        "sub/child.yaml:1:10: extends: found link.yaml; allowed: a scenario file in the folder of this one or below"
    ]


def test_extends_a_file_that_is_not_there(write: Write) -> None:
    write(parent="a: 1\n", child="extends: parnt.yaml\n")
    assert wrong("child.yaml") == [
        "child.yaml:1:10: extends: found parnt.yaml, which is no file; "
        "allowed: a scenario file in the folder of this one or below; did you mean parent.yaml?"
    ]


def test_extends_in_a_circle(write: Write) -> None:
    write(a="extends: b.yaml\n", b="extends: c.yaml\n", c="extends: a.yaml\n", own="extends: ./own.yaml\n")
    said = "found a circle, {}; allowed: a scenario file in the folder of this one or below"
    circle = "a.yaml extends b.yaml extends c.yaml extends a.yaml"
    assert wrong("a.yaml") == [f"c.yaml:1:10: extends: {said.format(circle)}"]
    assert wrong("own.yaml") == [f"own.yaml:1:10: extends: {said.format('own.yaml extends own.yaml')}"]


def test_an_error_in_a_parent_is_told_of_the_parent(write: Write) -> None:
    write(parent="a: 1\na: 2\n", child="extends: parent.yaml\n")
    assert wrong("child.yaml") == [
        "parent.yaml:2:1: a: found the key a a second time; allowed: each key once (it is on line 1 too)"
    ]


@pytest.mark.parametrize(
    ("assignment", "changed"),
    [
        ("staff.officers.absence=.1", {"absence": 0.1}),
        ("staff.officers.days= [mon, sun]", {"days": ["mon", "sun"]}),
        ("staff.officers.hours=07:00-15:00", {"hours": "07:00-15:00"}),
        ("staff.officers.name=no", {"name": "no"}),
        ("staff.officers.note='a=b'", {"note": "a=b"}),
        ("staff.officers.shifts={day: {on_duty: 3}}", {"shifts": {"day": {"hours": "x", "on_duty": 3}}}),
        ("staff.officers.shifts.day.on_duty=3", {"shifts": {"day": {"hours": "x", "on_duty": 3}}}),
        ('staff.officers."a.b=c"=3', {"a.b=c": 3}),
        ("staff.officers.1=2", {1: 2}),
        ("staff.officers.list.1=x", {"list": [1, "x"]}),
        ("staff.officers.list=", {}),
        ("staff.officers.list=null", {"list": None}),
        ("staff.officers.nothing=null", {}),
    ],
)
def test_set(assignment: str, changed: dict[str, Any], write: Write) -> None:
    officers = {"shifts": {"day": {"hours": "x", "on_duty": 1}}, "list": [1, 2]}
    write(port="staff: {officers: {shifts: {day: {hours: x, on_duty: 1}}, list: [1, 2]}}\n")
    after = {key: value for key, value in {**officers, **changed}.items() if value is not None}
    assert tree("port.yaml", assignment) == {"staff": {"officers": after}}


def test_later_sets_win_and_have_their_origin(write: Write) -> None:
    write(port="a: {b: 1, c: 2}\n")
    found = merged(Path("port.yaml"), ["a.b=2", "a.b=3", "a={d: [4]}"])
    assert found.plain() == {"a": {"b": 3, "c": 2, "d": [4]}}
    assert [str(node.place) for _, node in found.leaves()] == ["--set", "port.yaml:1:14", "--set"]


def test_sets_that_are_wrong_come_together(write: Write) -> None:
    write(port="a: [1]\n")
    assert wrong("port.yaml", "a", "a..b=1", "a.5=2", "a={b: 1", "a.x=1") == [
        "--set: found a; allowed: PATH=VALUE, such as staff.officers.absence=0.1",
        "--set: found a..b=1; allowed: a dotted path, such as staff.officers.absence "
        "(a name with a dot in double quotes)",
        "--set: a.5: found no item 5 in the list; allowed: the number of an item, from 0",
        "--set a:1:1: found a `{` that is not closed; allowed: {key: value, key: value}",
        "--set: a.x: found no item x in the list; allowed: the number of an item, from 0",
    ]
