"""The commands by their names, and what is said when one cannot go on."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from sim import __version__
from sim.cli.commands import (
    check,
    compare,
    explain,
    new,
    policy,
    results,
    run,
    schema,
    sensitivity,
    staff,
    sweep,
    verify,
)
from sim.cli.consoles import can_show_all
from sim.cli.examples import Example, shown
from sim.cli.interrupts import never_lost
from sim.errors import INTERRUPTED, PortsimError


@contextmanager
def _interrupts() -> Iterator[None]:
    """Answer a Ctrl-C that nobody else answered: one sentence, exit status 130."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("Interrupted: nothing more was written.", err=True)
        raise typer.Exit(INTERRUPTED) from None


class Commands(TyperGroup):
    """The group of all commands: an interrupt ends any of them in the same way."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Read the arguments."""
        with _interrupts():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        with _interrupts():
            return super().invoke(ctx)


EXAMPLES = (
    Example("portsim new port", "write port.yaml, a small port to start from"),
    Example("portsim check port.yaml", "is it right?"),
    Example("portsim run port.yaml", "play it 200 times; the answer, and a report in results/port"),
)
app = typer.Typer(
    name="portsim",
    cls=Commands,
    help="Simulates a port of entry that receives asylum claimants: its queues, its officers, its overflow space.",
    epilog=shown(EXAMPLES),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("new", epilog=shown(new.EXAMPLES))(new.new)
app.command("check", epilog=shown(check.EXAMPLES))(check.check)
app.command("explain", epilog=shown(explain.EXAMPLES))(explain.explain)
app.command("schema", epilog=shown(schema.EXAMPLES))(schema.schema)
app.command("run", epilog=shown(run.EXAMPLES))(run.run)
app.command("compare", epilog=shown(compare.EXAMPLES))(compare.compare)
app.add_typer(results.app, name="results", epilog=shown(results.EXAMPLES))
app.command("staff", epilog=shown(staff.EXAMPLES))(staff.staff)
app.command("policy", epilog=shown(policy.EXAMPLES))(policy.policy)
app.command("sweep", epilog=shown(sweep.EXAMPLES))(sweep.sweep)
app.command("sensitivity", epilog=shown(sensitivity.EXAMPLES))(sensitivity.sensitivity)
app.command("verify", epilog=shown(verify.EXAMPLES))(verify.verify)


def _version(asked: bool) -> None:
    """Print the version of the program and leave."""
    if asked:
        typer.echo(f"portsim {__version__}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version of the program.")
]


@app.callback()
def portsim(version: Version = False) -> None:
    """Simulate a port of entry that receives asylum claimants: its queues, its officers, its overflow space."""


def _unsaid(left: SystemExit) -> bool:
    """Return whether it ends with an interrupt that came between two of our lines, which typer answers without a
    word.
    """
    return isinstance(left.__context__, typer.Exit) and isinstance(left.__context__.__cause__, KeyboardInterrupt)


def run_command(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    can_show_all(sys.stdout, sys.stderr)
    try:
        with never_lost():
            app(arguments if arguments is None else list(arguments))
    except SystemExit as left:
        if _unsaid(left):
            typer.echo("Interrupted: nothing more was written.", err=True)
        raise
    except PortsimError as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_status)
    except OSError as error:
        about = f"{error.filename}: " if error.filename else ""
        typer.echo(f"{about}{error.strerror or error}", err=True)
        sys.exit(2)
