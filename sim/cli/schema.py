"""`portsim schema`: the JSON Schema by which editors complete and check scenario files."""

import typer


def schema() -> None:
    """Print the JSON Schema of a scenario file."""
    from sim.scenario.reference_page import schema_text

    typer.echo(schema_text(), nl=False)
