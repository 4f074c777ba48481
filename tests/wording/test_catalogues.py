"""The catalogues: what the program says is in the template, and each message can be found in it."""

import ast
from pathlib import Path

import pytest

from sim.wording.collected import KEYWORDS, TEMPLATE, messages, template
from sim.wording.translations import languages, translations

pytestmark = pytest.mark.unit
ROOT = Path(__file__).parents[2]


def test_the_template_is_up_to_date() -> None:
    """`python -m sim.wording.collected` writes it."""
    assert TEMPLATE.read_text(encoding="utf-8") == template()


@pytest.mark.parametrize("name", languages())
def test_each_language_has_each_message(name: str) -> None:
    """English stands in the program itself."""
    found = translations(name)
    if name == "en":
        assert not found.texts and not found.counted
        return
    wanted = [one for one in messages() if one.id]
    plain = {(one.context or "", one.id) for one in wanted if isinstance(one.id, str)}
    several = {(one.context or "", one.id[0]) for one in wanted if not isinstance(one.id, str)}
    assert plain - found.texts.keys() == set()
    assert several - found.counted.keys() == set()


def test_a_message_is_a_literal_that_can_be_collected() -> None:
    wrong = []
    for path in sorted((ROOT / "sim").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "from sim.wording" not in text or path.name == "spoken.py":
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                first = node.args[: 1 if node.func.id == "say" else 2]
                literal = all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in first)
                wrong += [] if literal else [f"{path.relative_to(ROOT)}:{node.lineno}"]
    assert wrong == []
