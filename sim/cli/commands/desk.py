"""`portsim desk`: the page of a brief on this computer, alive."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.examples import Example
from sim.cli.options import Changes, File, grouped, processes
from sim.wording import noted, say
from sim.wording.named import call_by

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

Port = Annotated[
    int, typer.Option("--port", min=0, max=65535, help="Port on 127.0.0.1.", show_default=noted("any that is free"))
]
Workers = Annotated[int | None, processes(noted("all cores, at most 4"))]
Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")]
EXAMPLES = (
    Example("portsim desk port.yaml", "open its page; Ctrl-C ends it"),
    Example("portsim desk port.yaml --no-browser --port 8000", "only print the address"),
)


@grouped
def desk(file: File, *, changes: Changes, workers: Workers = None, port: Port = 0, browser: Browser = True) -> None:
    """Open the page of a brief on this computer, where every move is played: levers, shifts, space, surges, counts."""
    from sim.cli.desk.begun import begin

    def told(address: str, scenario: "Scenario") -> None:
        call_by(scenario.labels)
        typer.echo(say("The desk of {scenario}: {address}", scenario=scenario.name, address=address))
        typer.echo(say("The address has a key: whoever has it can use the desk. Ctrl-C ends it."), err=True)
        if browser:
            import webbrowser

            webbrowser.open(address)

    begin(Path(file), changes.lines, port, workers, told)
    typer.echo(say("The desk is closed."), err=True)
