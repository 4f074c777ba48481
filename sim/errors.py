"""Every error that a call of `sim` can end with, under one base class: `except sim.errors.PortsimError`.

Each message says what was found, and what is allowed or what to do. The command line prints it and leaves with
`exit_status`.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from sim.wording import counted

if TYPE_CHECKING:
    from sim.problems import Problem

__all__ = [
    "ArgumentError", "ClusterError", "ComparisonError", "Interrupted", "NoGoalError", "OutputError", "PortsimError",
    "ScenarioError", "StoreError", "WorkerError", "in_lines",
]  # fmt: skip
INTERRUPTED = 130  # the exit status of an interrupt
SHOWN = 100  # problems of one reading that a message has


class PortsimError(Exception):
    """The base of all errors of this program that a user can meet."""

    exit_status: ClassVar[int] = 2


class ScenarioError(PortsimError):
    """A scenario that cannot be used; `problems` has everything that is wrong with it."""

    def __init__(self, problems: "Iterable[Problem]") -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(in_lines(self.problems)))

    def __reduce__(self) -> "tuple[type[ScenarioError], tuple[tuple[Problem, ...]]]":
        return type(self), (self.problems,)


class ArgumentError(PortsimError, ValueError):
    """An argument of a call that it does not take; the message says what it takes."""


class ComparisonError(PortsimError, ValueError):
    """Scenarios that cannot be compared; the message says which and why, a line each."""


class NoGoalError(PortsimError, ValueError):
    """Nothing that a roster could be made for; the message names the goals that one can give."""


class WorkerError(PortsimError, RuntimeError):
    """Replications could not be finished; the message says which and why."""

    exit_status = 1


class StoreError(PortsimError, RuntimeError):
    """A file cannot serve as a store, or has not what is asked of it; the message says which file and why."""


class ClusterError(PortsimError, RuntimeError):
    """There is no such cluster, or it cannot be used; the message says which and why."""


class OutputError(PortsimError, RuntimeError):
    """A file cannot be written; the message says which and why."""


class Interrupted(PortsimError, RuntimeError):
    """Somebody ended the runs before there was anything to show."""

    exit_status = INTERRUPTED


def in_lines(problems: "Sequence[Problem]") -> list[str]:
    """Return a line a problem, of the first hundred; then one that says how many more there are."""
    left = len(problems) - SHOWN
    return [*map(str, problems[:SHOWN]), *([_rest(left)] if left > 0 else [])]


def _rest(number: int) -> str:
    return counted(
        "and {n} more problems of this kind or others", "and {n} more problems of this kind or others", number
    )
