"""Consoles that cannot show every character: what they cannot is told with what they can."""

import codecs
import unicodedata
from typing import TextIO

NEAR = "portsim.near"
PLAIN = {
    "–": "-", "—": "-", "−": "-", "±": "+-", "×": "x", "·": "-", "•": "*", "…": "...", "’": "'", "‘": "'", "“": '"',
    "”": '"', "≤": "<=", "≥": ">=", "→": "->", "œ": "oe", "Œ": "OE", "æ": "ae", "ß": "ss", "ø": "o", "«": '"', "»": '"',
    "\u00a0": " ", "\u202f": " ", "\u2009": " ",
}  # fmt: skip


def can_show_all(*streams: TextIO | None) -> None:
    """Have streams show the nearest plain text for what their encoding lacks, instead of failing."""
    codecs.register_error(NEAR, _nearest)
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and getattr(stream, "errors", "") in ("strict", "backslashreplace"):
            reconfigure(errors=NEAR)


def plain(text: str) -> str:
    """The nearest ASCII: letters without their accents, dashes as hyphens, `?` for the rest."""
    return "".join(_plain(letter) for letter in text)


def _plain(letter: str) -> str:
    if letter in PLAIN:
        return PLAIN[letter]
    bare = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode("ascii")
    return bare or "?"


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plain(error.object[error.start : error.end]), error.end
