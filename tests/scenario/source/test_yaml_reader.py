"""Files that cannot be read, and YAML that surprises or harms: each with its whole sentence."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import ScenarioError
from sim.scenario.source.yaml_reader import MAX_BYTES, read_file, read_text

pytestmark = pytest.mark.unit


def wrong(text: str) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        read_text(text, "port.yaml")
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "port.yaml:1:1: found nothing; allowed: a scenario, as a mapping of keys"),
        ("- a\n- b\n", "port.yaml:1:1: found [a, b]; allowed: a scenario, as a mapping of keys"),
        ("name: a\nstart: b\nname: c\n",
         "port.yaml:3:1: name: found the key name a second time; allowed: each key once (it is on line 1 too)"),
        ("a:\n  b: {c: 1, c: 2}\n",
         "port.yaml:2:13: a.b.c: found the key c a second time; allowed: each key once (it is on line 2 too)"),
        ("a: !!python/object/apply:os.system ['x']\n",
         "port.yaml:1:4: a: found the tag tag:yaml.org,2002:python/object/apply:os.system; "
         "allowed: plain values without tags"),
        ("a: !foo b\n", "port.yaml:1:4: a: found the tag !foo; allowed: plain values without tags"),
        ("a: !!int 5\n", "port.yaml:1:4: a: found the tag tag:yaml.org,2002:int; allowed: plain values without tags"),
        ("a: !x!y b\n", "port.yaml:1:4: found a tag; allowed: plain values without tags"),
        ("a: &x {b: 1}\nc: {<<: *x}\n",
         "port.yaml:2:5: c: found a merge key <<; allowed: `extends`, or an alias as a value"),
        ("a: *x\n", "port.yaml:1:4: found the alias *x; allowed: an alias after its anchor &x"),
        ("a: &x [*x]\n", "port.yaml:1:8: found the alias *x; allowed: an alias after its anchor &x"),
        ("a: 1\n---\nb: 2\n", "port.yaml:2:1: found a second document (---); allowed: one document a file"),
        ("true: 1\n", "port.yaml:1:1: found the key true; allowed: text or a number as a key"),
        ("~: 1\n", "port.yaml:1:1: found the key nothing; allowed: text or a number as a key"),
        ("? [a]\n: 1\n", "port.yaml:1:3: found the key [a]; allowed: text or a number as a key"),
        ("a: " + "9" * 30, f"port.yaml:1:4: a: found {'9' * 30}; allowed: a number of at most 25 digits"),
        ("a: b: c\n",
         "port.yaml:1:5: found a second `: ` in one value; allowed: one `key: value` a line; quote text with `: `"),
        ("a: 1\nb\n",
         "port.yaml:3:1: found a line that is no `key: value`; allowed: `key: value`, with a space after the colon"),
        ("a:\n\tb: 1\n", "port.yaml:2:1: found a tab; allowed: spaces, for indentation"),
        ("a: @b\n",
         "port.yaml:1:4: found a character that cannot begin a value; allowed: text that begins so in quotes"),
        ("a: 1\n  b: 2\n c: 3\n",
         "port.yaml:2:4: found a second `: ` in one value; allowed: one `key: value` a line; quote text with `: `"),
        ("a:\n  b: 1\n c: 2\n",
         "port.yaml:3:2: found a line that does not line up with those above; "
         "allowed: one indentation within a mapping"),
        ("a: {b: 1\nc: 2\n", "port.yaml:1:4: found a `{` that is not closed; allowed: {key: value, key: value}"),
        ("a: [1, 2\n", "port.yaml:1:4: found a `[` that is not closed; allowed: [value, value]"),
        ("a: 'b\n", "port.yaml:1:4: found a quote that is not closed; allowed: text within two quotes"),
        ("a: \x07\n", "port.yaml:1:4: found the character U+0007; allowed: printable text"),
        ("a: %b\n",
         "port.yaml:1:4: found a character that cannot begin a value; allowed: text that begins so in quotes"),
    ],
)  # fmt: skip
def test_the_sentence_of(text: str, sentence: str) -> None:
    assert wrong(text) == [sentence]


def test_errors_of_a_file_come_together() -> None:
    assert wrong("a: !x 1\na: 2\nb: *c\n") == [
        "port.yaml:1:4: a: found the tag !x; allowed: plain values without tags",
        "port.yaml:2:1: a: found the key a a second time; allowed: each key once (it is on line 1 too)",
        "port.yaml:3:4: found the alias *c; allowed: an alias after its anchor &c",
    ]


def test_nesting() -> None:
    assert read_text("a: " + "[" * 49 + "]" * 49, "x").plain()
    assert wrong("a: " + "[" * 50 + "]" * 50) == [
        "port.yaml:1:53: found nesting of more than 50; allowed: nesting of at most 50"
    ]
    assert wrong("a: &a " + "[" * 30 + "]" * 30 + "\nb: " + "[" * 30 + "*a" + "]" * 30) == [
        "port.yaml:2:34: found nesting of more than 50; allowed: nesting of at most 50"
    ]
    wrong("[" * 200_000)


def test_an_alias_is_what_it_stands_for() -> None:
    tree = read_text("a: &x {b: 1}\nc: [*x, *x]\n", "port.yaml")
    assert tree.plain() == {"a": {"b": 1}, "c": [{"b": 1}, {"b": 1}]}


def test_aliases_that_multiply() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 10)}]" for k in range(1, 10)]
    assert wrong("\n".join(lines)) == [
        "port.yaml:5:15: a4.1: found more than 30000 values; "
        "allowed: at most 30000 (an alias counts as what it stands for)"
    ]


def test_places_of_keys_and_values() -> None:
    tree = read_text("a:\n  b: [1, x]\n", "port.yaml")
    entry = tree.entries["a"].node.entries["b"]  # type: ignore[index]
    assert str(entry.place) == "port.yaml:2:3"
    assert [str(node.place) for node in entry.node.value] == ["port.yaml:2:7", "port.yaml:2:10"]


def refused(path: Path) -> str:
    with pytest.raises(ScenarioError) as caught:
        read_file(path)
    return str(caught.value)


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert refused(Path("no.yaml")) == "no.yaml: found no such file; allowed: the path of a scenario file"
    assert refused(Path()) == ".: found a folder; allowed: the path of a scenario file"
    Path("big.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    assert refused(Path("big.yaml")) == "big.yaml: found a file of more than 1 MiB; allowed: a file of at most 1 MiB"
    Path("latin.yaml").write_bytes("a: 1\nname: Montréal\n".encode("latin-1"))
    said = "latin.yaml:2:12: found bytes that are not UTF-8; allowed: text saved as UTF-8"
    assert refused(Path("latin.yaml")) == said
    said = "a\\x00b: found a file that cannot be read (embedded null byte); allowed: a readable file"
    assert refused(Path("a\0b")) == said


@pytest.mark.parametrize("reason", [13, 5])
def test_a_file_that_the_system_refuses(reason: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(reason, os.strerror(reason))

    monkeypatch.chdir(tmp_path)
    Path("x.yaml").touch()
    monkeypatch.setattr(Path, "open", refuse)
    said = f"x.yaml: found a file that cannot be read ({os.strerror(reason)}); allowed: a readable file"
    assert refused(Path("x.yaml")) == said


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfname: a\n")
    assert read_file(path).plain() == {"name": "a"}


anything = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)
nearly_yaml = st.text(alphabet=" \n-:{}[]&*!'\"#%@ab1<?|>~", max_size=60)


@given(anything | nearly_yaml)
def test_any_text_is_a_tree_or_a_problem(text: str) -> None:
    try:
        read_text(text, "x")
    except ScenarioError as error:
        assert all(problem.place for problem in error.problems)
