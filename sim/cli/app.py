"""The commands by their names, and what is said when one cannot go on."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from sim import __version__
from sim.cli.commands import (
    backtest,
    brief,
    calibrate,
    check,
    compare,
    desk,
    explain,
    new,
    outlook,
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
from sim.cli.help_page import Group, Program
from sim.cli.interrupts import never_lost
from sim.cli.refused import UsageError, refusal
from sim.errors import INTERRUPTED, PortsimError
from sim.problems import listing
from sim.wording import say, speaking
from sim.wording.chosen import chosen, known
from sim.wording.named import naming
from sim.wording.translations import languages


@contextmanager
def _answered() -> Iterator[None]:
    """Answer a Ctrl-C that nobody else answered: one sentence, exit status 130; and a call that is wrong."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo(_interrupted(), err=True)
        raise typer.Exit(INTERRUPTED) from None
    except UsageError as error:
        asked_nothing = type(error).__name__ == "NoArgsIsHelpError"  # its message is the help
        typer.echo(error.format_message() if asked_nothing else refusal(error), err=True)
        raise typer.Exit(error.exit_code) from None


def _interrupted() -> str:
    return say("Interrupted: nothing more was written.")


class Commands(Group):
    """The group of all commands: an interrupt, or a wrong call, ends any of them in the same way."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Read the arguments."""
        with _answered():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        with _answered():
            return super().invoke(ctx)


LANG = "--lang"
EXAMPLES = (
    Example("portsim new port", "write port.yaml, a small port to start from"),
    Example("portsim check port.yaml", "is it right?"),
    Example("portsim run port.yaml", "play it 200 times; the answer, and a report in results/port"),
)
app = Program(
    name="portsim",
    cls=Commands,
    help="Simulates a port of entry that receives asylum claimants: its queues, its officers, its overflow space.",
    epilog=shown(EXAMPLES),
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("new", epilog=shown(new.EXAMPLES))(new.new)
app.command("calibrate", epilog=shown(calibrate.EXAMPLES))(calibrate.calibrate)
app.command("backtest", epilog=shown(backtest.EXAMPLES))(backtest.backtest)
app.command("check", epilog=shown(check.EXAMPLES))(check.check)
app.command("explain", epilog=shown(explain.EXAMPLES))(explain.explain)
app.command("schema", epilog=shown(schema.EXAMPLES))(schema.schema)
app.command("run", epilog=shown(run.EXAMPLES))(run.run)
app.command("brief", epilog=shown(brief.EXAMPLES))(brief.brief)
app.command("desk", epilog=shown(desk.EXAMPLES))(desk.desk)
app.command("outlook", epilog=shown(outlook.EXAMPLES))(outlook.outlook)
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


Language = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="en|fr",
        help="Language of what is said, else that of PORTSIM_LANG or of the system; CSV, JSON and YAML stay the same.",
        show_default=False,
    ),
]


@app.callback()
def portsim(version: Version = False, lang: Language = None) -> None:
    """Simulate a port of entry that receives asylum claimants: its queues, its officers, its overflow space."""


def without_language(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the language that a call asks for with `--lang`, wherever in it, and its other arguments.

    Typer has the option for its help alone: the language is known before it reads anything.
    """
    asked, left = None, []
    given = iter(arguments)
    for one in given:
        name, equals, value = one.partition("=")
        if one == "--":
            left += [one, *given]
        elif name == LANG:
            asked = value if equals else next(given, "")
        else:
            left.append(one)
    return asked, left


def _unsaid(left: SystemExit) -> bool:
    """Return whether it ends with an interrupt that came between two of our lines, which typer answers without a
    word.
    """
    return isinstance(left.__context__, typer.Exit) and isinstance(left.__context__.__cause__, KeyboardInterrupt)


def run_command(arguments: Sequence[str] | None = None) -> None:
    """Run the command line, in the language that is asked for, and leave with its exit status."""
    can_show_all(sys.stdout, sys.stderr)
    asked, given = without_language(sys.argv[1:] if arguments is None else arguments)
    with speaking(chosen(asked, os.environ)), naming():
        if asked is not None and not known(asked):
            what = say("found {name}; allowed: {names}", name=asked or '""', names=listing(languages()))
            wrong = say("Invalid value for '{name}': {what}", name=LANG, what=what)
            typer.echo(say("Error: {message}", message=wrong), err=True)
            sys.exit(2)
        _run(given)


def _run(arguments: Sequence[str]) -> None:
    try:
        with never_lost():
            app(arguments)
    except SystemExit as left:
        if _unsaid(left):
            typer.echo(_interrupted(), err=True)
        raise
    except PortsimError as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_status)
    except OSError as error:
        about = f"{error.filename}: " if error.filename else ""
        typer.echo(f"{about}{error.strerror or error}", err=True)
        sys.exit(2)
