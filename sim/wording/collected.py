"""Every message of the program, collected from its modules and templates: what a translator begins with.

`python -m sim.wording.collected` writes `catalogues/messages.pot`, and each language as it is kept (`kept`);
`pybabel init -l fr_CA -i messages.pot -o fr.po` begins a language.
"""

import ast
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

from sim.wording.kept import kept
from sim.wording.translations import FOLDER

TEMPLATE = FOLDER / "messages.pot"
ROOT = Path(__file__).parents[1]
KEYWORDS = {"say": None, "noted": None, "say_in": ((1, "c"), 2), "counted": (1, 2)}

# Calls that declare a text which is said when it is shown: at which place, or under which name, they have it.
DECLARED: Mapping[str, Mapping[str, int | str]] = {
    "sim/cli/": {
        "Option": "help", "Argument": "help", "Program": "help", "Example": 1, "runs": 0, "most_runs": 0, "varied": 0,
        "folder": 0,
    },
    "sim/scenario/": {"required": 0, "optional": 1},
}  # fmt: skip
DOCUMENTED = ("sim/cli/app.py", "sim/cli/commands/")  # the docstring of a command is its help
# Classes whose docstrings, and those of what is made of them, are said.
SECTIONS = ("Section", "Sections", "Places", "TriggerFamily")

Found = tuple[str | tuple[str, str], str]  # a message, or that of one and that of many; its context


def messages() -> Catalog:
    """Return every message that is said under `sim/`, with the modules that say it."""
    found = Catalog(charset="utf-8", fuzzy=False)
    for path in sorted(ROOT.rglob("*")):
        where = path.relative_to(ROOT.parent).as_posix()
        for text, context in _messages(path, where):
            found.add(text, locations=[(where, 0)], context=context or None)
    return found


def _messages(path: Path, where: str) -> Iterator[Found]:
    if path.suffix == ".py":
        yield from messages_of(path.read_text(encoding="utf-8"), where)
    if path.suffix == ".j2":
        with path.open("rb") as file:
            for _, text, _, context in extract("jinja2.ext:babel_extract", file, KEYWORDS):
                yield text if isinstance(text, str) else (text[0], text[1]), context or ""


def messages_of(source: str, where: str) -> Iterator[Found]:
    """Yield the messages of a module: of each call that says or declares one, the help of each command, and what each
    section of the language is.
    """
    declared = {name: at for place, names in DECLARED.items() if where.startswith(place) for name, at in names.items()}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _said(node, declared)
        elif (isinstance(node, ast.FunctionDef) and where.startswith(DOCUMENTED) and _is_command(node, where)) or (
            isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & {*SECTIONS}
        ):
            yield ast.get_docstring(node) or "", ""


def _said(call: ast.Call, declared: Mapping[str, int | str]) -> Iterator[Found]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    texts = [one.value if isinstance(one, ast.Constant) and isinstance(one.value, str) else "" for one in call.args]
    if name in ("say", "noted") and texts[:1] > [""]:
        yield texts[0], ""
    elif name == "say_in" and all(texts[:2]):
        yield texts[1], texts[0]
    elif name == "counted" and all(texts[:2]):
        yield (texts[0], texts[1]), ""
    elif (name := ast.unparse(call.func).rpartition(".")[2]) in declared:
        yield from _declared(call, texts, declared[name])


def _declared(call: ast.Call, texts: list[str], at: int | str) -> Iterator[Found]:
    if isinstance(at, int):
        yield from ((text, "") for text in texts[at : at + 1] if text)
        return
    given = (one.value for one in call.keywords if one.arg == at)
    yield from ((one.value, "") for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str))


def _is_command(function: ast.FunctionDef, where: str) -> bool:
    """Return whether a function is a command: it is called as its file, or decorated as one."""
    decorated = any(ast.unparse(one).startswith(("app.command", "app.callback")) for one in function.decorator_list)
    return decorated or function.name == Path(where).stem


def template() -> str:
    """Return the template: the same bytes for the same messages."""
    written = io.BytesIO()
    write_po(written, messages(), omit_header=True, sort_output=True, width=120, include_lineno=False)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
    return head + written.getvalue().decode("utf-8")


if __name__ == "__main__":
    TEMPLATE.write_text(template(), encoding="utf-8", newline="\n")
    for catalogue in sorted(FOLDER.glob("*.po")):
        text = kept(catalogue.read_text(encoding="utf-8"), messages())
        catalogue.write_text(text, encoding="utf-8", newline="\n")
