"""Examples of calls, which `--help` shows below the options: what is typed, and what for.

Each command has its own in its file. All are of one port, whose file `portsim new port` writes; `busier.yaml` extends
it, with values that are uncertain.
"""

from collections.abc import Sequence
from typing import NamedTuple


class Example(NamedTuple):
    """A call, and what it is for."""

    line: str
    does: str


def shown(examples: Sequence[Example]) -> str:
    """Return the examples of a command as its help shows them, each call on a line of its own."""
    return "\b\nExamples:\n" + "\n".join(f"  {one.line}\n      {one.does}" for one in examples)
