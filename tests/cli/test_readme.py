"""What the README says is so: its commands, its scenario, its Python."""

import re
from pathlib import Path

import pytest

from sim.cli.app import app

pytestmark = pytest.mark.cli

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, flags=re.DOTALL | re.MULTILINE)


def test_the_two_commands_are_a_line_each() -> None:
    first, second = (block.splitlines() for block in blocks("sh")[:2])
    assert first == ["pip install . && portsim run scenarios/lacolle-2025.yaml"]
    assert second == ["pip install '.[test]' && pytest"]


def test_every_command_is_listed() -> None:
    listed = set(re.findall(r"^\| `portsim (\w+)", README, flags=re.MULTILINE))
    known = {command.name for command in app.registered_commands} | {group.name for group in app.registered_groups}
    assert listed == known


def test_the_small_scenario_is_the_shipped_one() -> None:
    shipped = (ROOT / "scenarios" / "minimal.yaml").read_text(encoding="utf-8")
    assert blocks("yaml")[0] in shipped


def test_pictures_and_links_are_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


@pytest.mark.slow
def test_the_python_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code = blocks("python")[0]
    assert "replications=200" in code
    names: dict[str, object] = {}
    few = "replications=2, assumption_sets=2, per_set=2, workers=1"
    assert code.count('"2%"}))') == 1
    exec(code.replace("replications=200", few).replace('"2%"}))', f'"2%"}}), {few})'), names)
    assert names["result"] is not None
