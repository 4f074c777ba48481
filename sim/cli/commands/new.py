"""`portsim new`: a scenario to start from."""

from pathlib import Path
from typing import Annotated

import typer

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="What the scenario is called; NAME.yaml is written.", show_default=False)
]


def new(name: Name) -> None:
    """Write NAME.yaml, a small commented scenario that runs as it is."""
    from importlib.resources import files

    from sim.scenario.source.yaml_writer import flow

    path = Path(name if name.endswith(".yaml") else f"{name}.yaml")
    template = (files("sim.cli") / "templates" / "scenario.yaml").read_text(encoding="utf-8")
    text = template.replace("name: A port of entry", f"name: {flow(path.stem)}", 1)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        typer.echo(f"{path}: found a file of this name; allowed: a new name (nothing is overwritten)", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"{path}: written; look at it, then: portsim check {path}")
