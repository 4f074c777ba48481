"""What `check` would warn of in the scenarios that a command plays, said once before they are played."""

from collections.abc import Container, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import typer

from sim.wording import counted, say

if TYPE_CHECKING:
    from sim.problems import Problem
    from sim.scenario.load import Loaded

Where = Literal["in", "at"]  # what stands before a name: of a scenario, of a point
MOST = 10  # lines of a command that plays more than one scenario; `check` has them all


def remark(loaded: "Loaded", *, quiet: bool, besides: Container[str] = ()) -> list[str]:
    """Return all warnings of the one scenario that is played but those of some paths, printed unless `quiet`."""
    from sim.people.expectation.overload import warned

    lines = [str(problem) for problem in warned(loaded) if problem.path not in besides]
    _print([] if quiet else lines)
    return lines


def remark_on(cases: "Mapping[str, Sequence[Problem]]", what: Where, *, quiet: bool) -> None:
    """Print the warnings of several scenarios by their names, each kind once; `what` stands before a name.

    Warnings of one path that say the same message of other values are of one kind, of which the first is printed.
    """
    if quiet:
        return
    kinds: dict[tuple[str, str], dict[str, str]] = {}
    for name, problems in cases.items():
        for problem in problems:
            kinds.setdefault((problem.path, problem.kind), {}).setdefault(name, str(problem))
    lines = [_line(found, len(cases), what) for found in kinds.values()]
    if len(lines) > MOST:
        lines[MOST:] = [_rest(len(lines) - MOST)]
    _print(lines)


def _line(found: dict[str, str], cases: int, what: Where) -> str:
    """Return the first warning of a kind, and of which it is if not of all alike."""
    (name, first), others = next(iter(found.items())), len(found) - 1
    if len(found) == cases and len(set(found.values())) == 1:
        return first
    if what == "in":
        if not others:
            return say("{warning} (in {scenario})", warning=first, scenario=name)
        return counted(
            "{warning} (in {scenario}, and another of {n} more)", "{warning} (in {scenario}, and another of {n} more)",
            others, warning=first, scenario=name,
        )  # fmt: skip
    if not others:
        return say("{warning} (at {point})", warning=first, point=name)
    return counted(
        "{warning} (at {point}, and another of {n} more)", "{warning} (at {point}, and another of {n} more)",
        others, warning=first, point=name,
    )  # fmt: skip


def _rest(number: int) -> str:
    return counted(
        "and {n} more warnings: portsim check has all of a file",
        "and {n} more warnings: portsim check has all of a file", number,
    )  # fmt: skip


def _print(lines: list[str]) -> None:
    for line in lines:
        typer.echo(line, err=True)
