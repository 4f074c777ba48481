"""`portsim explain`: what a scenario says once all is merged, and where each value comes from."""

import typer

from sim.cli.options import File, Sets


def explain(file: File, sets: Sets = None) -> None:
    """Print the merged scenario, the origin of every value beside it: file:line, --set or default."""
    from sim.scenario.explain import explained
    from sim.scenario.load import load

    typer.echo(explained(load(file, sets or [])), nl=False)
