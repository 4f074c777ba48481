"""What `check` would warn of in the scenarios that a command plays, said once before they are played."""

import re
from collections.abc import Container, Mapping, Sequence
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from sim.problems import Problem
    from sim.scenario.load import Loaded

MOST = 10  # lines of a command that plays more than one scenario; `check` has them all


def remark(loaded: "Loaded", *, quiet: bool, besides: Container[str] = ()) -> list[str]:
    """Return all warnings of the one scenario that is played but those of some paths, printed unless `quiet`."""
    from sim.people.expectation.overload import warned

    lines = [str(problem) for problem in warned(loaded) if problem.path not in besides]
    _print([] if quiet else lines)
    return lines


def remark_on(cases: "Mapping[str, Sequence[Problem]]", what: str, *, quiet: bool) -> None:
    """Print the warnings of several scenarios by their names, each kind once; `what` stands before a name.

    Warnings of one path that differ in their numbers alone are of one kind, of which the first is printed.
    """
    if quiet:
        return
    kinds: dict[tuple[str, str], dict[str, str]] = {}
    for name, problems in cases.items():
        for problem in problems:
            kind = (problem.path, re.sub(r"[\d,.-]+", "0", problem.message))
            kinds.setdefault(kind, {}).setdefault(name, str(problem))
    lines = [_line(found, len(cases), what) for found in kinds.values()]
    if len(lines) > MOST:
        lines[MOST:] = [f"and {len(lines) - MOST} more warnings: portsim check has all of a file"]
    _print(lines)


def _line(found: dict[str, str], cases: int, what: str) -> str:
    """Return the first warning of a kind, and of which it is if not of all alike."""
    (name, first), others = next(iter(found.items())), len(found) - 1
    if len(found) == cases and len(set(found.values())) == 1:
        return first
    more = f", and another of {others} more" * (others > 0)
    return f"{first} ({what} {name}{more})"


def _print(lines: list[str]) -> None:
    for line in lines:
        typer.echo(line, err=True)
