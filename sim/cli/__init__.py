"""The command line: `portsim COMMAND`, one short file a command.

Exit status 0; 1 when `--strict` asks for more than the result gives; 2 for a scenario or a call that is wrong; 130 for
an interrupt. Commands import what they need inside their function, so that help comes at once.
"""

import sys
from collections.abc import Sequence

import typer

from sim.cli import check, compare, explain, new, policy, results, run, schema, sensitivity, staff, sweep, verify
from sim.scenario.problems import ScenarioError

app = typer.Typer(
    name="portsim",
    help="Simulates a port of entry that receives asylum claimants: its queues, its officers, its overflow space.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("new")(new.new)
app.command("check")(check.check)
app.command("explain")(explain.explain)
app.command("schema")(schema.schema)
app.command("run")(run.run)
app.command("compare")(compare.compare)
app.add_typer(results.app, name="results")
app.command("staff")(staff.staff)
app.command("policy")(policy.policy)
app.command("sweep")(sweep.sweep)
app.command("sensitivity")(sensitivity.sensitivity)
app.command("verify")(verify.verify)


@app.callback()
def portsim() -> None:
    """Simulates a port of entry that receives asylum claimants: its queues, its officers, its overflow space."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    try:
        app(arguments if arguments is None else list(arguments))
    except ScenarioError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
    except OSError as error:
        about = f"{error.filename}: " if error.filename else ""
        typer.echo(f"{about}{error.strerror or error}", err=True)
        sys.exit(2)
