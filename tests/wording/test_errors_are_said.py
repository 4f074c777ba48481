"""What every error, warning and refusal says is a message of the catalogue: no text of them stands in code alone.

The rule is read off the code. Which errors reach a user by which call is tested where they are raised.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim import errors

pytestmark = pytest.mark.unit
HOME = Path(errors.__file__).parent
PUBLIC = {name for name in errors.__all__ if name.endswith("Error") or name == "Interrupted"}
SAYS = {  # which of its arguments are read: errors, what becomes one, and what is wrong with a scenario
    **dict.fromkeys(PUBLIC - {"ScenarioError"}, slice(None)),
    **dict.fromkeys(("CodecError", "TableError", "_NoStoreError", "NotAllowed"), slice(None)),
    "Refused": slice(-1, None),  # in a table it has the column and the value before
    "Problem": slice(1, 2),
    "sentence": slice(0, 2),
}
LETTERS = re.compile(r"[^\W\d_]{2}")


def unsaid(node: ast.AST) -> Iterator[str]:
    """Texts with letters in an expression, but for those that are given to a call, which says them or looks them up."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and LETTERS.search(node.value):
        yield node.value
    if isinstance(node, ast.Call | ast.Compare | ast.Subscript):
        return
    for inner in ast.iter_child_nodes(node):
        yield from unsaid(inner)


def texts(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of what is said in no message, of calls of `SAYS`; constants of the module are followed."""
    tree = ast.parse(source)
    held = {
        target.id: one.value
        for one in tree.body
        if isinstance(one, ast.Assign)
        for target in one.targets
        if isinstance(target, ast.Name)
    }
    for call in ast.walk(tree):
        name = ast.unparse(call.func).rpartition(".")[2] if isinstance(call, ast.Call) else ""
        if not isinstance(call, ast.Call) or name not in SAYS:
            continue
        for given in call.args[SAYS[name]]:
            for text in unsaid(held.get(given.id, given) if isinstance(given, ast.Name) else given):
                yield call.lineno, text


def test_a_text_that_is_no_message_is_found() -> None:
    source = 'WHY = "no room"\nraise ArgumentError(f"{path}: found {n} workers")\nraise StoreError(WHY)\n'
    assert [text for _, text in texts(source)] == [": found ", " workers", "no room"]
    assert list(texts('raise ArgumentError(say("at least one"))\nProblem("staff", say("none"))\n')) == []
    assert [text for _, text in texts('Problem("staff", sentence("nothing", say("a pool")))')] == ["nothing"]


def test_every_text_of_an_error_is_a_message() -> None:
    found = []
    for path in sorted(HOME.rglob("*.py")):
        where = path.relative_to(HOME.parent).as_posix()
        told = texts(path.read_text(encoding="utf-8"))
        found += [f"{where}:{line}: {text}" for line, text in told]
    assert found == []
