"""Text for a terminal whose lines never break at a hard blank; Rich takes one for any other blank."""

import re
from typing import Any

from rich.console import Console, ConsoleOptions
from rich.containers import Lines
from rich.measure import Measurement
from rich.text import Text

from sim.wording.quantity import HARD

HELD, WITH_UNIT = "\ue000", "\ue001"  # stand for blanks at which no line breaks; no font has them, and no text
BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:h|d|min|s|[A-Z]{3})(?![^\W_]))")  # "24 h", "120 CAD"


def held(text: str) -> str:
    """Return a text of the same length with signs in the place of blanks at which no line breaks: hard ones, and those
    between a number and a short unit.
    """
    return BEFORE_UNIT.sub(WITH_UNIT, text).replace(HARD, HELD)


class Unbroken(Text):
    """A text whose hard blanks hold, and a number stays with its unit."""

    def wrap(self, console: Console, width: int, *args: Any, **kwargs: Any) -> Lines:
        """Return the lines."""
        lines = self._held().wrap(console, width, *args, **kwargs)
        for line in lines:
            line.plain = line.plain.replace(HELD, HARD).replace(WITH_UNIT, " ")
        return lines

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return self._held().__rich_measure__(console, options)

    def _held(self) -> Text:
        plain = Text(style=self.style, justify=self.justify, overflow=self.overflow, no_wrap=self.no_wrap, end=self.end)
        plain.append_text(self)
        plain.plain = held(self.plain)
        return plain


def in_lines(text: str, console: Console) -> Text:
    """Return a text broken into lines that fit a console, so that nothing breaks them again."""
    return Text("\n").join(Unbroken(text).wrap(console, console.width))
