"""`portsim new`: a scenario to start from."""

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.examples import Example
from sim.wording import say

if TYPE_CHECKING:
    from sim.scenario.source.source_tree import Node

WORKBOOK, YAML = ".xlsx", ".yaml"
NAMED = re.compile(r"^name: .*$", re.MULTILINE)
Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME", help="What the scenario is called; NAME.yaml is written, or NAME.xlsx.", show_default=False
    ),
]
EXAMPLES = (
    Example("portsim new port", "write port.yaml, a land port"),
    Example("portsim new terminal --template airport", "write terminal.yaml, with flights in two banks"),
    Example("portsim new centre --template reception-centre", "write centre.yaml, where people stay for days"),
    Example("portsim new plan --xlsx", "write plan.xlsx, the same port as a workbook"),
)


class Template(StrEnum):
    """What the scenario is of; a file of this name is in `sim/cli/templates`."""

    land_port = "land-port"
    airport = "airport"
    reception_centre = "reception-centre"


Start = Annotated[
    Template,
    typer.Option(
        "--template",
        help="A land port, an airport with flights in two banks, or a centre where people stay for days.",
    ),
]


AsWorkbook = Annotated[
    bool,
    typer.Option("--xlsx", help="Write NAME.xlsx, a workbook with a sheet for each section, drop-downs and units."),
]
From = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="FILE",
        help="Write this scenario, with what it extends, in the place of a template.",
        show_default=False,
    ),
]


def new(name: Name, template: Start = Template.land_port, xlsx: AsWorkbook = False, source: From = None) -> None:
    """Write NAME.yaml, a small commented scenario that runs as it is, or NAME.xlsx, a workbook of it."""
    xlsx = xlsx or name.lower().endswith(WORKBOOK)
    ending = WORKBOOK if xlsx else YAML
    path = Path(name if name.lower().endswith(ending) else f"{name}{ending}")
    content = _of_source(source, path.parent, xlsx=xlsx) if source else _of_template(template, path.stem, xlsx=xlsx)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        wrong = say("{file}: found a file of this name; allowed: a new name (nothing is overwritten)", file=str(path))
        typer.echo(wrong, err=True)
        raise typer.Exit(2) from None
    typer.echo(say("{file}: written; look at it, then: {command}", file=str(path), command=f"portsim check {path}"))


def _of_template(template: Template, name: str, *, xlsx: bool) -> bytes:
    """Return a template under a name."""
    from importlib.resources import files

    from sim.scenario.source.yaml_reader import read_text
    from sim.scenario.source.yaml_writer import flow

    written = (files("sim.cli") / "templates" / f"{template}.yaml").read_text(encoding="utf-8")
    text = NAMED.sub(lambda _: f"name: {flow(name)}", written, count=1)
    return _workbook(read_text(text, f"{template}.yaml")) if xlsx else text.encode()


def _of_source(source: Path, folder: Path, *, xlsx: bool) -> bytes:
    """Return a scenario with what it extends, as it stands in a folder. ScenarioError."""
    from sim.scenario.load import read_whole
    from sim.scenario.source.yaml_writer import yaml

    tree = read_whole(source, folder)
    return _workbook(tree) if xlsx else yaml(tree.plain()).encode()


def _workbook(tree: "Node") -> bytes:
    from sim.views.spreadsheet.scenario_book import scenario_book

    return scenario_book(tree)
