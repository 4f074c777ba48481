"""`portsim verify`: does the fast program do what the plain one does, and does each log hold together?"""

from typing import Annotated

import typer

from sim.cli.options import File, Json, Quiet, Seed, Sets, changed
from sim.cli.remarks import remark
from sim.cli.saving import tell_json

Count = Annotated[int, typer.Option("--replications", "-n", min=1, metavar="N", help="How many runs.")]


def verify(
    file: File, replications: Count = 3, seed: Seed = None, sets: Sets = None, json: Json = False, quiet: Quiet = False
) -> None:
    """Play each replication twice, compiled and the plain SimPy way, and compare; check every log by itself."""
    from sim.experiments.playing.verification import verify as checked
    from sim.scenario.load import load

    loaded = load(file, changed(sets, seed))
    remark(loaded, quiet=quiet or json)
    found = checked(loaded.scenario, replications)
    if json:
        tell_json({"replications": replications, "failures": found.failures})
    else:
        shown = zip(found.failures.values(), found.lines, strict=True)
        typer.echo("".join(f"{line}\n" for wrong, line in shown if wrong or not quiet), nl=False)
    if not found.holds:
        raise typer.Exit(1)
