"""Plain English: phrases of a private dialect stay out of docstrings, comments, `--help` and the pages."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "sim").rglob("*.md"), ROOT / "scenarios" / "README.md"]
DECLARATIONS = {
    "required",
    "optional",
    "Field",
    "Option",
    "Argument",
    "FigureInfo",
    "Watch",
}  # their texts are read too

DIALECT = {  # what is not written: what to write instead
    r"which see": "see `name`",
    r"told of": "reported",
    r"(is|are|be) told\b(?! (from|apart))": "is reported, is given, is shown",
    r"so many\b(?!:)": "this many, a number of",
    r"for so long": "for this long",
    r"so much at": "the amount",
    r"laid (on|over)": "merged into, applied to",
    r"lays? it on": "merges it into",
    r"dearer": "more expensive",
    r"of no account": "not counted",
    r"\banew\b": "again",
    r"that is all of": "that is all",
    r"some few": "a few",
    r"\blately\b": "recently",
    r"\bbeside\b": "next to, besides, against",
    r"in the dress of": "styled like",
}
PATTERN = re.compile("|".join(f"(?:{phrase})" for phrase in DIALECT), re.IGNORECASE)


def read_texts(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and text of each docstring and comment, and of each text of the `DECLARATIONS`."""
    source = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            yield node.body[0].lineno, ast.get_docstring(node) or ""
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in DECLARATIONS:
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            yield from ((one.lineno, one.value) for one in given if isinstance(getattr(one, "value", None), str))
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def faults(texts: Iterator[tuple[int, str]], where: Path) -> list[str]:
    """Return the place of each phrase of the dialect in some texts; what stands in backticks is code."""
    plain = ((line, re.sub(r"`[^`]*`", "``", " ".join(text.split()))) for line, text in texts)
    return [
        f"{where.relative_to(ROOT)}:{line}: {hit.group()}" for line, text in plain for hit in PATTERN.finditer(text)
    ]


def test_docstrings_comments_and_help_are_in_plain_english() -> None:
    found = [fault for path in sorted((ROOT / "sim").rglob("*.py")) for fault in faults(read_texts(path), path)]
    assert found == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_pages_are_in_plain_english(page: Path) -> None:
    code = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
    text = code.sub(lambda hit: "\n" * hit.group().count("\n"), page.read_text(encoding="utf-8"))
    assert faults(((number, line) for number, line in enumerate(text.splitlines(), 1)), page) == []


def test_the_check_finds_what_it_looks_for() -> None:
    texts = [
        (1, "As `run`, which see."),
        (2, "A pool of so\n    many officers"),
        (3, "`beside` is code, and cannot be told from chance"),
    ]
    assert faults(iter(texts), ROOT) == [".:1: which see", ".:2: so many"]
