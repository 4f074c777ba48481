"""What a command does with what it found: files in a folder, one JSON document or text, and the end of an interrupt."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import Console

INTERRUPTED = 130


def prepare(folder: Path) -> None:
    """Find out before the runs, not after, whether results can be written."""
    from sim.experiments.files import writable

    with writing():
        writable(folder)


@contextmanager
def writing() -> Iterator[None]:
    """A file that cannot be written is said on one line; exit status 2."""
    from sim.experiments.files import OutputError

    try:
        yield
    except OutputError as error:
        said = str(error)
    except OSError as error:
        said = f"cannot write {error.filename or 'results'}: {error.strerror or error}"
    else:
        return
    typer.echo(said, err=True)
    raise typer.Exit(2)


def tell_json(document: Any) -> None:
    """Print one JSON document."""
    import json

    typer.echo(json.dumps(document, indent=1, allow_nan=False))


def paper() -> "Console":
    """What text and tables are printed on: numbers keep the colour of their sentence."""
    from rich.console import Console

    return Console(highlight=False)


def tell_lines(console: "Console", heading: str, lines: Iterable[str]) -> None:
    """A heading, and lines below it, a little to the right."""
    from rich.padding import Padding
    from rich.text import Text

    console.print(Text(heading, style="bold"))
    for line in lines:
        console.print(Padding(Text(line), (0, 0, 0, 2)))


def interrupted(said: str) -> NoReturn:
    """The end of a command that was interrupted with nothing to show."""
    typer.echo(f"Interrupted{said}", err=True)
    raise typer.Exit(INTERRUPTED)
