"""What is saved, or given to be kept: a scenario in the folder of its file, and what it is called."""

import re
import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sim.cli.desk.looks import LOOKS
from sim.errors import ArgumentError, OutputError
from sim.scenario.schema import Scenario
from sim.scenario.source.self_contained import beside, self_contained
from sim.views.kit.sources import program_version
from sim.wording import say

NAME = re.compile(r"[\w][\w .-]{0,99}\.ya?ml")
RUNS = list(LOOKS)[2]  # of what is given to be kept


def place(folder: Path, name: Any) -> Path:
    """Return where a file of this name is saved: in this very folder. ArgumentError for any other place."""
    if not isinstance(name, str) or not NAME.fullmatch(name) or (folder / name).resolve().parent != folder.resolve():
        found = name if isinstance(name, str) else "?"
        raise ArgumentError(
            say("found {name}; allowed: the name of a file that ends in .yaml, without a folder", name=found[:100])
        )
    return folder / name


def saved(scenario: Scenario, path: Path) -> str:
    """Write a scenario as one whole file that was not there before; return what there is to say of it. OutputError."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text(scenario))
    except FileExistsError:
        raise OutputError(say("{file} is there already; give another name", file=path.name)) from None
    except OSError as error:
        raise OutputError(
            say("{file} cannot be written: {why}", file=path.name, why=error.strerror or str(error))
        ) from None
    needed = beside(scenario)
    told = say("Saved as {file}.", file=path.name)
    return f"{told} {say('These files must be beside it: {files}', files=', '.join(needed))}" if needed else told


def text(scenario: Scenario) -> str:
    """Return a scenario as one file, with what it is at its head."""
    head = (
        scenario.name,
        say("Made on the desk of portsim {version}; levers and other readings of the scenario are left out.",
            version=program_version()),
    )  # fmt: skip
    return "".join(f"# {line}\n" for line in head) + "\n" + self_contained(scenario)


def command(file: Path, changes: Iterable[str]) -> str:
    """Return the command that runs a state."""
    return " ".join(("portsim run", shlex.quote(file.name), *(f"--set {shlex.quote(line)}" for line in changes)))
