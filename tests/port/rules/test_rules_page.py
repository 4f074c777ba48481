"""The page of the rules names tests that exist, and every rule has one."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "sim" / "port" / "README.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(test_\w+\.py)::(test_\w+)`", PAGE)
RULE = re.compile(r"^- \*\*(\d+\.\d+)\*\*(.*?)(?=^- \*\*|^#|^\*\*|\Z)", re.MULTILINE | re.DOTALL)


def test_every_test_that_the_page_names_exists() -> None:
    files = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")}
    missing = [f"{file}::{name}" for file, name in NAMED if f"def {name}(" not in files.get(file, "")]
    assert missing == []
    assert len(NAMED) > 100


def test_every_rule_names_a_test_or_the_rules_that_have_one() -> None:
    rules = dict(RULE.findall(PAGE))
    assert len(rules) > 70
    unheld = [number for number, text in rules.items() if "::test_" not in text]
    assert unheld == ["3.5"]
    assert all(other in rules for other in re.findall(r"\b(\d+\.\d+)\b", rules["3.5"]))


def test_the_rules_are_numbered_in_order() -> None:
    numbers = [tuple(map(int, number.split("."))) for number, _ in RULE.findall(PAGE)]
    assert numbers == sorted(set(numbers))
    assert {section for section, _ in numbers} == set(range(1, 13))
