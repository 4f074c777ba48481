"""Text for a terminal whose lines never break at a hard blank; Rich takes one for any other blank."""

from typing import Any

from rich.console import Console, ConsoleOptions
from rich.containers import Lines
from rich.measure import Measurement
from rich.text import Text

from sim.wording.quantity import HARD

HELD = "\ue000"  # stands in the place of a hard blank while lines are broken; no font has it, and no text


class Unbroken(Text):
    """A text whose hard blanks hold: a number stays with its unit."""

    def wrap(self, console: Console, width: int, *args: Any, **kwargs: Any) -> Lines:
        """Return the lines."""
        lines = self._held().wrap(console, width, *args, **kwargs)
        for line in lines:
            line.plain = line.plain.replace(HELD, HARD)
        return lines

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return self._held().__rich_measure__(console, options)

    def _held(self) -> Text:
        plain = Text(style=self.style, justify=self.justify, overflow=self.overflow, no_wrap=self.no_wrap, end=self.end)
        plain.append_text(self)
        plain.plain = self.plain.replace(HARD, HELD)
        return plain


def in_lines(text: str, console: Console) -> Text:
    """Return a text broken into lines that fit a console, so that nothing breaks them again."""
    return Text("\n").join(Unbroken(text).wrap(console, console.width))
