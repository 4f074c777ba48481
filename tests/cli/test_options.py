"""Options: declared once each, and groups of them."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from sim.cli.options import Changes, Saying, grouped, runs

pytestmark = pytest.mark.unit
CLI = Path(__file__).parents[2] / "sim" / "cli"


def declared() -> Iterator[str]:
    """The first name of every option that is declared with `typer.Option`."""
    for path in CLI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Option"):
                yield ast.literal_eval(node.args[0])


def test_an_option_is_declared_once() -> None:
    """But for three that say another thing in another command: `--replications` is a number, or a number or `auto`;
    `--out` a folder, or the file of `calibrate`; `--xlsx` a workbook of results, or of the scenario of `new`."""
    counted = Counter(declared())
    assert counted["--store"] == counted["--vary"] == 1
    assert {name: times for name, times in counted.items() if times > 1} == {
        "--replications": 2, "--out": 2, "--xlsx": 2,
    }  # fmt: skip


def app() -> typer.Typer:
    made = typer.Typer(rich_markup_mode=None)

    @made.command()
    @grouped
    def play(
        name: Annotated[str, typer.Argument()],
        *,
        count: Annotated[int, runs("How many.", 2)] = 3,
        changes: Changes,
        loud: Annotated[bool, typer.Option("--loud", help="Shout.")] = False,
        saying: Saying,
    ) -> None:
        """Play a little."""
        typer.echo(repr((name, count, changes.lines, loud, saying)))

    return made


@pytest.mark.parametrize(
    ("arguments", "got"),
    [
        (["a"], ("a", 3, [], False, Saying())),
        (
            ["--seed", "7", "a", "--set", "x=1", "--loud", "-q", "--set", "y=2", "-n", "4"],
            ("a", 4, ["x=1", "y=2", "seed=7"], True, Saying(quiet=True)),
        ),
    ],
)
def test_a_command_gets_the_options_of_a_group_as_the_group(arguments: list[str], got: object) -> None:
    left = CliRunner().invoke(app(), arguments)
    assert (left.output, left.exit_code) == (f"{got!r}\n", 0)


def test_help_has_the_options_of_a_group_in_the_place_of_the_group() -> None:
    told = CliRunner().invoke(app(), ["--help"]).output
    names = ["Play a little.", "-n, --replications", "--seed", "--set", "--loud", "--json", "-q, --quiet", "--help"]
    places = [told.index(name) for name in names]
    assert places == sorted(places)


def test_what_is_wrong_with_an_option_of_a_group_is_said_as_of_any() -> None:
    left = CliRunner().invoke(app(), ["a", "--seed", "-1"])
    assert left.exit_code == 2
    assert "--seed" in left.output
