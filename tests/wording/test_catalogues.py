"""The catalogues: what the program says is in the template, and each message can be found in it."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from sim.wording.collected import KEYWORDS, TEMPLATE, messages, messages_of, template
from sim.wording.translations import FOLDER, languages, translations

pytestmark = pytest.mark.unit
ROOT = Path(__file__).parents[2]

# Modules of which each language has every message; who puts others into the catalogue adds them.
WHOLE = (
    "sim/cli/",
    "sim/experiments/",
    "sim/planning/",
    "sim/scenario/",
    "sim/views/",
    "sim/wording/",
    "sim/errors.py",
    "sim/problems.py",
)


def test_the_template_is_up_to_date() -> None:
    """`python -m sim.wording.collected` writes it."""
    assert TEMPLATE.read_text(encoding="utf-8") == template()


def test_english_stands_in_the_program_itself() -> None:
    found = translations("en")
    assert not found.texts and not found.counted


@pytest.mark.parametrize("name", [name for name in languages() if name != "en"])
def test_each_language_has_each_message(name: str) -> None:
    """Of the modules that are in the catalogue as a whole; what else is missing is said in English."""
    found = translations(name)
    wanted = [one for one in messages() if one.id and any(where.startswith(WHOLE) for where, _ in one.locations)]
    plain = {(one.context or "", one.id) for one in wanted if isinstance(one.id, str)}
    several = {(one.context or "", one.id[0]) for one in wanted if not isinstance(one.id, str)}
    assert plain - found.texts.keys() == set()
    assert several - found.counted.keys() == set()


def names(text: str) -> set[str]:
    """What goes into a message, but for what a language puts where it has it: signs, the century of a year, an hour
    with a nought or without."""
    found = {name for _, name, _, _ in Formatter().parse(text) if name} if "{" in text else set()
    return found - {"sign", "symbol", "blank", "currency", "century", "h", "hh"}


@pytest.mark.parametrize("name", languages())
def test_a_message_has_the_same_places_in_every_language(name: str) -> None:
    found = translations(name)
    many = {one.id[0]: one.id[1] for one in messages() if one.id and not isinstance(one.id, str)}
    pairs = [(english, text) for (_, english), text in found.texts.items()]
    pairs += [(one, texts[0]) for (_, one), texts in found.counted.items()]
    pairs += [(many[one], texts[1]) for (_, one), texts in found.counted.items() if one in many]
    assert [english for english, text in pairs if not is_plain(english) and names(english) != names(text)] == []


def is_plain(text: str) -> bool:
    """Whether braces of a message are its own: it is said without values."""
    try:
        names(text)
    except ValueError:
        return True
    return not all(name.isidentifier() for name in names(text))


@pytest.mark.parametrize("name", languages())
def test_a_catalogue_is_read_as_babel_reads_it(name: str) -> None:
    path = FOLDER / f"{name}.po"
    with path.open("rb") as file:
        read = [one for one in read_po(file, abort_invalid=True) if one.id and one.string and not one.fuzzy]
    found = translations(name)
    plain = {(one.context or "", one.id): one.string for one in read if isinstance(one.id, str)}
    several = {(one.context or "", one.id[0]): tuple(one.string) for one in read if not isinstance(one.id, str)}
    assert (found.texts, found.counted) == (plain, several)


@pytest.mark.parametrize("name", [name for name in languages() if name != "en"])
def test_typography(name: str) -> None:
    """No straight apostrophe within a word; a colon and guillemets have blanks at which no line breaks."""
    found = translations(name)
    texts = [*found.texts.values(), *(text for both in found.counted.values() for text in both)]
    slips = re.compile(r"[^\W\d_]'[^\W\d_]|[« ]:(?!\S)|« | »|\u202f|\.\.\.| [;!?]")
    assert [text for text in texts if slips.search(text)] == []


def test_a_message_is_a_literal_that_can_be_collected() -> None:
    wrong = []
    for path in sorted((ROOT / "sim").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "from sim.wording" not in text or path.name == "spoken.py":
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                first = node.args[: 1 if node.func.id in ("say", "noted") else 2]
                literal = all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in first)
                wrong += [] if literal else [f"{path.relative_to(ROOT)}:{node.lineno}"]
    assert wrong == []


def test_messages_are_found_where_they_are_said_and_declared() -> None:
    source = '''
@app.command("list")
def list_() -> None:
    """Print
    each."""
say(f"{x}", y=say("inner {y}"))
counted("one", "many", say_in("of space", "open"))
MOST = noted("at most")
typer.Option("--out", help="Where.")
progress.say("no message")
'''
    found = [("Print\neach.", ""), ("inner {y}", ""), (("one", "many"), ""), ("open", "of space"), ("at most", "")]
    assert set(messages_of(source, "sim/cli/commands/results.py")) == {*found, ("Where.", "")}
    assert set(messages_of(source, "sim/people/orders.py")) == set(found[1:])


def test_a_message_is_said_alone_or_of_one_and_of_many() -> None:
    """A catalogue has it once: said in both ways, it would be missing in one of them."""
    alone, several = set(), set()
    for path in sorted((ROOT / "sim").rglob("*.py")):
        for text, context in messages_of(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()):
            if isinstance(text, str):
                alone.add((context, text))
            else:
                several.add((context, text[0]))
    assert alone & several == set()
