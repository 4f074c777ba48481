"""`portsim new`: a scenario to start from."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.examples import Example
from sim.wording import say

NAMED = re.compile(r"^name: .*$", re.MULTILINE)
Name = Annotated[
    str, typer.Argument(metavar="NAME", help="What the scenario is called; NAME.yaml is written.", show_default=False)
]
EXAMPLES = (
    Example("portsim new port", "write port.yaml, a land port"),
    Example("portsim new terminal --template airport", "write terminal.yaml, with flights in two banks"),
    Example("portsim new centre --template reception-centre", "write centre.yaml, where people stay for days"),
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


def new(name: Name, template: Start = Template.land_port) -> None:
    """Write NAME.yaml, a small commented scenario that runs as it is."""
    from importlib.resources import files

    from sim.scenario.source.yaml_writer import flow

    path = Path(name if name.endswith(".yaml") else f"{name}.yaml")
    written = (files("sim.cli") / "templates" / f"{template}.yaml").read_text(encoding="utf-8")
    text = NAMED.sub(lambda _: f"name: {flow(path.stem)}", written, count=1)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        wrong = say("{file}: found a file of this name; allowed: a new name (nothing is overwritten)", file=str(path))
        typer.echo(wrong, err=True)
        raise typer.Exit(2) from None
    typer.echo(say("{file}: written; look at it, then: {command}", file=str(path), command=f"portsim check {path}"))
