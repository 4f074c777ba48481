"""`portsim verify`: does the fast program do what the plain one does, and does each log hold together?"""

from typing import Annotated

import typer

from sim.cli.examples import Example
from sim.cli.options import Changes, File, Saying, grouped, runs
from sim.cli.playing import progress
from sim.cli.remarks import remark
from sim.cli.saving import print_json

Count = Annotated[int, runs("How many runs.")]
EXAMPLES = (Example("portsim verify port.yaml -n 5", "do both engines play five runs the same?"),)


@grouped
def verify(file: File, *, replications: Count = 3, changes: Changes, saying: Saying) -> None:
    """Play each replication twice, compiled and the plain SimPy way, and compare; check every log by itself."""
    from sim.experiments.playing.verification import verify as checked
    from sim.scenario.load import load

    loaded = load(file, changes.lines)
    remark(loaded, quiet=saying.silent)
    found = checked(loaded.scenario, replications, progress=progress(quiet=saying.silent))
    if saying.json:
        print_json({"replications": replications, "failures": found.failures})
    else:
        shown = zip(found.failures.values(), found.lines, strict=True)
        typer.echo("".join(f"{line}\n" for wrong, line in shown if wrong or not saying.quiet), nl=False)
    if not found.holds:
        raise typer.Exit(1)
