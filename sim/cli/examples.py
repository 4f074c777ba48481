"""Examples of calls, which `--help` shows below the options: what is typed, and what for.

Each command has its own in its file. All are of one port, whose file `portsim new port` writes; `busier.yaml` extends
it, with values that are uncertain.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sim.wording import Noted, said, say


class Example(NamedTuple):
    """A call, and what it is for."""

    line: str
    does: str


class Examples(str):
    """The examples of a command as its help shows them, in English; `said` says them."""

    examples: tuple[Example, ...]

    def said(self) -> str:
        """Return them in the language that is spoken."""
        return _lines([one._replace(does=said(Noted(one.does))) for one in self.examples])


def shown(examples: Sequence[Example]) -> Examples:
    """Return the examples of a command as its help shows them, each call on a line of its own."""
    made = Examples(_lines(examples))
    made.examples = tuple(examples)
    return made


def _lines(examples: Sequence[Example]) -> str:
    lines = "\n".join(f"  {one.line}\n      {one.does}" for one in examples)
    return "\b\n" + say("Examples:") + f"\n{lines}"
